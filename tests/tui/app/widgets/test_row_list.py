"""The cursor stays on its item through ticks, dates, filters and resizes."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    refusal,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.widgets.long_text import LongText

SIZES = [(60, 20), (80, 24), (120, 40)]


def cursor_is_in_sight(app: MilepostApp) -> bool:
    rows = main_screen(app).rows
    top = rows.scroll_offset.y
    return top <= rows.cursor < top + max(1, rows.scrollable_content_region.height)


@pytest.mark.parametrize("size", SIZES)
async def test_a_ticked_item_stays_where_it_is_under_the_cursor_until_the_view_is_opened_again(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        rows = main_screen(app).rows
        rows.put_cursor("2.4.2-a")
        ref, place = current_ref(app), rows.cursor
        assert rows.lines[0].text == "Late, worst first: 46 (57 dates)"
        await pilot.press("space", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.pause()
        assert (current_ref(app), rows.cursor) == (ref, place)
        assert rows.row
        assert rows.row.status.startswith("done late")
        assert rows.lines[0].text == "Late, worst first: 45 (56 dates)"
        await pilot.press("1")
        assert current_ref(app) == ref
        assert rows.cursor > place
        assert cursor_is_in_sight(app)
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert current_ref(app) == ref
        assert cursor_is_in_sight(app)


async def test_a_fold_keeps_the_cursor_until_its_last_date_and_then_its_remaining_item_has_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("3.2.5-b due soon")
        await pilot.press("space", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        row = main_screen(app).rows.row
        assert row is not None
        assert (row.kind, row.items[0].ref) == ("item", "3.2.5-b@Dec-2009")


async def test_another_date_leaves_the_cursor_on_its_item(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("2.4.4-c")
        await pilot.press("d", *"31 Oct 2009", "enter")
        await until(pilot, lambda: app.workspace.as_of.month == 10)
        await pilot.pause()
        assert current_ref(app) == "2.4.4-c"
        assert cursor_is_in_sight(app)


async def test_an_item_that_an_act_takes_out_of_the_filter_leaves_the_cursor_beside_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "S", "slash", *"overdue", "enter", "down", "down")
        before = main_screen(app).rows.cursor
        below = main_screen(app).rows.lines[before + 1].key
        await pilot.press("space", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.pause()
        assert main_screen(app).rows.cursor == before
        assert current_ref(app) == below
        side = main_screen(app).side.row
        assert side is not None
        assert side.key == "ELS", "the pathway is still the one that was chosen"


async def test_going_to_another_view_keeps_the_item_where_that_view_shows_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "S", "down")
        ref = current_ref(app)
        await pilot.press("1")
        await pilot.pause()
        assert current_ref(app) == ref
        assert cursor_is_in_sight(app)


async def test_a_view_remembers_the_pathway_or_lead_that_was_chosen_in_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        chosen: dict[str, str] = {}
        for keys in (("2", "S"), ("3", "down", "down"), ("1", "2"), ("3",)):
            await pilot.press(*keys)
            await pilot.pause()
            row = main_screen(app).side.row
            assert row is not None
            assert row.key == chosen.setdefault(main_screen(app).views.name, row.key)
            assert row.key in main_screen(app).area.bar.text
        assert chosen["pathways"] == "ELS"


@pytest.mark.parametrize("size", SIZES)
async def test_a_resize_in_the_middle_of_a_form_loses_no_key_and_no_place(
    open_app: OpenApp, journal: Path, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("j", "j")
        ref = current_ref(app)
        await pilot.press("n", *"Half ")
        for other in SIZES:
            await pilot.resize_terminal(*other)
        await pilot.resize_terminal(40, 8)
        await pilot.press(*"a note")
        assert app.screen.query_one("#field-text", LongText).value == "Half a note"
        await pilot.resize_terminal(*size)
        await pilot.press("enter", *" 1 Dec 2010", "enter")
        await until(pilot, lambda: refusal(app) != "")
        app.screen.query_one("#field-on", Input).value = "28 Aug 2009"
        await pilot.press("enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        (entry,) = entries(journal)
        assert (entry.ref, entry.text, entry.on.isoformat()) == (ref, "Half a note", "2009-08-28")
        assert current_ref(app) == ref
        assert cursor_is_in_sight(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_dialog_of_the_way_about_takes_a_resize(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in ("g", "v", "d", "t"):
            await pilot.press(key, "9")
            await pilot.resize_terminal(30, 10)
            await pilot.press("9")
            await pilot.resize_terminal(*size)
            typed = app.screen.query_one(Input).value
            assert typed.endswith("99")
            await pilot.press("escape")
            if isinstance(app.screen, FormDialog):
                await pilot.press("escape")
            await pilot.pause()
            assert app.screen is main_screen(app)


async def test_brackets_go_from_part_to_part_of_the_agenda_and_back(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = main_screen(app).rows
        kinds = [row.kind for row in rows.lines]
        parts = [n for n in range(1, len(kinds)) if kinds[n - 1] == "heading" != kinds[n]]
        stops = [rows.cursor]
        for _ in parts:
            await pilot.press("right_square_bracket")
            stops.append(rows.cursor)
            await pilot.pause()
            top = min(rows.cursor - 1, rows.max_scroll_y)
            assert rows.scroll_offset.y == top, "the heading is on top, or the end is in sight"
        assert stops == [*parts, parts[-1]], "after the last part there is no other"
        assert cursor_is_in_sight(app)
        await pilot.press("left_square_bracket", "down", "left_square_bracket")
        assert rows.cursor == parts[-2], "from within a part, to its first line"
        for _ in parts:
            await pilot.press("left_square_bracket")
        assert rows.cursor == parts[0]
