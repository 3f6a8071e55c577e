"""Exporting: what, in which format, a preview, and a file that is written whole or not at all."""

import errno
import os
import re
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from textual.pilot import Pilot
from textual.widgets import Input, Static

from store.recorder import Recorder
from tests.conftest import plan_text
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, refusal, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.export import EXPORT_OPTIONS, ExportChoice, InView, prepare_export
from tui.app.widgets.text_viewer import TextViewer

EXCEPTION = "east-midlands-2009-10-exception-2009-11-30.html"
HOSTILE = (
    "[/] [bold]x[/wrong] \x1b[31mred\x1b]0;owned\x07 \u202edesrever 漢字 e\u0301 =1+1 <script>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, journal: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Export into a folder of the test's own, with a journal that is there."""
    journal.mkdir()
    path = tmp_path / "out"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def preview(app: MilepostApp) -> str:
    return app.screen.query_one("#preview", TextViewer).text


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def shown_in(app: MilepostApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


async def to_preview(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and then Enter, and wait for the preview."""
    await pilot.press(*keys, "enter")
    lines = pilot.app.screen.query_one("#preview", TextViewer)
    await until(pilot, lambda: lines.text not in {"", "Making the preview ..."})


async def written(pilot: Pilot[None], app: MilepostApp) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is main_screen(app))


async def test_e_and_enter_twice_write_the_exception_report_and_say_where(
    open_app: OpenApp, folder: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        assert preview(app).startswith("Exception report: East Midlands")
        assert "The Board is asked to" in on_screen(app)
        assert not files(folder), "nothing is written before it is seen"
        await written(pilot, app)
        assert toasts(app) == f"Written to {folder / EXCEPTION}"
    assert (folder / EXCEPTION).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


async def test_the_file_holds_the_bytes_that_the_shell_writes(
    open_app: OpenApp, folder: Path, journal: Path
) -> None:
    from tui.cli.main import main

    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e", "down")
        await written(pilot, app)
    environ = {"MILEPOST_NOW": "2009-11-30T10:00:00Z", "MILEPOST_JOURNAL": str(journal)}
    assert main(["report", "summary", "-o", "shell.html"], environ) == 0
    ours = folder / EXCEPTION.replace("exception", "summary")
    assert ours.read_bytes() == (folder / "shell.html").read_bytes()


@pytest.mark.parametrize(
    ("downs", "kind", "ending", "title"),
    [
        (0, "exception", ".html", "Exception report"), (1, "summary", ".html", "Summary"),
        (2, "checklist", ".html", "Checklist"), (3, "changes", ".html", "Changes"),
        (4, "list", ".csv", "East Midlands"),
    ],
)  # fmt: skip
async def test_each_thing_is_two_arrows_and_two_enters_away(  # noqa: PLR0913, PLR0917 - a table's columns
    open_app: OpenApp, folder: Path, downs: int, kind: str, ending: str, title: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e", *["down"] * downs)
        assert title in preview(app).partition("\n")[0]
        await written(pilot, app)
    assert files(folder) == [f"east-midlands-2009-10-{kind}-2009-11-30{ending}"]


async def test_left_and_right_choose_the_format_and_escape_goes_back_to_the_choice(
    open_app: OpenApp, folder: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e", "right")
        assert app.screen.query_one("#file", Input).value.endswith(".docx")
        await pilot.press("escape", "right", "right")
        await pilot.pause()
        assert "[.xlsx]" in shown_in(app, "#format")
        await to_preview(pilot)
        await written(pilot, app)
    assert "Exceptions" in load_workbook(folder / EXCEPTION.replace(".html", ".xlsx")).sheetnames


async def test_escape_twice_leaves_and_writes_nothing(open_app: OpenApp, folder: Path) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 2, "the choice is still open"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is main_screen(app)
        assert toasts(app) == ""
    assert not files(folder)


async def test_the_list_is_of_what_is_in_view_and_never_overwrites(
    open_app: OpenApp, folder: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(2):
            await to_preview(pilot, "2", "S", "e", "up")
            await pilot.press("enter")
            await until(
                pilot, lambda: app.screen is main_screen(app) or "exists already" in refusal(app)
            )
        (name,) = files(folder)
        assert len((folder / name).read_text(encoding="utf-8-sig").splitlines()) == 14
        app.screen.query_one("#file", Input).value = "another.csv"
        await written(pilot, app)
    assert files(folder) == ["another.csv", name]


async def test_over_the_file_of_yesterday_it_asks_and_then_replaces_it(
    open_app: OpenApp, folder: Path
) -> None:
    (folder / EXCEPTION).write_text("of yesterday", encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        await pilot.press("enter")
        await until(pilot, lambda: "exists already" in refusal(app))
        assert "Enter again replaces that file" in refusal(app)
        assert "--force" not in refusal(app)
        assert (folder / EXCEPTION).read_text(encoding="utf-8") == "of yesterday"
        await written(pilot, app)
    assert (folder / EXCEPTION).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


async def test_the_answer_is_about_one_name_and_not_about_another(
    open_app: OpenApp, folder: Path
) -> None:
    for name in ("a.html", "b.html"):
        (folder / name).write_text("kept", encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        for name in ("a.html", "b.html"):
            app.screen.query_one("#file", Input).value = name
            await pilot.press("enter")
            await until(pilot, lambda name=name: f"'{name}' exists" in refusal(app))  # type: ignore[misc] # a lambda's default
    assert [(folder / name).read_text(encoding="utf-8") for name in files(folder)] == ["kept"] * 2


async def test_the_boards_reports_are_of_the_whole_plan_unless_w_limits_them(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue", "enter")
        await to_preview(pilot, "2", "S", "e")
        assert "(part of the plan)" not in preview(app)
        assert shown_in(app, "#title") == "Exception report: the whole plan"
        await pilot.press("escape", "w")
        await to_preview(pilot)
        assert "(part of the plan)" in preview(app)
        assert "Only:           pathway ELS; as in 'overdue'" in preview(app)
        assert "of ELS with 'overdue'" in shown_in(app, "#title")
        await pilot.press("escape", "down", "down")
        await pilot.pause()
        assert "only" in shown_in(app, "#scope").partition("(w:")[0], (
            "the checklist is of what is in view"
        )


async def test_the_report_of_a_lead_is_of_the_items_in_view(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "end")
        await pilot.pause()
        in_view = len({item.planned.same_as or item.ref for item in main_screen(app).views.items})
        await to_preview(pilot, "e", "down", "down")
        assert f"{in_view} of 190 dates)" in preview(app)


async def test_the_comparison_is_prefilled_and_another_is_refused_where_it_cannot_be(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("e", "tab")
        compare = app.screen.query_one("#compare", Input)
        assert app.focused is compare
        assert compare.value == "30 Sep 2009", "the end of the quarter before, as no Board has met"
        for typed, sentence in (
            ("soon", "'soon'"),
            ("Dec 2009", "is not before 30 Nov 2009: give an earlier day."),
        ):
            compare.value = typed
            await pilot.press("enter")
            await until(pilot, lambda sentence=sentence: sentence in refusal(app))  # type: ignore[misc] # a lambda's default
            assert compare.value == typed
        compare.value = "Jul 2009"
        await to_preview(pilot)
        assert "Compared with:  31 Jul 2009" in preview(app)


async def test_a_paper_says_that_the_named_journal_is_not_there(
    open_app: OpenApp, journal: Path
) -> None:
    journal.rmdir()  # noqa: ASYNC240 - nothing else runs meanwhile
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        text = " ".join(preview(app).split())
        assert "(no journal found)" in text
        assert "none found at" in text


async def test_who_prepared_it_and_the_marking_are_two_further_lines(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e", "tab", "tab", *"ELS lead", "tab", *"Draft")
        assert "Prepared by:    ELS lead" in preview(app)
        assert "Marking:        Draft" in preview(app)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("paper", "does not say which format"), ("paper.odp", "does not say which format"),
        ("", "does not say which format"), ("no/such/folder/p.html", "cannot be written"),
        ("~nobody-of-that-name/p.html", "home folder that is not known"),
        ("JOURNAL/p.html", "journal's own folder"),
        ("x" * 300 + ".html", "cannot be written"),
    ],
)  # fmt: skip
async def test_a_name_that_cannot_be_is_refused_in_place_and_stays(
    open_app: OpenApp, folder: Path, journal: Path, typed: str, sentence: str
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        name = app.screen.query_one("#file", Input)
        name.value = typed.replace("JOURNAL", str(journal))
        await pilot.press("enter")
        await until(pilot, lambda: sentence in " ".join(refusal(app).split()))
        assert name.value == typed.replace("JOURNAL", str(journal))
    assert not files(folder)


async def test_a_full_disk_leaves_no_half_file_and_enter_tries_again(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", full)
            await pilot.press("enter")
            await until(pilot, lambda: "no space left" in refusal(app))
        assert not files(folder)
        await written(pilot, app)
    assert (folder / EXCEPTION).exists()


async def test_without_the_office_extra_it_says_how_to_install_it_and_offers_html(
    open_app: OpenApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "tui.reports.renderers.report_docx", raising=False)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e", "right")
        await pilot.press("enter")
        await until(pilot, lambda: 'pip install "milepost[office]"' in refusal(app))
        assert "Enter writes that" in refusal(app)
        await written(pilot, app)
    assert files(folder) == [EXCEPTION]


async def test_the_preview_scrolls_while_the_name_is_typed(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        lines = app.screen.query_one("#preview", TextViewer)
        await pilot.press("pagedown", "down", "z")
        await until(pilot, lambda: lines.scroll_offset.y > 5)
        assert app.screen.query_one("#file", Input).value == EXCEPTION.replace(".html", "z.html"), (
            "what is typed goes before the ending"
        )


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_line_of_the_dialog_is_in_sight_in_any_window(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("e")
        await pilot.pause()
        shown = " ".join(on_screen(app).replace("│", " ").split())
        for words in (
            "Exception report",
            "List in view",
            "[.html]",
            "Compare with",
            "Marking",
            "Esc: cancel",
        ):
            assert words in shown
        await to_preview(pilot)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        shown = " ".join(on_screen(app).replace("│", " ").split())
        for words in (
            "The whole plan".lower(),
            "2009-10-ex",
            "Position as of: 30 Nov 2009",
            "Esc: back",
        ):
            assert words in shown


async def test_hostile_words_neither_break_nor_steer_the_preview_or_the_file(
    open_app: OpenApp, folder: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "hostile.yaml"
    text = plan_text("- {id: 1.1.1-a, title: '[/] [bold]x[/wrong]', when: Sep 2009}")
    plan.write_text(text.replace("plan: small", 'plan: "../[/] \\u202e x"'), encoding="utf-8")
    app = open_app(plan)
    app.workspace.record_all(
        [lambda act: Recorder.note(act, "1.1.1-a", app.workspace.as_of, HOSTILE, cause=HOSTILE)]
    )
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"[/]", "enter")
        await to_preview(pilot, "e", "w")
        for _ in range(8):
            assert not set("\x1b\x07\u202e") & set(on_screen(app))
            await pilot.press("pagedown")
            await pilot.pause()
        assert "[/] [bold]x[/wrong]" in preview(app)
        await written(pilot, app)
        assert "Written to" in toasts(app)
    (name,) = files(folder)
    assert "<script>" not in (folder / name).read_text(encoding="utf-8").partition("<body")[2]


async def test_the_preview_is_rendered_for_the_width_of_the_window(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_preview(pilot, "e")
        choice = ExportChoice(EXPORT_OPTIONS[0], of_all=True)
        prepared = prepare_export(app.workspace, InView(()), choice)
        viewer = app.screen.query_one("#preview", TextViewer)

        def is_rendered_for_its_width() -> bool:
            return viewer.text == prepared.preview(viewer.scrollable_content_region.width)

        assert is_rendered_for_its_width()
        for columns in (120, 60):
            await pilot.resize_terminal(columns, 24)
            await until(pilot, is_rendered_for_its_width)


async def test_tables_of_the_preview_stay_in_columns_in_a_narrow_window(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await to_preview(pilot, "e", "down", "down", "down")
        viewer = app.screen.query_one("#preview", TextViewer)
        assert viewer.virtual_size.width > viewer.scrollable_content_region.width
        assert re.search(r"^-+(  -+){4}$", viewer.text, re.MULTILINE)


async def test_the_preview_of_the_list_is_wrapped_under_each_item(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await to_preview(pilot, "e", "up")
        viewer = app.screen.query_one("#preview", TextViewer)
        lines = viewer.text.splitlines()
        assert max(map(len, lines)) <= viewer.scrollable_content_region.width
        assert sum(line.startswith("    ") for line in lines) > 100
