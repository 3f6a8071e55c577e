"""A file of lines that is only ever appended to."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.errors import Refused, Unusable
from store.journal import append_only, lock
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


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the lock of a file, as another program that writes it does."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_a_reader_does_not_wait_for_a_line_that_another_window_is_writing(path: Path) -> None:
    path.write_bytes(b"one\ntw")
    with _held(path):
        assert read_settled(path) == b"one\n"
    assert read_settled(path) == b"one\ntw", "nobody is writing it: it is torn"


def test_a_last_line_that_is_whole_counts_though_somebody_holds_the_file(path: Path) -> None:
    path.write_bytes(b"one\ntwo")
    with _held(path):
        assert read_settled(path, lambda line: line == b"two") == b"one\ntwo"


def test_a_reader_sees_a_line_that_was_finished_between_its_two_looks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\ntw")

    def try_lock(_: int) -> bool:
        path.write_bytes(b"one\ntwo\n")
        return True

    monkeypatch.setattr(append_only, "try_lock", try_lock)
    assert read_settled(path) == b"one\ntwo\n"


def test_a_file_system_without_locks_is_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\ntw")

    def try_lock(_: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(append_only, "try_lock", try_lock)
    assert read_settled(path) == b"one\ntw"


def _is_whole(line: bytes) -> bool:
    return line.endswith(b"}")


@pytest.mark.parametrize("end", [b"", b"\r"])
def test_a_whole_line_gets_its_newline_and_is_the_last_one_for_what_follows(
    path: Path, end: bytes
) -> None:
    path.write_bytes(b"one\n{two}" + end)
    seen = []

    def compose(last: bytes) -> list[bytes]:
        seen.append(last)
        return [b"three"]

    append_lines(path, compose, is_whole=lambda line: _is_whole(line.rstrip()))
    assert path.read_bytes() == b"one\n{two}" + end + b"\nthree\n"
    assert seen == [b"{two}"]
    assert not path.with_suffix(".torn").exists()


def test_a_whole_line_stays_where_the_next_one_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\n{two}")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: os.lseek(-1, 0, 0))
        with pytest.raises(Unusable, match="nothing was recorded"):
            append_lines(path, lambda _: [b"three"], is_whole=_is_whole)
    assert path.read_bytes() == b"one\n{two}"


def _replace(path: Path, content: bytes) -> None:
    """Put another file in a file's place, as programs that share folders do."""
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


def _after_writing(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Do something to the file right after each fsync of it, and nothing once all was done."""
    rest = list(acts)
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        sync(descriptor)
        if rest and not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rest.pop(0)()

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_file_that_is_replaced_while_it_is_written_gets_the_lines_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\n")
    _after_writing(
        monkeypatch, lambda: _replace(path, b"one\nelse\n"), lambda: _replace(path, b"again\n")
    )
    assert append_lines(path, lambda _: [b"two"]) == [b"two"]
    assert path.read_bytes() == b"again\ntwo\n"


def test_a_copy_that_has_the_lines_does_not_get_them_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\n")
    _after_writing(monkeypatch, lambda: _replace(path, path.read_bytes()))
    append_lines(path, lambda _: [b"two"])
    assert path.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("act", [Path.unlink, lambda path: path.rename(path.with_name("old"))])
def test_a_file_that_goes_while_it_is_written_is_written_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], object]
) -> None:
    path.write_bytes(b"one\n")
    _after_writing(monkeypatch, lambda: act(path))
    append_lines(path, lambda last: [b"two"] if last else [b"header", b"two"])
    assert path.read_bytes() == b"header\ntwo\n"


def test_a_file_that_is_replaced_each_time_is_not_said_to_be_recorded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\n")
    _after_writing(monkeypatch, *[lambda: _replace(path, b"else\n")] * 99)
    with pytest.raises(
        Unusable,
        match=r"may stand or not: '.*lines.json' cannot be written .other programs replace it",
    ):
        append_lines(path, lambda _: [b"two"])


def test_a_file_that_was_replaced_while_its_lock_was_waited_for_is_not_the_one_that_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"one\n")
    old = path.open("rb")
    fcntl.flock(old, fcntl.LOCK_EX)

    def release(_: float) -> None:
        _replace(path, b"new\n")
        old.close()

    monkeypatch.setattr(lock, "sleep", release)
    append_lines(path, lambda last: [b"after " + last])
    assert path.read_bytes() == b"new\nafter new\n"


def test_a_refusal_leaves_no_empty_file_behind(path: Path) -> None:
    def compose(_: bytes) -> list[bytes]:
        raise Refused("no")

    with pytest.raises(Refused):
        append_lines(path, compose)
    assert list(path.parent.iterdir()) == []


def test_files_are_their_owner_s_alone_and_those_that_exist_keep_their_rights(path: Path) -> None:
    path.write_bytes(b"one\ntorn")
    path.chmod(0o640)
    _append(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.with_suffix(".torn").stat().st_mode) == 0o600
    other = path.with_name("other.json")
    _append(other, b"one")
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o007, 0o660), (0o077, 0o600)])
def test_files_in_a_folder_that_others_may_enter_get_what_the_umask_leaves(
    path: Path, tmp_path: Path, umask: int, mode: int
) -> None:
    tmp_path.chmod(0o2770)
    before = os.umask(umask)
    try:
        _append(path, b"one")
        with path.open("ab") as file:
            file.write(b"torn")
        _append(path, b"two")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir()} == {mode}


def test_what_is_set_aside_has_no_wider_rights_than_its_file(path: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path.write_bytes(b"one\ntorn")
    path.chmod(0o600)
    _append(path, b"two")
    assert stat.S_IMODE(path.with_suffix(".torn").stat().st_mode) == 0o600


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
