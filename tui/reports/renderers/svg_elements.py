"""What all pictures of a report are drawn with: colours, elements of SVG, and lines of text.

Lengths are in units of which a page of A4 has `FULL_WIDTH` between its margins.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct

from plan_data.text import clean
from store.checklist.status import Colour

UNIT_MILLIMETRES = 0.25  # a unit on paper
FULL_WIDTH = 720
THIRD_WIDTH = 232  # three have room side by side
MATRIX_WIDTH, LINE_WIDTH = 556, 152  # have room side by side
LETTER_WIDTH = 6.2
Position = tuple[float, float]


class Paint(Struct, frozen=True):
    """How a colour is drawn: its fill, the ink to write on it, a tint for text, and a pattern.

    The pattern distinguishes it from the others without colour.
    """

    word: str
    fill: str
    ink: str
    tint: str
    pattern: str = ""


INK, SOFT_INK, RULE, PAPER = "#1a1a1a", "#595959", "#c4cad3", "#ffffff"
PAINTS: Mapping[Colour, Paint] = MappingProxyType(
    {
        "blue": Paint("blue", "#0b5394", "#ffffff", "#d9e6f5"),
        "green": Paint(
            "green", "#3aa981", "#000000", "#dcefdc", "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6"
        ),
        "amber": Paint("amber", "#f5b72e", "#000000", "#ffe6b3", "M2 1 V3 M6 5 V7"),
        "red": Paint("red", "#a61c1c", "#ffffff", "#f8d4d0", "M0 2 H8 M0 6 H8"),
        "white": Paint("white", "#ffffff", "#000000", "#ffffff"),
        "none": Paint("withdrawn", "#c8c8c8", "#000000", "#ededed", "M4 0 V8"),
    }
)
LINE_HEIGHT = 13
SMALL_SIZE, SMALL_LETTER_WIDTH = 11, 5.4
_TEXT_SIZE = 12
# The first three are what a browser or an office has; the last is what the PDF library brings.
_FONTS = "Arial, Helvetica, Liberation Sans, Libertinus Serif, sans-serif"
# What XML and PDF may not have; `clean` has replaced all others.
NOT_CHARACTERS = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def new_picture(width: int, title: str, description: str) -> Element:
    """Return a picture with the words that a screen reader reads; its height is not set yet."""
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    set_attributes(svg, {"role": "img", "width": width, "fill": INK})
    set_attributes(svg, {"font_size": _TEXT_SIZE, "font_family": _FONTS})
    add_element(svg, "title", title)
    add_element(svg, "desc", description)
    return svg


def set_height(svg: Element, height: float) -> None:
    """Set the height of a picture whose width is set."""
    set_attributes(svg, {"height": height})
    svg.set("viewBox", f"0 0 {svg.get('width')} {svg.get('height')}")


def add_element(parent: Element, tag: str, text: str = "", **attributes: str | float) -> Element:
    """Add an element to `parent`; numbers have one decimal, and `_` in a name is written as `-`."""
    element = SubElement(parent, tag)
    set_attributes(element, attributes)
    element.text = clean(text).translate(NOT_CHARACTERS) or None
    return element


def set_attributes(element: Element, attributes: Mapping[str, str | float]) -> None:
    """Set attributes as `add_element` does."""
    for name, value in attributes.items():
        element.set(name.replace("_", "-"), _attribute_text(value))


def _attribute_text(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{round(value, 1):g}"


def add_bold_number(
    svg: Element, text: str, position: Position, *, ink: str, halo: str = PAPER
) -> None:
    """Add a number; its halo keeps it clear of the line or pattern behind it."""
    look = {"fill": ink, "stroke": halo, "stroke_width": "4", "paint_order": "stroke"}
    x, y = position
    add_element(svg, "text", text, x=x, y=y, text_anchor="middle", **look, font_weight="bold")


def add_lines(
    svg: Element,
    lines: Sequence[str],
    position: Position,
    anchor: str = "start",
    size: int = _TEXT_SIZE,
) -> None:
    """Add one or two lines of text, whose middle is at the height of `position`."""
    x, middle = position
    first = middle + 3 - LINE_HEIGHT * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        y = first + LINE_HEIGHT * index
        text = add_element(svg, "text", line, x=x, y=y, text_anchor=anchor)
        if size != _TEXT_SIZE:
            set_attributes(text, {"font_size": size})


def wrap_label(
    text: str, width: float, most_lines: int = 2, letter_width: float = LETTER_WIDTH
) -> list[str]:
    """Return a text as lines that have room in `width` units; what has no room is left out."""
    letters = max(2, int(width / letter_width))
    return wrap(text, letters, max_lines=most_lines, placeholder="\N{HORIZONTAL ELLIPSIS}")
