"""One key and a ref lead to an item, wherever it is folded away or filtered out."""

import pytest
from textual.widgets import Static

from tests.tui.app.conftest import OpenApp, current_ref, main_screen, toasts, until
from tui.app.dialogs.form_dialog import FormDialog


@pytest.mark.parametrize("view", ["1", "2", "3", "4", "5"])
async def test_a_ref_is_shown_with_the_cursor_on_it_in_every_view(
    open_app: OpenApp, view: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(view, "g", *"2.5.8-C@jul-2009", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        row = main_screen(app).rows.row
        assert row is not None
        assert row.kind == "item"
        assert row.items[0].ref == "2.5.8-c@Jul-2009"
        assert app.focused is main_screen(app).rows


async def test_a_ref_without_a_pathway_is_found_under_not_stated(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "g", *"3.2.1-d", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert current_ref(app) == "3.2.1-d"
        side = main_screen(app).side.row
        assert side is not None
        assert side.key == "not stated"


async def test_an_item_that_is_printed_twice_leads_to_the_one_that_stands_for_both(
    open_app: OpenApp,
) -> None:
    app = open_app("london-2009-10")
    twin = next(item for item in app.workspace.loaded.items if item.same_as)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *twin.ref, "enter")
        await until(pilot, lambda: "is printed twice" in toasts(app))
        assert current_ref(app) == twin.same_as


async def test_a_ref_that_does_not_exist_is_answered_with_the_nearest(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *"2.4.44-c", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "2.4.4-c" in str(app.screen.query_one("#error", Static).content)


async def test_a_filter_that_hides_the_ref_is_cleared_and_that_is_said(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS", "enter", "g", *"1.3.1-a", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "1.3.1-a"
        assert app.workspace.filter.words == ""
        assert "does not fit the filter 'overdue ELS', which is cleared" in toasts(app)


async def test_a_ref_that_the_filter_shows_leaves_the_filter_alone(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS", "enter", "g", *"2.4.5-a", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "2.4.5-a"
        assert app.workspace.filter.words == "overdue ELS"
