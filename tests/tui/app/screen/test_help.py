"""Every action is found without a manual: in the palette, the help and, most needed, the footer."""

from pathlib import Path
from typing import cast

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input, Static

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, pane_text, toasts, until
from tui.actions import ACTION_GROUPS, ACTIONS
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.help_page import MOVING_ROWS
from tui.app.widgets.key_footer import KeyFooter


async def test_palette_and_help_name_every_act(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = cast(Screen[object], main_screen(app))
        offered = {command.title.casefold() for command in app.get_system_commands(screen)}
        assert {act.label.casefold() for act in ACTIONS} <= offered
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = help_shown(app)
        assert [act.name for act in ACTIONS if act.help not in text] == []
        keys, shell = main_screen(app).keys, text.partition("The same in the shell")[2]
        rows = [f"{keys[act.name]} {act.command}" for act in ACTIONS]
        assert [row for row in rows if row not in shell] == []


def help_shown(app: MilepostApp) -> str:
    return " ".join("".join(str(each.content) for each in app.screen.query(Static)).split())


async def test_the_palette_names_the_keys_also_those_of_the_config_file(
    open_app: OpenApp, home: Path
) -> None:
    write_config(home, '[keys]\nnote = "z,f2"\n')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        for words, line in (
            ("tick", "open it again (space)"),
            ("note", "add a dated note (z or f2)"),
        ):
            app.screen.query_one(Input).value = words
            await until(pilot, lambda line=line: line in on_screen(app))  # type: ignore[misc] # of each turn its own


async def test_the_first_screen_of_help_holds_what_is_needed_first(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "q: quits" in on_screen(app))
        needed = {
            "show_item",
            "view_agenda",
            "view_board",
            "search",
            "travel",
            "tick",
            "note",
            "undo",
        }
        assert [
            act.name for act in ACTIONS if act.name in needed and act.help not in on_screen(app)
        ] == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_is_too_long_in_the_help_is_wrapped_under_its_text_and_not_under_the_key(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "Look and find" in on_screen(app))
        lines = on_screen(app).splitlines()
        first = next(n for n, line in enumerate(lines) if " Look and find" in line)
        left = lines[first].index("Look and find")
        last = next(n for n, line in enumerate(lines) if "Esc: close" in line)
        listed = [line[left:] for line in lines[first : last - 1]]
        headings = (*ACTION_GROUPS, "Moving")
        starts = {line[:10].strip() for line in listed if not line.startswith(headings)}
        labels = {row.key[:10] for row in MOVING_ROWS}
        assert starts - labels - {*main_screen(app).keys.values(), ""} == set()


async def test_keys_that_are_long_or_many_stay_whole_in_the_help(
    open_app: OpenApp, home: Path
) -> None:
    write_config(home, '[keys]\nnote = "ctrl+shift+f2,ctrl+shift+f3"\n')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "Look and find" in on_screen(app))
        await until(
            pilot, lambda: "ctrl+shift+f2 or ctrl+shift+f3 add a dated note" in on_screen(app)
        )


def test_every_act_is_in_a_group_of_the_help() -> None:
    assert {act.group for act in ACTIONS} == set(ACTION_GROUPS)


async def test_the_footer_at_80_columns_shows_the_keys_that_are_needed_most(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert on_screen(app).splitlines()[-1].rstrip() == (
            " ? help  space tick  n note  x mark  u undo  / filter  d date  v changes"
        )


async def test_a_click_on_a_key_in_the_footer_does_what_the_key_does(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        place = on_screen(app).splitlines()[-1].index("n note")
        assert await pilot.click(KeyFooter, offset=(place + 3, 0))
        await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def test_a_click_on_a_key_in_the_footer_does_it_once(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        place = on_screen(app).splitlines()[-1].index("x mark")
        assert await pilot.click(KeyFooter, offset=(place, 0))
        await until(pilot, lambda: "1 marked" in on_screen(app))
        await pilot.pause()
        assert len(main_screen(app).selection.refs) == 1


async def test_messages_name_the_key_that_the_config_file_gave_an_act(
    open_app: OpenApp, home: Path
) -> None:
    write_config(home, '[keys]\nundo = "z"\n')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Said", "enter", "enter")
        await until(pilot, lambda: "z takes it back" in toasts(app))
        await pilot.press("z")
        await until(pilot, lambda: "Taken back" in toasts(app))


def write_config(home: Path, text: str) -> None:
    folder = home / "config" / "milepost"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")


async def test_the_pane_names_the_keys_that_the_config_file_gave(
    open_app: OpenApp, home: Path
) -> None:
    write_config(home, '[keys]\nnote = "z"\ntick = "f2"\nshow_item = "f3"\n')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "z writes a note, f2 ticks" in pane_text(app, "#detail")
        await pilot.press("4")
        await pilot.pause()
        assert "f3 opens and closes it." in pane_text(app, "#detail")


async def test_at_60_columns_the_footer_shows_whole_keys_and_more_in_a_wider_window(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.pause()
        last = on_screen(app).splitlines()[-1]
        assert last.rstrip() == " ? help  space tick  n note  x mark  u undo  / filter"
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "t terms" in on_screen(app).splitlines()[-1])


async def test_at_60_columns_the_view_in_use_keeps_its_name_beside_a_filter(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("2", "slash", *"overdue ELS", "enter")
        await pilot.pause()
        assert (
            " ".join(on_screen(app).splitlines()[1].split())
            == "/ overdue ELS: 7 of 132 1 2 Pathways 3 4 5 6 7"
        )
        await pilot.press("escape")
        await pilot.pause()
        tabs = ["1", "2", "Pathways", "3", "4", "5", "6", "7"]
        assert on_screen(app).splitlines()[1].split() == tabs
