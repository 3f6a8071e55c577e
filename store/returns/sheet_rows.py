"""What stands on a lead's sheet: its open items, measures and actions, one row each."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.text import fold
from store.board.board_actions import BoardAction, board_actions
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState, PeriodState
from store.journal.entry import Entry
from store.returns.rounds import OpenRound

RowKind = Literal["item", "measure", "action"]
CLOSED_STATUSES = frozenset({"done", "done late", "met", "withdrawn"})
ACTION_PREFIX = "action "  # of a row's ref, before the id of its decision


class SheetRow(Struct, frozen=True, kw_only=True):
    """One row of a sheet.

    `due` is the date in force, None if there is none, and `state` the status by the rules.
    `last_entry` is the latest that has text, None if nobody wrote anything.
    """

    ref: str
    title: str
    kind: RowKind
    printed: str
    due: date | None
    state: str
    is_open: bool
    last_entry: Entry | None = None


def sheet_rows(checklist: Checklist, opened: OpenRound, code: str) -> tuple[SheetRow, ...]:
    """Return the rows of the sheet of one lead, or of one pathway in a round of pathways.

    They are the open items in plan order, whenever they are due; the periods of measures that end
    by the end of the round's period and have no return; and the Board's open actions of that lead.
    """
    return tuple([row for row in possible_rows(checklist, opened, code) if row.is_open])


def possible_rows(checklist: Checklist, opened: OpenRound, code: str) -> tuple[SheetRow, ...]:
    """Return the rows that a sheet of a round can have, with those that were closed since."""
    rows = [_item_row(item) for item in checklist.counted if _is_for(item, opened, code)]
    rows += _measure_rows(checklist, opened, code)
    for action in board_actions(checklist):
        if _is_owner(action, checklist, code):
            rows.append(_action_row(action))
    return tuple(rows)


def codes_with_rows(checklist: Checklist, opened: OpenRound) -> tuple[str, ...]:
    """Return those of a round's codes that have anything on their sheets."""
    return tuple([code for code in opened.opened.codes if sheet_rows(checklist, opened, code)])


def _is_for(item: ChecklistItem, opened: OpenRound, code: str) -> bool:
    if opened.opened.of_pathways:
        return code in item.planned.pathways
    if opened.is_import and not code:
        return not item.planned.leads
    return code in item.planned.leads


def _item_row(item: ChecklistItem) -> SheetRow:
    planned = item.planned
    return SheetRow(
        ref=item.ref,
        title=planned.title,
        kind="item",
        printed=planned.printed or "",
        due=item.state.due,
        state=item.state.status,
        is_open=item.state.status not in CLOSED_STATUSES,
        last_entry=_last(item.notes),
    )


def _measure_rows(checklist: Checklist, opened: OpenRound, code: str) -> Iterator[SheetRow]:
    items = {item.ref for item in checklist.items}
    for state in checklist.measure_states:
        codes = state.measure.pathways if opened.opened.of_pathways else state.measure.leads
        if code not in codes or state.measure.sum_of:
            continue
        for period in state.periods:
            if period.period.ref not in items and _is_wanted(period, opened):
                yield _measure_row(state, period)


def _is_wanted(period: PeriodState, opened: OpenRound) -> bool:
    """Return whether a return is due by the end of the round's period."""
    return period.period.is_due and period.period.due <= opened.period.last


def _measure_row(state: MeasureState, period: PeriodState) -> SheetRow:
    return SheetRow(
        ref=period.period.ref,
        title=state.measure.title,
        kind="measure",
        printed=state.measure.printed or "",
        due=period.period.due,
        state=period.status,
        is_open=period.actual is None,
        last_entry=_last([entry for entry in state.entries if entry.all_text]),
    )


def _is_owner(action: BoardAction, checklist: Checklist, code: str) -> bool:
    """Return whether an action's owner, as it was typed, is a lead or pathway."""
    owner = fold(action.decision.owner)
    return bool(owner) and owner in {fold(name) for name in _names_of(checklist, code)}


def _names_of(checklist: Checklist, code: str) -> Iterator[str]:
    """Yield the code, the name and every printed form of a lead or pathway."""
    about = checklist.loaded.about
    yield code
    for agency in about.agencies:
        if agency.code == code:
            yield from (agency.name, *agency.printed)
    for pathway in about.pathways:
        if pathway.code == code:
            yield from (pathway.name, *pathway.printed)


def _action_row(action: BoardAction) -> SheetRow:
    decision = action.decision
    return SheetRow(
        ref=f"{ACTION_PREFIX}{decision.id}",
        title=decision.action,
        kind="action",
        printed=decision.when,
        due=action.due,
        state=action.status,
        is_open=action.is_open,
        last_entry=decision,
    )


def _last(entries: Iterable[Entry]) -> Entry | None:
    last = None
    for entry in entries:
        last = entry
    return last
