"""The Measures view: rows by measure, columns by period."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from tests.conftest import EAST_MIDLANDS, LONDON
from tests.factories import plan_text_with_measures
from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    on_screen,
    toasts,
    until,
)
from tests.tui.app.measure_pages import fields, fill, line_of, open_form, put, saved
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.views.measure_rows import MeasureRow
from tui.app.widgets.measure_cells import measure_row_lines, trend_text
from tui.demo.made_up_journal import write_demo_journal

NI_30_ALSO = ("CEILING", "STRETCH", "RATIO")  # the further targets of an area
CUMULATIVE = (
    "1.4.1-m1", "2.7.2-a", "2.7.2-b", "2.7.2-m2", "2.7.2-m3", "2.8.2-b", "3.2.1-e", "3.2.3-a", "3.2.3-b",
    "3.2.3-m2",
)  # fmt: skip


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
                for line in measure_row_lines(row, width):
                    text = "".join(text for text, _ in line)
                    assert cell_len(text) <= width, text
                    assert "…" not in text
        assert "2.7.2-a" in on_screen(app)


@pytest.mark.parametrize("plan", [EAST_MIDLANDS, LONDON])
@pytest.mark.parametrize("size", [(80, 24), (60, 24), (100, 30)])
async def test_nothing_of_a_measures_row_is_cut(
    open_app: OpenApp, plan: str, size: tuple[int, int]
) -> None:
    app = open_app(plan)
    async with app.run_test(size=size) as pilot:
        await pilot.press("7")
        for state in app.workspace.measures:
            put(app, state.measure.id)
            await pilot.pause()
            text = " ".join(on_screen(app).split())
            assert "…" not in text
            assert state.measure.title.split()[-1] in line_of(app, state.measure.id)


async def test_a_low_window_leaves_the_details_what_the_list_does_not_need(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        detail = main_screen(app).area.query_one("#detail")
        assert detail.outer_size.height == 2
        await pilot.press("1")
        await pilot.pause()
        assert detail.outer_size.height == 8
        await pilot.press("7")
        await pilot.resize_terminal(80, 28)
        await pilot.pause()
        assert detail.outer_size.height == 6


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
        app.workspace.filter.set_words(words)
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


HOSTILE = plan_text_with_measures(
    '{id: X-1, title: "[red]bold[/red] [@click=app.quit]x[/]", unit: "[b]", targets: {2009/10: 5}}'
)


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


async def test_a_thousand_measures_by_month_show_the_last_return_of_each_quarter(
    open_app: OpenApp, tmp_path: Path, journal: Path
) -> None:
    lines = [
        f"{{id: M-{number}, title: Rate {number}, targets: {{2009/10: 60}}, returns: every month}}"
        for number in range(1_000)
    ]
    path = tmp_path / "monthly.yaml"
    path.write_text(plan_text_with_measures(*lines), encoding="utf-8")
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
