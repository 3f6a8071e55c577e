"""A journal of a Board's cycle: meetings, forecasts, a request, and decisions with actions."""

from datetime import date

from store.recorder import Recorder
from tui.app.app import MilepostApp

BOARD = "EMRRP Board"
NOV, JAN = date(2009, 11, 17), date(2010, 1, 12)
LATE = "2.4.4-c"  # due 31 Oct 2009
REVIEWS = "1.2.3-b"  # due 31 Mar 2010


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
