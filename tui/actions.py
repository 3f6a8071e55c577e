"""The app's actions, each declared once with its key, its help and the same command in the shell.

The app's key bindings, command palette and help are built from this table. A test checks that
the shell has every command named here.
"""

from typing import Final

from msgspec import Struct

from store.query.filters import EXAMPLE_WORDS

LOOK: Final = "Look and find"
RECORD: Final = "Record"
SEVERAL: Final = "Several at once"
BOARD: Final = "For the Board"
OTHER: Final = "Other"
ACTION_GROUPS: Final = (LOOK, RECORD, SEVERAL, BOARD, OTHER)  # in the order of the help


class Action(Struct, frozen=True):
    """One action of the app; `group` is its heading in the help.

    `key` is Textual's name of the default key. `command` is the shell command that does the same,
    without `milepost`; words in capitals stand for values.
    """

    name: str
    group: str
    key: str
    label: str
    help: str
    command: str
    in_footer: bool = False


ACTIONS: tuple[Action, ...] = (
    Action(
        "view_agenda",
        LOOK,
        "1",
        "Agenda",
        "overdue, due soon, later, continuing and undated",
        "status",
    ),
    Action(
        "view_pathways",
        LOOK,
        "2",
        "Pathways",
        "the checklist of one pathway",
        "list --pathway CODE",
    ),
    Action(
        "view_leads", LOOK, "3", "Leads", "the checklist of one lead agency", "list --lead CODE"
    ),
    Action(
        "view_priorities",
        LOOK,
        "4",
        "Priorities",
        "the plan's own tree, with progress",
        "list --priority N",
    ),
    Action(
        "view_board",
        LOOK,
        "5",
        "Board",
        "progress, months, trajectories and meetings",
        "report summary",
    ),
    Action(
        "view_measures",
        LOOK,
        "7",
        "Measures",
        "numbers with targets, by period",
        "measures",
    ),
    Action(
        "show_item",
        LOOK,
        "enter",
        "open",
        "the whole item, or what is folded in a line",
        "show REF",
    ),
    Action(
        "show_help",
        OTHER,
        "question_mark",
        "help",
        "the keys and what they do",
        "--help",
        in_footer=True,
    ),
    Action(
        "tick",
        RECORD,
        "space",
        "tick",
        "say that the item is done, or open it again",
        "tick REF",
        in_footer=True,
    ),
    Action("note", RECORD, "n", "note", "add a dated note", "note REF TEXT", in_footer=True),
    Action(
        "mark",
        SEVERAL,
        "x",
        "mark",
        "mark lines, so that the next act is about all of them",
        "tick REF",
        in_footer=True,
    ),
    Action(
        "opening",
        SEVERAL,
        "ctrl+o",
        "opening",
        "how what fell due before publication stood, marked or all",
        "opening --all --note T",
    ),
    Action("undo", RECORD, "u", "undo", "take back your newest entry", "undo", in_footer=True),
    Action("redo", RECORD, "ctrl+r", "redo", "bring back what you undid", "redo"),
    Action("start", RECORD, "s", "started", "say that work on the item started", "start REF"),
    Action(
        "actual",
        RECORD,
        "a",
        "actual",
        "record the figure reached in a period",
        "actual REF NUMBER",
    ),
    Action("forecast", RECORD, "f", "forecast", "say when it is now expected", "forecast REF WHEN"),
    Action(
        "reschedule",
        RECORD,
        "r",
        "new date",
        "a new date, and who approved it",
        "reschedule REF WHEN --approved-by WHO",
    ),
    Action(
        "withdraw",
        RECORD,
        "w",
        "withdraw",
        "record that it is no longer to be done",
        "withdraw REF --approved-by WHO",
    ),
    Action(
        "explain",
        BOARD,
        "b",
        "cause",
        "cause and action for the Board's paper",
        "note REF TEXT --cause WHY --action WHAT",
    ),
    Action(
        "judge",
        BOARD,
        "c",
        "colour",
        "say how you see it yourself: green, amber or red, and why",
        "judge REF COLOUR --why T",
    ),
    Action(
        "search",
        LOOK,
        "slash",
        "filter",
        f"show only what words ask for: {EXAMPLE_WORDS}",
        "list --words W",
        in_footer=True,
    ),
    Action(
        "travel",
        LOOK,
        "d",
        "date",
        "see the plan as of another date",
        "status --as-of DATE",
        in_footer=True,
    ),
    Action(
        "changes",
        BOARD,
        "v",
        "changes",
        "what changed since the last Board, or any date",
        "report changes",
        in_footer=True,
    ),
    Action(
        "export",
        BOARD,
        "e",
        "export",
        "write a report or the list to a file",
        "report exception -o FILE",
        in_footer=True,
    ),
    Action(
        "saved_filters",
        OTHER,
        "l",
        "saved filters",
        "the saved filters: use, save or remove one",
        "filters",
    ),
    Action(
        "save_filter",
        OTHER,
        "ctrl+s",
        "save filter",
        "keep the filter's words under a name",
        "filters save NAME WORDS",
    ),
    Action(
        "switch_plan", OTHER, "p", "plan", "open another plan", "status --plan PLAN", in_footer=True
    ),
    Action("go", LOOK, "g", "go to", "go to the item of a ref", "show REF", in_footer=True),
    Action(
        "terms",
        OTHER,
        "t",
        "terms",
        "what the abbreviations on screen mean",
        "glossary TERM",
        in_footer=True,
    ),
    Action(
        "about_plan",
        OTHER,
        "i",
        "about the plan",
        "its boards, tables, promises and footnotes",
        "show plan",
    ),
    Action("copy", OTHER, "y", "copy", "copy the ref and the title to the clipboard", "show REF"),
    Action(
        "show_problems",
        OTHER,
        "exclamation_mark",
        "problems",
        "mistakes in the plan file, the journal and the settings",
        "check PLAN.yaml",
    ),
)
