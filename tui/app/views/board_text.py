"""The Board view's text: its sections in one or two columns, the summary and the meetings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from plan_data.text import plural
from store.board.position import board_position
from store.checklist.checklist import (
    Checklist,
    ChecklistItem,
    count_statuses,
    without_repeats,
)
from store.checklist.measure_states import MeasureState
from store.checklist.meetings import Meeting, last_meeting, meetings_of
from store.checklist.milestones import deciding_items
from store.dates import format_day, format_days
from store.query.filters import STATUSES
from store.query.timeline import StateCounts, count_states
from store.returns.rounds import unfinished_round
from tui.app.links import LinkStyle
from tui.app.views.board_bars import overlap_lines, pathway_lines, year_lines
from tui.app.views.board_measures import board_measure_lines
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.views.board_sections import Cycle, cycle_lines
from tui.app.views.board_trajectories import trajectory_lines
from tui.app.widgets.drawing import (
    NO_BREAK,
    TWO_COLUMNS,
    Glyphs,
    Line,
    clip_line,
    legend_line,
    side_by_side,
    stacked_bar,
    text_line,
)
from tui.config.keymap import DEFAULT_KEY_LABELS
from tui.wording.board_cycle_words import no_date_text
from tui.wording.counts import shown_text, with_dates
from tui.wording.return_text import round_line

_GAP = 4
_TOTAL_GAP = "  "
_MOST_MEETINGS = 6


def render_board(  # noqa: PLR0913, PLR0917 - what passes the filter, and what to draw it with
    checklist: Checklist,
    items: Sequence[ChecklistItem],
    words: str,
    width: int,
    glyphs: Glyphs,
    measures: Sequence[MeasureState] = (),
    cycle: Cycle | None = None,
) -> list[Line]:
    """Return the drawing of `items` and `measures`, those that the filter `words` lets pass.

    `cycle` is that of the board whose view it is, by default the plan's first.
    """
    column = _column_width(width)
    page = BoardPage(checklist, column, glyphs, words, is_single=column == width)
    cycle = cycle or Cycle(board_position(checklist), DEFAULT_KEY_LABELS)
    counted = without_repeats(items)
    summary = _summary_lines(page, counted, words, cycle)
    board = [*cycle_lines(page, cycle), *_return_lines(page, cycle)]
    meetings = _meeting_lines(page, cycle)
    pathways = pathway_lines(page, items)
    year = year_lines(page, counted)
    figures = [*trajectory_lines(page, counted), *board_measure_lines(page, measures)]
    key = [*_key_lines(page, counted), *overlap_lines(page, items)]
    if column < width:
        left = [*summary, *board, *meetings, *key]
        return side_by_side(left, [*pathways, *year, *figures], column, _GAP)
    lines = [*summary, *pathways, *board, *year, *figures, *meetings, *key]
    return [clip_line(line, width) for line in lines]


def render_empty_board(  # noqa: PLR0913, PLR0917 - as above
    checklist: Checklist,
    empty_text: str,
    width: int,
    glyphs: Glyphs,
    measures: Sequence[MeasureState] = (),
    cycle: Cycle | None = None,
) -> list[Line]:
    """Return the drawing of no items: why there are none, the measures, and the meetings."""
    page = BoardPage(checklist, _column_width(width), glyphs)
    cycle = cycle or Cycle(board_position(checklist), DEFAULT_KEY_LABELS)
    why = page.wrap(empty_text, "bold")
    return [*why, EMPTY_LINE, *board_measure_lines(page, measures), *_meeting_lines(page, cycle)]


def _column_width(width: int) -> int:
    if width < TWO_COLUMNS:
        return width
    return (width - _GAP) // 2


# Summary


def _summary_lines(
    page: BoardPage, items: Sequence[ChecklistItem], words: str, cycle: Cycle
) -> list[Line]:
    milestones = deciding_items(items)
    lines: list[Line] = []
    if words:
        lines += _filter_note(page, items, words)
    counts = count_states(milestones)
    board, total = _next_board_text(page.checklist, cycle), _total_text(page, counts, len(items))
    if len(board) + len(_TOTAL_GAP) + len(total) <= page.width:
        lines.append(text_line(f"{board}{_TOTAL_GAP}{total}", "bold"))
    else:
        lines += [*page.wrap(board, "bold"), *page.wrap(total, "bold")]
    if cycle.position.scope.pathways:
        codes = ", ".join(cycle.position.scope.pathways)
        lines += page.wrap(f"Only what reports to this board is counted: {codes}.", MUTED)
    lines += _state_lines(page, counts)
    return [*lines, EMPTY_LINE]


def _return_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    """Return the state of the return round that is open, and the key that shows it."""
    unfinished = unfinished_round(page.checklist.entries, page.checklist.loaded.year.calendar)
    if unfinished is None:
        return []
    key = cycle.keys["returns"]
    lines = page.wrap(round_line(*unfinished))
    return [*lines, *page.wrap(f"{key}: show the round", MUTED), EMPTY_LINE]


def _key_lines(page: BoardPage, items: Sequence[ChecklistItem]) -> list[Line]:
    """Return the counts by status, and what the states of the bars mean."""
    milestones = deciding_items(items)
    lines = [EMPTY_LINE, page.heading("In words")]
    lines += page.wrap(f"By status: {_statuses_text(milestones)}.")
    rescheduled = sum(item.state.rescheduled for item in milestones)
    if rescheduled:
        lines += page.wrap(f"{rescheduled} rescheduled with approval.")
    lines += page.wrap(
        "Red: overdue for more than a month, or far short. Amber: overdue up to a month, started or"
        " returned too late, short, forecast late, or no update. Green: reported on, nothing late."
        " White: no word yet, continuing, awaiting a return, or no date.",
        MUTED,
    )
    return lines


def _filter_note(page: BoardPage, items: Sequence[ChecklistItem], words: str) -> list[Line]:
    shown = shown_text(items, page.checklist.counted, page.checklist.loaded.vocabulary)
    note = f"Only what fits the filter '{words}' is counted: {shown}."
    return page.wrap(f"{note} Esc clears it.", "bold reverse")


def _total_text(page: BoardPage, counts: StateCounts, dates: int) -> str:
    count = page.checklist.loaded.vocabulary.count(counts.total, "milestone")
    return with_dates(counts.total, dates, count)


def _state_lines(page: BoardPage, counts: StateCounts) -> list[Line]:
    """Return a bar of the milestones' states, and its legend with their counts."""
    parts = dict(counts.parts)
    if not parts["withdrawn"]:
        del parts["withdrawn"]
    return [
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


def _next_board_text(checklist: Checklist, cycle: Cycle) -> str:
    position = cycle.position
    if position.meeting is not None:
        return (
            f"Next Board: {_date_text(position.meeting, checklist.as_of)}, {position.scope.board}"
        )
    return f"Next meeting of the {no_date_text(checklist, position.scope.board)}."


def _date_text(meeting: Meeting, as_of: date) -> str:
    away = "today"
    if meeting.on != as_of:
        away = f"in {format_days((meeting.on - as_of).days)}"
    return f"{format_day(meeting.on)} ({away})"


# Meetings


def _meeting_lines(page: BoardPage, cycle: Cycle) -> list[Line]:
    checklist = page.checklist
    calendar = meetings_of(checklist.calendar, cycle.position.scope.board)
    coming = [meeting for meeting in calendar if meeting.on >= checklist.as_of]
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
    if last := last_meeting(calendar, checklist.as_of):
        lines += page.wrap(f"Last: {format_day(last.on)}  {last.board}", MUTED)
    boards = checklist.loaded.about.boards
    if len(boards) > 1:
        others = (
            f"{plural(len(boards) - 1, 'other board')}, {_count_dated(page, cycle)} with a date"
        )
        lines += page.wrap(f"{others}; {cycle.keys['choose_board']} shows one of them.", MUTED)
    return lines


def _count_dated(page: BoardPage, cycle: Cycle) -> int:
    """Return how many other boards have a meeting ahead."""
    checklist = page.checklist
    dated = {meeting.board for meeting in checklist.calendar if meeting.on >= checklist.as_of}
    return len(dated - {cycle.position.scope.board})
