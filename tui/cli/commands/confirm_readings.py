"""Commands about how print was read: list the readings, and confirm one."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from store.checklist.readings import Reading, readings
from store.checklist.retractions import effective, recorded_by
from store.dates import format_day
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.options import add_output_options, add_plan_options, add_record_options
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import checklist_json, checklist_text


def add_readings(parser: ArgumentParser) -> None:
    """Declare the arguments of `readings`."""
    add_plan_options(parser)
    add_output_options(parser)


def run_readings(session: Session) -> ExitCode:
    """Print every reading with a reason, which are doubtful, and which were confirmed by then."""
    found = _readings(session)
    if session.wants_json:
        objects = [checklist_json.reading_object(reading) for reading in found]
        session.write_json(objects)
    else:
        texts = [checklist_text.reading_text(reading, session.loaded) for reading in found]
        session.write_text("".join(texts))
    return session.report_problems(session.contents.problems)


def _readings(session: Session) -> tuple[Reading, ...]:
    settings = session.settings
    plan_id = session.loaded.about.id
    plan_entries = [entry for entry in session.contents.entries if entry.plan == plan_id]
    in_effect = effective(recorded_by(plan_entries, settings.known_on))
    by_the_date = [entry for entry in in_effect if entry.on <= settings.as_of]
    return readings(session.loaded.items, session.loaded.measures, by_the_date)


def add_confirm(parser: ArgumentParser) -> None:
    """Declare the arguments of `confirm`."""
    parser.add_argument(
        "milestone",
        metavar="MILESTONE",
        help="the id of a milestone or measure, as `milepost readings` lists it",
    )
    parser.add_argument("--note", metavar="T", default="", help="who was asked, or what was said")
    add_record_options(parser, ref=False)


def run_confirm(session: Session) -> ExitCode:
    """Record that a lead confirmed how a milestone's timescale, or a measure, is read."""
    entry = open_recorder(session).confirm(session.args.milestone, session.day(), session.args.note)
    return report_entry(
        session,
        entry,
        f"{entry.ref}: the reading '{entry.when}' is confirmed,"
        f" on {format_day(entry.on)}, by {entry.by}",
    )


COMMANDS = {
    "readings": Command(add_readings, run_readings),
    "confirm": Command(add_confirm, run_confirm),
}
