"""What changed since the last report: new dates and withdrawals and who approved them, readings, decisions."""

from datetime import date

from plan_data.errors import MilepostError
from plan_data.timescale import parse_due
from store.checklist import ChecklistItem
from store.dates import spoken
from store.entry import Entry
from store.period import is_news
from store.readings import home
from tui.reports.paper import Block, Cell, Column, Table
from tui.reports.position import Position
from tui.reports.tables import (
    APPROVED_BY,
    LEAD,
    MILESTONE,
    ON,
    PRINTED,
    REF,
    WHY,
    Fold,
    folded,
    lead_of,
    ref_of,
    row,
    title_of,
)

News = tuple[ChecklistItem, Entry]


def news(position: Position) -> Block:
    """Return the block of changes since the last report."""
    return Block(
        "changes",
        "Changes since the last report",
        paragraphs=(
            (
                f"What happened, or was recorded, after {spoken(position.since)}."
                " The report of changes tells why each figure changed."
            ),
        ),
        tables=(new_dates(position), withdrawals(position), confirmations(position), decisions(position)),
    )


def _news(position: Position, kind: str) -> list[News]:
    return [
        (item, entry)
        for item in position.counted
        for entry in item.entries
        if entry.kind == kind and is_news(entry, position.since)
    ]


def new_dates(position: Position) -> Table:
    """Return the new dates, what each was before, and who approved it."""
    found: dict[tuple[str, ...], list[News]] = {}
    for item, entry in _news(position, "rescheduled"):
        approved = (item.plan.milestone, entry.approved_by, entry.when, entry.on.isoformat())
        found.setdefault(approved, []).append((item, entry))
    rows = []
    for alike in found.values():
        fold, entry = [item for item, _ in alike], alike[0][1]
        was, due = _date_before(fold[0], entry), _day_of(entry.when)
        rows.append(row(ref_of(fold), _title(fold), lead_of(fold), was, due, entry.approved_by, entry.on, entry.text))
    columns = (
        REF, MILESTONE, LEAD, Column("was", "Was", "date"), Column("due", "New date", "date"), APPROVED_BY, ON, WHY
    )  # fmt: skip
    return Table("new_dates", "New dates approved", columns, tuple(rows))


def _title(fold: Fold) -> str:
    return title_of(fold, "at once, first due")


def _date_before(item: ChecklistItem, approval: Entry) -> date | None:
    """Return the due date that an approval replaced."""
    before = item.plan.due
    for entry in item.entries:
        if entry is approval:
            break
        if entry.kind == "rescheduled":
            before = _day_of(entry.when) or before
    return before


def _day_of(when: str) -> date | None:
    try:
        return parse_due(when).last
    except MilepostError:
        return None  # another version's word for a date


def withdrawals(position: Position) -> Table:
    """Return what was withdrawn and is so still, and who approved it."""
    last = {item.ref: entry for item, entry in _news(position, "withdrawn") if item.state.status == "withdrawn"}
    items = [item for item in position.counted if item.ref in last]
    rows = []
    for fold in folded(items, lambda item: (last[item.ref].approved_by, last[item.ref].on)):
        entry = last[fold[0].ref]
        rows.append(row(ref_of(fold), _title(fold), lead_of(fold), entry.approved_by, entry.on, entry.text))
    return Table("withdrawn", "Withdrawn", (REF, MILESTONE, LEAD, APPROVED_BY, ON, WHY), tuple(rows))


def confirmations(position: Position) -> Table:
    """Return the readings of printed timescales that were confirmed."""
    found = {entry.id: (item, entry) for item, entry in reversed(_news(position, "confirmed"))}
    rows = tuple(
        row(home(item.plan), item.plan.title, item.plan.printed, entry.when, entry.by, entry.on)
        for item, entry in reversed(found.values())
    )
    columns = (REF, MILESTONE, PRINTED, Column("read_as", "Read as"), Column("by", "Confirmed by"), ON)
    return Table("confirmed", "Readings confirmed", columns, rows)


def decisions(position: Position) -> Table:
    """Return what the Board decided about the plan and the items of the paper, and the actions it asked for."""
    refs = {item.ref for item in position.items}
    found = [
        entry
        for entry in position.now.decisions
        if is_news(entry, position.since) and (not entry.ref or entry.ref in refs)
    ]
    rows = tuple(map(_decision, found))
    columns = (
        REF,
        Column("decision", "Decision"),
        Column("action", "Action"),
        Column("owner", "Owner"),
        Column("when", "By when"),
        Column("due", "Due", "date"),
        ON,
        Column("by", "Recorded by"),
    )
    return Table("decisions", "Board decisions and actions", columns, rows)


def _decision(entry: Entry) -> tuple[Cell, ...]:
    due = _day_of(entry.when) if entry.when else None
    return row(entry.ref or "the plan", entry.text, entry.action, entry.owner, entry.when, due, entry.on, entry.by)
