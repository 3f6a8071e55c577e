"""Colours that everyone can tell apart, on any screen, and a choice that is kept."""

from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import pytest
from textual import constants
from textual.app import App
from textual.color import Color
from textual.screen import ModalScreen
from textual.theme import Theme

from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, toasts, until
from tui.app.app import MilepostApp
from tui.app.themes import DARK, LIGHT
from tui.config.preferences import read_preferences, remember
from tui.config.settings import default_paths

STATES = ("text-error", "text-warning", "text-success", "text-primary")
GROUNDS = ("background", "surface", "panel", "block-cursor-blurred-background")
READABLE = 4.5  # what WCAG asks of small text

# How the remaining cones see red, green and blue: Machado, Oliveira and Fernandes (2009),
# severity 1.
VISION = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998)
    ),
    "no green cones": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881)
    ),
    "no blue cones": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900)
    ),
}  # fmt: skip


def colour(theme: Theme, name: str) -> Color:
    return Color.parse({**theme.to_color_system().generate(), **theme.variables}[name])


def linear(shown: Color) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shown.normalized]


def luminance(shown: Color) -> float:
    return sum(
        share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(shown), strict=True)
    )


def contrast(one: Color, other: Color) -> float:
    darker, brighter = sorted((luminance(one), luminance(other)))
    return (brighter + 0.05) / (darker + 0.05)


def seen(shown: Color, vision: str) -> tuple[float, float, float]:
    """Return where a colour lies in CIE L*a*b*, as someone with such eyes sees it."""
    parts = linear(shown)
    r, g, b = (
        min(1.0, max(0.0, sum(k * p for k, p in zip(row, parts, strict=True))))
        for row in VISION[vision]
    )  # fmt: skip
    white = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in white)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_status_colour_can_be_read_on_every_ground(theme: Theme) -> None:
    texts = (*STATES, "foreground", "foreground-muted")
    for text, ground in product(texts, GROUNDS):
        assert contrast(colour(theme, text), colour(theme, ground)) >= READABLE, (text, ground)
    cursor = colour(theme, "block-cursor-foreground"), colour(theme, "block-cursor-background")
    assert contrast(*cursor) >= READABLE


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_people_of_every_colour_vision_can_tell_the_statuses_apart(
    theme: Theme, vision: str
) -> None:
    for one, other in combinations(STATES, 2):
        pairs = zip(
            seen(colour(theme, one), vision), seen(colour(theme, other), vision), strict=True
        )
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= 20, (one, other)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_statuses_differ_in_brightness_as_well_so_that_a_grey_print_tells_them_apart(
    theme: Theme,
) -> None:
    for one, other in combinations(STATES, 2):
        assert contrast(colour(theme, one), colour(theme, other)) >= 1.2, (one, other)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_every_word_on_the_screen_can_be_read(open_app: OpenApp, theme: str) -> None:
    remember(default_paths().preferences, theme=theme)
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for view in "123456":
            await pilot.press(view)
            await pilot.pause()
            assert unreadable(app) == []
        await pilot.press("1", "n")
        await pilot.pause()
        assert unreadable(app) == []


def unreadable(app: MilepostApp) -> list[tuple[str, float]]:
    """Return the words on screen, or in the dialog, with too little contrast to what is behind."""
    found = []
    place = (
        app.screen.children[0].region if isinstance(app.screen, ModalScreen) else app.screen.region
    )
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - Textual shows no other way
    for strip in strips[place.y : place.bottom]:
        for segment in strip.crop(place.x, place.right):
            style = segment.style
            if not any(c.isalnum() for c in segment.text) or not (
                style and style.color and style.bgcolor
            ):
                continue
            fore, back = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
            if contrast(fore, back) < READABLE:
                found.append((segment.text, round(contrast(fore, back), 1)))
    return found


async def test_milepost_starts_dark_and_keeps_the_theme_that_is_chosen(open_app: OpenApp) -> None:
    kept = default_paths().preferences
    app = open_app()
    async with app.run_test(notifications=True) as pilot:
        assert app.theme == DARK.name
        await pilot.pause()
        assert read_preferences(kept).theme == "", "nothing was chosen"
        app.theme = LIGHT.name
        await until(pilot, lambda: read_preferences(kept).theme == LIGHT.name)
    again = open_app()
    async with again.run_test():
        assert again.theme == LIGHT.name


async def test_the_theme_is_chosen_in_the_command_palette(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+p", *"theme", "enter")
        await pilot.pause()
        await pilot.press(*"milepost-light")
        await until(pilot, lambda: "milepost-light" in on_screen(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == LIGHT.name)


async def test_a_kept_theme_that_is_no_more_is_passed_over_quietly(open_app: OpenApp) -> None:
    remember(default_paths().preferences, theme="of-last-year")
    app = open_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == DARK.name
        assert toasts(app) == ""


def configure(text: str) -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


async def test_the_config_files_theme_rules_over_the_one_that_was_kept(open_app: OpenApp) -> None:
    remember(default_paths().preferences, theme=LIGHT.name)
    configure('theme = "nord"')
    app = open_app()
    async with app.run_test():
        assert app.theme == "nord"


@pytest.mark.parametrize("configured", ['"norrd"', "7", "[]"])
async def test_a_theme_in_the_config_file_that_is_none_is_said(
    open_app: OpenApp, configured: str
) -> None:
    configure(f"theme = {configured}")
    app = open_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == DARK.name
        assert "is not one of" in toasts(app)


async def test_textuals_own_variable_goes_first(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        constants, "DEFAULT_THEME", "textual-light"
    )  # read once, when Textual is imported
    configure('theme = "nord"')
    async with (app := open_app()).run_test():
        assert app.theme == "textual-light"


async def test_textuals_own_variable_may_name_one_of_ours(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "DEFAULT_THEME", LIGHT.name)
    monkeypatch.setattr(
        App.theme, "_default", LIGHT.name
    )  # as with the variable set from the start
    async with (app := open_app()).run_test():
        assert app.theme == LIGHT.name
        assert app.screen.styles.background == Color.parse(LIGHT.background or "")


async def test_a_theme_that_cannot_be_kept_is_shown_all_the_same(open_app: OpenApp) -> None:
    app = open_app()
    default_paths().preferences.parent.parent.mkdir(parents=True)
    default_paths().preferences.parent.write_text("a file where the folder should be")
    async with app.run_test(notifications=True) as pilot:
        app.theme = LIGHT.name
        await until(pilot, lambda: "not kept for next time" in toasts(app))
        assert app.theme == LIGHT.name


async def test_without_colours_the_terminals_own_themes_are_not_offered(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    remember(default_paths().preferences, theme="ansi-dark")
    app = open_app()
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == DARK.name
        assert not any(theme.ansi for theme in app.available_themes.values())
        assert "OVERDUE 122d" in on_screen(app)


@pytest.mark.parametrize(
    "theme", ["textual-dark", "textual-light", "nord", "ansi-dark", "ansi-light"]
)
async def test_every_theme_shows_status_by_word_and_symbol(open_app: OpenApp, theme: str) -> None:
    remember(default_paths().preferences, theme=theme)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == theme
        assert "[!] 1.3.1-a" in on_screen(app)
        assert "OVERDUE 122d" in on_screen(app)


ASCII_PLAN = """
- {id: 1.1.1-a, title: A title that is long enough to be cut short wherever there is \
too little room for all of it, when: Sep 2009}
- {id: 1.1.1-b, title: Every month, when: every month}
- {id: 1.1.1-c, title: Figure, unit: completions, cumulative: {Q1: 10, Q2: 20, Q4: 40}}
"""


EVERYWHERE = [
    "1", "2", "3", "4", "enter", "5", "n", "escape", "p", "escape", "question_mark", "escape",
    "e", "enter", "escape", "escape", "u",
]  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_with_ascii_nothing_else_is_drawn(
    open_app: OpenApp, small_plan: Callable[..., Path], size: tuple[int, int]
) -> None:
    app = open_app(small_plan(ASCII_PLAN), ascii=True)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        for key in EVERYWHERE:
            await pilot.press(key)
            await pilot.pause()
            assert [line for line in on_screen(app).splitlines() if not line.isascii()] == [], key
        assert app.ascii
        assert main_screen(app).has_class("-ascii")


async def test_with_ascii_the_palette_is_too(
    open_app: OpenApp, small_plan: Callable[..., Path]
) -> None:
    app = open_app(small_plan(ASCII_PLAN), ascii=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+p", *"tick")
        await until(pilot, lambda: "Tick" in on_screen(app))
        assert on_screen(app).isascii()


async def test_with_ascii_letters_of_other_alphabets_stay_as_they_are(
    open_app: OpenApp, small_plan: Callable[..., Path]
) -> None:
    app = open_app(
        small_plan("- {id: 1.1.1-a, title: 'Café, £40 - 進捗', when: Sep 2009}"), ascii=True
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Café, £40 - 進捗" in on_screen(app)


def test_the_plan_of_these_tests_is_ascii() -> None:
    assert plan_text(ASCII_PLAN).isascii()


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_in_the_terminals_own_colours_another_date_is_black_on_yellow_and_said_in_words(
    open_app: OpenApp, theme: str
) -> None:
    remember(default_paths().preferences, theme=theme)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("d", *"31 Oct 2009", "enter")
        await until(pilot, lambda: "(not today)" in on_screen(app))
        styles = main_screen(app).query_one("#heading").styles
        assert (styles.background.ansi, styles.color.ansi) == (3, 0)
