"""Every milestone, under its priority, pathway or lead; here nothing is folded."""

from store.checklist import ChecklistItem
from tui.reports.paper import Cell, Column, Table
from tui.reports.phrases import colour_word, judged, signed, stands
from tui.reports.position import GroupBy, Position
from tui.reports.tables import (
    COLOUR,
    DUE,
    FORECAST,
    LEAD,
    MILESTONE,
    PATHWAY,
    PRINTED,
    REF,
    STANDS,
    grouped,
    row,
)
from tui.words import plural, said_of

COLUMNS = (
    REF,
    MILESTONE,
    LEAD,
    PATHWAY,
    PRINTED,
    DUE,
    COLOUR,
    STANDS,
    Column("done", "Done", "date"),
    FORECAST,
    Column("judgement", "Lead's judgement"),
    Column("note", "Last note"),
)


def listing(position: Position, by: GroupBy) -> tuple[Table, ...]:
    """Return a table for each group."""
    counted = {item.ref for item in position.counted}
    return tuple(
        Table(
            f"{by}_{number}",
            f"{' '.join(filter(None, (code, name)))}: {_size(items, counted)}",
            COLUMNS,
            tuple(_row(item, item.ref in counted) for item in items),
            tuple(item.state.colour if item.ref in counted else "none" for item in items),
        )
        for number, (code, name, items) in enumerate(grouped(position, by, position.items), start=1)
    )


def _size(items: tuple[ChecklistItem, ...], counted: set[str]) -> str:
    once = sum(item.ref in counted for item in items)
    twice = len(items) - once
    return plural(once, "milestone") + (f", and {twice} counted elsewhere" if twice else "")


def _row(item: ChecklistItem, is_counted: bool) -> tuple[Cell, ...]:  # noqa: FBT001 - private
    plan, state = item.plan, item.state
    last = next((entry for entry in reversed(item.notes) if entry.kind != "judged"), None)
    return row(
        item.ref,
        plan.title,
        said_of(plan.leads),
        said_of(plan.pathways) + (" (inferred)" if plan.pathways_inferred and plan.pathways else ""),
        plan.printed,
        state.due,
        colour_word(state.colour) if is_counted else None,
        stands(item) if is_counted else f"the same as {plan.same_as}, and counted there",
        state.done_on,
        state.forecast,
        judged(item),
        signed(last.words, last) if last else None,
    )
