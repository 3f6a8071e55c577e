"""New dates, withdrawals, confirmed readings and decisions since the last report."""

from collections.abc import Iterator, Sequence
from datetime import date

from plan_data.errors import MilepostError
from plan_data.text import plural
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.board.boards import is_of_board
from store.checklist.checklist import ChecklistItem
from store.checklist.readings import confirmation_ref
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import EntryKind
from store.query.reporting_period import is_after
from tui.reports.blocks.table_columns import (
    APPROVED_BY,
    DUE,
    MILESTONE,
    ON,
    PRINTED,
    REF,
    WHY,
    lead_column,
)
from tui.reports.blocks.table_rows import (
    RowItems,
    group_into_rows,
    row_leads,
    row_ref,
    row_title,
    table_row,
)
from tui.reports.context import ReportContext
from tui.reports.document import Cell, Column, ReportTable

ItemEntry = tuple[ChecklistItem, Entry]
_OLD_DATE = Column("was", "Was", "date")
_NEW_DATE = Column("due", "New date", "date")
_READ_AS = Column("read_as", "Read as")
_CONFIRMED_BY = Column("by", "Confirmed by")
_DECISION = Column("decision", "Decision")
_ACTION = Column("action", "Action")
_OWNER = Column("owner", "Owner")
_BY_WHEN = Column("when", "By when")
_RECORDED_BY = Column("by", "Recorded by")


def changes_sentence(context: ReportContext) -> str:
    """Return how much was approved, withdrawn, decided and confirmed since the last report."""
    counts = (
        (_new_dates(context), "new date"),
        (_withdrawals(context), "withdrawal"),
        (list(_decisions(context)), "decision"),
        (_confirmations_table(context).rows, "confirmed reading"),
    )
    changes = [plural(len(found), noun) for found, noun in counts if found]
    since = format_day(context.since)
    if not changes:
        return f"Since {since}: no new date, withdrawal, decision or confirmed reading."
    return f"Since {since}: {', '.join(changes)} (the report of changes lists them)."


def recent_changes_tables(context: ReportContext) -> tuple[ReportTable, ...]:
    """Return the tables of new dates, withdrawals, confirmed readings and decisions."""
    return (
        _new_dates_table(context),
        _withdrawals_table(context),
        _confirmations_table(context),
        _decisions_table(context),
    )


def _recent_entries(context: ReportContext, kind: EntryKind) -> Iterator[ItemEntry]:
    """Yield the entries of a kind in the period, each with its item, in plan order."""
    for item in context.counted:
        for entry in item.entries:
            if entry.kind == kind and is_after(entry, context.since):
                yield item, entry


Approval = tuple[RowItems, Entry]


def _new_dates(context: ReportContext) -> list[Approval]:
    """Return the new dates of the period: the items that one approval gave one date, and it."""
    approvals: dict[tuple[str, ...], list[ItemEntry]] = {}
    for item, entry in _recent_entries(context, "rescheduled"):
        approval = (
            item.planned.milestone,
            entry.approved_by,
            entry.when,
            entry.on.isoformat(),
        )
        approvals.setdefault(approval, []).append((item, entry))
    return list(map(_common_approval, approvals.values()))


def _common_approval(approved: Sequence[ItemEntry]) -> Approval:
    return [item for item, _ in approved], approved[0][1]


def _new_dates_table(context: ReportContext) -> ReportTable:
    """Return the new dates, with the old one and who approved it."""
    rows = [_new_date_row(context, *approval) for approval in _new_dates(context)]
    lead = lead_column(context.vocabulary)
    columns = (REF, MILESTONE, lead, _OLD_DATE, _NEW_DATE, APPROVED_BY, ON, WHY)
    return ReportTable("new_dates", "New dates approved", columns, tuple(rows))


def _new_date_row(context: ReportContext, items: RowItems, entry: Entry) -> tuple[Cell, ...]:
    """Return the row of items that were given one new date by one approval."""
    calendar = context.checklist.loaded.year.calendar
    old_date, new_date = _date_before(items[0], entry, calendar), _parse_day(entry.when, calendar)
    more = (old_date, new_date, entry.approved_by, entry.on, entry.text)
    return _approved_row(context, items, *more)


def _approved_row(context: ReportContext, items: RowItems, *more: Cell) -> tuple[Cell, ...]:
    title = row_title(items, "at once, first due")
    return table_row(row_ref(items), title, row_leads(context, items), *more)


def _date_before(item: ChecklistItem, approval: Entry, calendar: Calendar) -> date | None:
    """Return the due date that an approval replaced."""
    before = item.planned.due
    for entry in item.entries:
        if entry is approval:
            break
        if entry.kind == "rescheduled":
            before = _parse_day(entry.when, calendar) or before
    return before


def _parse_day(when: str, calendar: Calendar) -> date | None:
    """Return the last day of a date as it was typed, None if a later version wrote it."""
    try:
        return parse_due(when, calendar).last
    except MilepostError:
        return None


def _withdrawals(context: ReportContext) -> list[Approval]:
    """Return what was withdrawn in the period and still is, with the approval."""
    latest: dict[str, Entry] = {}
    for item, entry in _recent_entries(context, "withdrawn"):
        if item.state.status == "withdrawn":
            latest[item.ref] = entry

    def approval_of(item: ChecklistItem) -> tuple[str, date]:
        entry = latest[item.ref]
        return entry.approved_by, entry.on

    withdrawn = [item for item in context.counted if item.ref in latest]
    groups = group_into_rows(withdrawn, approval_of)
    return [(items, latest[items[0].ref]) for items in groups]


def _withdrawals_table(context: ReportContext) -> ReportTable:
    """Return what was withdrawn and still is, and who approved it."""
    rows = []
    for items, entry in _withdrawals(context):
        rows.append(_approved_row(context, items, entry.approved_by, entry.on, entry.text))
    columns = (REF, MILESTONE, lead_column(context.vocabulary), APPROVED_BY, ON, WHY)
    return ReportTable("withdrawn", "Withdrawn", columns, tuple(rows))


def _confirmations_table(context: ReportContext) -> ReportTable:
    """Return the readings of printed timescales that were confirmed, each once."""
    columns = (REF, MILESTONE, PRINTED, _READ_AS, _CONFIRMED_BY, ON)
    rows: dict[str, tuple[Cell, ...]] = {}
    for item, entry in _recent_entries(context, "confirmed"):
        if entry.id not in rows:
            rows[entry.id] = _confirmation_row(item, entry)
    return ReportTable("confirmed", "Readings confirmed", columns, tuple(rows.values()))


def _confirmation_row(item: ChecklistItem, entry: Entry) -> tuple[Cell, ...]:
    planned = item.planned
    ref = confirmation_ref(planned)
    return table_row(ref, planned.title, planned.printed, entry.when, entry.by, entry.on)


def _decisions(context: ReportContext) -> Iterator[Entry]:
    """Yield the board's decisions of the period on the plan and the report's items."""
    refs = {item.ref for item in context.items}
    loaded = context.checklist.loaded
    for entry in context.checklist.decisions:
        is_covered = not entry.ref or entry.ref in refs
        is_covered = is_covered and is_of_board(entry, context.scope.board, loaded)
        if is_covered and is_after(entry, context.since):
            yield entry


def _decisions_table(context: ReportContext) -> ReportTable:
    """Return the Board's decisions on the plan and the report's items, with their actions."""
    calendar = context.checklist.loaded.year.calendar
    rows = tuple([_decision_row(entry, calendar) for entry in _decisions(context)])
    columns = (REF, _DECISION, _ACTION, _OWNER, _BY_WHEN, DUE, ON, _RECORDED_BY)
    return ReportTable("decisions", "Board decisions and actions", columns, rows)


def _decision_row(entry: Entry, calendar: Calendar) -> tuple[Cell, ...]:
    due = None
    if entry.when:
        due = _parse_day(entry.when, calendar)
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
