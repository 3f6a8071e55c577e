"""The forms of a measure: actuals, notes, and the number that is expected."""

from pathlib import Path

from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    on_screen,
    pane_text,
    refusal,
    toasts,
    until,
)
from tests.tui.app.measure_pages import fields, fill, line_of, open_form, put, saved
from tui.app.dialogs.form_dialog import FormDialog


async def test_an_actual_is_asked_for_the_earliest_period_without_one(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "3.1.1-m1", "a")
        assert fields(app)["period"] == "Q1 2009/10"
        await fill(pilot, number="61.2")
        entry = await saved(app, pilot, journal)
        assert (entry.ref, entry.number, entry.kind) == ("3.1.1-m1@Q1-2009/10", 61.2, "actual")
        assert "61.2/61.8!" in line_of(app, "3.1.1-m1")
        assert "short by 0.6" in pane_text(app, "#detail")
        await open_form(app, pilot, "3.1.1-m1", "a")
        assert fields(app)["period"] == "Q2 2009/10"


async def test_any_quarter_can_be_typed_and_a_level_may_fall(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7")
        for period, number in (("q1", "66"), ("Q2 2009/10", "64")):
            await open_form(app, pilot, "2.7.2-m1", "a")
            assert fields(app)["period"] == "2009/10"
            await fill(pilot, period=period, number=number)
            await saved(app, pilot, journal)
        assert "█▁" in line_of(app, "2.7.2-m1")
        await open_form(app, pilot, "2.7.2-m1", "a")
        await fill(pilot, period="Q7", number="64")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "is no period of 2.7.2-m1" in refusal(app)
        await fill(pilot, period=" ", number="64")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Which period is missing" in refusal(app)


async def test_a_correction_is_recorded_again_and_undo_brings_the_first_back(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        for number in ("60", "62"):
            await open_form(app, pilot, "3.1.1-m1", "a")
            await fill(pilot, period="Q1", number=number)
            await saved(app, pilot, journal)
        assert "62/61.8✓" in line_of(app, "3.1.1-m1")
        await pilot.press("u")
        await until(pilot, lambda: "60/61.8!" in on_screen(app))


async def test_a_cumulative_figure_that_falls_is_refused_in_the_form(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "2.7.2-a", "space")
        await fill(pilot, number="200")
        entry = await saved(app, pilot, journal)
        assert entry.ref == "2.7.2-a@Q1-2009/10"
        await open_form(app, pilot, "2.7.2-a", "a")
        await fill(pilot, number="150")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "150 is lower than the 200" in refusal(app))


async def test_what_means_nothing_for_a_measure_is_refused(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("7")
        put(app, "2.7.2-m2")
        await pilot.press("a")
        await pilot.pause()
        assert "2.7.2-m2 is the sum of" in toasts(app)
        await pilot.press("w")
        await pilot.pause()
        assert "it takes an actual, a note or a forecast" in toasts(app)
        assert app.screen is main_screen(app)


async def test_a_note_and_an_expected_number_are_of_the_measure(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "NI18-DERBY", "n")
        await pilot.press(*"late")
        note = await saved(app, pilot, journal)
        assert (note.ref, note.kind, note.text) == ("NI18-DERBY", "note", "late")
        await open_form(app, pilot, "NI18-DERBY", "f")
        await fill(pilot, when="-9.5")
        forecast = await saved(app, pilot, journal)
        assert (forecast.ref, forecast.number) == ("NI18-DERBY@2010/11", -9.5)
        assert "-9.5 % change for 2010/11" in pane_text(app, "#detail")


async def test_a_cumulative_milestone_takes_notes_and_the_number_expected_for_its_year(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "2.7.2-a", "n")
        await pilot.press(*"late")
        entry = await saved(app, pilot, journal)
        assert (entry.ref, entry.text) == ("2.7.2-a@Q2-2009/10", "late")
        await open_form(app, pilot, "2.7.2-a", "f")
        assert fields(app)["period"] == "Q4 2009/10"
        await fill(pilot, when="1,100")
        forecast = await saved(app, pilot, journal)
        assert (forecast.ref, forecast.number) == ("2.7.2-a@Q4-2009/10", 1100)
        assert "1100 completions for Q4 2009/10" in pane_text(app, "#detail")


async def test_a_figure_takes_the_number_expected_in_every_view(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("4", "slash", *"2.7.2-a", "enter")
        await open_form(app, pilot, "2.7.2-a@Q2-2009/10", "f")
        await fill(pilot, when="Jan 2010")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "'Jan 2010' is not a number" in refusal(app)
        await fill(pilot, when="1100")
        forecast = await saved(app, pilot, journal)
        assert (forecast.ref, forecast.number, forecast.when) == ("2.7.2-a@Q4-2009/10", 1100, "")


async def test_half_typed_words_about_a_measure_are_offered_at_the_next_start(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "3.1.1-m1", "a")
        await fill(pilot, number="61.2")
        await pilot.pause()
        app.workspace.drafts.keep()
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "half-typed return of a measure for 3.1.1-m1" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert fields(app)["number"] == "61.2"
        entry = await saved(app, pilot, journal)
        assert (entry.ref, entry.number) == ("3.1.1-m1@Q1-2009/10", 61.2)
