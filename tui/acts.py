"""What a person can do, each declared once: its key, its help and its shell twin.

The app's bindings, command palette and help are made of these; a test holds that every act has
a command in the shell.
"""

from msgspec import Struct


class Act(Struct, frozen=True):
    """One act. `key` is Textual's name for it; `twin` is the shell command that does the same."""

    name: str
    key: str
    label: str
    help: str
    twin: str
    in_footer: bool = False


ACTS: tuple[Act, ...] = (
    Act("view_agenda", "1", "Agenda", "what is overdue, due soon, later, continuing and undated", "status"),
    Act("view_pathways", "2", "Pathways", "the checklist of one pathway", "list --pathway CODE"),
    Act("view_leads", "3", "Leads", "the checklist of one lead agency", "list --lead CODE"),
    Act("view_priorities", "4", "Priorities", "the plan's own tree, with progress", "list --priority N"),
    Act("view_board", "5", "Board", "progress, the year by month, trajectories and meetings", "report summary"),
    Act("show_help", "question_mark", "help", "the keys and what they do", "--help", in_footer=True),
    Act("tick", "space", "tick", "say that the item is done, or open it again", "tick REF", in_footer=True),
    Act("note", "n", "note", "add a dated note", "note REF TEXT", in_footer=True),
    Act("explain", "b", "cause", "cause and action for the Board's paper", "note REF TEXT --cause WHY --action WHAT"),
    Act("actual", "a", "actual", "record the figure reached in a quarter", "actual REF NUMBER"),
    Act("start", "s", "started", "say that work on the item started", "start REF"),
    Act("forecast", "f", "forecast", "say when it is now expected", "forecast REF WHEN"),
    Act("reschedule", "r", "new date", "a new date, and who approved it", "reschedule REF WHEN --approved-by WHO"),
    Act("withdraw", "w", "withdraw", "record that it is no longer to be done", "withdraw REF --approved-by WHO"),
    Act(
        "judge", "c", "colour", "say how you see it yourself: green, amber or red, and why", "judge REF COLOUR --why T"
    ),
    Act("mark", "x", "mark", "mark lines, so that the next act is about all of them", "tick REF", in_footer=True),
    Act("copy", "y", "copy", "copy the ref and the title to the clipboard", "show REF"),
    Act("undo", "u", "undo", "take back your newest entry", "undo", in_footer=True),
    Act("redo", "ctrl+r", "redo", "bring back what you undid", "redo"),
    Act("search", "slash", "filter", "show only what words ask for: overdue ELS jan", "list --words W", in_footer=True),
    Act("save_filter", "ctrl+s", "save filter", "keep the filter's words under a name", "filters save NAME WORDS"),
    Act("saved_filters", "l", "saved filters", "the saved filters: use, save or remove one", "filters"),
    Act("travel", "d", "date", "see the plan as of another date", "status --as-of DATE", in_footer=True),
    Act("changes", "v", "changes", "what changed since the last Board, or any date", "report changes", in_footer=True),
    Act("export", "e", "export", "write a report or the list to a file", "report exception -o FILE", in_footer=True),
    Act("switch_plan", "p", "plan", "open another plan", "status --plan PLAN", in_footer=True),
    Act("go", "g", "go to", "go to the item of a ref", "show REF", in_footer=True),
    Act("terms", "t", "terms", "what the abbreviations on screen mean", "glossary TERM", in_footer=True),
    Act(
        "show_problems",
        "exclamation_mark",
        "problems",
        "mistakes found in the plan file and the journal",
        "check PLAN.yaml",
    ),
    Act("show_item", "enter", "open", "the whole item, or what is folded in a line", "show REF"),
)
