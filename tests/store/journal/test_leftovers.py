"""Part files of a killed restore are cleared by the next write, and nothing else is."""

import os
from pathlib import Path

import pytest

from tests.store.journal.writer import own_file, record

HOUR = 60 * 60
PART = ".restore-0123456789abcdef.part"


def _make(path: Path, age: float) -> Path:
    path.write_bytes(b"left over")
    moment = path.stat().st_mtime - age
    os.utime(path, (moment, moment))
    return path


def test_a_part_that_is_older_than_an_hour_goes_and_others_stay(tmp_path: Path) -> None:
    old = _make(tmp_path / PART, HOUR + 60)
    kept = [
        _make(tmp_path / ".restore-fedcba9876543210.part", HOUR - 60),
        _make(tmp_path / ".restore-short.part", 2 * HOUR),
        _make(tmp_path / "mine.part", 2 * HOUR),
        _make(tmp_path / f"{PART}.txt", 2 * HOUR),
    ]
    record(tmp_path, "words")
    assert not old.exists()
    assert sorted(tmp_path.iterdir()) == sorted([*kept, own_file(tmp_path)])


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("/etc/hostname")])
def test_a_folder_or_a_link_of_that_name_stays(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / PART)
    os.utime(tmp_path / PART, (0, 0), follow_symlinks=False)
    record(tmp_path, "words")
    assert os.path.lexists(tmp_path / PART)


def test_a_part_that_cannot_be_removed_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path / PART, 2 * HOUR)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        record(tmp_path, "words")
    assert (tmp_path / PART).exists()
