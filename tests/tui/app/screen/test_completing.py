"""The filter bar offers what the last word may become, counts what is found and says why."""

import pytest

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, pane_text, until
from tui.app.app import MilepostApp
from tui.app.widgets.key_footer import KeyFooter
from tui.config.saved_filters import save_filter


def offered(app: MilepostApp) -> list[str]:
    return [each.text for each in main_screen(app).filter_bar.suggestions.completions]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([*"ov", "tab", *"el", "tab", "enter"], "overdue ELS"),
        ([*"ov", "down", "enter", *"el", "down", "enter", "enter"], "overdue ELS"),
        ([*"lead:jobc", "tab", "enter"], "lead:JCP"),
        ([*"not d", "down", "down", "down", "down", "enter", "enter"], "not due"),
        ([*"visit", "down", "up", "enter"], "visit"),
    ],
)
async def test_tab_takes_the_first_and_enter_the_chosen_one(
    open_app: OpenApp, keys: list[str], words: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *keys)
        await pilot.pause()
        assert app.workspace.filter.words == words
        assert not main_screen(app).filter_bar.is_open


async def test_each_letter_offers_again_and_a_line_counts_by_pathway(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert "Down or Tab takes one of these" in on_screen(app)
        assert "overdue" in offered(app)
        await pilot.press(*"overdue ELS")
        await pilot.pause()
        assert "7: ELS 7, DRUGS 1" in on_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "ELS 7" not in on_screen(app)


async def test_saved_filters_and_authors_are_offered(open_app: OpenApp) -> None:
    app = open_app()
    day = app.workspace.as_of
    app.workspace.record_all([lambda recorder: recorder.note("2.4.4-c", day, "Said")])
    preferences = app.workspace.settings.paths.preferences
    save_filter(preferences, "[b]late ELS", "overdue ELS")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert "(overdue ELS) saved as [b]late ELS" in " ".join(on_screen(app).split())
        await pilot.press(*"by:e")
        await pilot.pause()
        assert offered(app) == ['by:"ELS lead"']
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert [item.ref for item in app.workspace.items] == ["2.4.4-c"]


async def test_a_completion_can_be_clicked(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"drug")
        await pilot.pause()
        lines = on_screen(app).splitlines()
        y = next(at for at, line in enumerate(lines) if line.startswith("   DRUGS"))
        assert await pilot.click(offset=(3, y))
        await until(pilot, lambda: app.workspace.filter.words == "drugs".upper())
        assert app.focused is not None
        assert app.focused.id == "search"


async def test_the_details_say_which_text_has_the_word(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"jobcentre", "enter")
        main_screen(app).rows.put_cursor("2.4.1-a")
        await pilot.pause()
        assert "found in lead: Jobcentre Plus" in pane_text(app, "#detail")
        main_screen(app).rows.put_cursor("2.2.2-b")
        await pilot.pause()
        assert "found in title: PPO pilot of Jobcentre Plus" in pane_text(app, "#detail")
        await pilot.press("escape")
        await pilot.pause()
        assert "found in" not in pane_text(app, "#detail")


async def test_in_a_small_window_box_list_and_completions_fit(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("slash", *"ov")
        await pilot.pause()
        shown = on_screen(app)
        assert "overdue" in shown
        assert "Late, worst first" in shown


async def test_the_foot_has_the_keys_of_the_filter_while_words_are_typed(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"drug")
        await until(pilot, lambda: "Esc all again" in on_screen(app))
        foot = on_screen(app).splitlines()[-1]
        assert foot.strip() == "Enter show  Tab take what is offered  Esc all again"
        assert await pilot.click(KeyFooter, offset=(foot.index("Tab"), 0))
        await until(pilot, lambda: app.workspace.filter.words == "DRUGS")
        assert await pilot.click(KeyFooter, offset=(foot.index("Esc"), 0))
        await until(pilot, lambda: not main_screen(app).filter_bar.is_open)
        assert app.workspace.filter.words == ""


async def test_the_filter_is_typed_where_its_words_are_shown_afterwards(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await pilot.press("slash", *"drug")
        await until(pilot, lambda: " / drug" in on_screen(app))
        typed = on_screen(app).splitlines()[1].index("drug")
        await pilot.press("enter")
        await until(pilot, lambda: "/ drug:" in on_screen(app))
        assert on_screen(app).splitlines()[1].index("drug") == typed == 3
