"""A file of lines that is only ever appended to."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.errors import Refused, Unusable
from store.journal import append_only
from store.journal.append_only import acknowledged_part, append_lines, read_settled
from tests.conftest import Milepost


def _append(path: Path, *new: bytes) -> bytes:
    """Append lines and return the last line that there was before."""
    seen = []

    def compose(last: bytes) -> list[bytes]:
        seen.append(last)
        return list(new)

    append_lines(path, compose)
    return seen[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lines.json"


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"", b""),
        (b"torn", b""),
        (b"one\n", b"one\n"),
        (b"one\ntorn", b"one\n"),
        (b"one\n\0\0", b"one\n"),
    ],
)
def test_only_what_ends_with_a_newline_was_acknowledged(data: bytes, whole: bytes) -> None:
    assert acknowledged_part(data) == whole


def test_lines_follow_what_is_there_and_compose_is_given_the_last_one(path: Path) -> None:
    assert _append(path, b"one") == b""
    assert _append(path, b"two", b"three") == b"one"
    assert _append(path, b"four") == b"three"
    assert path.read_bytes() == b"one\ntwo\nthree\nfour\n"


@given(lengths=st.lists(st.integers(0, 9000), max_size=6), torn=st.binary(max_size=9000))
@settings(deadline=None, max_examples=60)
def test_the_last_line_is_found_whatever_the_lengths(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], torn: bytes
) -> None:
    path = tmp_path_factory.mktemp("lines") / "lines.json"
    whole = [b"%d" % number * length for number, length in enumerate(lengths)]
    torn = torn.replace(b"\n", b"")
    path.write_bytes(b"".join(line + b"\n" for line in whole) + torn)
    assert _append(path, b"next") == next((line for line in reversed(whole) if line), b"")
    assert path.read_bytes() == b"".join(line + b"\n" for line in [*whole, b"next"])
    if torn:
        assert path.with_suffix(".torn").read_bytes() == torn + b"\n"


@pytest.mark.parametrize(
    "torn", [b"half a line", b"\0" * 5000, b'{"id":"whole but for its newline"}']
)
def test_a_line_without_its_newline_is_set_aside_and_not_brought_back(
    path: Path, torn: bytes
) -> None:
    path.write_bytes(b"one\n" + torn)
    assert _append(path, b"two") == b"one"
    assert path.read_bytes() == b"one\ntwo\n"
    assert path.with_suffix(".torn").read_bytes() == torn + b"\n"


def test_what_was_set_aside_before_is_kept(path: Path) -> None:
    for torn in (b"first", b"second"):
        with path.open("ab") as file:
            file.write(torn)
        _append(path, b"line")
    assert path.with_suffix(".torn").read_bytes() == b"first\nsecond\n"


def test_a_line_that_another_window_is_writing_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\ntw")

    @contextmanager
    def locked(
        _: int,
    ) -> Iterator[None]:  # by the time the lock is ours, the other window has finished
        path.write_bytes(b"one\ntwo\n")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(append_only, "locked", locked)
        assert read_settled(path) == b"one\ntwo\n"
    path.write_bytes(b"one\ntw")
    assert read_settled(path) == b"one\ntw"


def test_files_are_their_owner_s_alone_and_those_that_exist_keep_their_rights(path: Path) -> None:
    path.write_bytes(b"one\ntorn")
    path.chmod(0o640)
    _append(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.with_suffix(".torn").stat().st_mode) == 0o600
    other = path.with_name("other.json")
    _append(other, b"one")
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_a_file_that_is_not_admitted_is_not_touched(path: Path) -> None:
    path.write_bytes(b"somebody's\nown file")

    def refuse(first: bytes) -> None:
        raise Refused(first.decode())

    with pytest.raises(Refused, match=r"^somebody's\n$"):
        append_lines(path, lambda _: [b"line"], refuse)
    assert path.read_bytes() == b"somebody's\nown file"
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_nothing_is_written_where_composing_refuses(path: Path) -> None:
    _append(path, b"one")

    def compose(_: bytes) -> list[bytes]:
        raise Refused("no")

    with pytest.raises(Refused):
        append_lines(path, compose)
    assert path.read_bytes() == b"one\n"


@pytest.mark.parametrize("place", ["lines.json", "lines.torn"])
def test_a_link_is_never_written_through(path: Path, tmp_path: Path, place: str) -> None:
    path.write_bytes(b"one\ntorn")
    outside = tmp_path / "outside"
    outside.write_bytes(b"another's\n")
    link = tmp_path / place
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    with pytest.raises(
        Unusable, match=f"nothing was recorded: '{link}' cannot be written .it is a link"
    ):
        _append(path, b"two")
    assert outside.read_bytes() == b"another's\n"


def test_a_folder_or_a_pipe_in_the_file_s_place_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unusable, match="is a directory"):
        _append(path, b"one")
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(Unusable, match="nothing was recorded"):
        _append(path, b"one")


def test_no_handle_is_held_between_appends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    opening, closing = os.open, os.close

    def watched_open(*args: Any) -> int:  # noqa: ANN401 - as wide as `os.open`
        held.append(opening(*args))
        return held[-1]

    def watched_close(descriptor: int) -> None:
        held.remove(descriptor)
        closing(descriptor)

    path.write_bytes(b"one\ntorn")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", watched_open)
        patch.setattr(os, "close", watched_close)
        _append(path, b"two")
        assert held == []
        patch.setattr(os, "fsync", lambda _: os.lseek(-1, 0, 0))
        with pytest.raises(Unusable):
            _append(path, b"three")
    assert held == []


def test_the_folder_is_synced_before_the_first_line_of_a_new_file_is_written(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "journal"
    synced: list[tuple[str, int]] = []
    sync = os.fsync

    def watched_fsync(descriptor: int) -> None:
        written = sum(file.stat().st_size for file in journal.iterdir())
        target = os.fstat(descriptor)
        if os.path.samestat(target, journal.stat()):
            synced.append((f"folder of {len(list(journal.iterdir()))} file", written))
        elif any(os.path.samestat(target, file.stat()) for file in journal.iterdir()):
            synced.append(("file", written))
        sync(descriptor)

    journal.mkdir()
    monkeypatch.setattr(os, "fsync", watched_fsync)
    milepost("note", "2.4.2-a", "First")
    (file,) = journal.iterdir()
    first = file.stat().st_size
    assert synced == [("folder of 1 file", 0), ("file", first)]
    synced.clear()
    milepost("note", "2.4.2-a", "Second")
    assert [what for what, _ in synced] == ["file"], "the name is on the disk already"
