"""A journal of a Board's cycle, and the app on it: meetings, forecasts, a request, decisions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from textual.pilot import Pilot

from store.recorder import Recorder
from tests.tui.app.conftest import OpenApp, main_screen, press, until
from tui.app.app import MilepostApp
from tui.app.meeting.ask_walk import AskWalk

BOARD = "EMRRP Board"
NOV, JAN = date(2009, 11, 17), date(2010, 1, 12)
LATE = "2.4.4-c"  # due 31 Oct 2009
REVIEWS = "1.2.3-b"  # due 31 Mar 2010
TABLE = ("h", "enter", "enter")  # the paper for the next meeting, today


def record_cycle(app: MilepostApp) -> None:
    """Record two meetings, two dates that are asked for, a request, and three actions."""

    def meetings(recorder: Recorder) -> None:
        recorder.meet(NOV, date(2009, 4, 20), BOARD)
        recorder.meet(JAN, date(2009, 4, 20), BOARD)

    def asks(recorder: Recorder) -> None:
        recorder.forecast(LATE, date(2009, 11, 20), "Feb 2010", "Award letters are not out.")
        recorder.forecast(REVIEWS, date(2009, 11, 24), "Jun 2010", "The policy is awaited.")
        recorder.note("2.5.1-b", date(2009, 11, 25), "", ask="Release 20k for a locum.")

    def actions(recorder: Recorder) -> None:
        recorder.decide(
            "Concern about award letters",
            NOV,
            LATE,
            "Write to the team",
            "DOM Office",
            "27 Nov 2009",
        )
        recorder.decide("Readings", date(2009, 9, 15), "", "Confirm readings", "Leads", "Sep 2009")
        recorder.decide("Noted", NOV, REVIEWS, "Bring the draft", "ATB lead", "12 Jan 2010")

    app.workspace.record_all([meetings, asks, actions])
    app.workspace.recorded = ()


@asynccontextmanager
async def board_app(open_app: OpenApp) -> AsyncIterator[tuple[MilepostApp, Pilot[None]]]:
    """Run the app in a small window, on a journal of a Board's cycle."""
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        yield app, pilot


def picture(app: MilepostApp) -> str:
    """Return all that the Board view holds, on one line."""
    return " ".join(main_screen(app).area.drawing.text.replace("─", "").split())


def in_walk(app: MilepostApp) -> bool:
    return isinstance(app.screen, AskWalk)


async def table(pilot: Pilot[None], app: MilepostApp) -> None:
    """Table the present paper, which leads to its asks."""
    await press(pilot, *TABLE)
    await until(pilot, lambda: in_walk(app))
