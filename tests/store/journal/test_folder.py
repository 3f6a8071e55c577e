"""A journal: the union of the files in its folder."""

import stat
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.errors import Unusable
from store.journal.database import EntryDatabase
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import (
    Journal,
    make_private_folder,
    merge_entries,
    read_folder,
)
from tests.store.factories import entry
from tests.store.journal.writer import record

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)


def _record(
    journal: Journal, author: str, *texts: str, now: datetime = NOW, after: str = ""
) -> list[Entry]:
    drafts = [
        EntryDraft(ref="1.1.1-a", kind="note", on=date(2009, 11, 2), text=text) for text in texts
    ]
    return journal.record(drafts, plan="small", author=author, now=now, after=after)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", "0123abcd")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_journal_without_a_folder_is_empty(journal: Journal) -> None:
    assert (journal.read().entries, journal.read().problems, journal.stamp()) == ((), (), ())
    assert not journal.folder.exists()


def test_the_state_is_the_union_of_all_files(journal: Journal) -> None:
    other = Journal(journal.folder, "feedbeef")
    made = [
        *_record(journal, "ELS lead", "one", "two"),
        *_record(journal, "ATB lead", "three"),
        *_record(other, "ELS lead", "four"),
    ]
    assert sorted(path.name for path in journal.folder.iterdir()) == [
        "atb-lead-0123abcd.json",
        "els-lead-0123abcd.json",
        "els-lead-feedbeef.json",
    ]
    assert journal.read().entries == tuple(sorted(made, key=lambda entry: entry.id))
    assert [made.by for made in made] == ["ELS lead", "ELS lead", "ATB lead", "ELS lead"]


def test_what_entries_have_in_common_is_in_memory_once(journal: Journal) -> None:
    made = [*_record(journal, "ELS lead", "one", "two"), *_record(journal, "ATB lead", "three")]
    read = sorted(journal.read().entries, key=lambda entry: entry.id)
    assert read == sorted(made, key=lambda entry: entry.id)
    assert [len({id(entry.plan) for entry in read}), len({id(entry.ref) for entry in read})] == [
        1,
        1,
    ]
    assert [len({id(entry.kind) for entry in read}), len({id(entry.on) for entry in read})] == [
        1,
        1,
    ]
    assert len({id(entry.by) for entry in read}) == 2, "one of each author"


@pytest.mark.parametrize(
    "author", ["../../outside", "/etc/passwd", "..", "", "a\0b", "x" * 500, "NUL", "\u202eevil"]
)
def test_no_author_s_name_leads_out_of_the_folder(journal: Journal, author: str) -> None:
    _record(journal, author, "words")
    (path,) = journal.folder.iterdir()
    assert path == journal.own_file(author)
    assert len(path.name) < 100
    assert journal.read().problems == ()


@given(st.lists(st.timedeltas(timedelta(-400), timedelta(400)), min_size=2, max_size=8))
@settings(deadline=None, max_examples=30)
def test_ids_of_one_file_rise_whatever_the_clock_does(
    tmp_path_factory: pytest.TempPathFactory, skews: list[timedelta]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"), "0123abcd")
    ids = [
        made.id
        for skew in skews
        for made in _record(journal, "ELS lead", "one", "two", now=NOW + skew)
    ]
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert [made["id"] for made in EntryDatabase(journal.own_file("ELS lead"), "ELS lead")] == ids


def test_an_entry_follows_the_newest_of_a_colleague_whose_clock_is_ahead(journal: Journal) -> None:
    (ahead,) = _record(journal, "ATB lead", "early", now=NOW + timedelta(days=3))
    (own,) = _record(journal, "ELS lead", "late", after=ahead.id)
    assert own.id > ahead.id
    assert own.at == NOW


@pytest.mark.parametrize("year", [2110, 2199, 9999])
def test_an_entry_follows_one_that_was_recorded_with_a_clock_far_ahead(
    journal: Journal, year: int
) -> None:
    (ahead,) = _record(journal, "ELS lead", "early", now=NOW.replace(year=year))
    (own,) = _record(journal, "ELS lead", "late")
    assert own.id > ahead.id


def test_an_entry_that_stands_twice_is_one(journal: Journal) -> None:
    made = _record(journal, "ELS lead", "one", "two")
    own = journal.own_file("ELS lead")
    (journal.folder / "els-lead-0123abcd (conflicted copy).json").write_bytes(own.read_bytes())
    assert journal.read().entries == tuple(made)
    assert journal.read().problems == ()


def test_one_id_with_two_contents_is_a_problem_and_both_are_kept(journal: Journal) -> None:
    (made,) = _record(journal, "ELS lead", "one")
    other = msgspec.structs.replace(made, text="another")
    copy = EntryDatabase(journal.folder / "copy.json", "ELS lead")
    copy.adopt([msgspec.json.encode(other)])
    found = journal.read()
    assert sorted(entry.text for entry in found.entries) == ["another", "one"]
    (problem,) = found.problems
    assert made.id in problem.sentence
    assert "both are kept" in problem.sentence


def test_the_union_does_not_depend_on_the_order() -> None:
    first, second = entry("note", "2009-11-02", text="one"), entry("note", "2009-11-02", text="two")
    clash = msgspec.structs.replace(first, text="a third")
    unions = {
        merge_entries(order, "journal")[0] + tuple(merge_entries(order, "journal")[1])
        for order in permutations([first, second, clash, first])
    }
    assert len(unions) == 1


def test_a_thousand_clashes_are_told_apart() -> None:
    first = entry("note", "2009-11-02")
    found = [msgspec.structs.replace(first, text=str(number % 5000)) for number in range(10_000)]
    entries, problems = merge_entries(found, "journal")
    assert (len(entries), len(problems)) == (5000, 1)


def test_a_folder_that_milepost_makes_is_its_owner_s_alone_and_so_are_those_above(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "share" / "milepost" / "journal"
    record(folder, "words")
    assert [_mode(path) for path in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3
    assert {_mode(path) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_existed_keeps_its_own_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)
    make_private_folder(tmp_path)
    record(tmp_path, "words")
    assert _mode(tmp_path) == 0o775


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("words")
    for folder in (tmp_path / "journal", tmp_path / "journal" / "below"):
        with pytest.raises(Unusable, match=r"nothing was recorded: the folder .* cannot be made"):
            record(folder, "words")
    with pytest.raises(Unusable, match="cannot be read: not a directory"):
        read_folder(tmp_path / "journal")


def test_the_stamp_changes_with_every_entry_and_every_file(journal: Journal) -> None:
    stamps = [journal.stamp()]
    for author in ("ELS lead", "ELS lead", "ATB lead"):
        _record(journal, author, "words")
        stamps.append(journal.stamp())
    (journal.folder / "gone.json").symlink_to(journal.folder / "nowhere.json")
    stamps.append(journal.stamp())
    assert len(set(stamps)) == len(stamps)
    assert journal.stamp() == stamps[-1]


def test_the_lines_of_a_cause_and_an_action_are_kept(tmp_path: Path) -> None:
    draft = EntryDraft(
        ref="1.1.1-a", kind="note", on=date(2009, 9, 1), text="a\nb", cause="c\nd", action="e\nf"
    )
    Journal(tmp_path, "0badcafe").record(
        [draft], plan="x", author="ELS lead", now=datetime(2009, 9, 1, 9, tzinfo=UTC)
    )
    (entry,) = read_folder(tmp_path).entries
    assert (entry.text, entry.cause, entry.action) == ("a\nb", "c\nd", "e\nf")
