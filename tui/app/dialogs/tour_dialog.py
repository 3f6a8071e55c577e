"""A tour of five screens. It is offered, opens over whatever is there, and changes nothing."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from plan_data.load import LoadedPlan
from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.key_help import key_line
from tui.config.keymap import DEFAULT_KEY_LABELS

_GROUP_VIEWS = "{view_pathways} and {view_leads} show one pathway or lead; a capital letter goes to its group. "

# Words in braces are the keys of those acts.
TOUR: tuple[tuple[str, str], ...] = (
    (
        "See what is late",
        (
            "The agenda ({view_agenda}) shows what is late first, worst on top, and below the list all"
            f" about the line under the cursor. {_GROUP_VIEWS}{{colour_key}} says what marks and colours mean."
        ),
    ),
    (
        "Find it",
        (
            "{search} keeps what your words ask for, such as overdue ELS. {go} goes to a ref."
            " {terms} explains the abbreviations in sight. Esc shows everything again."
        ),
    ),
    (
        "Say what happened",
        (
            "{tick} ticks, {note} writes a note, {forecast} says when it is now expected. Each becomes"
            " a line in your own journal file and is never lost: {undo} takes it back, {redo} brings"
            " it back. {mark} marks lines, so that one act is about all of them."
        ),
    ),
    (
        "See another day",
        (
            "{day_back} and {day_forward} move the date by a day, {month_back} and {month_forward} by a"
            " month, {last_board} and {next_board} to the last and next Board. {travel} asks for any"
            " day; Enter alone is today. {changes} shows what changed, and two days in numbers."
        ),
    ),
    (
        "Take it to the Board",
        (
            "{view_board} shows what the Board is asked, its actions, and the plan. {explain}"
            " writes cause and action for the paper, {export} makes it, {asks} takes down the"
            " answers. {more_acts} records Board dates and decisions, and takes in colleagues'"
            " entries. {show_help} has every key, and ctrl+p every command."
        ),
    ),
)


class TourDialog(Dialog[None]):
    """Five pages to read: Enter goes on, Left back, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave", id="tour.leave"),
        Binding("enter,right,space", "turn(1)", "next", id="tour.next"),
        Binding("left,backspace", "turn(-1)", "back", id="tour.back"),
    ]
    DEFAULT_CSS = """
    TourDialog { align: center middle; }
    TourDialog > VerticalScroll {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    TourDialog #title { text-style: bold; }
    TourDialog #text { margin: 1 0; }
    TourDialog #keys { color: $text-muted; }
    """

    def __init__(
        self, keys: Mapping[str, str] = DEFAULT_KEY_LABELS, loaded: LoadedPlan | None = None
    ) -> None:
        """Make the tour; `keys` are the labels of the actions' keys.

        The words are those of `loaded`, if it is given.
        """
        super().__init__()
        self._keys = keys
        self._loaded = loaded
        self._page = 0

    def compose(self) -> ComposeResult:
        """Create the title, the text and the key help."""
        with VerticalScroll():
            yield Static(id="title")
            yield Static(id="text")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show_page()

    def action_turn(self, by: int) -> None:
        """Go to the next page, after the last one back to the app; or to the page before."""
        if self._page + by == len(TOUR):
            self.close()
            return
        self._page = max(0, self._page + by)
        self._show_page()

    def action_leave(self) -> None:
        """Leave the tour."""
        self.close()

    def _show_page(self) -> None:
        title, text = TOUR[self._page]
        self._set("title", f"{self._page + 1} of {len(TOUR)}: {title}")
        self._set("text", self._in_own_words(text).format(**self._keys))
        last = self._page + 1 == len(TOUR)
        enter = "to the app" if last else "next"
        keys = key_line(f"Enter: {enter}    Left: back    Esc: leave")
        self.query_one("#keys", Static).update(keys)

    def _in_own_words(self, text: str) -> str:
        """Return a page's text in the plan's words, without the views that the plan lacks."""
        if self._loaded is None:
            return text
        if not (self._loaded.has_pathways and self._loaded.has_leads):
            text = text.replace(_GROUP_VIEWS, "")
        return self._loaded.vocabulary.reword(text)

    def _set(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))
