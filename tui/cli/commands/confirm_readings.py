"""Commands about our readings of printed timescales: list those that ask for a check, and confirm one."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from store.checklist.readings import readings
from store.checklist.retractions import effective, recorded_by
from store.dates import format_day
from tui.cli.options import add_act, add_output, add_where
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.formats import checklist_json, checklist_text


def add_readings(parser: ArgumentParser) -> None:
    """Declare `readings`."""
    add_where(parser)
    add_output(parser)


def run_readings(session: Session) -> int:
    """Print every reading that a lead should confirm, and whether one did by the date."""
    settings = session.settings
    own = (entry for entry in session.contents.entries if entry.plan == session.loaded.about.id)
    stood = [entry for entry in effective(recorded_by(own, settings.known_on)) if entry.on <= settings.as_of]
    found = readings(session.loaded.items, stood)
    if session.args.format == "json":
        session.write(checklist_json.dump_json([checklist_json.reading_object(reading) for reading in found]))
    else:
        session.write("".join(checklist_text.reading_text(reading) for reading in found))
    return session.report_problems(session.contents.problems)


def add_confirm(parser: ArgumentParser) -> None:
    """Declare `confirm`."""
    parser.add_argument("milestone", metavar="MILESTONE", help="the milestone's id, as `milepost readings` lists it")
    parser.add_argument("--note", metavar="T", default="", help="who was asked, or what was said")
    add_act(parser, ref=False)


def run_confirm(session: Session) -> int:
    """Record that a lead confirmed how a milestone's timescale is read."""
    args = session.args
    entry = session.recorder().confirm(args.milestone, session.day(), args.note)
    print_message(f"{entry.ref}: the reading '{entry.when}' is confirmed, on {format_day(entry.on)}, by {entry.by}")
    for problem in session.contents.problems:
        print_message(str(problem))
    if args.format == "json":
        session.write(checklist_json.dump_json(checklist_json.entry_object(entry)))
    return ExitCode.OK
