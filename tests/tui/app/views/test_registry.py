"""The registry of views: what a new view needs, and what every view offers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.app.conftest import OpenApp, on_screen
from tui.actions import ACTIONS
from tui.app.views.open_views import OpenViews
from tui.app.views.registry import VIEWS, ViewSpec
from tui.app.workspace import Workspace

VIEW_IDS = [spec.id for spec in VIEWS]


def test_every_view_has_its_row_among_the_actions_and_every_such_row_its_view() -> None:
    wanted = {spec.action_name: spec.title for spec in VIEWS}
    present = {action.name: action.label for action in ACTIONS if action.name.startswith("view_")}
    assert sorted(wanted.keys() - present.keys()) == [], "add these rows to tui/actions.py"
    assert sorted(present.keys() - wanted.keys()) == [], "add these rows to views/registry.py"
    assert present == wanted, "a tab and its action have the same title"


def test_the_tabs_are_in_the_order_of_the_actions() -> None:
    in_help = [action.name for action in ACTIONS if action.name.startswith("view_")]
    assert in_help == [spec.action_name for spec in VIEWS]


@pytest.mark.parametrize("spec", VIEWS, ids=VIEW_IDS)
def test_a_view_has_rows_or_a_drawing_and_the_items_of_the_plan(
    open_app: OpenApp, spec: ViewSpec
) -> None:
    workspace = open_app().workspace
    ref = workspace.loaded.items[0].ref
    workspace.record_all([lambda acts: acts.note(ref, workspace.as_of, "Said")])
    views = OpenViews(workspace)
    views.select(spec.id)
    view = views.current
    if view.has_groups:
        view.group = view.side_rows()[0].key
    assert view.items
    assert bool(view.rows()) is not view.is_drawn
    assert bool(view.title()) is view.has_groups


# Empty lists


def view_of(workspace: Workspace, view_id: str) -> OpenViews:
    views = OpenViews(workspace)
    views.select(view_id)
    return views


@pytest.mark.parametrize("view", VIEW_IDS)
def test_an_empty_list_says_why_and_what_to_do(
    open_app: OpenApp, small_plan: Callable[..., Path], tmp_path: Path, view: str
) -> None:
    filled = open_app(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")).workspace
    empty_path = tmp_path / "empty.yaml"
    empty_path.write_text(EMPTY_PLAN, encoding="utf-8")
    empty = open_app(empty_path).workspace

    assert "no milestones yet" in view_of(empty, view).current.empty_text()
    filled.filter.set_words("zebra")
    text = view_of(filled, view).current.empty_text()
    assert text == "Nothing fits the filter 'zebra'. Esc clears it. No item has 'zebra'."


def test_an_empty_pathway_and_an_empty_lead_say_so(open_app: OpenApp) -> None:
    views = OpenViews(open_app().workspace)
    views.select("pathways")
    assert views.current.empty_text() == "No item of this plan names this pathway."
    views.select("leads")
    assert views.current.empty_text() == "No item of this plan names this lead."


EMPTY_PLAN = "plan: empty\ntitle: Nothing yet\nyear: 2009/10\nsections: []\n"


async def test_a_plan_without_milestones_opens_and_every_view_says_why_it_is_empty(
    open_app: OpenApp, tmp_path: Path
) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text(EMPTY_PLAN, encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape")
        for key in "123456":
            await pilot.press(key)
            await pilot.pause()
            assert "This plan has no milestones yet." in on_screen(app), key
