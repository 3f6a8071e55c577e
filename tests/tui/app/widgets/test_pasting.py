"""Several lines pasted into one are joined or refused as a whole, and never cut."""

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.app.conftest import OpenApp, main_screen, refusal, until
from tui.app.app import MilepostApp

LINES = "overdue\r\nELS\njan"


def value(app: MilepostApp, selector: str) -> str:
    return app.screen.query_one(selector, Input).value


@pytest.mark.parametrize(("key", "selector"), [("slash", "#search"), ("t", "Input")])
async def test_words_to_look_for_are_joined_by_spaces(
    open_app: OpenApp, key: str, selector: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(key)
        app.post_message(events.Paste(LINES))
        await until(pilot, lambda: value(app, selector) != "")
        assert value(app, selector) == "overdue ELS jan"


async def test_the_words_that_were_joined_filter(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        app.post_message(events.Paste(LINES))
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace.filter.words == "overdue ELS jan")
        assert main_screen(app).focused is main_screen(app).rows


@pytest.mark.parametrize(
    ("keys", "selector"),
    [(["p", "tab"], "#path"), (["e", "tab"], "#compare"), (["e", "enter"], "#file")],
    ids=str,
)
async def test_a_path_and_the_fields_of_an_export_refuse_them_and_stay_as_they_were(
    open_app: OpenApp, keys: list[str], selector: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: app.focused is app.screen.query_one(selector))
        before = value(app, selector)
        app.post_message(events.Paste("plans/a.yaml\nplans/b.yaml"))
        await until(pilot, lambda: "has one line: paste one, not 2." in refusal(app))
        assert value(app, selector) == before
        app.post_message(events.Paste("\nnext\n"))
        await until(pilot, lambda: "next" in value(app, selector))
