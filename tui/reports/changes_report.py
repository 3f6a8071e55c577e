"""The changes report: which figures changed since a day, and the entries that changed them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from functools import partial

from msgspec import Struct

from plan_data.text import plural
from store.checklist.checklist import ChecklistItem, count_statuses
from store.checklist.milestones import deciding_items
from store.checklist.retractions import recorded_by, retracted_by
from store.checklist.status import AHEAD
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.item_changes import ItemChange, item_changes
from store.query.measure_changes import MeasureChange
from tui.reports.blocks.changed_measures import changed_measures, changed_measures_block
from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.headline import NO_COMPARISON, headline_sentence, headline_table, last_title
from tui.reports.blocks.recent_changes import recent_changes_tables
from tui.reports.blocks.table_columns import MILESTONE, ON, REF, STATUS, lead_column
from tui.reports.blocks.table_rows import row_leads, row_ref, row_title, table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.entry_text import entry_text
from tui.wording.report_text import COLOUR_WORDS, ahead_text, position_text

_MOST_ENTRIES = 3
_STATUSES_TITLE = "Milestones whose status changed"
_RECORDED = Column("recorded", "Recorded", "date")
_ENTRY = Column("entry", "Entry")
_EFFECT = Column("effect", "Effect")
_THEN = Column("then", "Then")
_RESTATED = Column("restated", "Restated")
_NOW = Column("now", "Now")
_ENTRIES = Column("why", "What was recorded")


class _Comparison(Struct, frozen=True):
    """The change of each item and measure, and the retractions by the ids that they take back."""

    context: ReportContext
    changes: tuple[ItemChange, ...]
    measures: tuple[MeasureChange, ...]
    retractions: dict[str, Entry]


def changes_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return what changed since the day to compare with, and why."""
    comparison = _compare(context)
    return (
        _figures_block(comparison),
        _statuses_block(comparison),
        changed_measures_block(context, comparison.measures, partial(_reason_gone, comparison)),
        _approvals_block(context),
        _entries_block(comparison),
        colour_key_block(context),
    )


def _compare(context: ReportContext) -> _Comparison:
    return _Comparison(
        context,
        changes=item_changes(context.previous, context.restated, context.counted),
        measures=changed_measures(context, context.comparison.earlier.measure_states),
        retractions=retracted_by(_recorded_entries(context)),
    )


def _recorded_entries(context: ReportContext) -> Sequence[Entry]:
    """Return the entries of the plan that were known on the known-on date."""
    plan_id = context.checklist.loaded.about.id
    entries = [entry for entry in context.entries if entry.plan == plan_id]
    return recorded_by(entries, context.checklist.known_on)


def _figures_block(comparison: _Comparison) -> Block:
    """Return each figure as it was reported, with late entries, and now."""
    since = format_day(comparison.context.since)
    total = plural(len(comparison.changes), "date")
    moved = sum(change.is_another_status for change in comparison.changes)
    known = "was tabled" if comparison.context.comparison.tabled else "was known on"
    explanation = (
        f"{moved} of {total} have another status than {known} {since}."
        f" {_late_entries_text(comparison)}"
    )
    if not comparison.context.has_comparison:
        paragraphs = (headline_sentence(comparison.context), NO_COMPARISON)
        return Block("figures", "Why the figures changed", paragraphs)
    paragraphs = (headline_sentence(comparison.context), explanation)
    tables = (headline_table(comparison.context), _figures_table(comparison))
    return Block("figures", "Why the figures changed", paragraphs, tables=tables)


def _late_entries_text(comparison: _Comparison) -> str:
    since = format_day(comparison.context.since)
    restated = sum(map(_is_restated, comparison.changes))
    if not restated:
        return f"Nothing recorded later changes the figures of {since} itself."
    return (
        f"{plural(restated, 'date')} had another status on {since} than was known on that day:"
        " entries for it were recorded, or taken back, later."
    )


def _is_restated(change: ItemChange) -> bool:
    return change.reported.state.status != change.restated.state.status


def _figures_table(comparison: _Comparison) -> ReportTable:
    """Return how many milestones had each status, and what late entries and the period changed."""
    changes = comparison.changes
    reported = _count_milestones(change.reported for change in changes)
    restated = _count_milestones(change.restated for change in changes)
    now = _count_milestones(change.now for change in changes)
    rows: list[tuple[Cell, ...]] = []
    for status in STATUSES:
        late = restated[status] - reported[status]
        since = now[status] - restated[status]
        if reported[status] or restated[status] or now[status]:
            rows.append((status, reported[status], late, since, now[status]))
    total = now.total()
    rows.append(("total", total, 0, 0, total))
    columns = _figures_columns(comparison.context)
    return ReportTable("figures", "From the last figures to these", columns, tuple(rows))


def _count_milestones(items: Iterable[ChecklistItem]) -> Counter[str]:
    return count_statuses(deciding_items(items))


def _figures_columns(context: ReportContext) -> tuple[Column, ...]:
    since, as_of = format_day(context.since), format_day(context.as_of)
    return (
        STATUS,
        Column("reported", last_title(context), "number"),
        Column("late", "Recorded later", "number"),
        Column("since", f"Since {since}", "number"),
        Column("now", as_of, "number"),
    )


def _statuses_block(comparison: _Comparison) -> Block:
    """Return the milestones whose status changed; occurrences that changed equally share a row."""
    rows: dict[tuple[str, ...], list[ItemChange]] = {}
    unlisted = 0
    for change in comparison.changes:
        then, now = _shown_status(change.reported), _shown_status(change.now)
        if then != now:
            rows.setdefault((change.now.planned.milestone, then, now), []).append(change)
        elif change.is_another_status:
            unlisted += 1
    table = _statuses_table(comparison, list(rows.values()))
    title = comparison.context.vocabulary.reword(_STATUSES_TITLE)
    return Block("statuses", title, _unlisted_paragraphs(unlisted), tables=(table,))


def _statuses_table(
    comparison: _Comparison, changes_by_row: Sequence[Sequence[ItemChange]]
) -> ReportTable:
    rows, colours = [], []
    for changes in changes_by_row:
        rows.append(_status_row(changes, comparison))
        colours.append(changes[0].now.state.colour)
    vocabulary = comparison.context.vocabulary
    lead = lead_column(vocabulary)
    columns = (REF, MILESTONE, lead, _THEN, _RESTATED, _NOW, _ENTRIES)
    title = vocabulary.reword(_STATUSES_TITLE)
    return ReportTable("statuses", title, columns, tuple(rows), tuple(colours))


def _unlisted_paragraphs(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    dates = plural(count, "date")
    return (f"{dates} passed between not due and due soon; these are not listed.",)


def _status_row(changes: Sequence[ItemChange], comparison: _Comparison) -> tuple[Cell, ...]:
    items = [change.now for change in changes]
    first, count = changes[0], len(changes)
    return table_row(
        row_ref(items),
        row_title(items, "alike, first due"),
        row_leads(comparison.context, items),
        _position(first.reported, count),
        _restated_position(first, count),
        _position(first.now, count),
        _recorded_text(changes, comparison),
    )


def _restated_position(change: ItemChange, occurrences: int) -> str:
    """Return the position on the earlier day as known now, empty if it is as it was reported."""
    if not _is_restated(change):
        return ""
    return _position(change.restated, occurrences)


def _recorded_text(changes: Sequence[ItemChange], comparison: _Comparison) -> str:
    """Return the first lines about entries that changed a status, each once."""
    every_line: list[str] = []
    for change in changes:
        every_line += _entry_lines(change, comparison)
    lines = list(dict.fromkeys(every_line))
    if not lines:
        return "nothing: the days passed"
    shown = lines[:_MOST_ENTRIES]
    more = len(lines) - len(shown)
    if more:
        shown.append(f"and {plural(more, 'more line')}, see Entries")
    return "\n".join(shown)


def _entry_lines(change: ItemChange, comparison: _Comparison) -> Iterator[str]:
    """Yield a line for each entry that is new, then for each that is gone."""
    for entry in change.new:
        yield entry_text(entry)
    for entry in change.gone:
        yield f"{_reason_gone(comparison, entry)}: {entry_text(entry)}"


def _shown_status(item: ChecklistItem) -> str:
    """Return the status, of what is still to come whether anybody reported on it."""
    if item.state.status in AHEAD:
        return ahead_text(item.state.colour)
    return item.state.status


def _position(item: ChecklistItem, occurrences: int) -> str:
    """Return colour and position; of several occurrences, their common status."""
    position = position_text(item) if occurrences == 1 else _shown_status(item)
    return f"{COLOUR_WORDS[item.state.colour]}: {position}"


def _reason_gone(comparison: _Comparison, entry: Entry) -> str:
    """Return why an entry no longer counts for its item."""
    retraction = comparison.retractions.get(entry.id)
    if retraction is None:
        return "belongs to another ref now"
    return f"taken back by {retraction.by} on {format_day(retraction.on)}"


def _approvals_block(context: ReportContext) -> Block:
    title = "What was approved, confirmed and decided"
    return Block("approvals", title, tables=recent_changes_tables(context))


def _entries_block(comparison: _Comparison) -> Block:
    """Return the entries that are new or gone, each once."""
    rows: dict[str, tuple[Cell, ...]] = {}
    for change in comparison.changes:
        for entry in change.new:
            row = _new_row(change.now.ref, change.now.planned.title, entry, comparison)
            rows.setdefault(entry.id, row)
        for entry in change.gone:
            row = _gone_row(change.now.ref, change.now.planned.title, entry, comparison)
            rows.setdefault(f"-{entry.id}", row)
    for measured in comparison.measures:
        title = measured.measure.title
        for entry in measured.new:
            rows.setdefault(entry.id, _new_row(entry.ref, title, entry, comparison))
        for entry in measured.gone:
            rows.setdefault(f"-{entry.id}", _gone_row(entry.ref, title, entry, comparison))
    title = "Entries recorded or taken back since"
    columns = (REF, MILESTONE, ON, _RECORDED, _ENTRY, _EFFECT)
    table = ReportTable("entries", title, columns, tuple(rows.values()))
    return Block("entries", title, tables=(table,))


def _new_row(ref: str, title: str, entry: Entry, comparison: _Comparison) -> tuple[Cell, ...]:
    effect = "new"
    if entry.on <= comparison.context.since:
        effect = "new, though it happened before"
    return _entry_row(ref, title, entry, effect)


def _gone_row(ref: str, title: str, entry: Entry, comparison: _Comparison) -> tuple[Cell, ...]:
    return _entry_row(ref, title, entry, _reason_gone(comparison, entry))


def _entry_row(ref: str, title: str, entry: Entry, effect: str) -> tuple[Cell, ...]:
    recorded = entry.at.astimezone(UTC).date()
    return table_row(ref, title, entry.on, recorded, entry_text(entry), effect)
