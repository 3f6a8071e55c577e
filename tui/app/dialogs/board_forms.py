"""Forms of a Board's cycle: a paper that is tabled, an action that is done, a decision."""

from datetime import date
from functools import partial

from plan_data.errors import Refused
from plan_data.text import plural
from store.board.board_actions import BoardAction
from store.board.board_recorder import BoardRecorder, complete_action
from store.board.position import BoardPosition, asks_of_board
from store.board.tabled import file_orders
from store.checklist.checklist import Checklist, build_checklist
from store.checklist.meetings import Meeting, last_meeting, meetings_of
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import KINDS
from store.recorder import Recorder
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.form_table import DUE_FIELD, needed
from tui.app.dialogs.forms import build_plan_form
from tui.app.views.cycle_words import action_due, wanted_text
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_meeting_day

EntryForm = FormDialog[list[Entry]]


def action_form(workspace: Workspace, action: BoardAction) -> EntryForm:
    """Return the form that records that an action is done.

    Raises:
        Refused: if it is done already.

    """
    if action.completed is not None:
        raise Refused(
            f"this action was done on {format_day(action.completed.on)}, by"
            f" {action.completed.by}: take that back in the Journal to open it again."
        )
    note = Field("text", "Note", hint="may stay empty", long=True)
    record = partial(complete_action, typed_id=action.decision.id)
    about = f"{wanted_text(action)} ({action_due(action)})"
    return build_plan_form(workspace, "An action of the Board is done", [note], record, about)


def table_form(workspace: Workspace, position: BoardPosition, meeting: Meeting) -> EntryForm:
    """Return the form that records that the present paper is put to a meeting."""
    checklist, scope = _checklist_for(workspace, meeting), position.scope
    asks = asks_of_board(checklist, scope, meeting.on).asked

    def record(recorder: Recorder, on: date) -> Entry:
        folder, plan = workspace.settings.paths.journal, workspace.loaded.about.id
        orders = file_orders(folder, plan)
        return BoardRecorder(recorder, scope.board).table(meeting, on, checklist, asks, orders)

    title = f"Table the paper: {meeting.board}, {format_day(meeting.on)}"
    about = (
        f"As of {format_day(checklist.as_of)}, with {plural(len(asks), 'ask')}. What counts now is"
        " kept: the next paper compares with it."
    )
    return build_plan_form(workspace, title, [], record, about)


def _checklist_for(workspace: Workspace, meeting: Meeting) -> Checklist:
    """Return the checklist in view; of a meeting that is over, the one that was known on its day."""
    if workspace.as_of <= meeting.on:
        return workspace.checklist
    entries = workspace.contents.entries
    return build_checklist(workspace.loaded, entries, meeting.on, known_on=meeting.on)


def decision_form(workspace: Workspace, ref: str) -> EntryForm:
    """Return the form for a decision about an item, or about the plan if `ref` is empty."""
    board = workspace.board.position(workspace.checklist).scope.board
    fields = [
        Field("text", "Decided", check=needed(KINDS["decision"].missing_text), long=True),
        Field("action", "Action", hint="what is to be done; may stay empty"),
        Field("owner", "Owner", hint="who is to do it; may stay empty"),
        DUE_FIELD,
        _meeting_field(workspace, board),
    ]
    title = f"Decision of the {board} about {ref or 'the plan'}"
    record = partial(_decide, board=board, ref=ref)
    return build_plan_form(workspace, title, fields, record)


def _meeting_field(workspace: Workspace, board: str) -> Field:
    """Return the field of the meeting that decided, with the board's meeting of the as-of date."""
    calendar = meetings_of(workspace.checklist.calendar, board)
    value, example = "", ""
    for meeting in calendar:
        if meeting.on == workspace.as_of:
            value = format_day(meeting.on)
    if last := last_meeting(calendar, workspace.as_of):
        example = f", such as {format_day(last.on)}"
    hint = f"its day{example}; empty: at no meeting"
    return Field("meeting", "Meeting", value, hint, partial(_meeting_or_none, workspace=workspace))


def _meeting_or_none(text: str, *, workspace: Workspace) -> str:
    """Return the ISO day of a meeting that was typed, "" if none was."""
    if not text.strip():
        return ""
    today = workspace.settings.clock.today
    return parse_meeting_day(text, today=today, as_of=workspace.as_of).isoformat()


def _decide(  # noqa: PLR0913 - the fields of the form
    recorder: Recorder,
    *,
    board: str,
    ref: str,
    text: str,
    on: date,
    action: str,
    owner: str,
    due: str,
    meeting: str,
) -> Entry:
    """Record a decision, as of the board if it was made at one of its meetings."""
    return recorder.decide(text, on, ref, action, owner, due, board=board, meeting=meeting)
