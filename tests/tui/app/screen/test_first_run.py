"""The first time: which plan, and how to bring one's own."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from plan_data.errors import Refused, Unusable
from tests.conftest import EAST_MIDLANDS, LONDON, plan_text
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, refusal, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.ending import DEMO_FOLLOWS
from tui.app.run import make_app
from tui.config.preferences import read_preferences, remember
from tui.config.settings import Options, default_paths, read_settings
from tui.demo.made_up_journal import write_demo_journal


def kept_plan() -> str:
    return read_preferences(default_paths().preferences).plan


def asks_which_plan(app: MilepostApp) -> bool:
    return isinstance(app.screen, PlanDialog)


async def test_the_first_start_shows_the_shipped_plans_and_how_to_bring_ones_own(
    open_app: OpenApp,
) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.pause()
        shown = " ".join(on_screen(app).split())
        assert "Which plan are you working with?" in shown
        assert "East Midlands Reducing Re-offending Delivery Plan 2009-10" in shown
        assert "132 milestones, published July 2009" in shown
        assert "London Reducing Reoffending Delivery Plan 2009-10" in shown
        assert "i: make a plan of your own from a published table" in shown
        assert "`milepost new PLAN.yaml`" in shown
        assert "Esc: the first one, for now" in shown


async def test_enter_two_and_a_letter_show_the_items_of_els_on_a_first_start(
    open_app: OpenApp,
) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("enter")
        await until(pilot, lambda: not asks_which_plan(app))
        await pilot.press("2", "S")
        await pilot.pause()
        first = main_screen(app).rows.lines[0]
        assert (first.ref, first.status) == ("2.4.4-b", "OVERDUE 183d")


async def test_the_choice_is_kept_and_not_asked_for_again(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.loaded.about.id == LONDON
        assert kept_plan() == LONDON
    again = open_app(None)
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not asks_which_plan(again)
        assert again.workspace.loaded.about.id == LONDON


async def test_escape_goes_on_with_the_first_and_keeps_nothing(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("escape")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.loaded.about.id == EAST_MIDLANDS
        assert kept_plan() == ""


async def test_ones_own_plan_is_opened_by_its_path_and_found_again_from_any_folder(
    open_app: OpenApp,
    small_plan: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    small_plan("- {id: 1.1.1-a, title: Mine, when: Sep 2009}")
    monkeypatch.chdir(tmp_path)
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("tab", *"small.yaml", "enter")
        await until(pilot, lambda: not asks_which_plan(app))
        await pilot.pause()
        assert any("Mine" in row.text for row in main_screen(app).rows.lines)
    assert kept_plan() == str(tmp_path / "small.yaml")
    monkeypatch.chdir("/")
    assert open_app(None).workspace.loaded.about.id == "small"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nowhere.yaml", "There is no plan"),
        ("~nobody-of-that-name/plan.yaml", "home folder that is not known"),
        (" ", "Write the path of a plan file"),
        (".", "cannot be read"),
    ],
)
async def test_a_path_that_cannot_be_opened_is_refused_in_place_and_stays(
    open_app: OpenApp, typed: str, sentence: str
) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("tab", *typed, "enter")
        await until(pilot, lambda: sentence in refusal(app))
        assert app.screen.query_one("#path", Input).value == typed
        assert app.workspace.loaded.about.id == EAST_MIDLANDS
        assert kept_plan() == ""


async def test_a_plan_picked_later_is_kept_where_nothing_else_says_which(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape", "p")
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: kept_plan() == LONDON)


async def test_a_plan_picked_beside_an_option_is_for_this_time(open_app: OpenApp) -> None:
    app = open_app(EAST_MIDLANDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not asks_which_plan(app)
        await pilot.press("p")
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.workspace.loaded.about.id == LONDON)
        await until(pilot, lambda: not asks_which_plan(app))
        assert kept_plan() == ""


async def test_the_keys_reach_the_list_of_a_plan_without_the_view_that_was_open(
    open_app: OpenApp,
) -> None:
    app = open_app(EAST_MIDLANDS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2", "p")  # the side list of pathways has the focus
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.loaded.about.id == "wexholt-2024-26"
        assert app.focused is main_screen(app).rows
        await pilot.press("2", "1", "3")
        assert main_screen(app).workspace.filter.words == ""


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_in_a_small_window_the_path_can_be_reached(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app(None)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("tab", *"my.yaml")
        await pilot.pause()
        assert "my.yaml" in on_screen(app)


async def test_where_the_plan_of_last_time_is_gone_the_app_says_so_and_asks_again(
    tmp_path: Path,
) -> None:
    remember(default_paths().preferences, plan=str(tmp_path / "moved.yaml"))
    app = make_app(read_settings(Options(journal=str(tmp_path / "journal")), {}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        assert "The plan of last time cannot be opened: there is no plan" in toasts(app)
        await pilot.press("enter")
        await until(pilot, lambda: kept_plan() == EAST_MIDLANDS)


def test_a_plan_that_was_asked_for_and_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no plan 'moved"):
        make_app(read_settings(Options(plan="moved.yaml", journal=str(tmp_path / "journal")), {}))


def test_a_journal_that_cannot_be_read_is_no_matter_of_the_plan(tmp_path: Path) -> None:
    remember(default_paths().preferences, plan=LONDON)
    (tmp_path / "journal").write_text("a file where the folder should be")
    with pytest.raises(Unusable, match="journal"):
        make_app(read_settings(Options(journal=str(tmp_path / "journal")), {}))


async def test_the_plans_of_ones_own_folder_are_listed_by_name_and_a_broken_one_is_refused_in_place(
    open_app: OpenApp, small_plan: Callable[..., Path], tmp_path: Path
) -> None:
    own = tmp_path / "plans"
    own.mkdir()
    small_plan("- {id: 1.1.1-a, title: Mine, when: Sep 2009}").rename(own / "mine.yaml")
    (own / "[broken] \u202e.yaml").write_text("plan: [", encoding="utf-8")
    configure(f"plans = '{own}'\n")
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.pause()
        await pilot.press("down", "down", "down", "down", "up")
        shown = on_screen(app)
        assert "mine, in " in shown
        assert "[broken]" in shown
        assert "\u202e" not in shown
        await pilot.press("enter")
        await until(pilot, lambda: "YAML" in refusal(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.loaded.about.id == "small"
    assert kept_plan() == str(own / "mine.yaml")


@pytest.mark.skipif(sys.platform == "darwin", reason="there every name is UTF-8")
async def test_a_plan_whose_name_is_no_text_is_listed_and_opened(
    open_app: OpenApp, tmp_path: Path
) -> None:
    own = tmp_path / "plans"
    own.mkdir()
    (own / os.fsdecode(b"odd-\xff.yaml")).write_text(
        plan_text("- {id: 1.1.1-a, title: Mine, when: Sep 2009}")
    )
    configure(f"plans = '{own}'\n")
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.loaded.about.id == "small"


def configure(text: str) -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


OVER = "This plan's year ended 31 Mar 2010: d shows it as of another day."


def after_the_year(
    tmp_path: Path, plan: str | None = EAST_MIDLANDS, as_of: str | None = None
) -> MilepostApp:
    """Return the app on a day more than a year after the shipped plans' own."""
    options = Options(plan=plan, journal=str(tmp_path / "journal"), by="ELS lead", as_of=as_of)
    return make_app(read_settings(options, {"MILEPOST_NOW": "2011-06-01T10:00:00Z"}))


async def test_opening_a_plan_after_its_year_says_once_why_all_is_overdue(tmp_path: Path) -> None:
    app = after_the_year(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: OVER in toasts(app))
        assert "\n" not in toasts(app), "one sentence, and no other"
        await pilot.press("n", *"Said", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.press("p", "escape", "d", *"Oct 2009", "enter", "d", *"today", "enter")
        await pilot.pause()
        assert OVER not in toasts(app)


async def test_a_plan_that_is_opened_later_has_its_ended_year_told_as_well(tmp_path: Path) -> None:
    app = after_the_year(tmp_path, as_of=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Said", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.press("p", "down", "enter")
        await until(pilot, lambda: app.workspace.loaded.about.id == LONDON)
        await until(pilot, lambda: OVER in toasts(app))


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_on_a_first_start_the_ended_year_is_told_once_a_plan_is_chosen(
    tmp_path: Path, key: str
) -> None:
    app = after_the_year(tmp_path, plan=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        assert toasts(app) == ""
        await pilot.press(key)
        await until(pilot, lambda: OVER in toasts(app))


@pytest.mark.parametrize("as_of", ["31 Oct 2009", "31 May 2011", "today"])
async def test_whoever_asked_for_a_day_is_told_nothing_about_the_year(
    tmp_path: Path, as_of: str
) -> None:
    app = after_the_year(tmp_path, as_of=as_of)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert toasts(app) == ""


async def test_within_the_plans_year_nothing_is_told_about_it(open_app: OpenApp) -> None:
    app = open_app(as_of=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert toasts(app) == ""


async def test_the_demo_says_nothing_about_the_year(tmp_path: Path) -> None:
    write_demo_journal(tmp_path / "journal")
    app = after_the_year(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert toasts(app) == ""


async def test_the_key_that_is_told_is_the_users_own(tmp_path: Path) -> None:
    configure('[keys]\ntravel = "z"\n')
    app = after_the_year(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: OVER.replace("d shows", "z shows") in toasts(app))


async def test_the_first_start_offers_the_demo_by_one_key(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.pause()
        assert "d: try it first, on a made-up journal" in on_screen(app)
        await pilot.press("d")
        await until(pilot, lambda: app.return_code == DEMO_FOLLOWS)
    assert kept_plan() == ""


async def test_a_plan_whose_year_is_over_can_be_opened_as_of_its_end(tmp_path: Path) -> None:
    app = after_the_year(tmp_path, plan=None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.pause()
        assert "e: open the plan as of the end of its year" in on_screen(app)
        await pilot.press("e")
        await until(pilot, lambda: not asks_which_plan(app))
        assert app.workspace.as_of == date(2010, 3, 31)
        await pilot.pause()
        assert "as of 31 Mar 2010" in on_screen(app)
        assert toasts(app) == ""
    assert kept_plan() == EAST_MIDLANDS


async def test_a_path_may_have_the_letters_of_the_offers(open_app: OpenApp) -> None:
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: asks_which_plan(app))
        await pilot.press("tab", *"ed")
        assert app.screen.query_one("#path", Input).value == "ed"
