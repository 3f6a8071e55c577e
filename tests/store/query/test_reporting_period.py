"""The period of a Board's paper: since the last meeting, or since the quarter's end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_data.timescale.financial_year import APRIL, FinancialYear
from store.checklist.meetings import Meeting
from store.query.reporting_period import is_after, position_before
from tests.store.factories import entry

YEAR = FinancialYear(2009)
CALENDAR = (Meeting(date(2009, 9, 15), "EMRRP Board"), Meeting(date(2009, 11, 17), "EMRRP Board"))


def test_the_last_position_is_that_of_the_last_meeting_before_the_day() -> None:
    assert position_before(CALENDAR, date(2009, 11, 18), YEAR) == date(2009, 11, 17)
    assert position_before(CALENDAR, date(2009, 11, 17), YEAR) == date(2009, 9, 15)


@pytest.mark.parametrize(
    ("day", "before"),
    [("2009-11-30", "2009-09-30"), ("2009-09-30", "2009-06-30"), ("2010-01-01", "2009-12-31"),
     ("2010-04-01", "2010-03-31"), ("2010-03-31", "2009-12-31"), ("2009-09-15", "2009-06-30")],
)  # fmt: skip
def test_without_a_meeting_before_it_is_the_end_of_the_quarter_before(
    day: str, before: str
) -> None:
    assert position_before(CALENDAR[:1], date(2009, 9, 15), YEAR) == date(2009, 6, 30)
    assert position_before((), date.fromisoformat(day), YEAR) == date.fromisoformat(before)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_its_quarter(day: date) -> None:
    whole = APRIL.quarter_containing(day)

    assert whole.first <= day <= whole.last
    assert position_before((), day, YEAR) < whole.first


def test_news_is_what_happened_or_was_recorded_after_the_day() -> None:
    since = date(2009, 9, 30)

    assert is_after(entry("note", "2009-10-01"), since)
    assert is_after(entry("note", "2009-09-20", at="2009-10-01T00:30"), since)
    assert not is_after(entry("note", "2009-09-30", at="2009-09-30T23:30"), since)
