"""Return rounds in the app: opened, their sheets accepted line by line, reminders."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.checklist.retractions import effective
from store.journal.entry import Entry
from tests.conftest import Milepost
from tests.tui.app.conftest import (
    OpenApp,
    entries,
    main_screen,
    press,
    refusal,
    screen_words,
    see,
    toasts,
    until,
)
from tests.tui.app.test_hostile_text import MARKUP, assert_clean
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.returns.copy_dialog import CopyDialog
from tui.app.returns.round_dialog import RoundDialog
from tui.app.returns.sheet_review import SheetReview

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
BEFORE, AFTER = "2009-11-20T10:00:00Z", "2009-11-30T10:00:00Z"
Cells = Mapping[tuple[str, str], str]
CELLS: Cells = {
    ("2.4.5-a", "Done on"): "24 Nov 2009",
    ("2.4.1-b", "Done on"): "31 Nov 2009",
    ("2.2.2-b", "Note"): "38 people seen.",
}


def in_review(app: MilepostApp) -> bool:
    return isinstance(app.screen, SheetReview)


async def open_round(
    pilot: Pilot[None], app: MilepostApp, folder: Path, leads: str = "JCP, SHA"
) -> None:
    """Open a round for November by keys, which writes CSV sheets."""
    await press(pilot, "number_sign")
    await until(pilot, lambda: isinstance(app.screen, RoundDialog))
    await press(pilot, "o")
    await until(pilot, lambda: isinstance(app.screen, FormDialog))
    await press(pilot, *["delete"] * 12, *"Nov 2009", "enter")
    await press(pilot, *"27 Nov 2009", "enter", *str(folder), "enter")
    await press(pilot, *["delete"] * 6, *"csv", "enter", *leads, "enter")
    await until(pilot, lambda: isinstance(app.screen, RoundDialog))


def fill(path: Path, cells: Cells, labels: Mapping[str, str] | None = None) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    for row in rows:
        for (ref, heading), text in cells.items():
            if row and row[0] == ref:
                row[rows[0].index(heading)] = text
        if row and row[0] in (labels or {}):
            row[1] = (labels or {})[row[0]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def sheet(folder: Path, lead: str) -> Path:
    return folder / f"{lead} return Nov 2009.csv"


async def open_review(pilot: Pilot[None], app: MilepostApp, path: Path) -> None:
    """Read what is at a path, from the round in front."""
    await press(pilot, "r")
    await until(pilot, lambda: isinstance(app.screen, FormDialog))
    await press(pilot, *str(path), "enter")
    await until(pilot, lambda: in_review(app))


def from_sheets(journal: Path) -> list[Entry]:
    return [entry for entry in effective(entries(journal)) if entry.via is not None]


async def test_a_round_is_opened_and_its_sheets_are_written(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5", "number_sign")
        await see(pilot, app, "No return round is open")
        await press(pilot, "escape")
        await open_round(pilot, app, tmp_path / "sheets")
        await see(pilot, app, "Return round for Nov 2009, to be answered by 27 Nov 2009")
        assert "0 of 2 answered, 2 not answered" in screen_words(app)
        names = {path.name for path in (tmp_path / "sheets").iterdir()}
        assert sheet(tmp_path, "JCP").name in names
        assert len(names) == 4
        (entry,) = entries(journal)
        assert (entry.kind, entry.by) == ("round", "ELS lead")
        await press(pilot, "escape")
        board = main_screen(app).area.drawing
        await until(pilot, lambda: "Return round for Nov 2009: 0 of 2 answered" in board.text)


async def test_lines_are_accepted_refused_and_mended_and_only_then_recorded(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_round(pilot, app, tmp_path / "sheets")
        fill(sheet(tmp_path / "sheets", "JCP"), CELLS)
        await open_review(pilot, app, sheet(tmp_path / "sheets", "JCP"))
        assert "1 sheet: 2 new, 1 refused; 0 accepted, not recorded yet" in screen_words(app)
        await press(pilot, "enter")
        assert "Nothing is accepted yet" in refusal(app)
        assert from_sheets(journal) == []

        await press(pilot, "space")
        assert "1 accepted" in screen_words(app)
        await press(pilot, "space")  # the refused line
        assert "e types its cells again" in refusal(app)
        await press(pilot, "e")
        await see(pilot, app, "does not exist: write a day from 1 to 30 Nov 2009")
        await press(pilot, "end", *["backspace"] * 11, *"30 Dec 2009", "enter")
        await until(pilot, lambda: "30 Dec 2009 is in the future" in screen_words(app))
        await press(pilot, *["backspace"] * 11, *"23 Nov 2009", "enter")
        await until(pilot, lambda: in_review(app))
        await press(pilot, "space", "r")  # accepts what was mended, and refuses the tick below it
        assert "2 accepted" in screen_words(app)

        await press(pilot, "enter")
        await see(pilot, app, "Recorded: 2 entries")
        recorded = from_sheets(journal)
        assert [(entry.kind, entry.ref, entry.by) for entry in recorded] == [
            ("note", "2.2.2-b", "JCP"),
            ("done", "2.4.1-b", "JCP"),
        ]
        assert {entry.via.accepted_by for entry in recorded if entry.via} == {"ELS lead"}
        await press(pilot, "escape")
        await see(pilot, app, "1 of 2 answered, 1 not answered")


async def test_what_changed_meanwhile_says_by_whom_and_is_accepted_alone(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_round(pilot, app, tmp_path / "sheets")
        forecast = {("2.4.5-a", "Now expected"): "Feb 2010"}
        fill(sheet(tmp_path / "sheets", "JCP"), forecast)
        app.workspace.record_all(
            [lambda recorder: recorder.forecast("2.4.5-a", app.workspace.as_of, "Jan 2010")]
        )
        await open_review(pilot, app, sheet(tmp_path / "sheets", "JCP"))
        await see(pilot, app, "Given a forecast (Jan 2010) on 30 Nov 2009 by ELS lead")
        assert "1 changed meanwhile" in screen_words(app)
        await press(pilot, "a")
        assert "0 accepted" in screen_words(app)
        await press(pilot, "space", "enter")
        await until(pilot, lambda: isinstance(app.screen, RoundDialog))
        (entry,) = from_sheets(journal)
        assert (entry.by, entry.when) == ("JCP", "Feb 2010")
        await press(pilot, "escape", "u")
        await until(pilot, lambda: from_sheets(journal) == [])


async def test_a_folder_is_read_with_what_cannot_be_and_leaving_asks_once(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    folder = tmp_path / "sheets"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_round(pilot, app, folder)
        fill(sheet(folder, "JCP"), CELLS)
        fill(sheet(folder, "SHA"), {}, {"Nothing to report": "x"})
        (folder / "photo.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
        await open_review(pilot, app, folder)
        await see(pilot, app, "'photo.xlsx'")
        await press(pilot, "a")
        assert "2 sheets: 3 new, 1 refused; 3 accepted" in screen_words(app)
        await press(pilot, "n")
        assert "0 accepted" in screen_words(app)
        await press(pilot, "a", "escape")
        assert "Esc again leaves" in refusal(app)
        assert from_sheets(journal) == []
        await press(pilot, "enter")
        await see(pilot, app, "Recorded: 3 entries")
        await press(pilot, "escape")
        await see(pilot, app, "2 of 2 answered, 1 with nothing to report")
        assert screen_words(app).count("nothing to report") == 2


async def test_reminders_name_the_silent_and_can_be_copied(
    open_app: OpenApp, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_round(pilot, app, tmp_path / "sheets")
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, CopyDialog))
        await see(pilot, app, "To: Jobcentre Plus")
        assert "was due by 27 Nov 2009" in screen_words(app)
        await press(pilot, "y")
        assert "To: Strategic Health Authority" in app.clipboard
        assert "Copied" in toasts(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_ascii", [False, True])
async def test_foreign_text_is_text_at_every_size(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int], *, is_ascii: bool
) -> None:
    app = open_app(ascii=is_ascii)
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_round(pilot, app, tmp_path / "sheets")
        hostile = {
            ("2.2.2-b", "Note"): f"{MARKUP}\x1b]0;title\x07",
            ("2.4.5-a", "Done on"): f"[/] {MARKUP}",
        }
        fill(sheet(tmp_path / "sheets", "JCP"), hostile)
        await open_review(pilot, app, sheet(tmp_path / "sheets", "JCP"))
        assert_clean(app)
        await press(pilot, "down", "e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert_clean(app)
        await press(pilot, "escape", "a", "enter")
        await see(pilot, app, "Recorded: 1 entry")
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, type(main_screen(app)))


async def test_a_wrong_path_or_folder_is_refused_in_the_form(
    open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "number_sign", "o", "ctrl+s")
        await until(pilot, lambda: bool(refusal(app)))
        await press(pilot, "enter", *"27 Nov 2009", "enter", *str(journal), "ctrl+s")
        await until(pilot, lambda: "is in the journal's own folder" in screen_words(app))
        assert entries(journal) == ()
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, RoundDialog))
        await press(pilot, "escape")
        await open_round(pilot, app, tmp_path / "sheets")
        await press(pilot, "r", *"nowhere", "enter")
        await until(pilot, lambda: "There is no file or folder 'nowhere'" in screen_words(app))


async def test_a_question_mark_in_a_round_shows_what_its_keys_do(
    open_app: OpenApp, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_round(pilot, app, tmp_path / "sheets")
        await press(pilot, "question_mark")
        await see(pilot, app, "Who has answered a return round.")
        await press(pilot, "question_mark")
        assert isinstance(app.screen, RoundDialog)


TRACKER = """Ref,Action,Lead,Due,Status,Date completed
1,Open the hub,Fleet,31 Oct 2009,Completed,20 Oct 2009
2,Shut the hub,Fleet,30 Sep 2009,Completed,
3,Paint the hub,,30 Sep 2009,In progress,
"""


async def test_what_an_import_found_is_accepted_with_no_round_open(
    milepost: Milepost, open_app: OpenApp, journal: Path, tmp_path: Path
) -> None:
    table, plan = tmp_path / "tracker.csv", tmp_path / "P.yaml"
    table.write_text(TRACKER, encoding="utf-8")
    assert milepost("import", str(table), "-o", str(plan), "--year", "2009/10").code == 0
    app = open_app(plan)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await press(pilot, "number_sign")
        await see(pilot, app, "r reads what an import found")
        await open_review(pilot, app, tmp_path / "P-progress.csv")
        assert "2 sheets: 2 new, 1 refused; 0 accepted" in screen_words(app)
        await press(pilot, "down", "e")  # the tick without a day
        await see(pilot, app, "print says 'Completed' and gives no day")
        await press(pilot, *["backspace"] * 60, *"30 Sep 2009", "enter")
        await until(pilot, lambda: in_review(app))
        await press(pilot, "a", "enter")
        await until(pilot, lambda: isinstance(app.screen, RoundDialog))
        await see(pilot, app, "Progress imported from tracker.csv, as of 30 Nov 2009")
        assert "3 entries accepted; nobody was asked" in screen_words(app)
        assert "imported: 2 entries" in screen_words(app)
        recorded = from_sheets(journal)
        assert [(entry.kind, entry.ref, entry.by) for entry in recorded] == [
            ("done", "1-a", "FLEET"),
            ("done", "2-a", "FLEET"),
            ("note", "3-a", "ELS lead"),
        ]
        await press(pilot, "escape", "5")
        await until(pilot, lambda: "2 done" in screen_words(app))
        assert "Return round" not in screen_words(app)
