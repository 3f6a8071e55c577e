"""What the app does about return rounds: reads the journal's rounds, opens one, accepts lines."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.text import one_line
from plan_data.timescale.period_parser import parse_period
from store.checklist.retractions import effective
from store.journal.entry import Entry
from store.recorder import Recorder
from store.returns.filled_sheet import FilledSheet
from store.returns.return_recorder import Wants, accept_sheet, is_answer, open_round
from store.returns.rounds import OpenRound, find_rounds, round_answers
from store.returns.sheet_reader import ReaderOptions, SheetLine
from store.returns.sheet_rows import possible_rows
from tui.app.workspace import Workspace
from tui.config.typed_values import typed_path
from tui.returns.returned_sheets import ReturnedSheets, key_of_line, read_returned
from tui.returns.round_files import (
    SHEET_FORMATS,
    SheetFolder,
    asked_codes,
    prepare_folder,
    write_sheets,
)
from tui.returns.sheet_days import parse_sheet_day
from tui.returns.sheet_reminders import reminder_texts
from tui.wording.return_text import late_answer_text, opened_text, unassigned_text


def entries_in_effect(workspace: Workspace) -> tuple[Entry, ...]:
    """Return the entries of the open plan that count."""
    plan = workspace.loaded.about.id
    return effective([entry for entry in workspace.contents.entries if entry.plan == plan])


def rounds_of(workspace: Workspace) -> tuple[OpenRound, ...]:
    """Return the rounds of the open plan, in the order in which they were opened."""
    return find_rounds(entries_in_effect(workspace), workspace.loaded.year.calendar)


def _reader_options(workspace: Workspace) -> ReaderOptions:
    """Return what reading a sheet needs to know."""
    settings = workspace.settings
    today = settings.clock.today
    return ReaderOptions(
        rows_of=partial(possible_rows, workspace.checklist),
        parse_day=parse_sheet_day,
        author=settings.author,
        now=settings.clock.now,
        today=today,
    )


def _read_lines(workspace: Workspace, returned: ReturnedSheets) -> None:
    """Find what the lines of sheets would record now."""
    options = _reader_options(workspace)
    returned.read(workspace.loaded, workspace.contents.entries, options)


def read_typed_path(workspace: Workspace, typed: str) -> ReturnedSheets:
    """Read the sheets at a path that was typed; nothing is recorded.

    Raises:
        Refused: if no path was typed, or no round is open and no import made the sheets.
        Unusable: if nothing can be read there.

    """
    if not typed.strip():
        raise Refused("write the path of a sheet, or of the folder that the sheets are in.")
    rounds = rounds_of(workspace)
    codes = [code for opened in rounds for code in opened.opened.codes]
    returned = read_returned([typed_path(typed)], codes)
    if not (returned.sheets or returned.failures):
        raise Refused("there is no sheet in that folder: sheets end in .xlsx or .csv.")
    opens_its_own = any(sheet.opens is not None for sheet in returned.sheets)
    if not (rounds or opens_its_own or returned.failures):
        raise Refused("no return round is open: open one first.")
    _read_lines(workspace, returned)
    return returned


def mend_line(
    workspace: Workspace, returned: ReturnedSheets, line: SheetLine, texts: dict[str, str]
) -> None:
    """Put other texts into the cells of a line, if these can be recorded.

    Raises:
        Refused: if they cannot; the sheet then is as it was.

    """
    before = returned.sheets[line.at]
    returned.replace(line, returned.mended(line, texts))
    _read_lines(workspace, returned)
    for other in returned.lines:
        is_there = key_of_line(other)[:2] == key_of_line(line)[:2]
        if is_there and other.state == "refused" and set(other.cells) & set(line.cells):
            returned.replace(line, before)
            _read_lines(workspace, returned)
            raise Refused(other.reason)


def record_accepted(workspace: Workspace, returned: ReturnedSheets) -> list[Entry]:
    """Record the accepted lines, all of a sheet or none, and read the others again.

    Raises:
        MilepostError: if the journal cannot be written, or has changed in that moment; the sheets
            before are recorded.

    """
    recorded: list[Entry] = []
    accepted = frozenset(returned.accepted)
    for at, sheet in enumerate(returned.sheets):
        rows = {key[1:] for key in accepted if key.at == at}
        if rows:
            options = _reader_options(workspace)
            wants = partial(_is_among, rows)
            act = partial(_accept, workspace.loaded, sheet, options, wants)
            recorded += workspace.record_all([act])
    _read_lines(workspace, returned)
    return [entry for entry in recorded if is_answer(entry)]


def _is_among(rows: set[tuple[int, str]], line: SheetLine) -> bool:
    return (line.row, line.kind) in rows


def _accept(
    loaded: LoadedPlan,
    sheet: FilledSheet,
    options: ReaderOptions,
    wants: Wants,
    recorder: Recorder,
) -> list[Entry]:
    return accept_sheet(recorder, loaded, sheet, options, wants)


class RoundWanted(Struct, frozen=True):
    """What was typed to open a round; `leads` are codes, none for all."""

    period: str
    answer_by: str
    folder: str
    file_format: str
    leads: str


def open_typed_round(workspace: Workspace, wanted: RoundWanted) -> str:
    """Record that a round is opened, write its sheets, and return what was done.

    Raises:
        MilepostError: if something that was typed cannot be, or a file cannot be written.

    """
    checklist = workspace.checklist
    answer_by = parse_period(wanted.answer_by, workspace.loaded.year.calendar).last
    leads = [text.strip() for text in wanted.leads.split(",") if text.strip()]
    codes, of_pathways = asked_codes(checklist, wanted.period, leads, ())
    folder = SheetFolder(_typed_folder(wanted.folder), _typed_format(wanted.file_format))
    prepare_folder(folder, codes, one_line(wanted.period), workspace.settings.paths.journal)

    def act(recorder: Recorder) -> None:
        open_round(recorder, workspace.as_of, wanted.period, answer_by, codes)

    recorded = workspace.record_all([act])
    opened = _round_that_asks(workspace, wanted, codes)
    newest = max((entry.id for entry in workspace.contents.entries), default="")
    written = write_sheets(checklist, opened, codes, folder, newest=newest)
    done = opened_text(opened, len(written), folder.path, is_new=bool(recorded))
    late = late_answer_text(opened, workspace.settings.clock.today)
    unassigned = unassigned_text(checklist, of_pathways=of_pathways)
    return " ".join([text for text in (done, late, unassigned) if text])


def _round_that_asks(workspace: Workspace, wanted: RoundWanted, codes: Sequence[str]) -> OpenRound:
    """Return the latest round of a period that asks these codes."""
    period = parse_period(wanted.period, workspace.loaded.year.calendar)
    for opened in reversed(rounds_of(workspace)):
        if opened.period == period and set(codes) <= set(opened.opened.codes):
            return opened
    raise Refused("the round was taken back in this moment: open it again.")


def _typed_folder(text: str) -> Path:
    if not text.strip():
        raise Refused("write the folder that the sheets are to be written into.")
    return typed_path(text)


def _typed_format(text: str) -> str:
    file_format = text.strip().lower().lstrip(".")
    if file_format not in SHEET_FORMATS:
        raise Refused(f"sheets are written as {' or '.join(SHEET_FORMATS)}.")
    return file_format


def reminders(workspace: Workspace, opened: OpenRound) -> str:
    """Return a text to each lead that has not answered a round, "" if all have."""
    answers = round_answers(opened, entries_in_effect(workspace))
    return "\n".join(reminder_texts(workspace.checklist, opened, answers, workspace.as_of))
