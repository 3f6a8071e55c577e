"""The measures in the other views, and the ways from and to them."""

from pathlib import Path

import pytest

from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    on_screen,
    pane_text,
    toasts,
    until,
)
from tests.tui.app.measure_pages import fields, fill, open_form, put, saved
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.linked_text_dialog import LinkedTextDialog
from tui.demo.made_up_journal import write_demo_journal


async def test_going_to_an_item_leaves_the_measures(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7", "g")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"2.4.4-c", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        row = main_screen(app).rows.row
        assert row is not None
        assert row.item is not None
        assert row.item.ref == "2.4.4-c"


async def test_the_detail_of_an_item_and_of_its_objective_names_their_measures(
    open_app: OpenApp, journal: Path
) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "slash", *"2.7.2", "enter")
        await pilot.pause()
        put(app, "objective 2.7.2")
        await pilot.pause()
        assert "2.7.2-m1  General OBPs in the community" in pane_text(app, "#detail")
        put(app, "2.7.2-a@Q2-2009/10")
        await pilot.pause()
        assert "2.7.2-m1  General OBPs in the community" in pane_text(app, "#detail")
        assert "INT03 Accredited OBPs completed" in pane_text(app, "#detail")


async def test_pathways_and_leads_say_how_their_measures_stand(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "A")
        assert "measures: " in pane_text(app, "#group-notes")
        await pilot.press("3")
        main_screen(app).side.put_cursor("SHA")
        await pilot.pause()
        assert pane_text(app, "#group-notes") == "2 measures: 2 not due."
        main_screen(app).side.put_cursor("JCP")
        await pilot.pause()
        assert pane_text(app, "#group-notes") == ""


@pytest.mark.parametrize("width", [80, 140])
async def test_the_board_counts_the_measures_and_names_those_that_are_short(
    open_app: OpenApp, journal: Path, width: int
) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        text = main_screen(app).area.drawing.text
        assert "Measures against their targets" in text
        assert "27 measures: " in text
        assert "26 more are of later years." in " ".join(text.split())
        assert "Q2 2009/10 short, 34 of 37 completions" in text
        app.workspace.filter.set_words("area:DERBY")
        main_screen(app).refresh_all(reset=True)
        await pilot.pause()
        assert "3 measures: 3 not due." in main_screen(app).area.drawing.text


async def test_a_measure_is_gone_to_by_its_id_and_copied(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.workspace.filter.set_words("ELS")
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"ni18-derby", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "NI18-DERBY"
        assert "NI18-DERBY does not fit the filter 'ELS', which is cleared." in toasts(app)
        await pilot.press("y")
        await pilot.pause()
        assert "Copied: NI18-DERBY  NI 18, Derby" in toasts(app)


@pytest.mark.parametrize(
    ("typed", "words", "view"),
    [
        ("area derby", 'area:"DERBY"', "measures"),
        ("indicator ni 30", 'serves:"NI 30"', "agenda"),
    ],
)
async def test_indicators_and_areas_are_gone_to_as_what_serves_them(
    open_app: OpenApp, typed: str, words: str, view: str
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*typed, "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert app.workspace.filter.words == words
        assert main_screen(app).views.name == view
        assert main_screen(app).rows.lines
        await pilot.press("backspace")
        await pilot.pause()
        assert not app.workspace.filter.words


async def test_o_leads_from_a_measure_to_its_objective_and_to_a_measure_of_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("7")
        put(app, "2.5.2-m2")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, LinkedTextDialog))
        assert "2.5.2-m1" in on_screen(app)
        assert "Print names no measure of success." not in on_screen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "2.5.2-m1"
        await pilot.press("backspace")
        await pilot.pause()
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "2.5.2-m2"


async def test_an_entry_about_a_measure_leads_to_it_from_the_journal_and_is_corrected(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "2.5.2-m1", "f")
        await fill(pilot, when="1")
        entry = await saved(app, pilot, journal)
        assert entry.number == 1
        await pilot.press("6", "tab", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert set(fields(app)) == {"number", "on"}
        await fill(pilot, number="2")
        corrected = await saved(app, pilot, journal)
        assert (corrected.number, corrected.when) == (2, "")
        await pilot.press("enter")
        await until(pilot, lambda: main_screen(app).views.name == "measures")
        row = main_screen(app).rows.row
        assert row is not None
        assert row.key == "2.5.2-m1"
        await pilot.press("escape")
        await pilot.pause()
        assert main_screen(app).views.name == "journal"
