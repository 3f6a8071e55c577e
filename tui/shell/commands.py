"""The shell's commands: what each is for, and the module that holds it."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from tui.shell.session import Session


class Command(NamedTuple):
    """A command's help line and its module in `tui.shell`, imported only when it is called."""

    help: str
    module: str


COMMANDS: dict[str, Command] = {
    "demo": Command("the app on a made-up journal, to try it with", "demo"),
    "serve": Command("the app in a browser, on this machine only", "serve"),
    "status": Command("counts, then what needs attention, worst first", "browse"),
    "list": Command("the checklist, as text, JSON, CSV or Markdown", "browse"),
    "show": Command("one item, whole", "browse"),
    "log": Command("every entry, also those taken back", "browse"),
    "report": Command("a Board's paper: exception, summary, checklist or changes", "report"),
    "tick": Command("record that an item is done", "acts"),
    "untick": Command("record that an item is open again", "acts"),
    "start": Command("record that work on an item started", "acts"),
    "note": Command("record a dated note", "acts"),
    "actual": Command("record the cumulative figure of a quarter", "acts"),
    "forecast": Command("record when an item is now expected", "acts"),
    "reschedule": Command("record a new due date and who approved it", "acts"),
    "withdraw": Command("record that an item is no longer to be done", "acts"),
    "judge": Command("record a lead's own judgement, beside the rule's colour", "acts"),
    "decision": Command("record what the Board decided, or list it", "board"),
    "board": Command("list the Board's meetings, or record the day of one", "board"),
    "undo": Command("take back your newest entry, or a named one", "acts"),
    "redo": Command("bring back what you undid last", "acts"),
    "move": Command("re-home the entries of a ref that left the plan", "acts"),
    "merge": Command("bring colleagues' entries in", "exchange"),
    "sync": Command("exchange entries through a shared folder", "exchange"),
    "backup": Command("write the journal into one archive", "exchange"),
    "restore": Command("bring an archive's entries back", "exchange"),
    "import": Command("a region's delivery table into a plan file", "import_table"),
    "check": Command("every problem of a plan file, by line", "plan_file"),
    "new": Command("write a small commented plan file to start from", "plan_file"),
    "diff": Command("what changed between two plan files", "plan_file"),
    "carry-forward": Command("write what is still open into a plan file for the next year", "plan_file"),
    "plans": Command("the plans at hand", "browse"),
    "filters": Command("the saved filters; save or remove one", "filters"),
    "pathways": Command("the pathways and how each stands", "browse"),
    "leads": Command("the lead agencies and how each stands", "browse"),
    "glossary": Command("the plan's abbreviations", "browse"),
    "readings": Command("the readings that a lead should confirm, and which were", "readings"),
    "confirm": Command("record that a lead confirmed a reading", "readings"),
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
    return import_module(f"tui.shell.{COMMANDS[name].module}")
