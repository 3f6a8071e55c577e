"""The author says once which items are theirs; one key then shows these alone, on any filter."""

from tests.conftest import Milepost
from tests.tui.app.conftest import (
    OpenApp,
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
from tui.app.dialogs.pick_dialog import PickDialog
from tui.config.preferences import read_preferences


def kept(app: MilepostApp) -> dict[str, str]:
    return read_preferences(app.workspace.settings.paths.preferences).filters


def refs(app: MilepostApp) -> set[str]:
    return {item.ref for item in app.workspace.items}


async def test_it_is_asked_once_with_the_authors_pathway_filled_in(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "pathway:ELS" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace.filter.only_mine)
        await pilot.pause()
        assert kept(app) == {"mine": "pathway:ELS"}
        assert "only mine: 13 of 132" in pane_text(app, "#views")
        assert all("ELS" in item.planned.pathways for item in app.workspace.items)
    again = open_app()
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await pilot.pause()
        assert "only mine: 13 of 132" in pane_text(again, "#views")
        await pilot.press("0")
        await pilot.pause()
        assert len(again.workspace.items) == 190


async def test_it_narrows_any_filter_and_escape_clears_the_words_first(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter", "slash", *"overdue", "enter")
        await pilot.pause()
        assert "/ overdue: only mine: 7 of 132" in pane_text(app, "#views")
        found = refs(app)
        await pilot.press("4")
        assert len(main_screen(app).rows.refs) == 7
        await pilot.press("escape")
        assert app.workspace.filter.only_mine
        assert len(refs(app)) == 13
        await pilot.press("escape")
        assert len(refs(app)) == 190
        await pilot.press("slash", *"overdue mine", "enter")
        assert refs(app) == found


async def test_words_that_find_nothing_are_refused_in_the_form(open_app: OpenApp) -> None:
    app = open_app(by="Somebody")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"lead:JPC", "enter")
        await until(pilot, lambda: "did you mean JCP" in refusal(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert not app.workspace.filter.only_mine
        assert kept(app) == {}


async def test_an_item_of_somebody_else_is_gone_to_all_the_same(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter", "g", *"2.6.2-a", "enter")
        await until(
            pilot, lambda: "does not fit the filter 'mine', which is cleared" in toasts(app)
        )
        assert any("2.6.2-a" in line for line in shown(app))


async def test_removing_the_filter_shows_all_again(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("enter", "l", "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: kept(app) == {})
        await until(pilot, lambda: len(app.workspace.items) == 190)


async def test_the_word_without_a_meaning_is_answered_when_enter_is_pressed(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"mine", "enter")
        await pilot.pause()
        assert "Which items are yours is not said yet" in toasts(app)


def test_the_shell_has_the_option_and_the_word(milepost: Milepost) -> None:
    refused = milepost("list", "--mine")
    assert refused.code == 2
    assert "which items are yours is not said yet; `milepost filters save mine" in refused.err
    assert milepost("list", "--words", "overdue mine").code == 2

    milepost("filters", "save", "mine", "lead:JCP", "or", "pathway:ELS")
    own = milepost("list", "--mine", "-f", "json").json["items"]
    asked = milepost("list", "--words", "lead:JCP or pathway:ELS", "-f", "json").json["items"]
    assert own == asked
    assert 0 < len(own) < 190
    late = milepost("list", "--mine", "--words", "late or done", "-f", "json").json["items"]
    assert late == milepost("list", "--words", "mine (late or done)", "-f", "json").json["items"]
    assert all("JCP" in item["leads"] or "ELS" in item["pathways"] for item in late)
    counted = milepost("status", "--mine", "-f", "json").json["counts"]["total"]
    assert counted == len(own)
    report = milepost("report", "summary", "--mine")
    assert report.code == 0
    assert "lead:JCP or pathway:ELS" in report.out


def test_a_filter_that_names_itself_is_no_endless_loop(milepost: Milepost) -> None:
    milepost("filters", "save", "mine", "mine", "ELS")
    found = milepost("list", "--mine", "-f", "json").json["items"]
    assert all("ELS" in item["pathways"] for item in found)
    assert found
