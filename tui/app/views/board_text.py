"""The Board view's text: its sections in one or two columns, the summary and the meetings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from store.checklist.checklist import (
    Checklist,
    ChecklistItem,
    count_statuses,
    without_repeats,
)
from store.checklist.measure_states import MeasureState
from store.checklist.meetings import Meeting, last_meeting, next_meeting
from store.checklist.milestones import deciding_items
from store.dates import format_day, format_days
from store.query.filters import STATUSES
from store.query.timeline import StateCounts, count_states
from tui.app.links import LinkStyle
from tui.app.views.board_bars import pathway_lines, year_lines
from tui.app.views.board_measures import board_measure_lines
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.views.board_trajectories import trajectory_lines
from tui.app.widgets.drawing import (
    NO_BREAK,
    Glyphs,
    Line,
    clip_line,
    legend_line,
    side_by_side,
    stacked_bar,
)
from tui.wording.counts import plural, shown_text, with_dates

TWO_COLUMNS = 110  # cells from which on there are two
_GAP = 4
_MOST_MEETINGS = 6


def render_board(  # noqa: PLR0913, PLR0917 - what passes the filter, and what to draw it with
    checklist: Checklist,
    items: Sequence[ChecklistItem],
    words: str,
    width: int,
    glyphs: Glyphs,
    measures: Sequence[MeasureState] = (),
) -> list[Line]:
    """Return the drawing of `items` and `measures`, those that the filter `words` lets pass."""
    column = _column_width(width)
    page = BoardPage(checklist, column, glyphs, words)
    counted = without_repeats(items)
    summary = _summary_lines(page, counted, words)
    key = _key_lines(page, counted)
    pathways = pathway_lines(page, items)
    year = year_lines(page, counted)
    figures = [*trajectory_lines(page, counted), *board_measure_lines(page, measures)]
    meetings = _meeting_lines(page)
    if column < width:
        left = [*summary, *pathways, *meetings, *key]
        return side_by_side(left, [*year, *figures], column, _GAP)
    lines = [*summary, *pathways, *year, *figures, *meetings, *key]
    return [clip_line(line, width) for line in lines]


def render_empty_board(
    checklist: Checklist,
    empty_text: str,
    width: int,
    glyphs: Glyphs,
    measures: Sequence[MeasureState] = (),
) -> list[Line]:
    """Return the drawing of no items: why there are none, the measures, and the meetings."""
    page = BoardPage(checklist, _column_width(width), glyphs)
    why = page.wrap(empty_text, "bold")
    return [*why, EMPTY_LINE, *board_measure_lines(page, measures), *_meeting_lines(page)]


def _column_width(width: int) -> int:
    if width < TWO_COLUMNS:
        return width
    return (width - _GAP) // 2


# Summary


def _summary_lines(page: BoardPage, items: Sequence[ChecklistItem], words: str) -> list[Line]:
    milestones = deciding_items(items)
    counts = count_states(milestones)
    lines: list[Line] = []
    if words:
        lines += _filter_note(page, items, words)
    lines += page.wrap(_next_board_text(page.checklist), "bold")
    lines += _state_lines(page, counts, len(items))
    return [*lines, EMPTY_LINE]


def _key_lines(page: BoardPage, items: Sequence[ChecklistItem]) -> list[Line]:
    """Return the counts by status, and what the states of the bars mean."""
    milestones = deciding_items(items)
    lines = [EMPTY_LINE, page.heading("In words")]
    lines += page.wrap(f"By status: {_statuses_text(milestones)}.")
    rescheduled = sum(item.state.rescheduled for item in milestones)
    if rescheduled:
        lines += page.wrap(f"{rescheduled} rescheduled with approval.")
    lines += page.wrap("To watch: short of target, forecast late, no update, or no date.", MUTED)
    lines += page.wrap(
        "What is due soon or not due is reported on, or there is no word yet. Under way:"
        " continuing, or awaiting a return.",
        MUTED,
    )
    return lines


def _filter_note(page: BoardPage, items: Sequence[ChecklistItem], words: str) -> list[Line]:
    shown = shown_text(items, page.checklist.counted, page.checklist.loaded.vocabulary)
    note = f"Only what fits the filter '{words}' is counted: {shown}."
    return page.wrap(f"{note} Esc clears it.", "bold reverse")


def _state_lines(page: BoardPage, counts: StateCounts, dates: int) -> list[Line]:
    """Return the milestones by state: in words, as a bar, and the bar's legend."""
    parts = dict(counts.parts)
    if not parts["withdrawn"]:
        del parts["withdrawn"]
    vocabulary = page.checklist.loaded.vocabulary
    total = with_dates(counts.total, dates, vocabulary.count(counts.total, "milestone"))
    return [
        *page.wrap(f"{total}: {_counts_text(parts)}", "bold"),
        stacked_bar(counts, page.width, page.width, page.glyphs),
        *_wrap_legend(legend_line(page.glyphs, parts), page.width),
    ]


def _statuses_text(items: Iterable[ChecklistItem]) -> str:
    counts = count_statuses(items)
    return _counts_text({status: counts[status] for status in STATUSES if counts[status]})


def _counts_text(counts: Mapping[Any, int]) -> str:
    """Return counts with their words; no line breaks between a word and its number."""
    return ", ".join(f"{count} {word}".replace(" ", NO_BREAK) for word, count in counts.items())


def _wrap_legend(parts: Line, width: int) -> list[Line]:
    """Break a legend between its entries, each of which is a character and its word."""
    lines: list[list[tuple[str, str]]] = [[]]
    for glyph, word in zip(parts[::2], parts[1::2], strict=True):
        used = sum(len(text) for text, _ in lines[-1])
        if lines[-1] and used + 1 + len(word[0].rstrip()) > width:
            lines.append([])
        lines[-1] += [glyph, word]
    return [tuple(line) for line in lines]


def _next_board_text(checklist: Checklist) -> str:
    meeting = next_meeting(checklist.meetings, checklist.as_of)
    if meeting is None:
        return "Next Board: no date is set."
    return f"Next Board: {_date_text(meeting, checklist.as_of)}, {meeting.board}"


def _date_text(meeting: Meeting, as_of: date) -> str:
    away = "today"
    if meeting.on != as_of:
        away = f"in {format_days((meeting.on - as_of).days)}"
    return f"{format_day(meeting.on)} ({away})"


# Meetings


def _meeting_lines(page: BoardPage) -> list[Line]:
    checklist = page.checklist
    coming = [meeting for meeting in checklist.meetings if meeting.on >= checklist.as_of]
    lines = [page.heading("Meetings")]
    for meeting in coming[:_MOST_MEETINGS]:
        text = f"{_date_text(meeting, checklist.as_of)}  {meeting.board}"
        due = page.link_to_words(f"due<={meeting.on.isoformat()} not closed")
        lines += page.wrap(text, LinkStyle.of(due, "bold"))
    if len(coming) > _MOST_MEETINGS:
        more, last_day = len(coming) - _MOST_MEETINGS, format_day(coming[-1].on)
        lines += page.wrap(f"and {more} more, the last on {last_day}")
    if not coming:
        command = "`milepost board add DATE`".replace(" ", NO_BREAK)
        lines += page.wrap(f"No meeting date is set. To set one, in a shell: {command}")
    if last := last_meeting(checklist.meetings, checklist.as_of):
        lines += page.wrap(f"Last: {format_day(last.on)}  {last.board}", MUTED)
    undated = _count_boards_without_date(checklist, coming)
    if undated:
        boards = f"{plural(undated, 'board')} without a date".replace(" ", NO_BREAK)
        command = "`milepost show plan`".replace(" ", NO_BREAK)
        lines += page.wrap(f"{boards}; in a shell {command} lists them.", MUTED)
    return lines


def _count_boards_without_date(checklist: Checklist, coming: Iterable[Meeting]) -> int:
    dated = {meeting.board for meeting in coming}
    return sum(board.name not in dated for board in checklist.loaded.about.boards)
