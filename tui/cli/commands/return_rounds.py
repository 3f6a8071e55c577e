"""`milepost returns`: sheets go out to leads, come back filled in, and are read with a preview."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from plan_data.errors import ExitCode, Refused, Unusable
from plan_data.text import one_line, plural
from store.checklist.retractions import effective
from store.journal.entry import Entry
from store.returns.filled_sheet import FilledSheet
from store.returns.return_recorder import (
    Wants,
    accept_sheet,
    can_be_accepted,
    is_answer,
    is_new,
    open_round,
)
from store.returns.rounds import OpenRound, find_rounds, pick_round, round_answers
from store.returns.sheet_reader import ReaderOptions, SheetLine, read_sheets
from store.returns.sheet_rows import possible_rows
from tui.cli.journal_writing import finish_recording, open_recorder
from tui.cli.options import add_plan_options
from tui.cli.output import fit_terminal, is_stdout, print_message, write_answer
from tui.cli.progress import Progress
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import path_argument
from tui.formats import checklist_json
from tui.returns.returned_sheets import read_sheets_in_file
from tui.returns.round_files import (
    SHEET_FORMATS,
    SheetFolder,
    asked_codes,
    prepare_folder,
    write_sheets,
)
from tui.returns.sheet_days import parse_sheet_day
from tui.returns.sheet_files import find_sheet_files
from tui.returns.sheet_reminders import reminder_texts
from tui.wording.return_text import (
    answer_object,
    late_answer_text,
    line_object,
    lines_summary_text,
    lines_text,
    opened_text,
    round_answers_text,
    unassigned_text,
)

_ACTS = ("open", "read", "status", "remind")
_ANSWER_FORMATS = ("text", "json")
_MOST_ROWS = 100_000  # named at once


def add_returns(parser: ArgumentParser) -> None:
    """Declare the arguments of `returns`."""
    parser.add_argument(
        "act",
        metavar="ACT",
        choices=_ACTS,
        help="open: write a sheet for each lead; read: what came back; status: who has answered;"
        " remind: what to write to who has not",
    )
    parser.add_argument(
        "files", metavar="FILE|FOLDER", nargs="*", help="read: the sheets that came back"
    )
    parser.add_argument(
        "--period", metavar="PERIOD", help="what the round is about, such as 'Q2 2009/10'"
    )
    parser.add_argument("--answer-by", metavar="DAY", help="open: the day to answer by")
    _add_codes(parser, "--lead", "open: only the sheets of these leads")
    _add_codes(parser, "--pathway", "open: one sheet for each of these pathways instead")
    parser.add_argument("--accept", action="store_true", help="read: record what is new")
    parser.add_argument(
        "--only", metavar="ROWS", help="read: record these rows alone, such as 12,15-18"
    )
    add_plan_options(parser)
    parser.add_argument(
        "--on", metavar="DAY", help="open: the day it was opened (default: the as-of date or today)"
    )
    parser.add_argument(
        "-f",
        "--format",
        choices=(*SHEET_FORMATS, *_ANSWER_FORMATS),
        help="of the sheets: xlsx or csv; of the answers: text or json",
    )
    parser.add_argument(
        "-o", dest="target", metavar="FOLDER", help="open: the folder for the sheets; else a file"
    )
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    parser.set_defaults(output=None)


def _add_codes(parser: ArgumentParser, option: str, text: str) -> None:
    parser.add_argument(option, metavar="CODE", action="append", default=[], help=text)


def run_returns(session: Session) -> ExitCode:
    """Open a round, read what came back, or list who has not answered."""
    act: str = session.args.act
    if session.args.files and act != "read":
        raise Refused(f"`returns {act}` takes no file: `returns read` does.")
    formats = SHEET_FORMATS if act == "open" else _ANSWER_FORMATS
    session.args.format = session.args.format or formats[0]
    if session.args.format not in formats:
        raise Refused(f"`returns {act}` writes {' or '.join(formats)}, not {session.args.format}.")
    return _RUNS[act](session)


# Opening a round.


def _open(session: Session) -> ExitCode:
    args = session.args
    if not args.period or not args.answer_by or not args.target:
        raise Refused(
            "a round needs its period, the day to answer by and a folder for the sheets:"
            ' `milepost returns open --period "Q2 2009/10" --answer-by 2009-10-14 -o FOLDER`.'
        )
    answer_by = _answer_by(session)
    checklist = session.checklist
    codes, of_pathways = asked_codes(checklist, args.period, args.lead, args.pathway)
    folder = SheetFolder(path_argument(args.target), args.format, args.force)
    prepare_folder(folder, codes, one_line(args.period), session.settings.paths.journal)
    recorder = open_recorder(session)
    opened, is_new = open_round(
        recorder, session.day(), args.period, answer_by, codes, of_pathways=of_pathways
    )
    newest = max((entry.id for entry in session.contents.entries), default="")
    with Progress(len(codes)) as progress:
        written = write_sheets(
            checklist, opened, codes, folder, newest=newest, on_step=progress.step
        )
    print_message(opened_text(opened, len(written), folder.path, is_new=is_new))
    for text in (
        late_answer_text(opened, session.settings.clock.today),
        unassigned_text(checklist, of_pathways=of_pathways),
    ):
        if text:
            print_message(text)
    finish_recording(session, opened.entry)
    return ExitCode.OK


def _answer_by(session: Session) -> date:
    day = session.due_date_of(session.args.answer_by)
    if day is None:
        raise Refused("the day to answer by is missing: write it like 2009-10-14.")
    return day


# Reading what came back.


def _read(session: Session) -> ExitCode:
    args = session.args
    if not args.files:
        raise Refused("name the sheets that came back, or the folder they are in.")
    rows = _named_rows(args.only)
    paths = _named_sheets(args.files, only_one=rows is not None)
    sheets, failures = _read_files(session, paths)
    is_accepted = args.accept or rows is not None
    if is_accepted:
        wants = is_new if rows is None else partial(_is_named, rows)
        lines = _accept(session, sheets, wants)
        _print_lines(session, lines, wants)
    else:
        lines = _preview(session, sheets)
        _print_lines(session, lines, None)
    for failure in failures:
        print_message(str(failure))
    code = _finish(session, is_accepted=is_accepted)
    refused = failures or any(line.state == "refused" for line in lines)
    if refused:
        return ExitCode.PROBLEMS
    return code


def _finish(session: Session, *, is_accepted: bool) -> ExitCode:
    """Print what is wrong with plan and journal; once lines are recorded, that is no failure."""
    if not is_accepted:
        return session.finish()
    finish_recording(session)
    return ExitCode.OK


def _named_sheets(typed: Sequence[str], *, only_one: bool) -> list[Path]:
    """Return the sheets in the files and folders that were named.

    Raises:
        Refused: if there is none, or not `only_one`.

    """
    paths = find_sheet_files(path_argument(text) for text in typed)
    if only_one and len(paths) != 1:
        raise Refused("--only names rows of one sheet: name one file with it.")
    if not paths:
        raise Refused("there is no sheet in what was named: sheets end in .xlsx or .csv.")
    return paths


def _read_files(
    session: Session, paths: Sequence[Path]
) -> tuple[list[FilledSheet], list[Unusable]]:
    sheets: list[FilledSheet] = []
    failures: list[Unusable] = []
    rounds = find_rounds(_entries_in_effect(session), session.loaded.year.calendar)
    codes = [code for opened in rounds for code in opened.opened.codes]
    with Progress(len(paths)) as progress:
        for path in paths:
            progress.step(path.name)
            try:
                sheets += read_sheets_in_file(path, codes)
            except Unusable as failure:
                failures.append(failure)
    return sheets, failures


def _options(session: Session) -> ReaderOptions:
    settings = session.settings
    return ReaderOptions(
        rows_of=partial(possible_rows, session.checklist),
        parse_day=parse_sheet_day,
        author=settings.author,
        now=settings.clock.now,
        today=settings.clock.today,
    )


def _preview(session: Session, sheets: Sequence[FilledSheet]) -> list[SheetLine]:
    return read_sheets(session.loaded, session.contents.entries, sheets, _options(session))


def _accept(session: Session, sheets: Sequence[FilledSheet], wants: Wants) -> list[SheetLine]:
    """Record what is wanted of each sheet, and return the lines as they were before that.

    What was recorded is said also if a later sheet cannot be, as on a full disk or after Ctrl+C.
    """
    recorder, options = open_recorder(session), _options(session)
    lines: list[SheetLine] = []
    recorded = 0
    try:
        with Progress(len(sheets)) as progress:
            for sheet in sheets:
                progress.step(sheet.file)
                lines += read_sheets(session.loaded, recorder.entries, [sheet], options)
                entries = accept_sheet(recorder, session.loaded, sheet, options, wants)
                recorded += sum(map(is_answer, entries))
    finally:
        what = "nothing new"
        if recorded:
            what = plural(recorded, "entry")
        print_message(f"recorded: {what}")
    return lines


def _is_named(rows: frozenset[int], line: SheetLine) -> bool:
    return line.row in rows


def _print_lines(session: Session, lines: Sequence[SheetLine], wants: Wants | None) -> None:
    """Print the lines of sheets; `wants` chose those that were recorded, None if nothing was."""
    if session.wants_json:
        _write(session, checklist_json.dump_json([line_object(line) for line in lines]))
        return
    is_recorded = partial(_was_recorded, wants)
    _write_text(session, lines_text(lines, is_recorded))
    print_message(lines_summary_text(lines, is_recorded))
    if wants is not None:
        return
    if any(line.state == "new" for line in lines):
        print_message("nothing is recorded yet: add --accept to record what is new.")
    else:
        print_message("nothing new.")


def _was_recorded(wants: Wants | None, line: SheetLine) -> bool:
    return wants is not None and can_be_accepted(line) and wants(line)


def _named_rows(text: str | None) -> frozenset[int] | None:
    """Return the rows of `--only`, such as 12,15-18; None if it was not given.

    Raises:
        Refused: if it cannot be read.

    """
    if text is None:
        return None
    rows: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or not (last or first).isdecimal():
            raise Refused(f"'{part.strip()}' is no row: write --only 12,15-18.")
        numbers = range(int(first), int(last or first) + 1)
        if len(numbers) > _MOST_ROWS:
            raise Refused(f"'{part.strip()}' are too many rows: a sheet has far fewer.")
        rows.update(numbers)
    return frozenset(rows)


# Who has answered.


def _status(session: Session) -> ExitCode:
    opened = _picked_round(session)
    answers = round_answers(opened, _entries_in_effect(session))
    if session.wants_json:
        answer = {
            "period": opened.opened.period,
            "answer_by": opened.answer_by,
            "round": opened.id,
            "answers": [answer_object(answer) for answer in answers],
        }
        _write(session, checklist_json.dump_json(answer))
    else:
        _write_text(session, round_answers_text(opened, answers))
    return session.finish()


def _remind(session: Session) -> ExitCode:
    opened = _picked_round(session)
    answers = round_answers(opened, _entries_in_effect(session))
    today = session.settings.clock.today
    texts = reminder_texts(session.checklist, opened, answers, today)
    if session.wants_json:
        _write(session, checklist_json.dump_json(texts))
    else:
        _write_text(session, "\n".join(texts))
    if not texts:
        print_message("everybody has answered: there is nobody to remind.")
    return session.finish()


def _entries_in_effect(session: Session) -> tuple[Entry, ...]:
    """Return the entries of the plan that count: a journal may hold those of several plans."""
    plan = session.loaded.about.id
    return effective([entry for entry in session.contents.entries if entry.plan == plan])


def _picked_round(session: Session) -> OpenRound:
    rounds = find_rounds(_entries_in_effect(session), session.loaded.year.calendar)
    return pick_round(rounds, session.args.period or "", session.loaded.year.calendar)


def _write_text(session: Session, text: str) -> None:
    """Write plain text; on a terminal, long lines are broken between words."""
    if is_stdout(session.args.target):
        text = fit_terminal(text)
    _write(session, text)


def _write(session: Session, text: str) -> None:
    write_answer(text, session.args.target, force=session.args.force)


_RUNS = {"open": _open, "read": _read, "status": _status, "remind": _remind}

COMMANDS = {"returns": Command(add_returns, run_returns)}
