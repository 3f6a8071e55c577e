"""The app's actions, each declared once with its key, its help and the same command in the shell.

The app's key bindings, command palette and help are built from this table. A test checks that
the shell has every command named here.
"""

from string import ascii_uppercase
from typing import Final

from msgspec import Struct

from store.query.filters import EXAMPLE_WORDS

LOOK: Final = "Look and find"
RECORD: Final = "Record"
LINKS: Final = "From one to the other"
SEVERAL: Final = "Several at once"
BOARD: Final = "For the Board"
DATES: Final = "Another date"
OTHER: Final = "Other"
ACTION_GROUPS: Final = (LOOK, RECORD, LINKS, SEVERAL, BOARD, DATES, OTHER)  # in the help's order


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
        "asks, actions, progress, meetings",
        "report summary",
    ),
    Action(
        "view_journal",
        LOOK,
        "6",
        "Journal",
        "who recorded what, and who is silent",
        "log",
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
        "all about the item, or what is folded in a line",
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
        "take_back",
        RECORD,
        "ctrl+d",
        "take back",
        "take back your entry under the cursor, in the Journal",
        "undo ENTRY",
    ),
    Action(
        "correct",
        RECORD,
        "ctrl+e",
        "correct",
        "correct your entry under the cursor, in the Journal",
        "correct ENTRY --text T",
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
        "ask",
        BOARD,
        "asterisk",
        "ask",
        "ask the Board for something, as a numbered ask of its next paper",
        "note REF TEXT --ask WHAT",
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
        f"show what words ask for: {EXAMPLE_WORDS}",
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
    Action("day_back", DATES, "comma", "day back", "the day before", "status --as-of DATE"),
    Action("day_forward", DATES, "full_stop", "day on", "the day after", "status --as-of DATE"),
    Action(
        "month_back", DATES, "less_than_sign", "month back", "a month before", "status --as-of DATE"
    ),
    Action(
        "month_forward",
        DATES,
        "greater_than_sign",
        "month on",
        "a month after",
        "status --as-of DATE",
    ),
    Action(
        "last_board",
        DATES,
        "left_parenthesis",
        "last Board",
        "the day of the last Board",
        "status --as-of DATE",
    ),
    Action(
        "next_board",
        DATES,
        "right_parenthesis",
        "next Board",
        "the day of the next Board",
        "status --as-of DATE",
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
        "meeting",
        BOARD,
        "m",
        "meeting",
        "a pathway or a Board on the full screen, item by item; it keeps the minutes",
        "report exception --pathway CODE",
    ),
    Action(
        "asks",
        BOARD,
        "h",
        "asks",
        "what the Board answers to its asks, one by one: approve, refuse, defer",
        "board answer 1=approve --meeting DATE",
    ),
    Action(
        "choose_board",
        BOARD,
        "at",
        "board",
        "another board in the Board view: its meetings, asks and actions",
        "report exception --board NAME",
    ),
    Action(
        "returns",
        BOARD,
        "number_sign",
        "returns",
        "return rounds: who has answered, sheets that came back line by line, reminders",
        "returns status",
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
    Action(
        "go",
        LINKS,
        "g",
        "go to",
        "go to an item, a level, a Board, a pathway, a lead, a tag or words of a title",
        "show REF",
        in_footer=True,
    ),
    Action(
        "objective",
        LINKS,
        "o",
        "objective",
        "the item's objective, its siblings and measures of success",
        "show N",
    ),
    Action("lead", LINKS, "L", "its lead", "all items of the item's lead", "list --lead CODE"),
    Action(
        "pathway",
        LINKS,
        "P",
        "its pathway",
        "all items of the item's pathway",
        "list --pathway CODE",
    ),
    Action(
        "go_back",
        LINKS,
        "backspace",
        "back",
        "back to the line before the last step, several times",
        "show REF",
    ),
    Action("mine", LINKS, "0", "only mine", "your own items alone, or all again", "list --mine"),
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
    Action("copy", OTHER, "y", "copy", "copy refs and titles, marked or one", "show REF"),
    Action(
        "more_acts",
        OTHER,
        "plus",
        "more acts",
        "Board date, decision, confirmation, move, plan file, import, merge, sync",
        "board add DATE",
    ),
    Action(
        "colour_key",
        OTHER,
        "equals_sign",
        "colour key",
        "what marks and colours mean",
        "help status",
    ),
    Action(
        "show_problems",
        OTHER,
        "exclamation_mark",
        "problems",
        "mistakes in the plan file, the journal and the settings",
        "check PLAN.yaml",
    ),
)

# Capital letters that go to a pathway or lead of the side list: those that are no action's key.
JUMP_LETTERS: Final = "".join(sorted({*ascii_uppercase} - {action.key for action in ACTIONS}))
