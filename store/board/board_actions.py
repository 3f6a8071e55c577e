"""The actions that a Board asked for: open until somebody records that they are done."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.checklist.checklist import Checklist
from store.journal.entry import Entry

ActionStatus = Literal["open", "overdue", "done", "done late"]


class BoardAction(Struct, frozen=True):
    """What a decision wants done. `due` is None if the decision names no day by which.

    `completed` is the entry that says it was done, None while it is open. `days_late` is 0 unless
    the action is overdue, or was done late.
    """

    decision: Entry
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

    Those that are done come last. If a board is named, decisions that name another are left out.
    """
    completions = _completions(checklist.entries)
    actions = [
        _action(decision, _completion_of(decision, completions), checklist)
        for decision in checklist.decisions
        if decision.action and decision.board in {"", board or decision.board}
    ]
    return tuple(sorted(actions, key=_order))


def find_action(actions: Iterable[BoardAction], decision_id: str) -> BoardAction:
    """Return the action of a decision.

    Raises:
        Refused: if the decision asks for no action.

    """
    for action in actions:
        if decision_id in {action.decision.id, action.decision.corrects}:
            return action
    raise Refused(
        f"entry {decision_id} asks for no action.", "`milepost board actions` lists what does."
    )


def _completions(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the latest completion of each decision, by the decision's id."""
    return {entry.names: entry for entry in entries if entry.kind == "completed"}


def _completion_of(decision: Entry, completions: dict[str, Entry]) -> Entry | None:
    """Return the completion of a decision, or of the entry that it corrects."""
    return completions.get(decision.id) or completions.get(decision.corrects)


def _action(decision: Entry, completed: Entry | None, checklist: Checklist) -> BoardAction:
    due = _due(decision, checklist.loaded.year.calendar)
    day = completed.on if completed else checklist.as_of
    days_late = max((day - due).days, 0) if due else 0
    return BoardAction(decision, due, completed, _status(completed, days_late), days_late)


def _status(completed: Entry | None, days_late: int) -> ActionStatus:
    if completed is None:
        return "overdue" if days_late else "open"
    return "done late" if days_late else "done"


def _due(decision: Entry, calendar: Calendar) -> date | None:
    """Return the last day of when an action is due, None if it has none that can be read."""
    if not decision.when:
        return None
    try:
        return parse_due(decision.when, calendar).last
    except MilepostError:
        return None


def _order(action: BoardAction) -> tuple[bool, date, str]:
    return not action.is_open, action.due or date.max, action.decision.id
