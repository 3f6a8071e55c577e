"""Calendar arithmetic that the statuses rest on."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import one_month_after

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2009-09-30", "2009-10-31"),
        ("2009-10-31", "2009-11-30"),
        ("2009-12-31", "2010-01-31"),
        ("2010-01-31", "2010-02-28"),
        ("2008-01-31", "2008-02-29"),
        ("2010-02-28", "2010-03-31"),
        ("2008-02-28", "2008-03-28"),
        ("2008-02-29", "2008-03-31"),
        ("2010-01-29", "2010-02-28"),
        ("2010-01-30", "2010-02-28"),
        ("2009-09-15", "2009-10-15"),
        ("2009-12-15", "2010-01-15"),
    ],
)
def test_a_calendar_month_runs_from_month_end_to_month_end_else_to_the_same_day(
    day: str, expected: str
) -> None:
    assert one_month_after(date.fromisoformat(day)).isoformat() == expected


@settings(deadline=None)
@given(DAYS)
def test_a_calendar_month_ends_in_the_next_month_and_never_comes_earlier_for_a_later_day(
    day: date,
) -> None:
    later = one_month_after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 1
    assert (
        28 <= (later - day).days <= 31 or day.day > calendar.monthrange(later.year, later.month)[1]
    )
    assert one_month_after(day + timedelta(days=1)) >= later


@settings(deadline=None)
@given(st.integers(1900, 2199))
def test_a_financial_year_runs_from_april_to_march(start: int) -> None:
    year = FinancialYear.parse(f"{start}/{(start + 1) % 100:02d}")
    assert (year.first, year.last) == (date(start, 4, 1), date(start + 1, 3, 31))


@pytest.mark.parametrize(
    "text",
    ["", "2009", "2009-10", "2009/11", "2009/2010", "09/10", "2009/10 ", "1899/00", "2200/01"],
)
def test_anything_else_is_no_financial_year(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        FinancialYear.parse(text)
