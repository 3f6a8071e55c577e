"""What the plan says beside its table has places of its own in the app."""

from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, pane_text, shown, until
from tui.app.app import MilepostApp
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.pathways import PathwaysView

HEAD = """
tags:
  - {code: WOMEN, name: Women offenders, note: In both prisons}
  - {code: PPO, name: Prolific offenders}
commitments:
  - {id: c1, title: "Listen to [bold]women", group: The assessment}
footnotes:
  - {number: "32", text: The fund's own page}
"""
MILESTONES = """
- {id: 1.1.1-a, title: For all, when: Sep 2009}
- {id: 1.1.1-b, title: For women, when: Jan 2010, tags: [WOMEN]}
"""


@pytest.fixture
def app(open_app: OpenApp, tmp_path: Path) -> MilepostApp:
    path = tmp_path / "tagged.yaml"
    path.write_text(plan_text(MILESTONES, head=HEAD), encoding="utf-8")
    return open_app(path)


async def test_tags_stand_after_the_pathways_and_a_letter_leads_to_them(app: MilepostApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        side = main_screen(app).side
        assert [(row.mark, row.text) for row in side.lines] == [
            ("E", "ELS"),
            ("W", "#WOMEN"),
            ("O", "#PPO"),
        ]
        await pilot.press("W")
        await until(pilot, lambda: len(shown(app)) == 1)
        assert "For women" in shown(app)[0]
        assert "In both prisons" in pane_text(app, "#group-notes")
        assert "#WOMEN: Women offenders" in on_screen(app)
        view = main_screen(app).views.current
        assert isinstance(view, PathwaysView)
        assert view.export_filter().tags == ("WOMEN",)
        await pilot.press("O")
        await until(pilot, lambda: "No item of this plan has this tag." in on_screen(app))


async def test_a_plan_without_tags_has_pathways_alone(open_app: OpenApp, tmp_path: Path) -> None:
    path = tmp_path / "untagged.yaml"
    path.write_text(plan_text("- {id: 1.1.1-a, title: One, when: Sep 2009}"), encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        assert [row.text for row in main_screen(app).side.lines] == ["ELS"]


async def test_i_lists_the_pages_that_the_plan_has_and_enter_opens_one(app: MilepostApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        options = app.screen.query_one(OptionList)
        titles = [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]
        assert titles == [
            "The plan and its footnotes",
            "Pathways (1)",
            "Lead agencies (1)",
            "Tags: groups across the plan (2)",
            "Promises in the plan's text (1)",
        ]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "footnote 32  The fund's own page" in page_text(app)


async def test_the_palette_leads_to_the_promises_which_are_plain_text(app: MilepostApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"promises in")
        await until(pilot, lambda: "About: Promises in the plan" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "The assessment" in page_text(app)
        assert "c1  Listen to [bold]women" in page_text(app)


def page_text(app: MilepostApp) -> str:
    return "\n".join(str(part.content) for part in app.screen.query(Static))
