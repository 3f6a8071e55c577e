"""What both charts of a report are drawn with: colours, elements of SVG, and lines of text."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct

from store.checklist.status import Colour

Position = tuple[float, float]


class Paint(Struct, frozen=True):
    """How a colour is drawn: its fill, the ink to write on it, and a pattern.

    The pattern distinguishes it from the others without colour.
    """

    word: str
    fill: str
    ink: str
    pattern: str = ""


INK, SOFT_INK = "#1a1a1a", "#595959"
PAINTS: Mapping[Colour, Paint] = MappingProxyType(
    {
        "blue": Paint("blue", "#0b5394", "#ffffff"),
        "green": Paint("green", "#3aa981", "#000000", "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6"),
        "amber": Paint("amber", "#f5b72e", "#000000", "M2 1 V3 M6 5 V7"),
        "red": Paint("red", "#a61c1c", "#ffffff", "M0 2 H8 M0 6 H8"),
        "white": Paint("white", "#ffffff", "#000000"),
        "none": Paint("withdrawn", "#c8c8c8", "#000000", "M4 0 V8"),
    }
)
_LINE_HEIGHT = 13


def new_picture(width: int, height: int, title: str, description: str) -> Element:
    """Return an empty picture with the words that a screen reader reads."""
    view_box = f"0 0 {width} {height}"
    look = {"role": "img", "viewBox": view_box, "font-size": "12", "fill": INK}
    svg = Element("svg", look)
    add_element(svg, "title", title)
    add_element(svg, "desc", description)
    return svg


def add_element(parent: Element, tag: str, text: str = "", **attributes: str | float) -> Element:
    """Add an element to `parent`; numbers have one decimal, and `_` in a name is written as `-`."""
    element = SubElement(parent, tag)
    for name, value in attributes.items():
        element.set(name.replace("_", "-"), _attribute_text(value))
    element.text = text or None
    return element


def _attribute_text(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{round(value, 1):g}"


def add_bold_number(
    svg: Element, text: str, position: Position, *, ink: str, halo: str = "#ffffff"
) -> None:
    """Add a number; its halo keeps it clear of the line or pattern behind it."""
    look = {"fill": ink, "stroke": halo, "stroke_width": "4", "paint_order": "stroke"}
    x, y = position
    add_element(svg, "text", text, x=x, y=y, text_anchor="middle", **look, font_weight="bold")


def add_lines(
    svg: Element, lines: Sequence[str], position: Position, anchor: str = "start"
) -> None:
    """Add one or two lines of text, whose middle is at the height of `position`."""
    x, middle = position
    first = middle + 3 - _LINE_HEIGHT * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        y = first + _LINE_HEIGHT * index
        add_element(svg, "text", line, x=x, y=y, text_anchor=anchor)
