"""A meeting talks about the worst first and about what is done last; nothing moves meanwhile."""

from collections.abc import Sequence
from datetime import date

import msgspec

from plan_data.model import Milestone
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tui.app.meeting.running_order import RunningOrder

DAY = date(2009, 11, 30)
EVERY_PART = (
    milestone("Mar 2010", "a"),
    milestone("Oct 2009", "b"),
    milestone("Aug 2009", "c"),
    milestone("Sep 2009", "d"),
    milestone("Dec 2009", "e"),
    milestone("undated (to be agreed)", "f"),
    milestone("Jul 2009", "g"),
    milestone("Dec 2009", "h"),
)
ENTRIES = (
    entry("done", "2009-08-01", "1.1.1-d"),
    entry("done", "2009-07-01", "1.1.1-g"),
    entry("forecast", "2009-11-01", "1.1.1-h", when="Feb 2010"),
)


def order(
    *milestones: Milestone, entries: Sequence[Entry] = (), refs: Sequence[str] = ()
) -> RunningOrder:
    checklist = build_checklist(plan_with(*milestones), entries, DAY)
    items = [item for item in checklist.items if not refs or item.ref in refs]
    return RunningOrder(checklist, items)


def letters(running: RunningOrder) -> list[str]:
    return ["".join(ref[-1] for ref in stop.refs) for stop in running.stops]


def test_late_comes_worst_first_then_forecast_late_due_undated_later_and_last_what_is_done() -> (
    None
):
    running = order(*EVERY_PART, entries=ENTRIES)
    assert letters(running) == ["c", "b", "h", "e", "f", "a", "dg"]
    assert running.stops[-1].is_list


def test_only_open_items_are_counted() -> None:
    running = order(*EVERY_PART, entries=ENTRIES)
    assert running.position_text() == "item 1 of 6"
    running.go(2)
    assert running.position_text() == "item 3 of 6"
    running.go_to_end(1)
    assert running.position_text() == "after 6 items"
    assert running.is_at_end


def test_going_on_stops_at_the_ends() -> None:
    running = order(*EVERY_PART[:2])
    running.go(-1)
    assert running.position_text() == "item 1 of 2"
    running.go(7)
    assert running.position_text() == "item 2 of 2"


def test_brackets_go_to_the_first_item_of_the_next_part_and_back() -> None:
    running = order(*EVERY_PART, entries=ENTRIES)
    running.go_by_part(1)
    assert running.current.refs == ("1.1.1-h",)
    running.go(1)
    running.go_by_part(-1)
    assert running.current.refs == ("1.1.1-h",)
    running.go_by_part(-1)
    running.go_by_part(-1)
    assert running.current.refs == ("1.1.1-c",)


def test_the_dates_of_a_milestone_that_are_alike_are_one_stop() -> None:
    running = order(milestone("every month", "a"))
    assert [len(stop.refs) for stop in running.stops] == [7, 2, 3]


def test_what_is_done_is_opened_and_closed_in_place() -> None:
    running = order(*EVERY_PART, entries=ENTRIES)
    running.go_to_end(1)
    running.toggle()
    assert letters(running)[-3:] == ["dg", "d", "g"]
    running.toggle()
    assert letters(running)[-1] == "dg"


def test_going_to_an_item_that_is_done_opens_its_list() -> None:
    running = order(*EVERY_PART, entries=ENTRIES)
    running.go_to("1.1.1-g")
    assert running.current.refs == ("1.1.1-g",)
    running.go_to("1.1.1-e")
    assert running.current.refs == ("1.1.1-e",)


def test_an_item_that_is_printed_twice_is_a_stop_once() -> None:
    twin = msgspec.structs.replace(milestone("Aug 2009", "b"), same_as="1.1.1-a")
    assert letters(order(milestone("Aug 2009", "a"), twin)) == ["a"]
