"""Progress by group as SVG: stacked bars with a number in each part."""

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from store.checklist.status import Colour
from tui.reports.document import BarChart, ChartBar
from tui.reports.renderers.picture_words import bar_counts_text
from tui.reports.renderers.svg_elements import (
    FULL_WIDTH,
    INK,
    PAINTS,
    Position,
    add_bold_number,
    add_element,
    add_lines,
    wrap_label,
)
from tui.reports.renderers.tables import count_items

_BARS_X, _LONGEST_BAR = 186, 350
_LEGEND_HEIGHT, _ROW_HEIGHT, _BAR_HEIGHT = 24, 26, 20


def draw_bar_chart(svg: Element, chart: BarChart, key: str) -> float:
    """Draw stacked bars with a number in each part, and return their height."""
    colours = _colours_used(chart.bars)
    for colour in colours:
        _add_pattern(svg, colour, key)
    _add_legend(svg, colours, key)
    longest = max([1, *map(count_items, chart.bars)])
    y = _LEGEND_HEIGHT
    for bar in chart.bars:
        _add_bar(svg, bar, y, _LONGEST_BAR / longest, key)
        y += _ROW_HEIGHT
    return y


def _colours_used(bars: Sequence[ChartBar]) -> list[Colour]:
    totals: Counter[Colour] = Counter()
    for bar in bars:
        totals.update(bar.counts)
    return [colour for colour in PAINTS if totals[colour]]


def _add_pattern(svg: Element, colour: Colour, key: str) -> None:
    paint = PAINTS[colour]
    pattern = add_element(svg, "pattern", id=f"{key}-{colour}", width=8, height=8)
    pattern.set("patternUnits", "userSpaceOnUse")
    add_element(pattern, "rect", width=8, height=8, fill=paint.fill)
    if paint.pattern:
        add_element(pattern, "path", d=paint.pattern, stroke=paint.ink, stroke_opacity="0.45")


def _add_box(svg: Element, position: Position, size: Position, fill: str) -> None:
    (x, y), (width, height) = position, size
    look = {"fill": fill, "stroke": INK, "stroke_width": "0.75"}
    add_element(svg, "rect", x=x, y=y, width=width, height=height, **look)


def _add_legend(svg: Element, colours: Sequence[Colour], key: str) -> None:
    x = _BARS_X
    for colour in colours:
        word = PAINTS[colour].word
        _add_box(svg, (x, 4), (18, 12), f"url(#{key}-{colour})")
        add_element(svg, "text", word.capitalize(), x=x + 24, y=14)
        x += 38 + 7 * len(word)


def _add_bar(svg: Element, bar: ChartBar, y: int, scale: float, key: str) -> None:
    """Add a bar with its label; counts that find no room in their parts are beside it."""
    label = wrap_label(bar.label, _BARS_X - 10)
    add_lines(svg, label, (_BARS_X - 8, y + 12), "end")
    x: float = _BARS_X
    too_narrow: list[Colour] = []
    for colour in PAINTS:
        count = bar.counts.get(colour, 0)
        width = count * scale
        if count:
            _add_box(svg, (x, y), (width, _BAR_HEIGHT), f"url(#{key}-{colour})")
            if not _add_count(svg, colour, count, (x, y), width):
                too_narrow.append(colour)
        x += width
    summary = f"{count_items(bar)} in all"
    if too_narrow:
        summary = f"{summary}: {bar_counts_text(bar, too_narrow)}"
    lines = wrap_label(summary, FULL_WIDTH - x - 8)
    add_lines(svg, lines, (x + 8, y + 12))


def _add_count(svg: Element, colour: Colour, count: int, position: Position, width: float) -> bool:
    """Write a count in its part of a bar; return whether there is room for it."""
    text = str(count)
    if width < 8 + 7 * len(text):
        return False
    paint = PAINTS[colour]
    x, y = position
    add_bold_number(svg, text, (x + width / 2, y + 15), ink=paint.ink, halo=paint.fill)
    return True
