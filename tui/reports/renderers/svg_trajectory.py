"""A measure's trajectory as SVG: its targets and its actuals as two lines."""

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct

from tui.reports.document import ChartPoint, TrajectoryChart
from tui.reports.renderers.svg_elements import (
    LETTER_WIDTH,
    LINE_HEIGHT,
    PAINTS,
    PAPER,
    RULE,
    SOFT_INK,
    THIRD_WIDTH,
    Position,
    add_bold_number,
    add_element,
    wrap_label,
)
from tui.wording.counts import format_number

_TOP, _BASE = 40, 98  # heights of the highest and of the lowest value
_MARGIN = 4
_ABOVE, _BELOW = -8, 17  # from a point to the base line of its number
_LEGEND_WIDTH = 128
_ACTUAL_COLOUR = PAINTS["blue"].fill


class _DrawnPoint(Struct, frozen=True):
    """Where a point is drawn: heights grow downwards. Its label has room for `width`."""

    x: float
    target_y: float
    actual_y: float | None
    point: ChartPoint
    width: float


def draw_trajectory(svg: Element, chart: TrajectoryChart, _key: str) -> float:
    """Draw the value of each point and what is needed in words, and return the height."""
    _add_legend(svg, chart.unit)
    add_element(svg, "path", d=f"M0 {_BASE} H{THIRD_WIDTH}", stroke=RULE)
    drawn_points = _place_points(chart.points)
    for start, end in pairwise(drawn_points):
        _add_line(svg, (start.x, start.target_y), (end.x, end.target_y), is_target=True)
        if start.actual_y is not None and end.actual_y is not None:
            _add_line(svg, (start.x, start.actual_y), (end.x, end.actual_y))
    height: float = _BASE + 18
    for drawn in drawn_points:
        _add_point(svg, drawn)
        height = max(height, _add_label(svg, drawn))
    if chart.needed:
        for line in wrap_label(f"Needed: {chart.needed}", THIRD_WIDTH):
            height += LINE_HEIGHT
            add_element(svg, "text", line, x=0, y=height)
    return height + 5


def _place_points(points: Sequence[ChartPoint]) -> list[_DrawnPoint]:
    """Return where each point is drawn, so that the values of all fit the chart."""
    values = _values(points)
    low = min([0.0, *values])
    scale = (_BASE - _TOP) / ((max([0.0, *values]) - low) or 1)
    step = (THIRD_WIDTH - 2 * _MARGIN) / max(1, len(points))
    drawn_points = []
    for index, point in enumerate(points):
        x = _MARGIN + step * (index + 0.5)
        target_y = _BASE - (point.target - low) * scale
        actual_y = None
        if point.actual is not None:
            actual_y = _BASE - (point.actual - low) * scale
        drawn_points.append(_DrawnPoint(x, target_y, actual_y, point, step))
    return drawn_points


def _values(points: Sequence[ChartPoint]) -> list[float]:
    values = [point.target for point in points]
    values += [point.actual for point in points if point.actual is not None]
    return values


def _add_legend(svg: Element, unit: str) -> None:
    _add_line(svg, (0, 8), (20, 8), is_target=True)
    _add_diamond(svg, (10, 8))
    add_element(svg, "text", "Target", x=24, y=12, fill=SOFT_INK)
    _add_line(svg, (66, 8), (86, 8))
    add_element(svg, "circle", cx=76, cy=8, r=4, fill=_ACTUAL_COLOUR)
    add_element(svg, "text", "Actual", x=90, y=12, fill=_ACTUAL_COLOUR, font_weight="bold")
    for line in wrap_label(unit, THIRD_WIDTH - _LEGEND_WIDTH - LETTER_WIDTH, 1):
        add_element(svg, "text", line, x=THIRD_WIDTH, y=12, text_anchor="end", fill=SOFT_INK)


def _add_line(svg: Element, start: Position, end: Position, *, is_target: bool = False) -> None:
    look = {"stroke": _ACTUAL_COLOUR}
    if is_target:
        look = {"stroke_dasharray": "5 4", "stroke": SOFT_INK}
    (x1, y1), (x2, y2) = start, end
    add_element(svg, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=2, **look)


def _add_diamond(svg: Element, position: Position) -> None:
    x, y = position
    path = f"M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z"
    add_element(svg, "path", d=path, fill=PAPER, stroke=SOFT_INK, stroke_width=1.5)


def _add_point(svg: Element, drawn: _DrawnPoint) -> None:
    """Add a point's target and actual, with their numbers away from each other."""
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


def _add_label(svg: Element, drawn: _DrawnPoint) -> float:
    """Add the label under a point, in one or two lines; return the height of the last."""
    y = _BASE + 18 - LINE_HEIGHT + 4
    for line in wrap_label(drawn.point.label, drawn.width):
        y += LINE_HEIGHT
        add_element(svg, "text", line, x=drawn.x, y=y, text_anchor="middle")
    return y
