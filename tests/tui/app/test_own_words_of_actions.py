"""Each action of the app, on plans with words of their own, from the lines of several views."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.every_command import BARE, EXAMPLE, NOW, OWN, Subject, set_up_journal, write_subject
from tests.own_words import lines_with, own_words_of, usual_words_of
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, toasts
from tui.actions import ACTIONS
from tui.app.app import MilepostApp
from tui.app.meeting.ask_walk import AskWalk
from tui.app.returns.sheet_review import SheetReview

SUBJECTS = (OWN, BARE, EXAMPLE)
# From the first line every action is tried, from others those that look at the line or the view.
# Lines from which the actions are tried that look at a line or a view; from the first line all are.
LINES = (("1", "end"), ("4", "home", "down"), ("5", "home"), ("5", "end"), ("6", "down"),
         ("6", "end"), ("7", "down"))  # fmt: skip
_LOOKING = ("enter", "question_mark", "n", "b", "h", "e", "m")
_IN_MEETING = ("down", "right_square_bracket", "end", "question_mark", "escape", "D", "escape", "A",
               "escape", "v", "escape", "space", "escape", "h")  # fmt: skip
# The same command in the shell, at the end of a line of the help, before a scroll bar.
_SHELL_TWINS = re.compile(
    rf" (?:{'|'.join(re.escape(each.command) for each in ACTIONS)})[ \u2581-\u2588]*(?=$|│)",
    re.MULTILINE,
)
_OTHER_PLANS = re.compile(r"\d+ milestones, published (?:July|September) 2009")  # in their words
_NAMES_NOTHING = ("view_pathways", "view_leads", "pathway", "lead")  # which say that none is named


class Looker:
    """Looks for words that must not be on the screen, whatever is pressed."""

    def __init__(self, app: MilepostApp, pilot: Pilot[None], subject: Subject) -> None:
        self._app = app
        self._pilot = pilot
        self._subject = subject
        self.found: dict[str, str] = {}  # each line with a word, and what was pressed last

    async def press(self, *keys: str, names_groups: bool = False) -> None:
        await self._pilot.press(*keys)
        await self.look(" ".join(keys), names_groups=names_groups)

    async def look(self, after: str, *, names_groups: bool = False) -> None:
        text = await text_on_screen(self._app, self._pilot)
        lines = lines_with(usual_words_of(self._subject.text), text)
        if self._subject is EXAMPLE and names_groups:
            lines = []  # it has no word of its own for pathways
        if self._subject is BARE and not names_groups:
            lines += lines_with(own_words_of(self._subject.text), text)
        for line in lines:
            self.found.setdefault(" ".join(line.split()), after)

    async def leave(self) -> None:
        """Press Escape until the list is in front, and forget what was said."""
        for _ in range(8):
            if len(self._app.screen_stack) == 1:
                break
            await self._pilot.press("escape")
        assert len(self._app.screen_stack) == 1, self._app.screen
        self._app.clear_notifications()
        main_screen(self._app).show_message("")


async def text_on_screen(app: MilepostApp, pilot: Pilot[None]) -> str:
    """Return what is on the screen, and all of the texts that it scrolls."""
    await pilot.pause()
    statics = [str(each.content) for each in app.screen.query(Static)]
    text = "\n".join([on_screen(app), *statics, toasts(app)])
    return _OTHER_PLANS.sub("", _SHELL_TWINS.sub("", text))


@pytest.fixture(scope="session")
def journals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {each.id: set_up_journal(each, tmp_path_factory.mktemp(each.id)) for each in SUBJECTS}


@pytest.fixture
def open_on(
    open_app: OpenApp, tmp_path: Path, journal: Path, journals: dict[str, Path]
) -> Callable[[Subject], MilepostApp]:
    """Return what opens the app on a plan and its journal, at the end of November 2024."""

    def make(subject: Subject) -> MilepostApp:
        shutil.copytree(journals[subject.id], journal)
        return open_app(write_subject(subject, tmp_path), by="Clerk", as_of=None, now=NOW)

    return make


EachSubject = pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.id)
OpenOn = Callable[[Subject], MilepostApp]


@EachSubject
async def test_each_action_has_the_words_of_the_plan(open_on: OpenOn, subject: Subject) -> None:
    app = open_on(subject)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        looker = Looker(app, pilot, subject)
        for action in ACTIONS:
            await pilot.press("1", "home")
            await looker.press(action.key, names_groups=action.name in _NAMES_NOTHING)
            await looker.leave()
        assert looker.found == {}


@EachSubject
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_each_line_has_the_words_of_the_plan(
    open_on: OpenOn, subject: Subject, size: tuple[int, int]
) -> None:
    app = open_on(subject)
    async with app.run_test(size=size, notifications=True) as pilot:
        looker = Looker(app, pilot, subject)
        for line in LINES:
            for key in _LOOKING:
                await pilot.press(*line)
                await looker.press(key)
                await looker.leave()
        assert looker.found == {}


@EachSubject
async def test_a_meeting_has_the_words_of_the_plan(open_on: OpenOn, subject: Subject) -> None:
    app = open_on(subject)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        looker = Looker(app, pilot, subject)
        await looker.press("m")
        await looker.press("enter")
        for key in _IN_MEETING:
            await looker.press(key)
        for _ in range(5):
            await looker.press("right")
        assert looker.found == {}


@EachSubject
async def test_asks_and_their_answers_have_the_words_of_the_plan(
    open_on: OpenOn, subject: Subject
) -> None:
    app = open_on(subject)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        looker = Looker(app, pilot, subject)
        await pilot.press("plus", "enter", *"15 Jan 2025", "enter")  # a meeting of the Board
        await looker.leave()
        for key in ("h", "enter", "enter"):
            await looker.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, AskWalk)
        for key in ("question_mark", "escape", "a", "r", "enter", "d", "enter"):
            await looker.press(key)
        assert looker.found == {}


@pytest.mark.parametrize("subject", [OWN, EXAMPLE], ids=lambda subject: subject.id)
async def test_return_rounds_have_the_words_of_the_plan(
    open_on: OpenOn, journals: dict[str, Path], subject: Subject
) -> None:
    app = open_on(subject)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        looker = Looker(app, pilot, subject)
        for key in ("number_sign", "m", "y", "escape", "o", "escape", "r"):
            await looker.press(key)
        filled = journals[subject.id].parent / "filled"
        await pilot.press(*str(filled), "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, SheetReview)
        for key in ("down", "question_mark", "escape", "space", "e", "escape", "a", "enter"):
            await looker.press(key)
        assert looker.found == {}


async def test_who_cannot_be_asked_is_named_in_the_words_of_the_plan(open_on: OpenOn) -> None:
    app = open_on(BARE)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        looker = Looker(app, pilot, BARE)
        await looker.press("number_sign")
        await pilot.press("o")
        assert "This plan names no stewards, so nobody can be asked" in on_screen(app)
        assert looker.found == {}
