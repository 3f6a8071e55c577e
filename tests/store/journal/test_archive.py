"""Backup archives: whole, the same each time, and harmless whoever made them."""

import io
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_data.errors import MilepostError, Refused
from store.journal.archive import pack, restore
from store.journal.folder import read_folder
from tests.store.journal.test_merge import IDS, files, note, write

OWN = "els-lead-1a2b3c4d.json"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    write(folder / OWN, note(IDS[0]), note(IDS[1]))
    write(folder / "atb-lead-5e6f7a8b.json", note(IDS[2], by="ATB lead"), author="ATB lead")
    (folder / "els-lead-1a2b3c4d.torn").write_bytes(b'{"id": "half a li\n')
    return folder


def kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def archive(path: Path, *members: tuple[str | ZipInfo, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return path


def test_the_same_journal_gives_the_same_bytes(journal: Path) -> None:
    once = pack(journal).data
    for path in journal.iterdir():
        path.touch()
    assert pack(journal).data == once


def test_a_backup_restores_every_byte_into_an_empty_place(journal: Path, tmp_path: Path) -> None:
    (journal / "damaged.json").write_bytes(b"\0garbled, no line end")
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    restored, _ = restore(backup, tmp_path / "other")
    assert files(tmp_path / "other") == files(journal)
    assert {one.name: one.entries for one in restored if one.entries} == {
        OWN: 2,
        "atb-lead-5e6f7a8b.json": 1,
    }


def test_restoring_twice_doubles_nothing(journal: Path, tmp_path: Path) -> None:
    (journal / "damaged.json").write_bytes(b"\0garbled")
    backup, before = kept(tmp_path / "backup.zip", pack(journal).data), files(journal)
    assert [one.entries for one in restore(backup, journal)[0]] == [0, 0, 0, 0]
    assert files(journal) == before


def test_what_was_recorded_since_stays_and_what_was_lost_comes_back(
    journal: Path, tmp_path: Path
) -> None:
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    for path in journal.iterdir():
        path.unlink()
    write(journal / OWN, note(IDS[1]), note(IDS[3], "since"))
    restored, problems = restore(backup, journal)
    assert {entry.id for entry in read_folder(journal).entries} == set(IDS[:4])
    assert next(one for one in restored if one.name == OWN).entries == 1
    assert problems == []


def test_a_damaged_file_is_kept_and_its_backup_comes_back_beside_it(
    journal: Path, tmp_path: Path
) -> None:
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    (journal / OWN).write_bytes(b"garbled\n")
    for _ in range(2):
        restore(backup, journal)
        assert (journal / OWN).read_bytes() == b"garbled\n"
        assert {entry.id for entry in read_folder(journal).entries} == set(IDS[:3])
    assert sorted(path.name for path in journal.glob("els-lead*.json")) == [
        "els-lead-1a2b3c4d (restored).json",
        OWN,
    ]


def test_a_backup_that_finds_no_name_leaves_everything_and_says_so(
    journal: Path, tmp_path: Path
) -> None:
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    for name in (OWN, "els-lead-1a2b3c4d (restored).json"):
        (journal / name).write_bytes(b"garbled\n")
    before = files(journal)
    _, problems = restore(backup, journal)
    assert [Path(problem.file).name for problem in problems] == [OWN]
    assert files(journal) == before


def test_what_cannot_go_into_a_backup_is_named(journal: Path, tmp_path: Path) -> None:
    (journal / "link.json").symlink_to(tmp_path)
    (journal / "noted at 10:30.json").write_bytes((journal / OWN).read_bytes())
    packed = pack(journal)
    assert [Path(problem.file).name for problem in packed.problems] == [
        "link.json",
        "noted at 10:30.json",
    ]
    assert OWN in packed.names


@pytest.mark.parametrize("make", [lambda _: None, Path.mkdir])
def test_nothing_to_back_up_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "journal")
    with pytest.raises(Refused, match="nothing to back up"):
        pack(tmp_path / "journal")


def link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def squeezed(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_BZIP2
    return info


@pytest.mark.parametrize(
    "member",
    [
        "../outside.json",
        "../../outside.json",
        "/outside.json",
        "..\\outside.json",
        "C:\\outside.json",
        "c:outside.json",
        "folder/inside.json",
        "folder/",
        "folder.json/",
        "..",
        ".hidden.json",
        "runs.sh",
        "right\u202eto left.json",
        "x" * 250 + ".json",
        link("els-lead-1a2b3c4d.json"),
        squeezed("els-lead-1a2b3c4d.json"),
    ],
)
def test_an_archive_with_anything_but_plain_journal_files_is_refused_whole(
    tmp_path: Path, member: str | ZipInfo
) -> None:
    path = archive(tmp_path / "backup.zip", ("good-1a2b3c4d.json", b""), (member, b"/etc/passwd"))
    with pytest.raises(Refused, match="is not a backup of Milepost"):
        restore(path, tmp_path / "deep" / "journal")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("data", [b"", b"PK", b"not an archive", b'{"milepost": "journal"}\n'])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refused, match="is not a backup of Milepost"):
        restore(kept(tmp_path / "backup.zip", data), tmp_path / "journal")


def test_an_archive_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="holds no journal file"):
        restore(archive(tmp_path / "backup.zip"), tmp_path / "journal")


# Offsets of the flags and the unpacked size in a record of a zip's central directory.
FLAGS, SIZE = 8, 24


def forged(data: bytes, field: int, value: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + field
    return data[:at] + value + data[at + len(value) :]


def test_an_encrypted_archive_is_refused(journal: Path, tmp_path: Path) -> None:
    data = forged(pack(journal).data, FLAGS, struct.pack("<H", 1))
    with pytest.raises(Refused, match="is encrypted"):
        restore(kept(tmp_path / "backup.zip", data), tmp_path / "other")


def test_an_archive_that_would_fill_the_disk_is_refused_before_it_is_unpacked(
    journal: Path, tmp_path: Path
) -> None:
    data = forged(pack(journal).data, SIZE, struct.pack("<I", 0xFFFFFFF0))
    with pytest.raises(Refused, match="more than any journal"):
        restore(kept(tmp_path / "backup.zip", data), tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_an_archive_that_lies_about_its_size_is_refused(journal: Path, tmp_path: Path) -> None:
    data = forged(pack(journal).data, SIZE, struct.pack("<I", 10))
    with pytest.raises(Refused, match="is damaged"):
        restore(kept(tmp_path / "backup.zip", data), tmp_path / "other")
    assert not (tmp_path / "other").exists()


# The one journal serves all examples: what a garbled archive adds to it may stay.
@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1, exclude_max=True), garbage=st.binary(max_size=8), cut=st.booleans())
def test_a_garbled_archive_gives_a_sentence_or_what_it_held(
    journal: Path, tmp_path: Path, *, at: float, garbage: bytes, cut: bool
) -> None:
    data = pack(journal).data
    start = int(at * len(data))
    path = kept(
        tmp_path / "backup.zip",
        data[:start] + garbage + (b"" if cut else data[start + len(garbage) :]),
    )
    before = files(journal)
    try:
        restore(path, journal)
    except MilepostError:
        assert files(journal) == before
    assert all(files(journal)[name] == content for name, content in before.items())
    assert {path.name for path in tmp_path.iterdir()} <= {"backup.zip", "journal"}


def test_an_archive_of_another_tool_with_the_same_files_restores_too(
    journal: Path, tmp_path: Path
) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as zipped:
        for path in journal.iterdir():
            zipped.write(path, path.name)
    restore(kept(tmp_path / "by-hand.zip", file.getvalue()), tmp_path / "other")
    assert files(tmp_path / "other") == files(journal)


def test_a_small_archive_that_unpacks_to_gigabytes_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        for number in range(4):
            zipped.writestr(f"els-lead-{number:08}.json", b"\n" * 5_000_000)
    assert len(file.getvalue()) < 25_000
    with pytest.raises(Refused, match="more than any journal"):
        restore(kept(tmp_path / "bomb.zip", file.getvalue()), tmp_path / "journal")
    assert not (tmp_path / "journal").exists()


def test_an_archive_of_more_files_than_any_journal_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as zipped:
        for number in range(10_001):
            zipped.writestr(f"a-{number:08}.json", b"")
    with pytest.raises(Refused, match="more files than any journal"):
        restore(kept(tmp_path / "many.zip", file.getvalue()), tmp_path / "journal")
    assert not (tmp_path / "journal").exists()


def test_an_archive_s_list_of_files_is_not_read_if_it_is_too_long(tmp_path: Path) -> None:
    data = archive(tmp_path / "good.zip", ("els-lead-1a2b3c4d.json", b"")).read_bytes()
    at = data.rindex(b"PK\5\6")
    data = data[: at + 12] + struct.pack("<I", 0x7FFFFFFF) + data[at + 16 :]
    with pytest.raises(Refused, match="more files than any journal"):
        restore(kept(tmp_path / "long.zip", data), tmp_path / "journal")


def test_bad_lines_of_an_archive_are_named_by_the_file_that_they_are_in(
    journal: Path, tmp_path: Path
) -> None:
    own = journal / OWN
    own.write_bytes(own.read_bytes() + b"bad\n" * 1000)
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    _, problems = restore(backup, tmp_path / "other")
    assert {problem.file for problem in problems} == {str(tmp_path / "other" / OWN)}
    assert (len(problems), sum(problem.count for problem in problems)) == (101, 1000)


def test_a_damaged_file_gets_the_entries_that_it_lacks(journal: Path, tmp_path: Path) -> None:
    own = journal / OWN
    backup = kept(tmp_path / "backup.zip", pack(journal).data)
    header, first, *_ = own.read_bytes().splitlines()
    own.write_bytes(header.replace(b"milepost", b"mile\xffost") + b"\n" + first + b"\n")
    restore(backup, journal)
    assert {path.name for path in journal.iterdir() if "restored" in path.name} == set()
    for line in backup_lines(backup):
        assert line in own.read_bytes()


def backup_lines(path: Path) -> list[bytes]:
    with ZipFile(path) as zipped:
        return zipped.read(OWN).splitlines()[1:]
