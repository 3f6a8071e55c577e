"""The exception report, as a Board tables it each quarter."""

from collections.abc import Sequence

from store.checklist.checklist import ChecklistItem
from store.checklist.status import ItemState
from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.exceptions import (
    SHOWN,
    OffTarget,
    exceptions_block,
    exceptions_table,
    find_exceptions,
)
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.listing import listing_tables
from tui.reports.blocks.not_assessed import not_assessed_block
from tui.reports.blocks.progress_by_group import (
    due_next_block,
    is_open,
    progress_block,
    trajectories_block,
)
from tui.reports.blocks.recent_changes import changes_block
from tui.reports.blocks.table_rows import fold_ref, fold_rows_by
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Block
from tui.wording.counts import plural
from tui.wording.report_text import day_text, signed

_VERBS = {
    "decision": ("approve", "agree dates", "consider"),
    "discussion": ("discuss", "discuss dates", "discuss"),
    "noting": ("note", "note missing dates", "note"),
}


def exception_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the blocks of the exception report, in the Board's order."""
    found = find_exceptions(context.counted)
    return (
        _asked(context, found),
        headline_block(context),
        exceptions_block(found, SHOWN, "annex A"),
        trajectories_block(context),
        progress_block(context),
        due_next_block(context),
        not_assessed_block(context),
        changes_block(context),
        colour_key_block(context),
        _annex(context, found[SHOWN:]),
    )


def _asked(context: ReportContext, found: Sequence[OffTarget]) -> Block:
    """Return what the Board is asked to do, one line each; an action that names the Board is asked of it."""
    approve, agree, consider = _VERBS[context.purpose or "decision"]
    points = []
    if moved := [item for item in context.counted if is_open(item) and _is_put_off(item.state)]:
        points.append(f"{approve} {plural(len(moved), 'new date')}: {_new_dates(moved, context)};")
    if undated := sum(item.state.status == "undated" for item in context.counted):
        points.append(f"{agree} for {plural(undated, 'undated milestone')}, see Not assessed;")
    asks = [(each.ref, each.ask) for each in found if each.ask]
    points += [f"{consider} {ref}: {signed(ask.action, ask)};" for ref, ask in asks]
    others = sum(each.action is not None for each in found) - len(asks)
    also = (
        f", with the actions on {plural(others, 'other exception' if asks else 'exception')}"
        if others
        else ""
    )
    points.append(f"note {'the rest of ' if points else ''}this paper{also}.")
    return Block("asked", "The Board is asked to", points=tuple(points))


def _is_put_off(state: ItemState) -> bool:
    return state.forecast is not None and state.due is not None and state.forecast > state.due


def _new_dates(moved: Sequence[ChecklistItem], context: ReportContext) -> str:
    folds = fold_rows_by(moved, lambda item: item.state.forecast)
    named = [f"{fold_ref(fold)} to {_proposed(fold[0].state, context)}" for fold in folds]
    more = len(named) - SHOWN
    return ", ".join(
        [*named[:SHOWN], *([f"and {more} more, see Exceptions and annex A"] if more > 0 else [])]
    )


def _proposed(state: ItemState, context: ReportContext) -> str:
    passed = " (passed)" if state.forecast and state.forecast < context.as_of else ""
    return f"{day_text(state.forecast)}{passed}"


def _annex(context: ReportContext, more: Sequence[OffTarget]) -> Block:
    by: GroupBy = context.request.group_by or "priority"
    further = [exceptions_table("more_exceptions", "Further exceptions", more)] if more else []
    return Block(
        "annex",
        f"Annex A: full checklist by {by}",
        paragraphs=(
            f"All {plural(len(context.counted), 'milestone')}, each date and each quarter on its own line.",
        ),
        tables=(*further, status_table(context), *listing_tables(context, by)),
    )
