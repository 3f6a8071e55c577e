"""Accepting several sheets on a full disk or until Ctrl+C, and what archives keep of them."""

import csv
import errno
import os
from pathlib import Path
from typing import Any

import pytest

from plan_data.errors import ExitCode
from store.checklist.retractions import effective
from store.journal.entry import Entry, Via
from store.journal.folder import read_folder
from store.returns.sheet_reader import SheetLine, read_sheets
from tests.conftest import Answer, Milepost

FIRST, SECOND = "JCP", "SHA"
OPEN = ("returns", "open", "--period", "Q2 2009/10", "--answer-by", "2009-12-14", "-f", "csv")


@pytest.fixture
def folder(milepost: Milepost, tmp_path: Path) -> Path:
    """Return a folder with the sheets of two leads, each with a note on its first item."""
    sheets = tmp_path / "sheets"
    milepost(*OPEN, "-o", str(sheets), "--lead", FIRST, "--lead", SECOND)
    for path in sheets.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[1][rows[0].index("Note")] = "As it was agreed."
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return sheets


def accept(milepost: Milepost, folder: Path) -> Answer:
    return milepost("returns", "read", str(folder), "--accept")


def accepted(journal: Path) -> list[Entry]:
    entries = effective(read_folder(journal).entries)
    return [entry for entry in entries if entry.via is not None]


def vias(journal: Path) -> dict[str, Via | None]:
    return {entry.id: entry.via for entry in accepted(journal)}


def test_on_a_full_disk_the_first_sheet_stays_and_the_second_can_be_accepted_later(
    milepost: Milepost, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes) -> int:
        if f'"by":"{SECOND}"'.encode() in bytes(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    write = os.write
    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        failed = accept(milepost, folder)
    assert failed.code == ExitCode.UNUSABLE
    assert "milepost: recorded: 1 entry\n" in failed.err
    assert "No space left" in failed.err or "full" in failed.err
    assert [entry.by for entry in accepted(tmp_path / "journal")] == [FIRST]

    assert accept(milepost, folder).code == ExitCode.OK
    assert [entry.by for entry in accepted(tmp_path / "journal")] == [FIRST, SECOND]


def test_after_ctrl_c_between_two_sheets_the_first_stays_and_nothing_is_doubled(
    milepost: Milepost, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_until(*what: Any) -> list[SheetLine]:  # noqa: ANN401 - as they come
        if accepted(tmp_path / "journal"):
            raise KeyboardInterrupt
        return read_sheets(*what)

    with monkeypatch.context() as keyboard:
        keyboard.setattr("tui.cli.commands.return_rounds.read_sheets", read_until)
        stopped = accept(milepost, folder)
    assert stopped.code == ExitCode.INTERRUPTED
    assert "recorded: 1 entry" in stopped.err
    assert [entry.by for entry in accepted(tmp_path / "journal")] == [FIRST]

    again = accept(milepost, folder)
    assert "recorded: 1 entry" in again.err
    assert [entry.by for entry in accepted(tmp_path / "journal")] == [FIRST, SECOND]


def test_an_archive_and_a_repair_keep_by_which_sheet_an_entry_came(
    milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    accept(milepost, folder)
    before = vias(tmp_path / "journal")
    assert {via.file for via in before.values() if via} == {
        path.name for path in folder.glob("*.csv")
    }

    milepost("backup", str(tmp_path / "kept.zip"))
    (tmp_path / "other").mkdir()
    milepost("restore", str(tmp_path / "kept.zip"), journal=str(tmp_path / "other"))
    assert vias(tmp_path / "other") == before

    (own,) = (tmp_path / "journal").glob("*.json")
    own.write_bytes(own.read_bytes() + b"\0 garbled\n")
    (tmp_path / "repaired").mkdir()
    milepost("repair", str(own), "-o", str(tmp_path / "repaired" / own.name))
    assert vias(tmp_path / "repaired") == before
