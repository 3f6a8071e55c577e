"""Each disk call of an append fails in turn: what was there stays, and the next write works."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from plan_data.errors import Unusable
from store.journal.append_only import acknowledged_part
from store.journal.folder import read_folder
from tests.conftest import Milepost
from tests.store.journal.writer import ROOT, own_file, record

CALLS = (
    "mkdir",
    "open",
    "lseek",
    "read",
    "write",
    "fsync",
    "ftruncate",
    "close",
    "stat",
    "lstat",
    "fstat",
)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Disk:
    """The calls of `os` that touch the disk, of which number `at` of those named fails.

    A write fails at once, or `partly`: a few bytes of it are written, and the next one fails.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        at: int,
        error: int,
        names: tuple[str, ...] = CALLS,
        *,
        partly: bool,
    ) -> None:
        self.calls = 0
        self.failed: list[str] = []
        self._at, self._error, self._partly = at, error, partly
        for name in names:
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))
        if not partly:
            monkeypatch.setattr(fcntl, "flock", self._watched("flock", fcntl.flock))

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - as wide as `os`
            self.calls += 1
            if self._partly and self.calls == self._at:
                return real(args[0], bytes(args[1])[:7])
            if self.calls != self._at + self._partly:
                return real(*args, **more)
            self.failed.append(name)
            if name == "close":
                real(*args)  # a descriptor is gone also where closing it fails
            raise OSError(self._error, os.strerror(self._error))

        return call


def _nothing_yet(folder: Path) -> None:
    """Leave the journal to be made."""


def _entries(folder: Path) -> None:
    record(folder, "first", "second")


def _torn_line(folder: Path) -> None:
    record(folder, "first", "second")
    with own_file(folder).open("ab") as file:
        file.write(b'{"id":"torn')


def _lost_newline(folder: Path) -> None:
    record(folder, "first", "second")
    os.truncate(own_file(folder), own_file(folder).stat().st_size - 1)


def _empty_file(folder: Path) -> None:
    folder.mkdir()
    own_file(folder).touch()


def _bytes(folder: Path) -> bytes:
    return own_file(folder).read_bytes() if own_file(folder).exists() else b""


def _kept_of(folder: Path) -> bytes:
    """Return a journal's bytes that are not in complete lines of their file, set aside or not."""
    path = own_file(folder)
    aside = path.with_suffix(".torn")
    whole = _bytes(folder)
    return whole[len(acknowledged_part(whole)) :] + (aside.read_bytes() if aside.exists() else b"")


def _try_with_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: int, *, partly: bool = False
) -> Disk:
    """Record a note while call `at` fails; check that nothing is lost, and the next one works."""
    before = _bytes(folder)
    refusal = ""
    with monkeypatch.context() as patch:
        disk = Disk(patch, at, error, ("write",) if partly else CALLS, partly=partly)
        try:
            record(folder, "while the disk fails")
        except Unusable as unusable:
            refusal = str(unusable)
    texts = [entry.text for entry in read_folder(folder).entries]
    if refusal:
        assert refusal.startswith("nothing was recorded: ")
        assert refusal.endswith(").")
        assert acknowledged_part(_bytes(folder)) == acknowledged_part(before)
        assert "while the disk fails" not in texts
    else:
        assert texts[-1] == "while the disk fails"
        assert _bytes(folder).startswith(acknowledged_part(before))
    record(folder, "afterwards")
    after = read_folder(folder)
    assert [entry.text for entry in after.entries] == [*texts, "afterwards"]
    assert after.problems == ()
    assert b'{"id":"torn' in _kept_of(folder) or b'{"id":"torn' not in before
    return disk


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("start", [_nothing_yet, _empty_file, _entries, _torn_line, _lost_newline])
def test_a_call_that_fails_loses_nothing_and_the_next_write_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Callable[[Path], None], error: int
) -> None:
    at, failed = 0, set()
    while True:
        at += 1
        folder = tmp_path / f"journal-{at}"
        start(folder)
        disk = _try_with_fault(folder, monkeypatch, at, error)
        if not disk.failed:
            break
        failed.update(disk.failed)
    assert {"open", "lseek", "write", "fsync", "close", "flock"} <= failed
    assert ("mkdir" in failed) == (start is _nothing_yet)
    assert ("ftruncate" in failed) == (start is _torn_line)


@pytest.mark.parametrize("start", [_empty_file, _entries, _torn_line, _lost_newline])
@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_a_write_of_a_part_is_taken_back_when_the_rest_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Callable[[Path], None], error: int
) -> None:
    writes = 2 if start is _torn_line else 1
    for at in range(1, writes + 1):
        folder = tmp_path / f"journal-{at}"
        start(folder)
        disk = _try_with_fault(folder, monkeypatch, at, error, partly=True)
        assert disk.failed == ["write"]


def test_a_write_in_small_parts_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _torn_line(tmp_path)
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:3]))
        record(tmp_path, "third")
    assert [entry.text for entry in read_folder(tmp_path).entries] == ["first", "second", "third"]
    assert own_file(tmp_path).with_suffix(".torn").read_bytes() == b'{"id":"torn\n'


def test_a_disk_that_takes_nothing_and_says_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entries(tmp_path)
    before = _bytes(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda _, __: 0)
        with pytest.raises(Unusable, match="the disk takes no more"):
            record(tmp_path, "third")
    assert _bytes(tmp_path) == before


def _refuse(*_: object) -> NoReturn:
    raise OSError(errno.EIO, "Input/output error")


def test_a_part_that_cannot_be_taken_back_is_set_aside_by_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entries(tmp_path)
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(
            os,
            "write",
            lambda descriptor, data: write(descriptor, data[:9]) if len(data) > 9 else _refuse(),
        )
        patch.setattr(os, "ftruncate", _refuse)
        patch.setattr(os, "fsync", _refuse)
        with pytest.raises(Unusable):
            record(tmp_path, "it stops short: " + "x" * 9)
    record(tmp_path, "third")
    assert [entry.text for entry in read_folder(tmp_path).entries][-1] == "third"


def test_a_disk_that_fails_twice_is_not_said_to_have_recorded_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entries(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _refuse)
        patch.setattr(os, "ftruncate", _refuse)
        with pytest.raises(Unusable, match="may stand or not"):
            record(tmp_path, "third")
    assert [entry.text for entry in read_folder(tmp_path).entries][:2] == ["first", "second"]


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_the_command_says_in_one_sentence_that_the_disk_is_full(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    assert milepost("note", "2.4.1-a", "before").code == 0
    (path,) = (tmp_path / "journal").iterdir()
    before = path.read_bytes()
    real = getattr(os, call)

    def full(target: Any, *args: Any) -> Any:  # noqa: ANN401 - as wide as `os`
        if target == path or (isinstance(target, int) and os.path.sameopenfile(target, descriptor)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(target, *args)

    descriptor = os.open(path, os.O_RDONLY)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        answer = milepost("note", "2.4.1-a", "no room")
    os.close(descriptor)
    assert (answer.code, answer.out) == (3, "")
    assert (
        answer.err
        == f"milepost: nothing was recorded: '{path}' cannot be written (no space left on device).\n"
    )
    assert path.read_bytes() == before
    assert milepost("note", "2.4.1-a", "after").code == 0


LIMITED = """
import resource, sys
from tui.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [0, 1, 50])
def test_a_file_size_limit_leaves_the_journal_whole(
    milepost: Milepost, tmp_path: Path, room: int
) -> None:
    assert milepost("note", "2.4.1-a", "x" * 20_000).code == 0
    (path,) = (tmp_path / "journal").iterdir()
    before = path.read_bytes()
    environ = os.environ | {"MILEPOST_JOURNAL": str(path.parent), "MILEPOST_BY": "ELS lead"}
    command = [
        sys.executable,
        "-c",
        LIMITED,
        str(len(before) + room),
        "note",
        "2.4.1-a",
        "no room for this",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        done.stderr
        == f"milepost: nothing was recorded: '{path}' cannot be written (file too large).\n"
    )
    assert path.read_bytes() == before
    assert milepost("note", "2.4.1-a", "after").code == 0
    assert milepost("log").out.count("\n") == 2
