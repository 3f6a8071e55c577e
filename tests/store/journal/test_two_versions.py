"""Two versions of Milepost on one shared folder lose nothing of each other's.

tests/goldens/every-kind.json is a file that version 0.1 wrote.
"""

import shutil
from pathlib import Path

import msgspec
import pytest

from store.journal.archive import pack, restore
from store.journal.entry import Entry
from store.journal.erase import erase
from store.journal.folder import read_folder
from store.journal.merge import (
    append_new_entries,
    find_new_entries,
    read_sources,
    send_own_entries,
)
from store.journal.reader import read_content
from store.journal.repair import repair
from tests.store.journal.test_erase import NOW

KEPT = Path(__file__).parents[2] / "goldens" / "every-kind.json"
OWN = "els-lead-0123abcd.json"


class EntryOfVersion01(msgspec.Struct, kw_only=True):
    """What version 0.1 needs of a line to count it."""

    id: str
    plan: str
    ref: str
    kind: str
    on: str
    at: str
    by: str


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Return a folder with the file of 0.1 to which a later version added kinds and fields."""
    folder = tmp_path / "later"
    folder.mkdir()
    lines = KEPT.read_bytes().splitlines()
    for line in lines[1:4]:
        fields = msgspec.json.decode(line)
        fields |= {
            "id": f"{fields['id'][:-1]}Z",
            "kind": "applauded",
            "mood": {"of the day": [1, None]},
        }
        lines.append(msgspec.json.encode(fields))
    (folder / OWN).write_bytes(b"\n".join([*lines, b""]))
    return folder


def test_a_file_of_version_0_1_is_read_to_the_byte(tmp_path: Path) -> None:
    shutil.copy(KEPT, tmp_path / OWN)
    content = read_content(tmp_path / OWN)
    assert content.problems == ()
    assert b"\n".join([KEPT.read_bytes().splitlines()[0], *content.raw, b""]) == KEPT.read_bytes()


def test_merging_syncing_restoring_and_repairing_keep_kinds_and_fields_of_a_later_version(
    later: Path, tmp_path: Path
) -> None:
    before = (later / OWN).read_bytes()
    sources, problems = read_sources([later])
    merged, shared, restored = tmp_path / "merged", tmp_path / "shared", tmp_path / "restored"
    append_new_entries(merged, find_new_entries(merged, sources).new)
    shared.mkdir()
    shutil.copy(KEPT, shared / OWN)
    send_own_entries(later / OWN, shared)
    (tmp_path / "backup.zip").write_bytes(pack(later).data)
    restored.mkdir()
    shutil.copy(KEPT, restored / OWN)
    restore(tmp_path / "backup.zip", restored)
    assert problems == []
    for folder in (merged, shared, restored):
        assert (folder / OWN).read_bytes() == before, folder.name
    assert repair(later / OWN).data == before


def test_erasing_keeps_every_other_line_of_a_later_version(later: Path) -> None:
    lines = (later / OWN).read_bytes().splitlines()
    first: Entry = read_content(later / OWN).entries[0]
    erase(later, first.id, by="ELS lead", at=NOW, why="asked for")
    after = (later / OWN).read_bytes().splitlines()
    assert [line for line in after if line not in lines] == [after[1]]
    assert [line for line in lines if line not in after] == [lines[1]]


def test_version_0_1_reads_the_lines_of_this_version_and_an_erased_one(later: Path) -> None:
    for entry in read_folder(later).entries:
        erase(later, entry.id, by="ELS lead", at=NOW, why="asked for")
    header, *lines = (later / OWN).read_bytes().splitlines()
    assert msgspec.json.decode(header)["format"] == 1
    assert {msgspec.json.decode(line, type=EntryOfVersion01).by for line in lines} == {"erased"}
    assert read_folder(later).problems == ()
