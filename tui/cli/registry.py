"""The shell's commands: one row for each, in the order of `milepost --help`."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module

from msgspec import Struct

from plan_data.errors import ExitCode
from tui.cli.session import Session


class Command(Struct, frozen=True):
    """A command as its module declares it: `add` declares its arguments, `run` carries it out.

    `is_intermixed` is true if options may come between its words although some may be left out.
    """

    add: Callable[[ArgumentParser], None]
    run: Callable[[Session], ExitCode]
    is_intermixed: bool = False


class CommandRow(Struct, frozen=True):
    """A command's help line, and the module in `tui.cli.commands` whose `COMMANDS` holds it."""

    help: str
    module: str


COMMAND_ROWS: dict[str, CommandRow] = {
    "demo": CommandRow("the app on a made-up journal, to try it with", "demo"),
    "serve": CommandRow("the app in a browser, on this machine only", "serve"),
    "status": CommandRow("counts, then what needs attention, worst first", "browsing"),
    "list": CommandRow("the checklist, as text, JSON, CSV or Markdown", "browsing"),
    "show": CommandRow("one item, or a part of the plan and its items, in full", "show_plan"),
    "measures": CommandRow("the numbers that show success, against their targets", "plan_measures"),
    "indicators": CommandRow("the indicators, and what serves each", "plan_measures"),
    "log": CommandRow("the journal's entries, also those taken back", "journal_log"),
    "silent": CommandRow("when each lead and pathway last reported", "journal_log"),
    "report": CommandRow("a Board's paper: exception, summary, checklist, changes", "make_report"),
    "data": CommandRow("plan, checklist and journal as tables for programs", "hand_over"),
    "filters": CommandRow("the saved filters; save or remove one", "manage_filters"),
    "tick": CommandRow("record that an item is done", "recording"),
    "untick": CommandRow("record that an item is open again", "recording"),
    "start": CommandRow("record that work on an item started", "recording"),
    "note": CommandRow("record a dated note", "recording"),
    "actual": CommandRow("record the figure of a quarter or another period", "recording"),
    "forecast": CommandRow("record when an item is now expected", "recording"),
    "reschedule": CommandRow("record a new due date and who approved it", "recording"),
    "withdraw": CommandRow("record that an item is no longer to be done", "recording"),
    "judge": CommandRow("record a lead's own judgement, beside the rule's colour", "recording"),
    "confirm": CommandRow("record that a lead confirmed a reading", "confirm_readings"),
    "opening": CommandRow("record how items due before publication stood", "opening_position"),
    "undo": CommandRow("take back your newest entry, or a named one", "recording"),
    "redo": CommandRow("bring back what you undid last", "recording"),
    "correct": CommandRow("replace an entry of yours by a corrected one", "correct_entry"),
    "move": CommandRow("give the entries of a ref that left the plan another", "recording"),
    "decision": CommandRow("record what the Board decided, or list it", "board_decisions"),
    "board": CommandRow("a Board's meetings, asks, answers and actions", "board_cycle"),
    "minutes": CommandRow("the minutes of a Board's meeting", "meeting_minutes"),
    "returns": CommandRow("sheets for leads, and what comes back on them", "return_rounds"),
    "merge": CommandRow("bring colleagues' entries in", "exchange"),
    "sync": CommandRow("exchange entries through a shared folder", "exchange"),
    "backup": CommandRow("write the journal into one archive", "exchange"),
    "restore": CommandRow("bring an archive's entries back", "exchange"),
    "repair": CommandRow("save the readable entries of a damaged journal file", "repair_file"),
    "journal": CommandRow("erase words that have to go from the journal's files", "erase_entry"),
    "new": CommandRow("write a small plan file to start from", "plan_files"),
    "import": CommandRow("write a published table as a plan file", "import_table"),
    "check": CommandRow("every mistake of a plan file, by line", "plan_files"),
    "edit": CommandRow("change a plan file in your editor, with a check", "edit_file"),
    "diff": CommandRow("what changed between two plan files", "plan_files"),
    "carry-forward": CommandRow(
        "write what is still open into next year's plan file", "plan_files"
    ),
    "plans": CommandRow("the plans that come with Milepost, and your own", "plan_contents"),
    "pathways": CommandRow("the pathways and their counts", "plan_contents"),
    "leads": CommandRow("the lead agencies and their counts", "plan_contents"),
    "tags": CommandRow("the groups that cut across pathways, and their counts", "plan_contents"),
    "tables": CommandRow("the plan's tables, or one of them", "plan_texts"),
    "commitments": CommandRow("promises in the plan's text, outside its table", "plan_texts"),
    "glossary": CommandRow("the plan's abbreviations", "plan_contents"),
    "readings": CommandRow("how print was read, and what leads confirmed", "confirm_readings"),
    "keys": CommandRow("the app's keys, and what is wrong with your own", "keys"),
    "help": CommandRow("a page of the docs as text, or the list of pages", "help_topic"),
    "info": CommandRow("versions, paths in use and what was found there", "info"),
}

# The heading above a command in `milepost --help`, where a group begins.
GROUP_HEADINGS = {
    "status": "Look",
    "tick": "Record",
    "decision": "The Board",
    "returns": "Returns",
    "merge": "The journal",
    "new": "A plan file",
    "pathways": "What the plan says",
    "keys": "The program",
}


def load_command(name: str) -> Command:
    """Import the module of a command, and of no other, and return the command."""
    module = import_module(f"tui.cli.commands.{COMMAND_ROWS[name].module}")
    commands: dict[str, Command] = module.COMMANDS
    return commands[name]


def overview() -> str:
    """Return each command with its help line, by groups, and how to learn more."""
    text = "milepost                 open the app\n"
    for name, row in COMMAND_ROWS.items():
        if heading := GROUP_HEADINGS.get(name):
            text += f"\n{heading}\n"
        text += f"milepost {name:<15} {row.help}\n"
    return text + (
        "\nmilepost COMMAND --help  shows what a command takes. Dates are written\n"
        "                         like 31 Oct 2009 or Oct 2009.\n"
        "milepost help            lists the pages of the docs too.\n"
    )
