"""The shell's commands: what each is for, and the module that holds it."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from tui.cli.session import Session


class Command(NamedTuple):
    """A command's help line and its module in `tui.cli.commands`, imported only when it is called."""

    help: str
    module: str


COMMANDS: dict[str, Command] = {
    "demo": Command("the app on a made-up journal, to try it with", "demo"),
    "serve": Command("the app in a browser, on this machine only", "serve"),
    "status": Command("counts, then what needs attention, worst first", "browsing"),
    "list": Command("the checklist, as text, JSON, CSV or Markdown", "browsing"),
    "show": Command("one item, whole", "browsing"),
    "log": Command("every entry, also those taken back", "browsing"),
    "report": Command("a Board's paper: exception, summary, checklist or changes", "make_report"),
    "tick": Command("record that an item is done", "recording"),
    "untick": Command("record that an item is open again", "recording"),
    "start": Command("record that work on an item started", "recording"),
    "note": Command("record a dated note", "recording"),
    "actual": Command("record the cumulative figure of a quarter", "recording"),
    "forecast": Command("record when an item is now expected", "recording"),
    "reschedule": Command("record a new due date and who approved it", "recording"),
    "withdraw": Command("record that an item is no longer to be done", "recording"),
    "judge": Command("record a lead's own judgement, beside the rule's colour", "recording"),
    "decision": Command("record what the Board decided, or list it", "board_decisions"),
    "board": Command("list the Board's meetings, or record the day of one", "board_decisions"),
    "undo": Command("take back your newest entry, or a named one", "recording"),
    "redo": Command("bring back what you undid last", "recording"),
    "move": Command("re-home the entries of a ref that left the plan", "recording"),
    "merge": Command("bring colleagues' entries in", "exchange"),
    "sync": Command("exchange entries through a shared folder", "exchange"),
    "backup": Command("write the journal into one archive", "exchange"),
    "restore": Command("bring an archive's entries back", "exchange"),
    "import": Command("a region's delivery table into a plan file", "import_table"),
    "check": Command("every problem of a plan file, by line", "plan_files"),
    "new": Command("write a small commented plan file to start from", "plan_files"),
    "diff": Command("what changed between two plan files", "plan_files"),
    "carry-forward": Command("write what is still open into a plan file for the next year", "plan_files"),
    "plans": Command("the plans at hand", "browsing"),
    "filters": Command("the saved filters; save or remove one", "manage_filters"),
    "pathways": Command("the pathways and how each stands", "browsing"),
    "leads": Command("the lead agencies and how each stands", "browsing"),
    "glossary": Command("the plan's abbreviations", "browsing"),
    "readings": Command("the readings that a lead should confirm, and which were", "confirm_readings"),
    "confirm": Command("record that a lead confirmed a reading", "confirm_readings"),
    "keys": Command("the app's keys, and what is wrong with those of the config file", "keys"),
    "info": Command("versions, paths in use and what was found there", "info"),
}


def add_options(name: str, parser: ArgumentParser) -> None:
    """Declare a command's options on `parser`."""
    add: Callable[[ArgumentParser], None] = getattr(_module(name), f"add_{name.replace('-', '_')}")
    add(parser)


def run(name: str, session: Session) -> int:
    """Carry a command out and return its exit code."""
    carry_out: Callable[[Session], int] = getattr(_module(name), f"run_{name.replace('-', '_')}")
    return carry_out(session)


def _module(name: str) -> object:
    return import_module(f"tui.cli.commands.{COMMANDS[name].module}")
