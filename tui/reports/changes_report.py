"""Why the figures changed since a day: every item whose status is another one, and every entry that counts anew."""

from collections.abc import Iterable, Sequence
from datetime import UTC

from msgspec import Struct

from store.checklist.checklist import ChecklistItem, count_statuses
from store.checklist.retractions import recorded_by, retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.item_changes import ItemChange, item_changes
from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.headline import headline_sentence
from tui.reports.blocks.recent_changes import (
    confirmations_table,
    decisions_table,
    new_dates_table,
    withdrawals_table,
)
from tui.reports.blocks.table_rows import (
    LEAD,
    MILESTONE,
    ON,
    REF,
    fold_lead,
    fold_ref,
    fold_title,
    table_row,
)
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.entry_text import entry_text
from tui.wording.report_text import COLOUR_WORDS, position_text

_MOST_ENTRIES = 3
_AHEAD = frozenset({"due soon", "not due"})


class _Story(Struct, frozen=True):
    """What changed, and who took back what."""

    context: ReportContext
    all: tuple[ItemChange, ...]
    taken_back: dict[str, Entry]


def changes_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return what changed since the day to compare with, and why."""
    story = _story(context)
    return (
        _figures(story),
        _statuses(story),
        _approvals(context),
        _entries(story),
        colour_key_block(context),
    )


def _story(context: ReportContext) -> _Story:
    since, known_on = context.since, context.checklist.known_on
    reported = context.counted_on(since, min(since, known_on) if known_on else since)
    plan = context.checklist.loaded.about.id
    recorded = recorded_by((entry for entry in context.entries if entry.plan == plan), known_on)
    return _Story(
        context, item_changes(reported, context.previous, context.counted), retracted_by(recorded)
    )


def _figures(story: _Story) -> Block:
    """Return how each figure came about: as reported, corrected by what was recorded late, and moved since."""
    context, since = story.context, format_day(story.context.since)
    moved = sum(change.is_another_status for change in story.all)
    restated = sum(
        change.reported.state.status != change.restated.state.status for change in story.all
    )
    late = (
        f"{plural(restated, 'milestone')} had another status on {since} than was known on that day:"
        " entries for it were recorded, or taken back, later."
        if restated
        else f"Nothing recorded later changes the figures of {since} itself."
    )
    return Block(
        "figures",
        "Why the figures changed",
        paragraphs=(
            headline_sentence(context),
            f"{moved} of {plural(len(story.all), 'milestone')} have another status than was known on {since}. {late}",
        ),
        tables=(_bridge(story),),
    )


def _bridge(story: _Story) -> ReportTable:
    since, as_of = format_day(story.context.since), format_day(story.context.as_of)
    three = [
        count_statuses(change.reported for change in story.all),
        count_statuses(change.restated for change in story.all),
        count_statuses(change.now for change in story.all),
    ]
    rows: list[tuple[Cell, ...]] = []
    for status in STATUSES:
        reported, restated, now = (counts[status] for counts in three)
        if reported or restated or now:
            rows.append((status, reported, restated - reported, now - restated, now))
    total = len(story.all)
    rows.append(("total", total, 0, 0, total))
    columns = (
        Column("status", "Status"),
        Column("reported", f"{since}, as known then", "number"),
        Column("late", "Recorded later", "number"),
        Column("since", f"Since {since}", "number"),
        Column("now", as_of, "number"),
    )
    return ReportTable("figures", "From the last figures to these", columns, tuple(rows))


def _statuses(story: _Story) -> Block:
    found: dict[tuple[str, ...], list[ItemChange]] = {}
    passed = 0
    for change in story.all:
        statuses = [_told(item) for item in (change.reported, change.now)]
        if statuses[0] != statuses[1]:
            found.setdefault((change.now.planned.milestone, *statuses), []).append(change)
        elif change.is_another_status:
            passed += 1
    rows = tuple(_moved(alike, story) for alike in found.values())
    columns = (
        REF,
        MILESTONE,
        LEAD,
        Column("then", "Then"),
        Column("now", "Now"),
        Column("why", "What was recorded"),
    )
    colours = tuple(alike[0].now.state.colour for alike in found.values())
    table = ReportTable("statuses", "Milestones whose status changed", columns, rows, colours)
    also = f"{plural(passed, 'milestone')} on target passed between not due and due soon; these are not listed."
    return Block(
        "statuses",
        "Milestones whose status changed",
        paragraphs=(also,) if passed else (),
        tables=(table,),
    )


def _moved(alike: Sequence[ItemChange], story: _Story) -> tuple[Cell, ...]:
    fold = [change.now for change in alike]
    first = alike[0]
    told = list(dict.fromkeys(words for change in alike for words in _recorded(change, story)))
    more = len(told) - _MOST_ENTRIES
    shown = [
        *told[:_MOST_ENTRIES],
        *([f"and {plural(more, 'more line')}, see Entries"] if more > 0 else []),
    ]
    return table_row(
        fold_ref(fold),
        fold_title(fold, "alike, first due"),
        fold_lead(fold),
        _position(first.reported, alike),
        _position(first.now, alike),
        "\n".join(shown) or "nothing: the days passed",
    )


def _told(item: ChecklistItem) -> str:
    """Return the status, one word for what is due soon and what is not due."""
    return "on target" if item.state.status in _AHEAD else item.state.status


def _position(item: ChecklistItem, alike: Sequence[ItemChange]) -> str:
    """Return colour and position; of several occurrences only what they have in common."""
    return f"{COLOUR_WORDS[item.state.colour]}: {position_text(item) if len(alike) == 1 else _told(item)}"


def _recorded(change: ItemChange, story: _Story) -> Iterable[str]:
    yield from (entry_text(entry) for entry in change.new)
    yield from (f"{_gone(entry, story)}: {entry_text(entry)}" for entry in change.gone)


def _gone(entry: Entry, story: _Story) -> str:
    by = story.taken_back.get(entry.id)
    return f"taken back by {by.by} on {format_day(by.on)}" if by else "belongs to another ref now"


def _approvals(context: ReportContext) -> Block:
    return Block(
        "approvals",
        "What was approved, confirmed and decided",
        tables=(
            new_dates_table(context),
            withdrawals_table(context),
            confirmations_table(context),
            decisions_table(context),
        ),
    )


def _entries(story: _Story) -> Block:
    """Return every entry that counts now and did not then, or the other way round, each once."""
    seen: dict[str, tuple[Cell, ...]] = {}
    for change in story.all:
        for entry in change.new:
            late = entry.on <= story.context.since
            effect = "new, though it happened before" if late else "new"
            seen.setdefault(entry.id, _entry(change, entry, effect))
        for entry in change.gone:
            seen.setdefault(f"-{entry.id}", _entry(change, entry, _gone(entry, story)))
    columns = (
        REF, MILESTONE, ON, Column("recorded", "Recorded", "date"), Column("entry", "Entry"), Column("effect", "Effect")
    )  # fmt: skip
    title = "Entries recorded or taken back since"
    return Block(
        "entries", title, tables=(ReportTable("entries", title, columns, tuple(seen.values())),)
    )


def _entry(change: ItemChange, entry: Entry, effect: str) -> tuple[Cell, ...]:
    recorded = entry.at.astimezone(UTC).date()
    return table_row(
        change.now.ref, change.now.planned.title, entry.on, recorded, entry_text(entry), effect
    )
