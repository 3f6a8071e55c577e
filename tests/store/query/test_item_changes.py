"""What changes an item after it was reported: entries that count now, or no longer do."""

from datetime import date

from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.query.item_changes import ItemChange, item_changes
from tests.store.factories import REF, entry, milestone, plan_with

SINCE, NOW = date(2009, 9, 30), date(2009, 11, 30)


def change_of(*entries: Entry) -> ItemChange:
    plan = plan_with(milestone("Sep 2009"))
    three = (
        build_checklist(plan, entries, day, known).items
        for day, known in ((SINCE, SINCE), (SINCE, None), (NOW, None))
    )
    (change,) = item_changes(*three)
    return change


def test_an_entry_since_then_is_new() -> None:
    before, after = entry("note", "2009-09-01", text="Asked."), entry("done", "2009-10-02")
    change = change_of(before, after)

    assert (change.new, change.gone) == ((after,), ())
    assert change.is_another_status
    assert change.reported.state.status == change.restated.state.status == "due soon"


def test_an_entry_recorded_late_restates_what_was_reported() -> None:
    tick = entry("done", "2009-09-29", at="2009-10-05T12:00")
    change = change_of(tick)

    assert change.new == (tick,)
    assert [item.state.status for item in (change.reported, change.restated, change.now)] == [
        "due soon",
        "done",
        "done",
    ]


def test_an_entry_that_was_taken_back_since_is_gone() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-10-01", names=tick.id)
    change = change_of(tick, undo)

    assert (change.new, change.gone) == ((), (tick,))
    assert change.now.state.status == "overdue"


def test_days_that_pass_change_a_status_without_an_entry() -> None:
    change = change_of()

    assert change.is_another_status
    assert (change.new, change.gone) == ((), ())


def test_an_entry_made_and_taken_back_in_between_changed_nothing() -> None:
    tick = entry("done", "2009-10-01", ref=REF)
    undo = entry("retracted", "2009-10-02", names=tick.id)

    assert (change_of(tick, undo).new, change_of(tick, undo).gone) == ((), ())
