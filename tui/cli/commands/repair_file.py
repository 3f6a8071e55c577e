"""`milepost repair`: recover every whole entry of a damaged journal file into a new one."""

from argparse import ArgumentParser
from pathlib import Path

import msgspec

from plan_data.errors import ExitCode, Refused
from plan_data.text import plural
from store.journal.repair import Repaired, repair, repaired_path
from tui.cli.options import TEXT_AND_JSON, add_plan_options
from tui.cli.output import print_message, write_after_change
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import path_argument, real_path, write_file
from tui.formats import checklist_json


def add_repair(parser: ArgumentParser) -> None:
    """Declare the arguments of `repair`."""
    parser.add_argument("file", metavar="FILE", help="the damaged file, which stays as it is")
    parser.add_argument(
        "-o",
        "--output",
        dest="new_file",
        metavar="FILE",
        help="the new file (default: 'NAME (repaired).json' beside the damaged one)",
    )
    add_plan_options(parser)
    parser.add_argument(
        "-f", "--format", choices=TEXT_AND_JSON, default="text", help="the format of the answer"
    )


def run_repair(session: Session) -> ExitCode:
    """Write a damaged file's whole entries into a new one, and print what was lost."""
    path = path_argument(session.args.file)
    new = path_argument(session.args.new_file) if session.args.new_file else repaired_path(path)
    if not path.exists():
        raise Refused(f"there is no file '{path}'.")
    repaired = repair(path)
    write_file(new, repaired.data, force=False, private=True)
    new.chmod(path.stat().st_mode & 0o666)
    if session.wants_json:
        write_after_change(_as_json(repaired, path, new))
    else:
        write_after_change(_as_text(repaired))
    print_message(f"written to {real_path(new)}")
    if real_path(path).parent == real_path(session.settings.paths.journal):
        print_message(
            f"'{path.name}' stays as it is; once you have moved it out of the journal's folder,"
            " it is no longer reported."
        )
    if repaired.lines_lost:
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _as_text(repaired: Repaired) -> str:
    author = repaired.author or "no author"
    text = f"{author}: {plural(repaired.entries, 'entry')} recovered\n"
    for lost in repaired.lost:
        text += f"line {lost.line} could not be recovered: {lost.why}\n"
    if repaired.uncounted:
        text += f"and {repaired.uncounted} more lines\n"
    if not repaired.lines_lost:
        text += "nothing was lost\n"
    return text


def _as_json(repaired: Repaired, path: Path, new: Path) -> str:
    return checklist_json.dump_json(
        {
            "file": str(path),
            "new": str(new),
            "by": repaired.author,
            "entries": repaired.entries,
            "lost": [msgspec.structs.asdict(lost) for lost in repaired.lost],
            "lines_lost": repaired.lines_lost,
        }
    )


COMMANDS = {"repair": Command(add_repair, run_repair)}
