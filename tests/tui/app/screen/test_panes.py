"""Panes have titles, columns have headings only where rows have them, and what is wrapped hangs."""

from pathlib import Path

import pytest

from tests.tui.app.conftest import OpenApp, main_screen, on_screen, until
from tui.app.app import MilepostApp
from tui.app.dialogs.text_dialog import TextDialog
from tui.demo.made_up_journal import write_demo_journal

FRAME = "\N{BOX DRAWINGS LIGHT VERTICAL}"


def top_line(app: MilepostApp) -> str:
    return next(line for line in on_screen(app).splitlines() if "Details" in line)


@pytest.mark.parametrize(
    ("key", "titles"),
    [("1", ["Milestones"]), ("2", ["Pathways", "Milestones"]), ("6", ["Journal", "Entries"])],
)
async def test_a_large_window_has_frames_with_titles(
    open_app: OpenApp, key: str, titles: list[str]
) -> None:
    app = open_app()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        places = [top_line(app).index(f" {title} ") for title in [*titles, "Details"]]
        assert places == sorted(places)


async def test_a_small_window_has_a_rule_with_a_title_above_the_details(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert top_line(app).strip("\N{BOX DRAWINGS LIGHT HORIZONTAL}") == "Details"
        assert "Milestones" not in on_screen(app)


@pytest.mark.parametrize("key", ["4", "6", "7"])
async def test_only_items_have_the_headings_of_items(
    open_app: OpenApp, journal: Path, key: str
) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        assert "Forecast" in on_screen(app)
        await pilot.press(key)
        await pilot.pause()
        assert "Forecast" not in on_screen(app)


async def test_the_details_of_an_item_hang_under_their_labels_in_the_dialog_too(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        lines = [line.partition(FRAME)[2].strip(FRAME) for line in on_screen(app).splitlines()]
        at = next(n for n, line in enumerate(lines) if line.strip().startswith("objective"))
        text = lines[at].index(lines[at].split()[1])
        assert lines[at + 1][:text].strip() == ""
        assert lines[at + 1][text : text + 1].strip()


async def test_without_colours_the_line_under_the_cursor_has_one_background(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = main_screen(app).rows
        line = next(y for y, (at, _) in enumerate(rows.page) if at == rows.cursor)
        styles = {str(segment.style) for segment in rows.render_line(line) if segment.text.strip()}
        assert len(styles) <= 2, "the sign of the cursor and the texts"
