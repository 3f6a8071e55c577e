"""What only the shell could do: Board dates, decisions, confirmations, moves, merge and sync."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.checklist.meetings import Meeting
from tests.factories import plan_text_with_measures
from tests.tui.app.conftest import (
    OpenApp,
    entries,
    main_screen,
    on_screen,
    pane_text,
    refusal,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.more_acts import MORE_ACTS


async def choose(app: MilepostApp, pilot: Pilot[None], name: str) -> None:
    """Choose an act in the list of `+`, and see what it asks."""
    await pilot.press("plus")
    await until(pilot, lambda: isinstance(app.screen, PickDialog))
    await pilot.press(*["down"] * list(MORE_ACTS).index(name), "enter")
    await pilot.pause()


def shown(app: MilepostApp) -> str:
    return " ".join(on_screen(app).split())


def in_form(app: MilepostApp) -> bool:
    return isinstance(app.screen, FormDialog)


async def test_a_board_date_is_recorded_for_a_board_of_the_plan(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "meeting")
        board = app.workspace.loaded.about.boards[0].name
        assert board in on_screen(app)
        await pilot.press("enter", *"12 Feb", "enter")
        await until(pilot, lambda: "has no year" in refusal(app))
        await pilot.press(*" 2010", "enter", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert Meeting(date(2010, 2, 12), board) in app.workspace.checklist.meetings
        (entry,) = entries(journal)
        assert (entry.kind, entry.by, entry.on) == ("meeting", "ELS lead", date(2009, 11, 30))


@pytest.mark.parametrize("about_item", [True, False])
async def test_a_decision_is_about_the_plan_or_the_item_under_the_cursor(
    open_app: OpenApp, journal: Path, *, about_item: bool
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        row = main_screen(app).rows.row
        assert row is not None
        assert row.item is not None
        await choose(app, pilot, "decision")
        await pilot.press(*["down"] * about_item, "enter", "enter")
        await until(pilot, lambda: refusal(app) != "")
        await pilot.press(
            *"Go on", "enter", *"Ask", "enter", *"NOMS", "enter", *"Jan 2010", "enter"
        )
        await pilot.press(*"12 Jan 2010", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        (entry,) = entries(journal)
        assert entry.ref == (row.item.ref if about_item else "")
        assert (entry.board, entry.meeting) == ("EMRRP Board", "2010-01-12")
        kept = (entry.kind, entry.text, entry.action, entry.owner, entry.when)
        assert kept == ("decision", "Go on", "Ask", "NOMS", "Jan 2010")


async def test_a_doubtful_reading_is_confirmed_and_then_no_longer_offered(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "confirm")
        first = on_screen(app).split("[?] ")[1].split()[0]
        await pilot.press("enter", *"Asked", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        (entry,) = entries(journal)
        assert (entry.kind, entry.ref, entry.text) == ("confirmed", first, "Asked")
        await choose(app, pilot, "confirm")
        assert f"[?] {first} " not in on_screen(app)


async def test_a_doubtful_measure_is_confirmed(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    path = tmp_path / "small.yaml"
    measure = "{id: X-1, title: Rate, targets: {2009/10?: 65.5}, reading: Print gives no period}"
    path.write_text(plan_text_with_measures(measure), encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "confirm")
        assert "[?] X-1" in on_screen(app)
        await pilot.press("enter", *"Asked", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        (entry,) = entries(journal)
        assert (entry.kind, entry.ref, entry.text) == ("confirmed", "X-1", "Asked")
        assert entry.when == "2009/10: 65.5, higher is better"
        await pilot.press("7")
        await pilot.pause()
        assert "confirmed the reading" in pane_text(app, "#detail")


async def test_entries_whose_item_left_the_plan_are_moved_to_another(
    open_app: OpenApp, small_plan: Callable[..., Path]
) -> None:
    plan = small_plan("- {id: 1.1.1-a, title: Old, when: Sep 2009}")
    before = open_app(plan)
    before.workspace.record_all(
        [lambda recorder: recorder.note("1.1.1-a", date(2009, 11, 1), "Said")]
    )
    app = open_app(small_plan("- {id: 1.1.1-b, title: New, when: Sep 2009}"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "move")
        assert "1.1.1-a: 1 entry" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: in_form(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert app.workspace.checklist.orphans == ()
        assert "Said" in " ".join(on_screen(app).split())
        await choose(app, pilot, "move")
        assert "Every entry belongs to an item of this plan." in toasts(app)


def colleague(open_app: OpenApp, journal: Path, tmp_path: Path) -> Path:
    """Return a folder with a colleague's journal, which has one note."""
    other = open_app(by="Health lead")
    other.workspace.record_all(
        [lambda recorder: recorder.note("2.4.4-c", date(2009, 11, 20), "From [b]Health[/]")]
    )
    folder = tmp_path / "shared [x]"
    journal.rename(folder)
    return folder


async def test_a_merge_shows_what_is_new_before_it_is_taken_in(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    folder = colleague(open_app, journal, tmp_path)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "merge")
        await pilot.press(*str(folder), "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert "Health lead: 1 new entry, since 20 Nov 2009" in shown(app)
        await pilot.press("escape")
        assert entries(journal) == ()
        assert "Nothing was written." in toasts(app)
        await choose(app, pilot, "merge")
        await pilot.press(*str(folder), "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Taken in: 1 entry." in toasts(app))
        assert [entry.text for entry in entries(journal)] == ["From [b]Health[/]"]
        assert app.workspace.checklist.by_ref()["2.4.4-c"].entries
        await choose(app, pilot, "merge")
        await pilot.press(*str(folder), "enter")
        await until(pilot, lambda: "Nothing new" in toasts(app))


async def test_a_sync_takes_in_and_puts_the_own_entries_into_the_folder(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    folder = colleague(open_app, journal, tmp_path)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Mine", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await choose(app, pilot, "sync")
        await pilot.press(*str(folder), "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Sent: 1 entry of ELS lead." in toasts(app))
        assert sorted(entry.by for entry in entries(folder)) == ["ELS lead", "Health lead"]
        assert sorted(entry.by for entry in entries(journal)) == ["ELS lead", "Health lead"]


@pytest.mark.parametrize(
    ("act", "typed", "sentence"),
    [
        ("merge", "", "Write the path"),
        ("merge", "nowhere.json", "There is no file or folder"),
        ("sync", "", "Write the path"),
        ("sync", "nowhere", "There is no folder"),
    ],
)
async def test_a_path_that_leads_nowhere_is_refused_in_place(
    open_app: OpenApp, act: str, typed: str, sentence: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, act)
        await pilot.press(*typed, "enter")
        await until(pilot, lambda: sentence in refusal(app))


async def test_where_no_editor_can_have_the_screen_the_app_says_where_one_can(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(app, pilot, "edit")
        await until(pilot, lambda: "No editor can be opened from here" in toasts(app))
        assert "`milepost edit` in a terminal" in toasts(app)


async def test_the_plan_of_the_demo_is_not_edited(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.workspace.is_made_up = True
        await choose(app, pilot, "edit")
        await until(pilot, lambda: "The demo's plan is not yours to change" in toasts(app))
