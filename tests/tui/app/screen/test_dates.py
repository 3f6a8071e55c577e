"""The date moves by keys: a day, a month, to the last and next Board; an empty box is today."""

from datetime import date

import pytest

from store.checklist.meetings import Meeting
from tests.tui.app.conftest import OpenApp, on_screen, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.screen.date_steps import Step, step_date

KEYS = {
    "comma": date(2009, 11, 29),
    "full_stop": date(2009, 12, 1),
    "less_than_sign": date(2009, 10, 31),
    "greater_than_sign": date(2009, 12, 31),
    "left_parenthesis": date(2009, 11, 17),
    "right_parenthesis": date(2010, 1, 12),
}


def with_boards(app: MilepostApp) -> MilepostApp:
    """Return the app after two meetings were put into the calendar."""
    for day in (date(2009, 11, 17), date(2010, 1, 12)):
        app.workspace.record_all(
            [lambda recorder, day=day: recorder.meet(day, date(2009, 11, 2), "EMRRP Board")]  # type: ignore[misc] # a lambda's default
        )
    return app


@pytest.mark.parametrize(("key", "day"), KEYS.items())
async def test_a_key_moves_the_date(open_app: OpenApp, key: str, day: date) -> None:
    app = with_boards(open_app())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(key)
        assert app.workspace.as_of == day
        await pilot.pause()
        assert "(not today)" in on_screen(app).splitlines()[0]
        back = {"comma": "full_stop", "full_stop": "comma"}.get(key)
        if back:
            await pilot.press(back)
            assert app.workspace.as_of == date(2009, 11, 30)
            assert app.workspace.follows_today


async def test_beyond_the_last_board_there_is_a_sentence(open_app: OpenApp) -> None:
    app = with_boards(open_app())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press(*["right_parenthesis"] * 2)
        assert "No Board date after" in toasts(app)
        assert "+ records one" in toasts(app)


async def test_enter_on_the_empty_box_is_today_and_follows_it(open_app: OpenApp) -> None:
    app = open_app(as_of="2009-10-31")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace.as_of == date(2009, 11, 30))
        assert app.workspace.follows_today


async def test_a_day_is_typed_as_people_say_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d", *"25th Sept", "enter")
        await until(pilot, lambda: app.workspace.as_of == date(2009, 9, 25))


@pytest.mark.parametrize(
    ("day", "step", "by", "meant"),
    [
        (date(2009, 3, 31), "month", -1, date(2009, 2, 28)),
        (date(2009, 1, 30), "month", 1, date(2009, 2, 28)),
        (date(2009, 2, 28), "month", 1, date(2009, 3, 31)),
        (date(2009, 12, 15), "month", 1, date(2010, 1, 15)),
        (date(1900, 1, 1), "day", -1, None),
        (date(2199, 12, 5), "month", 1, None),
        (date(2009, 11, 17), "board", -1, None),
        (date(2009, 11, 17), "board", 1, None),
        (date(2009, 11, 16), "board", 1, date(2009, 11, 17)),
    ],
)
def test_a_step_ends_in_a_day_that_exists(
    day: date, step: Step, by: int, meant: date | None
) -> None:
    assert step_date(day, step, by, [Meeting(date(2009, 11, 17), "Board")]) == meant
