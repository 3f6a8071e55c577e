"""The text of the help: the keys used most where it is asked from, then all of them by group."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.content import Content

from plan_data.load import LoadedPlan
from plan_data.vocabulary import VOCABULARY
from tui.actions import ACTION_GROUPS, ACTIONS, LOOK, Action
from tui.app.views.plan_actions import actions_of_plan
from tui.app.views.view_help import HelpHere, KeyRow
from tui.app.widgets.drawing import GLYPHS
from tui.app.widgets.key_help import key_line
from tui.wording.item_text import SYMBOLS
from tui.wording.search_help import GRAMMAR, GrammarRow, grammar_of_plan

_LEAST_WIDTH = 40
_MOST_KEY_WIDTH = 20
_EVERYWHERE = "Tab: other list   ctrl+p: every command by its name   q: quits"
_HERE = "Here"
_MOVING = "Moving"
MOVING_ROWS = (
    KeyRow("Up, Down", "line by line; so do k and j"),
    KeyRow("[ and ]", "part by part"),
    KeyRow("PgUp, PgDn", "page by page"),
    KeyRow("{ and }", "read on in the pane below or beside the list; so do shift and PgUp, PgDn"),
    KeyRow("Tab", "from the groups to their items, and back"),
    KeyRow("shift+Up", "marks lines on the way; so does shift and Down"),
    KeyRow("Esc", "clears the marks, then the filter"),
    KeyRow("ctrl+z", "to the shell, whose fg brings you back; in a note it takes typing back"),
    KeyRow(
        "mouse", "a click chooses a line, a tab, the date or a key; a double click opens a line"
    ),
)


class HelpPage:
    """The help for keys and a plan; both can be the user's own."""

    def __init__(self, keys: Mapping[str, str], loaded: LoadedPlan | None = None) -> None:
        """Make the help; `keys` has the key labels by action name.

        The words are those of `loaded`, if it is given.
        """
        self._keys = keys
        self._actions: Sequence[Action] = ACTIONS
        self._grammar: Sequence[GrammarRow] = GRAMMAR
        self._vocabulary = VOCABULARY
        if loaded:
            self._actions = actions_of_plan(loaded)
            self._grammar = grammar_of_plan(loaded)
            self._vocabulary = loaded.vocabulary
        self._help_of = {action.name: action.help for action in self._actions}

    def text(self, here: HelpHere, width: int) -> Content:
        """Return the help, which begins with `here`; lines longer than `width` hang below their text."""
        width = max(width, _LEAST_WIDTH)
        lines = key_line(_EVERYWHERE).wrap(width)
        lines += self._lines_here(here, width)
        for group in ACTION_GROUPS:
            rows = [_action_row(action) for action in self._actions if action.group == group]
            lines += self._section(group, rows, width)
            if group == LOOK:
                lines += self._section(_MOVING, MOVING_ROWS, width)
        lines += self._grammar_lines(width)
        lines += _marks_lines(width)
        lines += self._shell_lines(width)
        return Content("\n").join(lines)

    def _lines_here(self, here: HelpHere, width: int) -> Iterator[Content]:
        yield from _heading(_HERE, width)
        if here.about:
            about = self._vocabulary.reword(here.about)
            yield from Content(about).wrap(width)
        yield from self._row_lines(here.rows, width)

    def _section(self, title: str, rows: Iterable[KeyRow], width: int) -> list[Content]:
        return [*_heading(title, width), *self._row_lines(rows, width)]

    def _row_lines(self, rows: Iterable[KeyRow], width: int) -> Iterator[Content]:
        """Yield rows of a key and what it does; one of an action that the plan lacks is left out."""
        for row in rows:
            text = self._vocabulary.reword(row.text) or self._help_of.get(row.key, "")
            if text:
                label = self._keys.get(row.key, row.key)
                yield from self._hung(label, Content(text), width)

    def _hung(self, label: str, text: Content, width: int) -> Iterator[Content]:
        """Yield a key's label and a text beside it, which stays beside it where it is wrapped."""
        key_width = self._key_width()
        first, *rest = text.wrap(width - key_width)
        gap = "" if len(label) < key_width else " "
        yield Content.assemble((f"{label:<{key_width}}", "bold $accent"), gap, first)
        for line in rest:
            yield Content.assemble(" " * key_width, line)

    def _key_width(self) -> int:
        longest = max(len(label) for label in self._keys.values())
        return min(longest + 2, _MOST_KEY_WIDTH)

    def _grammar_lines(self, width: int) -> Iterator[Content]:
        """Yield the forms of the filter's words, each with its meaning and an example."""
        yield from _heading("Words of the filter", width)
        for row in self._grammar:
            text = Content.assemble((row.form, "bold"), f": {row.meaning}   ", _muted(row.example))
            yield from text.wrap(width)

    def _shell_lines(self, width: int) -> Iterator[Content]:
        """Yield the shell command of each action beside its key."""
        yield from _heading("The same in the shell, after the word milepost", width)
        for action in self._actions:
            yield from self._hung(self._keys[action.name], _muted(action.command), width)


def _action_row(action: Action) -> KeyRow:
    """Return the row of an action; that of a view begins with the view's name."""
    if action.name.startswith("view_"):
        return KeyRow(action.name, f"{action.label}: {action.help}")
    return KeyRow(action.name, action.help)


def _heading(title: str, width: int) -> list[Content]:
    """Return a heading with a blank line above it and a rule up to the right edge."""
    rule = GLYPHS.rule * max(0, width - len(title) - 1)
    return [Content(""), Content.assemble((title, "bold $accent"), " ", (rule, "$border-blurred"))]


def _marks_lines(width: int) -> Iterator[Content]:
    yield from _heading("Marks", width)
    marks = "   ".join(f"[{symbol}] {status}" for status, symbol in SYMBOLS.items())
    yield from Content(marks).wrap(width)


def _muted(text: str) -> Content:
    return Content.styled(text, "$foreground-muted")
