"""Commands that ask the journal: log, and silent, which is about what is missing in it."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from plan_data.errors import ExitCode, Refused
from plan_data.text import fold
from plan_data.timescale.period_parser import NotATimescale, parse_period
from store.checklist.meetings import last_meeting
from store.checklist.retractions import (
    corrected_by,
    moved_refs,
    recorded_by,
    retracted_by,
    spellings_of,
)
from store.dates import format_day
from store.journal.database import JournalDatabase
from store.journal.entry import Entry
from store.query.filters import find_leads, find_pathway, has_any_code
from store.query.journal_names import find_authors, find_kind
from store.query.journal_search import EntrySearch, search_entries
from store.query.lookup import find_items
from store.query.silence import silences
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import checklist_json
from tui.formats.silence_list import SILENCE_WIDTH, silence_objects, silence_text
from tui.wording import entry_text

_SINCE_HELP = "a day; board, the last Board before the as-of date; or today"


def add_log(parser: ArgumentParser) -> None:
    """Declare the arguments of `log`."""
    parser.add_argument("ref", metavar="REF", nargs="?", help="only this item's entries")
    for option, metavar, text in (
        ("--author", "A", "who recorded it, or a part of the name"),
        ("--pathway", "CODE", "about items of a pathway, or 'not stated'"),
        ("--lead", "CODE", "about items of a lead agency, 'not stated', or 'NOMS*'"),
        ("--kind", "K", "a kind of entry, such as note or forecast"),
    ):
        parser.add_argument(option, metavar=metavar, action="append", default=[], help=text)
    parser.add_argument("--since", metavar="DAY", help=_SINCE_HELP)
    parser.add_argument("--until", metavar="DAY", help="the last day that counts")
    parser.add_argument(
        "--text", metavar="T", help="a phrase in anything that is shown of an entry"
    )
    parser.add_argument("--mine", action="store_true", help="only what you recorded (see --by)")
    add_plan_options(parser)
    add_output_options(parser)


def run_log(session: Session) -> ExitCode:
    """Print the entries asked for in the order of recording, also those that were taken back."""
    if session.args.by and not session.args.mine:
        print_message(
            "--by says who is writing, and selects nothing here: --author shows what somebody"
            " recorded, and --mine what you did."
        )
    entries = _plan_entries(session)
    found = search_entries(JournalDatabase(entries), _search(session, entries))
    retractions = retracted_by(entries)
    corrections = corrected_by(entries, retractions)
    if session.wants_json:
        session.write(_log_json(found, retractions, corrections))
    else:
        session.write_text(_log_text(found, retractions, corrections))
    return session.finish()


def _plan_entries(session: Session) -> tuple[Entry, ...]:
    plan_id = session.loaded.about.id
    of_plan = [entry for entry in session.contents.entries if entry.plan == plan_id]
    return recorded_by(of_plan, session.settings.known_on)


def _search(session: Session, entries: Sequence[Entry]) -> EntrySearch:
    args = session.args
    since = _since(session)
    return EntrySearch(
        authors=_authors(session, entries),
        kinds=tuple([find_kind(entries, typed) for typed in args.kind]),
        refs=_refs(session, entries),
        since=since.day,
        recorded_since=since.recorded,
        until=_until(session),
        text=args.text or "",
    )


def _authors(session: Session, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the names of the authors asked for, as the journal has them; none means any."""
    names: list[str] = []
    for typed in session.args.author:
        names += find_authors(entries, typed)
    if session.args.mine:
        author = session.settings.author
        names += sorted(spellings_of(entries, author)) or [author]
    return tuple(names)


def _refs(session: Session, entries: Sequence[Entry]) -> frozenset[str] | None:
    """Return the refs that entries may have, None if that was not asked for."""
    args = session.args
    asks_for_items = bool(args.pathway or args.lead)
    if asks_for_items and args.ref:
        return _refs_of_items(session, entries) & _named_refs(session, entries)
    if asks_for_items:
        return _refs_of_items(session, entries)
    if args.ref:
        return _named_refs(session, entries)
    return None


def _refs_of_items(session: Session, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the refs of the items of pathways and leads, with those that were moved to them."""
    args, about = session.args, session.loaded.about
    pathways = {find_pathway(about, typed) for typed in args.pathway}
    leads: set[str] = set()
    for typed in args.lead:
        leads.update(find_leads(about, typed))
    refs: set[str] = set()
    for item in session.loaded.items:
        if has_any_code(pathways, item.pathways) and has_any_code(leads, item.leads):
            refs.add(item.ref)
    moved_to_them = [old for old, new in moved_refs(entries).items() if new in refs]
    return frozenset(refs.union(moved_to_them))


def _named_refs(session: Session, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the refs that the argument names, in the journal or else in the plan.

    A milestone's id names the refs of all its items. A ref that left the plan still has entries.
    """
    wanted = fold(session.args.ref.strip())
    refs = set()
    for entry in entries:
        milestone = entry.ref.split("@")[0]
        if wanted in {fold(entry.ref), fold(milestone)}:
            refs.add(entry.ref)
    if refs:
        return frozenset(refs)
    return frozenset([item.ref for item in find_items(session.loaded.items, session.args.ref)])


class _Since(Struct, frozen=True):
    """The first day that counts, None for any; what was recorded at `recorded` or later counts too."""

    day: date | None = None
    recorded: datetime | None = None


def _since(session: Session) -> _Since:
    """Return what `--since` means.

    A day is one on which something happened. `today` and `board` ask for what is new since then:
    also what was recorded since, whatever day it is about.
    """
    text = session.args.since
    if not text:
        return _Since()
    clock = session.settings.clock
    word = fold(text.strip())
    if word == "board":
        day = _last_board(session)
    elif word == "today":
        day = clock.today
    else:
        return _Since(_first_day(session, text))
    return _Since(day, clock.start_of(day))


def _last_board(session: Session) -> date:
    as_of = session.settings.as_of
    meeting = last_meeting(session.checklist.meetings, as_of)
    if meeting is None:
        raise Refused(
            f"no Board's meeting before {format_day(as_of)} is known.",
            "give a day with --since, or record the meeting: `milepost board add DATE`.",
        )
    return meeting.on


def _first_day(session: Session, text: str) -> date:
    """Return a day, or the first day of a period."""
    try:
        return parse_period(text, session.loaded.year.calendar).first
    except NotATimescale:
        return session.day_of(text)


def _until(session: Session) -> date | None:
    text = session.args.until
    if not text:
        return None
    try:
        return session.past_date_of(text)
    except NotATimescale:
        return session.day_of(text)


def _log_json(
    entries: Iterable[Entry], retractions: Mapping[str, Entry], corrections: Mapping[str, Entry]
) -> str:
    objects = []
    for entry in entries:
        retraction, correction = retractions.get(entry.id), corrections.get(entry.id)
        objects.append(checklist_json.entry_object(entry, retraction, correction))
    return checklist_json.dump_json(objects)


def _log_text(
    entries: Iterable[Entry], retractions: Mapping[str, Entry], corrections: Mapping[str, Entry]
) -> str:
    lines = []
    for entry in entries:
        retraction, correction = retractions.get(entry.id), corrections.get(entry.id)
        lines.append(f"{entry_text.log_line(entry, retraction, correction)}\n")
    return "".join(lines)


def add_silent(parser: ArgumentParser) -> None:
    """Declare the arguments of `silent`."""
    parser.add_argument("--since", metavar="DAY", help=f"who is silent since {_SINCE_HELP}")
    add_plan_options(parser)
    add_output_options(parser)


def run_silent(session: Session) -> ExitCode:
    """Print when each lead and pathway last reported, the longest silence first."""
    found = silences(session.checklist, _since(session).day)
    if session.wants_json:
        session.write_json(silence_objects(found))
    else:
        width = session.text_width(SILENCE_WIDTH)
        session.write_text(silence_text(found, width))
    return session.finish()


COMMANDS = {
    "log": Command(add_log, run_log),
    "silent": Command(add_silent, run_silent),
}
