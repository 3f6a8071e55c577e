"""The Board view's trajectories: each figure's actuals against its targets, quarter by quarter."""

from collections.abc import Iterable

from store.checklist.checklist import ChecklistItem
from store.query.timeline import ProgressState, Trajectory, figure_trajectories, progress_state
from tui.app.links import Link, LinkStyle
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.widgets.drawing import Line, fit_text, target_bar
from tui.wording.counts import format_number
from tui.wording.item_text import status_mark, status_text

_QUARTER, _REACHED, _STATUS = 6, 13, 24  # cells


def trajectory_lines(page: BoardPage, items: Iterable[ChecklistItem]) -> list[Line]:
    """Return the section with the figures among `items`."""
    lines = [page.heading("Trajectories: actual against target")]
    trajectories = figure_trajectories(items)
    if not trajectories:
        return [*lines, *page.wrap("No figures with targets here."), EMPTY_LINE]
    for trajectory in trajectories:
        lines += _figure_lines(page, trajectory)
    return [*lines, *page.wrap(_key_text(page), MUTED), EMPTY_LINE]


def _key_text(page: BoardPage) -> str:
    glyphs = page.glyphs
    reached, to_reach = glyphs.states["done"], glyphs.missing
    return (
        f"{reached} reached   {to_reach} still to reach   {glyphs.target} target; each"
        f" cumulative since {page.checklist.loaded.year.counted_from}"
    )


def _figure_lines(page: BoardPage, trajectory: Trajectory) -> list[Line]:
    quarters = trajectory.quarters
    highest = max(_highest(item) for item in quarters)
    lines = [_quarter_line(page, item, highest) for item in quarters]
    return [*_title_lines(page, trajectory), *lines]


def _title_lines(page: BoardPage, trajectory: Trajectory) -> list[Line]:
    planned = trajectory.first.planned
    title = f"{planned.milestone}  {planned.title}"
    unit = planned.unit
    if unit and unit.strip(", ").casefold() not in title.casefold():
        title += f", {unit}"
    link = LinkStyle.of(Link("item", planned.milestone), "bold")
    return page.wrap(title, link)


def _highest(item: ChecklistItem) -> float:
    return max(item.planned.target or 0, item.state.actual or 0)


def _quarter_line(page: BoardPage, item: ChecklistItem, highest: float) -> Line:
    glyphs, state = page.glyphs, progress_state(item)
    actual, target = item.state.actual or 0, item.planned.target or 0
    room = max(2, page.width - _QUARTER - _REACHED - _STATUS - 2)
    quarter = item.ref.partition("@")[2].partition("-")[0]
    status = f"{status_mark(item)} {status_text(item)}"
    return (
        (fit_text(f"  {quarter}", _QUARTER, glyphs), ""),
        *target_bar(actual, target, highest, room, state, glyphs),
        (f" {fit_text(_reached_text(item), _REACHED, glyphs)} ", ""),
        (fit_text(status, _STATUS, glyphs).rstrip(), _STATUS_STYLES.get(state, "")),
    )


_STATUS_STYLES: dict[ProgressState, str] = {"Red": "bold $text-error", "Amber": "$text-warning"}


def _reached_text(item: ChecklistItem) -> str:
    target = format_number(item.planned.target or 0)
    if item.state.actual is None:
        return f"target {target}"
    return f"{format_number(item.state.actual)} of {target}"
