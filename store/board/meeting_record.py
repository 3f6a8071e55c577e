"""What one meeting of a board did: its paper, its answers, other decisions, actions and notes."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from store.board.board_actions import BoardAction, board_actions
from store.board.boards import BoardScope, is_of_board
from store.board.tabled import TabledMeeting, find_tabled
from store.checklist.checklist import Checklist
from store.journal.entry import Entry

_APPROVED = frozenset({"rescheduled", "withdrawn"})


class MeetingRecord(Struct, frozen=True, kw_only=True):
    """What is recorded of a board's meeting, each in the order in which it happened.

    `decisions` are those that answer no ask of the paper. `approved` are new dates and withdrawals.
    `notes` are those of the day, about what reports to the board.
    """

    board: str
    on: date
    tabled: TabledMeeting | None
    decisions: tuple[Entry, ...]
    actions: tuple[BoardAction, ...]
    approved: tuple[Entry, ...]
    notes: tuple[Entry, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recorded of it."""
        return not (self.tabled or self.decisions or self.approved or self.notes)


def record_of_meeting(checklist: Checklist, scope: BoardScope, on: date) -> MeetingRecord:
    """Return what is recorded of the meeting of a board on a day.

    A decision that names no meeting counts for that of its day.
    """
    decided = _decisions(checklist, scope.board, on)
    ids = {entry.id for entry in decided}
    tabled = find_tabled(checklist.entries, scope.board, on)
    answers: tuple[Entry, ...] = ()
    if tabled is not None:
        answers = tuple(tabled.answers.values())
    actions = board_actions(checklist)
    return MeetingRecord(
        board=scope.board,
        on=on,
        tabled=tabled,
        decisions=tuple([entry for entry in decided if entry not in answers]),
        actions=tuple([action for action in actions if action.decision.id in ids]),
        approved=tuple(_approved(checklist, scope.board, on)),
        notes=tuple(_notes(checklist, scope, on)),
    )


def _decisions(checklist: Checklist, board: str, on: date) -> list[Entry]:
    """Return all that a meeting decided, the answers to its paper included."""
    decided = []
    for entry in checklist.decisions:
        of_board = is_of_board(entry, board, checklist.loaded)
        if of_board and _day_of_meeting(entry) == on.isoformat():
            decided.append(entry)
    return decided


def _day_of_meeting(entry: Entry) -> str:
    return entry.meeting or entry.on.isoformat()


def _approved(checklist: Checklist, board: str, on: date) -> Iterator[Entry]:
    for entry in checklist.entries:
        if entry.kind not in _APPROVED or entry.approved_by != board:
            continue
        if _day_of_meeting(entry) == on.isoformat():
            yield entry


def _notes(checklist: Checklist, scope: BoardScope, on: date) -> Iterator[Entry]:
    """Yield the notes of a day about what reports to a board."""
    items = checklist.by_ref()
    for entry in checklist.entries:
        if entry.kind != "note" or entry.on != on:
            continue
        item = items.get(entry.ref)
        pathways = item.planned.pathways if item else ()
        if not scope.pathways or not set(scope.pathways).isdisjoint(pathways):
            yield entry
