"""The import wizard: what is read is seen page by page, and the file is what the shell writes."""

from pathlib import Path

import pytest

from tests.conftest import EAST_MIDLANDS, Milepost
from tests.tui.app.conftest import (
    OpenApp,
    main_screen,
    on_screen,
    press,
    refusal,
    screen_words,
    until,
)
from tests.tui.app.importing.table_files import (
    HOSTILE,
    TRACKER,
    UNKNOWN,
    write_document,
    write_workbook,
)
from tests.tui.app.importing.wizard_steps import file_names, lines_of, look_shown, start, wizard
from tests.tui.app.test_hostile_text import assert_clean
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.importing.import_pages import ColumnList
from tui.app.importing.result_pages import LookPage
from tui.app.widgets.text_viewer import TextViewer

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


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
