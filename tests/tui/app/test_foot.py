"""The foot of the screen: the keys, and in their place for a while what was said."""

import pytest

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, toasts, until
from tui.app.key_footer import KeyFooter


def foot(screen: str) -> str:
    return screen.splitlines()[-1]


async def test_what_was_saved_is_said_at_the_foot_and_covers_no_line_of_the_list(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        before = on_screen(app).splitlines()
        await pilot.press("n", *"Asked", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.pause()
        now = on_screen(app).splitlines()
        assert "u takes it back" in " ".join(now[-2:])
        assert now[2:10] == before[2:10]
        assert list(app._notifications) == []  # noqa: SLF001 - Textual shows no other way


async def test_a_click_on_what_was_said_brings_the_keys_back(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        keys = foot(on_screen(app))
        main_screen(app).tell("Something")
        await pilot.pause()
        assert foot(on_screen(app)).strip() == "Something"
        await pilot.click(KeyFooter)
        await pilot.pause()
        assert foot(on_screen(app)) == keys


@pytest.mark.parametrize("size", [(30, 12), (60, 20), (120, 40)])
async def test_long_words_take_the_lines_they_need_and_the_list_gives_them(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        main_screen(app).tell("one two three four five six seven eight nine ten eleven twelve thirteen fourteen end.")
        await pilot.pause()
        assert "end." in on_screen(app)
        main_screen(app).tell("short")
        await pilot.pause()
        assert foot(on_screen(app)).strip() == "short"
        assert "end." not in on_screen(app)


async def test_what_was_said_is_text_and_never_markup(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).tell("[/] [bold]x[/wrong]", severe=True)
        await pilot.pause()
        assert "[/] [bold]x[/wrong]" in on_screen(app)
