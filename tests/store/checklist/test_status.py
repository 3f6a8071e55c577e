"""The tables and the rules of a status on a date (docs/status.md)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_data.timescale.periods import month_end, one_month_after
from store.checklist.status import ItemState
from store.journal.entry import Entry
from tests.store.factories import entry, state_of


def summary(state: ItemState) -> tuple[str, str, int]:
    return state.status, state.colour, state.days_late


# The check table: a timescale with nothing recorded, and what each day makes of it.


@pytest.mark.parametrize(
    ("when", "on", "expected"),
    [
        ("Sep 2009", "2009-09-30", ("due soon", "white", 0)),
        ("Sep 2009", "2009-10-01", ("overdue", "amber", 1)),
        ("Sep 2009", "2009-10-31", ("overdue", "amber", 31)),
        ("Sep 2009", "2009-11-01", ("overdue", "red", 32)),
        ("autumn 2009", "2009-11-30", ("due soon", "white", 0)),
        ("autumn 2009", "2009-12-01", ("overdue", "amber", 1)),
        ("Jun 2009 to Dec 2009", "2009-06-30", ("not due", "white", 0)),
        ("Jun 2009 to Dec 2009", "2009-07-01", ("late start", "amber", 1)),
        ("2010", "2010-12-31", ("due soon", "white", 0)),
        ("2010", "2011-01-01", ("overdue", "amber", 1)),
        ("from Jun 2009", "2009-06-30", ("due soon", "white", 0)),
        ("from Jun 2009", "2009-07-01", ("late start", "amber", 1)),
        ("throughout 2009/10", "2009-07-02", ("continuing", "white", 0)),
        ("throughout 2009/10", "2009-07-03", ("no update", "amber", 0)),
        ("throughout 2009/10", "2010-03-31", ("no update", "amber", 0)),
        ("throughout 2009/10", "2010-04-01", ("overdue", "amber", 1)),
    ],
)
def test_the_check_table(when: str, on: str, expected: tuple[str, str, int]) -> None:
    assert summary(state_of(when, on)) == expected


def test_ticking_one_quarter_of_a_repeat_does_not_clear_another() -> None:
    every, third, fourth = "every quarter from Oct 2009", "1.1.1-a@Q3-2009/10", "1.1.1-a@Q4-2009/10"
    tick = entry("done", "2010-01-01", ref=fourth)

    assert summary(state_of(every, "2010-01-01", ref=third)) == ("overdue", "amber", 1)
    assert summary(state_of(every, "2010-01-01", ref=fourth)) == ("not due", "white", 0)
    assert summary(state_of(every, "2010-01-01", tick, ref=third)) == ("overdue", "amber", 1)
    assert summary(state_of(every, "2010-01-01", tick, ref=fourth)) == ("done", "blue", 0)


# The status table: its rules one by one, then their order. The item is 1.1.1-a, due `Sep 2009`.

DONE = entry("done", "2009-09-30")
LATE = entry("done", "2009-10-05")
WITHDRAWN = entry("withdrawn", "2009-10-06", approved_by="EMRRP Board")
STARTED = entry("started", "2009-08-31")
FORECAST = entry("forecast", "2009-06-01", when="Jan 2010")
MOVED = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
NOTE = entry("note", "2009-08-31", text="Asked again.")


@pytest.mark.parametrize(
    ("when", "on", "entries", "expected"),
    [
        ("Sep 2009", "2009-12-01", [WITHDRAWN], ("withdrawn", "none", 0)),
        ("Sep 2009", "2009-12-01", [DONE], ("done", "blue", 0)),
        ("Sep 2009", "2009-12-01", [LATE], ("done late", "blue", 5)),
        ("Sep 2009", "2009-10-31", [], ("overdue", "amber", 31)),
        ("Sep 2009", "2009-11-01", [], ("overdue", "red", 32)),
        ("Jun 2009 to Dec 2009", "2009-08-30", [], ("late start", "amber", 61)),
        ("Sep 2009", "2009-08-30", [FORECAST], ("forecast late", "amber", 0)),
        ("undated (to be agreed)", "2010-03-31", [], ("undated", "white", 0)),
        ("undated (to be agreed)", "2010-04-01", [], ("undated", "amber", 0)),
        ("ongoing", "2009-07-02", [], ("continuing", "white", 0)),
        ("ongoing", "2009-07-03", [], ("no update", "amber", 0)),
        ("ongoing", "2009-12-01", [NOTE], ("continuing", "white", 0)),
        ("ongoing", "2009-12-02", [NOTE], ("no update", "amber", 0)),
        ("ongoing from Oct 2010", "2009-04-01", [], ("continuing", "white", 0)),
        ("Sep 2009", "2009-08-30", [], ("due soon", "white", 0)),
        ("Sep 2009", "2009-08-29", [], ("not due", "white", 0)),
    ],
)
def test_each_test_of_the_status_table(
    when: str, on: str, entries: list[Entry], expected: tuple[str, str, int]
) -> None:
    assert summary(state_of(when, on, *entries)) == expected


@pytest.mark.parametrize(
    ("when", "on", "entries", "expected"),
    [
        ("Sep 2009", "2009-12-01", [DONE, WITHDRAWN], "withdrawn"),
        ("undated (why)", "2009-12-01", [WITHDRAWN], "withdrawn"),
        ("ongoing", "2009-12-01", [WITHDRAWN], "withdrawn"),
        ("Sep 2009", "2009-12-01", [LATE], "done late"),
        ("undated (why)", "2009-12-01", [DONE], "done"),
        ("ongoing", "2009-12-01", [DONE], "done"),
        ("Jun 2009 to Sep 2009", "2009-10-01", [], "overdue"),
        ("Sep 2009", "2009-10-01", [FORECAST], "overdue"),
        ("throughout Sep 2009", "2009-10-01", [], "overdue"),
        ("Jun 2009 to Sep 2009", "2009-09-01", [FORECAST], "late start"),
        ("Jun 2009 to Sep 2009", "2009-09-01", [FORECAST, STARTED], "forecast late"),
        ("Jun 2009 to Sep 2009", "2009-09-01", [STARTED], "due soon"),
        ("Sep 2009", "2009-09-30", [FORECAST], "forecast late"),
        ("Jun 2009", "2009-06-15", [MOVED, FORECAST], "not due"),
    ],
)
def test_the_first_test_that_fits_decides(
    when: str, on: str, entries: list[Entry], expected: str
) -> None:
    assert state_of(when, on, *entries).status == expected


# Starts.


def test_a_start_is_late_and_amber_until_it_is_started_however_long_that_takes() -> None:
    assert summary(state_of("from Jun 2009", "2010-06-30")) == ("late start", "amber", 365)


def test_a_start_before_its_day_is_due_soon_or_not_due() -> None:
    assert state_of("from Jun 2009", "2009-05-29").status == "not due"
    assert summary(state_of("from Jun 2009", "2009-05-30")) == ("due soon", "white", 0)


def test_a_started_start_continues_from_the_day_it_started() -> None:
    assert summary(state_of("from Jun 2009", "2009-12-01", STARTED)) == ("continuing", "white", 0)
    assert summary(state_of("from Jun 2009", "2009-12-02", STARTED)) == ("no update", "amber", 0)
    assert state_of("from Jun 2009", "2009-12-02", STARTED).started_on == date(2009, 8, 31)


def test_a_start_is_due_on_the_day_by_which_it_must_have_started() -> None:
    assert state_of("from Jun 2009", "2009-04-01").due == date(2009, 6, 30)


def test_an_approved_date_moves_the_start_by_of_a_start() -> None:
    state = state_of("from Jun 2009", "2009-07-01", MOVED)

    assert (state.status, state.due, state.rescheduled) == ("not due", date(2010, 1, 31), True)
    assert summary(state_of("from Jun 2009", "2010-02-01", MOVED)) == ("late start", "amber", 1)


def test_a_forecast_after_the_start_by_of_a_start_is_a_late_forecast_until_it_is_late() -> None:
    assert summary(state_of("from Jun 2009", "2009-06-30", FORECAST)) == (
        "forecast late",
        "amber",
        0,
    )
    assert summary(state_of("from Jun 2009", "2009-07-01", FORECAST)) == ("late start", "amber", 1)


def test_a_ticked_start_is_done_late_only_if_it_was_never_started_in_time() -> None:
    in_time, too_late = entry("started", "2009-06-30"), entry("started", "2009-07-01")

    assert summary(state_of("from Jun 2009", "2009-12-01", in_time, DONE)) == ("done", "blue", 0)
    assert summary(state_of("from Jun 2009", "2009-12-01", too_late, DONE)) == (
        "done late",
        "blue",
        92,
    )
    assert summary(state_of("from Jun 2009", "2009-12-01", DONE)) == ("done late", "blue", 92)
    assert summary(state_of("from Sep 2009", "2009-12-01", DONE)) == ("done", "blue", 0)
    noted_later = entry("started", "2009-11-01")
    assert summary(state_of("from Sep 2009", "2009-12-01", DONE, noted_later)) == (
        "done",
        "blue",
        0,
    )


# Throughout.


def test_a_throughout_item_is_never_late_to_start() -> None:
    assert state_of("throughout Sep 2009", "2009-09-30").status == "continuing"


def test_a_throughout_item_turns_red_like_any_other() -> None:
    assert summary(state_of("throughout Sep 2009", "2009-10-31"))[1] == "amber"
    assert summary(state_of("throughout Sep 2009", "2009-11-01")) == ("overdue", "red", 32)


def test_a_throughout_item_closed_after_its_last_day_is_done_late() -> None:
    assert summary(state_of("throughout Sep 2009", "2009-12-01", DONE)) == ("done", "blue", 0)
    assert summary(state_of("throughout Sep 2009", "2009-12-01", LATE)) == ("done late", "blue", 5)


def test_forecasts_and_new_dates_that_a_merge_brings_in_do_not_count_for_what_continues() -> None:
    state = state_of("throughout Sep 2009", "2009-10-01", MOVED, FORECAST)

    assert summary(state) == ("overdue", "amber", 1)
    assert (state.due, state.forecast, state.rescheduled) == (date(2009, 9, 30), None, False)
    assert summary(state_of("throughout Sep 2009", "2009-09-30", FORECAST)) == (
        "continuing",
        "white",
        0,
    )


# Figures: 189 by the end of June unless another is given.


def figure(on: str, *entries: Entry, target: float = 189) -> ItemState:
    return state_of(None, on, *entries, ref="1.1.1-a@Q1-2009/10", cumulative={"Q1": target})


def returned(number: float, on: str = "2009-07-10") -> Entry:
    return entry("actual", on, ref="1.1.1-a@Q1-2009/10", number=number)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2009-05-29", ("not due", "white", 0)),
        ("2009-05-30", ("due soon", "white", 0)),
        ("2009-06-30", ("due soon", "white", 0)),
        ("2009-07-01", ("awaiting return", "white", 0)),
        ("2009-08-14", ("awaiting return", "white", 0)),
        ("2009-08-15", ("return overdue", "amber", 1)),
        ("2010-08-14", ("return overdue", "amber", 365)),
    ],
)
def test_a_figure_without_a_return(on: str, expected: tuple[str, str, int]) -> None:
    assert summary(figure(on)) == expected


@pytest.mark.parametrize(
    ("target", "number", "expected"),
    [
        (189, 189, ("met", "blue", 0)),
        (189, 200, ("met", "blue", 0)),
        (189, 188, ("short", "amber", 0)),
        (189, 171, ("short", "amber", 0)),
        (189, 170, ("short", "red", 0)),
        (200, 180, ("short", "amber", 0)),
        (200, 179, ("short", "red", 0)),
        (1.1, 0.99, ("short", "amber", 0)),  # exactly nine tenths, although not in binary fractions
        (0, 0, ("met", "blue", 0)),
    ],
)
def test_a_figure_with_its_return(
    target: float, number: float, expected: tuple[str, str, int]
) -> None:
    assert summary(figure("2009-07-10", returned(number), target=target)) == expected


def test_a_figure_has_no_state_of_its_own_before_its_quarter_is_over() -> None:
    early = returned(20, on="2009-06-01")

    assert summary(figure("2009-06-30", early)) == ("due soon", "white", 0)
    assert figure("2009-06-30", early).actual == 20
    assert summary(figure("2009-07-01", early)) == ("short", "red", 0)


def test_the_latest_actual_stands() -> None:
    right = [returned(100, on="2009-07-10"), returned(189, on="2009-07-12")]

    assert figure("2009-07-11", *right).actual == 100
    assert summary(figure("2009-07-12", *right)) == ("met", "blue", 0)
    assert figure("2009-07-12", *reversed(right)).actual == 189


def test_an_actual_without_a_number_leaves_the_one_before_it() -> None:
    other_version = entry("actual", "2009-07-12", ref="1.1.1-a@Q1-2009/10")

    assert summary(figure("2009-07-12", returned(189), other_version)) == ("met", "blue", 0)


def test_a_withdrawn_figure_is_withdrawn() -> None:
    gone = entry("withdrawn", "2009-07-01", ref="1.1.1-a@Q1-2009/10", approved_by="EMRRP Board")

    assert summary(figure("2009-09-01", gone, returned(189))) == ("withdrawn", "none", 0)


def test_a_tick_that_a_merge_brings_in_does_not_make_a_figure_done() -> None:
    tick = entry("done", "2009-07-01", ref="1.1.1-a@Q1-2009/10")

    assert figure("2009-08-15", tick).status == "return overdue"
    assert figure("2009-08-15", tick).done_on is None


def test_the_due_date_of_a_figure_is_the_end_of_its_quarter_whatever_was_approved() -> None:
    ref = "1.1.1-a@Q1-2009/10"
    state = figure(
        "2009-07-01",
        entry("rescheduled", "2009-06-01", ref=ref, when="Jan 2010", approved_by="Board"),
    )

    assert (state.due, state.status, state.rescheduled) == (
        date(2009, 6, 30),
        "awaiting return",
        False,
    )


# One calendar month.


@pytest.mark.parametrize(
    ("due", "last_amber", "first_red"),
    [
        ("30 Sep 2009", "2009-10-31", "2009-11-01"),
        ("31 Jan 2010", "2010-02-28", "2010-03-01"),
        ("30 Jan 2010", "2010-02-28", "2010-03-01"),
        ("28 Jan 2010", "2010-02-28", "2010-03-01"),
        ("27 Jan 2010", "2010-02-27", "2010-02-28"),
        ("28 Feb 2010", "2010-03-31", "2010-04-01"),
        ("28 Feb 2008", "2008-03-28", "2008-03-29"),
        ("29 Feb 2008", "2008-03-31", "2008-04-01"),
        ("31 Jan 2008", "2008-02-29", "2008-03-01"),
        ("30 Apr 2009", "2009-05-31", "2009-06-01"),
        ("31 Dec 2009", "2010-01-31", "2010-02-01"),
        ("15 Dec 2009", "2010-01-15", "2010-01-16"),
    ],
)
def test_overdue_turns_red_after_one_calendar_month(
    due: str, last_amber: str, first_red: str
) -> None:
    assert summary(state_of(due, last_amber))[:2] == ("overdue", "amber")
    assert summary(state_of(due, first_red))[:2] == ("overdue", "red")


@given(st.dates(date(1900, 1, 1), date(2199, 11, 30)))
def test_one_month_runs_from_month_end_to_month_end_or_to_the_same_day(on: date) -> None:
    after = one_month_after(on)
    last = month_end(after.year, after.month)

    assert (after.year * 12 + after.month) - (on.year * 12 + on.month) == 1
    if on == month_end(on.year, on.month):
        assert after == last
    else:
        assert after.day == min(on.day, last.day)


# What is done.


def test_an_item_ticked_on_its_due_date_is_done_in_time() -> None:
    assert state_of("Sep 2009", "2009-09-30", DONE).done_on == date(2009, 9, 30)
    assert summary(state_of("Sep 2009", "2009-09-30", DONE)) == ("done", "blue", 0)


def test_a_tick_counts_from_the_day_it_happened() -> None:
    assert summary(state_of("Sep 2009", "2009-10-04", LATE)) == ("overdue", "amber", 4)
    assert summary(state_of("Sep 2009", "2009-10-05", LATE)) == ("done late", "blue", 5)


def test_an_undated_item_is_never_done_late() -> None:
    assert summary(state_of("undated (why)", "2011-01-01", entry("done", "2010-12-31"))) == (
        "done",
        "blue",
        0,
    )


def test_a_date_that_cannot_be_read_leaves_the_one_before_it_standing() -> None:
    strange = entry("rescheduled", "2009-06-02", when="next moon", approved_by="EMRRP Board")
    state = state_of("Sep 2009", "2009-10-01", MOVED, strange)

    assert (state.status, state.due) == ("not due", date(2010, 1, 31))
