"""The command that converts a region's delivery table into a plan file."""

import shlex
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.load import LoadedPlan
from plan_data.text import path_text
from store.dates import format_day
from store.journal.entry import Entry
from tui.cli.options import PLAN_FILE_FORMATS
from tui.cli.output import is_stdout, print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.editing.replaced_plan import find_replaced_plan, keep_ids_of
from tui.files import path_argument

if TYPE_CHECKING:
    from plan_data.table_import.import_options import ImportOptions
    from plan_data.table_import.importer import ImportResult


def add_import(parser: ArgumentParser) -> None:
    """Declare the arguments of `import`."""
    parser.add_argument(
        "table", metavar="TABLE", help="a CSV, tab-separated, Markdown, XLSX or DOCX file"
    )
    parser.add_argument(
        "--id", dest="plan_id", metavar="ID", help="the plan's id, such as wales-2010-11"
    )
    parser.add_argument("--title", metavar="TITLE", help="the plan's title")
    parser.add_argument(
        "--year",
        metavar="YEAR",
        help="the plan's year, such as 2010/11, 2024, FY25 or 2021 to 2025",
    )
    parser.add_argument(
        "--year-starts", metavar="MONTH", help="the month in which a year starts, such as July"
    )
    parser.add_argument(
        "--quarters",
        metavar="KIND",
        choices=("calendar",),
        help="calendar: the quarters are those of the calendar, not of the plan's year",
    )
    parser.add_argument(
        "--start",
        metavar="DAY",
        help="the first day or month of the work, from which M3 or year 2 count, such as '1 Sep 2024'",
    )
    parser.add_argument(
        "--table",
        dest="number",
        metavar="N",
        type=int,
        help="which of a file's sheets or tables",
    )
    parser.add_argument(
        "--column",
        dest="columns",
        metavar="HEADING=ROLE",
        action="append",
        default=[],
        help="what a column holds, such as 'Deliverable=objective'; kept in the plan file",
    )
    parser.add_argument(
        "--like",
        metavar="PLAN.yaml",
        help="take the columns, years and sheet that were given for another imported plan",
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="show what each column is read as, and write nothing",
    )
    parser.add_argument(
        "-o", "--output", metavar="PLAN.yaml", help="the plan file to write; - is stdout"
    )
    parser.add_argument(
        "--progress",
        metavar="FILE",
        help="the return for the progress that the table has, .csv or .xlsx"
        " (default: PLAN-progress.csv beside PLAN.yaml)",
    )
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        help="the day that this progress is of; what is done without a day was done by then",
    )
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    parser.set_defaults(formats=PLAN_FILE_FORMATS)


def run_import(session: Session) -> ExitCode:
    """Write a table's plan file, and list what was certain, guessed or left out."""
    from plan_data.table_import.importer import import_table
    from tui.wording.import_text import column_text

    args = session.args
    before = _replaced_plan(session)
    options = _options(session, before)
    imported = import_table(Path(args.table), options)
    for reading in imported.columns:
        print_message(f"column: {column_text(reading)}")
    _refuse_without_progress(session, imported)
    if not args.preview:
        _write(session, imported)
    _print_findings("sure", imported.report.sure)
    _print_findings("guessed", imported.report.guessed)
    _print_findings("left for you", imported.report.left)
    if before is not None and not args.preview:
        _print_effects(session, before)
    _print_next_step(session, imported)
    return ExitCode.OK


def _refuse_without_progress(session: Session, imported: "ImportResult") -> None:
    """Refuse a file for progress if there is none, or no plan that it could be beside."""
    if not session.args.progress or session.args.preview:
        return
    if not imported.progress:
        raise Refused("the table has no progress to write: leave --progress out.")
    if is_stdout(session.args.output):
        raise Refused("a return is written beside its plan: give -o PLAN.yaml with --progress.")


def _write(session: Session, imported: "ImportResult") -> None:
    """Write the plan, and beside it the return of the table's progress: both or neither."""
    from tui.returns.imported_files import ImportTargets, write_import
    from tui.wording.import_text import old_progress_text

    args = session.args
    if is_stdout(args.output):
        session.write(imported.text)
        if imported.progress:
            print_message("its progress is not written: -o PLAN.yaml writes it beside the plan.")
        return
    progress = path_argument(args.progress) if args.progress else None
    targets = ImportTargets(path_argument(args.output), progress)
    written = write_import(
        Path(args.table), imported, targets, force=args.force, report=print_message
    )
    print_message(f"written to {written.plan}")
    if written.progress:
        print_message(f"written to {written.progress}")
    if written.old_progress:
        print_message(old_progress_text(written.old_progress))


def _replaced_plan(session: Session) -> LoadedPlan | None:
    """Return the plan that `-o` names, None if there is none that can be used."""
    output = session.args.output
    if is_stdout(output):
        return None
    return find_replaced_plan(path_argument(output))


def _progress_day(session: Session) -> date | None:
    """Return the day of --as-of, None if it was not given.

    Raises:
        Refused: if it is still to come.

    """
    settings = session.settings
    if not session.args.as_of:
        return None
    if settings.as_of > settings.clock.today:
        day = format_day(settings.as_of)
        raise Refused(
            f"--as-of: {day} is still to come: write the day that the table's progress is of."
        )
    return settings.as_of


def _known_entries(session: Session) -> Sequence[Entry]:
    """Return the entries of the journal, none if it cannot be read: an import needs no journal."""
    try:
        return session.all_contents.entries
    except MilepostError:
        return ()


def _print_effects(session: Session, before: LoadedPlan) -> None:
    """Print what the new plan does to the entries of the one that it replaced, if there are any."""
    from store.checklist.plan_effects import plan_effects
    from tui.wording.plan_effects_text import effects_lines

    entries = _known_entries(session)
    after = find_replaced_plan(before.path)
    if after is None or not any(entry.plan == before.about.id for entry in entries):
        return
    effects = plan_effects(before, after, entries, session.settings.as_of)
    _print_findings("entries", effects_lines(effects, before, after))


def _options(session: Session, before: LoadedPlan | None) -> "ImportOptions":
    """Return what is given, with what was given for the replaced plan or the one it is like."""
    from plan_data.table_import.import_options import (
        ImportOptions,
        add_kept,
        choice_words,
        of_another_file,
        options_in_file,
    )

    args = session.args
    options = ImportOptions(
        plan=args.plan_id,
        title=args.title,
        year=args.year,
        table=args.number,
        columns=tuple(args.columns),
        year_starts=args.year_starts,
        quarters=args.quarters,
        start=args.start,
        as_of=_progress_day(session),
        today=session.settings.clock.today,
    )
    if before is not None:
        options = keep_ids_of(options, before, _known_entries(session))
    if args.like:
        path = Path(args.like)
        if not path.is_file():
            raise Refused(f"'{path_text(path)}' is not a plan file: give one with --like.")
        kept = of_another_file(options_in_file(path))
        print_message(f"kept: {choice_words(kept) or 'nothing'} (from {path_text(path.name)})")
        options = add_kept(options, kept)
    if not is_stdout(args.output):
        path = Path(args.output)
        kept = options_in_file(path)
        if choice_words(kept):
            print_message(f"kept: {choice_words(kept)} (from {path_text(path.name)})")
        options = add_kept(options, kept)
    return options


def _print_next_step(session: Session, imported: "ImportResult") -> None:
    """Print the command that reads the return of the table's progress."""
    from tui.returns.progress_sheet import progress_path

    args = session.args
    if not imported.progress or args.preview or is_stdout(args.output):
        return
    progress = args.progress or str(progress_path(Path(args.output)))
    command = shlex.join(["milepost", "returns", "read", progress, "--plan", args.output])
    print_message(f"next: `{command}` shows the progress line by line; --accept records it.")


def _print_findings(label: str, sentences: Sequence[str]) -> None:
    for sentence in sentences or ["nothing"]:
        print_message(f"{label}: {sentence}")


COMMANDS = {"import": Command(add_import, run_import)}
