"""Which board the app is about, its position, and which meeting is being held."""

from typing import TYPE_CHECKING

from store.checklist.checklist import Checklist
from store.checklist.meetings import Meeting

if TYPE_CHECKING:
    from store.board.position import BoardPosition


class BoardChoice:
    """The board that was chosen, the plan's first until one is.

    `name` is empty for the first board. `sitting` is the meeting that decisions are taken down in,
    None outside meeting mode.
    """

    def __init__(self) -> None:
        self.name = ""
        self.sitting: Meeting | None = None
        self._name_before = ""
        self._position: BoardPosition | None = None
        self._made_for: tuple[Checklist, str] | None = None

    def open_meeting(self, board: str, sitting: Meeting | None) -> None:
        """Be about a board and its meeting until `close_meeting`."""
        self._name_before = self.name
        self.name, self.sitting = board, sitting

    def sit(self, meeting: Meeting | None) -> None:
        """Be about another meeting, and its board."""
        self.sitting = meeting
        if meeting is not None:
            self.name = meeting.board

    def close_meeting(self) -> None:
        """Be about the board of before."""
        self.name, self.sitting = self._name_before, None

    def position(self, checklist: Checklist) -> "BoardPosition":
        """Return the position of the board, which is built once for each checklist."""
        made_for = self._made_for
        if self._position is None or made_for is None or made_for[0] is not checklist:
            return self._build(checklist)
        if made_for[1] != self.name:
            return self._build(checklist)
        return self._position

    def _build(self, checklist: Checklist) -> "BoardPosition":
        from store.board.position import board_position  # which the first frame does not need

        self._position = board_position(checklist, self.name)
        self._made_for = (checklist, self.name)
        return self._position
