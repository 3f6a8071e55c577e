"""Plans of calendar years and of several years in the app."""

from pathlib import Path

import pytest

from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, until
from tests.tui.cli.test_own_years import HEAD, MILESTONES, NOW, SEVERAL
from tui.app.dialogs.form_dialog import FormDialog


def written(tmp_path: Path, years: str) -> Path:
    path = tmp_path / "own.yaml"
    milestones = SEVERAL if years.startswith("years") else MILESTONES
    text = plan_text(milestones, head=HEAD).replace("year: 2009/10", years)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("years", ["year: 2024", "years: 2023 to 2025"])
async def test_the_board_view_shows_the_year_of_the_date(
    open_app: OpenApp, tmp_path: Path, years: str
) -> None:
    app = open_app(written(tmp_path, years), as_of=None, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        assert years.partition(": ")[2] in on_screen(app)
        await pilot.press("5")
        picture = " ".join(main_screen(app).area.drawing.text.split())
        assert "The year 2024 by month due" in picture
        assert "Jan 2024" in picture
        assert "Dec 2024" in picture
        assert "Jan 2025" not in picture
        assert "cumulative since January" in picture


async def test_the_date_is_moved_and_typed_with_the_plans_quarters(
    open_app: OpenApp, tmp_path: Path
) -> None:
    app = open_app(written(tmp_path, "years: 2023 to 2025"), as_of=None, now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"Q2", "space", *"2023", "enter")
        await until(pilot, lambda: not isinstance(app.screen, FormDialog))
        assert app.workspace.as_of.isoformat() == "2023-06-30"
        await pilot.press("less_than_sign")
        assert app.workspace.as_of.isoformat() == "2023-05-31"
        await pilot.press("5")
        assert "The year 2023 by month due" in main_screen(app).area.drawing.text
        await pilot.press("7")
        assert "Homes" in on_screen(app)
