"""The Measures view: rows by measure, columns by period, and what is recorded from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from store.journal.entry import Entry
from tests.tui.app.conftest import (
    OpenApp,
    entries,
    main_screen,
    on_screen,
    refusal,
    said,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.linked_text_dialog import LinkedTextDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.measure_rows import MeasureRow
from tui.app.widgets.measure_cells import measure_cells, trend_text
from tui.demo.made_up_journal import write_demo_journal

NI_30_ALSO = ("CEILING", "STRETCH", "RATIO")  # the further targets of an area
CUMULATIVE = (
    "1.4.1-m1", "2.7.2-a", "2.7.2-b", "2.7.2-m2", "2.7.2-m3", "2.8.2-b", "3.2.1-e", "3.2.3-a", "3.2.3-b",
    "3.2.3-m2",
)  # fmt: skip


def put(app: MilepostApp, measure: str) -> None:
    main_screen(app).rows.put_cursor(measure)


def line_of(app: MilepostApp, measure: str) -> str:
    """Return the line of the screen that a measure's row is on, without the cursor's sign."""
    lines = [line[1:] for line in on_screen(app).splitlines()]
    return next(line for line in lines if line.startswith(f"{measure} "))


def fields(app: MilepostApp) -> dict[str, str]:
    """Return the texts of the open form's lines, by the names of their fields."""
    return {str(each.id).removeprefix("field-"): each.value for each in app.screen.query(Input)}


async def open_form(app: MilepostApp, pilot: Pilot[None], measure: str, key: str) -> None:
    put(app, measure)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, FormDialog))


async def fill(pilot: Pilot[None], **texts: str) -> None:
    for name, text in texts.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = text


async def saved(app: MilepostApp, pilot: Pilot[None], journal: Path) -> Entry:
    """Save the form, and return the newest entry."""
    before = len(entries(journal))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: len(entries(journal)) > before)
    await until(pilot, lambda: app.screen is main_screen(app))
    await pilot.pause()
    return entries(journal)[-1]


async def test_all_cumulative_measures_stand_on_one_screen_of_80_columns(
    open_app: OpenApp, journal: Path
) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        text = on_screen(app)
        assert [measure for measure in CUMULATIVE if f"{measure} " not in text] == []
        line = line_of(app, "2.7.2-a")
        assert "194/189✓" in line
        assert "431/454!" in line
        assert "-/1181" in line
        put(app, "2.7.2-a")
        await pilot.pause()
        text = on_screen(app)
        assert "Q2 2009/10 short, 431 of 454 completions, short by 23" in text


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (100, 30), (130, 40), (200, 50)])
async def test_the_view_is_whole_at_every_size(
    open_app: OpenApp, journal: Path, size: tuple[int, int]
) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("7")
        await pilot.pause()
        screen = main_screen(app)
        width = screen.rows.scrollable_content_region.width
        for row in screen.rows.lines:
            assert isinstance(row, MeasureRow) or row.kind == "heading"
            if isinstance(row, MeasureRow):
                text = "".join(text for text, _ in measure_cells(row, width))
                assert len(text) <= width, text
        assert "2.7.2-a" in on_screen(app)


async def test_a_wide_screen_has_the_words_in_the_cells(open_app: OpenApp, journal: Path) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(240, 50)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert "431/454 short" in line_of(app, "2.7.2-a")
        assert "-/827 soon" in line_of(app, "2.7.2-a")


async def test_the_trend_is_ascii_where_only_ascii_is_wanted(
    open_app: OpenApp, journal: Path
) -> None:
    write_demo_journal(journal)
    app = open_app(ascii=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert line_of(app, "2.7.2-a").isascii()
        assert "_#" in line_of(app, "2.7.2-a")


def test_a_trend_is_the_last_returns_on_a_scale_of_their_own() -> None:
    assert trend_text(()) == ""
    assert trend_text((5,)) == ""
    assert trend_text((66, 64, 65)) == "█▁▅"
    assert trend_text((1, 1, 1)) == "▄▄▄"
    assert trend_text((-3, -11)) == "█▁"
    assert trend_text((9, 1, 2, 3, 4, 5)) == "▁▃▅▆█"


async def test_enter_opens_the_returns_of_a_measure(open_app: OpenApp, journal: Path) -> None:
    write_demo_journal(journal)
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7")
        put(app, "3.2.3-a")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = "\n".join(str(each.content) for each in app.screen.query(Static))
        assert "short: 34 of 37 completions, short by 3" in text
        assert "30 Sep 2009" in text
        assert "needed" in text
        await pilot.press("escape")
        put(app, "NI30-LINCOLNSHIRE")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = "\n".join(str(each.content) for each in app.screen.query(Static))
        assert "330 proven offences in Sep 2008" in text
        assert "Lincolnshire (LINCOLNSHIRE)" in text
        assert "serves" in text


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
        assert "short by 0.6" in said(app, "#detail")
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
        assert "-9.5 % change expected" in said(app, "#detail")


async def test_a_cumulative_milestone_takes_notes_and_no_forecast_as_everywhere(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await pilot.press("7")
        await open_form(app, pilot, "2.7.2-a", "n")
        await pilot.press(*"late")
        entry = await saved(app, pilot, journal)
        assert (entry.ref, entry.text) == ("2.7.2-a@Q2-2009/10", "late")
        await pilot.press("f")
        await pilot.pause()
        assert "takes no other date: add a note instead" in toasts(app)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("phpqis", ["2.5.2-m1"]),
        ("area:DERBY", ["NI18-DERBY", "NI18-DERBY-RATE", "NI18-DERBY-COUNT"]),
        (
            'serves:"NI 30" area:LINCOLNSHIRE',
            ["NI30-LINCOLNSHIRE", *[f"NI30-LINCOLNSHIRE-{each}" for each in NI_30_ALSO]],
        ),
        ("2.5", ["2.5.2-m1", "2.5.2-m2", "2.5.3-m1", "2.5.3-m2"]),
        (
            "derbyshire rate or 2.5.2-m1",
            ["2.5.2-m1", "NI18-DERBYSHIRE", "NI18-DERBYSHIRE-RATE", "NI18-DERBYSHIRE-COUNT"],
        ),
        ("area:NOTTINGHAMSHIRE employment", ["NI144-NOTTINGHAMSHIRE"]),
        ("employment", []),
        ("lead:SHA not indicators", ["2.5.2-m1"]),
    ],
)
async def test_the_words_of_the_filter_narrow_the_rows(
    open_app: OpenApp, words: str, found: list[str]
) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7", "slash")
        app.workspace.set_filter(words)
        main_screen(app).refresh_all(reset=True)
        await pilot.pause()
        rows = main_screen(app).rows.lines
        assert [row.key for row in rows if row.kind == "measure"] == found


async def test_the_label_of_the_filter_counts_measures(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("7", "slash", *"area:derby", "enter")
        await until(pilot, lambda: "3 of 64" in on_screen(app))
        assert toasts(app) == ""


async def test_only_mine_is_about_measures_too(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.press("7", "0")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await fill(pilot, words="lead:SHA")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is main_screen(app))
        rows = main_screen(app).rows.lines
        assert [row.key for row in rows if row.kind == "measure"] == ["2.5.2-m1", "2.5.2-m2"]
        assert "only mine: 2 of 64" in on_screen(app)


async def test_a_plan_without_measures_says_where_they_come_from(
    open_app: OpenApp, small_plan: Callable[..., Path]
) -> None:
    app = open_app(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}"))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert "This plan sets no measures" in on_screen(app)
        await pilot.press("a", "enter", "x", "y")
        assert app.screen is main_screen(app)


HOSTILE = """\
plan: hostile
title: Hostile
year: 2009/10
measures:
  - {id: X-1, title: "[red]bold[/red] [@click=app.quit]x[/]", unit: "[b]", targets: {2009/10: 5}}
sections:
  - number: "1"
    title: S
    priorities:
      - number: "1.1"
        title: P
        objectives:
          - {number: 1.1.1, title: O, milestones: [{id: 1.1.1-a, title: M, when: Sep 2009}]}
"""


async def test_foreign_text_is_shown_as_it_is(open_app: OpenApp, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert "[red]bold[/red] [@click=app.quit]x[/]" in line_of(app, "X-1")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "5 [b]" in on_screen(app)


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


# The measures in the other views


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
        assert "2.7.2-m1  General OBPs in the community" in said(app, "#detail")
        put(app, "2.7.2-a@Q2-2009/10")
        await pilot.pause()
        assert "2.7.2-m1  General OBPs in the community" in said(app, "#detail")
        assert "INT03 Accredited OBPs completed" in said(app, "#detail")


async def test_pathways_and_leads_say_how_their_measures_stand(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "A")
        assert "measures: " in said(app, "#group-notes")
        await pilot.press("3")
        main_screen(app).side.put_cursor("SHA")
        await pilot.pause()
        assert said(app, "#group-notes") == "2 measures: 2 not due."
        main_screen(app).side.put_cursor("JCP")
        await pilot.pause()
        assert said(app, "#group-notes") == ""


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
        assert "53 measures: " in text
        assert "Q2 2009/10 short, 34 of 37 completions" in text
        app.workspace.set_filter("area:DERBY")
        main_screen(app).refresh_all(reset=True)
        await pilot.pause()
        assert "3 measures: 3 not due." in main_screen(app).area.drawing.text


async def test_a_measure_is_gone_to_by_its_id_and_copied(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.workspace.set_filter("ELS")
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


MONTHLY = """\
plan: monthly
title: Monthly
year: 2009/10
measures:
{measures}
sections:
  - number: "1"
    title: S
    priorities:
      - number: "1.1"
        title: P
        objectives:
          - {{number: 1.1.1, title: O, milestones: [{{id: 1.1.1-a, title: M, when: Sep 2009}}]}}
"""


async def test_a_thousand_measures_by_month_show_the_last_return_of_each_quarter(
    open_app: OpenApp, tmp_path: Path, journal: Path
) -> None:
    lines = [
        f"  - {{id: M-{number}, title: Rate {number}, targets: {{2009/10: 60}}, returns: every month}}"
        for number in range(1_000)
    ]
    path = tmp_path / "monthly.yaml"
    path.write_text(MONTHLY.format(measures="\n".join(lines)), encoding="utf-8")
    app = open_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7", "end")
        await pilot.pause()
        for period, number in (("Apr 2009", "51"), ("May 2009", "52.5")):
            await open_form(app, pilot, "M-999", "a")
            assert fields(app)["period"] == period
            await fill(pilot, number=number)
            await saved(app, pilot, journal)
        assert line_of(app, "M-999").split() == [
            "M-999", "Rate", "999", "▁█", "52.5", "-!", "-", "-", "-/60",
        ]  # fmt: skip
        assert len(main_screen(app).rows.lines) == 1_001


# Links


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
        assert app.workspace.filter_words == words
        assert main_screen(app).views.name == view
        assert main_screen(app).rows.lines
        await pilot.press("backspace")
        await pilot.pause()
        assert not app.workspace.filter_words


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
