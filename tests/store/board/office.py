"""A journal on disk that several people write into, on their own machines, for these tests."""

from datetime import UTC, date, datetime
from pathlib import Path

from plan_data.load import LoadedPlan
from plan_data.model import Board
from store.board.asks import BoardAsks, find_asks
from store.board.board_recorder import BoardRecorder
from store.board.boards import find_meeting
from store.board.tabled import checklist_as_tabled, file_orders, find_tabled
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from store.journal.folder import Journal, read_folder
from store.recorder import Recorder
from tests.store.factories import milestone, plan_with, with_boards

BOARD = "EMRRP Board"
NOVEMBER, JANUARY = date(2009, 11, 17), date(2010, 1, 12)
PLAN = with_boards(
    plan_with(
        milestone("Sep 2009"),
        milestone("Oct 2009", "b"),
        milestone("undated (none)", "c"),
        milestone("Mar 2010", "d"),
    ),
    Board(BOARD, dates=("2009-11-17", "2010-01-12")),
    Board("OLASS Board", meets="every quarter"),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


class Office:
    """A journal's folder. Each act reads it, and is recorded at noon of the day it is about."""

    def __init__(self, folder: Path, plan: LoadedPlan = PLAN) -> None:
        self.folder = folder
        self.plan = plan

    def recorder(self, on: str, by: str = "ELS lead", machine: str = "0badcafe") -> Recorder:
        return Recorder(
            self.plan,
            Journal(self.folder, machine),
            read_folder(self.folder).entries,
            author=by,
            now=datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC),
            today=day(on),
        )

    def board(self, on: str, by: str = "Secretary") -> BoardRecorder:
        return BoardRecorder(self.recorder(on, by), BOARD)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return read_folder(self.folder).entries

    def checklist(self, as_of: str, known_on: str = "") -> Checklist:
        known = day(known_on) if known_on else None
        return build_checklist(self.plan, self.entries, day(as_of), known)

    def asks(self, as_of: str, meeting: date) -> BoardAsks:
        checklist = self.checklist(as_of)
        return find_asks(checklist.counted, checklist.measure_states, meeting)

    def table(self, on: str, meeting: date, as_of: str = "") -> Entry:
        checklist = self.checklist(as_of or on)
        asks = find_asks(checklist.counted, checklist.measure_states, meeting)
        orders = file_orders(self.folder, self.plan.about.id)
        found = find_meeting(checklist, BOARD, meeting)
        return self.board(on).table(found, day(on), checklist, asks.asked, orders)

    def as_tabled(self, meeting: date, as_of: str = "2010-03-31") -> Checklist:
        checklist = self.checklist(as_of)
        tabled = find_tabled(checklist.entries, BOARD, meeting)
        assert tabled is not None
        orders = file_orders(self.folder, self.plan.about.id)
        rebuilt = checklist_as_tabled(checklist, self.entries, tabled.entry, orders)
        assert rebuilt is not None
        return rebuilt


def statuses(checklist: Checklist) -> list[tuple[str, str, date | None]]:
    """Return what a paper shows of each item: ref, status and the date in force."""
    return [(item.ref, item.state.status, item.state.due) for item in checklist.items]
