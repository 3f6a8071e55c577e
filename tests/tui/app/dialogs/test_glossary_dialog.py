"""An abbreviation on screen is one key from its meaning."""

from pathlib import Path

from textual.widgets import Input, OptionList, Static

from plan_data.model import Term
from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, main_screen, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.glossary_dialog import GlossaryDialog, terms_in


def title(app: MilepostApp) -> str:
    return str(app.screen.query_one("#title", Static).content)


def meaning(app: MilepostApp) -> str:
    return str(app.screen.query_one("#meaning", Static).content)


def listed(app: MilepostApp) -> list[str]:
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


async def test_t_explains_the_terms_on_screen_the_items_own_first(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, GlossaryDialog) and meaning(app) != "")
        assert "on screen" in title(app)
        assert meaning(app) == "NOMS: National Offender Management Service"
        assert any(line.startswith("DOM") for line in listed(app)), (
            "the item's lead, from the detail"
        )
        await pilot.press("down")
        await until(pilot, lambda: meaning(app) == "DOM: Director of Offender Management")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is main_screen(app)


async def test_typing_looks_through_the_whole_glossary(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("t", *"specification")
        await until(pilot, lambda: meaning(app).startswith("SBC"))
        assert len(listed(app)) == 1
        app.screen.query_one(Input).value = "Sp\u00e9cific\u00e0tion"
        await until(pilot, lambda: meaning(app).startswith("SBC"))
        app.screen.query_one(Input).value = "zebra"
        await until(pilot, lambda: "The glossary has no 'zebra'." in meaning(app))
        app.screen.query_one(Input).value = ""
        await until(pilot, lambda: "on screen" in title(app))


async def test_the_glossary_survives_resizes_while_it_is_open(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("t", *"no")
        for size in ((60, 20), (20, 6), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "up")
        assert app.screen.query_one(Input).value == "no"
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is main_screen(app)


async def test_a_plan_without_a_glossary_says_so(open_app: OpenApp, home: Path) -> None:
    path = home / "small.yaml"
    path.write_text(plan_text("- {id: 1.1.1-a, title: One, when: Sep 2009}"), encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "no glossary" in toasts(app)


def names(text: str, *terms: str) -> list[str]:
    return [
        term.term for term in terms_in(text, [Term(name, f"what {name} means") for name in terms])
    ]


def test_of_two_terms_the_longer_one_is_meant_and_only_whole_words_count() -> None:
    assert names("PPO and SOMAPPA, PP", "PP", "PPO", "MAPPA") == ["PPO", "PP"]


def test_a_plural_and_a_term_with_punctuation_are_found() -> None:
    assert names("both SLAs; E&D (C&F).", "SLA", "C&F", "E&D") == ["SLA", "E&D", "C&F"]


def test_hostile_terms_are_words_and_no_pattern() -> None:
    assert names("a (b [/] .* c", "(b", "[/]", ".*", "", "x") == ["(b", "[/]", ".*"]
