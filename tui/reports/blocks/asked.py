"""What the Board is asked to decide, what needs a new date, and what was decided before."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from store.board.asks import Ask
from store.dates import format_day
from store.journal.entry import Entry
from store.query.reporting_period import is_after
from tui.reports.blocks.table_columns import FORECAST, MILESTONE, REF, WHY, lead_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import Purpose, ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import dated

_TITLE = "The Board is asked to"
_NUMBER = Column("number", "No", "number")
_FROM = Column("from", "From", "date")
_TO = Column("to", "To", "date")
_DAYS = Column("days", "Days", "number")
_MOVED = Column("moved", "Moved before", "number")
_ASKED_FOR = Column("to", "Asked for", "date")
_DECIDED = Column("decided", "Decided")


class _Verbs(Struct, frozen=True):
    """What the Board does with new dates, with first dates, and with what notes ask for."""

    new_dates: str
    first_dates: str
    requests: str
    undated: str


_VERBS: dict[Purpose, _Verbs] = {
    "decision": _Verbs(
        new_dates="approve",
        first_dates="agree",
        requests="decide on",
        undated="agree who proposes dates for {};",
    ),
    "discussion": _Verbs(
        new_dates="discuss",
        first_dates="discuss",
        requests="discuss",
        undated="discuss who proposes dates for {};",
    ),
    "noting": _Verbs(
        new_dates="note",
        first_dates="note",
        requests="note",
        undated="note {} without a proposed date;",
    ),
}


def asked_block(context: ReportContext) -> Block:
    """Return the numbered asks, then what is not asked: forecasts that passed, earlier decisions."""
    asks = context.asks
    tables = [_asks_table(context)]
    if asks.passed:
        tables.append(_passed_table(context))
    if answered := [ask for ask in asks.answered if _is_news(ask, context)]:
        tables.append(_answered_table(answered))
    return Block("asked", _TITLE, points=tuple(_requests(context)), tables=tuple(tables))


def asks_sentence(context: ReportContext) -> str:
    """Return what the Board is asked, in one sentence."""
    return f"The Board is asked to {' '.join(_requests(context))}"


def _requests(context: ReportContext) -> list[str]:
    """Return what the Board is asked to do, by number; what cannot be numbered comes last."""
    verbs = _VERBS[context.purpose or "decision"]
    asked = context.asks.asked
    points = []
    for verb, kind, noun in (
        (verbs.new_dates, "new date", "new date"),
        (verbs.first_dates, "first date", "first date"),
        (verbs.requests, "request", "request"),
    ):
        numbers = [number for number, ask in enumerate(asked, start=1) if ask.kind == kind]
        if numbers:
            points.append(f"{verb} {plural(len(numbers), noun)} ({_numbers_text(numbers)});")
    if undated := _undated_without_proposal(context):
        points.append(verbs.undated.format(plural(undated, "undated milestone")))
    points.append("note the rest of this paper." if points else "note this paper.")
    return points


def _numbers_text(numbers: Sequence[int]) -> str:
    """Return numbers with runs joined: 1-3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = []
    for run in runs:
        first, last = run[0], run[-1]
        texts.append(str(first) if first == last else f"{first}-{last}")
    return ", ".join(texts)


def _undated_without_proposal(context: ReportContext) -> int:
    """Return how many milestones have no date, and no date proposed for them."""
    asks = context.asks
    proposed = {ask.ref for ask in (*asks.asked, *asks.passed, *asks.answered)}
    undated = set()
    for item in context.counted:
        if item.state.status == "undated" and item.ref not in proposed:
            undated.add(item.planned.milestone)
    return len(undated)


def _asks_table(context: ReportContext) -> ReportTable:
    """Return the numbered asks; how often a date was moved before is there if any was."""
    asked = context.asks.asked
    was_moved = any(ask.moved for ask in asked)
    columns = [_NUMBER, REF, MILESTONE, lead_column(context.vocabulary), _FROM, _TO, _DAYS]
    if was_moved:
        columns.append(_MOVED)
    columns.append(WHY)
    rows = []
    for number, ask in enumerate(asked, start=1):
        rows.append(_ask_row(context, number, ask, with_moves=was_moved))
    return ReportTable(
        "asks",
        "For decision",
        tuple(columns),
        tuple(rows),
        nothing="Nothing to decide.",
        style="asks",
    )


def _ask_row(
    context: ReportContext, number: int, ask: Ask, *, with_moves: bool
) -> tuple[Cell, ...]:
    moved = [ask.moved] if with_moves else []
    return table_row(
        number,
        ask.ref,
        ask.title,
        context.brief_leads_text(ask.leads),
        ask.due,
        ask.to,
        ask.days,
        *moved,
        why_text(ask, context),
    )


def why_text(ask: Ask, context: ReportContext) -> str:
    """Return why a date is asked for, or what is asked, with its day.

    If the forecast gives no reason, the latest cause that was recorded of the item is its reason.
    """
    if ask.why:
        return dated(ask.why, ask.entry)
    cause = _latest_cause(ask.ref, context)
    if cause is None:
        return ""
    return dated(cause.cause, cause)


def _latest_cause(ref: str, context: ReportContext) -> Entry | None:
    checklist = context.checklist
    position = checklist.loaded.positions.get(ref)
    if position is None:
        return None
    for entry in reversed(checklist.items[position].entries):
        if entry.cause:
            return entry
    return None


def _passed_table(context: ReportContext) -> ReportTable:
    """Return the forecasts that lie before the meeting, so that nobody can approve them."""
    columns = (REF, MILESTONE, lead_column(context.vocabulary), _FROM, FORECAST)
    rows = []
    for ask in context.asks.passed:
        leads = context.brief_leads_text(ask.leads)
        rows.append(table_row(ask.ref, ask.title, leads, ask.due, ask.to))
    title = f"Forecast passed by {_day_asked_for(context)}, new date needed"
    return ReportTable("forecast_passed", title, columns, tuple(rows))


def _day_asked_for(context: ReportContext) -> str:
    """Return the day that forecasts are compared with: the meeting's, else the paper's."""
    if context.meeting is None:
        return format_day(context.as_of)
    return f"the meeting, {format_day(context.meeting.on)}"


def _is_news(ask: Ask, context: ReportContext) -> bool:
    """Return whether a decision is to be repeated: of a request, in the next paper alone."""
    if ask.kind != "request" or ask.answer is None:
        return True
    return is_after(ask.answer, context.since)


def _answered_table(answered: Sequence[Ask]) -> ReportTable:
    """Return what is not asked, because it was decided since it was forecast or noted."""
    rows = [_answered_row(ask, ask.answer) for ask in answered if ask.answer]
    columns = (REF, MILESTONE, _ASKED_FOR, _DECIDED)
    return ReportTable("decided_before", "Decided before, not asked again", columns, tuple(rows))


def _answered_row(ask: Ask, answer: Entry) -> tuple[Cell, ...]:
    return table_row(ask.ref, ask.title, ask.to, _decided_text(answer))


def _decided_text(answer: Entry) -> str:
    text = answer.text or _DECISION_TEXTS.get(answer.kind, "decided")
    if answer.answer and answer.answer not in text.casefold():
        text = f"{_ANSWER_TEXTS.get(answer.answer, answer.answer)}: {text}"
    return f"{text} ({_decided_by(answer)})"


def _decided_by(answer: Entry) -> str:
    """Return who decided, as far as that is recorded, and on which day."""
    board = answer.board or answer.approved_by
    day = format_day(_meeting_day(answer))
    return f"{board}, {day}" if board else day


def _meeting_day(answer: Entry) -> date:
    try:
        return date.fromisoformat(answer.meeting)
    except ValueError:
        return answer.on


_ANSWER_TEXTS = {"approve": "Approved", "refuse": "Refused", "defer": "Deferred"}
_DECISION_TEXTS = {"rescheduled": "new date approved", "withdrawn": "withdrawn"}
