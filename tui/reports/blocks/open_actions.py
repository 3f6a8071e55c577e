"""Actions from earlier meetings: what is open, overdue first, and what was done since."""

from collections.abc import Iterable, Sequence

from plan_data.text import one_line
from store.board.board_actions import BoardAction
from store.dates import format_day, format_days
from store.query.reporting_period import is_after
from tui.formats.wrap import truncate
from tui.reports.blocks.brief_texts import brief
from tui.reports.blocks.table_columns import DUE, REF
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable

_TITLE = "Actions from earlier meetings"
_MOST_ACTIONS = 8
_MOST_DONE, _LONGEST_DONE = 3, 100
_ACTION = Column("action", "Action")
_OWNER = Column("owner", "Owner")
_STATE = Column("state", "State")


def actions_block(context: ReportContext) -> Block:
    """Return the block of open actions, and in a sentence those that were done since the last report."""
    actions = actions_to_report(context)
    still_open = [action for action in actions if action.is_open]
    done = [action for action in actions if not action.is_open]
    rows = tuple(map(_row, still_open[:_MOST_ACTIONS]))
    columns = (REF, _ACTION, _OWNER, DUE, _STATE)
    nothing = "No action of an earlier meeting is open."
    table = ReportTable("actions", _TITLE, columns, rows, nothing=nothing)
    sentence = f"{actions_sentence(actions, context)}{_done_text(done)}."
    if len(still_open) > len(rows):
        sentence += f" The first {len(rows)} of {len(still_open)} are shown."
    return Block("actions", _TITLE, (sentence,), tables=(table,))


def actions_to_report(context: ReportContext) -> list[BoardAction]:
    """Return the open actions, overdue first, then those that were done since the last report.

    A board that only some pathways report to is not shown actions about milestones of others.
    """
    in_scope = {item.ref for item in context.items}
    in_scope.update(item.planned.milestone for item in context.items)
    in_scope.update(state.measure.id for state in context.measures)
    reported = []
    for action in context.actions:
        ref = action.decision.ref
        is_covered = not ref or ref in in_scope or ref.partition("@")[0] in in_scope
        if is_covered and (action.is_open or _is_done_since(action, context)):
            reported.append(action)
    return reported


def _is_done_since(action: BoardAction, context: ReportContext) -> bool:
    return action.completed is not None and is_after(action.completed, context.since)


def actions_sentence(actions: Iterable[BoardAction], context: ReportContext) -> str:
    """Return how many actions are open and overdue, and how many were done."""
    known = list(actions)
    still_open = [action for action in known if action.is_open]
    overdue = sum(action.status == "overdue" for action in still_open)
    done = len(known) - len(still_open)
    text = f"{len(still_open)} open, {overdue} of them overdue"
    return f"{text}; {done} done since {format_day(context.since)}"


def _done_text(done: Sequence[BoardAction]) -> str:
    """Return what was done, to follow how much; nothing if nothing was."""
    if not done:
        return ""
    shown = done[:_MOST_DONE]
    texts = list(map(_done_action_text, shown))
    if more := len(done) - len(shown):
        texts.append(f"and {more} more")
    return f": {'; '.join(texts)}"


def _done_action_text(action: BoardAction) -> str:
    decision = action.decision
    what = truncate(one_line(decision.action), _LONGEST_DONE).rstrip(".")
    state = _state_text(action).removeprefix("done ")
    return f"{what} ({decision.ref or 'the plan'}, {state})"


def _row(action: BoardAction) -> tuple[Cell, ...]:
    decision = action.decision
    ref = decision.ref or "the plan"
    return table_row(
        ref, brief(decision.action), brief(decision.owner), action.due, _state_text(action)
    )


def _state_text(action: BoardAction) -> str:
    if action.completed is not None:
        text = f"done {format_day(action.completed.on)}"
        if action.days_late:
            return f"{text}, {format_days(action.days_late)} late"
        return text
    if action.days_late:
        return f"overdue, {format_days(action.days_late)}"
    return "open"
