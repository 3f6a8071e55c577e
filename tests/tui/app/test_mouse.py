"""What the mouse does: tabs, the date, the keys at the foot and rows are clicked, panes scrolled."""

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.app.conftest import OpenApp, current_ref, main_screen, on_screen, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.registry import VIEWS, ViewSpec
from tui.app.widgets.detail_pane import DetailPane


def place_of(app: MilepostApp, text: str, line: int) -> tuple[int, int]:
    """Return where a text is on a line of the screen, its second character."""
    column = on_screen(app).splitlines()[line].index(text)
    return column + 1, line


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
async def test_a_click_on_a_tab_shows_its_view(open_app: OpenApp, view: ViewSpec) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2")
        assert await pilot.click(offset=place_of(app, view.title, 1))
        await until(pilot, lambda: main_screen(app).views.name == view.id)


async def test_a_click_on_the_date_asks_for_another(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert await pilot.click(offset=place_of(app, "30 Nov 2009", 0))
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "See the plan as of" in on_screen(app)


async def test_a_click_beside_date_and_tabs_does_nothing(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.click(offset=(1, 0))
        await pilot.click(offset=(119, 1))
        await pilot.pause()
        assert not isinstance(app.screen, FormDialog)
        assert main_screen(app).views.name == "agenda"


@pytest.mark.parametrize("label", ["date", "note"])
async def test_a_click_on_a_key_at_the_foot_does_what_the_key_does(
    open_app: OpenApp, label: str
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert await pilot.click(offset=place_of(app, f" {label} ", 39))
        await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def test_a_click_moves_the_cursor_and_a_double_click_opens(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        rows = main_screen(app).rows
        third = rows.lines[3]
        line = next(y for y, (at, _) in enumerate(rows.page) if at == 3)
        assert third.item is not None
        for _ in range(2):  # one after the other, and no double click
            await pilot.click("#list", offset=(20, line))
            await pilot.pause()
            assert current_ref(app) == third.item.ref
            assert not isinstance(app.screen, TextDialog)
        await pilot.double_click("#list", offset=(20, line))
        await until(pilot, lambda: isinstance(app.screen, TextDialog))


async def wheel(app: MilepostApp, pilot: Pilot[None], selector: str, turns: int) -> None:
    """Turn the wheel over the middle of a widget."""
    widget = main_screen(app).query_one(selector)
    x, y = widget.region.center
    for _ in range(turns):
        # Typed so by Textual: position in the widget, movement, buttons and keys, place on screen.
        app.post_message(
            events.MouseScrollDown(
                None, int(x), int(y), 0, 1, 0, shift=False, meta=False, ctrl=False,
                screen_x=int(x), screen_y=int(y),
            )
        )  # fmt: skip
        await pilot.pause()


@pytest.mark.parametrize("selector", ["#list", "#detail"])
async def test_the_wheel_scrolls_what_is_under_it(open_app: OpenApp, selector: str) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        ref = current_ref(app)
        await wheel(app, pilot, selector, 3)
        screen = main_screen(app)
        scrolled = {name: screen.query_one(name).scroll_offset.y for name in ("#list", "#detail")}
        assert scrolled.pop(selector) > 0
        assert list(scrolled.values()) == [0]
        assert current_ref(app) == ref


async def test_the_details_are_read_by_keys_with_the_cursor_where_it_is(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        ref, detail = current_ref(app), main_screen(app).query_one(DetailPane)
        await pilot.press("right_curly_bracket")
        assert detail.scroll_offset.y > 0
        assert current_ref(app) == ref
        await pilot.press("shift+pageup")
        assert detail.scroll_offset.y == 0


async def test_in_the_board_view_the_same_keys_scroll_the_drawing(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "right_curly_bracket")
        await pilot.pause()
        assert main_screen(app).area.drawing.scroll_offset.y > 0
