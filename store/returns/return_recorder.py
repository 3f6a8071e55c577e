"""Recording return rounds: opening one, and accepting what came back on sheets."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.text import one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.period_parser import parse_period
from store.checklist.retractions import effective
from store.journal.entry import Entry, EntryDraft, ReturnRound
from store.recorder import Recorder
from store.returns.filled_sheet import FilledSheet
from store.returns.rounds import OpenRound, asked_rounds, find_rounds
from store.returns.sheet_reader import ReaderOptions, SheetLine, read_sheets

Wants = Callable[[SheetLine], bool]


def is_new(line: SheetLine) -> bool:
    """Return whether a line says something that nobody has recorded, and nobody contradicts."""
    return line.state == "new"


def can_be_accepted(line: SheetLine) -> bool:
    """Return whether accepting a line would record anything."""
    return line.state in {"new", "changed meanwhile"} and bool(line.drafts)


def open_round(  # noqa: PLR0913 - the facts of a round
    recorder: Recorder,
    on: date,
    period: str,
    answer_by: date,
    codes: Sequence[str],
    *,
    of_pathways: bool = False,
) -> tuple[OpenRound, bool]:
    """Record that a round was opened for a period; return it, and whether it is new.

    A round for the same period by the same day that asks these codes already is not opened twice,
    although a lead of it may have nothing open any more.

    Raises:
        Refused: if the period cannot be read, or nobody is asked.

    """
    parse_period(period, recorder.calendar)
    if not codes:
        raise Refused("nobody has anything open, so there is nothing to ask for.")
    wanted = ReturnRound(one_line(period), answer_by.isoformat(), tuple(codes), of_pathways)
    for opened in asked_rounds(find_rounds(effective(recorder.entries), recorder.calendar)):
        if _asks_already(opened, wanted, recorder.calendar):
            return opened, False
    draft = EntryDraft(ref="", kind="round", on=on, when=wanted.period, opened=wanted)
    recorder.record_drafts(lambda: [draft])
    return find_rounds(effective(recorder.entries), recorder.calendar)[-1], True


def _asks_already(opened: OpenRound, wanted: ReturnRound, calendar: Calendar) -> bool:
    """Return whether a round asks all that another would."""
    asked = opened.opened
    is_other = (asked.answer_by, asked.of_pathways) != (wanted.answer_by, wanted.of_pathways)
    if is_other or opened.period != parse_period(wanted.period, calendar):
        return False
    return set(wanted.codes) <= set(asked.codes)


def accept_sheet(
    recorder: Recorder,
    loaded: LoadedPlan,
    sheet: FilledSheet,
    options: ReaderOptions,
    wants: Wants = is_new,
) -> list[Entry]:
    """Record the lines of a sheet that are wanted, all or none, and return the entries.

    By default these are the new ones. A line that cannot be accepted is never recorded. The first
    lines of an import open its round.
    """
    decide = partial(_accepted_drafts, recorder, loaded, sheet, options, wants)
    drafts = decide()
    if not drafts:
        return []
    decided = [drafts]  # reading a sheet takes time: it is read again only if the journal changed

    def decide_once() -> list[EntryDraft]:
        return decided.pop() if decided else decide()

    return recorder.record_drafts(decide_once)


def _accepted_drafts(
    recorder: Recorder,
    loaded: LoadedPlan,
    sheet: FilledSheet,
    options: ReaderOptions,
    wants: Wants,
) -> list[EntryDraft]:
    drafts: list[EntryDraft] = []
    for line in read_sheets(loaded, recorder.entries, [sheet], options):
        if can_be_accepted(line) and wants(line):
            drafts += line.drafts
    if drafts and sheet.opens is not None and not _is_open(recorder, sheet.opens):
        about = f"the progress in {sheet.opens.source}"
        opening = EntryDraft(ref="", kind="round", on=options.today, when=about, opened=sheet.opens)
        drafts.insert(0, opening)
    return drafts


def _is_open(recorder: Recorder, imported: ReturnRound) -> bool:
    """Return whether the round of an import is in the journal already."""
    rounds = find_rounds(effective(recorder.entries), recorder.calendar)
    return imported.key in {opened.id for opened in rounds}


def is_answer(entry: Entry) -> bool:
    """Return whether an entry that accepting a sheet recorded is something that the sheet says."""
    return entry.kind not in {"retracted", "round"}
