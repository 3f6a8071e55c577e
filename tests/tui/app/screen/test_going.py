"""`g` goes to anything of the plan by its name, and lets one choose if several have it."""

import pytest

from tests.tui.app.conftest import OpenApp, current_ref, main_screen, on_screen, refusal, until
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog


def in_sight(app: MilepostApp) -> tuple[str, str, str]:
    """Return the view, its group and the key of the row under the cursor."""
    screen = main_screen(app)
    row = screen.rows.row
    assert row is not None
    return screen.views.name, screen.views.current.group, row.key


@pytest.mark.parametrize(
    ("typed", "view", "group", "key"),
    [
        ("2.4.4", "priorities", "", "objective 2.4.4"),
        ("2.4", "priorities", "", "priority 2.4"),
        ("3", "priorities", "", "priority 3.1"),
        ("drugs", "pathways", "DRUGS", ""),
        ("Jobcentre Plus", "leads", "JCP", ""),
        ("tag women", "pathways", "#WOMEN", ""),
        ("1.3.1-b@q3", "agenda", "", "1.3.1-b@Q3-2009/10"),
        ("Smooth handover", "agenda", "", "2.4.2-a"),
    ],
)
async def test_any_part_of_the_plan_is_found_by_its_name(
    open_app: OpenApp, typed: str, view: str, group: str, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *typed, "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        await pilot.pause()
        found = in_sight(app)
        assert found[:2] == (view, group)
        assert found[2] == key or not key
        assert app.focused is main_screen(app).rows


async def test_several_titles_are_offered(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *"contracts", "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert "2.6.1-a  Contracts in place for debt advice" in on_screen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert current_ref(app) == "2.4.4-d"
        await pilot.press("backspace")
        assert current_ref(app) == "1.3.1-a"


async def test_a_board_leads_to_what_reports_to_it_or_to_its_page(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *"Regional Interventions Group", "enter")
        await until(pilot, lambda: app.workspace.filter.words == 'pathway:"ATB"')
        assert {*app.workspace.items} != {*app.workspace.checklist.items}
        await pilot.press("g", *"EMRRP Board", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "chair" in on_screen(app)


async def test_a_level_that_the_filter_hides_is_shown_without_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"ELS", "enter", "g", *"2.6.2", "enter")
        await until(pilot, lambda: app.workspace.filter.words == "")
        await until(pilot, lambda: "does not fit the filter 'ELS'" in on_screen(app))
        assert in_sight(app)[2] == "objective 2.6.2"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("2.4.44-c", "did you mean 2.4.4-c"), ("drgs", "did you mean DRUGS"), ("", "called ''")],
)
async def test_what_the_plan_does_not_have_is_refused_with_the_nearest(
    open_app: OpenApp, typed: str, reason: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("g", *typed, "enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and reason in refusal(app))
