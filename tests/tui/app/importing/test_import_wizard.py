"""The import wizard: what is read is seen page by page, and the file is what the shell writes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_prepared
from plan_data.table_import.prepared_rows import Check, PreparedTable
from tests.conftest import EAST_MIDLANDS, Milepost
from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    on_screen,
    press,
    refusal,
    screen_words,
    toasts,
    until,
)
from tests.tui.app.importing.table_files import (
    HOSTILE,
    TRACKER,
    UNKNOWN,
    write_document,
    write_workbook,
)
from tests.tui.app.test_hostile_text import assert_clean
from tui.app.app import MilepostApp
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.plan_dialog import PlanDialog
from tui.app.importing import import_draft
from tui.app.importing.import_pages import ColumnList
from tui.app.importing.import_wizard import ImportWizard
from tui.app.importing.result_pages import DonePage, LookPage, WritePage
from tui.app.screen.more_acts import MORE_ACTS
from tui.app.widgets.text_viewer import TextViewer

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of the test's own."""
    path = tmp_path / "work"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def wizard(app: MilepostApp) -> ImportWizard:
    screen = app.screen
    assert isinstance(screen, ImportWizard)
    return screen


async def start(pilot: Pilot[None], typed: str) -> None:
    """Open the wizard as a person does who looks for another plan, and hand in a path."""
    await press(pilot, "p", "i")
    await press(pilot, *typed, "enter")


def file_names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def lines_of(app: MilepostApp, names: Sequence[str]) -> list[str]:
    return [app.screen.query_one(f"#{name}", Input).value for name in names]


async def look_shown(pilot: Pilot[None], *expected: str) -> None:
    viewer = pilot.app.screen.query_one(TextViewer)
    await until(pilot, lambda: all(text in viewer.text for text in expected))


@pytest.mark.parametrize("size", SIZES)
async def test_a_tracker_is_imported_in_four_pages_as_the_shell_does_it_and_opened(
    open_app: OpenApp, folder: Path, milepost: Milepost, size: tuple[int, int]
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        assert "2 of 4: the columns" in screen_words(app)
        for text in ("Owner", "lead", "progress (status)", "Open a housing hub", "2009/10, the co"):
            assert text in screen_words(app)
        await press(pilot, "enter")
        assert isinstance(wizard(app).page, LookPage)
        await look_shown(pilot, "Jun 2009?", "COUNCIL, NOMS", "Print says 'around'", "'TBC'")
        assert "--" not in app.screen.query_one(TextViewer).text
        await press(pilot, "enter")
        assert lines_of(app, ("plan-id", "plan-title", "output")) == [
            "tracker",
            "tracker",
            "tracker.yaml",
        ]
        assert file_names(folder) == ["tracker.csv"], "nothing is written yet"
        await press(pilot, "enter", "enter", "enter")
        assert "3 readings to look at" in screen_words(app)
        assert "beside it in tracker-progress.csv, not recorded yet" in screen_words(app)
        await press(pilot, "enter")
        assert app.screen is main_screen(app)
        assert app.workspace.loaded.about.id == "tracker"
        assert "Agree a protocol with landlords" in on_screen(app)
    milepost("import", "tracker.csv", "-o", "shell.yaml")
    assert (folder / "tracker.yaml").read_bytes() == (folder / "shell.yaml").read_bytes()
    progress = (folder / "tracker-progress.csv").read_bytes()
    assert b"going well" in progress
    assert progress == (folder / "shell-progress.csv").read_bytes()


async def test_one_of_several_tables_of_a_document_is_chosen(
    open_app: OpenApp, folder: Path, milepost: Milepost
) -> None:
    write_document(folder / "tables.docx")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tables.docx")
        assert "which table" in screen_words(app)
        assert "table 2: 2 rows; its headings do not match Term, Meaning" in screen_words(app)
        await press(pilot, "down", "enter", "enter")
        await look_shown(pilot, "Milestones 1 to 2 of 2")
        await press(pilot, "escape", "escape")
        assert "which table" in screen_words(app)
        await press(pilot, "home", "enter", "enter")
        await look_shown(pilot, "Milestones 1 to 3 of 3", "Sign employers")
        await press(pilot, *["enter"] * 4, "escape")
    milepost("import", "tables.docx", "-o", "shell.yaml")
    assert (folder / "tables.yaml").read_bytes() == (folder / "shell.yaml").read_bytes()


async def test_the_sheet_that_looks_like_a_plan_is_offered_and_a_column_gets_another_role(
    open_app: OpenApp, folder: Path, milepost: Milepost
) -> None:
    write_workbook(folder / "plan 2024.xlsx")
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await start(pilot, "plan 2024.xlsx")
        assert "all whose headings match: 5 rows" in screen_words(app)
        await press(pilot, "down", "down", "enter")
        assert "Where - not read" in screen_words(app)
        assert "Look at the one with ?: it is a guess." in screen_words(app)
        await press(pilot, "end", "space")
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "home", *["down"] * 11, "enter")
        assert "Where pathway your choice Homes" in screen_words(app)
        await press(pilot, "enter", "enter", *["enter"] * 3, "escape")
        assert app.workspace.loaded.about.id == EAST_MIDLANDS, "the other plan stays open"
    answer = milepost("import", "plan 2024.xlsx", "--table", "2", "--column", "Where=pathway")
    written = (folder / "plan-2024.yaml").read_text(encoding="utf-8")
    assert written == answer.out
    assert "# import: --column Where=pathway\n" in written


async def test_what_a_plan_file_keeps_is_taken_over_when_its_table_comes_again(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "odd.csv").write_text(UNKNOWN, encoding="utf-8")
    kept = ("title An odd plan", "year 2010/11", "column Foo=objective", "column Bar=timescale")
    lines = "".join(f"# import: --{words}\n" for words in kept)
    (folder / "odd.yaml").write_text(f"# Made.\n{lines}plan: odd\n", encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "odd.csv")
        assert "Kept: --title An odd plan, --year 2010/11, --column Foo=objective" in screen_words(
            app
        )
        assert "your choice, such as 'June'" in screen_words(app)
        assert lines_of(app, ("year",)) == ["2010/11"]
        await press(pilot, "enter", "enter")
        assert lines_of(app, ("plan-id", "plan-title")) == ["odd", "An odd plan"]


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


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_text_on_every_page(
    open_app: OpenApp, folder: Path, size: tuple[int, int]
) -> None:
    (folder / "[b] odd.csv").write_text(HOSTILE, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await start(pilot, "[b] odd.csv")
        assert "By when" in screen_words(app)
        assert_clean(app)
        await press(pilot, "space")
        assert_clean(app)
        await press(pilot, "escape", "enter")
        await look_shown(pilot, "[/foo] do [b")
        assert_clean(app)
        await pilot.resize_terminal(50, 15)
        await press(pilot, "down", "n", "p", "enter")
        await pilot.resize_terminal(*size)
        assert_clean(app)
        await press(pilot, "enter", "enter", "enter")
        assert_clean(app)
        await press(pilot, "enter")
        assert app.screen is main_screen(app)
        assert_clean(app)


async def test_the_next_ten_are_a_key_away(open_app: OpenApp, folder: Path) -> None:
    rows = [f"1.{n},Do the thing number {n},March 2010,Council" for n in range(1, 24)]
    table = "\n".join(["Ref,Action,By when,Lead", *rows])
    (folder / "long.csv").write_text(table, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "long.csv")
        await press(pilot, "enter")
        await look_shown(pilot, "Milestones 1 to 10 of 23")
        await press(pilot, "n", "n", "n")
        await look_shown(pilot, "Milestones 21 to 23 of 23")
        await press(pilot, "p", "p", "p")
        await look_shown(pilot, "Milestones 1 to 10 of 23")


async def test_milepost_s_own_list_needs_no_columns(
    open_app: OpenApp, folder: Path, milepost: Milepost
) -> None:
    listed = milepost("list", "--plan", EAST_MIDLANDS, "-f", "csv").out
    (folder / "own list.csv").write_text(listed, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "own list.csv")
        assert "own list: its columns are known" in screen_words(app)
        await press(pilot, "space", "backspace", "enter")
        assert isinstance(wizard(app).page, LookPage)


async def test_the_welcome_offers_the_import_and_esc_returns_to_it(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Which plan are you working with?" in screen_words(app))
        assert "i: make a plan of your own from a published table" in screen_words(app)
        await press(pilot, "i", "escape")
        assert "Which plan are you working with?" in screen_words(app)
        await press(pilot, "i", *"tracker.csv", *["enter"] * 7)
        assert app.screen is main_screen(app)
        assert app.workspace.loaded.about.id == "tracker"


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


async def test_roles_for_headings_that_left_the_table_are_dropped(
    open_app: OpenApp, folder: Path
) -> None:
    table = folder / "tracker.csv"
    table.write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "space", "home", "down", "down", "enter", "escape")
        table.write_text(TRACKER.replace("Workstream", "Theme"), encoding="utf-8")
        await press(pilot, "enter")
        assert refusal(app) == ""
        assert "Theme pathway" in screen_words(app)


async def test_without_colours_the_line_under_the_cursor_is_underlined(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    (folder / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "down")
        columns = app.screen.query_one(ColumnList)
        lines = [columns.render_line(y) for y in range(6)]
        underlined = [
            "".join(s.text for s in line if s.style and s.style.underline) for line in lines
        ]
        assert [text.split(" ")[0] for text in underlined if text.strip()] == ["Action", ""]


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


async def test_the_line_above_the_table_is_the_title_and_the_reading_says_where_it_is_from(
    open_app: OpenApp, folder: Path
) -> None:
    titled = f"Homes and work 2009/10,,,,,\n{TRACKER}"
    (folder / "tracker.csv").write_text(titled, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await start(pilot, "tracker.csv")
        await press(pilot, "enter")
        await look_shown(pilot, "the plan's title 'Homes and work 2009/10', from line 1")
        await press(pilot, "enter")
        assert lines_of(app, ("plan-id", "plan-title")) == ["tracker", "Homes and work 2009/10"]


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
