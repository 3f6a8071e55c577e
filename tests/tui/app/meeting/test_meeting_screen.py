"""A whole meeting in the app: chosen, gone through, taken down, read back and left."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    on_screen,
    press,
    screen_words,
    until,
)
from tests.tui.app.screen.test_two_windows import write_elsewhere
from tests.tui.app.test_hostile_text import assert_clean, hostile_plan
from tests.tui.app.test_themes import unreadable
from tui.app.app import MilepostApp
from tui.app.dialogs.export_dialog import ExportDialog
from tui.app.dialogs.glossary_dialog import GlossaryDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.meeting.meeting_screen import MeetingScreen
from tui.app.themes import DARK, LIGHT
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.text_viewer import TextViewer
from tui.config.preferences import remember
from tui.config.settings import default_paths

__all__ = ["hostile_plan"]  # a fixture
SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
TO_ELS = ("2", "S", "m")


def meeting(app: MilepostApp) -> MeetingScreen:
    screens = [screen for screen in app.screen_stack if isinstance(screen, MeetingScreen)]
    return screens[0]


def message(app: MilepostApp) -> str:
    return meeting(app).query_one(KeyFooter).message


async def take_down(pilot: Pilot[None], app: MilepostApp, *keys: str) -> None:
    """Type a form's texts in a meeting, and wait until they are saved."""
    before = len(app.workspace.recorded)
    await pilot.press(*keys)
    await until(pilot, lambda: len(app.workspace.recorded) > before)
    await until(pilot, lambda: app.screen is meeting(app) and "Saved" in message(app))


async def test_m_opens_the_pathway_that_is_chosen_and_escape_returns_to_the_very_line(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "S", "down", "down")
        before = current_ref(app)
        await press(pilot, "m")
        assert "ELS: Employment, Learning and Skills" in on_screen(app)
        assert "item 1 of 13" in on_screen(app)
        await press(pilot, "down", "down", "escape")
        assert app.screen is main_screen(app)
        assert current_ref(app) == before
        assert app.focused is main_screen(app).rows


@pytest.mark.parametrize("key", ["q", "m", "escape"])
async def test_a_meeting_in_which_nothing_was_taken_down_is_left_with_one_key(
    open_app: OpenApp, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, key)
        assert app.screen is main_screen(app)


async def test_in_another_view_m_asks_for_a_pathway_a_board_or_the_whole_plan(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "m")
        assert isinstance(app.screen, PickDialog)
        offered = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert "ELS: Employment, Learning and Skills" in offered
        assert "OLASS Board: ELS" in offered
        assert offered[-1] == "EMRRP Board: the whole plan"
        at = offered.index("OLASS Board: ELS")
        await press(pilot, *["down"] * at, "enter")
        assert "OLASS Board: ELS" in on_screen(app)
        assert "item 1 of 13" in on_screen(app)


async def test_the_filter_in_force_is_kept_and_said(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "slash", *"overdue", "enter", *TO_ELS)
        assert "filter: overdue" in screen_words(app)
        assert "item 1 of 7" in on_screen(app)


async def test_a_filter_that_hides_the_whole_pathway_is_named(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "slash", *"HEALTH", "enter", *TO_ELS)
        assert app.screen is main_screen(app)
        assert "hides all of ELS" in main_screen(app).footer.message


async def test_each_form_records_and_stays_at_the_item(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "down")
        place = on_screen(app).splitlines()[2:5]
        await take_down(pilot, app, "n", *"Said", "enter", "enter")
        await take_down(pilot, app, "b", *"Why", "enter", *"What", "enter", "enter")
        await take_down(pilot, app, "f", *"Jan 2010", "enter", *"Late", "enter", "enter")
        await take_down(pilot, app, "c", *"red", "enter", *"Bad", "enter", "enter")
        await take_down(
            pilot, app, "D", *"Wait", "enter", *"Write", "enter", *"JCP", "enter",
            *"Jan 2010", "enter", "enter",
        )  # fmt: skip
        await take_down(pilot, app, "r", *"Feb 2010", "enter", *"Board", "enter", "enter", "enter")
        assert on_screen(app).splitlines()[2:5] == place
        await take_down(pilot, app, "space", "enter", "enter")
        assert "item 2 of 13" in on_screen(app), "ticked, it stays where it was"
        assert "done, Blue" in on_screen(app)
        recorded = entries(journal)
        assert [entry.kind for entry in recorded] == [
            "note", "note", "forecast", "judged", "decision", "rescheduled", "done",
        ]  # fmt: skip
        assert len({entry.ref for entry in recorded}) == 1
        decision = recorded[4]
        assert (decision.text, decision.action, decision.owner, decision.when) == (
            "Wait", "Write", "JCP", "Jan 2010",
        )  # fmt: skip


async def test_a_decision_is_on_the_page_of_its_item(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        await take_down(pilot, app, "D", *"Wait", *["enter"] * 5)
        assert "Decided    30 Nov 2009  decision  by ELS lead: Wait" in on_screen(app)


async def test_a_decision_without_words_or_with_no_date_is_refused_in_the_form(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "D", "enter")
        assert "A decision needs words" in on_screen(app)
        await press(pilot, *"Wait", "enter", "enter", "enter", *"soon", "enter")
        assert "soon" in on_screen(app)
        assert entries(journal) == ()


async def test_what_was_taken_down_is_listed_before_leaving_and_then_left(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "S", "down")
        before = current_ref(app)
        await press(pilot, "m")
        await take_down(pilot, app, "n", *"First", "enter", "enter")
        await press(pilot, "down")
        await take_down(pilot, app, "n", *"Second", "enter", "enter")
        await press(pilot, "escape")
        assert "Taken down: 2" in on_screen(app)
        assert screen_words(app).index("by ELS lead: First") < screen_words(app).index(
            "by ELS lead: Second"
        )
        await press(pilot, "escape")
        assert app.screen is main_screen(app)
        assert current_ref(app) == before


async def test_after_the_last_item_comes_what_was_taken_down_which_then_is_not_shown_again(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        await take_down(pilot, app, "n", *"First", "enter", "enter")
        await press(pilot, "end", "down")
        assert "Taken down: 1" in on_screen(app)
        await press(pilot, "escape")
        assert "item 13 of 13" in on_screen(app)
        await press(pilot, "escape")
        assert app.screen is main_screen(app)


async def test_enter_in_the_list_goes_to_the_item_and_ctrl_d_takes_its_entry_back(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        await take_down(pilot, app, "n", *"First", "enter", "enter")
        await press(pilot, "down", "down")
        await take_down(pilot, app, "n", *"Second", "enter", "enter")
        await press(pilot, "v", "home", "enter")
        assert "item 1 of 13" in on_screen(app)
        await press(pilot, "v", "home", "ctrl+d")
        assert "Taken back: 2.4.2-a" in on_screen(app)
        assert "Taken down: 1" in on_screen(app)
        assert "Second" in on_screen(app)
        await press(pilot, "u")
        assert "Nothing is taken down" in on_screen(app)
        await press(pilot, "ctrl+r")
        assert "Taken down: 1" in on_screen(app)


async def test_an_item_that_was_ticked_before_is_opened_from_the_list(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "space", "enter", "enter")
        await until(pilot, lambda: len(app.workspace.recorded) == 1)
        await press(pilot, "m", "end", "enter", "end")
        assert "Done: 1" in on_screen(app)
        await press(pilot, "enter", "down")
        assert "1.3.1-a" in on_screen(app)
        assert "done late" in on_screen(app)
        await press(pilot, "escape")
        assert app.screen is main_screen(app), "what was recorded before is not of the meeting"


async def test_no_act_is_recorded_about_a_list(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "space", "enter", "enter")
        await until(pilot, lambda: len(app.workspace.recorded) == 1)
        await press(pilot, "2", "m")
        await press(pilot, "end", "v", "n", *"no")
        assert app.screen is meeting(app)
        assert len(entries(journal)) == 1


async def test_e_offers_the_exception_report_of_the_pathway_first(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "e")
        assert isinstance(app.screen, ExportDialog)
        assert "only 13 items of ELS" in on_screen(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "ELS" in app.screen.query_one("#preview", TextViewer).text)
        assert app.screen.query_one("#preview", TextViewer).text.startswith("Exception report")


@pytest.mark.parametrize(("keys", "start"), [((), "Minutes: ELS"), (("right",), "# Minutes: ELS")])
async def test_e_in_the_list_writes_the_minutes(
    open_app: OpenApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: Sequence[str],
    start: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        await take_down(pilot, app, "n", *"Words for ever", "enter", "enter")
        await press(pilot, "v", "e", *keys, "enter")
        await until(pilot, lambda: "Words for" in app.screen.query_one("#preview", TextViewer).text)
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is meeting(app))
        assert "Written to" in message(app)
    text = minutes_in(tmp_path)
    assert text.startswith(start)
    assert "Words for ever" in text


def minutes_in(folder: Path) -> str:
    (written,) = folder.glob("east-midlands-2009-10-minutes-2009-11-30.*")
    return written.read_text(encoding="utf-8")


async def test_y_copies_the_item_and_in_the_list_the_minutes(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "y")
        assert app.clipboard.startswith("2.4.2-a  Smooth handover")
        await take_down(pilot, app, "n", *"Words", "enter", "enter")
        await press(pilot, "v", "y")
        assert app.clipboard.startswith("Minutes: ELS: Employment")
        assert "by ELS lead: Words" in app.clipboard


async def test_enter_shows_the_whole_item_t_the_terms_and_question_mark_the_keys(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "enter")
        assert isinstance(app.screen, TextDialog)
        assert "2.4.2-a" in on_screen(app)
        await press(pilot, "escape", "t")
        assert isinstance(app.screen, GlossaryDialog)
        await press(pilot, "escape", "question_mark")
        assert "the next part of the meeting" in on_screen(app)


async def test_the_command_palette_has_what_a_meeting_can_do(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS, "ctrl+p", *"taken down")
        await until(pilot, lambda: "what was taken down in this meeting" in on_screen(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Nothing is taken down" in on_screen(app))


async def test_what_others_record_meanwhile_appears(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.meeting.meeting_screen.WATCH_SECONDS", 0.01)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        write_elsewhere(app, journal, "2.4.2-a")
        await until(pilot, lambda: "by Health lead: From the other window" in screen_words(app))
        assert "1 new from elsewhere" in message(app)
        assert meeting(app).taken_down == (), "theirs are not in these minutes"
        await press(pilot, "escape")
        assert app.screen is main_screen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_item_of_a_pathway_is_whole_at_every_size(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        titles = [
            item.planned.title
            for item in app.workspace.checklist.items
            if "ELS" in item.planned.pathways
        ]
        shown = ""
        for _ in titles:
            shown += on_screen(app).replace("\n", "").replace(" ", "")
            await press(pilot, "down")
        assert "…" not in shown
        assert [title for title in titles if title.replace(" ", "") not in shown] == []


async def test_a_long_page_scrolls_and_says_that_there_is_more(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    write_elsewhere(app, journal, "2.4.2-a", "x" * 900)
    app.workspace.reload()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        assert "PgDn: more" in screen_words(app)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "PgDn: more" not in screen_words(app)
        await press(pilot, "pageup")
        assert "PgDn: more" in screen_words(app)
        await press(pilot, "down")
        assert "item 2 of 13" in screen_words(app)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_every_word_can_be_read_in_both_themes(open_app: OpenApp, theme: str) -> None:
    remember(default_paths().preferences, theme=theme)
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        for key in ("down", "right_square_bracket", "right_square_bracket", "end"):
            assert unreadable(app) == []
            await press(pilot, key)
        await take_down(pilot, app, "n", *"Words", "enter", "enter")
        await press(pilot, "v")
        assert unreadable(app) == []


async def test_without_colours_the_status_is_a_word_that_stands_out(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        assert "OVERDUE 91 days, Red" in on_screen(app)
        assert unreadable(app) == []


async def test_with_ascii_nothing_else_is_drawn(open_app: OpenApp) -> None:
    app = open_app(ascii=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, *TO_ELS)
        assert on_screen(app).isascii()


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_goes_through_a_whole_meeting(
    open_app: OpenApp,
    hostile_plan: Path,
    size: tuple[int, int],
) -> None:
    app = open_app(hostile_plan, by="[/] lead \x1b[31m")
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await press(pilot, "escape", "2", "m")
        assert_clean(app)
        await take_down(pilot, app, "n", *"[/] {} %s", "enter", "enter")
        for key in ("down", "down", "down", "end", "pagedown", "v", "y"):
            await press(pilot, key)
            assert_clean(app)
        await press(pilot, "e", "enter")
        assert_clean(app)
        await press(pilot, "escape", "escape", "ctrl+d")
        assert_clean(app)
        await pilot.resize_terminal(30, 10)
        await press(pilot, "escape", "home", "down")
        assert_clean(app)
        assert app.size == Size(30, 10)
