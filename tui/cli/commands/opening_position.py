"""The command `opening`: record the position of items due before publication, several at once."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date

from plan_data.errors import ExitCode, Refused
from plan_data.text import plural
from store.checklist.checklist import ChecklistItem
from store.journal.entry import Entry
from store.query.lookup import find_items
from store.query.publication import due_before_publication
from tui.cli.journal_writing import finish_recording, open_batch
from tui.cli.options import add_record_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import checklist_json, checklist_text


def add_opening(parser: ArgumentParser) -> None:
    """Declare the arguments of `opening`."""
    parser.add_argument(
        "refs", metavar="REF", nargs="*", help="items of the list; without any, the list is printed"
    )
    parser.add_argument("--all", action="store_true", help="every item of the list")
    parser.add_argument(
        "--done-on", metavar="DAY", default="", help="they were done on this day, which you know"
    )
    parser.add_argument("--note", metavar="T", default="", help="what there is to say of them")
    add_record_options(parser, ref=False)


def run_opening(session: Session) -> ExitCode:
    """List items due before publication without an entry, or record the position of some."""
    args = session.args
    early = due_before_publication(session.checklist, session.checklist.items)
    is_recording = bool(args.done_on or args.note)
    if not is_recording and not args.refs and not args.all:
        return _print_list(session, early)
    chosen = early if args.all else _named(session, early)
    if not chosen:
        raise Refused("nothing that fell due before publication is without an entry.")
    return _record(session, chosen)


def _print_list(session: Session, early: Sequence[ChecklistItem]) -> ExitCode:
    if session.wants_json:
        session.write(checklist_json.render_list_json(session.checklist, early))
    else:
        session.write_text(checklist_text.early_text(session.checklist, early))
    return session.finish()


def _named(session: Session, early: Sequence[ChecklistItem]) -> list[ChecklistItem]:
    """Return the items of the list that the arguments name, each once.

    Raises:
        Refused: if one is not in the list, or none is named.

    """
    if not session.args.refs:
        raise Refused("name the items, or add --all for every one of the list.")
    by_ref = {item.ref: item for item in early}
    chosen: dict[str, ChecklistItem] = {}
    for typed in session.args.refs:
        refs = [planned.ref for planned in find_items(session.loaded.items, typed)]
        listed = [by_ref[ref] for ref in refs if ref in by_ref]
        if not listed:
            raise Refused(
                f"{refs[0]} did not fall due before publication, or has an entry",
                "`milepost opening` lists those that did; `tick` and `note` are for the others.",
            )
        chosen |= {item.ref: item for item in listed}
    return list(chosen.values())


def _record(session: Session, chosen: Sequence[ChecklistItem]) -> ExitCode:
    recorder, batch = open_batch(session)
    done_on = _done_on(session)
    for item in chosen:
        recorder.open_position(item.ref, session.day(), session.args.note, done_on)
    entries = batch.commit()
    message = f"the opening position of {plural(len(entries), 'item')} is recorded"
    if len(entries) > 1:
        message += "; `milepost undo --together` takes all of it back"
    print_message(message)
    finish_recording(session, *entries)
    if session.wants_json:
        session.write_after_change(_entries_json(entries))
    return ExitCode.OK


def _done_on(session: Session) -> date | None:
    if not session.args.done_on:
        return None
    return session.day_of(session.args.done_on)


def _entries_json(entries: Sequence[Entry]) -> str:
    return checklist_json.dump_json([checklist_json.entry_object(entry) for entry in entries])


COMMANDS = {"opening": Command(add_opening, run_opening)}
