"""The pictures of a report as SVG: each is drawn once, for HTML, PDF and Word alike."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, tostring

from msgspec import Struct

from tui.reports.document import (
    BarChart,
    LineChart,
    Matrix,
    Picture,
    Timeline,
    TrajectoryChart,
)
from tui.reports.renderers.picture_words import picture_words
from tui.reports.renderers.svg_bar_chart import draw_bar_chart
from tui.reports.renderers.svg_elements import (
    FULL_WIDTH,
    LINE_HEIGHT,
    LINE_WIDTH,
    MATRIX_WIDTH,
    THIRD_WIDTH,
    add_element,
    new_picture,
    set_height,
    wrap_label,
)
from tui.reports.renderers.svg_line_chart import draw_line_chart
from tui.reports.renderers.svg_matrix import draw_matrix
from tui.reports.renderers.svg_timeline import draw_timeline
from tui.reports.renderers.svg_trajectory import draw_trajectory

_BOLD = 1.12  # letters of a title, in letters of the text


class _Drawer(Struct, frozen=True):
    """Draws a kind of picture into a group, with a key for its ids; returns its height."""

    width: int
    draw: Callable[[Element, Any, str], float]


_DRAWERS: dict[type[Picture], _Drawer] = {
    BarChart: _Drawer(FULL_WIDTH, draw_bar_chart),
    Matrix: _Drawer(MATRIX_WIDTH, draw_matrix),
    LineChart: _Drawer(LINE_WIDTH, draw_line_chart),
    Timeline: _Drawer(FULL_WIDTH, draw_timeline),
    TrajectoryChart: _Drawer(THIRD_WIDTH, draw_trajectory),
}


def picture_width(picture: Picture) -> int:
    """Return the width of a picture in units, of which a page has `FULL_WIDTH`."""
    return _DRAWERS[type(picture)].width


def picture_svg(picture: Picture, key: str) -> str:
    """Return a picture with its title above it.

    `key` has to be unique in the page: it starts the ids of the picture's patterns.
    """
    drawer = _DRAWERS[type(picture)]
    svg = new_picture(drawer.width, picture.title, picture_words(picture))
    y = 0
    for line in wrap_label(picture.title, drawer.width / _BOLD):
        y += LINE_HEIGHT
        add_element(svg, "text", line, x=0, y=y - 2, font_weight="bold")
    group = add_element(svg, "g", transform=f"translate(0 {y + 4})")
    height = drawer.draw(group, picture, key)
    set_height(svg, y + 4 + height)
    return tostring(svg, encoding="unicode")
