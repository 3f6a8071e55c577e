"""The import wizard refuses, stops and asks in place, and what was typed stays."""

import os
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, Static

from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_prepared
from plan_data.table_import.prepared_rows import Check, PreparedTable
from tests.conftest import Milepost
from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    press,
    refusal,
    screen_words,
    toasts,
    until,
)
from tests.tui.app.importing.table_files import (
    TRACKER,
    UNKNOWN,
)
from tests.tui.app.importing.wizard_steps import file_names, lines_of, look_shown, start, wizard
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.importing import import_draft
from tui.app.importing.result_pages import DonePage, LookPage, WritePage
from tui.app.screen.more_acts import MORE_ACTS


async def test_a_pipe_is_refused_since_reading_it_could_wait_for_ever(
    open_app: OpenApp, folder: Path
) -> None:
    os.mkfifo(folder / "pipe.csv")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "pipe.csv")
        assert "'pipe.csv' is a pipe: write the path of a file." in refusal(app)


async def test_a_table_with_unknown_headings_and_no_year_is_mended_in_the_dialog(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "odd.csv").write_text(UNKNOWN, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "odd.csv")
        assert "has no row of headings" in refusal(app)
        assert "--column" not in refusal(app)
        await press(pilot, "enter")
        assert "has no row of headings" in refusal(app)
        for role in (3, 9):
            await press(pilot, "space", "home", *["down"] * role, "enter", "down")
        assert "'odd.csv' names no year: say which, such as 2009/10." in refusal(app)
        await press(pilot, "enter")
        await press(pilot, *"2009/1x", "enter")
        assert "is not a financial year" in refusal(app)
        await press(pilot, "backspace", "0", "enter")
        await look_shown(pilot, "Jun 2009?")
        await press(pilot, *["enter"] * 4, "escape")
    written = (folder / "odd.yaml").read_text(encoding="utf-8")
    assert "# import: --column Foo=objective\n# import: --column Bar=timescale\n" in written


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nowhere.csv", "cannot be read: no such file"),
        ("report.pdf", "is a PDF: copy its table"),
        (" ", "Write the path of the table's file"),
        ("~nobody-of-that-name/x.csv", "home folder that is not known"),
        (".", "cannot be read"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_in_place_and_its_path_stays(
    open_app: OpenApp, folder: Path, typed: str, sentence: str
) -> None:
    (folder / "report.pdf").write_bytes(b"%PDF-1.4")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, typed)
        assert sentence in refusal(app)
        assert lines_of(app, ("file",)) == [typed]
        await press(pilot, "x")
        assert refusal(app) == ""


async def test_a_file_that_exists_is_replaced_only_after_a_question(
    open_app: OpenApp, folder: Path, journal: Path
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    (folder / "tracker.yaml").write_text("mine", encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, *["enter"] * 5)
        assert "'tracker.yaml' exists already: give another name. Or Enter again" in refusal(app)
        await press(pilot, "home", "2", "enter")
        assert isinstance(wizard(app).page, DonePage)
        assert (folder / "2tracker.yaml").exists()
        assert (folder / "tracker.yaml").read_text(encoding="utf-8") == "mine"
        await press(pilot, "escape")
        assert isinstance(app.screen, PlanDialog), "Esc goes back to where the wizard was opened"
        await press(pilot, "i", *["enter"] * 5, "home", "delete", "enter")
        assert "exists already" in refusal(app)
        await press(pilot, "enter")
        assert isinstance(wizard(app).page, DonePage)
        assert "plan: tracker" in (folder / "tracker.yaml").read_text(encoding="utf-8")
        await press(pilot, "escape", "i", *["enter"] * 5)
        app.screen.query_one("#output", Input).value = str(journal / "x.yaml")
        await press(pilot, "enter")
        assert "in the journal's own folder" in refusal(app)


async def test_what_was_typed_is_kept_through_esc_and_when_the_wizard_is_opened_again(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "space", "home", "down", "down", "enter")
        await press(pilot, "tab", *"2010/11", "enter", "enter")
        assert isinstance(wizard(app).page, WritePage)
        await press(pilot, "end", *"-b", "enter", *" and more")
        await press(pilot, *["escape"] * 5)
        assert app.screen is main_screen(app)
        await press(pilot, "plus", *["down"] * list(MORE_ACTS).index("import"), "enter")
        assert lines_of(app, ("file",)) == ["tracker.csv"]
        await press(pilot, "enter")
        assert "Workstream priority your choice" in screen_words(app)
        assert lines_of(app, ("year",)) == ["2010/11"]
        await press(pilot, "enter", "enter")
        assert lines_of(app, ("plan-id", "plan-title", "output")) == [
            "tracker-b",
            "tracker and more",
            "tracker-b.yaml",
        ]
        await press(pilot, "enter", "enter", "enter", "enter")
        assert app.workspace.loaded.about.id == "tracker-b"
        assert f"The plan is in {folder / 'tracker-b.yaml'}" in toasts(app)


async def test_a_year_that_is_not_printed_is_where_the_cursor_is(
    open_app: OpenApp, folder: Path
) -> None:
    table = "Ref,Action,By when,Lead\n1.1,Open a hub,Q3,Council\n"
    (folder / "no date.csv").write_text(table, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "no date.csv")
        assert "names no year: say which, such as 2009/10." in refusal(app)
        await press(pilot, *"2009/10", "enter")
        await look_shown(pilot, "Q3 2009/10?")


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_year_that_starts_in_july_is_typed_and_a_wrong_month_is_where_the_cursor_is(
    open_app: OpenApp, folder: Path, milepost: Milepost, size: tuple[int, int]
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "tab", *"2009/10", "tab", *"Foo", "tab", *"x", "tab", *"soon", "enter")
        assert refusal(app).startswith("'Foo' is not a month")
        await press(pilot, "home", "ctrl+k", *"July", "enter")
        assert refusal(app).startswith("'x' is not a kind of quarter")
        await press(pilot, "home", "ctrl+k", *"calendar", "enter")
        assert refusal(app).startswith("'soon' is not a day")
        await press(pilot, "home", "ctrl+k", *"1 Sep 2009", *["enter"] * 5)
        assert app.screen.query_one("#done", Static)
    given = ("--year", "2009/10", "--year-starts", "July", "--quarters", "calendar")
    answer = milepost("import", "tracker.csv", *given, "--start", "1 Sep 2009")
    assert (folder / "tracker.yaml").read_text(encoding="utf-8") == answer.out


class SlowImport:
    """The import of a prepared table, which goes on only when it is let."""

    def __init__(self) -> None:
        self.has_begun = Event()
        self.may_go_on = Event()
        self.has_ended = Event()

    def __call__(self, table: PreparedTable, options: ImportOptions, check: Check) -> ImportResult:
        self.has_begun.set()
        self.may_go_on.wait()
        try:
            return import_prepared(table, options, check)
        finally:
            self.has_ended.set()


async def test_esc_stops_a_reading_that_takes_its_time_and_nothing_is_changed(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        slow = SlowImport()
        monkeypatch.setattr(import_draft, "import_prepared", slow)
        await pilot.press("space", "home", "down", "down", "enter")
        await until(pilot, lambda: "Reading the plan ... Esc: stop" in screen_words(app))
        assert slow.has_begun.is_set()
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped: nothing was changed." in screen_words(app))
        assert not wizard(app).is_busy
        assert "Workstream pathway" in screen_words(app)
        await pilot.press("enter")  # waits for the thread that was stopped
        assert wizard(app).is_busy
        monkeypatch.setattr(import_draft, "import_prepared", import_prepared)
        slow.may_go_on.set()
        await until(pilot, lambda: isinstance(wizard(app).page, LookPage))
        assert slow.has_ended.is_set()
        await press(pilot, "escape")
        assert "Workstream pathway its heading" in screen_words(app)
    assert file_names(folder) == ["tracker.csv"]


async def test_a_file_that_takes_long_to_read_is_stopped_and_another_one_is_typed(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("slow.csv", "tracker.csv"):
        (folder / name).write_text(TRACKER, encoding="utf-8")
    slow = SlowImport()
    monkeypatch.setattr(import_draft, "import_prepared", slow)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("p", "i", *"slow.csv", "enter")
        await until(pilot, lambda: "Reading the table ... Esc: stop" in screen_words(app))
        await pilot.press("x", "escape")
        await until(pilot, lambda: "Stopped: nothing was changed." in screen_words(app))
        assert lines_of(app, ("file",)) == ["slow.csv"], "what was typed ahead is dropped"
        slow.may_go_on.set()
        await press(pilot, "home", *["delete"] * len("slow"), *"tracker", "enter")
        await press(pilot, "enter", "enter")
        assert lines_of(app, ("plan-id",)) == ["tracker"]


async def test_an_id_that_cannot_be_one_is_where_the_cursor_is(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "enter", "enter", "end", *" 2", "enter", "enter", "enter")
        assert "'tracker 2' cannot be a plan's id" in refusal(app)
        assert app.focused is app.screen.query_one("#plan-id")
        await press(pilot, "escape", "escape")
        assert refusal(app) == ""
        await press(pilot, "enter", "enter", "end", "backspace", "backspace", *["enter"] * 3)
        assert isinstance(wizard(app).page, DonePage)


async def test_a_plan_that_is_replaced_is_named_before_it_is(
    open_app: OpenApp, folder: Path, milepost: Milepost
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    milepost("import", "tracker.csv", "-o", "tracker.yaml", "--id", "homes")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "enter", "enter")
        assert "The file has a plan already: what both have keeps its ids" in screen_words(app)
        assert lines_of(app, ("plan-id", "output")) == ["homes", "tracker.yaml"]
        await press(pilot, "enter", "enter", "enter")
        assert "exists already" in refusal(app)
        await press(pilot, "enter")
        assert isinstance(wizard(app).page, DonePage)
