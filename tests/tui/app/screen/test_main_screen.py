"""What a lead, and anyone in a meeting, gets from the app with a few keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from store.checklist.checklist import ChecklistItem
from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.conftest import plan_text
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    on_screen,
    pane_text,
    refusal,
    shown,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.rows import Row
from tui.app.widgets.long_text import LongText
from tui.wording.item_text import due_text


async def test_two_keys_from_a_cold_start_show_what_is_overdue_for_els(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        letter = next(row.mark for row in await view(pilot, app, "2") if row.key == "ELS")
        await pilot.press(letter)
        await pilot.pause()
        lines = shown(app)
        assert "2.4.4-b" in lines[0]
        assert "OVERDUE 183d" in lines[0]
        late = [line for line in lines if "OVERDUE" in line or "LATE START" in line]
        assert len(late) == 8
        assert lines[:8] == late


async def view(pilot: Pilot[None], app: MilepostApp, key: str) -> tuple[Row, ...]:
    await pilot.press(key)
    await pilot.pause()
    return main_screen(app).side.lines


async def test_a_tick_with_a_note_takes_space_enter_note_enter(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ref = current_ref(app)
        await pilot.press("space", "enter", *"In post", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (entry,) = entries(journal)
        assert (entry.ref, entry.kind, entry.on.isoformat(), entry.text, entry.by) == (
            ref,
            "done",
            "2009-11-30",
            "In post",
            "ELS lead",
        )
        assert current_ref(app) == ref, "the cursor stays on the ticked item"
        assert "done late" in pane_text(app, "#detail")
        assert "Saved" in toasts(app)


async def test_a_tick_takes_the_day_it_happened(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space", *"28 Aug 2009", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert entries(journal)[0].on.isoformat() == "2009-08-28"


@pytest.mark.parametrize("typed", ["31 Feb 2009", "1 Dec 2009", "soon", "Aug 2009"])
async def test_a_day_that_cannot_be_is_refused_in_place_and_the_note_is_kept(
    open_app: OpenApp, journal: Path, typed: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space", *typed, "enter")
        await until(pilot, lambda: refusal(app) != "")
        await pilot.press("tab", *"Kept", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert app.focused is app.screen.query_one("#field-on", Input), (
            "back in the field that was refused"
        )
        assert app.screen.query_one("#field-text", LongText).value == "Kept"
        assert entries(journal) == ()


async def test_escape_asks_before_it_drops_what_was_typed(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Half a note", "escape")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, FormDialog)
        assert entries(journal) == ()


def block(folder: Path) -> None:
    folder.write_text("a file where the folder should be")


def unblock(folder: Path) -> None:
    folder.unlink()


async def test_a_save_that_fails_says_so_keeps_the_text_and_can_be_tried_again(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    block(journal)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Kept", "enter", "enter")
        await until(pilot, lambda: "Nothing was recorded" in refusal(app))
        unblock(journal)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [entry.text for entry in entries(journal)] == ["Kept"]


async def test_undo_takes_the_tick_back_and_redo_brings_it_again(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.press("u")
        await pilot.pause()
        assert "OVERDUE" in pane_text(app, "#detail")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "done late" in pane_text(app, "#detail")
        assert [entry.kind for entry in entries(journal)] == ["done", "retracted", "retracted"]


async def test_undo_with_nothing_to_undo_says_so(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "nothing of yours to undo" in toasts(app)


async def test_space_on_a_done_item_asks_to_open_it_again(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(2):
            await pilot.press("space", "enter", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert [entry.kind for entry in entries(journal)] == ["done", "reopened"]


async def test_space_on_a_figure_asks_for_its_number(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"Community OBP", "enter")
        await pilot.pause()
        assert current_ref(app) == "2.7.2-a@Q1-2009/10"
        await pilot.press("space", *"190", "enter", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [(entry.kind, entry.number) for entry in entries(journal)] == [("actual", 190)]


async def test_another_date_changes_what_is_late_and_stays_in_sight(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "not today" not in pane_text(app, "#heading")
        before = len(shown(app))
        await pilot.press("d", *"30 Jun 2009", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "as of 30 Jun 2009 (not today)" in pane_text(app, "#heading")
        assert len([line for line in shown(app) if "OVERDUE" in line]) < before


async def test_a_filter_in_words_shows_only_what_it_asks_for(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS oct", "enter")
        await pilot.pause()
        lines = [line for line in shown(app) if "[" in line]
        assert [line.split()[1] for line in lines] == ["2.4.4-c", "2.4.5-a", "2.5.9-a"]
        assert "overdue ELS oct" in pane_text(app, "#views")
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(app)) > 50


async def test_after_a_filter_the_cursor_is_on_the_first_line_it_shows(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "S", "end", "slash", *"overdue oct", "enter")
        await pilot.pause()
        assert current_ref(app) == "2.4.4-c"
        assert "3 of 13 dates shown" in main_screen(app).area.bar.text


async def test_a_filter_that_nothing_fits_says_so_and_how_to_leave_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "slash", *"zebra", "enter")
        await pilot.pause()
        assert shown(app) == []
        assert "Nothing fits the filter 'zebra'. Esc clears it." in main_screen(app).rows.empty


async def test_a_fold_opens_to_its_dates_and_an_act_is_about_the_oldest(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("3.2.5-b overdue")
        await pilot.press("enter")
        await pilot.pause()
        assert (
            len([line for line in shown(app) if "3.2.5-b" in line and "OVERDUE" in line]) == 1 + 4
        )
        await pilot.press("space", "enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert entries(journal)[0].ref == "3.2.5-b@Jul-2009"


async def test_priorities_open_to_their_objectives_and_items(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4")
        await pilot.pause()
        main_screen(app).rows.put_cursor("priority 2.4")
        await pilot.press("enter")
        await pilot.pause()
        assert any("2.4.4-c" in line for line in shown(app))
        assert any("0 of 11 done, " in line for line in shown(app))


async def test_another_plan_is_two_keys_away(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, PlanDialog)
        await pilot.press("down", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "London" in pane_text(app, "#heading")
        assert "inferred" in pane_text(app, "#detail")


async def test_a_plan_with_mistakes_opens_with_them_and_the_rest_can_be_used(
    open_app: OpenApp, tmp_path: Path
) -> None:
    path = tmp_path / "broken.yaml"
    good = "- {id: 1.1.1-a, title: Good, when: Sep 2009}\n"
    path.write_text(
        plan_text(f"{good}- {{id: 1.1.1-b, title: Unclear, when: 2009-10}}"), encoding="utf-8"
    )
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TextDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert any("Good" in line and "OVERDUE" in line for line in shown(app))
        assert any("Unclear" in line and "undated" in line for line in shown(app))


async def test_entries_whose_item_left_the_plan_are_shown_and_not_dropped(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    gone = EntryDraft(
        ref="8.8.8-a", kind="note", on=app.workspace.as_of, text="From last year's plan"
    )
    Journal(journal, "0badcafe").record(
        [gone],
        plan=app.workspace.loaded.about.id,
        author="Health lead",
        now=app.workspace.settings.clock.now,
    )
    app.workspace.reload()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        panel = "".join(str(each.content) for each in app.screen.query(Static))
        assert "8.8.8-a" in panel
        assert "From last year's plan" in panel


async def test_what_another_window_records_appears_by_itself(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.screen.main_screen.WATCH_SECONDS", 0.01)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ref, workspace = current_ref(app), app.workspace
        other = Journal(journal, "0badcafe")
        draft = EntryDraft(ref=ref, kind="note", on=workspace.as_of, text="From the other window")
        other.record(
            [draft],
            plan=workspace.loaded.about.id,
            author="Health lead",
            now=workspace.settings.clock.now,
        )
        await until(pilot, lambda: "From the other window" in pane_text(app, "#detail"))
        assert "new from elsewhere" in toasts(app)


async def test_help_names_every_act_and_its_shell_twin(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = "".join(str(each.content) for each in app.screen.query(Static))
        assert "tick REF" in text
        assert "[x] done" in text


@pytest.mark.parametrize("size", [(30, 8), (10, 3), (1, 1)])
async def test_a_window_too_small_for_use_still_opens_and_takes_keys(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("2", "down", "n", "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert main_screen(app).side.row is not None


def is_dated(item: ChecklistItem, text: str) -> bool:
    """Return whether a text has the date of an item."""
    return due_text(item).removeprefix("due ") in text


async def test_at_80_columns_the_dates_of_an_opened_line_are_in_sight(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        fold = next(row for row in main_screen(app).rows.lines if row.kind == "fold")
        main_screen(app).rows.put_cursor(fold.key)
        await pilot.press("enter", *["down"] * 3)
        await pilot.pause()
        lines = on_screen(app)
        assert [item.ref for item in fold.items[:3] if not is_dated(item, lines)] == []
