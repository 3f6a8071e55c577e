"""Plan, entries and a date make the checklist: which entries count, and what follows from them."""

from datetime import date

from plan_data.problem import Problem
from store.checklist.checklist import build_checklist
from tests.store.factories import REF, entry, item_of, milestone, plan_with, state_of

DAY = date(2009, 12, 1)


# Ticked, reopened, withdrawn.


def test_of_ticks_reopenings_and_withdrawals_the_last_counts() -> None:
    tick, reopened = entry("done", "2009-09-01"), entry("reopened", "2009-09-02")
    withdrawn, again = entry("withdrawn", "2009-09-03"), entry("reopened", "2009-09-04")

    assert state_of("Sep 2009", "2009-09-01", tick, reopened, withdrawn, again).status == "done"
    assert state_of("Sep 2009", "2009-09-02", tick, reopened, withdrawn, again).status == "due soon"
    assert (
        state_of("Sep 2009", "2009-09-03", tick, reopened, withdrawn, again).status == "withdrawn"
    )
    assert state_of("Sep 2009", "2009-09-04", tick, reopened, withdrawn, again).status == "due soon"


def test_the_day_it_was_done_is_the_first_tick_since_the_last_reopening() -> None:
    before = [entry("done", "2009-09-01"), entry("reopened", "2009-09-02")]
    first, second = entry("done", "2009-09-10"), entry("done", "2009-10-20")
    state = state_of("Sep 2009", "2009-12-01", *before, first, second)

    assert (state.status, state.done_on) == ("done", date(2009, 9, 10))


def test_what_is_open_again_was_not_done() -> None:
    state = state_of(
        "Sep 2009", "2009-10-02", entry("done", "2009-09-01"), entry("reopened", "2009-10-02")
    )

    assert (state.status, state.done_on, state.days_late) == ("overdue", None, 2)


def test_entries_of_one_day_count_in_the_order_they_were_recorded() -> None:
    tick, reopened = entry("done", "2009-09-01"), entry("reopened", "2009-09-01")

    assert state_of("Sep 2009", "2009-09-01", reopened, tick).status == "due soon"
    again = entry("done", "2009-09-01")
    assert state_of("Sep 2009", "2009-09-01", again, reopened, tick).status == "done"


def test_an_entry_recorded_later_for_an_earlier_day_counts_from_its_day() -> None:
    reopened = entry("reopened", "2009-09-05")
    tick = entry("done", "2009-09-01", at="2009-09-20T12:00")

    assert state_of("Sep 2009", "2009-09-06", reopened, tick).status == "due soon"


# Due dates, forecasts.


def test_lateness_is_judged_by_the_due_date_in_force_on_the_day_it_was_done() -> None:
    moved = entry("rescheduled", "2009-09-20", when="Oct 2009", approved_by="EMRRP Board")
    moved_after = entry("rescheduled", "2009-10-20", when="Oct 2009", approved_by="EMRRP Board")
    tick = entry("done", "2009-10-10")

    assert state_of("Sep 2009", "2009-12-01", moved, tick).status == "done"
    late = state_of("Sep 2009", "2009-12-01", moved_after, tick)
    assert (late.status, late.days_late, late.due) == ("done late", 10, date(2009, 10, 31))


def test_a_new_date_counts_from_the_day_it_was_approved() -> None:
    moved = entry("rescheduled", "2009-10-10", when="by Jan 2010", approved_by="EMRRP Board")

    assert state_of("Sep 2009", "2009-10-09", moved).status == "overdue"
    state = state_of("Sep 2009", "2009-10-10", moved)
    assert (state.status, state.due, state.rescheduled) == ("not due", date(2010, 1, 31), True)


def test_the_latest_approved_date_counts() -> None:
    first = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
    second = entry("rescheduled", "2009-06-02", when="Nov 2009", approved_by="EMRRP Board")

    assert state_of("Sep 2009", "2009-06-02", first, second).due == date(2009, 11, 30)


def test_the_plans_own_date_stays_beside_a_new_one() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
    item = item_of(plan_with(milestone("Sep 2009")), "2009-06-01", moved)

    assert (item.planned.due, item.state.due) == (date(2009, 9, 30), date(2010, 1, 31))


def test_an_undated_item_follows_the_date_it_was_given() -> None:
    moved = entry("rescheduled", "2009-06-01", when="31 Jan 2010", approved_by="EMRRP Board")

    assert state_of("undated (why)", "2009-06-01", moved).status == "not due"
    assert state_of("undated (why)", "2010-02-01", moved).status == "overdue"
    assert item_of(plan_with(milestone("undated (why)")), "2010-02-01", moved).planned.due is None


def test_a_forecast_alone_leaves_an_undated_item_undated() -> None:
    state = state_of(
        "undated (why)", "2009-06-01", entry("forecast", "2009-06-01", when="Jan 2010")
    )

    assert (state.status, state.due, state.forecast) == ("undated", None, date(2010, 1, 31))


def test_a_forecast_is_held_against_the_approved_date() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")

    assert state_of(
        "Sep 2009", "2009-09-30", moved, entry("forecast", "2009-06-02", when="Jan 2010")
    ).status != ("forecast late")
    assert state_of(
        "Sep 2009", "2009-09-30", moved, entry("forecast", "2009-06-02", when="1 Feb 2010")
    ).status == ("forecast late")


def test_the_latest_forecast_counts() -> None:
    worse, better = (
        entry("forecast", f"2009-06-0{day}", when=when)
        for day, when in ((1, "Jan 2010"), (2, "Aug 2009"))
    )

    assert state_of("Sep 2009", "2009-06-01", worse, better).status == "forecast late"
    assert state_of("Sep 2009", "2009-06-02", worse, better).status == "not due"


def test_a_new_date_of_a_window_leaves_its_start_by() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2011", approved_by="EMRRP Board")

    assert state_of("Jun 2009 to Dec 2009", "2009-07-01", moved).status == "late start"


# Retractions and the two clocks.


def test_a_retraction_works_whatever_the_as_of_date() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-11-30", names=tick.id)

    assert state_of("Sep 2009", "2009-09-01", tick, undo).status == "due soon"


def test_only_known_on_limits_a_retraction() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-09-01", names=tick.id, at="2009-11-30T23:59")
    plan = plan_with(milestone("Sep 2009"))

    assert item_of(plan, "2009-09-01", tick, undo, known_on="2009-11-29").state.status == "done"
    assert item_of(plan, "2009-09-01", tick, undo, known_on="2009-11-30").state.status == "due soon"


def test_what_was_recorded_later_is_not_known_yet() -> None:
    tick = entry("done", "2009-09-01", at="2009-10-05T00:00")
    plan = plan_with(milestone("Sep 2009"))

    assert item_of(plan, "2009-12-01", tick, known_on="2009-10-04").state.status == "overdue"
    assert item_of(plan, "2009-12-01", tick, known_on="2009-10-05").state.status == "done"


def test_the_fingerprint_shows_that_an_entry_merged_later_counts() -> None:
    plan, early = plan_with(milestone("Sep 2009")), entry("note", "2009-09-01", text="Asked.")
    merged = entry("note", "2009-09-02", text="Asked again.")
    later = entry("note", "2009-11-01", text="Answered.")
    known = date(2009, 9, 30)

    alone = build_checklist(plan, [early], DAY, known)
    assert build_checklist(plan, [early, later], DAY, known).fingerprint == alone.fingerprint
    assert build_checklist(plan, [early, merged], DAY, known).fingerprint != alone.fingerprint


# Whose entries.


def test_entries_count_for_their_own_plan_only() -> None:
    elsewhere = entry("done", "2009-09-01", plan="london-2009-10")
    checklist = build_checklist(plan_with(milestone("Sep 2009")), [elsewhere], DAY)

    assert checklist.items[0].state.status == "overdue"
    assert (checklist.items[0].entries, checklist.orphans) == ((), ())


def test_an_entry_whose_item_left_the_plan_is_an_orphan() -> None:
    gone = entry("note", "2009-09-01", ref="1.1.1-z", text="Kept.")
    undone = entry("note", "2009-09-01", ref="1.1.1-z", text="Taken back.")
    undo = entry("retracted", "2009-09-01", ref="1.1.1-z", names=undone.id)

    assert build_checklist(plan_with(milestone("Sep 2009")), [gone, undone, undo], DAY).orphans == (
        gone,
    )


def test_an_item_printed_twice_has_the_status_and_entries_of_the_other_and_counts_once() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    tick = entry("done", "2009-09-01", text="Signed.")
    checklist = build_checklist(plan, [tick], DAY)
    twin = checklist.by_ref()["1.1.1-b"]

    assert (twin.state.status, twin.notes, twin.planned.same_as) == ("done", (tick,), REF)
    assert [item.ref for item in checklist.counted] == [REF]


def test_what_was_recorded_before_two_items_were_known_to_be_one_counts_for_both() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    checklist = build_checklist(plan, [entry("done", "2009-09-01", ref="1.1.1-b")], DAY)

    assert [item.state.status for item in checklist.items] == ["done", "done"]
    assert checklist.orphans == ()


def test_notes_are_all_effective_entries_with_text_oldest_first() -> None:
    second, first = (
        entry("note", "2009-09-02", text="b"),
        entry("done", "2009-09-01", evidence="minutes"),
    )
    silent, unknown = entry("started", "2009-09-03"), entry("cheered", "2009-09-04", text="c")
    item = item_of(plan_with(milestone("Sep 2009")), "2009-12-01", second, first, silent, unknown)

    assert item.notes == (first, second, unknown)
    assert item.entries == (first, second, silent, unknown)


def test_a_figure_below_the_quarter_before_it_is_a_problem_that_is_shown() -> None:
    figures = {"Q1": 189, "Q2": 454, "Q3": 827}
    plan = plan_with(
        milestone(cumulative=figures), milestone(letter="b", cumulative=figures, same_as=REF)
    )
    actuals = [
        entry("actual", "2010-01-05", ref=f"1.1.1-a@Q{quarter}-2009/10", number=number)
        for quarter, number in ((1, 190), (2, 180), (3, 200))
    ]
    kept = Problem("small.yaml", 3, 1, "a problem of the plan")
    problems = build_checklist(plan, actuals, date(2010, 1, 31), problems=[kept]).problems

    assert problems[0] == kept
    assert len(problems) == 2
    assert "1.1.1-a@Q2-2009/10" in problems[1].sentence
    assert "180 is below 190" in problems[1].sentence
