"""The whole list of groups, where the side list is folded: a letter or Enter chooses one."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.widgets import OptionList

from store.query.groups import ItemGroup
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.views.rows import Row
from tui.app.widgets.drawing import wrap_text

_FRAME_WIDTH = 6  # cells of border, padding and scroll bar
_MOST_CODE_WIDTH = 20
_LEAST_NAME_WIDTH = 18
_COUNTS_WIDTH = 16  # 12/120, 104 late


class GroupPicker(PickDialog):
    """A group by its letter, its name and its counts. The result is its code."""

    DEFAULT_CSS = "GroupPicker > Vertical { width: 84; }"

    def __init__(
        self, title: str, rows: Sequence[Row], names: Mapping[str, str], chosen: str
    ) -> None:
        """Offer the `rows` of a side list; `names` has the names of their groups by code."""
        super().__init__(title, {row.key: "" for row in rows})
        self._rows = tuple(rows)
        self._names = names
        self._chosen = chosen

    def on_mount(self) -> None:
        """Begin at the chosen group."""
        keys = [row.key for row in self._rows]
        if self._chosen in keys:
            self.query_one(OptionList).highlighted = keys.index(self._chosen)

    def on_key(self, event: events.Key) -> None:
        """Choose the group of a capital letter."""
        for row in self._rows:
            if event.character and event.character == row.mark:
                event.stop()
                self.close(row.key)

    def choice_texts(self) -> list[Content]:
        """Return a line for each group, its name wrapped below itself."""
        code_width = max((cell_len(row.text) for row in self._rows), default=0)
        code_width = min(code_width, _MOST_CODE_WIDTH)
        width = min(84, self.app.size.width * 95 // 100) - _FRAME_WIDTH
        names = self._names
        return [_group_text(row, names.get(row.key, ""), code_width, width) for row in self._rows]


def group_names(groups: Sequence[ItemGroup]) -> dict[str, str]:
    """Return the names of groups by code, without those that say the code again."""
    return {group.code: group.name for group in groups if group.name != group.code}


def _group_text(row: Row, name: str, code_width: int, width: int) -> Content:
    counts = row.when
    if row.status:
        counts += f", {row.status}"
    style = f"${_STYLES.get(row.colour, 'foreground')}"
    start = Content.assemble(
        (f"{row.mark} ", "bold $accent"),
        (f"{set_cell_size(row.text, max(code_width, cell_len(row.text)))}  ", "bold"),
    )
    room = width - start.cell_length - 2 - _COUNTS_WIDTH
    if room < _LEAST_NAME_WIDTH:
        below = [Content(f"  {line}") for line in wrap_text(name, width - 2)]
        return Content("\n").join([Content.assemble(start, (counts, style)), *below])
    first, *rest = wrap_text(name, room)
    lines = [Content.assemble(start, f"{set_cell_size(first, room)}  ", (counts, style))]
    lines += [Content(f"{' ' * start.cell_length}{line}") for line in rest]
    return Content("\n").join(lines)


_STYLES = {"amber": "text-warning", "red": "text-error"}
