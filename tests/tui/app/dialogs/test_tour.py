"""The tour is offered in the welcome, the help and the palette, and is never in the way."""

import re
from typing import cast

import pytest
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, until
from tui.actions import ACTIONS
from tui.app.app import MilepostApp
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.dialogs.tour_dialog import TOUR, TourDialog


def in_tour(app: MilepostApp) -> bool:
    return isinstance(app.screen, TourDialog)


def title(app: MilepostApp) -> str:
    return str(app.screen.query_one("#title", Static).content)


def test_the_tour_has_five_screens_and_names_only_keys_that_exist() -> None:
    assert len(TOUR) == 5
    named = {name for _, text in TOUR for name in re.findall(r"\{(\w+)\}", text)}
    assert named <= {act.name for act in ACTIONS}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_from_the_help_it_is_read_to_its_end_and_left_at_any_time(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("question_mark", "o")
        await until(pilot, lambda: in_tour(app))
        for number, (name, _) in enumerate(TOUR, start=1):
            assert title(app) == f"{number} of 5: {name}"
            await pilot.pause()
            assert "Esc: leave" in on_screen(app)
            await pilot.press("enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        await pilot.press("question_mark", "o", "enter", "left", "left")
        assert title(app).startswith("1 of 5")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main_screen(app))


async def test_the_welcome_offers_it_and_waits_behind_it(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlanDialog))
        await pilot.press("t")
        await until(pilot, lambda: in_tour(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PlanDialog))


async def test_the_palette_names_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True):
        screen = cast(Screen[object], main_screen(app))
        titles = [command.title for command in app.get_system_commands(screen)]
        assert "Tour" in titles
