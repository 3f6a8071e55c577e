"""`milepost journal erase`: remove the texts and the author of one entry from the journal."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from store.journal.erase import Erased, erase
from store.journal.lock import LockWait
from store.rules import NO_AUTHOR
from tui.cli.options import TEXT_AND_JSON, add_plan_options
from tui.cli.output import print_all_problems, print_message, write_after_change
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text


def add_journal(parser: ArgumentParser) -> None:
    """Declare the arguments of `journal`."""
    parser.add_argument("act", choices=["erase"], help="what to do")
    parser.add_argument("entry", metavar="ID", help="the entry's id, or the end of it, as in `log`")
    parser.add_argument(
        "--why", metavar="TEXT", required=True, help="why it has to go; this is kept"
    )
    add_plan_options(parser)
    parser.add_argument(
        "-f", "--format", choices=TEXT_AND_JSON, default="text", help="json prints the entry"
    )


def run_journal(session: Session) -> ExitCode:
    """Erase an entry's texts in every file of the journal's folder."""
    settings = session.settings
    if not session.args.why.strip():
        raise Refused("say why it has to go: --why TEXT.")
    if not settings.author:
        raise NO_AUTHOR.refused()
    if session.folder_problem:
        raise Refused(f"nothing was erased: {session.folder_problem}")
    erased = erase(
        settings.paths.journal,
        session.args.entry,
        by=settings.author,
        at=settings.clock.now,
        why=session.args.why,
        wait=LockWait(print_message, done="erased"),
    )
    if session.wants_json:
        write_after_change(_as_json(erased))
    else:
        write_after_change(_as_text(erased))
    print_all_problems(erased.problems)
    for other in erased.repeated_in:
        print_message(
            f"the same words are in entry {other.id} ({other.ref} {other.kind}, by {other.by}): if"
            " they have to go, erase that too."
        )
    if erased.problems:
        return ExitCode.PROBLEMS
    print_message(
        "copies of the journal elsewhere still have it: `milepost help journal` says what to do."
    )
    return ExitCode.OK


def _as_text(erased: Erased) -> str:
    entry = erased.entry
    subject = entry.ref or "the entry"
    if not erased.files:
        return f"{subject} was erased already: {entry_text(entry)}\n"
    text = f"{subject} erased: {entry_text(entry)}\n"
    for path in erased.files:
        text += f"rewritten: {path.name}\n"
    return text


def _as_json(erased: Erased) -> str:
    return checklist_json.dump_json(
        {
            "entry": checklist_json.entry_object(erased.entry),
            "files": [str(path) for path in erased.files],
            "problems": checklist_json.problem_objects(erased.problems),
            "repeated_in": [entry.id for entry in erased.repeated_in],
        }
    )


COMMANDS = {"journal": Command(add_journal, run_journal)}
