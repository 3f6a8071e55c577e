"""What cannot be assessed: without a date, without an update or a return, and who sent in nothing at all."""

from plan_data.items import undated_reason
from store.entry import Entry
from store.period import is_news
from tui.reports.overview import is_open
from tui.reports.paper import Block, Cell, Column, Table
from tui.reports.phrases import heard, stands
from tui.reports.position import GroupBy, Position, counted
from tui.reports.tables import (
    DUE,
    FORECAST,
    GROUP_TITLES,
    LEAD,
    MILESTONE,
    PRINTED,
    REF,
    STANDS,
    Fold,
    folded,
    grouped,
    lead_of,
    ref_of,
    row,
    title_of,
)
from tui.words import plural

_NO_RETURN = frozenset({"decision"})  # the Board's own word is no news from a lead
_BOTH: tuple[GroupBy, ...] = ("lead", "pathway")


def not_assessed(position: Position) -> Block:
    """Return the block of what is not known."""
    items = position.counted
    undated = [item for item in items if item.state.status == "undated"]
    silent = [item for item in items if item.state.status == "no update"]
    awaited = [item for item in items if item.state.status == "awaiting return"]
    known = sum(item.state.status == "continuing" for item in items)
    return Block(
        "not_assessed",
        "Not assessed",
        paragraphs=(
            (
                f"{len(undated)} undated, {len(silent)} continuing without an update in the last three months,"
                f" {plural(len(awaited), 'figure')} awaiting a return."
            ),
            *([_heard_of(known)] if known else []),
        ),
        tables=(
            Table(
                "undated",
                "Undated: date to be agreed",
                (REF, MILESTONE, LEAD, PRINTED, Column("reason", "Reason"), FORECAST),
                tuple(
                    _row(fold, fold[0].plan.printed, undated_reason(fold[0].plan.when), fold[0].state.forecast)
                    for fold in folded(undated)
                ),
            ),
            Table(
                "no_update",
                "Continuing without an update",
                (REF, MILESTONE, LEAD, Column("last_update", "Last update", "date"), STANDS),
                tuple(_row(fold, heard(fold[0]), stands(fold[0])) for fold in folded(silent)),
            ),
            Table(
                "awaiting_return",
                "Awaiting a return",
                (REF, MILESTONE, LEAD, DUE, STANDS),
                tuple(_row(fold, fold[0].state.due, stands(fold[0])) for fold in folded(awaited)),
            ),
            _nil_returns(position),
        ),
    )


def _heard_of(count: int) -> str:
    more = "1 more is" if count == 1 else f"{count} more are"
    return f"{more} continuing, heard of or opened in the last three months, and White as well."


def _row(fold: Fold, *more: Cell) -> tuple[Cell, ...]:
    return row(ref_of(fold), title_of(fold), lead_of(fold), *more)


def _nil_returns(position: Position) -> Table:
    """Return the leads and pathways with no entry on any of their items in the period."""
    heard_of = {item.ref for item in position.items if any(_is_return(entry, position) for entry in item.entries)}
    rows = [
        row(name, GROUP_TITLES[by], code, len(once), sum(map(is_open, once)))
        for by in _BOTH
        for code, name, items in grouped(position, by, position.items)
        if not any(item.ref in heard_of for item in items)
        for once in [counted(items)]
    ]
    columns = (
        Column("name", "Name"),
        Column("kind", "Lead or pathway"),
        Column("code", "Code", "ref"),
        Column("milestones", "Milestones", "number"),
        Column("open", "Still open", "number"),
    )
    title = "Nil returns: nothing recorded in the period on any of their milestones"
    return Table("nil_returns", title, columns, tuple(rows), nothing="None: every lead and pathway has been heard of.")


def _is_return(entry: Entry, position: Position) -> bool:
    return entry.kind not in _NO_RETURN and is_news(entry, position.since)
