"""What marks and colours mean is one key away; what is marked is copied whole; help begins here."""

import pytest
from textual.widgets import Static

from store.checklist.milestones import deciding_items
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.help_dialog import HelpDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.registry import VIEWS
from tui.app.views.view_help import VIEW_HELP
from tui.wording.item_text import SYMBOLS


def page(app: MilepostApp) -> str:
    return "\n".join(str(pane.content) for pane in app.screen.query(Static))


async def test_the_key_of_the_colours_counts_what_is_there_now(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        lines = page(app).splitlines()
        counted = [item for item in app.workspace.items if item.planned.same_as is None]
        red = sum(item.state.colour == "red" for item in deciding_items(counted))
        assert any(line.startswith(f"{red:>5}  Red: more than") for line in lines)
        assert any("Green: reported on, nothing late" in line for line in lines)
        assert any("White: no word yet" in line for line in lines)
        missing = [status for status in SYMBOLS if f"] {status}" not in page(app)]
        assert missing == []


async def test_what_is_marked_is_copied_one_a_line(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x", "x", "y")
        lines = app.clipboard.splitlines()
        assert len(lines) == len(main_screen(app).selection.refs)
        refs = {line.split("  ")[0] for line in lines}
        assert refs == main_screen(app).selection.refs
        assert "2 items, one a line" in toasts(app)


def test_every_view_has_a_part_of_the_help() -> None:
    assert {view.id for view in VIEWS} <= set(VIEW_HELP)


@pytest.mark.parametrize(("key", "view"), [("1", "agenda"), ("2", "pathways"), ("5", "board")])
async def test_help_begins_with_the_view_that_one_is_in(
    open_app: OpenApp, key: str, view: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(key, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog))
        assert VIEW_HELP[view].about in " ".join(page(app).split())


async def test_help_leads_to_the_pages_of_the_docs(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark", "t")
        await pilot.press("end", "up")
        await until(pilot, lambda: "Status on a date" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "milepost help status" in on_screen(app))
        assert "the first row that applies decides" in " ".join(page(app).split())


async def test_in_a_form_f1_explains_the_form_and_keeps_what_is_typed(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d", *"25 N", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog))
        assert "25 Nov, friday, yesterday or 3 days ago" in " ".join(page(app).split())
        await pilot.press("escape", *"ov", "enter")
        await until(pilot, lambda: not isinstance(app.screen, FormDialog))
        assert app.workspace.as_of.isoformat() == "2009-11-25"
