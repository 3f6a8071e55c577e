"""The heading says if the journal that was named is not there."""

from pathlib import Path

import pytest

from tests.tui.app.conftest import OpenApp, main_screen, pane_text, until
from tui.app.views.pane_texts import heading_text
from tui.app.workspace import Workspace
from tui.config.settings import Options, read_settings

MARK = " no journal there "


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_named_journal_that_is_not_there_is_marked_until_something_is_recorded(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        assert MARK in pane_text(app, "#heading")
        await pilot.press("n", *"made", "enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        await pilot.pause()
        assert MARK not in pane_text(app, "#heading")


def test_a_link_to_nowhere_is_marked(open_app: OpenApp, journal: Path) -> None:
    journal.symlink_to(journal.parent / "nowhere")
    assert MARK in heading_text(open_app().workspace, 80).plain


def test_a_named_journal_that_is_empty_is_not_marked(open_app: OpenApp, journal: Path) -> None:
    journal.mkdir()
    assert MARK not in heading_text(open_app().workspace, 80).plain


def test_the_usual_journal_before_the_first_note_is_not_marked() -> None:
    settings = read_settings(Options(plan="east-midlands-2009-10", by="ELS lead"), {})
    assert MARK not in heading_text(Workspace(settings), 80).plain
