"""The actions that a Board asked for: open until somebody records that they are done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from plan_data.timescale.periods import one_month_after
from store.board.boards import is_of_board, main_board
from store.checklist.checklist import Checklist
from store.checklist.status import Colour
from store.journal.entry import Entry

ActionStatus = Literal["open", "overdue", "done", "done late"]


class BoardAction(Struct, frozen=True):
    """What a decision wants done.

    `board` is the board that decided; if the decision names none, the one that was asked about, or
    the plan's first. `due` is None if
    the decision names no day by which. `completed` is the entry that says it was done, None while
    it is open. `days_late` is 0 unless the action is overdue, or was done late.
    """

    decision: Entry
    board: str
    due: date | None
    completed: Entry | None
    status: ActionStatus
    days_late: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.completed is None


def board_actions(checklist: Checklist, board: str = "") -> tuple[BoardAction, ...]:
    """Return the actions of all decisions, overdue first, then by the day they are due.

    Those that are done come last, the latest first. If a board is named, it is that board's alone.
    """
    completions = _completions(checklist.entries)
    actions = []
    for decision in checklist.decisions:
        is_wanted = not board or is_of_board(decision, board, checklist.loaded)
        if decision.action and is_wanted:
            decided_by = decision.board or board or main_board(checklist.loaded)
            completed = _completion_of(decision, completions, checklist.corrected)
            actions.append(_action(decision, decided_by, completed, checklist))
    return tuple(sorted(actions, key=_order))


def action_colour(action: BoardAction, as_of: date) -> Colour:
    """Return the colour of an action by the rule for items: overdue is amber, after a month red."""
    if not action.is_open:
        return "blue"
    if action.due is None or as_of <= action.due:
        return "white"
    if as_of <= one_month_after(action.due):
        return "amber"
    return "red"


def find_action(actions: Iterable[BoardAction], decision_id: str) -> BoardAction:
    """Return the action of a decision.

    Raises:
        Refused: if the decision asks for no action.

    """
    for action in actions:
        if decision_id in {action.decision.id, action.decision.corrects}:
            return action
    raise no_action(decision_id)


def no_action(decision_id: str) -> Refused:
    """Return the refusal of an entry that asks for no action."""
    return Refused(
        f"entry {decision_id} asks for no action.", "`milepost board actions` lists what does."
    )


def ids_of_decision(decision: Entry, corrected: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids that a decision has and had: its own, and of those that it corrects."""
    yield decision.id
    older = decision.corrects
    while older:
        yield older
        older = corrected.get(older, "")


def _completions(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the latest completion of each decision, by the decision's id."""
    return {entry.names: entry for entry in entries if entry.kind == "completed"}


def _completion_of(
    decision: Entry, completions: Mapping[str, Entry], corrected: Mapping[str, str]
) -> Entry | None:
    for decision_id in ids_of_decision(decision, corrected):
        if decision_id in completions:
            return completions[decision_id]
    return None


def _action(
    decision: Entry, decided_by: str, completed: Entry | None, checklist: Checklist
) -> BoardAction:
    due = _due(decision, checklist.loaded.year.calendar)
    day = completed.on if completed else checklist.as_of
    days_late = 0
    if due:
        days_late = max((day - due).days, 0)
    status = _status(completed, days_late)
    return BoardAction(decision, decided_by, due, completed, status, days_late)


def _status(completed: Entry | None, days_late: int) -> ActionStatus:
    if completed is None:
        if days_late:
            return "overdue"
        return "open"
    if days_late:
        return "done late"
    return "done"


def _due(decision: Entry, calendar: Calendar) -> date | None:
    """Return the last day of when an action is due, None if it has none that can be read."""
    if not decision.when:
        return None
    try:
        return parse_due(decision.when, calendar).last
    except MilepostError:
        return None


def _order(action: BoardAction) -> tuple[bool, int, str]:
    """Sort key: open ones by the day they are due, then those that are done, newest first."""
    if action.completed is not None:
        return True, -action.completed.on.toordinal(), action.decision.id
    due = action.due or date.max
    return False, due.toordinal(), action.decision.id
