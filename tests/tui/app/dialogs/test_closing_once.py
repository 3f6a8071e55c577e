"""A dialog that was answered takes nothing more: it closes once, and saves once."""

from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.content import Content
from textual.widgets import OptionList

from plan_data.errors import Refused, Unusable
from plan_data.model import Term
from store.journal.entry import Entry
from tests.tui.app.conftest import OpenApp, entries, main_screen, refusal, until
from tui.app.app import MilepostApp
from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.export import InView
from tui.app.dialogs.export_dialog import ExportDialog
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.forms import build_form
from tui.app.dialogs.glossary_dialog import GlossaryDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.plan_dialog import build_plan_dialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.drafts import Drafts
from tui.app.widgets.long_text import LongText

Make = Callable[[MilepostApp], Dialog[Any]]


def note_form(app: MilepostApp) -> FormDialog[list[Entry]]:
    return build_form(app.workspace, "note", app.workspace.checklist.items[:2])


DIALOGS: dict[str, tuple[Make, str]] = {
    "form": (note_form, "leave"),
    "pick": (lambda _: PickDialog("Which?", {"a": "A", "b": "B"}), "leave"),
    "plan": (lambda app: build_plan_dialog(app.workspace), "leave"),
    "text": (lambda _: TextDialog("Help", lambda _: Content("text")), "leave"),
    "glossary": (lambda _: GlossaryDialog([Term("ELS", "x")], []), "leave"),
    "export": (lambda app: ExportDialog(app.workspace, InView(())), "leave"),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_closing_twice_closes_once(open_app: OpenApp, name: str) -> None:
    make, action = DIALOGS[name]
    app = open_app()
    results: list[object] = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = make(app)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        getattr(dialog, f"action_{action}")()
        getattr(dialog, f"action_{action}")()
        await pilot.pause()
        getattr(dialog, f"action_{action}")()
        await pilot.pause()
        assert app.screen is main_screen(app)
    assert results == [None]


@pytest.mark.parametrize("name", ["pick", "plan"])
async def test_a_choice_that_comes_twice_counts_once(open_app: OpenApp, name: str) -> None:
    app = open_app()
    results: list[object] = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(DIALOGS[name][0](app), results.append)
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        options.action_select()
        options.action_select()
        options.action_select()
        await until(pilot, lambda: bool(results))
        await pilot.pause()
        assert app.screen is main_screen(app)
    assert len(results) == 1


async def test_an_enter_of_before_the_form_closed_saves_nothing_more(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = note_form(app)
        app.push_screen(form)
        await pilot.pause()
        text = form.query_one("#field-text")
        assert isinstance(text, LongText)
        text.value = "written once"
        for _ in range(5):
            form.action_save()
        await until(pilot, lambda: app.screen is main_screen(app))
        form.action_save()
        form.next_or_save()
        await pilot.pause()
    assert [entry.text for entry in entries(journal)] == [
        "written once",
        "written once",
    ]  # of two items


class Slow:
    """Saves when it is released, and counts how often."""

    def __init__(self, error: Exception | None = None) -> None:
        self.release = Event()
        self.saved: list[str] = []
        self._error = error

    def __call__(self, texts: Mapping[str, str]) -> str:
        self.release.wait(20)
        if self._error:
            raise self._error
        self.saved.append(texts["text"])
        return texts["text"]


async def test_a_save_that_stalls_takes_no_second_enter(open_app: OpenApp) -> None:
    app = open_app()
    slow = Slow()
    results: list[object] = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(FormDialog("Slow", [Field("text", "Text")], slow), results.append)
        await pilot.press(*"abc", "enter")
        form = app.screen
        assert isinstance(form, Dialog)
        await until(pilot, lambda: form.is_busy)
        app.simulate_key("enter")
        app.simulate_key("escape")
        await until(pilot, lambda: "Saving" in refusal(app))
        slow.release.set()
        await until(pilot, lambda: bool(results))
    assert (slow.saved, results) == (["abc"], ["abc"])


@pytest.mark.parametrize("error", [Refused("not so."), Unusable("the disk is full.")])
async def test_after_a_save_that_failed_the_form_saves_again(
    open_app: OpenApp, error: Exception
) -> None:
    app = open_app()
    slow = Slow(error)
    slow.release.set()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(FormDialog("Slow", [Field("text", "Text")], slow))
        await pilot.press(*"abc", "enter")
        await until(pilot, lambda: str(error)[1:7] in refusal(app))
        slow._error = None  # noqa: SLF001
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert slow.saved == ["abc"]


async def test_a_form_that_is_saved_under_the_palette_closes_itself_and_not_the_palette_alone(
    open_app: OpenApp,
) -> None:
    app = open_app()
    slow = Slow()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(FormDialog("Slow", [Field("text", "Text")], slow))
        await pilot.press(*"abc", "enter")
        app.action_command_palette()
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        slow.release.set()
        await until(pilot, lambda: app.screen is main_screen(app))


async def test_what_is_unsaved_is_reported_while_typing_and_no_more_once_saved(
    open_app: OpenApp,
) -> None:
    app = open_app()
    reports: list[Mapping[str, str] | None] = []
    form = FormDialog(
        "Note", [Field("text", "Text", "as it was")], lambda texts: texts, confirm_discard=True
    )
    form.on_unsaved = reports.append
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(form)
        await pilot.press("end", "x", "y", "backspace", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    changes = [report for report, _ in groupby(reports)]
    assert changes[-4:] == [
        {"text": "as it wasx"},
        {"text": "as it wasxy"},
        {"text": "as it wasx"},
        None,
    ]


def test_a_draft_that_cannot_be_read_is_set_aside_and_named_once(tmp_path: Path) -> None:
    for name, content in (
        ("a.json", b"{"),
        ("b.json", b"\xff"),
        (".c.part", b""),
        ("d.json", b"{}"),
    ):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "e.json").mkdir()
    drafts = Drafts(tmp_path)
    assert drafts.oldest("plan", "journal") is None
    sentence = drafts.set_aside_unreadable()
    assert f"kept in '{tmp_path}' as a.json.broken, b.json.broken, d.json.broken" in sentence
    assert sentence.endswith("and 1 more.")
    assert (tmp_path / "a.json.broken").read_bytes() == b"{"
    assert len(list(tmp_path.iterdir())) == 5
    assert drafts.set_aside_unreadable() == ""
    assert Drafts(tmp_path / "missing").oldest("plan", "journal") is None
