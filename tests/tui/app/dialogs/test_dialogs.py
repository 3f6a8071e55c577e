"""No text that is typed into a dialog is lost, in a small window or if the disk is full."""

import errno
import os
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.app.conftest import OpenApp, entries, main_screen, on_screen, refusal, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.widgets.long_text import LongText

HALF = "Half a note"


async def begin_a_note(pilot: Pilot[None]) -> None:
    await pilot.press("n", *HALF)
    await pilot.pause()


def text_of(app: MilepostApp, field: str = "text") -> str:
    return field_widget(app, field).value


def field_widget(app: MilepostApp, field: str = "text") -> Input | LongText:
    """Return the widget of a field."""
    widget = app.screen.query_one(f"#field-{field}")
    assert isinstance(widget, Input | LongText)
    return widget


@pytest.mark.parametrize("key", ["ctrl+q", "escape"])
async def test_an_unfinished_note_is_asked_about_once_and_dropped_when_told_again(
    open_app: OpenApp, journal: Path, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_note(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert "This is not saved" in refusal(app)
        assert text_of(app) == HALF
        assert app.return_code is None
        await pilot.press(key)
        await pilot.pause()
        assert (app.return_code == 0) if key == "ctrl+q" else (app.screen is main_screen(app))
    assert entries(journal) == ()


@pytest.mark.parametrize(
    "keys", [("q",), ("ctrl+q",), ("n", "ctrl+q"), ("2", "question_mark", "ctrl+q")]
)
async def test_where_nothing_is_typed_leaving_asks_nothing(
    open_app: OpenApp, keys: tuple[str, ...]
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.return_code == 0


@pytest.mark.parametrize("key", ["d", "e"])
async def test_a_date_or_a_file_name_is_dropped_without_a_question(
    open_app: OpenApp, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(key, *"Oct", "escape")
        await pilot.pause()
        assert app.screen is main_screen(app)


async def test_the_letter_q_in_a_note_is_a_letter(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"q quits")
        await pilot.pause()
        assert text_of(app) == "q quits"
        assert app.return_code is None


async def test_each_way_of_leaving_asks_for_itself_and_asks_again_of_other_words(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_note(pilot)
        for key in ("escape", "ctrl+q", "escape", "x", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, FormDialog)
            name = "Esc" if key == "escape" else key
            question = f"This is not saved. {name} again drops it, Enter saves it."
            assert refusal(app) == ("" if key == "x" else question)
        assert text_of(app) == f"{HALF}x"
        assert app.return_code is None


async def test_after_the_question_enter_saves_from_any_field(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_note(pilot)
        await pilot.press("ctrl+q", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == [HALF]


async def test_quitting_from_the_palette_over_a_note_asks_too(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_note(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press("ctrl+q", "escape")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert app.return_code is None
        assert text_of(app) == HALF


def no_folder(journal: Path, _: pytest.MonkeyPatch) -> None:
    journal.write_text("a file where the folder should be")


def repair(journal: Path) -> None:
    if journal.is_file():
        journal.unlink()


def full_disk(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


@pytest.mark.parametrize("fault", [no_folder, full_disk])
async def test_a_save_that_fails_keeps_the_words_and_enter_tries_again_from_any_field(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    app = open_app()
    assert callable(fault)
    with monkeypatch.context() as broken:
        fault(journal, broken)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await begin_a_note(pilot)
            await pilot.press("enter", "enter")
            await until(pilot, lambda: "Nothing was recorded" in refusal(app))
            assert "Your words are still here: Enter tries again." in refusal(app)
            assert text_of(app) == HALF
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, FormDialog), "leaving asks, as nothing is saved"
            broken.undo()
            repair(journal)
            field_widget(app).focus()
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == [HALF]


FIELDS = ("when", "approved_by", "text", "on")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (40, 12)])
async def test_every_field_can_be_reached_and_seen_in_a_small_window(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app(by=None)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.pause()
        for field in (*FIELDS, "author"):
            assert app.focused is field_widget(app, field)
            field_widget(app, field).value = f"is-{field}"
            await pilot.pause()
            assert f"is-{field}" in on_screen(app)
            await pilot.press("tab")
            await pilot.pause()


async def test_a_refusal_and_the_keys_are_in_sight_in_a_small_window(open_app: OpenApp) -> None:
    app = open_app(by=None)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("r", *"soon", "enter")
        await pilot.pause()
        assert "'soon' is not a time" in on_screen(app)
        assert "Esc: cancel" in on_screen(app)
        assert "soon" in text_of(app, "when")


async def test_the_window_may_change_its_size_while_a_note_is_typed(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("r", *"Jan 2010", "enter", *"EMRRP Bo")
        for size in ((60, 20), (30, 9), (80, 24), (5, 2), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.focused is field_widget(app, "approved_by")
        assert "EMRRP Bo" in on_screen(app)
        await pilot.press(*"ard", "enter", "enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [(entry.when, entry.approved_by) for entry in entries(journal)] == [
        ("Jan 2010", "EMRRP Board")
    ]


async def test_a_note_that_is_being_typed_outlives_a_change_from_elsewhere(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_note(pilot)
        other = open_app(by="Health lead")
        other.workspace.record_all(
            [
                lambda recorder: recorder.note(
                    "2.4.2-a", app.workspace.as_of, "From the other window"
                )
            ]
        )
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    # The clock of the tests does not move, so that the order of the two is open.
    assert {entry.text for entry in entries(journal)} == {"From the other window", HALF}


@pytest.mark.parametrize(("opens", "dialog"), [("question_mark", TextDialog), ("p", PlanDialog)])
@pytest.mark.parametrize("closes", ["escape", "q"])
async def test_what_is_only_read_or_picked_from_closes_by_escape_and_q(
    open_app: OpenApp, opens: str, dialog: type, closes: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(opens)
        await pilot.pause()
        assert isinstance(app.screen, dialog)
        await pilot.press(closes)
        await pilot.pause()
        assert app.screen is main_screen(app)
        assert app.return_code is None
