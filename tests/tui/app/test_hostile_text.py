"""Nothing that anyone typed into a plan or a note can crash, restyle or steer the screen."""

import json
import unicodedata
from pathlib import Path

import pytest
from textual.widgets import Static

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.tui.app.conftest import OpenApp, entries, on_screen, refusal, toasts, until
from tui.actions import ACTIONS
from tui.app.app import MilepostApp
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.widgets.long_text import LongText

MARKUP = "[/] [/foo] [bold]x[/wrong] cost [£m] [b + x {} %s <script>"
ESCAPES = "\\e]0;owned\\a \\e[31mred \\u202Eesrever\\u202C \\x07"
WIDE = "進捗 e\\u0301\\u0301 👩‍👩‍👧 ﷽"
LONG = "x" * 5000
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def hostile_plan(tmp_path: Path) -> Path:
    """Return a plan whose every text is hostile, as YAML escapes it."""
    text = json.dumps(f"{MARKUP} ")[:-1] + f'{ESCAPES} {WIDE}"'
    path = tmp_path / "hostile.yaml"
    path.write_text(
        f"""\
plan: hostile
title: {text}
year: 2009/10
boards: [{{name: {text}, meets: {text}}}]
pathways: [{{code: {text}, name: {text}, printed: [{text}], board: {text}, lead: {text}}}]
agencies: [{{code: "[/]", name: {text}, printed: [{text}]}}]
glossary: [{{term: {text}, means: {text}}}]
sections:
  - number: "[1]"
    title: {text}
    priorities:
      - number: "1.[/]"
        title: {text}
        objectives:
          - number: "1.1.1"
            title: {text}
            leads: ["[/]"]
            pathways: [{text}]
            success: [{text}]
            milestones:
              - {{id: 1.1.1-a, title: {text}, printed: {text}, when: Sep 2009, reading: {text}}}
              - {{id: 1.1.1-b, title: {LONG}, when: every month}}
              - {{id: 1.1.1-c, title: "", when: {text}}}
              - {{id: 1.1.1-d, title: Figure, unit: {text}, cumulative: {{Q1: 1, Q4: 2}}}}
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_plan_and_journal_go_through_every_view_and_dialog(
    open_app: OpenApp, journal: Path, hostile_plan: Path, size: tuple[int, int]
) -> None:
    app = open_app(hostile_plan)
    writer = Journal(journal, "0badcafe")
    note = EntryDraft(
        ref="1.1.1-a", kind="note", on=app.workspace.as_of, text=f"{MARKUP} \x1b[31m \u202e {LONG}"
    )
    writer.record([note], plan="hostile", author="[/] lead", now=app.workspace.settings.clock.now)
    app.workspace.reload()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.press("escape")
        for view in "123456":
            await pilot.press(
                view, "down", "down", "enter", "up", "enter", "escape", "home", "x", "y"
            )
            assert_clean(app)
        await pilot.press("escape", "1")
        for dialog in ACTS_WITH_DIALOGS:
            await pilot.press(dialog)
            await pilot.pause()
            assert_clean(app)
            if dialog in {"n", "v", "t", "question_mark"}:
                await pilot.resize_terminal(50, 15)
                await pilot.press("down", "up")
                await pilot.resize_terminal(*size)
            await pilot.press("escape")
        await pilot.press("slash", *"[/]", "enter", "escape", "ctrl+p", *"tick", "escape")
        await pilot.pause()
        assert_clean(app)


ACTS_WITH_DIALOGS = [
    act.key
    for act in ACTIONS
    if not act.name.startswith("view_") and act.name not in {"show_item", "undo", "redo"}
]


def assert_clean(app: MilepostApp) -> None:
    """Hold that nothing on the screen, dialogs and notifications included, can steer a terminal."""
    screen = on_screen(app)
    assert not {char for char in screen if unicodedata.category(char) in {"Cc", "Cf", "Cs"}} - {
        "\n",
        "\u200d",
    }


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_goes_through_joint_acts_changes_glossary_and_saved_filters(
    open_app: OpenApp, hostile_plan: Path, size: tuple[int, int]
) -> None:
    app = open_app(hostile_plan, by="[/] lead \x1b[31m")
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.press("escape", "shift+down", "shift+down", "n", *"[/] {} %s", "enter", "enter")
        await until(pilot, lambda: "noted" in toasts(app))
        assert_clean(app)
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert_clean(app)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Brought back" in toasts(app))
        await pilot.press("v", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "[/] {} %s" in "".join(str(each.content) for each in app.screen.query(Static))
        assert_clean(app)
        await pilot.press("end", "escape", "t", *"[/]", "down", "up")
        await pilot.pause()
        assert_clean(app)
        await pilot.press("escape", "o", "down", "escape", "L", "P", "backspace", "backspace")
        assert_clean(app)
        await pilot.press("slash", *"[/f", "down", "escape", "g", *"[/foo]", "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert_clean(app)
        await pilot.press("escape", "g", *"[/bar]", "enter")
        await until(pilot, lambda: "Nothing in this plan is called '[/bar]'" in refusal(app))
        await pilot.press("escape", "escape", "slash", *"[/]", "ctrl+s", *"[bold]x[/]", "enter")
        await until(pilot, lambda: "Saved as '" in toasts(app))
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert_clean(app)
        await pilot.press("end", "enter", "enter")
        await until(pilot, lambda: "Removed: [bold]x[/]" in toasts(app))
        assert_clean(app)


async def test_hostile_words_typed_into_a_note_are_shown_as_they_are(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one("#field-text", LongText).value = f"{MARKUP}\x1b]0;owned\x07"
        await pilot.press("enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (entry,) = entries(journal)
        assert entry.text == f"{MARKUP}\N{REPLACEMENT CHARACTER}]0;owned\N{REPLACEMENT CHARACTER}"
        assert MARKUP[:40] in toasts(app)
