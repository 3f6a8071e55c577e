"""The events of a report: one for each due date, with what has become of it."""

from datetime import UTC, datetime

from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tests.tui.reports.factories import document_of
from tui.reports.document import CalendarEvent

PLAN = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b"), milestone("Nov 2009", "c"))


def events(*entries: Entry, on: str = "2009-11-30", known_on: str = "") -> dict[str, CalendarEvent]:
    """Return the events of the plan by the last letter of their milestone."""
    found = document_of(PLAN, *entries, on=on, known_on=known_on).events
    return {event.uid.partition(".small")[0][-1]: event for event in found}


def test_what_is_done_or_withdrawn_is_cancelled_and_the_rest_stays() -> None:
    done = entry("done", "2009-09-29")
    withdrawn = entry("withdrawn", "2009-10-01", "1.1.1-b", approved_by="Board")
    found = events(done, withdrawn)
    assert {letter: event.is_cancelled for letter, event in found.items()} == {
        "a": True, "b": True, "c": False,
    }  # fmt: skip


def test_the_number_of_a_version_grows_with_each_entry_also_with_one_that_takes_back() -> None:
    done = entry("done", "2009-09-29")
    undone = entry("retracted", "2009-10-02", names=done.id)
    note = entry("note", "2009-11-02", text="Late", at="2009-11-03T15:04")
    versions = [events()["a"], events(done)["a"], events(done, undone)["a"]]
    versions.append(events(done, undone, note)["a"])
    assert [version.sequence for version in versions] == [0, 1, 2, 3]
    assert [version.is_cancelled for version in versions] == [False, True, False, False]
    assert versions[0].changed is None
    assert versions[-1].changed == datetime(2009, 11, 3, 15, 4, tzinfo=UTC)
    assert len({version.uid for version in versions}) == 1


def test_what_was_not_yet_known_or_had_not_yet_happened_counts_for_nothing() -> None:
    note = entry("note", "2009-11-02", text="Late", at="2009-11-03T15:04")
    assert events(note, known_on="2009-11-02")["a"].sequence == 0
    assert events(note, on="2009-11-01")["a"].sequence == 0
    assert events(note)["b"].sequence == 0
