"""What changed since the last report: new dates and withdrawals and who approved them, readings, decisions."""

from datetime import date

from plan_data.errors import MilepostError
from plan_data.timescale.parser import parse_due
from store.checklist.checklist import ChecklistItem
from store.checklist.readings import confirmation_ref
from store.dates import format_day
from store.journal.entry import Entry
from store.query.reporting_period import is_after
from tui.reports.blocks.table_rows import (
    APPROVED_BY,
    LEAD,
    MILESTONE,
    ON,
    PRINTED,
    REF,
    WHY,
    FoldedRow,
    fold_lead,
    fold_ref,
    fold_rows_by,
    fold_title,
    table_row,
)
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable

ItemEntry = tuple[ChecklistItem, Entry]


def changes_block(context: ReportContext) -> Block:
    """Return the block of changes since the last report."""
    return Block(
        "changes",
        "Changes since the last report",
        paragraphs=(
            (
                f"What happened, or was recorded, after {format_day(context.since)}."
                " The report of changes tells why each figure changed."
            ),
        ),
        tables=(
            new_dates_table(context),
            withdrawals_table(context),
            confirmations_table(context),
            decisions_table(context),
        ),
    )


def _news(context: ReportContext, kind: str) -> list[ItemEntry]:
    return [
        (item, entry)
        for item in context.counted
        for entry in item.entries
        if entry.kind == kind and is_after(entry, context.since)
    ]


def new_dates_table(context: ReportContext) -> ReportTable:
    """Return the new dates, what each was before, and who approved it."""
    found: dict[tuple[str, ...], list[ItemEntry]] = {}
    for item, entry in _news(context, "rescheduled"):
        approved = (item.planned.milestone, entry.approved_by, entry.when, entry.on.isoformat())
        found.setdefault(approved, []).append((item, entry))
    rows = []
    for alike in found.values():
        fold, entry = [item for item, _ in alike], alike[0][1]
        was, due = _date_before(fold[0], entry), _day_of(entry.when)
        rows.append(
            table_row(
                fold_ref(fold),
                _title(fold),
                fold_lead(fold),
                was,
                due,
                entry.approved_by,
                entry.on,
                entry.text,
            )
        )
    columns = (
        REF, MILESTONE, LEAD, Column("was", "Was", "date"), Column("due", "New date", "date"), APPROVED_BY, ON, WHY
    )  # fmt: skip
    return ReportTable("new_dates", "New dates approved", columns, tuple(rows))


def _title(fold: FoldedRow) -> str:
    return fold_title(fold, "at once, first due")


def _date_before(item: ChecklistItem, approval: Entry) -> date | None:
    """Return the due date that an approval replaced."""
    before = item.planned.due
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


def withdrawals_table(context: ReportContext) -> ReportTable:
    """Return what was withdrawn and is so still, and who approved it."""
    last = {
        item.ref: entry
        for item, entry in _news(context, "withdrawn")
        if item.state.status == "withdrawn"
    }
    items = [item for item in context.counted if item.ref in last]
    rows = []
    for fold in fold_rows_by(items, lambda item: (last[item.ref].approved_by, last[item.ref].on)):
        entry = last[fold[0].ref]
        rows.append(
            table_row(
                fold_ref(fold),
                _title(fold),
                fold_lead(fold),
                entry.approved_by,
                entry.on,
                entry.text,
            )
        )
    return ReportTable(
        "withdrawn", "Withdrawn", (REF, MILESTONE, LEAD, APPROVED_BY, ON, WHY), tuple(rows)
    )


def confirmations_table(context: ReportContext) -> ReportTable:
    """Return the readings of printed timescales that were confirmed."""
    found = {entry.id: (item, entry) for item, entry in reversed(_news(context, "confirmed"))}
    rows = tuple(
        table_row(
            confirmation_ref(item.planned),
            item.planned.title,
            item.planned.printed,
            entry.when,
            entry.by,
            entry.on,
        )
        for item, entry in reversed(found.values())
    )
    columns = (
        REF,
        MILESTONE,
        PRINTED,
        Column("read_as", "Read as"),
        Column("by", "Confirmed by"),
        ON,
    )
    return ReportTable("confirmed", "Readings confirmed", columns, rows)


def decisions_table(context: ReportContext) -> ReportTable:
    """Return what the Board decided about the plan and the items of the paper, and the actions it asked for."""
    refs = {item.ref for item in context.items}
    found = [
        entry
        for entry in context.checklist.decisions
        if is_after(entry, context.since) and (not entry.ref or entry.ref in refs)
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
    return ReportTable("decisions", "Board decisions and actions", columns, rows)


def _decision(entry: Entry) -> tuple[Cell, ...]:
    due = _day_of(entry.when) if entry.when else None
    return table_row(
        entry.ref or "the plan",
        entry.text,
        entry.action,
        entry.owner,
        entry.when,
        due,
        entry.on,
        entry.by,
    )
