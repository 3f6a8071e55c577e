"""The Board view's bars: milestones by pathway, and the year's dates by month due."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size

from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import ChecklistItem, without_repeats
from store.checklist.milestones import deciding_items
from store.dates import format_day
from store.query.groups import ItemGroup, by_pathway
from store.query.search_terms import NO_DATE
from store.query.timeline import Span, StateCounts, count_states, months_of_year
from tui.app.links import Link, LinkStyle
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.widgets.drawing import Line, fit_text, side_by_side, stacked_bar, text_line

_CODE, _MONTH, _NUMBER = 11, 11, 8  # cells
_LEAST_PAIR, _PAIR_GAP, _PAIR_NUMBER = (
    72,
    3,
    5,
)  # cells; there are two pathways in a line from the first
_LEAST_BAR = 16  # cells of the longest bar, below which pathways have no names


class _Bar(NamedTuple):
    """A labelled bar, and where it leads; `length` is its share of the room, from 0 to 1."""

    label: str
    counts: StateCounts
    length: float = 1
    style: str = ""
    link: Link | None = None


def pathway_lines(page: BoardPage, items: Iterable[ChecklistItem]) -> list[Line]:
    """Return the section with a bar for each pathway that has any of `items`."""
    vocabulary = page.checklist.loaded.vocabulary
    if not page.checklist.loaded.has_pathways:
        return []
    passing = {item.ref for item in items}
    bars = _pathway_bars(page, passing)
    lines = [page.heading(f"Progress by {vocabulary.singular('pathway')}")]
    if not page.checklist.loaded.about.pathways:
        nothing = "No pathway is stated in this plan; its file can name them under 'pathways'."
        lines += page.wrap(vocabulary.reword(nothing))
    label_width = max((cell_len(bar.label) for bar in bars), default=_CODE)
    if _has_pairs(page):
        lines += _paired_lines(page, bars, label_width)
    else:
        lines += _bar_lines(page, bars, ("in all", "done", "late"), max(_CODE, label_width))
    return [*lines, EMPTY_LINE]


def overlap_lines(page: BoardPage, items: Iterable[ChecklistItem]) -> list[Line]:
    """Return a note that the pathways' numbers add up to more than there is, if they do."""
    passing = {item.ref for item in items}
    shown = _count_passing(page.checklist.items, passing)
    if sum(bar.counts.total for bar in _pathway_bars(page, passing)) <= shown.total:
        return []
    vocabulary = page.checklist.loaded.vocabulary
    return page.wrap(vocabulary.reword("A milestone under several pathways counts in each."), MUTED)


def _has_pairs(page: BoardPage) -> bool:
    """Return whether two bars share a line, so that all of them are on the first screen."""
    return page.is_single and page.width >= _LEAST_PAIR


def _paired_lines(page: BoardPage, bars: Sequence[_Bar], label_width: int) -> list[Line]:
    """Return bars two in a line, from left to right."""
    column = (page.width - _PAIR_GAP) // 2
    half = replace(page, width=column)
    heads = ("all", "done", "late")
    left = _bar_lines(half, bars[0::2], heads, label_width, _PAIR_NUMBER)
    right = _bar_lines(half, bars[1::2], heads, label_width, _PAIR_NUMBER)
    return side_by_side(left, right, column, _PAIR_GAP)


def _pathway_bars(page: BoardPage, passing: AbstractSet[str]) -> list[_Bar]:
    counted: list[tuple[ItemGroup, StateCounts]] = []
    for group in by_pathway(page.checklist):
        counts = _count_passing(group.items, passing)
        if counts.total:
            counted.append((group, counts))
    longest = max((counts.total for _, counts in counted), default=1)
    labels = _pathway_labels(page, [group for group, _ in counted])
    bars = []
    for group, counts in counted:
        link = Link("pathways", group.code)
        bars.append(_Bar(labels[group.code], counts, counts.total / longest, link=link))
    return bars


def _pathway_labels(page: BoardPage, groups: Sequence[ItemGroup]) -> dict[str, str]:
    """Return the label of each pathway's bar: code and name if all names fit, else the code."""
    width = max((cell_len(group.code) for group in groups), default=0)
    labels = {}
    for group in groups:
        labels[group.code] = group.code
        if group.name != group.code:
            labels[group.code] = f"{set_cell_size(group.code, width)}  {group.name}"
    longest = max(map(cell_len, labels.values()), default=0)
    if _has_pairs(page) or page.width - longest - 1 - 3 * _NUMBER < _LEAST_BAR:
        return {group.code: group.code for group in groups}
    return labels


def _count_passing(items: Iterable[ChecklistItem], passing: AbstractSet[str]) -> StateCounts:
    return count_states(deciding_items(_counted_once(items, passing)))


def _counted_once(
    items: Iterable[ChecklistItem], passing: AbstractSet[str]
) -> tuple[ChecklistItem, ...]:
    """Return the items that pass the filter, without those that are printed twice."""
    return without_repeats([item for item in items if item.ref in passing])


def year_lines(page: BoardPage, items: Sequence[ChecklistItem]) -> list[Line]:
    """Return the section with a bar for each month of the year, and for what is due outside it."""
    as_of = page.checklist.as_of
    year = page.checklist.loaded.year.year_at(as_of)
    spans = months_of_year(items, year)
    longest = max(span.counts.total for span in spans) or 1
    bars = [_month_bar(page, span, longest) for span in spans if _is_shown(span)]
    key = f"{format_day(as_of)} is outside this year."
    if year.first <= as_of <= year.last:
        key = f"{page.glyphs.here} the month of {format_day(as_of)}"
    return [
        page.heading(f"The year {year.label} by month due"),
        *_bar_lines(page, bars, ("due", "done", "late"), _MONTH),
        *page.wrap(key, MUTED),
        EMPTY_LINE,
    ]


def _month_bar(page: BoardPage, span: Span, longest: int) -> _Bar:
    length = span.counts.total / longest
    link = page.link_to_words(_span_words(span)) if span.counts.total else None
    if _contains(span, page.checklist.as_of):
        name = f"{page.glyphs.here} {_span_name(span)}"
        return _Bar(name, span.counts, length, "bold", link)
    return _Bar(f"  {_span_name(span)}", span.counts, length, link=link)


def _span_words(span: Span) -> str:
    """Return the filter's words for what is due in a span."""
    if span.first and span.last:
        return f"due={MONTHS[span.first.month - 1].lower()}-{span.first.year}"
    if span.last:
        return f"due<={span.last.isoformat()}"
    if span.first:
        return f"due>={span.first.isoformat()}"
    return f"due={NO_DATE}"


def _is_shown(span: Span) -> bool:
    is_month = span.first is not None and span.last is not None
    return is_month or span.counts.total > 0


def _contains(span: Span, day: date) -> bool:
    if span.first is None or span.last is None:
        return False
    return span.first <= day <= span.last


def _span_name(span: Span) -> str:
    if span.first and span.last:
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    if span.last:
        return "earlier"
    if span.first:
        return "later"
    return "no date"


def _bar_lines(
    page: BoardPage,
    bars: Iterable[_Bar],
    columns: tuple[str, str, str],
    label_width: int,
    number: int = _NUMBER,
) -> list[Line]:
    """Return a line for each bar, its label before it and its numbers after, under `columns`.

    `number` is the width of a number's column in cells.
    """
    room = max(0, page.width - label_width - 1 - 3 * number)
    header = " " * (label_width + 1 + room)
    for column in columns:
        header += f"{column:>{number}}"
    lines = [_bar_line(page, bar, label_width, room, number) for bar in bars]
    return [text_line(header, MUTED), *lines]


def _bar_line(page: BoardPage, bar: _Bar, label_width: int, room: int, number: int) -> Line:
    counts = bar.counts
    present = [count for count in counts.parts.values() if count]
    length = max(len(present), round(room * bar.length))
    late_style = "bold $text-error" if counts.late else bar.style
    label_style = LinkStyle.of(bar.link, bar.style) if bar.link else bar.style
    return (
        (f"{fit_text(bar.label, label_width, page.glyphs)} ", label_style),
        *stacked_bar(counts, min(room, length), room, page.glyphs),
        (f"{counts.total:>{number}}{counts.done:>{number}}", bar.style),
        (f"{counts.late:>{number}}", late_style),
    )
