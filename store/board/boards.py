"""The boards of a plan: which one is meant, what reports to it, and when it meets."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.model import Board
from plan_data.suggest import did_you_mean
from plan_data.text import fold, one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import Repeat, parse
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.periods import month_end, months_later
from plan_data.timescale.units import UNITS, Unit
from store.checklist.checklist import Checklist
from store.checklist.meetings import Meeting, last_meeting, meetings_of, next_meeting
from store.dates import format_day
from store.journal.entry import Entry

NAMELESS_BOARD = "Board"  # of a plan that names none
_DAYS_OF_WEEK = 7


class BoardScope(Struct, frozen=True):
    """A board and what reports to it: the codes of its pathways, empty if it is the full plan."""

    board: str
    pathways: tuple[str, ...] = ()


def find_board(loaded: LoadedPlan, calendar: Sequence[Meeting], typed: str = "") -> BoardScope:
    """Return the board that is meant: the plan's first, or the calendar's, if no name was typed.

    A board that no pathway reports to, and the plan's first, have the full plan as their scope. If
    the plan names no boards, those of the calendar are known, and a new name is accepted.

    Raises:
        Refused: if the plan has boards, and none of this name; it names the nearest.

    """
    name = one_line(typed)
    boards = loaded.about.boards
    if not name:
        return BoardScope(_board_of_first_meeting(loaded, calendar) or main_board(loaded))
    known = [board.name for board in boards]
    for board in known:
        if fold(board) == fold(name):
            return _with_pathways(loaded, board)
    if known:
        raise Refused(f"the plan has no board '{name}'; {did_you_mean(name, known, everything=20)}")
    for meeting in calendar:
        if fold(meeting.board) == fold(name):
            return BoardScope(meeting.board)
    return BoardScope(name)


def _board_of_first_meeting(loaded: LoadedPlan, calendar: Sequence[Meeting]) -> str:
    """Return the board that a plan which names none has in its calendar; empty otherwise."""
    if loaded.about.boards or not calendar:
        return ""
    return calendar[0].board


def main_board(loaded: LoadedPlan) -> str:
    """Return the name of the plan's first board, which is meant if no name is given."""
    boards = loaded.about.boards
    if boards:
        return boards[0].name
    return NAMELESS_BOARD


def is_of_board(decision: Entry, board: str, loaded: LoadedPlan) -> bool:
    """Return whether a decision is a board's.

    One that names no board, as earlier versions recorded them, is of the plan's first; if the plan
    names none, it is of any.
    """
    if decision.board:
        return decision.board == board
    return not loaded.about.boards or board == main_board(loaded)


def _with_pathways(loaded: LoadedPlan, board: str) -> BoardScope:
    if board == main_board(loaded):
        return BoardScope(board)
    return BoardScope(board, loaded.about.pathways_of_board(board))


def find_meeting(checklist: Checklist, board: str, day: date) -> Meeting:
    """Return the meeting of a board on a day.

    Raises:
        Refused: if it does not meet on that day; it names the days that are set.

    """
    calendar = meetings_of(checklist.calendar, board)
    for meeting in calendar:
        if meeting.on == day:
            return meeting
    known = ", ".join([format_day(meeting.on) for meeting in calendar])
    days = "none of its meetings is in the calendar"
    if known:
        days = f"its meetings are {known}"
    raise Refused(
        f"the {board} has no meeting on {format_day(day)}; {days}.",
        f"`milepost board add {day.isoformat()}{board_option(checklist.loaded, board)}` records"
        " one.",
    )


def board_option(loaded: LoadedPlan, board: str) -> str:
    """Return the option that names a board in the shell, "" for the plan's first."""
    if board == main_board(loaded):
        return ""
    return f" --board '{board}'"


def coming_meeting(checklist: Checklist, board: str) -> Meeting | None:
    """Return the next meeting of a board on or after the checklist's date, None if none is set."""
    return next_meeting(meetings_of(checklist.calendar, board), checklist.as_of)


def expected_meeting(checklist: Checklist, board: str) -> date | None:
    """Return the day by which a board is to meet next by its rhythm, such as every 2 months.

    It is counted from its last meeting, or without one is the end of the unit that has begun. None
    if the plan gives no rhythm.
    """
    unit = _rhythm(_board_named(checklist.loaded, board))
    if unit is None:
        return None
    calendar = meetings_of(checklist.calendar, board)
    last = last_meeting(calendar, checklist.as_of)
    if last is None:
        return _end_of_unit(checklist.as_of, unit, checklist.loaded.year.calendar)
    return _later_by(last.on, unit)


def _board_named(loaded: LoadedPlan, name: str) -> Board | None:
    for board in loaded.about.boards:
        if board.name == name:
            return board
    return None


def _rhythm(board: Board | None) -> Unit | None:
    if board is None or board.meets is None:
        return None
    try:
        when = parse(board.meets).when
    except NotATimescale:
        return None
    if isinstance(when, Repeat):
        return when.unit
    return None


def _end_of_unit(day: date, unit: Unit, calendar: Calendar) -> date:
    """Return the last day of the unit that a day lies in, as repeats count units."""
    months = UNITS[unit].months
    if not months:
        return day + timedelta(days=_DAYS_OF_WEEK - 1 - day.weekday())
    end = month_end(day.year, day.month)
    while not calendar.is_unit_end(end, months):
        end = months_later(end, 1)
    return month_end(end.year, end.month)


def _later_by(day: date, unit: Unit) -> date:
    traits = UNITS[unit]
    if traits.months:
        return months_later(day, traits.months)
    return day + timedelta(weeks=traits.weeks)
