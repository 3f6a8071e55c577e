"""The questions of every meeting are answered in the app by the keys that docs/screens.md names."""

from pathlib import Path

import pytest

from tests.tui.app.conftest import main_screen, on_screen, until
from tests.tui.questions import MOST_KEYS, QUESTIONS, Question, table
from tui.app.app import MilepostApp
from tui.app.workspace import Workspace
from tui.config.settings import Options, read_settings
from tui.demo.made_up_journal import write_demo_journal

SCREENS = Path(__file__).parents[2] / "docs" / "screens.md"
NAMES = {"/": "slash", "]": "right_square_bracket"}


@pytest.fixture
def app(tmp_path: Path) -> MilepostApp:
    write_demo_journal(tmp_path / "journal")
    options = Options(
        plan="east-midlands-2009-10",
        journal=str(tmp_path / "journal"),
        as_of="2009-11-30",
        by="ELS lead",
    )
    return MilepostApp(Workspace(read_settings(options, {"MILEPOST_NOW": "2009-11-30T10:00:00Z"})))


def pressed(keys: tuple[str, ...]) -> list[str]:
    each: list[str] = []
    for key in keys:
        each += [*key.removeprefix("type ")] if key.startswith("type ") else [NAMES.get(key, key)]
    return each


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
async def test_the_keys_lead_to_the_answer(app: MilepostApp, question: Question) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*pressed(question.before))
        await until(pilot, lambda: app.screen is main_screen(app))
        if question.keys:
            assert question.answer not in on_screen(app) or question.keys[-1] == "backspace"
        await pilot.press(*pressed(question.keys))
        await until(pilot, lambda: question.answer in " ".join(on_screen(app).split()))


def test_none_takes_more_than_four_keys_and_the_page_has_the_table() -> None:
    assert max(question.presses for question in QUESTIONS) <= MOST_KEYS
    assert table() in SCREENS.read_text(encoding="utf-8")
