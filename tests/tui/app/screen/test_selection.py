"""After a meeting: several lines are marked, and one form is about all of them."""

from datetime import date
from pathlib import Path

import pytest

from store.query.publication import due_before_publication
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


def marked(app: MilepostApp) -> frozenset[str]:
    return main_screen(app).selection.refs


async def test_marked_lines_are_ticked_together_and_told_of_in_one_word(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS oct", "enter", "x", "x", "x")
        assert "3 marked" in pane_text(app, "#views")
        await pilot.press("space", "enter", *"At the Board", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        written = entries(journal)
        assert sorted(entry.ref for entry in written) == ["2.4.4-c", "2.4.5-a", "2.5.9-a"]
        assert {(entry.kind, entry.text, entry.by) for entry in written} == {
            ("done", "At the Board", "ELS lead")
        }
        assert len({entry.at for entry in written}) == 1
        assert "3 items ticked   u takes them back" in toasts(app)
        assert marked(app) == frozenset()
        assert "marked" not in pane_text(app, "#views")


async def test_undo_takes_a_joint_act_back_whole_and_redo_brings_it_back_whole(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Alone", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.press(
            "slash", *"overdue ELS oct", "enter", "shift+down", "shift+down", "n", *"Joint"
        )
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "3 items noted" in toasts(app))
        await pilot.press("u")
        await until(pilot, lambda: "Taken back: 3 items noted" in toasts(app))
        assert noted(app) == ["Alone"]
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Brought back: 3 items noted" in toasts(app))
        assert noted(app) == ["Alone", "Joint", "Joint", "Joint"]
        await pilot.press("u", "u")
        await until(pilot, lambda: noted(app) == [])
        assert len(entries(journal)) == 4 + 3 + 3 + 3 + 1, "nothing was ever deleted"


def noted(app: MilepostApp) -> list[str]:
    return sorted(entry.text for item in app.workspace.checklist.items for entry in item.entries)


async def test_a_fold_marks_all_that_is_in_it(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("3.2.5-b overdue")
        await pilot.press("x")
        assert len(marked(app)) == 4
        assert "4 marked" in on_screen(app)
        await pilot.press("up", "space", "enter", "enter")
        await until(pilot, lambda: "4 items ticked" in toasts(app))
        assert {entry.ref.split("@")[0] for entry in entries(journal)} == {"3.2.5-b"}
        row = main_screen(app).rows.row
        assert row is not None
        assert row.items[0].state.status == "done late", "the cursor went where the items are now"


async def test_x_goes_on_to_the_next_line_so_that_five_lines_are_five_presses(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS", "enter")
        refs = [row.items[0].ref for row in main_screen(app).rows.lines if row.items]
        await pilot.press(*"xxxxx")
        assert marked(app) == set(refs[:5])
        await pilot.press("home", "x")
        assert marked(app) == set(refs[1:5]), "taking a mark away goes on as well"
        assert current_ref(app) == refs[1]


async def test_x_on_the_last_line_marks_it_and_stays_there(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("end")
        last = current_ref(app)
        await pilot.press("x")
        assert last in marked(app)
        assert current_ref(app) == last


async def test_x_again_unmarks_and_escape_clears_marks_before_the_filter(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x", "up", "x")
        assert marked(app) == frozenset()
        await pilot.press("slash", *"overdue ELS", "enter", "x", "x", "escape")
        assert marked(app) == frozenset()
        assert app.workspace.filter.words == "overdue ELS"
        await pilot.press("escape")
        assert app.workspace.filter.words == ""


async def test_marks_out_of_view_are_counted_as_such(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x", "slash", *"overdue ELS", "enter")
        assert "1 marked, 1 not in view" in pane_text(app, "#views")
        await pilot.press("5")
        assert "1 marked, 1 not in view" in pane_text(app, "#views")


async def test_where_one_item_is_refused_none_is_recorded_and_the_form_says_which(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(
            "slash", *"overdue ELS oct", "enter", "s", *"30 Nov 2009", "enter", "enter"
        )
        await until(pilot, lambda: len(entries(journal)) == 1)
        await pilot.press("shift+down", "shift+up", "s")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one("#field-text").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "was started already" in refusal(app))
        assert "2.4.4-c" in refusal(app)
        assert len(entries(journal)) == 1
        await pilot.press("escape")
        assert len(marked(app)) == 2, "what was marked is marked still"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_mark_is_a_sign_besides_its_colour(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "[!]*1.3.1-a" in on_screen(app)
        main_screen(app).rows.put_cursor("2.5.8-c overdue")
        await pilot.press("enter", "down", "x")
        await pilot.pause()
        assert "[!]+2.5.8-c" in on_screen(app), "a fold with some of its items marked"


async def test_x_on_nothing_says_what_to_do(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"zebra", "enter", "x", "y")
        await pilot.pause()
        assert shown(app) == []
        assert "Move to an item first." in toasts(app)


async def test_y_copies_ref_and_title_and_shows_them_where_a_terminal_cannot(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert (
            app.clipboard == "1.3.1-a  East Midlands Reducing Re-offending Delivery Plan refreshed"
        )
        assert "1.3.1-a  East Midlands Reducing Re-offending Delivery Plan refreshed" in toasts(app)
        assert "Where the terminal does not allow that" in toasts(app)


async def test_the_opening_position_of_all_that_fell_due_before_publication_is_one_act(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        workspace = app.workspace
        early = due_before_publication(workspace.checklist, workspace.items)
        await pilot.press("ctrl+o", "enter", *"Taken over unseen", "enter", "enter")
        await until(pilot, lambda: f"{len(early)} items noted" in toasts(app))
        assert {entry.ref for entry in entries(journal)} == {item.ref for item in early}
        assert {entry.text for entry in entries(journal)} == {"Taken over unseen"}
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "before the plan was published" in toasts(app))


async def test_an_opening_position_needs_a_day_or_a_note_and_marks_choose(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("1.4.3-b")
        await pilot.press("x", "ctrl+o", "enter", "enter", "enter")
        await until(pilot, lambda: "a day on which it was done, or a note" in refusal(app))
        assert not entries(journal)
        await pilot.press("shift+tab", "shift+tab", *"12 Jun 2009", "enter", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        (written,) = entries(journal)
        assert (written.ref, written.kind, written.on) == ("1.4.3-b", "done", date(2009, 6, 12))
