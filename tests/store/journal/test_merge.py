"""Merging: the union of entries, whoever brings them, in whatever order and however often."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.errors import Refused, Unusable
from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.journal.database import EntryDatabase
from store.journal.entry import Entry
from store.journal.folder import read_folder
from store.journal.ids import next_id
from store.journal.merge import (
    add_missing,
    append_new_entries,
    find_new_entries,
    read_sources,
    target_file_name,
)

PLAN = "east-midlands-2009-10"
AUTHORS = ("ELS lead", "ATB lead", "Drugs lead")
NOON = datetime(2009, 11, 30, 12, tzinfo=UTC)
# Equal times, and clocks a day ahead and a year behind: random bits decide their order, for good.
IDS = tuple(
    next_id(NOON + skew)
    for skew in (timedelta(0),) * 4 + (timedelta(days=1),) * 3 + (timedelta(days=-365),) * 3
)


def note(entry_id: str, text: str = "said", by: str = "ELS lead", **more: object) -> Entry:
    plain = {
        "id": entry_id,
        "plan": PLAN,
        "ref": "2.4.4-c",
        "kind": "note",
        "on": "2009-11-02",
        "at": NOON,
    }
    return msgspec.convert({**plain, "by": by, "text": text, **more}, Entry)


def write(path: Path, *entries: Entry, author: str = "ELS lead") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    EntryDatabase(path, author).adopt([msgspec.json.encode(entry) for entry in entries])
    return path


def merge(folder: Path, *paths: Path) -> None:
    sources, _ = read_sources(paths)
    _, failures = append_new_entries(folder, find_new_entries(folder, sources).new)
    assert failures == []


def state(folder: Path) -> tuple[tuple[Entry, ...], list[str]]:
    contents = read_folder(folder)
    return contents.entries, [problem.sentence for problem in contents.problems]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


entries = st.builds(
    note,
    st.sampled_from(IDS),
    st.sampled_from(["said", "said something else"]),  # now and then one id with two contents
    kind=st.sampled_from(["note", "done", "reopened", "retracted", "a later version's"]),
    on=st.dates(date(2009, 11, 1), date(2009, 11, 4)).map(str),
    names=st.sampled_from(IDS),
)
names = st.sampled_from(
    [
        "els-lead-1a2b3c4d.json",
        "els-lead-1a2b3c4d (1).json",
        "atb-lead-5e6f7a8b.json",
        "from the stick.json",
    ]
)
journals = st.dictionaries(
    names, st.tuples(st.lists(entries, max_size=6), st.sampled_from(AUTHORS)), max_size=3
)
Journals = dict[str, tuple[list[Entry], str]]


def written(folder: Path, journal: Journals) -> Path:
    folder.mkdir()
    for name, (theirs, author) in journal.items():
        write(folder / name, *theirs, author=author)
    return folder


def merged(into: Path, *sources: Path, name: str) -> Path:
    """Return a copy of the journal `into` that has taken in `sources`."""
    copy = into.parent / name
    shutil.copytree(into, copy)
    for source in sources:
        merge(copy, source)
    return copy


@settings(deadline=None, max_examples=40)
@given(journals, journals)
def test_two_journals_make_the_same_one_whichever_is_merged_into_the_other(
    first: Journals, second: Journals
) -> None:
    with TemporaryDirectory() as place:
        a, b = written(Path(place, "a"), first), written(Path(place, "b"), second)
        assert state(merged(a, b, name="ab")) == state(merged(b, a, name="ba"))


@settings(deadline=None, max_examples=30)
@given(journals, journals, journals)
def test_three_journals_make_the_same_one_however_they_are_grouped(
    first: Journals, second: Journals, third: Journals
) -> None:
    with TemporaryDirectory() as place:
        a, b, c = (
            written(Path(place, n), j) for n, j in (("a", first), ("b", second), ("c", third))
        )
        left = merged(merged(a, b, name="ab"), c, name="ab c")
        right = merged(a, merged(b, c, name="bc"), name="a bc")
        assert state(left) == state(right)


@settings(deadline=None, max_examples=40)
@given(journals, journals)
def test_merging_again_changes_no_byte(first: Journals, second: Journals) -> None:
    with TemporaryDirectory() as place:
        once = merged(
            written(Path(place, "a"), first), written(Path(place, "b"), second), name="once"
        )
        before = files(once)
        merge(once, Path(place, "b"))
        merge(once, once)
        assert files(once) == before


@settings(deadline=None, max_examples=15)
@given(journals, journals, st.dates(date(2009, 10, 31), date(2009, 11, 5)))
def test_the_fingerprint_tells_journals_apart_by_their_entries_and_not_by_the_order_of_merging(
    east_midlands: LoadedPlan, first: Journals, second: Journals, as_of: date
) -> None:
    with TemporaryDirectory() as place:
        a, b = written(Path(place, "a"), first), written(Path(place, "b"), second)
        lists = [
            build_checklist(east_midlands, read_folder(folder).entries, as_of)
            for folder in (merged(a, b, name="ab"), merged(b, a, name="ba"))
        ]
        assert lists[0].fingerprint == lists[1].fingerprint
        assert lists[0].items == lists[1].items


@pytest.mark.parametrize(
    "name",
    [
        "els-lead-1a2b3c4d.json",
        "els-lead-1a2b3c4d (conflicted copy).json",
        "els-lead-1a2b3c4d (ELS lead's conflicted copy 2026-01-01).json",
        "els-lead-1a2b3c4d.sync-conflict-20260101-120000-ABC.json",
        "els-lead-1a2b3c4d (1).json",
        "els-lead-1a2b3c4d-LAPTOP-7.json",
        "els-lead-1a2b3c4d - Copy.json",
        "Copy of els-lead-1a2b3c4d.json",
        "els-lead-1a2b3c4d (restored).json",
    ],
)
def test_a_conflict_copy_belongs_to_the_file_that_it_is_a_copy_of(name: str) -> None:
    assert target_file_name(name, "anybody") == "els-lead-1a2b3c4d.json"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_file_is_called_its_entries_go_to_a_plain_name_that_names_itself(
    name: str, author: str
) -> None:
    chosen = target_file_name(name, author)
    assert Path("journal", chosen).resolve().parent == Path("journal").resolve()
    assert chosen.endswith(".json")
    assert target_file_name(chosen, "somebody else") == chosen


def test_a_renamed_file_goes_where_its_author_says_on_every_machine() -> None:
    assert target_file_name("../../notes.json", "ELS lead") == target_file_name(
        "for you.txt", "ELS lead"
    )
    assert target_file_name("notes.json", "ELS lead").startswith("els-lead-")
    assert target_file_name("notes.json", "ELS lead") != target_file_name("notes.json", "ELS Lead")


def test_a_line_comes_over_as_it_is_with_fields_and_kinds_of_a_later_version(
    tmp_path: Path,
) -> None:
    line = (
        msgspec.json.encode(note(IDS[0], kind="delegated"))[:-1]
        + b',"mood": {"of the day": [1, 2]}}'
    )
    theirs = tmp_path / "stick" / "els-lead-1a2b3c4d.json"
    write(theirs)
    EntryDatabase(theirs, "ELS lead").adopt([line])
    merge(tmp_path / "journal", theirs)
    assert (tmp_path / "journal" / theirs.name).read_bytes() == theirs.read_bytes()
    assert line in theirs.read_bytes()


def test_a_copy_with_the_line_ends_of_another_system_holds_nothing_new(tmp_path: Path) -> None:
    ours = write(tmp_path / "journal" / "els-lead-1a2b3c4d.json", note(IDS[0]), note(IDS[1]))
    theirs = tmp_path / "els-lead-1a2b3c4d.json"
    theirs.write_bytes(ours.read_bytes().replace(b"\n", b"\r\n"))
    sources, _ = read_sources([theirs])
    assert find_new_entries(ours.parent, sources).new == ()
    merge(tmp_path / "other", theirs)
    assert (tmp_path / "other" / theirs.name).read_bytes() == ours.read_bytes()


def test_one_id_with_two_contents_is_kept_twice_and_told(tmp_path: Path) -> None:
    ours = write(tmp_path / "journal" / "els-lead-1a2b3c4d.json", note(IDS[0], "signed"))
    theirs = write(tmp_path / "stick" / "els-lead-1a2b3c4d.json", note(IDS[0], "not signed"))
    sources, _ = read_sources([theirs])
    news = find_new_entries(ours.parent, sources)
    assert [problem.sentence for problem in news.problems] == [
        f"two different entries have the id {IDS[0]}: both are kept; retract the wrong one."
    ]
    append_new_entries(ours.parent, news.new)
    assert {entry.text for entry in read_folder(ours.parent).entries} == {"signed", "not signed"}


def test_looking_for_news_writes_nothing(tmp_path: Path) -> None:
    theirs = write(tmp_path / "stick" / "els-lead-1a2b3c4d.json", note(IDS[0]))
    sources, _ = read_sources([theirs.parent])
    assert [one.entry for one in find_new_entries(tmp_path / "journal", sources).new] == [
        note(IDS[0])
    ]
    assert not (tmp_path / "journal").exists()


def test_a_folder_is_taken_in_round_what_is_not_a_journal(tmp_path: Path) -> None:
    stick = write(tmp_path / "stick" / "els-lead-1a2b3c4d.json", note(IDS[0])).parent
    (stick / "package.json").write_text('{"name": "something else"}')
    (stick / "folder.json").mkdir()
    (stick / "link.json").symlink_to(tmp_path / "anywhere")
    (stick / "._els-lead-1a2b3c4d.json").write_bytes(
        b"\0\5\26\7"
    )  # a Mac's companion, of no interest to anybody
    (stick / "photo.jpg").write_bytes(b"\xff")
    sources, problems = read_sources([stick])
    assert [source.target for source in sources] == ["els-lead-1a2b3c4d.json"]
    assert [Path(problem.file).name for problem in problems] == [
        "link.json",
        "package.json",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"[]\n",
        b'{"milepost": "plan", "format": 1, "author": "ELS lead"}\n',
        b'{"_default": {"1": {"id": "x"}}}',
        b"PK\x05\x06" + bytes(18),
        b"\xff\xfe{\x00}\x00\n\x00",
        b"[" * 100_000 + b"\n",
    ],
)
def test_a_named_file_that_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "els-lead-1a2b3c4d.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match="is not a journal file of Milepost"):
        read_sources([path])


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused_when_it_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "els-lead-1a2b3c4d.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match="is empty"):
        read_sources([path])


def test_a_file_of_a_later_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "els-lead-1a2b3c4d.json"
    path.write_bytes(b'{"milepost": "journal", "format": 99, "author": "ELS lead"}\n')
    with pytest.raises(Refused, match="update Milepost"):
        read_sources([path])


@pytest.mark.parametrize("name", ["nowhere.json", "x" * 300])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        read_sources([tmp_path / name])


def test_whole_entries_of_a_damaged_file_come_over_and_the_rest_is_named(tmp_path: Path) -> None:
    theirs = write(tmp_path / "els-lead-1a2b3c4d.json", note(IDS[0]))
    with theirs.open("ab") as file:
        file.write(b"\x00\x00 not an entry\n" + msgspec.json.encode(note(IDS[1])) + b'\n{"id": "to')
    sources, problems = read_sources([theirs])
    assert [problem.line for problem in problems] == [3, 5]
    append_new_entries(tmp_path / "journal", find_new_entries(tmp_path / "journal", sources).new)
    assert {entry.id for entry in read_folder(tmp_path / "journal").entries} == {IDS[0], IDS[1]}


def test_a_damaged_file_of_one_author_does_not_keep_out_the_others(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    journal.mkdir()
    (journal / "atb-lead-5e6f7a8b.json").write_bytes(b"garbled\n")
    stick = write(
        tmp_path / "stick" / "atb-lead-5e6f7a8b.json",
        note(IDS[0], by="ATB lead"),
        author="ATB lead",
    ).parent
    write(stick / "els-lead-1a2b3c4d.json", note(IDS[1]))
    sources, _ = read_sources([stick])
    taken, failures = append_new_entries(journal, find_new_entries(journal, sources).new)
    assert [one.entry.by for one in taken] == ["ELS lead"]
    assert [type(failure) for failure in failures] == [Unusable]
    assert (journal / "atb-lead-5e6f7a8b.json").read_bytes() == b"garbled\n"


def test_a_link_in_the_journal_folder_is_never_written_through(tmp_path: Path) -> None:
    journal, outside = tmp_path / "journal", tmp_path / "outside.json"
    journal.mkdir()
    outside.write_bytes(b"")
    (journal / "els-lead-1a2b3c4d.json").symlink_to(outside)
    theirs = write(tmp_path / "stick" / "els-lead-1a2b3c4d.json", note(IDS[0]))
    sources, _ = read_sources([theirs])
    _, failures = append_new_entries(journal, find_new_entries(journal, sources).new)
    assert len(failures) == 1
    assert outside.read_bytes() == b""


def lines_of(entries: Sequence[Entry]) -> list[bytes]:
    return [msgspec.json.encode(entry) for entry in entries]


def test_what_another_window_merged_meanwhile_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / "els-lead-1a2b3c4d.json"
    both = lines_of([note(IDS[0]), note(IDS[1])])
    assert add_missing(path, "ELS lead", both[:1]) == 1
    assert add_missing(path, "ELS lead", [*both, *both]) == 1
    assert path.read_bytes().splitlines()[1:] == both


def test_windows_that_merge_the_same_file_at_once_add_each_entry_once(tmp_path: Path) -> None:
    theirs = write(
        tmp_path / "stick" / "els-lead-1a2b3c4d.json", *(note(entry_id) for entry_id in IDS)
    )
    together = Barrier(4)

    def window(_: int) -> None:
        sources, _problems = read_sources([theirs])
        news = find_new_entries(tmp_path / "journal", sources)  # all four find all of it new
        together.wait()
        append_new_entries(tmp_path / "journal", news.new)

    with ThreadPoolExecutor(4) as windows:
        list(windows.map(window, range(4)))
    assert (tmp_path / "journal" / theirs.name).read_bytes() == theirs.read_bytes()
