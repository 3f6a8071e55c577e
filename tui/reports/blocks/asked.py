"""What the Board is asked to decide, what needs a new date, and what was decided before."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from plan_data.text import plural
from store.board.asks import Ask
from store.dates import format_day
from store.journal.entry import Entry
from store.query.reporting_period import is_after
from tui.reports.blocks.brief_texts import brief, briefly_dated
from tui.reports.blocks.table_columns import FORECAST, MILESTONE, REF, WHY, lead_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import Purpose, ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.report_text import dated

_TITLE = "The Board is asked to"
_NUMBER = Column("number", "No", "number")
_FROM = Column("from", "From", "date")
_TO = Column("to", "To", "date")
_DAYS = Column("days", "Days", "number")
_MOVED = Column("moved", "Moved before", "number")
# What a paper of four pages has room for: asks with their reasons, asks, and what is not asked.
_MOST_IN_FULL, _MOST_ASKS, _MOST_PASSED, _MOST_ANSWERED = 10, 30, 6, 4
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
    requests = " ".join([*_requests(context), *_note_of_the_rest(context)])
    return Block("asked", _TITLE, (requests,), tables=tuple(tables))


def _note_of_the_rest(context: ReportContext) -> list[str]:
    """Return which asks, or reasons of asks, are not in the body."""
    count = len(context.asks.asked)
    if count > _MOST_ASKS:
        return [f"Numbers {_MOST_ASKS + 1} to {count}, and all reasons, are behind this paper."]
    if count > _MOST_IN_FULL:
        return [f"The reasons of {_MOST_IN_FULL + 1} to {count} are behind this paper."]
    return []


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
        noun = f"undated {context.vocabulary.singular('milestone')}"
        points.append(verbs.undated.format(plural(undated, noun)))
    points.append("note the rest." if points else "note this paper.")
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
    """Return the numbered asks, the first with their reasons, the rest on a line each.

    How often a date was moved before is there if any was.
    """
    was_moved = _is_any_moved(context)
    rows = []
    for number, ask in enumerate(context.asks.asked[:_MOST_ASKS], start=1):
        why = ""
        if number <= _MOST_IN_FULL:
            why = why_text(ask, context, briefly_dated)
        rows.append(_ask_row(context, number, ask, why, with_moves=was_moved))
    return _table_of_asks(context, "asks", _TITLE, rows)


def asks_in_full(context: ReportContext) -> list[ReportTable]:
    """Return the table of all asks with their full reasons, none if nothing is asked."""
    if not context.asks.asked:
        return []
    was_moved = _is_any_moved(context)
    rows = []
    for number, ask in enumerate(context.asks.asked, start=1):
        why = why_text(ask, context, dated)
        rows.append(_ask_row(context, number, ask, why, with_moves=was_moved))
    title = f"{_TITLE}, with all reasons"
    return [_table_of_asks(context, "asks_in_full", title, rows)]


def _is_any_moved(context: ReportContext) -> bool:
    return any(ask.moved for ask in context.asks.asked)


def _table_of_asks(
    context: ReportContext, key: str, title: str, rows: Sequence[tuple[Cell, ...]]
) -> ReportTable:
    columns = [_NUMBER, REF, MILESTONE, lead_column(context.vocabulary), _FROM, _TO, _DAYS]
    if _is_any_moved(context):
        columns.append(_MOVED)
    columns.append(WHY)
    return ReportTable(
        key,
        title,
        tuple(columns),
        tuple(rows),
        nothing="No new date and no request.",
        style="asks",
    )


def _ask_row(
    context: ReportContext, number: int, ask: Ask, why: str, *, with_moves: bool
) -> tuple[Cell, ...]:
    moved = []
    if with_moves:
        moved = [ask.moved]
    return table_row(
        number,
        ask.ref,
        ask.title,
        context.brief_leads_text(ask.leads),
        ask.due,
        ask.to,
        ask.days,
        *moved,
        why,
    )


def why_text(ask: Ask, context: ReportContext, mark: Callable[[str, Entry], str]) -> str:
    """Return why a date is asked for, or what is asked, with its day.

    If the forecast gives no reason, the latest cause that was recorded of the item is its reason.
    """
    if ask.why:
        return mark(ask.why, ask.entry)
    cause = _latest_cause(ask.ref, context)
    if cause is None:
        return ""
    return mark(cause.cause, cause)


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
    passed = context.asks.passed
    for ask in passed[:_MOST_PASSED]:
        leads = context.brief_leads_text(ask.leads)
        rows.append(table_row(ask.ref, ask.title, leads, ask.due, ask.to))
    title = f"Forecast passed by {_day_asked_for(context)}, new date needed"
    if more := len(passed) - len(rows):
        title = f"{title}: the first {len(rows)}, and {more} more in the checklist"
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
    title = "Decided before, not asked again"
    if more := len(rows[_MOST_ANSWERED:]):
        title = f"{title}: the first {_MOST_ANSWERED}, and {more} more in the checklist"
    columns = (REF, MILESTONE, _ASKED_FOR, _DECIDED)
    return ReportTable("decided_before", title, columns, tuple(rows[:_MOST_ANSWERED]))


def _answered_row(ask: Ask, answer: Entry) -> tuple[Cell, ...]:
    return table_row(ask.ref, ask.title, ask.to, _decided_text(answer))


def _decided_text(answer: Entry) -> str:
    text = brief(answer.text) or _DECISION_TEXTS.get(answer.kind, "decided")
    if answer.answer and answer.answer not in text.casefold():
        text = f"{_ANSWER_TEXTS.get(answer.answer, answer.answer)}: {text}"
    return f"{text} ({_decided_by(answer)})"


def _decided_by(answer: Entry) -> str:
    """Return who decided, as far as that is recorded, and on which day."""
    board = answer.board or answer.approved_by
    day = format_day(_meeting_day(answer))
    if board:
        return f"{board}, {day}"
    return day


def _meeting_day(answer: Entry) -> date:
    try:
        return date.fromisoformat(answer.meeting)
    except ValueError:
        return answer.on


_ANSWER_TEXTS = {"approve": "Approved", "refuse": "Refused", "defer": "Deferred"}
_DECISION_TEXTS = {"rescheduled": "new date approved", "withdrawn": "withdrawn"}
