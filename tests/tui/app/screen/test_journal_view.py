"""The Journal view: read the entries, go to their items and back, take back and correct one's own."""

from datetime import UTC, date, datetime
from operator import itemgetter
from pathlib import Path

import pytest

from plan_data.load import find_plan, load_plan
from store.corrections import Correction
from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from store.recorder import Recorder
from tests.conftest import EAST_MIDLANDS
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    on_screen,
    pane_text,
    refusal,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.widgets import row_cells
from tui.app.widgets.entry_cells import entry_lines, silence_lines

ITEM, HEALTH_ITEM = "2.4.4-c", "2.5.6-b"


def recorder(journal: Path, author: str, day: int, plan_cache: Path) -> Recorder:
    """Return a recorder of an author on a day of November 2009."""
    folder = Journal(journal, "0a0a0a0a")
    return Recorder(
        load_plan(find_plan(EAST_MIDLANDS), plan_cache),
        folder,
        folder.read().entries,
        author=author,
        now=datetime(2009, 11, day, 9, tzinfo=UTC),
        today=date(2009, 11, day),
    )


@pytest.fixture(autouse=True)
def written(journal: Path, plan_cache: Path) -> None:
    """Write four notes, one of which was corrected, and a decision of the whole plan."""
    theirs = recorder(journal, "Health lead", 20, plan_cache)
    theirs.note(HEALTH_ITEM, date(2009, 11, 20), "The Café is late")
    board = recorder(journal, "Secretary", 17, plan_cache)
    board.meet(date(2009, 11, 17), date(2009, 11, 16), "EMRRP Board")
    board.decide("Spend less", date(2009, 11, 17))
    mine = recorder(journal, "ELS lead", 10, plan_cache)
    mine.note(ITEM, date(2009, 11, 10), "Three bids [b]are[/b] in")
    old = mine.note(ITEM, date(2009, 11, 9), "Wrong words")
    mine.correct(old.id, date(2009, 11, 10), Correction(None, {"text": "Right words"}))
    recorder(journal, "ELS lead", 30, plan_cache).note(ITEM, date(2009, 11, 2), "Said before")


def texts(app: MilepostApp) -> list[str]:
    """Return the headings and entries in the list."""
    return [
        row.line if isinstance(row, EntryRow) else row.text for row in main_screen(app).rows.lines
    ]


async def test_entries_stand_newest_first_under_their_days(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab")
        await pilot.pause()
        assert texts(app) == [
            "Friday, 20 Nov 2009: 1",
            "Health lead: The Café is late",
            "Tuesday, 17 Nov 2009: 1",
            "Secretary: Spend less",
            "Monday, 16 Nov 2009: 1",
            "Secretary: of the EMRRP Board on 2009-11-17",
            "Tuesday, 10 Nov 2009: 1",
            "ELS lead: Three bids [b]are[/b] in",
            "Monday, 9 Nov 2009: 2",
            "ELS lead: Right words",
            "[corrected by ELS lead] ELS lead: Wrong words",
            "Monday, 2 Nov 2009: 1",
            "ELS lead: Said before",
        ]
        assert "7 entries; 1 retraction shown with them - newest first" in on_screen(app)
        assert "Three bids [b]are[/b] in" in on_screen(app)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["down"], ["Three bids [b]are[/b] in", "Right words", "Wrong words", "Said before"]),
        (["down", "down"], ["Said before"]),
        (["down", "down", "down"], ["The Café is late", "Spend less", "", "Said before"]),
    ],
)
async def test_mine_today_and_since_the_board_are_reached_by_the_arrow(
    open_app: OpenApp, keys: list[str], expected: list[str]
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", *keys)
        await pilot.pause()
        rows = main_screen(app).rows.lines
        assert [row.text for row in rows if isinstance(row, EntryRow)] == expected


async def test_the_side_list_has_authors_pathways_and_kinds_with_their_numbers(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6")
        await pilot.pause()
        rows = main_screen(app).side.lines
        groups = {row.text: row.when for row in rows if row.kind == "group"}
        assert groups == {
            "All": "7", "Mine": "4", "Today": "1", "Since Board": "4",
            "ELS lead": "4", "Health lead": "1", "Secretary": "2",
            "ELS": "4", "HEALTH": "1",
            "note": "5", "decision": "1", "meeting": "1",
            "Silence": "",
        }  # fmt: skip


async def test_the_last_group_shows_leads_and_pathways_by_their_last_word(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "end")
        await pilot.pause()
        lines = main_screen(app).rows.lines
        rows = [row for row in lines if isinstance(row, SilenceRow)]
        assert lines[0].text.startswith("No word since the Board of 17 Nov 2009: ")
        reported = [row.text for row in lines].index("Reported since then: 2")
        assert [row.ref for row in lines[reported + 1 :]] == ["DH-EM", "HEALTH"]
        assert rows[0].when == "never"
        assert [row.when for row in rows if row.ref == "ELS"] == ["20 days"]
        await pilot.press("tab", "end")
        await pilot.pause()
        assert main_screen(app).rows.row is rows[-1]
        assert "The Café is late" in pane_text(app, "#detail")
        await pilot.press("enter")
        await pilot.pause()
        assert main_screen(app).views.name == "pathways"
        assert main_screen(app).views.current.group == "HEALTH"
        await pilot.press("escape")
        await pilot.pause()
        assert main_screen(app).views.name == "journal"


async def test_the_columns_of_the_last_words_are_straight_and_no_word_is_cut(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert "7 entries; 1 retraction shown with them - newest first" in on_screen(app)
        await pilot.press("end")
        await pilot.pause()
        assert "By the last report on any item or measure of each." in on_screen(app)
        rows = [row for row in main_screen(app).rows.lines if isinstance(row, SilenceRow)]
        assert "MOJ-LEGAL-SERVICES" in [row.ref for row in rows]
        width = main_screen(app).rows.size.width
        shown = [silence_lines(row, width, 12) for row in rows]
        starts = {first[0][0] + first[1][0] + first[2][0] for first in map(itemgetter(0), shown)}
        assert {len(start) for start in starts} == {10 + 8 + len("MOJ-LEGAL-SERVICES ")}
        for row, lines in zip(rows, shown, strict=True):
            words = " ".join(line[-1][0].strip() for line in lines)
            assert words == row.text


async def test_enter_goes_to_the_item_and_escape_back_to_the_entry(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "down", "down", "down")
        await pilot.pause()
        entry = main_screen(app).rows.row
        assert isinstance(entry, EntryRow)
        assert entry.text == "Three bids [b]are[/b] in"
        await pilot.press("enter")
        await pilot.pause()
        assert (main_screen(app).views.name, current_ref(app)) == ("agenda", ITEM)
        await pilot.press("escape")
        await pilot.pause()
        assert main_screen(app).views.name == "journal"
        assert main_screen(app).rows.row == entry
        assert app.focused is main_screen(app).rows


async def test_enter_goes_to_the_item_in_the_view_before(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("3", "6", "tab", "enter")
        await pilot.pause()
        assert (main_screen(app).views.name, current_ref(app)) == ("leads", HEALTH_ITEM)
        await pilot.press("1", "escape")
        await pilot.pause()
        assert main_screen(app).views.name == "agenda"


async def test_an_entry_about_the_plan_opens_its_words(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "down", "enter")
        await pilot.pause()
        assert "Spend less" in on_screen(app)
        assert app.screen is not main_screen(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert main_screen(app).views.name == "journal"


async def test_the_filter_narrows_the_entries_and_marks_what_it_finds(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "slash", *"cafe", "enter")
        await pilot.pause()
        assert texts(app) == ["Friday, 20 Nov 2009: 1", "Health lead: The Café is late"]
        assert "1 of 7 entries" in on_screen(app)
        rows = main_screen(app).rows
        match_style = rows.style_of("rows--match", "rows--cursor")
        strip = rows.render_line(1)
        assert [segment.text for segment in strip if segment.style == match_style] == ["Café"]
        await pilot.press("slash", *(["backspace"] * 4), *"by:secr", "enter")
        await pilot.pause()
        assert len([row for row in rows.lines if isinstance(row, EntryRow)]) == 2
        await pilot.press("escape")
        await pilot.pause()
        assert "7 entries" in on_screen(app)


@pytest.mark.parametrize("key", ["ctrl+d", "delete"])
async def test_an_own_entry_is_taken_back_after_a_question_and_shown_so(
    open_app: OpenApp, journal: Path, key: str
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "end", key)
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert "Said before" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert entries(journal)[-1].kind == "note"
        await pilot.press(key, "down", "enter")
        await until(pilot, lambda: entries(journal)[-1].kind == "retracted")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert texts(app)[-1] == "[taken back by ELS lead] ELS lead: Said before"
        await pilot.press(key)
        await pilot.pause()
        assert "does not count any more: taken back by ELS lead" in toasts(app)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: texts(app)[-1] == "ELS lead: Said before")


async def test_what_others_recorded_is_neither_taken_back_nor_corrected(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    before = entries(journal)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "ctrl+d")
        await pilot.pause()
        assert "This entry is by Health lead" in toasts(app)
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert "This entry is by Health lead" in toasts(app)
        await pilot.press("1", "ctrl+d")
        await pilot.pause()
        assert "they are in the Journal view" in toasts(app)
    assert entries(journal) == before


async def test_an_own_entry_is_corrected_in_a_form_that_is_filled_in(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "end", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "Said before" in on_screen(app)
        assert "2 Nov 2009" in on_screen(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "says that already" in refusal(app))
        await pilot.press("end", *" lunch", "ctrl+s")
        await until(pilot, lambda: app.screen is main_screen(app))
        old, retraction, new = entries(journal)[-3:]
        assert (retraction.names, new.corrects, new.text) == (old.id, old.id, "Said before lunch")
        assert new.on == date(2009, 11, 2)
        await until(pilot, lambda: "Corrected" in toasts(app))
        row = main_screen(app).rows.row
        assert isinstance(row, EntryRow)
        assert row.entry == new
        assert "It corrects: 2 Nov 2009  note  by ELS lead: Said before" in pane_text(
            app, "#detail"
        )
        await pilot.press("u")
        await until(
            pilot, lambda: "[taken back by ELS lead] ELS lead: Said before lunch" in texts(app)
        )
        assert "ELS lead: Said before" in texts(app)


async def test_a_half_typed_correction_is_kept_for_the_next_start(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "end", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("end", *" lunch")
        await pilot.pause()
        app.workspace.drafts.keep()
    again = open_app()
    async with again.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "half-typed correction" in on_screen(again))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(again.screen, FormDialog))
        assert "Said before lunch" in on_screen(again)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: entries(journal)[-1].text == "Said before lunch")


async def test_what_is_recorded_from_an_entry_is_about_its_item(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"Seen", "ctrl+s")
        await until(pilot, lambda: entries(journal)[-1].text == "Seen")
        assert entries(journal)[-1].ref == HEALTH_ITEM
        await until(pilot, lambda: "ELS lead: Seen" in texts(app))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_the_journal_fits_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("6", "tab")
        await pilot.pause()
        assert "Health" in on_screen(app)
        assert all(len(line) <= size[0] for line in on_screen(app).splitlines())


async def test_the_day_in_view_marks_what_is_after_it(open_app: OpenApp) -> None:
    app = open_app(as_of="2009-11-12")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert texts(app)[0] == "Friday, 20 Nov 2009 (after the date in view): 1"


async def test_only_the_entries_in_sight_are_drawn(
    open_app: OpenApp, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [EntryDraft(ref=ITEM, kind="note", on=date(2009, 11, 1 + n % 28)) for n in range(3000)]
    Journal(journal, "0b0b0b0b").record(
        many, plan=EAST_MIDLANDS, author="Many", now=datetime(2009, 11, 29, 9, tzinfo=UTC)
    )
    drawn: list[str] = []

    def count(row: EntryRow, width: int, sign: str, most_lines: int) -> list[list[tuple[str, str]]]:
        drawn.append(row.key)
        return entry_lines(row, width, sign, most_lines)

    monkeypatch.setattr(row_cells, "entry_lines", count)
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "tab", "end")
        await pilot.pause()
        assert "3007 entries" in on_screen(app)
        assert 0 < len(set(drawn)) <= 4 * main_screen(app).rows.size.height
