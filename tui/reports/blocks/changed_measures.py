"""Measures that changed since the last report: returns, and states that are others."""

from collections.abc import Callable, Iterator, Sequence

from store.checklist.measure_states import MeasureState
from store.dates import format_day
from store.journal.entry import Entry
from store.query.measure_changes import MeasureChange, ReturnChange, measure_changes
from tui.reports.blocks.table_columns import REF, lead_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.entry_text import entry_text
from tui.wording.measure_change_text import (
    changes_summary,
    return_change_texts,
    state_change_texts,
)
from tui.wording.measure_text import state_colour

_TITLE = "Measures that changed"
_NAME = Column("title", "Measure")
_CHANGE = Column("change", "Change")
_THEN = Column("then", "Then")
_NOW = Column("now", "Now")
_ENTRIES = Column("why", "What was recorded")
_BY_CALENDAR = "nothing: the days passed"

ReasonGone = Callable[[Entry], str]


def changed_measures(
    context: ReportContext, reported: Sequence[MeasureState]
) -> tuple[MeasureChange, ...]:
    """Return the changes of the measures that the report selects, from those reported then."""
    return measure_changes(reported, context.measures)


def changed_measures_block(
    context: ReportContext, changes: Sequence[MeasureChange], reason_gone: ReasonGone
) -> Block:
    """Return the block of changed measures: a row for each return, and for each other state.

    `reason_gone` says why an entry no longer counts.
    """
    rows, colours = [], []
    for change in changes:
        for row in _rows(context, change, reason_gone):
            rows.append(row)
            colours.append(state_colour(change.now))
    columns = (REF, _NAME, lead_column(context.vocabulary), _CHANGE, _THEN, _NOW, _ENTRIES)
    title = context.vocabulary.reword(_TITLE)
    table = ReportTable("measures", title, columns, tuple(rows), tuple(colours))
    sentence = f"Since {format_day(context.since)}: {changes_summary(changes, context.vocabulary)}."
    return Block("measures", title, (sentence,), tables=(table,))


def _rows(
    context: ReportContext, change: MeasureChange, reason_gone: ReasonGone
) -> Iterator[tuple[Cell, ...]]:
    measure = change.measure
    leads = ""
    if measure.objective:
        leads = context.printed_leads_text(measure.leads)
    named = (measure.title, leads)
    for each in change.returns:
        texts = return_change_texts(each, change.measure)
        entries = _return_entries(each, change, reason_gone)
        yield table_row(each.ref, *named, each.kind, *texts, entries)
    if change.is_by_calendar:
        texts = state_change_texts(change)
        yield table_row(measure.id, *named, "another state", *texts, _BY_CALENDAR)


def _return_entries(each: ReturnChange, change: MeasureChange, reason_gone: ReasonGone) -> str:
    """Return the entries that changed a return; a sum's follows from its parts."""
    new = [entry for entry in change.new if entry.ref == each.ref]
    gone = [entry for entry in change.gone if entry.ref == each.ref]
    lines = [entry_text(entry) for entry in new]
    lines += [f"{reason_gone(entry)}: {entry_text(entry)}" for entry in gone]
    if not lines and change.measure.sum_of:
        return f"follows from {', '.join(change.measure.sum_of)}"
    return "\n".join(lines)
