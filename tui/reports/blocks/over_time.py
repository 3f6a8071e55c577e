"""How lateness changed over the year, and the dates of what was moved or is to be moved."""

from collections.abc import Iterator
from datetime import date

from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import ChecklistItem
from store.query.late_by_month import late_by_month
from store.query.reporting_period import is_after
from tui.reports.context import ReportContext
from tui.reports.document import LineChart, LinePoint, Timeline, TimelineRow

_LATE = "Late at month's end"
_MOST_ROWS = 10


def late_line(context: ReportContext) -> Iterator[LineChart]:
    """Yield the line of how many milestones were late, if a month of the year has ended."""
    ends = late_by_month(context.checklist, context.counted)
    if not ends:
        return
    points = [LinePoint(MONTHS[end.day.month - 1], end.late) for end in ends]
    words = ", ".join([f"{point.label} {point.value}" for point in points])
    milestones = context.vocabulary.plural_title("milestone")
    yield LineChart(
        title=f"{milestones} late at month's end",
        noun=f"{context.vocabulary.plural('milestone')} late",
        points=tuple(points),
        words=f"{_LATE} {words}.",
    )


def moved_dates(context: ReportContext) -> Iterator[Timeline]:
    """Yield the planned, approved and forecast dates of what was moved, or is asked to be."""
    rows = _timeline_rows(context)
    if not rows:
        return
    days = [context.as_of]
    for row in rows:
        days += [day for day in (row.planned, row.approved, row.forecast) if day is not None]
    yield Timeline(
        title="Dates planned, approved and forecast",
        first=min(days),
        last=max(days),
        today=context.as_of,
        rows=tuple(rows),
        noun=context.vocabulary.title("milestone"),
    )


def _timeline_rows(context: ReportContext) -> list[TimelineRow]:
    """Return a row for each item that was moved or is asked about, those that are asked first.

    What was moved before the last report is left out.
    """
    by_ref = {item.ref: item for item in context.counted}
    asked = [ask.ref for ask in (*context.asks.asked, *context.asks.passed) if ask.to is not None]
    moved = [item.ref for item in context.counted if _is_moved_since(item, context)]
    rows = []
    for ref in list(dict.fromkeys([*asked, *moved]))[:_MOST_ROWS]:
        item = by_ref[ref]
        approved = item.state.due if item.state.rescheduled else None
        forecast = _later(item.state.forecast, item.state.due)
        label = f"{ref} {item.planned.title}"
        rows.append(TimelineRow(label, item.planned.due, approved, forecast))
    return rows


def _is_moved_since(item: ChecklistItem, context: ReportContext) -> bool:
    """Return whether a new date was approved since the last report, and is in force."""
    if not item.state.rescheduled:
        return False
    new_dates = [entry for entry in item.entries if entry.kind == "rescheduled"]
    return any(is_after(entry, context.since) for entry in new_dates)


def _later(forecast: date | None, due: date | None) -> date | None:
    """Return a forecast, None if it is not later than the date in force."""
    if forecast is None or due is None or forecast > due:
        return forecast
    return None
