"""An app that was left open moves on to the new day, unless a date was asked for."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests.tui.app.conftest import OpenApp, main_screen, pane_text
from tui.app.app import MilepostApp
from tui.config.settings import Clock

NEXT_MORNING = datetime(2009, 12, 1, 8, tzinfo=UTC)


def let_the_night_pass(app: MilepostApp) -> None:
    settings = app.workspace.settings
    app.workspace.settings = msgspec.structs.replace(settings, clock=Clock(NEXT_MORNING))
    main_screen(app)._between_keys()  # noqa: SLF001 - what the timer calls


async def test_the_new_day_is_shown_where_no_date_was_asked_for(open_app: OpenApp) -> None:
    app = open_app(as_of=None)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert "as of 30 Nov 2009" in pane_text(app, "#heading")
        late = app.workspace.checklist.by_ref()["1.3.1-a"].state.days_late
        let_the_night_pass(app)
        await pilot.pause()
        assert "as of 1 Dec 2009" in pane_text(app, "#heading")
        assert "not today" not in pane_text(app, "#heading")
        assert app.workspace.checklist.by_ref()["1.3.1-a"].state.days_late == late + 1


async def test_an_as_of_date_stays(open_app: OpenApp) -> None:
    app = open_app(as_of="2009-11-30")
    async with app.run_test(size=(120, 40), notifications=True):
        let_the_night_pass(app)
        assert "as of 30 Nov 2009" in pane_text(app, "#heading")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("30 Nov 2009", "30 Nov 2009"),
        ("31 Oct 2009", "31 Oct 2009"),
        ("today", "1 Dec 2009"),
        ("Today", "1 Dec 2009"),
    ],
)
@pytest.mark.parametrize("as_of", [None, "2009-10-31"])
async def test_a_date_that_was_typed_stays_and_today_does_not(
    open_app: OpenApp, as_of: str | None, typed: str, shown: str
) -> None:
    app = open_app(as_of=as_of)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("d", *typed, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is main_screen(app)
        let_the_night_pass(app)
        assert f"as of {shown}" in pane_text(app, "#heading")


async def test_nothing_moves_under_an_open_form(open_app: OpenApp) -> None:
    app = open_app(as_of=None)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("n", "x")
        let_the_night_pass(app)
        assert "as of 30 Nov 2009" in pane_text(app, "#heading")
        await pilot.press("escape", "escape")
        await pilot.pause()
        let_the_night_pass(app)
        assert "as of 1 Dec 2009" in pane_text(app, "#heading")
