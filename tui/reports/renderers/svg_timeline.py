"""Planned, approved and forecast dates as SVG, on a line of months."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from store.dates import format_day
from tui.reports.document import Timeline, TimelineRow
from tui.reports.renderers.svg_elements import (
    FULL_WIDTH,
    PAINTS,
    PAPER,
    RULE,
    SMALL_LETTER_WIDTH,
    SMALL_SIZE,
    SOFT_INK,
    Position,
    add_element,
    add_lines,
    set_attributes,
    wrap_label,
)

_LABEL_WIDTH, _DAY_WIDTH = 284, 76  # beside the months: the label, and the last day of a row
_MONTHS_WIDTH = FULL_WIDTH - _LABEL_WIDTH - _DAY_WIDTH
_LEGEND_HEIGHT, _MONTHS_HEIGHT, _ROW_HEIGHT = 18, 28, 16
_LEAST_MONTH_WIDTH = 30  # for the name of a month
_DAYS_IN_MONTH = 31
_NOW_COLOUR = PAINTS["red"].fill
_LAST_COLOUR = PAINTS["blue"].fill


class _Months:
    """The months of a timeline, side by side."""

    def __init__(self, first: date, last: date) -> None:
        self._start = _month_number(first)
        self.count = max(1, _month_number(last) - self._start + 1)
        self.width = _MONTHS_WIDTH / self.count

    def x(self, day: date) -> float:
        """Return where a day is; one outside is at the nearest end."""
        months = _month_number(day) - self._start + (day.day - 0.5) / _DAYS_IN_MONTH
        inside = min(max(months, 0), self.count)
        return _LABEL_WIDTH + inside * self.width

    def labelled(self) -> Iterator[tuple[float, str, str]]:
        """Yield the place, the name and, where it changes, the year of each month with a label."""
        step = 1
        if self.width < _LEAST_MONTH_WIDTH:
            step = 3
        known_year = 0
        for index in range(0, self.count, step):
            year, month = divmod(self._start + index, 12)
            year_text = ""
            if year != known_year:
                year_text = str(year)
            known_year = year
            name = format_day(date(year, month + 1, 1)).split()[1]
            yield _LABEL_WIDTH + index * self.width, name, year_text


def draw_timeline(svg: Element, timeline: Timeline, _key: str) -> float:
    """Draw a row for each milestone and a line for the as-of date, and return its height."""
    months = _Months(timeline.first, timeline.last)
    top = _LEGEND_HEIGHT + _MONTHS_HEIGHT
    height = top + _ROW_HEIGHT * len(timeline.rows)
    for x, name, year in months.labelled():
        add_element(svg, "path", d=f"M{x:.1f} {top - 14} V{height}", stroke=RULE)
        add_element(svg, "text", name, x=x + 3, y=top - 4, fill=SOFT_INK)
        if year:
            add_element(svg, "text", year, x=x + 3, y=top - 17, fill=SOFT_INK)
    _add_legend(svg, timeline)
    now = months.x(timeline.today)
    _add_now(svg, (now, top - 14), (now, height))
    y = top + _ROW_HEIGHT / 2
    for row in timeline.rows:
        _add_row(svg, row, y, months)
        y += _ROW_HEIGHT
    return height + 2


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _add_legend(svg: Element, timeline: Timeline) -> None:
    _add_planned(svg, (_LABEL_WIDTH + 6, 8))
    add_element(svg, "text", "Planned", x=_LABEL_WIDTH + 16, y=12)
    _add_approved(svg, (_LABEL_WIDTH + 86, 8))
    add_element(svg, "text", "Approved", x=_LABEL_WIDTH + 96, y=12)
    _add_forecast(svg, (_LABEL_WIDTH + 172, 8))
    add_element(svg, "text", "Forecast", x=_LABEL_WIDTH + 182, y=12)
    x = _LABEL_WIDTH + 250
    _add_now(svg, (x, 1), (x, 15))
    add_element(svg, "text", format_day(timeline.today), x=x + 8, y=12)


def _add_row(svg: Element, row: TimelineRow, y: float, months: _Months) -> None:
    label = wrap_label(row.label, _LABEL_WIDTH - 8, 1, SMALL_LETTER_WIDTH)
    add_lines(svg, label, (0, y + 1), size=SMALL_SIZE)
    days = [day for day in (row.planned, row.approved, row.forecast) if day is not None]
    if not days:
        return
    start, end = months.x(min(days)), months.x(max(days))
    add_element(svg, "line", x1=start, y1=y, x2=end, y2=y, stroke=SOFT_INK, stroke_width=1.5)
    if row.planned is not None:
        _add_planned(svg, (months.x(row.planned), y))
    if row.approved is not None:
        _add_approved(svg, (months.x(row.approved), y))
    if row.forecast is not None:
        _add_forecast(svg, (months.x(row.forecast), y))
    last = format_day(max(days))
    add_element(svg, "text", last, x=FULL_WIDTH, y=y + 4, text_anchor="end")


def _add_now(svg: Element, start: Position, end: Position) -> None:
    (x1, y1), (x2, y2) = start, end
    line = add_element(svg, "line", x1=x1, y1=y1, x2=x2, y2=y2)
    set_attributes(line, {"stroke": _NOW_COLOUR, "stroke_width": 1.5, "stroke_dasharray": "4 3"})


def _add_planned(svg: Element, position: Position) -> None:
    x, y = position
    path = f"M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z"
    add_element(svg, "path", d=path, fill=PAPER, stroke=SOFT_INK, stroke_width=1.5)


def _add_approved(svg: Element, position: Position) -> None:
    x, y = position
    add_element(svg, "rect", x=x - 4, y=y - 4, width=8, height=8, fill=_LAST_COLOUR)


def _add_forecast(svg: Element, position: Position) -> None:
    x, y = position
    add_element(svg, "circle", cx=x, cy=y, r=4.5, fill=PAPER, stroke=_LAST_COLOUR, stroke_width=2)
