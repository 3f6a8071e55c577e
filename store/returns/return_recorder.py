"""Recording return rounds: opening one, and accepting what came back on sheets."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.text import one_line
from plan_data.timescale.period_parser import parse_period
from store.checklist.retractions import effective
from store.journal.entry import Entry, EntryDraft, ReturnRound
from store.recorder import Recorder
from store.returns.filled_sheet import FilledSheet
from store.returns.rounds import OpenRound, find_rounds
from store.returns.sheet_reader import ReaderOptions, SheetLine, read_sheets

_ACCEPTED = frozenset({"new"})
_ACCEPTED_BY_ROW = frozenset({"new", "changed meanwhile"})


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

    A round that asks the same codes for the same period by the same day is not opened twice.

    Raises:
        Refused: if the period cannot be read, or nobody is asked.

    """
    parse_period(period)
    if not codes:
        raise Refused("nobody has anything open, so there is nothing to ask for.")
    wanted = ReturnRound(one_line(period), answer_by.isoformat(), tuple(codes), of_pathways)
    for opened in find_rounds(effective(recorder.entries)):
        if opened.opened == wanted:
            return opened, False
    draft = EntryDraft(ref="", kind="round", on=on, when=wanted.period, opened=wanted)
    recorder.record_drafts(lambda: [draft])
    return find_rounds(effective(recorder.entries))[-1], True


def accept_sheet(
    recorder: Recorder,
    loaded: LoadedPlan,
    sheet: FilledSheet,
    options: ReaderOptions,
    rows: Collection[int] | None = None,
) -> list[Entry]:
    """Record what is new on a sheet, all of it or nothing, and return the entries.

    If `rows` are named, only they are recorded, also if others recorded something about them
    meanwhile.
    """
    decide = partial(_accepted_drafts, recorder, loaded, sheet, options, rows)
    if not decide():
        return []
    return recorder.record_drafts(decide)


def _accepted_drafts(
    recorder: Recorder,
    loaded: LoadedPlan,
    sheet: FilledSheet,
    options: ReaderOptions,
    rows: Collection[int] | None,
) -> list[EntryDraft]:
    drafts: list[EntryDraft] = []
    for line in read_sheets(loaded, recorder.entries, [sheet], options):
        if _is_accepted(line, rows):
            drafts += line.drafts
    return drafts


def _is_accepted(line: SheetLine, rows: Collection[int] | None) -> bool:
    if rows is None:
        return line.state in _ACCEPTED
    return line.row in rows and line.state in _ACCEPTED_BY_ROW
