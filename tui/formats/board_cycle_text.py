"""A Board's cycle as plain text: its calendar, what it is asked, and its actions."""

from collections.abc import Iterable

from plan_data.load import LoadedPlan
from store.board.asks import BoardAsks
from store.board.board_actions import BoardAction
from store.board.boards import coming_meeting, expected_meeting
from store.checklist.checklist import Checklist
from store.checklist.meetings import meetings_of
from store.dates import format_day
from store.journal.entry import Entry, TabledAsk
from tui.wording.board_cycle_words import (
    answer_line,
    ask_text,
    board_action_text,
    decided_text,
    no_date_text,
    tabled_ask_text,
)


def calendar_text(checklist: Checklist, board_name: str) -> str:
    """Return every meeting with its board, and the boards that should have a coming one.

    If a board is named, it is that board's part.
    """
    calendar = checklist.calendar
    if board_name:
        calendar = meetings_of(calendar, board_name)
    lines = [f"{format_day(meeting.on)}  {meeting.board}" for meeting in calendar]
    for board in checklist.loaded.about.boards:
        if board_name not in {"", board.name}:
            continue
        if coming_meeting(checklist, board.name) or not expected_meeting(checklist, board.name):
            continue
        lines.append(no_date_text(checklist, board.name))
    return "".join([f"{line}\n" for line in lines])


def asks_text(heading: str, asks: BoardAsks) -> str:
    """Return what a paper asks, numbered, and what it does not ask, with the reason."""
    lines = [heading, ""]
    lines += [f"{number:3}  {ask_text(ask)}" for number, ask in enumerate(asks.asked, start=1)]
    if not asks.asked:
        lines.append("Nothing is asked.")
    if asks.passed:
        lines += ["", "Forecast passed, new date needed:"]
        lines += [f"  {ask_text(ask)}" for ask in asks.passed]
    if asks.answered:
        lines += ["", "Decided before, not asked again:"]
        lines += [f"  {decided_text(ask)}" for ask in asks.answered]
    return "\n".join([*lines, ""])


def tabled_text(loaded: LoadedPlan, asks: Iterable[TabledAsk]) -> str:
    """Return the numbered asks of a paper that was tabled."""
    return "".join([f"{ask.number:3}  {tabled_ask_text(loaded, ask)}\n" for ask in asks])


def answers_text(loaded: LoadedPlan, asks: Iterable[TabledAsk], answers: dict[int, Entry]) -> str:
    """Return the asks that were answered, each with its answer."""
    text = ""
    for ask in asks:
        if ask.number in answers:
            text += f"{answer_line(loaded, ask, answers[ask.number])}\n"
    return text


def actions_text(loaded: LoadedPlan, actions: Iterable[BoardAction]) -> str:
    """Return actions, each with the decision that asks for it and its id."""
    text = ""
    for action in actions:
        decision = action.decision
        text += f"{board_action_text(loaded, action)}\n"
        words = " / ".join(decision.text.splitlines())
        text += f"    {decision.id}  {action.board}, {format_day(decision.on)}: {words}\n"
    return text
