"""The changes since the last meeting or any date: each item then and now, and who recorded it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.tui.app.conftest import OpenApp, entries, refusal, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog

PLAN = "east-midlands-2009-10"


def record(journal: Path, by: str, at: datetime, *drafts: EntryDraft) -> None:
    Journal(journal, "0badcafe").record(drafts, plan=PLAN, author=by, now=at)


def read(app: MilepostApp) -> str:
    assert isinstance(app.screen, TextDialog)
    return "\n".join(str(static.content) for static in app.screen.query(Static))


async def test_without_a_meeting_the_end_of_the_quarter_before_is_proposed(
    open_app: OpenApp, journal: Path
) -> None:
    tick = EntryDraft(ref="2.4.4-c", kind="done", on=date(2009, 11, 3), text="Signed")
    record(journal, "Health lead", datetime(2009, 11, 4, 9, tzinfo=UTC), tick)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert app.screen.query_one(Input).value == "30 Sep 2009"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = read(app)
        assert "Changed from 30 Sep 2009 to 30 Nov 2009" in text
        assert "Recorded since: 1 item\n" in text
        assert "2.4.4-c  NOMS co-financing contracts in place: due soon -> done late 3d" in text
        assert "3 Nov 2009  done  by Health lead: Signed" in text
        assert "Changed by the calendar alone" in text
        title = "Regional Delivery Plan for employer engagement agreed"
        assert f"2.4.5-a  {title}: due soon -> OVERDUE 30d" in text


async def test_the_last_meeting_is_proposed_where_one_is_known(
    open_app: OpenApp, journal: Path
) -> None:
    meeting = EntryDraft(
        ref="", kind="meeting", on=date(2009, 9, 1), when="2009-10-13", board="EMRRP Board"
    )
    record(journal, "Board secretary", datetime(2009, 9, 1, 9, tzinfo=UTC), meeting)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert app.screen.query_one(Input).value == "13 Oct 2009"


async def test_a_late_entry_about_an_earlier_day_counts_as_new(
    open_app: OpenApp, journal: Path
) -> None:
    tick = EntryDraft(ref="1.3.1-a", kind="done", on=date(2009, 4, 30))
    record(journal, "Finance lead", datetime(2009, 11, 20, 9, tzinfo=UTC), tick)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert (
            "1.3.1-a  East Midlands Reducing Re-offending Delivery Plan refreshed: OVERDUE 61d -> done"
            in read(app)
        )


async def test_a_pathway_in_view_is_told_of_alone_and_what_is_only_nearer_is_counted(
    open_app: OpenApp,
) -> None:
    app = open_app(as_of="2009-12-31")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "S", "v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "the 13 items in view" in str(app.screen.query_one("#title", Static).content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = read(app)
        assert "Recorded since: 0 items" in text
        assert "Changed by the calendar alone: 4 items" in text
        assert "Not listed: 1 item that passed from not due to due soon" in text
        assert "1.3.1-a" not in text


async def test_what_was_reported_and_taken_back_since_says_by_whom(
    open_app: OpenApp, journal: Path
) -> None:
    september = datetime(2009, 9, 15, 9, tzinfo=UTC)
    record(
        journal, "ELS lead", september, EntryDraft(ref="2.4.2-a", kind="done", on=date(2009, 8, 28))
    )
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert len(entries(journal)) == 1, "an entry of another day is not taken back unasked"
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Taken back" in toasts(app))
        await pilot.press("v", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "done -> OVERDUE 91d" in read(app)
        assert "taken back by ELS lead, 30 Nov 2009: 28 Aug 2009  done  by ELS lead" in read(app)


async def test_a_board_decision_since_then_is_told(open_app: OpenApp, journal: Path) -> None:
    decision = EntryDraft(ref="", kind="decision", on=date(2009, 11, 17), text="Meet monthly")
    record(journal, "Board secretary", datetime(2009, 11, 18, 9, tzinfo=UTC), decision)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert (
            "about the whole plan\n17 Nov 2009  decision  by Board secretary: Meet monthly"
            in read(app)
        )


@pytest.mark.parametrize("typed", ["30 Nov 2009", "2010", "soon", "31 Feb 2009"])
async def test_a_day_that_leaves_nothing_to_compare_is_refused_in_place(
    open_app: OpenApp, typed: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: refusal(app) != "")
        assert isinstance(app.screen, FormDialog)


async def test_returns_and_states_of_measures_are_named_then_and_now(
    open_app: OpenApp, journal: Path
) -> None:
    record(
        journal,
        "Enforcement lead",
        datetime(2009, 7, 20, 9, tzinfo=UTC),
        EntryDraft(ref="3.1.1-m1@Q1-2009/10", kind="actual", on=date(2009, 7, 20), number=62.0),
    )
    record(
        journal,
        "Enforcement lead",
        datetime(2009, 10, 20, 9, tzinfo=UTC),
        EntryDraft(ref="3.1.1-m1@Q1-2009/10", kind="actual", on=date(2009, 10, 20), number=61.2),
        EntryDraft(ref="3.1.1-m1@Q2-2009/10", kind="actual", on=date(2009, 10, 20), number=61.8),
    )
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7", "v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = read(app)
        assert "Measures: 1 corrected return, 1 new return" in text
        title = "End to End Enforcement, the region as a whole"
        assert f"3.1.1-m1@Q1-2009/10  {title}: corrected return, met, 62 of 61.8% -> short" in text
        assert "    20 Oct 2009  actual 61.2  by Enforcement lead" in text
        assert f"3.1.1-m1@Q2-2009/10  {title}: new return, due soon, target 61.8% -> met" in text
