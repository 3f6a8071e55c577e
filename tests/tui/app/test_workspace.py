"""The workspace shows own entries at once, and what it shows is what the folder holds."""

import fcntl
from datetime import date
from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from store.checklist.retractions import effective
from store.journal import lock
from tui.app.workspace import Workspace
from tui.config.settings import Options, read_settings

DAY = date(2009, 11, 30)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def workspace(journal: Path, by: str = "ELS lead") -> Workspace:
    options = Options(plan="east-midlands-2009-10", journal=str(journal), by=by)
    return Workspace(read_settings(options, {"MILEPOST_NOW": "2009-11-30T10:00:00Z"}))


def test_after_each_act_the_workspace_shows_what_reading_the_folder_again_shows(
    journal: Path,
) -> None:
    mine = workspace(journal)
    for act in (
        lambda recorder: recorder.tick("2.4.2-a", date(2009, 8, 28), "Handed over"),
        lambda recorder: recorder.untick("2.4.2-a", DAY),
        lambda recorder: recorder.forecast("2.4.4-c", DAY, "Jan 2010"),
        lambda recorder: recorder.reschedule("2.4.4-c", DAY, "Feb 2010", "EMRRP Board"),
        lambda recorder: recorder.actual("2.7.2-a@Q1-2009/10", DAY, 190.0),
        lambda recorder: recorder.confirm("2.4.3-a", DAY),
        lambda recorder: recorder.decide("Agreed", DAY),
    ):
        mine.record_all([act])
        fresh = workspace(journal)
        assert (mine.contents, mine.checklist) == (fresh.contents, fresh.checklist)
        assert not mine.changed_elsewhere()


def test_an_act_after_somebody_elses_shows_both(journal: Path) -> None:
    mine = workspace(journal)
    mine.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "First")])
    workspace(journal).record_all(
        [lambda recorder: recorder.note("2.4.4-c", DAY, "From another window")]
    )
    workspace(journal, by="Health lead").record_all(
        [lambda recorder: recorder.note("2.4.4-c", DAY, "From Health")]
    )

    mine.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "Last")])

    recorded_texts = {entry.text for entry in mine.checklist.by_ref()["2.4.4-c"].entries}
    assert recorded_texts == {"First", "From another window", "From Health", "Last"}


def texts(journal: Path) -> list[str]:
    """Return the texts of the entries in effect, oldest first."""
    return [entry.text for entry in effective(workspace(journal).contents.entries)]


def record_two(window: Workspace) -> None:
    """Record two notes in one go."""
    window.record_all(
        [
            lambda recorder: recorder.note("2.4.4-c", DAY, "2.4.4-c"),
            lambda recorder: recorder.note("2.4.5-a", DAY, "2.4.5-a"),
        ]
    )


def test_a_file_that_another_program_keeps_locked_stops_the_screen_for_two_seconds(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = workspace(journal)
    record_two(mine)
    moments = iter(range(100))
    monkeypatch.setattr(lock, "sleep", lambda _: None)
    monkeypatch.setattr(lock, "monotonic", lambda: float(next(moments)))
    (own,) = journal.iterdir()
    with own.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        with pytest.raises(Unusable, match=r"another program has kept .* locked for 2 seconds"):
            mine.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "Third")])
        assert mine.checklist.by_ref()["2.4.4-c"].entries, "what is there is still shown"
    assert texts(journal) == ["2.4.4-c", "2.4.5-a"]


def test_what_was_recorded_together_is_taken_back_and_brought_back_together(journal: Path) -> None:
    mine = workspace(journal)
    record_two(mine)
    for _ in range(2):
        assert {entry.text for entry in mine.own.undo()} == {"2.4.4-c", "2.4.5-a"}
        assert texts(journal) == []
        assert {entry.text for entry in mine.own.redo()} == {"2.4.4-c", "2.4.5-a"}
        assert texts(journal) == ["2.4.4-c", "2.4.5-a"]


def test_undo_leaves_alone_what_another_window_took_back_already(journal: Path) -> None:
    mine = workspace(journal)
    record_two(mine)
    other = workspace(journal)
    assert [entry.text for entry in other.own.undo()] == ["2.4.5-a"]
    assert [entry.text for entry in mine.own.undo()] == ["2.4.4-c"]
    with pytest.raises(Refused, match="nothing of yours to undo"):
        other.own.undo()


def test_redo_leaves_alone_what_another_window_brought_back_already(journal: Path) -> None:
    mine = workspace(journal)
    record_two(mine)
    mine.own.undo()
    other = workspace(journal)
    assert len(other.own.redo()) == 1
    assert len(mine.own.redo()) == 1
    assert texts(journal) == ["2.4.4-c", "2.4.5-a"]


def test_redo_brings_back_its_own_and_leaves_what_a_colleague_took_back(journal: Path) -> None:
    mine = workspace(journal)
    record_two(mine)
    theirs = mine.contents.entries[0]
    workspace(journal, by="Health lead").record_all(
        [lambda recorder: recorder.undo(DAY, theirs.id)]
    )
    assert [entry.text for entry in mine.own.undo()] == ["2.4.5-a"]
    assert [entry.text for entry in mine.own.redo()] == ["2.4.5-a"]
    assert texts(journal) == ["2.4.5-a"]


def test_a_reading_that_began_before_an_own_entry_is_outdated_and_one_after_it_is_not(
    journal: Path,
) -> None:
    mine, other = workspace(journal), workspace(journal, by="Health lead")
    other.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "From Health")])
    reading = mine.read_journal()
    mine.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "Mine")])

    assert mine.is_outdated(reading)
    assert len(mine.contents.entries) == 2
    assert not mine.is_outdated(mine.read_journal())


def test_a_folder_that_cannot_be_read_is_an_error_once_and_what_was_read_stays(
    journal: Path,
) -> None:
    mine = workspace(journal)
    mine.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "Mine")])
    for path in journal.iterdir():
        path.unlink()
    journal.rmdir()
    journal.write_text("no folder")

    with pytest.raises(Unusable):
        mine.apply_reading(mine.read_journal())
    assert len(mine.contents.entries) == 1
    assert not mine.changed_elsewhere()
