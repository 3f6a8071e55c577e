"""The exception report, as a Board tables it each quarter."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.status import ItemState
from tui.reports.blocks.before_publication import before_publication_block, later_items
from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.due_next import due_next_block
from tui.reports.blocks.exceptions import (
    ExceptionLine,
    exceptions_block,
    exceptions_table,
    find_exceptions,
)
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.listing import listing_tables
from tui.reports.blocks.measures_by_quarter import measures_block
from tui.reports.blocks.not_assessed import not_assessed_block
from tui.reports.blocks.open_items import is_open
from tui.reports.blocks.progress_by_group import progress_block
from tui.reports.blocks.recent_changes import changes_block
from tui.reports.blocks.table_rows import RowItems, group_into_rows, row_ref
from tui.reports.blocks.trajectories import trajectories_block
from tui.reports.context import Purpose, ReportContext
from tui.reports.document import Block
from tui.wording.counts import milestones_text, plural
from tui.wording.report_text import day_text, signed

_SHOWN = 8
_ELSEWHERE = "annex A"


class _Verbs(Struct, frozen=True):
    """What the Board does with new dates, with undated milestones and with actions."""

    new_dates: str
    undated: str
    actions: str


_VERBS: dict[Purpose, _Verbs] = {
    "decision": _Verbs(new_dates="approve", undated="agree dates", actions="consider"),
    "discussion": _Verbs(new_dates="discuss", undated="discuss dates", actions="discuss"),
    "noting": _Verbs(new_dates="note", undated="note missing dates", actions="note"),
}


def exception_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the blocks of the exception report, in the Board's order."""
    exceptions = find_exceptions(later_items(context))
    return (
        _requests_block(context, exceptions),
        headline_block(context),
        exceptions_block(context, exceptions, _SHOWN, _ELSEWHERE),
        *before_publication_block(context),
        trajectories_block(context),
        measures_block(context),
        progress_block(context),
        due_next_block(context),
        not_assessed_block(context),
        changes_block(context),
        colour_key_block(context),
        _annex(context, exceptions[_SHOWN:]),
    )


def _requests_block(context: ReportContext, exceptions: Sequence[ExceptionLine]) -> Block:
    """Return what the Board is asked to do, one line each."""
    verbs = _VERBS[context.purpose or "decision"]
    requests = list(_action_requests(exceptions, verbs))
    points = [*_date_requests(context, verbs), *requests]
    note = "note the rest of this paper" if points else "note this paper"
    points.append(f"{note}{_other_actions(exceptions, len(requests))}.")
    return Block("asked", "The Board is asked to", points=tuple(points))


def _date_requests(context: ReportContext, verbs: _Verbs) -> list[str]:
    """Return the lines about new dates and undated milestones, if there are any."""
    points = []
    if postponed := [item for item in context.counted if _is_postponed(item)]:
        count = plural(len(postponed), "new date")
        points.append(f"{verbs.new_dates} {count}: {_new_dates_text(postponed, context)};")
    if undated := sum(item.state.status == "undated" for item in context.counted):
        count = plural(undated, "undated milestone")
        points.append(f"{verbs.undated} for {count}, see Not assessed;")
    return points


def _action_requests(exceptions: Sequence[ExceptionLine], verbs: _Verbs) -> Iterator[str]:
    """Yield a line for each action that names the Board."""
    for line in exceptions:
        if entry := line.request_to_board:
            yield f"{verbs.actions} {line.ref}: {signed(entry.action, entry)};"


def _other_actions(exceptions: Sequence[ExceptionLine], requests: int) -> str:
    """Return how many exceptions have an action that is not a request to the Board."""
    actions = sum(line.action is not None for line in exceptions)
    others = actions - requests
    if not others:
        return ""
    noun = "other exception" if requests else "exception"
    return f", with the actions on {plural(others, noun)}"


def _is_postponed(item: ChecklistItem) -> bool:
    """Return whether an open item is forecast for later than it is due."""
    due, forecast = item.state.due, item.state.forecast
    if due is None or forecast is None:
        return False
    return forecast > due and is_open(item)


def _new_dates_text(postponed: Sequence[ChecklistItem], context: ReportContext) -> str:
    rows = group_into_rows(postponed, _forecast_of)
    new_dates = [_new_date_text(items, context) for items in rows[:_SHOWN]]
    more = len(rows) - _SHOWN
    if more > 0:
        new_dates.append(f"and {more} more, see Exceptions and annex A")
    return ", ".join(new_dates)


def _forecast_of(item: ChecklistItem) -> object:
    return item.state.forecast


def _new_date_text(items: RowItems, context: ReportContext) -> str:
    state = items[0].state
    text = f"{row_ref(items)} to {day_text(state.forecast)}"
    if _has_passed(state, context):
        return f"{text} (passed)"
    return text


def _has_passed(state: ItemState, context: ReportContext) -> bool:
    return state.forecast is not None and state.forecast < context.as_of


def _annex(context: ReportContext, further: Sequence[ExceptionLine]) -> Block:
    by = context.vocabulary.singular(context.listing_group)
    total = milestones_text(context.counted)
    tables = [status_table(context), *listing_tables(context)]
    if further:
        table = exceptions_table(context, "more_exceptions", "Further exceptions", further)
        tables.insert(0, table)
    return Block(
        "annex",
        f"Annex A: full checklist by {by}",
        paragraphs=(f"All {total}, each date and each quarter on its own line.",),
        tables=tuple(tables),
        is_annex=True,
    )
