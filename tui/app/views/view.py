"""What every view offers the screen, and the state of rows that all views share."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content

from plan_data.items import PlanItem
from store.checklist.checklist import ChecklistItem, without_repeats
from store.query.filters import Filter
from store.query.groups import ItemGroup
from tui.app.views.rows import PinnedItems, Row
from tui.app.widgets.drawing import Glyphs, Line
from tui.app.workspace import Workspace
from tui.wording.counts import count_text, milestone_count


class RowState:
    """Which rows are open, and which items are pinned to their places until the order is reset."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.opened: frozenset[str] = frozenset()
        self._pinned: dict[str, ChecklistItem] = {}
        self._kept_actions: frozenset[str] = frozenset()
        self._pinned_at = self._position()

    def toggle(self, key: str) -> None:
        """Open or close a row."""
        self.opened ^= {key}

    def close_all(self) -> None:
        """Close every row."""
        self.opened = frozenset()

    @property
    def pinned(self) -> PinnedItems:
        """The pinned items; none after the plan or the as-of date has changed."""
        if self._pinned_at != self._position():
            self.unpin_all()
        return self._pinned

    @property
    def kept_actions(self) -> frozenset[str]:
        """The keys of actions that stay in their places although they are done."""
        if self._pinned_at != self._position():
            self.unpin_all()
        return self._kept_actions

    def unpin_all(self) -> None:
        """Let every item return to its place in the order."""
        self._pinned = {}
        self._kept_actions = frozenset()

    def pin(self, rows: Iterable[Row], refs: Collection[str]) -> None:
        """Keep the items of `refs` and the actions in their rows: nothing moves under the cursor."""
        lines = tuple(rows)
        self._kept_actions = frozenset([row.key for row in lines if row.kind == "action"])
        pinned: dict[str, ChecklistItem] = {}
        for row in lines:
            if row.kind == "item" and row.key in refs and not row.level:
                pinned[row.key] = row.items[0]
                if len(pinned) == len(refs):
                    break
        self._pinned = {**pinned, **self.pinned}
        self._pinned_at = self._position()

    def _position(self) -> tuple[str, date]:
        return self._workspace.loaded.about.id, self._workspace.as_of


class View:
    """One way to look at the plan: rows in the main list, or a drawing in its place.

    `has_groups` adds a side list of `groups`, of which `group` is the code of the one chosen.
    `list_height` is how many lines the list has before the details below it have more than one.
    `lists_items` says that its rows are items, to which the screen can go.
    A view overrides what it needs; `views/registry.py` lists the views.
    """

    has_groups: ClassVar[bool] = False
    list_height: ClassVar[int] = 0
    is_drawn: ClassVar[bool] = False
    lists_items: ClassVar[bool] = True
    group = ""

    def __init__(self, workspace: Workspace, row_state: RowState) -> None:
        self.workspace = workspace
        self.row_state = row_state

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items in view, without those that the filter hides."""
        return self.workspace.items

    @property
    def groups(self) -> Sequence[ItemGroup]:
        """The groups of items in the side list."""
        return ()

    @property
    def found_text(self) -> str:
        """How much of what the plan has the filter finds, such as `7 of 132`."""
        checklist = self.workspace.checklist
        found = count_text(without_repeats(self.workspace.items))
        return f"{found} of {milestone_count(checklist.counted)}"

    @property
    def finds_nothing(self) -> bool:
        """Whether the filter leaves nothing to show."""
        return not self.workspace.items

    def side_rows(self) -> list[Row]:
        """Return the rows of the side list; their keys are what `group` can be."""
        return []

    def rows(self) -> list[Row]:
        """Return the rows of the main list; a drawn view has none."""
        return []

    def draw(self, width: int, glyphs: Glyphs) -> list[Line]:  # noqa: ARG002 - for drawn views
        """Return the lines of a drawn view, each at most `width` cells wide."""
        return []

    def pane_title(self) -> str:
        """Return the title in the frame around the main list."""
        return self.workspace.loaded.vocabulary.plural_title("milestone")

    def title(self) -> str:
        """Return the title above the main list."""
        return ""

    def progress(self) -> str:
        """Return the counts of what the main list shows, for the place beside the title."""
        return ""

    def group_notes(self) -> Content:
        """Return what is shown about the chosen group between the title and the list."""
        return Content("")

    def empty_text(self) -> str:
        """Return why there is nothing to show, and what to do."""
        if self.workspace.words_in_force:
            return self._nothing_fits_text()
        if not self.workspace.checklist.items:
            return self.workspace.loaded.vocabulary.reword(
                "This plan has no milestones yet. Add them to its file; `milepost check`"
                " says whether it reads."
            )
        return self.no_items_text()

    def _nothing_fits_text(self) -> str:
        text = f"Nothing fits the filter '{self.workspace.words_in_force}'. Esc clears it."
        if self.workspace.items:  # elsewhere in the plan
            return text
        reason = self.workspace.filter.explain_nothing_found(while_typing=True)
        return f"{text} {reason[:1].upper()}{reason[1:]}".rstrip()

    def no_items_text(self) -> str:
        """Return why there is nothing to show although the plan has items and no filter is set."""
        return "No items here."

    def toggle(self, key: str) -> None:
        """Open or close a row."""
        self.row_state.toggle(key)

    def reveal(self, item: PlanItem) -> None:
        """Choose the group or open the rows that hold an item."""

    def reveal_key(self, key: str) -> None:
        """Choose the group of a key, or open the rows that hold the row of a key."""

    def folded_into(self, item: PlanItem) -> Sequence[str]:  # noqa: ARG002 - for views that fold
        """Return the keys of the rows that an item without a row of its own may be folded into."""
        return ()

    def export_filter(self) -> Filter:
        """Return the filter that selects the items in view, apart from the words typed."""
        return Filter()
