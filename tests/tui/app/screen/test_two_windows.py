"""What changes underneath is shown, and nothing that is being typed or looked at is lost by it."""

import errno
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from textual.widgets import Input

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    pane_text,
    shown,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.long_text import LongText


@pytest.fixture(autouse=True)
def _watch_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.screen.main_screen.WATCH_SECONDS", 0.01)


def write_elsewhere(
    app: MilepostApp, journal: Path, ref: str, text: str = "From the other window"
) -> None:
    workspace = app.workspace
    draft = EntryDraft(ref=ref, kind="note", on=workspace.as_of, text=text)
    Journal(journal, "0badcafe").record(
        [draft],
        plan=workspace.loaded.about.id,
        author="Health lead",
        now=workspace.settings.clock.now,
    )


def move(folder: Path, to: Path) -> None:
    folder.rename(to)


def put_a_file_there(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder")


async def test_while_a_form_is_open_nothing_is_touched_and_its_save_tells_the_news(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ref = current_ref(app)
        await pilot.press("n", "M")
        write_elsewhere(app, journal, ref)
        await pilot.press(*"ine")
        assert app.screen.query_one("#field-text", LongText).value == "Mine"
        assert app.workspace.contents.entries == ()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert "1 new from elsewhere, the last by Health lead, 30 Nov 2009" in toasts(app)
        await until(pilot, lambda: "From the other window" in pane_text(app, "#detail"))
        assert "Mine" in pane_text(app, "#detail")


async def test_news_comes_after_a_form_is_left(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        write_elsewhere(app, journal, "2.4.4-c")
        await pilot.press("escape")
        await until(pilot, lambda: "1 new from elsewhere" in toasts(app))


async def test_a_filter_being_typed_and_the_marks_stay_while_news_comes_in(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x", "slash", *"overdue E")
        write_elsewhere(app, journal, "2.4.4-c")
        await until(pilot, lambda: "1 new from elsewhere" in toasts(app))
        search = main_screen(app).query_one("#search", Input)
        assert app.focused is search
        await pilot.press(*"LS oct", "enter")
        assert search.value == app.workspace.filter.words == "overdue ELS oct"
        assert main_screen(app).selection.refs == {"1.3.1-a"}


async def test_a_journal_folder_that_vanishes_is_told_of_and_one_that_returns_is_shown(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ref = current_ref(app)
        write_elsewhere(app, journal, ref)
        await until(pilot, lambda: "From the other window" in pane_text(app, "#detail"))
        move(journal, tmp_path / "away")
        await until(pilot, lambda: "1 entry no longer in the journal's folder" in toasts(app))
        assert "From the other window" not in pane_text(app, "#detail")
        move(tmp_path / "away", journal)
        await until(pilot, lambda: "From the other window" in pane_text(app, "#detail"))


async def test_a_file_where_the_journal_was_is_said_once_and_the_lines_stay(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        write_elsewhere(app, journal, current_ref(app))
        await until(pilot, lambda: "1 new" in toasts(app))
        before = shown(app)
        put_a_file_there(journal)
        await until(pilot, lambda: "cannot be read" in toasts(app))
        assert shown(app) == before
        main_screen(app).query_one(KeyFooter).clear_message()
        await pilot.press("down", "down", "up", "up")
        assert toasts(app) == ""


async def test_a_file_half_written_by_a_sync_is_named_among_the_problems(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        write_elsewhere(app, journal, current_ref(app))
        await until(pilot, lambda: "From the other window" in pane_text(app, "#detail"))
        (journal / "health-lead-12345678.json").write_bytes(b"\x00\xff[/] not a journal")
        await until(
            pilot,
            lambda: any("health-lead-12345678" in str(p) for p in app.workspace.checklist.problems),
        )
        assert "From the other window" in pane_text(app, "#detail")


async def test_a_folder_that_fails_right_after_a_save_neither_loses_nor_doubles_it(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Path, "iterdir", refuse)
            await pilot.press("n", *"Once", "enter", "enter")
            await until(pilot, lambda: "Saved" in toasts(app))
            await until(pilot, lambda: "Once" in pane_text(app, "#detail"))
        assert [entry.text for entry in entries(journal)] == ["Once"]


def refuse(folder: Path) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied", str(folder))


async def test_a_plan_file_that_vanishes_leaves_the_app_as_it_was(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    shutil.copy(Path(open_app().workspace.loaded.path), path)
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        path.unlink()
        await pilot.press("2", "S", "1", "d", *"Oct 2009", "enter")
        await until(pilot, lambda: app.workspace.as_of.month == 10)
        write_elsewhere(app, journal, "1.3.1-a")
        await pilot.press("n", *"Still here", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
