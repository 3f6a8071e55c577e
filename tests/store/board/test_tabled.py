"""A paper as it was tabled stays what it was, whatever is recorded, merged or renamed later."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.board.tabled import checklist_as_tabled, find_tabled, last_ids, last_tabled
from store.checklist.retractions import effective
from store.journal.archive import pack, restore
from store.journal.erase import erase
from store.journal.lock import LockWait
from store.journal.merge import append_new_entries, find_new_entries, read_sources
from tests.store.board.office import BOARD, JANUARY, NOVEMBER, Office, day, statuses
from tests.store.factories import entry


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a journal of two authors, with something that was taken back, and a paper."""
    office = Office(tmp_path / "journal")
    fill(office)
    return office


def fill(office: Office) -> None:
    office.recorder("2009-10-05").forecast("1.1.1-a", day("2009-10-05"), "Jan 2010", "Vetting")
    office.recorder("2009-10-06", "Health lead").tick("1.1.1-b", day("2009-10-06"))
    office.recorder("2009-10-07", "Health lead").undo(day("2009-10-07"))
    office.recorder("2009-10-08").note("1.1.1-d", day("2009-10-08"), "Said", ask="Two more posts")
    office.table("2009-11-05", NOVEMBER, "2009-10-31")


def test_the_entry_has_the_meeting_the_date_the_asks_and_where_each_file_ended(
    office: Office,
) -> None:
    tabled = find_tabled(office.entries, BOARD, NOVEMBER)
    assert tabled is not None
    paper = tabled.entry.tabled
    assert paper is not None
    assert (tabled.entry.board, tabled.entry.meeting) == (BOARD, "2009-11-17")
    assert (paper.as_of, tabled.entry.on) == (date(2009, 10, 31), date(2009, 11, 5))
    files = {path.name for path in office.folder.glob("*.json")}
    assert {name for name, _ in paper.counted} < files, "the secretary's own began with the paper"
    assert [(ask.number, ask.kind, ask.ref, ask.due, ask.to, ask.text) for ask in tabled.asks] == [
        (1, "new date", "1.1.1-a", "2009-09-30", "2010-01-31", "Vetting"),
        (2, "request", "1.1.1-d", "", "", "Two more posts"),
    ]


def test_what_was_taken_back_before_it_is_taken_back_in_it(office: Office) -> None:
    as_tabled = office.as_tabled(NOVEMBER)
    assert as_tabled.by_ref()["1.1.1-b"].state.status == "due soon"
    assert statuses(as_tabled) == statuses(office.checklist("2009-10-31"))
    assert as_tabled.fingerprint == office.checklist("2009-10-31").fingerprint


def test_what_is_recorded_later_about_an_earlier_day_is_not_in_it(office: Office) -> None:
    before = statuses(office.as_tabled(NOVEMBER))
    office.recorder("2009-11-20").tick("1.1.1-a", day("2009-09-30"))
    office.recorder("2009-11-20", "New lead").tick("1.1.1-d", day("2009-10-20"))
    office.recorder("2009-11-21", "Health lead").tick("1.1.1-b", day("2009-10-30"))
    assert statuses(office.as_tabled(NOVEMBER)) == before
    assert statuses(office.checklist("2009-10-31")) != before


def test_a_paper_leaves_out_what_was_not_known_on_its_day(office: Office) -> None:
    office.recorder("2009-11-20").tick("1.1.1-a", day("2009-09-30"))
    checklist = office.checklist("2009-10-31", known_on="2009-11-10")
    orders = {"els": [item.id for item in office.entries]}
    known = [item.id for item in office.entries if item.at.date() <= day("2009-11-10")]
    assert checklist.by_ref()["1.1.1-a"].state.status == "overdue"
    assert last_ids(orders, known) == (("els", known[-1]),)


def rename_all(office: Office) -> None:
    for path in sorted(office.folder.glob("*.json")):
        path.rename(path.with_name(f"Copy of {path.name}"))


def into_one_file(office: Office) -> None:
    paths = sorted(office.folder.glob("*.json"))
    lines = [line for path in paths for line in path.read_text().splitlines()[1:]]
    header = paths[0].read_text().splitlines()[0]
    for path in paths:
        path.unlink()
    (office.folder / "all-0badcafe.json").write_text("\n".join([header, *sorted(lines), ""]))


def merge_into_another(office: Office) -> None:
    other = office.folder.with_name("other")
    sources, _ = read_sources([office.folder])
    append_new_entries(other, find_new_entries(other, sources).new, LockWait())
    shutil.rmtree(office.folder)
    other.rename(office.folder)


def pack_and_restore(office: Office) -> None:
    archive = office.folder.with_name("journal.zip")
    archive.write_bytes(pack(office.folder).data)
    shutil.rmtree(office.folder)
    restore(archive, office.folder)


MOVES = [rename_all, merge_into_another, pack_and_restore]


@pytest.mark.parametrize("move", [*MOVES, into_one_file], ids=lambda move: move.__name__)
def test_files_may_be_renamed_merged_and_restored(
    office: Office, move: Callable[[Office], None]
) -> None:
    before = statuses(office.as_tabled(NOVEMBER))
    asked = find_tabled(office.entries, BOARD, NOVEMBER)
    move(office)
    office.recorder("2009-11-20").tick("1.1.1-a", day("2009-09-30"))
    assert statuses(office.as_tabled(NOVEMBER)) == before
    assert find_tabled(office.entries, BOARD, NOVEMBER) == asked


def test_a_colleagues_older_file_that_comes_later_is_not_in_it(office: Office) -> None:
    before = statuses(office.as_tabled(NOVEMBER))
    away = Office(office.folder.with_name("away"))
    away.recorder("2009-10-01", "Away lead", "0c0ffee0").tick("1.1.1-a", day("2009-09-29"))
    for path in away.folder.glob("*.json"):
        shutil.copy(path, office.folder)
    assert office.checklist("2009-10-31").by_ref()["1.1.1-a"].state.status == "done"
    assert statuses(office.as_tabled(NOVEMBER)) == before


def test_a_later_paper_of_the_meeting_replaces_the_first_and_undo_brings_it_back(
    office: Office,
) -> None:
    first = find_tabled(office.entries, BOARD, NOVEMBER)
    office.recorder("2009-11-06").note("1.1.1-b", day("2009-11-06"), "Said", ask="Money")
    second = office.table("2009-11-10", NOVEMBER)
    replaced = find_tabled(office.checklist("2009-11-30").entries, BOARD, NOVEMBER)
    assert replaced is not None
    assert (replaced.entry, len(replaced.asks)) == (second, 3)
    office.recorder("2009-11-11", "Secretary").undo(day("2009-11-11"))
    assert find_tabled(office.checklist("2009-11-30").entries, BOARD, NOVEMBER) == first


def test_the_last_paper_is_of_the_meeting_before_and_of_the_same_board(office: Office) -> None:
    office.table("2009-12-15", JANUARY)
    checklist = office.checklist("2010-03-31")
    last = last_tabled(checklist, BOARD, day("2010-03-09"))
    earlier = last_tabled(checklist, BOARD, JANUARY)
    assert last is not None
    assert earlier is not None
    assert (last.entry.meeting, earlier.entry.meeting) == ("2010-01-12", "2009-11-17")
    assert last_tabled(checklist, "OLASS Board", day("2010-03-09")) is None
    assert last_tabled(office.checklist("2009-11-01"), BOARD, JANUARY) is None


def test_an_erased_notes_ask_is_gone_from_the_paper_too_and_its_number_stays(
    office: Office,
) -> None:
    (note,) = [item for item in office.entries if item.ask]
    before = statuses(office.as_tabled(NOVEMBER))
    erase(office.folder, note.id, by="Officer", at=note.at, why="asked for by the person")
    files = b"".join(path.read_bytes() for path in office.folder.glob("*.json"))
    assert b"Two more posts" not in files
    tabled = find_tabled(office.entries, BOARD, NOVEMBER)
    assert tabled is not None
    assert [(ask.number, ask.text) for ask in tabled.asks] == [(1, "Vetting"), (2, "")]
    assert statuses(office.as_tabled(NOVEMBER)) == before


def test_an_erased_paper_keeps_what_the_next_one_compares_with(office: Office) -> None:
    before = statuses(office.as_tabled(NOVEMBER))
    (paper,) = [item for item in office.entries if item.kind == "tabled"]
    erase(office.folder, paper.id, by="Officer", at=paper.at, why="asked for by the person")
    assert statuses(office.as_tabled(NOVEMBER)) == before
    tabled = find_tabled(office.entries, BOARD, NOVEMBER)
    assert tabled is not None
    assert [ask.ref for ask in tabled.asks] == ["1.1.1-a", "1.1.1-d"]


@pytest.mark.parametrize("meeting", ["", "17 Nov", "2009-13-45"])
def test_a_paper_of_no_day_is_no_paper(meeting: str) -> None:
    paper = entry("tabled", "2009-11-05", "", board=BOARD, meeting=meeting)
    assert find_tabled([paper], BOARD, NOVEMBER) is None
    assert checklist_as_tabled(Office(Path("none")).checklist("2009-11-30"), [], paper, {}) is None


# What happens after a paper: each act is one of these, by a number that says about what.
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["judge", "note", "forecast", "undo", "colleague", "table"]),
        st.integers(0, 3),
    ),
    max_size=6,
)


def happen(office: Office, act: str, number: int, on: str) -> None:
    ref, author = f"1.1.1-{'abcd'[number]}", ("ELS lead", "Health lead", "Late lead")[number % 3]
    recorder = office.recorder(on, author)
    if act == "note":
        recorder.note(ref, day("2009-10-20"), f"Said {number}", ask="Time")
    elif act == "forecast":
        recorder.forecast(ref, day("2009-10-21"), "May 2010")
    elif act == "judge":
        recorder.judge(ref, day("2009-10-22"), "red", "As I see it")
    elif act == "table":
        office.table(on, JANUARY)
    elif act == "undo":
        own = [item for item in effective(office.entries) if item.kind in {"forecast", "note"}]
        if own:
            office.recorder(on, own[-1].by).undo(day(on), own[-1].id)
    else:
        away = Office(office.folder.with_name("away"))
        away.recorder("2009-10-02", f"Away {number}").tick(ref, day("2009-10-02"))
        for path in away.folder.glob("*.json"):
            shutil.copy(path, office.folder)
        shutil.rmtree(away.folder)


@settings(max_examples=25, deadline=None)
@given(ACTS, st.sampled_from([None, *MOVES]))
def test_as_tabled_is_what_was_tabled_after_anything(
    acts: list[tuple[str, int]], move: Callable[[Office], None] | None
) -> None:
    with TemporaryDirectory() as folder:
        office = Office(Path(folder) / "journal")
        fill(office)
        before = office.as_tabled(NOVEMBER).entries
        for number, (act, about) in enumerate(acts):
            happen(office, act, about, f"2009-11-{18 + number}")
        if move is not None:
            move(office)
        assert office.as_tabled(NOVEMBER).entries == before
