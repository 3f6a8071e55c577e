"""What the Board view says, section by section, in lines that fit a width."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from plan_data.timescale.financial_year import FIRST_MONTH_NAME
from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import Checklist, ChecklistItem, count_statuses
from store.checklist.meetings import last_meeting, next_meeting
from store.dates import format_day, format_days
from store.query.filters import STATUSES
from store.query.groups import by_pathway
from store.query.timeline import (
    Span,
    StateCounts,
    Trajectory,
    count_states,
    figure_trajectories,
    months_of_year,
    progress_state,
)
from tui.app.views.pane_texts import empty_text
from tui.app.widgets.drawing import (
    NO_BREAK,
    Glyphs,
    Line,
    clip_line,
    fit_text,
    legend_line,
    side_by_side,
    stacked_bar,
    target_bar,
    text_line,
    wrap_cells,
)  # fmt: skip
from tui.wording.counts import format_number, plural
from tui.wording.item_text import status_mark, status_text

TWO_COLUMNS = 110
_GAP = 4
_MOST_MEETINGS = 6
_CODE, _MONTH, _NUMBER, _QUARTER, _REACHED, _STATUS = 10, 11, 7, 6, 13, 24


def render_board(
    whole: Checklist, items: Sequence[ChecklistItem], words: str, width: int, glyphs: Glyphs
) -> list[Line]:
    """Return the whole picture of `items`, which the filter `words` lets pass, in one or two columns."""
    column = width if width < TWO_COLUMNS else (width - _GAP) // 2
    meetings = _meetings(whole, column, glyphs)
    if not items:
        return [*wrap_cells(empty_text("board", words, whole), column, "bold"), text_line(""), *meetings]
    counted = [item for item in items if item.planned.same_as is None]
    summary = _summary(whole, counted, words, column, glyphs)
    pathways = _pathways(whole, items, column, glyphs)
    year = _year(whole, counted, column, glyphs)
    figures = _trajectories(counted, column, glyphs)
    if column == width:
        return [clip_line(each, width) for each in (*summary, *pathways, *year, *figures, *meetings)]
    return side_by_side([*summary, *pathways, *meetings], [*year, *figures], column, _GAP)


def _heading(title: str, width: int, glyphs: Glyphs) -> Line:
    rule = glyphs.rule * max(0, width - len(title) - 4)
    return ((f"{glyphs.rule * 2} ", "$foreground-muted"), (title, "bold"), (f" {rule}", "$foreground-muted"))


def _summary(whole: Checklist, items: Sequence[ChecklistItem], words: str, width: int, glyphs: Glyphs) -> list[Line]:
    stands = count_states(items)
    told = _counts({state: count for state, count in stands.parts.items() if count or state != "withdrawn"})
    counts = count_statuses(items)
    by_status = _counts({status: counts[status] for status in STATUSES if counts[status]})
    moved = sum(item.state.rescheduled for item in items)
    shown = [state for state, count in stands.parts.items() if count or state != "withdrawn"]
    return [
        *(_filtered(whole, len(items), words, width) if words else ()),
        *wrap_cells(f"{plural(stands.total, 'item')}: {told}", width, "bold"),
        stacked_bar(stands, width, width, glyphs),
        *_legend_lines(legend_line(glyphs, shown), width),
        *wrap_cells(f"By status: {by_status}.", width),
        *(wrap_cells(f"{moved} rescheduled with approval.", width) if moved else ()),
        *wrap_cells("To watch: short of target, forecast late, no update, or no date.", width, "$foreground-muted"),
        *wrap_cells(_next_board(whole), width, "bold"),
        text_line(""),
    ]


def _counts(counts: Mapping[Any, int]) -> str:
    """Return counts with their words, none of which may be torn from its number."""
    return ", ".join(f"{count} {word}".replace(" ", NO_BREAK) for word, count in counts.items())


def _filtered(whole: Checklist, shown: int, words: str, width: int) -> list[Line]:
    said = f"Only what fits the filter '{words}' is counted: {shown} of {len(whole.counted)} items. Esc clears it."
    return wrap_cells(said, width, "bold reverse")


def _legend_lines(parts: Line, width: int) -> list[Line]:
    """Break a legend between its entries, each of which is a character and its word."""
    lines: list[list[tuple[str, str]]] = [[]]
    for glyph, word in zip(parts[::2], parts[1::2], strict=True):
        used = sum(len(text) for text, _ in lines[-1])
        if lines[-1] and used + 1 + len(word[0].rstrip()) > width:
            lines.append([])
        lines[-1] += [glyph, word]
    return [tuple(each) for each in lines]


def _next_board(whole: Checklist) -> str:
    meeting = next_meeting(whole.meetings, whole.as_of)
    if meeting is None:
        return "Next Board: no date is set."
    return f"Next Board: {format_day(meeting.on)} ({_away(meeting.on, whole.as_of)}), {meeting.board}"


def _away(on: date, today: date) -> str:
    return "today" if on == today else f"in {format_days((on - today).days)}"


class _Bar(NamedTuple):
    """What a line of bars counts, and how much of the longest bar's length it takes, from 0 to 1."""

    label: str
    stand: StateCounts
    length: float = 1
    style: str = ""


def _bars(bars: Iterable[_Bar], names: tuple[str, str, str], label: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Return bars, each with its name before and its numbers behind it, under the numbers' names."""
    room = max(0, width - label - 1 - 3 * _NUMBER)
    head = "".join(f"{name:>{_NUMBER}}" for name in names)
    lines = [text_line(" " * (label + 1 + room) + head, "$foreground-muted")]
    for bar in bars:
        present = sum(bool(count) for count in bar.stand.parts.values())
        length = min(room, max(present, round(room * bar.length)))
        numbers = f"{bar.stand.total:>{_NUMBER}}{bar.stand.done:>{_NUMBER}}"
        lines.append(
            (
                (fit_text(bar.label, label, glyphs) + " ", bar.style),
                *stacked_bar(bar.stand, length, room, glyphs),
                (numbers, bar.style),
                (f"{bar.stand.late:>{_NUMBER}}", "bold $text-error" if bar.stand.late else bar.style),
            )
        )
    return lines


def _pathways(whole: Checklist, items: Iterable[ChecklistItem], width: int, glyphs: Glyphs) -> list[Line]:
    passing = {item.ref for item in items}
    groups = [
        (each.code, count_states(item for item in each.items if item.ref in passing)) for each in by_pathway(whole)
    ]
    lines = [_heading("Progress by pathway", width, glyphs)]
    if not whole.loaded.about.pathways:
        lines += wrap_cells("No pathway is stated in this plan; its file can name them under 'pathways'.", width)
    bars = [_Bar(code, counts) for code, counts in groups if counts.total]
    lines += _bars(bars, ("items", "done", "late"), _CODE, width, glyphs)
    if (
        sum(counts.total for _, counts in groups)
        > count_states(item for item in whole.items if item.ref in passing).total
    ):
        lines += wrap_cells("An item under several pathways counts in each.", width, "$foreground-muted")
    return [*lines, text_line("")]


def _year(whole: Checklist, items: Sequence[ChecklistItem], width: int, glyphs: Glyphs) -> list[Line]:
    spans = months_of_year(items, whole.loaded.year)
    most = max((span.counts.total for span in spans), default=0) or 1
    bars = []
    for span in spans:
        here = span.first is not None and span.last is not None and span.first <= whole.as_of <= span.last
        if span.counts.total or (span.first and span.last):
            name = f"{glyphs.here if here else ' '} {_span_name(span)}"
            bars.append(_Bar(name, span.counts, span.counts.total / most, "bold" if here else ""))
    inside = whole.loaded.year.first <= whole.as_of <= whole.loaded.year.last
    day = format_day(whole.as_of)
    key = f"{glyphs.here} the month of {day}" if inside else f"{day} is outside this year."
    return [
        _heading(f"The year {whole.loaded.year.label} by month due", width, glyphs),
        *_bars(bars, ("due", "done", "late"), _MONTH, width, glyphs),
        *wrap_cells(key, width, "$foreground-muted"),
        text_line(""),
    ]


def _span_name(span: Span) -> str:
    if span.first and span.last:
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    return "earlier" if span.last else "later" if span.first else "no date"


def _trajectories(items: Sequence[ChecklistItem], width: int, glyphs: Glyphs) -> list[Line]:
    found = figure_trajectories(items)
    lines = [_heading("Trajectories: actual against target", width, glyphs)]
    if not found:
        return [*lines, *wrap_cells("No figures with targets here.", width), text_line("")]
    for each in found:
        lines += _trajectory(each, width, glyphs)
    full, open_ = glyphs.states["done"], glyphs.states["to come"]
    key = f"{full} reached   {open_} still to reach   {glyphs.target} target; each cumulative since {FIRST_MONTH_NAME}"
    return [*lines, *wrap_cells(key, width, "$foreground-muted"), text_line("")]


def _trajectory(each: Trajectory, width: int, glyphs: Glyphs) -> list[Line]:
    unit = f", {each.first.planned.unit}" if each.first.planned.unit else ""
    title = f"{each.first.planned.milestone}  {each.first.planned.title}"
    if unit.strip(", ").casefold() not in title.casefold():
        title += unit
    most = max(max(item.planned.target or 0, item.state.actual or 0) for item in each.quarters)
    lines = [text_line(fit_text(title, width, glyphs).rstrip(), "bold")]
    for item in each.quarters:
        state, actual, target = progress_state(item), item.state.actual, item.planned.target or 0
        status = f"{status_mark(item)} {status_text(item)}"
        said = (
            f"target {format_number(target)}"
            if actual is None
            else f"{format_number(actual)} of {format_number(target)}"
        )
        room = max(2, width - _QUARTER - _REACHED - _STATUS - 2)
        urgent = "bold $text-error" if state == "late" else "$text-warning" if state == "to watch" else ""
        lines.append(
            (
                (fit_text(f"  {_quarter(item)}", _QUARTER, glyphs), ""),
                *target_bar(actual or 0, target, most, room, state, glyphs),
                (f" {fit_text(said, _REACHED, glyphs)} ", ""),
                (fit_text(status, _STATUS, glyphs).rstrip(), urgent),
            )
        )
    return lines


def _quarter(item: ChecklistItem) -> str:
    return item.ref.partition("@")[2].partition("-")[0]


def _meetings(whole: Checklist, width: int, glyphs: Glyphs) -> list[Line]:
    lines = [_heading("Meetings", width, glyphs)]
    coming = [meeting for meeting in whole.meetings if meeting.on >= whole.as_of]
    for meeting in coming[:_MOST_MEETINGS]:
        lines += wrap_cells(
            f"{format_day(meeting.on)} ({_away(meeting.on, whole.as_of)})  {meeting.board}", width, "bold"
        )
    if len(coming) > _MOST_MEETINGS:
        lines += wrap_cells(f"and {len(coming) - _MOST_MEETINGS} more, the last on {format_day(coming[-1].on)}", width)
    if not coming:
        command = "`milepost board add DATE`".replace(" ", NO_BREAK)
        lines += wrap_cells(f"No meeting date is set. To set one, in a shell: {command}", width)
    if last := last_meeting(whole.meetings, whole.as_of):
        lines += wrap_cells(f"Last: {format_day(last.on)}  {last.board}", width, "$foreground-muted")
    dated = {meeting.board for meeting in coming}
    without = [f"{b.name} ({b.meets})" if b.meets else b.name for b in whole.loaded.about.boards if b.name not in dated]
    if without:
        lines += wrap_cells(f"No date for: {'; '.join(without)}.", width, "$foreground-muted")
    return lines
