"""A measure's trajectory as SVG: its targets and its actuals as two lines."""

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

from msgspec import Struct

from tui.formats.wrap import truncate
from tui.reports.document import ChartPoint, TrajectoryChart
from tui.reports.renderers.picture_words import picture_words
from tui.reports.renderers.svg_elements import (
    PAINTS,
    SOFT_INK,
    Position,
    add_bold_number,
    add_element,
    new_picture,
)
from tui.wording.counts import format_number

_WIDTH, _HEIGHT = 340, 190
_TOP, _BASE = 52, 158  # heights of the highest and of the lowest value
_MARGIN, _LETTER_WIDTH = 10, 6.5
_ABOVE, _BELOW = -9, 18  # from a point to the base line of its number
_LONGEST_UNIT = 24
_ACTUAL_COLOUR = PAINTS["blue"].fill


class _DrawnPoint(Struct, frozen=True):
    """Where a point is drawn: heights grow downwards. `letters` have room under it."""

    x: float
    target_y: float
    actual_y: float | None
    point: ChartPoint
    letters: int


def trajectory_svg(chart: TrajectoryChart) -> str:
    """Return a chart with the value of each point; its numbers are in its description too."""
    svg = new_picture(_WIDTH, _HEIGHT, chart.title, picture_words(chart))
    _add_legend(svg, chart.unit)
    add_element(svg, "path", d=f"M8 {_BASE} H{_WIDTH - 8}", stroke="#c4cad3")
    drawn_points = _place_points(chart.points)
    for start, end in pairwise(drawn_points):
        _add_line(svg, (start.x, start.target_y), (end.x, end.target_y), is_target=True)
        if start.actual_y is not None and end.actual_y is not None:
            _add_line(svg, (start.x, start.actual_y), (end.x, end.actual_y))
    for drawn in drawn_points:
        _add_point(svg, drawn)
    return tostring(svg, encoding="unicode")


def _place_points(points: Sequence[ChartPoint]) -> list[_DrawnPoint]:
    """Return where each point is drawn, so that the values of all fit the chart."""
    values = _values(points)
    low = min([0.0, *values])
    scale = (_BASE - _TOP) / ((max([0.0, *values]) - low) or 1)
    step = (_WIDTH - 2 * _MARGIN) / max(1, len(points))
    letters = max(2, int(step / _LETTER_WIDTH))
    drawn_points = []
    for index, point in enumerate(points):
        x = _MARGIN + step * (index + 0.5)
        target_y = _BASE - (point.target - low) * scale
        actual_y = None
        if point.actual is not None:
            actual_y = _BASE - (point.actual - low) * scale
        drawn_points.append(_DrawnPoint(x, target_y, actual_y, point, letters))
    return drawn_points


def _values(points: Sequence[ChartPoint]) -> list[float]:
    values = [point.target for point in points]
    values += [point.actual for point in points if point.actual is not None]
    return values


def _add_legend(svg: Element, unit: str) -> None:
    _add_line(svg, (10, 10), (36, 10), is_target=True)
    _add_diamond(svg, (23, 10))
    add_element(svg, "text", "Target", x=42, y=14, fill=SOFT_INK)
    _add_line(svg, (96, 10), (122, 10))
    add_element(svg, "circle", cx=109, cy=10, r=4, fill=_ACTUAL_COLOUR)
    add_element(svg, "text", "Actual", x=128, y=14, fill=_ACTUAL_COLOUR, font_weight="bold")
    unit = truncate(unit, _LONGEST_UNIT)
    add_element(svg, "text", unit, x=_WIDTH - 8, y=14, text_anchor="end", fill=SOFT_INK)


def _add_line(svg: Element, start: Position, end: Position, *, is_target: bool = False) -> None:
    look = {"stroke": _ACTUAL_COLOUR}
    if is_target:
        look = {"stroke_dasharray": "5 4", "stroke": SOFT_INK}
    (x1, y1), (x2, y2) = start, end
    add_element(svg, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=2, **look)


def _add_diamond(svg: Element, position: Position) -> None:
    x, y = position
    path = f"M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z"
    add_element(svg, "path", d=path, fill="#ffffff", stroke=SOFT_INK, stroke_width=1.5)


def _add_point(svg: Element, drawn: _DrawnPoint) -> None:
    """Add a point's target and actual, their numbers away from each other, and its label."""
    point = drawn.point
    _add_diamond(svg, (drawn.x, drawn.target_y))
    target_offset, actual_offset = _ABOVE, _BELOW
    if drawn.actual_y is not None and drawn.target_y > drawn.actual_y:
        target_offset, actual_offset = _BELOW, _ABOVE
    target_position = (drawn.x, drawn.target_y + target_offset)
    add_bold_number(svg, format_number(point.target), target_position, ink=SOFT_INK)
    if drawn.actual_y is not None:
        add_element(svg, "circle", cx=drawn.x, cy=drawn.actual_y, r=4, fill=_ACTUAL_COLOUR)
        actual_position = (drawn.x, drawn.actual_y + actual_offset)
        add_bold_number(svg, format_number(point.actual), actual_position, ink=_ACTUAL_COLOUR)
    label = truncate(point.label, drawn.letters)
    add_element(svg, "text", label, x=drawn.x, y=_BASE + 24, text_anchor="middle")
