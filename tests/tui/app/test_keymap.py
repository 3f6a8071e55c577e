"""The `[keys]` of the config file."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding
from textual.keys import _character_to_key
from textual.widgets import Static

from tests.tui.app.conftest import OpenApp, on_screen, toasts
from tui.actions import ACTIONS
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.screen.main_screen import MainScreen
from tui.app.widgets.row_list import RowList
from tui.config.keymap import RESERVED_KEYS, read_keymap
from tui.config.settings import default_paths

DEFAULTS = {act.name: act.key for act in ACTIONS}


def configure(text: str) -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def keys(**configured: object) -> dict[str, str]:
    keymap = read_keymap({"keys": configured})
    assert keymap.problems == ()
    return {name: key for name, key in keymap.keys.items() if DEFAULTS[name] != key}


def problems(configured: object) -> tuple[str, ...]:
    keymap = read_keymap({"keys": configured})
    assert keymap.keys == DEFAULTS, "wrong keys leave the defaults"
    return keymap.problems


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("z", "z"), ("z,f2", "z,f2"), (" z , f2 ", "z,f2"), ("ctrl+t", "ctrl+t"),
        ("Ctrl+T", "ctrl+t"),
        ("&", "ampersand"), (";", "semicolon"), ("%", "percent_sign"), ("f2", "f2"),
        ("ctrl+shift+f2", "ctrl+shift+f2"),
        ("shift+ctrl+f2", "ctrl+shift+f2"), ("insert", "insert"), ("ctrl+/", "ctrl+slash"),
        ("ctrl++", "ctrl+plus"),
    ],
)  # fmt: skip
def test_keys_are_written_as_they_stand_on_the_keyboard(typed: str, key: str) -> None:
    assert keys(note=typed) == {"note": key}


def test_a_comma_is_a_key_once_the_act_that_has_it_has_another() -> None:
    assert keys(day_back="z", note=",") == {"day_back": "z", "note": "comma"}


@pytest.mark.parametrize("character", [chr(code) for code in range(33, 127)])
def test_every_character_of_the_keyboard_is_known_by_the_name_that_textual_gives_its_key(
    character: str,
) -> None:
    key = _character_to_key(character)
    owner = next((name for name, own in DEFAULTS.items() if own == key and name != "note"), None)
    found = read_keymap({"keys": {"note": character}})
    assert found.keys["note"] == (DEFAULTS["note"] if key in RESERVED_KEYS or owner else key)
    assert bool(found.problems) == bool(key in RESERVED_KEYS or owner)


def test_two_acts_can_swap_their_keys() -> None:
    assert keys(tick="n", note="space") == {"tick": "n", "note": "space"}


@pytest.mark.parametrize(
    ("configured", "sentence"),
    [
        ({"ntoe": "z"}, "there is no act 'ntoe'; did you mean note"),
        ({"note": "spcae"}, "note: 'spcae' is no key; did you mean space"),
        ({"note": ""}, "note: write the key in quotes"),
        ({"note": 7}, "note: write the key in quotes"),
        ({"note": ["t"]}, "note: write the key in quotes"),
        ({"note": "z,,h"}, "note: '' is no key"),
        ({"note": "space"}, "note: 'space' is the key of tick already"),
        ({"note": "z", "undo": "z"}, "undo: 'z' is the key of note already"),
        ({"note": "escape"}, "'escape' is for back everywhere"),
        ({"note": "tab"}, "'tab' is for other list everywhere"),
        ({"note": "up"}, "'up' is for moving about everywhere"),
        ({"note": "j"}, "'j' is for moving about everywhere"),
        ({"note": "q"}, "'q' is for quit everywhere"),
        ({"note": "E"}, "'E' is for jumping to a line everywhere"),
        ({"note": "shift+e"}, "'shift+e' is for jumping to a line everywhere"),
        ({"note": "ctrl+p"}, "'ctrl+p' is for commands everywhere"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    configured: dict[str, object], sentence: str
) -> None:
    keymap = read_keymap({"keys": configured})
    assert sentence in keymap.problems[0]
    assert len(keymap.problems) == 1
    assert keymap.keys["undo"] == DEFAULTS["undo"]


@pytest.mark.parametrize("configured", [7, "note = t", [], ["note"]])
def test_keys_that_are_no_table_are_said(configured: object) -> None:
    assert "is no table" in problems(configured)[0]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*DEFAULTS, "other"]),
        st.one_of(
            st.text(max_size=6),
            st.sampled_from([*DEFAULTS.values(), *RESERVED_KEYS, "z,space", "z"]),
            st.integers(),
        ),
    )
)
def test_whatever_is_written_each_key_does_one_thing_and_each_act_has_a_key(
    configured: dict[str, Any],
) -> None:
    keymap = read_keymap({"keys": configured})
    used = [key for own in keymap.keys.values() for key in dict.fromkeys(own.split(","))]
    assert set(keymap.keys) == set(DEFAULTS)
    assert all(used)
    assert len(used) == len(set(used))
    assert not set(used) & set(RESERVED_KEYS)


def test_every_key_of_the_screen_that_is_no_act_cannot_be_taken() -> None:
    bound = [each for owner in (MilepostApp, MainScreen, RowList) for each in owner.BINDINGS]
    used = {
        key
        for each in bound
        if isinstance(each, Binding) and each.id not in DEFAULTS
        for key in each.key.split(",")
    }
    free = {"ctrl+z"}  # an action that has it, such as undo, comes first
    assert used - free <= set(RESERVED_KEYS), "add the key to RESERVED_KEYS"


async def test_an_action_may_have_the_key_that_suspends(open_app: OpenApp) -> None:
    configure('[keys]\nnote = "ctrl+z"\n')
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert toasts(app) == ""


async def test_a_key_of_ones_own_works_and_the_old_one_no_more(open_app: OpenApp) -> None:
    configure('[keys]\nnote = "z,f2"\n')
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in ("z", "f2"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, FormDialog)
            await pilot.press("escape")
        await pilot.press("n")
        await pilot.pause()
        assert not isinstance(app.screen, FormDialog)
        assert toasts(app) == ""


async def test_footer_and_help_show_the_keys_as_they_hold(open_app: OpenApp) -> None:
    configure('[keys]\nnote = "z"\n')
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "z note" in " ".join(on_screen(app).splitlines()[-1].split())
        await pilot.press("question_mark")
        await pilot.pause()
        text = "\n".join(str(each.content) for each in app.screen.query(Static))
        line = next(line for line in text.splitlines() if "add a dated note" in line)
        assert line.split()[0] == "z"


async def test_mistakes_in_the_keys_are_said_at_the_start_and_the_app_works(
    open_app: OpenApp,
) -> None:
    configure('[keys]\nnote = "space"\nntoe = "[/]"\n')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "'space' is the key of tick already" in toasts(app)
        assert "there is no act 'ntoe'" in toasts(app)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)


async def test_nothing_written_in_the_config_file_steers_the_screen(open_app: OpenApp) -> None:
    configure(
        'theme = "\\u001b[31m[/]"\n[keys]\nnote = "\\u001b]0;owned\\u0007"\n"[/] \\u202e" = "z"\n'
    )
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "[/]" in toasts(app)
        assert not set("\x1b\x07\u202e") & set(toasts(app) + on_screen(app))
