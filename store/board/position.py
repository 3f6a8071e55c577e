"""The position of a board on a date: its next meeting, its asks, its actions, what was tabled."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from store.board.asks import BoardAsks, find_asks
from store.board.board_actions import BoardAction, board_actions
from store.board.boards import BoardScope, coming_meeting, find_board
from store.board.tabled import TabledMeeting, find_tabled, last_tabled
from store.checklist.checklist import Checklist
from store.checklist.meetings import Meeting, last_meeting, meetings_of
from store.checklist.milestones import count_once
from store.query.filters import Filter
from store.query.measure_filter import select_measures


class BoardPosition(Struct, frozen=True):
    """What a board's next paper says of asks, actions and the last paper that was tabled.

    `meeting` is the next one, None if none is set. The asks are numbered in their order.
    """

    scope: BoardScope
    meeting: Meeting | None
    asks: BoardAsks
    actions: tuple[BoardAction, ...]
    tabled: TabledMeeting | None


def board_position(checklist: Checklist, board: str = "") -> BoardPosition:
    """Return the position of a board of the plan, the first if none is named.

    Raises:
        Refused: if the plan has no board of this name.

    """
    scope = find_board(checklist.loaded, checklist.calendar, board)
    return BoardPosition(
        scope,
        coming_meeting(checklist, scope.board),
        asks_of_board(checklist, scope),
        board_actions(checklist, scope.board),
        last_tabled(checklist, scope.board, date.max),
    )


def asks_of_board(
    checklist: Checklist, scope: BoardScope, meeting: date | None = None
) -> BoardAsks:
    """Return what a board is asked at a meeting about everything that reports to it.

    Without a day it is the next meeting, else the checklist's date, as in the board's paper.
    """
    coming = coming_meeting(checklist, scope.board)
    day = meeting or (coming.on if coming else checklist.as_of)
    reporting = Filter(pathways=scope.pathways)
    items = count_once(reporting.select(checklist.items))
    measures = select_measures(checklist.measure_states, reporting, checklist.loaded.about)
    return find_asks(items, measures, day)


def papers_to_answer(checklist: Checklist, board: str) -> tuple[TabledMeeting, ...]:
    """Return the papers tabled at a board's meetings with asks that have no answer, newest first."""
    days = set()
    for entry in checklist.entries:
        if entry.kind == "tabled" and entry.board == board:
            days.add(entry.meeting)
    papers = []
    for day in sorted(days, reverse=True):
        tabled = find_tabled(checklist.entries, board, date.fromisoformat(day))
        if tabled is not None and tabled.unanswered:
            papers.append(tabled)
    return tuple(papers)


def meetings_to_table(checklist: Checklist, board: str) -> tuple[Meeting, ...]:
    """Return the meetings whose paper may be tabled now.

    They are the board's next one, and the last one, which may have been forgotten.
    """
    calendar = meetings_of(checklist.calendar, board)
    candidates: Iterable[Meeting | None] = (
        coming_meeting(checklist, board),
        last_meeting(calendar, checklist.as_of),
    )
    return tuple([meeting for meeting in candidates if meeting is not None])
