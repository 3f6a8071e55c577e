"""Several acts in one go: all are recorded, or none."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from plan_data.load import LoadedPlan
from store.batch import BatchJournal
from store.journal.folder import Journal, read_folder
from store.recorder import Recorder

TODAY = date(2009, 11, 30)
NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)


def pair(plan: LoadedPlan, folder: Path) -> tuple[BatchJournal, Recorder]:
    together = BatchJournal(Journal(folder, "0badcafe"))
    entries = read_folder(folder).entries
    return together, Recorder(plan, together, entries, author="ELS lead", now=NOW, today=TODAY)


def test_nothing_is_written_before_the_whole_is_meant(
    east_midlands: LoadedPlan, tmp_path: Path
) -> None:
    together, recorder = pair(east_midlands, tmp_path)
    recorder.tick("2.4.4-c", TODAY)
    with pytest.raises(Refused, match="is a figure"):
        recorder.tick("2.7.2-a@Q1-2009/10", TODAY)
    assert read_folder(tmp_path).entries == ()
    recorder.note("2.4.5-a", TODAY, "Said")
    written = together.commit()
    assert [(entry.ref, entry.kind) for entry in written] == [
        ("2.4.4-c", "done"),
        ("2.4.5-a", "note"),
    ]
    assert read_folder(tmp_path).entries == tuple(written)


def test_an_act_builds_on_those_before_it(east_midlands: LoadedPlan, tmp_path: Path) -> None:
    _, recorder = pair(east_midlands, tmp_path)
    recorder.tick("2.4.4-c", TODAY)
    with pytest.raises(Refused, match="was ticked already"):
        recorder.tick("2.4.4-C", TODAY)


def test_an_act_that_is_recorded_at_once_is_built_on_too(
    east_midlands: LoadedPlan, tmp_path: Path
) -> None:
    recorder = Recorder(
        east_midlands, Journal(tmp_path, "0badcafe"), (), author="ELS lead", now=NOW, today=TODAY
    )
    recorder.tick("2.4.4-c", TODAY)
    recorder.untick("2.4.4-c", TODAY)
    assert [entry.kind for entry in read_folder(tmp_path).entries] == ["done", "reopened"]


def test_what_is_recorded_together_follows_what_was_there(
    east_midlands: LoadedPlan, tmp_path: Path
) -> None:
    first, recorder = pair(east_midlands, tmp_path)
    recorder.note("2.4.4-c", TODAY, "First")
    before = first.commit()
    then, recorder = pair(east_midlands, tmp_path)
    for ref in ("2.4.4-c", "2.4.5-a"):
        recorder.note(ref, TODAY, "Then")
    ids = [entry.id for entry in (*before, *then.commit())]
    assert ids == sorted(ids)
    assert len(set(ids)) == 3


def test_without_an_act_nothing_is_written(tmp_path: Path) -> None:
    assert BatchJournal(Journal(tmp_path / "journal", "0badcafe")).commit() == []
    assert not (tmp_path / "journal").exists()


def test_where_the_disk_refuses_none_is_recorded(east_midlands: LoadedPlan, tmp_path: Path) -> None:
    blocked = tmp_path / "journal"
    blocked.write_text("a file where the folder should be")
    together = BatchJournal(Journal(blocked, "0badcafe"))
    recorder = Recorder(east_midlands, together, (), author="ELS lead", now=NOW, today=TODAY)
    recorder.tick("2.4.4-c", TODAY)
    with pytest.raises(Unusable, match="nothing was recorded"):
        together.commit()
