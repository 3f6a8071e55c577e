"""The two charts of a paper as SVG; their numbers also stand in the words that a screen reader says."""

from collections.abc import Mapping
from itertools import pairwise
from textwrap import wrap
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement, tostring

from msgspec import Struct

from store.checklist.status import Colour
from tui.reports.document import BarChart, ChartBar, ChartPoint, TrajectoryChart
from tui.wording.counts import format_number


class Paint(Struct, frozen=True):
    """How a colour is drawn: its fill, the ink to write on it, and a pattern that tells it apart without colour."""

    word: str
    fill: str
    ink: str
    pattern: str = ""


INK, SOFT = "#1a1a1a", "#595959"
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
WIDTH, BARS_FROM, BARS_LONG, ROW = 720, 186, 350, 28
CHART_WIDTH, CHART_HIGH, TOP, BASE = 340, 190, 52, 158


def bars_svg(bars: BarChart, key: str) -> str:
    """Return stacked bars with a number in each part; `key` tells their patterns from another chart's."""
    high = 30 + ROW * len(bars.bars)
    svg = _picture(WIDTH, high, bars.title, " ".join(_bar_words(bar) for bar in bars.bars))
    shown = [colour for colour in PAINTS if any(bar.counts.get(colour) for bar in bars.bars)]
    for colour in shown:
        _pattern(svg, colour, key)
    _legend(svg, shown, key)
    scale = BARS_LONG / max([1, *(sum(bar.counts.values()) for bar in bars.bars)])
    for place, bar in enumerate(bars.bars):
        _bar(svg, bar, 30 + ROW * place, scale, key)
    return tostring(svg, encoding="unicode")


def trajectory_svg(trajectory: TrajectoryChart) -> str:
    """Return the line of the targets and that of the actuals, each point with its value."""
    points = trajectory.points
    values = [
        value for point in points for value in (point.target, point.actual) if value is not None
    ]
    words = " ".join(_point_words(point) for point in points)
    svg = _picture(
        CHART_WIDTH, CHART_HIGH, trajectory.title, f"{trajectory.unit}. {words}".removeprefix(". ")
    )
    _line_legend(svg, trajectory.unit)
    _part(svg, "path", d=f"M8 {BASE} H{CHART_WIDTH - 8}", stroke="#c4cad3")
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = (BASE - TOP) / ((high - low) or 1)
    step = (CHART_WIDTH - 20) / max(1, len(points))
    room = max(2, int(step / 6.5))
    places = [
        _Place(
            10 + step * (n + 0.5),
            BASE - (point.target - low) * scale,
            _height(point.actual, low, scale),
            point,
            room,
        )
        for n, point in enumerate(points)
    ]
    for one, two in pairwise(places):
        _line(svg, (one.x, one.target), (two.x, two.target), dashed=True)
        if one.actual is not None and two.actual is not None:
            _line(svg, (one.x, one.actual), (two.x, two.actual))
    for place in places:
        _drawn_point(svg, place)
    return tostring(svg, encoding="unicode")


class _Place(Struct, frozen=True):
    """Where a point is drawn, and how many letters have room under it."""

    x: float
    target: float
    actual: float | None
    point: ChartPoint
    room: int


def _height(value: float | None, low: float, scale: float) -> float | None:
    return None if value is None else BASE - (value - low) * scale


def _bar_words(bar: ChartBar) -> str:
    return f"{bar.label}: {_counted(bar, tuple(PAINTS)) or 'none'}."


def _counted(bar: ChartBar, colours: tuple[Colour, ...]) -> str:
    return ", ".join(
        f"{bar.counts[colour]} {PAINTS[colour].word}"
        for colour in colours
        if bar.counts.get(colour)
    )


def _point_words(point: ChartPoint) -> str:
    actual = "no return" if point.actual is None else f"actual {format_number(point.actual)}"
    return f"{point.label}: target {format_number(point.target)}, {actual}."


def _picture(width: int, high: int, title: str, words: str) -> Element:
    svg = Element(
        "svg", {"role": "img", "viewBox": f"0 0 {width} {high}", "font-size": "12", "fill": INK}
    )
    _part(svg, "title", title)
    _part(svg, "desc", words)
    return svg


def _part(parent: Element, tag: str, text: str = "", **attributes: str | float) -> Element:
    made = SubElement(parent, tag)
    for name, value in attributes.items():
        made.set(
            name.replace("_", "-"), value if isinstance(value, str) else f"{round(value, 1):g}"
        )
    made.text = text or None
    return made


def _pattern(svg: Element, colour: Colour, key: str) -> None:
    paint = PAINTS[colour]
    made = _part(svg, "pattern", id=f"{key}-{colour}", width=8, height=8)
    made.set("patternUnits", "userSpaceOnUse")
    _part(made, "rect", width=8, height=8, fill=paint.fill)
    if paint.pattern:
        _part(made, "path", d=paint.pattern, stroke=paint.ink, stroke_opacity="0.45")


def _box(svg: Element, at: tuple[float, float], size: tuple[float, float], fill: str) -> None:
    look = {"fill": fill, "stroke": INK, "stroke_width": "0.75"}
    _part(svg, "rect", x=at[0], y=at[1], width=size[0], height=size[1], **look)


def _legend(svg: Element, colours: list[Colour], key: str) -> None:
    x = BARS_FROM
    for colour in colours:
        _box(svg, (x, 4), (18, 12), f"url(#{key}-{colour})")
        _part(svg, "text", PAINTS[colour].word.capitalize(), x=x + 24, y=14)
        x += 38 + 7 * len(PAINTS[colour].word)


def _bar(svg: Element, bar: ChartBar, y: int, scale: float, key: str) -> None:
    _written(svg, wrap(bar.label, 28, max_lines=2, placeholder=" …"), BARS_FROM - 8, y + 12, "end")
    x: float = BARS_FROM
    narrow: list[Colour] = []
    for colour, paint in PAINTS.items():
        count = bar.counts.get(colour, 0)
        wide, text = count * scale, str(count)
        if count:
            _box(svg, (x, y), (wide, 22), f"url(#{key}-{colour})")
        if count and wide < 8 + 7 * len(text):
            narrow.append(colour)
        elif count:
            _bold(svg, text, (x + wide / 2, y + 15), ink=paint.ink, halo=paint.fill)
        x += wide
    aside = _counted(bar, tuple(narrow))
    total = f"{sum(bar.counts.values())} in all"
    room = int((WIDTH - x - 8) / 6.2)
    _written(
        svg,
        wrap(f"{total}: {aside}" if aside else total, room, max_lines=2, placeholder=" …"),
        x + 8,
        y + 12,
    )


def _written(
    svg: Element, lines: list[str], x: float, middle: float, anchor: str = "start"
) -> None:
    """Write one or two lines about the height `middle`."""
    for place, line in enumerate(lines):
        y = middle + 3 + 13 * (place - (len(lines) - 1) / 2)
        _part(svg, "text", line, x=x, y=y, text_anchor=anchor)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _line_legend(svg: Element, unit: str) -> None:
    _line(svg, (10, 10), (36, 10), dashed=True)
    _diamond(svg, 23, 10)
    _part(svg, "text", "Target", x=42, y=14, fill=SOFT)
    _line(svg, (96, 10), (122, 10))
    _part(svg, "circle", cx=109, cy=10, r=4, fill=PAINTS["blue"].fill)
    _part(svg, "text", "Actual", x=128, y=14, fill=PAINTS["blue"].fill, font_weight="bold")
    _part(svg, "text", _short(unit, 24), x=CHART_WIDTH - 8, y=14, text_anchor="end", fill=SOFT)


def _line(
    svg: Element, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False
) -> None:
    ways = (
        {"stroke_dasharray": "5 4", "stroke": SOFT} if dashed else {"stroke": PAINTS["blue"].fill}
    )
    _part(svg, "line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke_width=2, **ways)


def _diamond(svg: Element, x: float, y: float) -> None:
    _part(
        svg,
        "path",
        d=f"M{x:.1f} {y - 5:.1f} l5 5 l-5 5 l-5 -5 z",
        fill="#ffffff",
        stroke=SOFT,
        stroke_width=1.5,
    )


def _drawn_point(svg: Element, place: _Place) -> None:
    point = place.point
    above = place.actual is None or place.target <= place.actual  # heights grow downwards
    _diamond(svg, place.x, place.target)
    y = place.target + (-9 if above else 18)
    _bold(svg, format_number(point.target), (place.x, y), ink=SOFT)
    if place.actual is not None:
        blue = PAINTS["blue"].fill
        _part(svg, "circle", cx=place.x, cy=place.actual, r=4, fill=blue)
        y = place.actual + (18 if above else -9)
        _bold(svg, format_number(point.actual), (place.x, y), ink=blue)
    _part(
        svg, "text", _short(point.label, place.room), x=place.x, y=BASE + 24, text_anchor="middle"
    )


def _bold(
    svg: Element, text: str, at: tuple[float, float], *, ink: str, halo: str = "#ffffff"
) -> None:
    """Write a number; a halo keeps the line or pattern behind it away."""
    look = {
        "fill": ink,
        "stroke": halo,
        "stroke_width": "4",
        "paint_order": "stroke",
        "font_weight": "bold",
    }
    _part(svg, "text", text, x=at[0], y=at[1], text_anchor="middle", **look)
