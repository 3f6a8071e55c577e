"""Exceptions: what is Red or Amber, and where a lead's judgement differs from the rule's colour."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain

from msgspec import Struct

from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem
from store.checklist.retractions import by_day
from store.checklist.status import Colour
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from tui.reports.blocks.before_publication import early_items
from tui.reports.blocks.table_columns import (
    COLOUR,
    DUE,
    FORECAST,
    LAST_NOTE,
    MILESTONE,
    PRINTED,
    REF,
    judgement_column,
    lead_column,
)
from tui.reports.blocks.table_rows import (
    RowItems,
    group_into_rows,
    row_leads,
    row_ref,
    status_of,
    table_row,
)
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import (
    NO_EXPLANATION,
    colour_word,
    days_behind,
    fold_summary_text,
    judgement_text,
    position_text,
    signed,
)

_RANKS: dict[Colour, int] = {"red": 0, "amber": 1}
_LAST_RANK = len(_RANKS)
_BOARD = re.compile(r"\bboard\b", re.IGNORECASE)
_DECIDING = kinds_that(lambda traits: traits.decides)
_NO_LEAD_ACCOUNT = kinds_that(lambda traits: not traits.is_lead_account)
_SLIP_DAYS = Column("slip_days", "Days", "number")
_SLIP = Column("slip", "Slip")
_CAUSE = Column("cause", "Cause")
_ACTION = Column("action", "Action or ask")


class ExceptionLine(Struct, frozen=True):
    """One line: an item, or the occurrences of one milestone that have the same status.

    `entries` are those of all its items, oldest first; `colour` is the worst, and `days_behind`
    the most, of any item.
    """

    items: RowItems
    entries: Sequence[Entry]
    colour: Colour
    days_behind: int

    @property
    def ref(self) -> str:
        """The ref; of several occurrences, the id of their milestone."""
        return row_ref(self.items)

    @property
    def action(self) -> Entry | None:
        """The latest note that has an action."""
        return _latest(self.entries, _has_action)

    @property
    def request_to_board(self) -> Entry | None:
        """The action if it names the Board, and the Board has decided nothing since."""
        action = self.action
        if action is None or not _BOARD.search(action.action):
            return None
        for entry in reversed(self.entries):
            if entry is action:
                return action
            if entry.kind in _DECIDING:
                return None
        return action


def find_exceptions(items: Iterable[ChecklistItem]) -> list[ExceptionLine]:
    """Return the exceptions, worst first; a disputed item has a line of its own."""
    undisputed, disputed = [], []
    for item in items:
        if item.is_disputed:
            disputed.append(item)
        elif item.state.colour in _RANKS:
            undisputed.append(item)
    lines = [_exception_line(group) for group in group_into_rows(undisputed, status_of)]
    lines += [_exception_line((item,)) for item in disputed]
    return sorted(lines, key=_worst_first)


def _exception_line(items: RowItems) -> ExceptionLine:
    entries: list[Entry] = []
    for item in items:
        entries += item.entries
    worst = min(items, key=_colour_rank)
    return ExceptionLine(items, by_day(entries), worst.state.colour, max(map(days_behind, items)))


def _colour_rank(item: ChecklistItem) -> int:
    return _RANKS.get(item.state.colour, _LAST_RANK)


def _worst_first(line: ExceptionLine) -> tuple[int, int]:
    return _RANKS.get(line.colour, _LAST_RANK), -line.days_behind


def exceptions_block(
    context: ReportContext, exceptions: Sequence[ExceptionLine], shown: int, elsewhere: str
) -> Block:
    """Return the block of the worst exceptions; `elsewhere` is where the others are found."""
    paragraph = _summary(exceptions)
    if early_items(context):
        paragraph = f"Besides what fell due before publication: {paragraph}"
    paragraph = f"{paragraph[0].upper()}{paragraph[1:]}"
    more = len(exceptions) - shown
    if more > 0:
        paragraph += f" The {shown} worst are shown, and {more} more, {elsewhere}."
    table = exceptions_table(context, "exceptions", "Exceptions", exceptions[:shown])
    return Block("exceptions", "Exceptions", paragraphs=(paragraph,), tables=(table,))


def _summary(exceptions: Sequence[ExceptionLine]) -> str:
    items = list(chain.from_iterable(line.items for line in exceptions))
    red = _milestones_of(items, lambda item: item.state.colour == "red")
    amber = _milestones_of(items, lambda item: item.state.colour == "amber") - red
    disputed = _milestones_of(items, lambda item: item.is_disputed)
    counts = []
    if red:
        counts.append(f"{len(red)} Red")
    if amber:
        counts.append(f"{len(amber)} Amber")
    if disputed:
        counts.append(f"{len(disputed)} where a lead's judgement and the rule's colour differ")
    if not counts:
        return "nothing is Red or Amber, and no judgement of a lead differs from the rule's colour."
    lines = plural(len(exceptions), "line")
    return f"{', '.join(counts)}; on {lines}, Red first, then the longest slip."


def _milestones_of(
    items: Iterable[ChecklistItem], passes: Callable[[ChecklistItem], bool]
) -> set[str]:
    """Return the ids of the milestones that have an item which passes a test."""
    return {item.planned.milestone for item in items if passes(item)}


def exceptions_table(
    context: ReportContext, key: str, title: str, exceptions: Sequence[ExceptionLine]
) -> ReportTable:
    """Return a table of exceptions, with what is known of cause and action."""
    return ReportTable(
        key,
        title,
        _columns(context.vocabulary),
        rows=tuple(map(_exception_row, exceptions)),
        colours=tuple([line.colour for line in exceptions]),
        nothing="No exceptions.",
    )


def _columns(vocabulary: Vocabulary) -> tuple[Column, ...]:
    return (
        REF,
        COLOUR,
        MILESTONE,
        lead_column(vocabulary),
        PRINTED,
        DUE,
        _SLIP_DAYS,
        _SLIP,
        FORECAST,
        judgement_column(vocabulary),
        _CAUSE,
        _ACTION,
        LAST_NOTE,
    )


def _exception_row(line: ExceptionLine) -> tuple[Cell, ...]:
    first = line.items[0]
    return table_row(
        line.ref,
        colour_word(line.colour),
        first.planned.title,
        row_leads(line.items),
        first.planned.printed,
        first.state.due,
        line.days_behind or None,
        _slip_text(line.items),
        _latest_forecast(line.items),
        _last_judgement(line.items),
        _cause_text(line),
        _action_text(line),
        _last_note(line),
    )


def _slip_text(items: RowItems) -> str:
    """Return how far behind a line is; of a cumulative figure, with its latest quarter."""
    latest = items[-1]
    if len(items) == 1:
        return position_text(latest)
    summary = fold_summary_text(items)
    if latest.state.status != "short":
        return summary
    return f"{summary}; latest {position_text(latest)}"


def _latest_forecast(items: RowItems) -> date | None:
    forecasts = [item.state.forecast for item in items if item.state.forecast]
    return max(forecasts, default=None)


def _last_judgement(items: RowItems) -> str | None:
    for item in reversed(items):
        if judgement := judgement_text(item):
            return judgement
    return None


def _cause_text(line: ExceptionLine) -> str | None:
    """Return the latest cause, or that there is none; a judgement explains a disputed item."""
    entry = _latest(line.entries, _has_cause)
    if entry:
        return signed(entry.cause, entry)
    if line.colour in _RANKS:
        return NO_EXPLANATION
    return None


def _action_text(line: ExceptionLine) -> str | None:
    entry = line.action
    if entry is None:
        return None
    return signed(entry.action, entry)


def _last_note(line: ExceptionLine) -> str | None:
    entry = _latest(line.entries, _is_account)
    if entry is None:
        return None
    return signed(_note_text(entry), entry)


def _latest(entries: Sequence[Entry], passes: Callable[[Entry], object]) -> Entry | None:
    for entry in reversed(entries):
        if passes(entry):
            return entry
    return None


def _has_action(entry: Entry) -> bool:
    return entry.kind == "note" and entry.action != ""


def _has_cause(entry: Entry) -> bool:
    return entry.cause != ""


def _is_account(entry: Entry) -> bool:
    """Return whether an entry has a text in which a lead accounts for the item."""
    return entry.kind not in _NO_LEAD_ACCOUNT and _note_text(entry) != ""


def _note_text(entry: Entry) -> str:
    """Return the text and evidence of an entry; cause and action have columns of their own."""
    if not entry.evidence:
        return entry.text
    evidence = f"Evidence: {entry.evidence}"
    if not entry.text:
        return evidence
    return f"{entry.text}\n{evidence}"
