"""The journal's page shows five TinyDB queries: each runs as it is printed, and finds what it says."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import where

from store.journal.database import EntryDatabase, JournalDatabase
from store.journal.entry import Entry
from tests.store.factories import entry

PAGE = Path(__file__).parents[3] / "docs" / "journal.md"
HEALTH = "Health lead"
ENTRIES = {
    "Health lead": [
        entry("note", "2009-11-02", by=HEALTH, text="Agreed.", cause="Staff left"),
        entry("done", "2009-11-03", by=HEALTH, evidence="minutes"),
        entry("done", "2009-12-04", by=HEALTH, ref="1.1.1-b"),
    ],
    "Secretary": [
        entry("decision", "2009-11-17", by="Secretary", owner="ELS lead", action="Write"),
        entry("decision", "2009-11-17", by="Secretary", text="Noted."),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    journal = tmp_path / "journal"
    journal.mkdir()
    taken_back = ENTRIES[HEALTH][0].id
    retraction = entry("retracted", "2009-11-18", by="Secretary", names=taken_back)
    for author, entries in (ENTRIES | {"Third": [retraction]}).items():
        database = EntryDatabase(journal / f"{author.lower()}-0123abcd.json", author)
        database.adopt(msgspec.json.encode(each) for each in entries)
    return tmp_path


def test_the_five_queries_of_the_page_find_what_they_say(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert re.findall(r"^# (\d)\.", block, re.MULTILINE) == list("12345")
    monkeypatch.chdir(folder)
    found: dict[str, Any] = {}
    exec(compile(block, str(PAGE), "exec"), found)  # noqa: S102 - what the page shows
    health, secretary = ENTRIES[HEALTH], ENTRIES["Secretary"]
    assert found["by_health"] == health[:2]
    assert found["without_evidence"] == [health[2]]
    assert found["causes"] == {"1.1.1-a": "Staff left"}
    assert found["decisions"] == secretary[:1]
    assert found["asked"] == {"ELS lead": "Write"}
    assert found["taken_back"] == {health[0].id: "Secretary"}


def test_all_files_of_a_journal_are_one_table_in_the_order_of_recording(folder: Path) -> None:
    database = JournalDatabase.of_folder(folder / "journal")
    everything: list[Entry] = list(database)
    assert [each.id for each in everything] == sorted(each.id for each in everything)
    assert len(database) == 6
    assert database.count(where("by") == HEALTH) == 3


def test_the_table_of_a_journal_can_only_be_searched(folder: Path) -> None:
    database = JournalDatabase.of_folder(folder / "journal")
    with pytest.raises(TypeError):
        database.insert({"kind": "note"})
    with pytest.raises(TypeError):
        database.update({"by": "me"})
    with pytest.raises(TypeError):
        database.truncate()
    assert len(database) == 6
