"""The footer shows the keys, or for some seconds a message."""

import pytest

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, toasts, until
from tui.app.widgets.key_footer import KeyFooter


def last_line(screen: str) -> str:
    return screen.splitlines()[-1]


async def test_what_was_saved_is_said_at_the_foot_and_covers_no_line_of_the_list(
    open_app: OpenApp,
) -> None:
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
        keys = last_line(on_screen(app))
        main_screen(app).show_message("Something")
        await pilot.pause()
        assert last_line(on_screen(app)).strip() == "Something"
        await pilot.click(KeyFooter)
        await pilot.pause()
        assert last_line(on_screen(app)) == keys


async def test_what_was_said_leaves_with_the_next_key(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        keys = last_line(on_screen(app))
        await pilot.press("n", *"Asked", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.press("down")
        await pilot.pause()
        assert last_line(on_screen(app)) == keys


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("nothing was recorded: it is late.", "Nothing was recorded: it is late."),
        ("who approved it is missing.", "Who approved it is missing."),
        ("a.yaml is not there.", "a.yaml is not there."),
        ("1.1.1-a is done already.", "1.1.1-a is done already."),
        ("els-2 is no code.", "els-2 is no code."),
        ("", ""),
    ],
)
async def test_a_sentence_begins_with_a_capital_and_a_name_stays_as_it_is(
    open_app: OpenApp, sentence: str, shown: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True):
        main_screen(app).show_message(sentence)
        assert toasts(app) == shown


@pytest.mark.parametrize("size", [(30, 12), (60, 20), (120, 40)])
async def test_long_words_take_the_lines_they_need_and_the_list_gives_them(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        main_screen(app).show_message(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen end."
        )
        await pilot.pause()
        assert "end." in on_screen(app)
        main_screen(app).show_message("Short")
        await pilot.pause()
        assert last_line(on_screen(app)).strip() == "Short"
        assert "end." not in on_screen(app)


async def test_what_was_said_is_text_and_never_markup(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).show_message("[/] [bold]x[/wrong]", is_error=True)
        await pilot.pause()
        assert "[/] [bold]x[/wrong]" in on_screen(app)


async def test_a_folder_s_name_cannot_steer_the_terminal_by_what_is_said_of_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).show_message("the folder 'x\x1b[31m\u202ey' cannot be read")
        await pilot.pause()
        assert not {"\x1b", "\u202e"} & set(on_screen(app))


async def test_a_long_note_leaves_room_for_how_it_is_taken_back(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(30, 12), notifications=True) as pilot:
        await pilot.press("n", *"word " * 60, "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.pause()
        assert "u takes it back" in " ".join(on_screen(app).split())


async def test_where_words_leave_the_list_one_line_it_is_the_cursor_s(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(30, 8), notifications=True) as pilot:
        main_screen(app).show_message("word " * 30)
        await pilot.pause()
        rows = main_screen(app).rows
        assert rows.scroll_offset.y <= rows.cursor < rows.scroll_offset.y + rows.size.height
