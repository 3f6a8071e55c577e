"""Every act is found without a manual: in the palette, in the help, and the most needed in the footer."""

from pathlib import Path
from typing import cast

from textual.screen import Screen
from textual.widgets import Static

from tests.tui.app.conftest import OpenApp, main_screen, toasts, until
from tui.acts import ACTS
from tui.app.dialogs import TextDialog


async def test_palette_and_help_name_every_act(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = cast(Screen[object], main_screen(app))
        offered = {command.title.casefold() for command in app.get_system_commands(screen)}
        assert {act.label.casefold() for act in ACTS} <= offered
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = "".join(str(each.content) for each in app.screen.query(Static))
        assert [act.name for act in ACTS if act.help not in text or f"milepost {act.twin}" not in text] == []


async def test_the_footer_at_80_columns_shows_the_keys_that_are_needed_most(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        keys = [key for key in app.screen.query("FooterKey") if key.region.right <= app.size.width]
        assert [str(getattr(key, "description", "")) for key in keys] == [
            "help", "tick", "note", "mark", "undo", "filter", "date", "changes", "export", "plan",
        ]  # fmt: skip


async def test_messages_name_the_key_that_the_config_file_gave_an_act(open_app: OpenApp, home: Path) -> None:
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
