"""A count over time as SVG: a line of points, each with its number."""

import math
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from tui.reports.document import LineChart, LinePoint
from tui.reports.renderers.svg_elements import (
    LINE_WIDTH,
    PAINTS,
    RULE,
    SOFT_INK,
    Position,
    add_bold_number,
    add_element,
    set_attributes,
)

_TOP, _BASE, _HEIGHT = 18, 150, 170  # heights of the highest value, of zero, and of the picture
_LABEL_WIDTH = 30  # units that a label takes: of points that are closer, some have none
_LINE_COLOUR = PAINTS["blue"].fill


def draw_line_chart(svg: Element, chart: LineChart, _key: str) -> float:
    """Draw a line that is broken where a value is not known, and return its height."""
    add_element(svg, "path", d=f"M0 {_BASE} H{LINE_WIDTH}", stroke=RULE)
    step = LINE_WIDTH / max(1, len(chart.points))
    positions = _positions(chart.points, step)
    for start, end in pairwise(positions):
        if start is not None and end is not None:
            (x1, y1), (x2, y2) = start, end
            line = add_element(svg, "line", x1=x1, y1=y1, x2=x2, y2=y2)
            set_attributes(line, {"stroke": _LINE_COLOUR, "stroke_width": 2})
    x = step / 2
    every = math.ceil(_LABEL_WIDTH / step)
    for index, (point, position) in enumerate(zip(chart.points, positions, strict=True)):
        if position is not None:
            _add_point(svg, point, position)
        if index % every == 0:
            add_element(
                svg, "text", point.label, x=x, y=_BASE + 16, text_anchor="middle", fill=SOFT_INK
            )
        x += step
    return _HEIGHT


def _positions(points: Sequence[LinePoint], step: float) -> list[Position | None]:
    """Return where each point is drawn; None if its value is not known."""
    values = [point.value for point in points if point.value is not None]
    scale = (_BASE - _TOP) / max([1, *values])
    positions: list[Position | None] = []
    x = step / 2
    for point in points:
        position = None
        if point.value is not None:
            position = (x, _BASE - point.value * scale)
        positions.append(position)
        x += step
    return positions


def _add_point(svg: Element, point: LinePoint, position: Position) -> None:
    x, y = position
    add_element(svg, "circle", cx=x, cy=y, r=4, fill=_LINE_COLOUR)
    add_bold_number(svg, str(point.value), (x, y - 7), ink=_LINE_COLOUR)
