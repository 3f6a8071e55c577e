"""Rows of the actions that a Board asked for, in the agenda."""

from collections.abc import Collection, Sequence
from typing import ClassVar, Literal

from msgspec import Struct

from store.board.board_actions import BoardAction, action_colour, board_actions
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Colour
from tui.app.views.cycle_words import action_due, action_mark, action_status, wanted_text
from tui.app.workspace import Workspace
from tui.wording.entry_text import signed_text

_OF_PLAN = "Board"  # in place of a ref, if a decision is about the plan


class ActionRow(Struct, frozen=True, gc=False):
    """The row of one action. `item` is what its decision is about, if that is an item."""

    action: BoardAction
    colour: Colour
    item: ChecklistItem | None = None
    kind: ClassVar[Literal["action"]] = "action"
    level: ClassVar[int] = 0
    items: ClassVar[tuple[ChecklistItem, ...]] = ()
    lead: ClassVar[str] = ""
    forecast: ClassVar[str] = ""
    note_count: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The id of the decision."""
        return self.action.decision.id

    @property
    def text(self) -> str:
        """What is to be done, after who is to do it."""
        return wanted_text(self.action)

    @property
    def mark(self) -> str:
        """The tick box."""
        return action_mark(self.action)

    @property
    def ref(self) -> str:
        """The milestone or measure that the decision is about."""
        return self.action.decision.ref.partition("@")[0] or _OF_PLAN

    @property
    def when(self) -> str:
        """By when it is to be done, or when it was."""
        return action_due(self.action)

    @property
    def status(self) -> str:
        """The status in words."""
        return action_status(self.action)

    @property
    def is_closed(self) -> bool:
        """Whether the row is dimmed because it is done."""
        return not self.action.is_open

    @property
    def more(self) -> str:
        """The decision that asks for it."""
        return f"Decided {signed_text(self.action.decision)}"


def action_rows(workspace: Workspace, kept: Collection[str] = ()) -> list[ActionRow]:
    """Return the actions that are open, of all boards; overdue first, then by the day they are due.

    `kept` are the ids of decisions whose actions stay although they are done. With a filter, only
    actions about items that it lets pass are left.
    """
    checklist = workspace.checklist
    shown = None
    if workspace.words_in_force:
        shown = {item.ref for item in workspace.items}
    rows = []
    for action in board_actions(checklist):
        is_wanted = action.is_open or action.decision.id in kept
        if is_wanted and (shown is None or action.decision.ref in shown):
            rows.append(action_row(action, checklist))
    return sorted(rows, key=_by_due) if kept else rows


def action_row(action: BoardAction, checklist: Checklist) -> ActionRow:
    """Return the row of an action."""
    position = checklist.loaded.positions.get(action.decision.ref)
    item = None if position is None else checklist.items[position]
    return ActionRow(action, action_colour(action, checklist.as_of), item)


def _by_due(row: ActionRow) -> tuple[bool, str, str]:
    """Sort key that leaves an action in its place when it is done."""
    due = row.action.due
    return due is None, due.isoformat() if due else "", row.action.decision.id


def actions_heading(rows: Sequence[ActionRow]) -> str:
    """Return the heading of the actions, with how many are open and overdue."""
    still_open = [row for row in rows if row.action.is_open]
    overdue = sum(row.action.status == "overdue" for row in still_open)
    late = f", {overdue} overdue" if overdue else ""
    return f"Actions the Board asked for: {len(still_open)} open{late}"
