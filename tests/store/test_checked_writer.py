"""An act is decided on what the journal holds when it is written, not on what was read before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plan_data.errors import Refused
from store import checked_writer
from store.batch import BatchJournal
from store.journal.folder import Journal, JournalContents, read_plan_entries
from store.recorder import Recorder
from tests.store.factories import REF, milestone, plan_with

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
TODAY = NOW.date()
PLAN = plan_with(
    milestone("Sep 2009"),
    milestone(None, "b", cumulative={"Q1": 189, "Q2": 454}),
    milestone("Oct 2009", "c"),
)
Q1, Q2 = (f"1.1.1-b@Q{quarter}-2009/10" for quarter in (1, 2))


class Windows:
    """Windows of several authors and machines on one folder, which read it when they are opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, author: str = "ELS lead", machine: str = "0a0a0a0a") -> Recorder:
        return self._recorder(Journal(self.folder, machine), author)

    def open_batch(self) -> tuple[BatchJournal, Recorder]:
        batch = BatchJournal(Journal(self.folder, "0a0a0a0a"))
        return batch, self._recorder(batch, "ELS lead")

    def _recorder(self, journal: Journal, author: str) -> Recorder:
        contents = self.contents()
        entries, stamp = contents.entries, contents.stamp
        return Recorder(PLAN, journal, entries, stamp=stamp, author=author, now=NOW, today=TODAY)

    def contents(self) -> JournalContents:
        return read_plan_entries(self.folder, "small")

    def texts(self) -> list[str]:
        return [f"{entry.kind} {entry.text}".strip() for entry in self.contents().entries]


@pytest.fixture
def windows(tmp_path: Path) -> Windows:
    return Windows(tmp_path / "journal")


OTHERS = [("ELS lead", "0a0a0a0a"), ("Plan keeper", "0a0a0a0a"), ("ELS lead", "0b0b0b0b")]


@pytest.mark.parametrize(("author", "machine"), OTHERS)
def test_what_another_window_did_meanwhile_is_not_done_twice(
    windows: Windows, author: str, machine: str
) -> None:
    window, other = windows.open(), windows.open(author, machine)
    other.tick(REF, TODAY)
    with pytest.raises(Refused, match=rf"was ticked already, as done on 30 Nov 2009, by {author}"):
        window.tick(REF, TODAY)
    assert windows.texts() == ["done"]


DECIDED: list[Callable[[Recorder], object]] = [
    lambda act: act.start(REF, TODAY),
    lambda act: act.withdraw(REF, TODAY, "EMRRP Board"),
    lambda act: act.meet(date(2010, 1, 12), TODAY, "EMRRP Board"),
]


@pytest.mark.parametrize("act", DECIDED)
def test_every_act_that_can_be_done_once_is_done_once(
    windows: Windows, act: Callable[[Recorder], object]
) -> None:
    first, second = windows.open(), windows.open("Plan keeper")
    act(first)
    with pytest.raises(Refused):
        act(second)
    assert len(windows.texts()) == 1


def test_a_figure_is_held_against_what_came_meanwhile(windows: Windows) -> None:
    window = windows.open()
    windows.open("Plan keeper").actual(Q1, TODAY, 200)
    with pytest.raises(Refused, match="199 is lower than the 200"):
        window.actual(Q2, TODAY, 199)


def test_two_undos_take_back_two_entries_and_a_third_has_nothing_left(windows: Windows) -> None:
    made = [windows.open().note(REF, TODAY, text) for text in ("one", "two")]
    first, second, third = windows.open(), windows.open(), windows.open()
    assert first.undo(TODAY)[0] == made[1]
    assert second.undo(TODAY)[0] == made[0]
    with pytest.raises(Refused, match="nothing of yours to undo"):
        third.undo(TODAY)


def test_two_redos_bring_back_one_entry(windows: Windows) -> None:
    windows.open().note(REF, TODAY, "one")
    windows.open().undo(TODAY)
    first, second = windows.open(), windows.open()
    first.redo(TODAY)
    with pytest.raises(Refused, match="nothing of yours to redo"):
        second.redo(TODAY)


def test_a_note_is_recorded_whatever_came_meanwhile_and_follows_it(windows: Windows) -> None:
    window = windows.open()
    other = windows.open("Plan keeper").note(REF, TODAY, "theirs")
    assert window.note(REF, TODAY, "mine").id > other.id
    assert windows.texts() == ["note theirs", "note mine"]


def test_a_window_goes_on_after_its_own_acts_and_those_of_others(windows: Windows) -> None:
    window = windows.open()
    window.tick(REF, TODAY)
    window.untick(REF, TODAY)
    windows.open("Plan keeper").tick(REF, TODAY)
    with pytest.raises(Refused, match="was ticked already, as done on 30 Nov 2009, by Plan keeper"):
        window.tick(REF, TODAY)
    window.untick(REF, TODAY)
    assert windows.texts() == ["done", "reopened", "done", "reopened"]


def test_a_folder_that_is_as_it_was_is_not_read_again(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.open("Plan keeper").note(REF, TODAY, "theirs")
    window = windows.open()
    monkeypatch.setattr(checked_writer, "read_plan_entries", None)
    window.tick(REF, TODAY)
    assert windows.texts() == ["note theirs", "done"]


def test_a_batch_is_recorded_in_order_if_what_came_meanwhile_changes_nothing_of_it(
    windows: Windows,
) -> None:
    batch, recorder = windows.open_batch()
    recorder.tick(REF, TODAY, "one")
    recorder.tick("1.1.1-c", TODAY, "two")
    windows.open("Plan keeper").note(REF, TODAY, "theirs")
    assert [entry.text for entry in batch.commit()] == ["one", "two"]
    assert windows.texts() == ["note theirs", "done one", "done two"]


def test_a_batch_of_which_one_act_means_nothing_by_now_records_none(windows: Windows) -> None:
    batch, recorder = windows.open_batch()
    recorder.note(REF, TODAY, "one")
    recorder.tick("1.1.1-c", TODAY)
    windows.open("Plan keeper").tick("1.1.1-c", TODAY)
    with pytest.raises(Refused, match="was ticked already"):
        batch.commit()
    assert windows.texts() == ["done"]


def test_acts_of_a_batch_that_build_on_each_other_still_do(windows: Windows) -> None:
    batch, recorder = windows.open_batch()
    recorder.tick(REF, TODAY)
    recorder.untick(REF, TODAY)
    windows.open("Plan keeper").note(REF, TODAY, "theirs")
    assert [entry.kind for entry in batch.commit()] == ["done", "reopened"]


def test_a_batch_takes_back_what_was_shown_or_nothing(windows: Windows) -> None:
    windows.open().note(REF, TODAY, "one")
    windows.open().note(REF, TODAY, "two")
    batch, recorder = windows.open_batch()
    assert recorder.undo(TODAY)[0].text == "two"
    windows.open().undo(TODAY)
    with pytest.raises(
        Refused, match="nothing was recorded: the journal has changed in this moment"
    ):
        batch.commit()
    assert windows.texts() == ["note one", "note two", "retracted"]


def test_an_act_that_is_refused_leaves_nothing_for_the_next(windows: Windows) -> None:
    window = windows.open()
    windows.open("Plan keeper").tick(REF, TODAY)
    for _ in range(2):
        with pytest.raises(Refused):
            window.tick(REF, TODAY)
    window.note(REF, TODAY, "mine")
    assert windows.texts() == ["done", "note mine"]
