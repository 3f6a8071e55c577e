"""Erasing a name that has to go: the texts are nowhere any more, and never come back."""

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from plan_data.errors import Refused, Unusable
from store.journal import lock
from store.journal.archive import pack, restore
from store.journal.entry import Entry
from store.journal.erase import Erased, erase
from store.journal.folder import read_folder
from store.journal.lock import LockWait
from store.journal.merge import (
    append_new_entries,
    find_new_entries,
    read_sources,
    send_own_entries,
)
from tests.store.factories import entry

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
HEADER = b'{"milepost":"journal","format":1,"author":"ELS lead"}\n'
OWN, COPY = "els-lead-1a2b3c4d.json", "els-lead-1a2b3c4d (conflicted copy).json"
NAME = "J. Bloggs of 4 Mill Lane"
NAMED = entry(
    "done", "2009-11-02", text=f"{NAME} has signed", evidence=f"letter of {NAME}", by="J. Bloggs"
)
OTHER = entry("note", "2009-11-03", text="three bids are in")
LATER = (
    msgspec.json.encode(OTHER)[:-1] + b',"mood":{"of the day":[1,2]}}'
)  # a later version's field
NAMED_LINE = msgspec.json.encode(NAMED)[:-1] + b',"told":"J. Bloggs"}'


def write(path: Path, *lines: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER + b"".join(line + b"\n" for line in lines))
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    write(folder / OWN, NAMED_LINE, LATER)
    write(folder / COPY, LATER, NAMED_LINE)
    return folder


def do(folder: Path, entry_id: str = NAMED.id, why: str = "asked for by the person") -> Erased:
    return erase(folder, entry_id, by="Records officer", at=NOW, why=why)


def holds_name(folder: Path) -> list[str]:
    """Return the files that hold the name, in any encoding."""
    paths = filter(Path.is_file, folder.rglob("*"))
    return [path.name for path in paths if b"Bloggs" in path.read_bytes().replace(b"\0", b"")]


def state(folder: Path) -> tuple[tuple[Entry, ...], list[str]]:
    contents = read_folder(folder)
    return contents.entries, [problem.sentence for problem in contents.problems]


def test_an_erased_line_keeps_what_its_status_needs_and_says_who_erased_it_when_and_why(
    journal: Path,
) -> None:
    erased = do(journal)
    assert [path.name for path in erased.files] == [COPY, OWN]
    (kept, other), problems = state(journal)
    assert problems == []
    assert other == OTHER
    assert (kept.id, kept.plan, kept.ref, kept.kind) == (NAMED.id, NAMED.plan, NAMED.ref, "done")
    assert (kept.on, kept.at, kept.by, kept.all_text) == (NAMED.on, NAMED.at, "erased", "")
    assert kept.erased is not None
    assert (kept.erased.by, kept.erased.at, kept.erased.why) == (
        "Records officer",
        NOW,
        "asked for by the person",
    )
    assert holds_name(journal) == []
    for name in (OWN, COPY):
        content = (journal / name).read_bytes()
        assert content.startswith(HEADER)
        assert LATER + b"\n" in content, "the other line stays as it is, to the byte"
        assert content.count(b"\n") == 3


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("actual", {"number": 1181.5}),
        ("forecast", {"when": "Jan 2010"}),
        ("rescheduled", {"when": "Jan 2010", "approved_by": "erased"}),
        ("withdrawn", {"approved_by": "erased"}),
        ("retracted", {"names": OTHER.id}),
        ("moved", {"to": "1.1.2-b"}),
        ("judged", {"colour": "amber"}),
        ("confirmed", {"when": "every quarter"}),
        ("meeting", {"when": "2009-12-01", "board": "Reducing Reoffending Board"}),
        ("a later version's", {}),
    ],
)
def test_each_kind_keeps_its_own_fields(
    tmp_path: Path, kind: str, fields: dict[str, object]
) -> None:
    named = {"approved_by": NAME} if "approved_by" in fields else {}
    full = entry(
        kind,
        "2009-11-02",
        **{**fields, **named, "text": NAME, "cause": NAME, "action": NAME, "owner": NAME},
    )
    write(tmp_path / OWN, msgspec.json.encode(full))
    do(tmp_path, full.id)
    (kept,), problems = state(tmp_path)
    assert problems == []
    assert {name: getattr(kept, name) for name in fields} == fields
    assert holds_name(tmp_path) == []


def test_torn_lines_of_the_entry_go_too_and_others_stay(journal: Path) -> None:
    torn = (journal / OWN).with_suffix(".torn")
    again = msgspec.json.encode(msgspec.structs.replace(NAMED, id=OTHER.id + "X"))
    torn.write_bytes(
        NAMED_LINE[:100] + b"\n" + again[:-20] + b"\n" + b'{"id":"another torn' + b"\n"
    )
    do(journal)
    assert torn.read_bytes() == b'{"id":"another torn\n'
    assert holds_name(journal) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEADER + NAMED_LINE + b"\n" + LATER + b"\n",
        (HEADER + NAMED_LINE + b"\n" + LATER + b"\n").replace(b"\n", b"\r\n"),
        (HEADER + NAMED_LINE + b"\n" + LATER + b"\n").decode().encode("utf-16"),
        b"[" + HEADER + b"," + NAMED_LINE + b",\n" + LATER + b"]",
        b"\n".join(msgspec.json.format(line, indent=2) for line in (HEADER, NAMED_LINE, LATER)),
        HEADER + NAMED_LINE[:-30] + b"\n" + NAMED_LINE + b"\n" + LATER + b"\n",
        HEADER + NAMED_LINE + LATER + b"\n" + NAMED_LINE,
        b"\n<<<<<<< HEAD\n"
        + HEADER
        + NAMED_LINE
        + b"\n=======\n"
        + LATER
        + b"\n>>>>>>> theirs\n"
        + NAMED_LINE,
    ],
    ids=[
        "BOM",
        "CR LF",
        "UTF-16",
        "array",
        "several lines",
        "damaged line",
        "two on a line",
        "conflict",
    ],
)
def test_it_goes_from_damaged_and_rearranged_files_too(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OWN).write_bytes(content)
    do(tmp_path)
    entries, _ = state(tmp_path)
    assert [(found.id, found.erased is not None) for found in entries] == [
        (NAMED.id, True),
        (OTHER.id, False),
    ]
    assert holds_name(tmp_path) == []
    assert b"mood" in (tmp_path / OWN).read_bytes()


def test_a_file_that_milepost_does_not_write_is_named(journal: Path) -> None:
    (journal / f"{OWN}~").write_bytes(NAMED_LINE)
    (journal / "notes.json").write_bytes(b'{"copied": ' + NAMED_LINE + b"}")
    erased = do(journal)
    assert [Path(problem.file).name for problem in erased.problems] == [f"{OWN}~", "notes.json"]


def test_permissions_are_kept_and_no_part_file_is_left(journal: Path) -> None:
    (journal / OWN).chmod(0o640)
    (journal / COPY).chmod(0o664)
    do(journal)
    assert [stat.S_IMODE((journal / name).stat().st_mode) for name in (OWN, COPY)] == [0o640, 0o664]
    assert sorted(path.name for path in journal.iterdir()) == [COPY, OWN]


@pytest.mark.parametrize("call", ["fsync", "fchmod", "open"])
def test_if_the_disk_refuses_nothing_is_erased(
    journal: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = {path.name: path.read_bytes() for path in journal.iterdir()}
    calls = iter(range(1000))
    real = getattr(os, call)

    def fail(*args: object, **more: object) -> object:
        if next(calls) == (2 if call == "open" else 1):  # the second file's
            raise OSError(28, "No space left on device", "somewhere")
        return real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(Unusable, match=r"^nothing was erased: .*no space left"):
            do(journal)
    assert {path.name: path.read_bytes() for path in journal.iterdir()} == before
    do(journal)
    assert holds_name(journal) == []


def test_erasing_again_changes_nothing(journal: Path) -> None:
    do(journal)
    before = {path.name: path.read_bytes() for path in journal.iterdir()}
    again = do(journal, why="another reason")
    assert again.files == ()
    assert again.entry.erased is not None
    assert again.entry.erased.why == "asked for by the person"
    assert {path.name: path.read_bytes() for path in journal.iterdir()} == before


@pytest.mark.parametrize("typed", ["", "01NOSUCH", "0"])
def test_an_id_that_means_none_or_several_is_refused(journal: Path, typed: str) -> None:
    with pytest.raises(Refused, match="can be meant by"):
        do(journal, typed)
    assert len(holds_name(journal)) == 2


def test_two_different_entries_with_one_id_are_both_erased(tmp_path: Path) -> None:
    other = msgspec.structs.replace(NAMED, text=f"{NAME} has not signed")
    write(tmp_path / OWN, NAMED_LINE, msgspec.json.encode(other))
    do(tmp_path)
    entries, problems = state(tmp_path)
    assert (len(entries), problems) == (1, [])
    assert holds_name(tmp_path) == []


def merge(folder: Path, source: Path) -> None:
    sources, _ = read_sources([source])
    append_new_entries(folder, find_new_entries(folder, sources).new)


def test_a_colleagues_copy_does_not_bring_it_back(journal: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(journal, stick)
    do(journal)
    before = state(journal)
    sources, _ = read_sources([stick])
    assert find_new_entries(journal, sources).new == ()
    merge(journal, stick)
    assert state(journal) == before
    assert holds_name(journal) == []


def test_a_colleague_who_takes_it_in_has_it_erased_and_can_erase_their_own_copies(
    journal: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(journal, theirs)
    do(journal)
    merge(theirs, journal)
    assert state(theirs) == state(journal)
    assert len(holds_name(theirs)) == 2, "merging rewrites nothing"
    erased = do(theirs, why="as the records officer did")
    assert erased.entry == state(journal)[0][0]
    assert holds_name(theirs) == []
    assert state(theirs) == state(journal)


def test_two_who_erase_it_agree_on_one_line_whoever_merges(journal: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(journal, theirs)
    do(journal, why="first")
    do(theirs, why="second")
    merge(journal, theirs)
    merge(theirs, journal)
    assert state(journal) == state(theirs)
    assert state(journal)[1] == []


def test_a_sync_does_not_send_it_to_a_folder_where_it_was_erased(
    journal: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shutil.copytree(journal, shared)
    do(shared)
    (shared / OWN).write_bytes(
        HEADER
    )  # as after somebody cleared the file: the copy has the erasure
    merge(journal, shared)
    send_own_entries(journal / OWN, shared)
    assert holds_name(shared) == []
    assert state(shared) == state(journal)


def test_a_backup_does_not_bring_it_back(journal: Path, tmp_path: Path) -> None:
    torn = (journal / OWN).with_suffix(".torn")
    torn.write_bytes(NAMED_LINE[:100] + b"\n")
    backup = tmp_path / "backup.zip"
    backup.write_bytes(pack(journal).data)
    do(journal)
    erased = state(journal)
    restore(backup, journal)
    assert state(journal) == erased
    assert holds_name(journal) == []
    (journal / OWN).unlink()  # the copy still says that it was erased
    torn.unlink(missing_ok=True)
    restore(backup, journal)
    assert state(journal) == erased
    assert holds_name(journal) == []


def test_a_backup_with_the_erased_line_erases_its_own_copies(journal: Path, tmp_path: Path) -> None:
    erased_folder = tmp_path / "erased"
    shutil.copytree(journal, erased_folder)
    do(erased_folder)
    shutil.copy(journal / OWN, erased_folder / OWN)
    backup = tmp_path / "backup.zip"
    backup.write_bytes(pack(erased_folder).data)
    restore(backup, tmp_path / "other")
    assert holds_name(tmp_path / "other") == []


def test_a_file_that_is_replaced_while_its_lock_is_awaited_is_the_one_that_is_erased(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced: list[bool] = []

    def locked(descriptor: int, path: Path, wait: LockWait) -> object:
        if not replaced:
            replaced.append(True)
            new = journal / "new"
            new.write_bytes(
                (journal / COPY).read_bytes()
                + msgspec.json.encode(entry("note", "2009-11-09"))
                + b"\n"
            )
            new.replace(journal / COPY)
        return lock.locked(descriptor, path, wait)

    monkeypatch.setattr("store.journal.erase.locked", locked)
    do(journal)
    assert len(state(journal)[0]) == 3
    assert holds_name(journal) == []
