"""Notes longer than a line: all of the text is visible, and Enter works as in a single line."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from plan_data.text import clean
from tests.tui.app.conftest import OpenApp, entries, main_screen, on_screen, refusal, until
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.widgets.long_text import LongText

WORDS = "The handover waits for the new provider, who has signed but not started; the office moves in January 2010"
MARKUP = "[/] [bold]x[/wrong] {} %s"


def field_widget(app: App[None], field: str = "text") -> LongText:
    return app.screen.query_one(f"#field-{field}", LongText)


async def paste(pilot: Pilot[None], text: str) -> None:
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


def words_on_screen(app: App[None]) -> str:
    """Return the text inside the dialog, without its border."""
    lines = (
        line.split("\N{BOX DRAWINGS LIGHT VERTICAL}")
        for line in on_screen(app).splitlines()  # type: ignore[arg-type] # any app has a screen
    )
    return " ".join(" ".join(parts[1] for parts in lines if len(parts) > 2).split())


async def test_a_note_longer_than_the_line_is_all_in_sight(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.press("n", *WORDS)
        await until(pilot, lambda: WORDS in words_on_screen(app))
        assert field_widget(app).size.height > 1
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == [WORDS]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (40, 12)])
async def test_a_very_long_note_scrolls_in_five_lines_and_the_cursor_stays_in_sight(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("b", "enter")
        await paste(pilot, "\n".join(f"line {number}" for number in range(30)))
        await pilot.press(*" the end")
        await until(pilot, lambda: "the end" in on_screen(app))
        assert field_widget(app, "action").size.height <= 5
        assert size < (60, 20) or "Esc: cancel" in on_screen(app)


async def test_an_empty_note_takes_one_line_and_shows_its_hint(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space")
        await until(pilot, lambda: "may stay empty" in on_screen(app))
        assert field_widget(app).size.height == 1
        await pilot.press("tab", "x")
        await until(pilot, lambda: "may stay empty" not in on_screen(app))


@pytest.mark.parametrize("key", ["ctrl+j", "shift+enter", "alt+enter"])
async def test_a_line_is_broken_by_its_own_keys_and_enter_still_goes_on(
    open_app: OpenApp, journal: Path, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"One", key, *"Two", "enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["One\nTwo"]


async def test_a_paste_keeps_all_its_lines(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Said: ")
        await paste(pilot, "one\r\ntwo\rthree\nfour\n")
        await until(pilot, lambda: "four" in on_screen(app))
        await pilot.press(*".", "enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["Said: one\ntwo\nthree\nfour."]


async def test_tab_goes_to_the_next_line_of_the_form_and_types_nothing(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("b", *"Cause", "tab", *"Action", "shift+tab", *"!")
        assert (field_widget(app, "cause").value, field_widget(app, "action").value) == (
            "Cause!",
            "Action",
        )


async def test_ctrl_s_saves_from_a_long_text(open_app: OpenApp, journal: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Said", "ctrl+s")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["Said"]


async def test_a_pasted_note_is_asked_about_before_it_is_dropped(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await paste(pilot, "one\ntwo")
        await pilot.press("escape")
        await until(pilot, lambda: "This is not saved" in refusal(app))
        await pilot.press("ctrl+j")
        await until(pilot, lambda: refusal(app) == "")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert entries(journal) == ()


async def test_the_key_that_breaks_a_line_is_named_where_it_means_something_and_has_room(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key, names in (("n", True), ("d", False)):
            await pilot.press(key)
            await until(pilot, lambda: "Esc: cancel" in on_screen(app))
            assert ("ctrl+j: new line" in on_screen(app)) is names
            await pilot.press("escape")
        await pilot.resize_terminal(60, 20)
        await pilot.press("n")
        await until(pilot, lambda: "Esc: cancel" in on_screen(app))
        assert "ctrl+j" not in on_screen(app)


@pytest.mark.parametrize("ascii", [False, True])
async def test_hostile_text_that_is_pasted_is_shown_and_kept_as_text(
    open_app: OpenApp,
    journal: Path,
    ascii: bool,  # noqa: A002, FBT001 - the option's own name, and a case
) -> None:
    app = open_app(ascii=ascii)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await paste(pilot, f"{MARKUP} \x1b[31mred \u202eesrever 進捗👩‍👩‍👧 \x07")
        await until(pilot, lambda: MARKUP in on_screen(app))
        assert "進捗" in on_screen(app)
        assert not re.search("[\x07\x1b\u202e]", on_screen(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    (entry,) = entries(journal)
    assert entry.text.startswith(f"{MARKUP} \N{REPLACEMENT CHARACTER}[31mred")


async def test_keys_that_come_in_one_go_are_taken_in_their_order(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        for key, character in (("a", "a"), ("ctrl+j", "\n"), ("b", "b")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: "b" in field_widget(app).value)
        assert field_widget(app).value == "a\nb"
        for _ in range(2):
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["a\nb"]


class FormApp(App[None]):
    """An app with a form that has a hostile hint, and a text from the start."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def on_mount(self) -> None:
        fields = [
            Field("text", "Note", self.value, MARKUP, long=True),
            Field("more", "More", hint=MARKUP, long=True),
        ]
        self.push_screen(FormDialog("Form", fields, dict))

    def compose(self) -> ComposeResult:
        yield from ()


async def test_words_that_stand_there_already_are_in_sight_and_can_be_added_to() -> None:
    app = FormApp(WORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: WORDS in words_on_screen(app))
        assert words_on_screen(app).count(MARKUP) == 1, (
            "the hint of the other one, as it is written"
        )
        await pilot.press("!")
        assert field_widget(app).value == f"{WORDS}!"


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_whatever_stands_in_a_long_text_cannot_steer_the_terminal(words: str) -> None:
    value = LongText(words, "", id="field-text").value
    assert clean(value) == value
    assert "".join(value.split()) == "".join(clean(words).split())
