"""One author's file: TinyDB's queries over entries, and nothing but appending."""

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import set as set_to
from tinydb.table import Document

from plan_data.errors import Unusable
from store.journal.database import EntryDatabase
from store.journal.entry import Entry, EntryDraft
from store.journal.ids import next_id
from store.journal.reader import NotAJournalError, read_content
from tests.store.factories import REF, entry

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
HEADER = b'{"milepost":"journal","format":1,"author":"ELS lead"}\n'
ENTRIES = [
    entry("note", "2009-11-02", text="the draft is agreed"),
    entry("done", "2009-11-03", evidence="minutes of the board"),
    entry("actual", "2009-11-04", number=454.5, ref="1.1.1-b@Q2-2009/10"),
    entry("sung", "2009-11-05", text="a kind of a later version"),
]


@pytest.fixture
def file(tmp_path: Path) -> EntryDatabase:
    database = EntryDatabase(tmp_path / "els-lead-0123abcd.json", "ELS lead")
    database.adopt(msgspec.json.encode(entry) for entry in ENTRIES)
    return database


DRAFT = EntryDraft(ref=REF, kind="note", on=date(2009, 11, 2), text="the draft is agreed")


def record(database: EntryDatabase) -> Entry:
    """Record a note in November 2009."""
    (recorded,) = database.record([DRAFT], plan="small", now=NOW)
    return recorded


def test_a_file_is_a_header_and_one_line_for_each_entry(file: EntryDatabase) -> None:
    assert file.path.read_bytes() == HEADER + b"".join(
        msgspec.json.encode(entry) + b"\n" for entry in ENTRIES
    )


def test_entries_come_back_as_they_were_recorded(file: EntryDatabase) -> None:
    content = read_content(file.path)
    assert (content.author, list(content.entries), content.problems) == ("ELS lead", ENTRIES, ())
    assert [msgspec.json.encode(found) for found in content.entries] == list(content.raw)


def test_recording_is_told_the_id_of_the_last_entry(file: EntryDatabase) -> None:
    last = entry("note", "2009-11-06", id=next_id(datetime(2050, 1, 1, tzinfo=UTC)))
    file.adopt([msgspec.json.encode(last)])
    assert record(file).id > last.id
    with file.path.open("ab") as other:
        other.write(b"not an entry\n")
    assert ENTRIES[-1].id < record(file).id < last.id


def test_entries_that_are_recorded_at_once_follow_each_other_and_the_id_given(
    file: EntryDatabase,
) -> None:
    after = next_id(datetime(2050, 1, 1, tzinfo=UTC))
    recorded = file.record([DRAFT, DRAFT], plan="small", now=NOW, after=after)
    ids = [after, *(entry.id for entry in recorded)]
    assert ids == sorted(set(ids))
    assert list(read_content(file.path).entries) == [*ENTRIES, *recorded]


def test_lines_of_another_copy_are_adopted_byte_for_byte(
    tmp_path: Path, file: EntryDatabase
) -> None:
    line = msgspec.json.encode(ENTRIES[0])[:-1] + b',  "later":{"version":[1]}}'
    copy = EntryDatabase(tmp_path / "copy.json", "ELS lead")
    copy.adopt([line])
    copy.adopt([])
    assert copy.path.read_bytes() == HEADER + line + b"\n"
    assert copy.all() == file.all()[:1]


def test_a_file_that_is_not_there_yet_is_empty_and_is_not_made_by_asking(tmp_path: Path) -> None:
    file = EntryDatabase(tmp_path / "none.json", "ELS lead")
    assert (len(file), file.count(where("kind") == "note"), file.tables()) == (0, 0, set())
    assert not file.all()
    assert list(tmp_path.iterdir()) == []


def test_an_entry_file_is_a_tinydb_whose_queries_work_over_entries(file: EntryDatabase) -> None:
    assert isinstance(file, TinyDB)
    found: list[Any] = list(file)
    assert (len(file), found, file.tables()) == (4, ENTRIES, {"entries"})
    entries = Query()
    queries = {
        where("kind") == "note": ENTRIES[:1],
        (where("kind") == "note") | (where("number") > 400): [ENTRIES[0], ENTRIES[2]],
        ~(entries.kind.one_of(["note", "done"])): ENTRIES[2:],
        entries.text.search("agreed"): ENTRIES[:1],
        entries.evidence.exists(): [ENTRIES[1]],
        entries.ref.matches(r"1\.1\.1-b"): [ENTRIES[2]],
        entries.on.test(lambda day: day.day > 4): ENTRIES[3:],
        entries.fragment({"kind": "sung", "plan": "small"}): ENTRIES[3:],
        entries.noop(): ENTRIES,
        where("no such field") == 1: [],
    }
    assert [file.search(query) for query in queries] == list(queries.values())


def test_get_contains_and_count_are_tinydb_s(file: EntryDatabase) -> None:
    done, sought = where("kind") == "done", where("text") == "nowhere"
    assert (file.get(done), file.get(sought)) == (ENTRIES[1], None)
    assert (file.contains(done), file.contains(sought)) == (True, False)
    assert (file.count(done), file.count(sought)) == (1, 0)
    assert file.table("another").all() == []


def _cancel(document: Any) -> None:  # noqa: ANN401 - whatever TinyDB hands over
    document["kind"] = "cancelled"


CHANGES: dict[str, Callable[[EntryDatabase], object]] = {
    "insert": lambda file: file.insert({"kind": "note"}),
    "insert a document": lambda file: file.insert(Document({"kind": "note"}, 1)),
    "insert_multiple": lambda file: file.insert_multiple([{"kind": "note"}]),
    "insert_multiple of none": lambda file: file.insert_multiple([]),
    "update all": lambda file: file.update({"kind": "note"}),
    "update some": lambda file: file.update({"kind": "done"}, where("kind") == "note"),
    "update nothing": lambda file: file.update({"kind": "done"}, where("kind") == "nothing"),
    "update by id": lambda file: file.update({"kind": "done"}, doc_ids=[1]),
    "update by function": lambda file: file.update(_cancel),
    "update by operation": lambda file: file.update(
        set_to("kind", "done"), where("kind") == "note"
    ),
    "update_multiple": lambda file: file.update_multiple(
        [({"kind": "done"}, where("kind") == "note")]
    ),
    "update_multiple of none": lambda file: file.update_multiple([]),
    "upsert": lambda file: file.upsert({"kind": "done"}, where("kind") == "note"),
    "upsert nothing": lambda file: file.upsert({"kind": "done"}, where("kind") == "nothing"),
    "upsert a document": lambda file: file.upsert(Document({"kind": "done"}, 1)),
    "remove": lambda file: file.remove(where("kind") == "note"),
    "remove nothing": lambda file: file.remove(where("kind") == "nothing"),
    "remove by id": lambda file: file.remove(doc_ids=[1]),
    "truncate": lambda file: file.truncate(),
    "truncate another table": lambda file: file.table("another").truncate(),
    "drop_table": lambda file: file.drop_table("entries"),
    "drop_tables": lambda file: file.drop_tables(),
    "write": lambda file: file.storage.write({}),
    "an empty table": lambda file: file.table("another", persist_empty=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_would_change_or_remove_entries_is_refused(
    file: EntryDatabase, change: Callable[[EntryDatabase], object]
) -> None:
    before = file.path.read_bytes()
    with pytest.raises(TypeError, match=r"only appended to|recorded, not inserted"):
        change(file)
    assert file.path.read_bytes() == before
    assert file.all() == ENTRIES
    assert [path.name for path in file.path.parent.iterdir()] == [file.path.name]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_refused_makes_no_file_either(
    tmp_path: Path, change: Callable[[EntryDatabase], object]
) -> None:
    file = EntryDatabase(tmp_path / "none.json", "ELS lead")
    if change is not CHANGES["drop_table"]:  # of a table that is not there nothing needs refusing
        with pytest.raises(TypeError):
            change(file)
    file.drop_table("entries")
    file.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"somebody's notes",
        b"somebody's notes\nand more\n",
        b'{"_default": {"1": {"kind": "note"}}}',
        b'[{"milepost":"journal"}]\n',
        HEADER.replace(b"journal", b"ledger"),
        HEADER.replace(b":1,", b":99,"),
        b"x" * 2_000_000,
    ],
)
def test_a_file_that_is_not_a_journal_s_is_neither_read_nor_written(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "els-lead-0123abcd.json"
    path.write_bytes(content)
    file = EntryDatabase(path, "ELS lead")
    with pytest.raises(
        Unusable,
        match=f"^nothing was recorded: '{re.escape(str(path))}': this is not|later version",
    ):
        record(file)
    with pytest.raises(NotAJournalError):
        read_content(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_an_entry_whose_newline_was_lost_counts_and_gets_it_back(file: EntryDatabase) -> None:
    os.truncate(file.path, file.path.stat().st_size - 1)
    content = read_content(file.path)
    assert (list(content.entries), content.problems) == (ENTRIES, ())
    before = file.path.read_bytes()
    recorded = record(file)
    assert file.path.read_bytes() == before + b"\n" + msgspec.json.encode(recorded) + b"\n"
    assert [path.name for path in file.path.parent.iterdir()] == [file.path.name]


def test_a_whole_header_of_a_later_version_without_its_newline_is_left_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "els-lead-0123abcd.json"
    path.write_bytes(HEADER[:-1].replace(b":1,", b":99,"))
    before = path.read_bytes()
    with pytest.raises(Unusable, match="later version"):
        record(EntryDatabase(path, "ELS lead"))
    assert path.read_bytes() == before


def test_a_file_that_is_replaced_in_the_middle_gets_the_same_entries_with_a_header(
    file: EntryDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = file.path.with_suffix(".old")
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        if not old.exists():
            file.path.rename(old)

    monkeypatch.setattr(os, "fsync", fsync)
    recorded = record(file)
    assert file.path.read_bytes() == HEADER + msgspec.json.encode(recorded) + b"\n"
    assert read_content(old).entries[-1] == recorded
    old.unlink()
    file.adopt(msgspec.json.encode(entry) for entry in ENTRIES)
    assert list(read_content(file.path).entries) == ENTRIES
    assert list(read_content(old).entries) == [recorded, *ENTRIES]


@pytest.mark.parametrize("cut", range(len(HEADER)))
def test_a_header_that_a_crash_cut_short_is_written_again(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "els-lead-0123abcd.json"
    path.write_bytes(HEADER[:cut])
    is_whole = cut == len(HEADER) - 1  # but for its newline
    assert len(read_content(path).problems) == (0 if is_whole or not cut else 1)
    recorded = record(EntryDatabase(path, "ELS lead"))
    assert path.read_bytes() == HEADER + msgspec.json.encode(recorded) + b"\n"
    assert read_content(path).problems == ()


def test_an_author_of_a_very_long_name_can_write_more_than_once(tmp_path: Path) -> None:
    file = EntryDatabase(tmp_path / "long.json", "lead " * 5000)
    recorded = [record(file), record(file)]
    assert file.all() == recorded


def test_two_entries_on_a_line_and_one_over_several_are_entries_and_keep_their_bytes(
    file: EntryDatabase,
) -> None:
    line = msgspec.json.encode(ENTRIES[0])
    with file.path.open("ab") as other:
        other.write(line + line + b"\n\n" + line.replace(b",", b",\n") + b"\n" + line + b"\n")
    content = read_content(file.path)
    assert [msgspec.json.encode(found) for found in content.entries] == list(content.raw)
    assert list(content.entries) == [*ENTRIES, *[ENTRIES[0]] * 4]
    assert content.problems == ()
