"""A plan's own years: any first month, calendar quarters, several years, the start of its work."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_data.model import Milestone
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.parser import parse_due
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import Period
from plan_data.timescale.units import UNIT_NAMES, UNITS, Unit

JANUARY = Calendar(1)
JULY = Calendar(7)
APRIL_BY_CALENDAR_QUARTERS = Calendar(4, calendar_quarters=True)
CALENDARS = st.builds(Calendar, st.integers(1, 12), st.booleans())
YEARS = st.builds(FinancialYear, st.integers(1901, 2190), CALENDARS, st.integers(1, 6))
ONE_DAY = timedelta(days=1)


def are_tiled(periods: tuple[Period, ...]) -> bool:
    """Return whether each period begins on the day after the one before it."""
    return all(after.first == before.last + ONE_DAY for before, after in pairwise(periods))


@given(YEARS)
def test_years_months_and_quarters_tile(year: FinancialYear) -> None:
    single = year.years()
    quarters = year.quarters()

    assert (single[0].first, single[-1].last) == (year.first, year.last)
    assert are_tiled(tuple(each.period for each in single))
    assert len(year.months()) == 12 * year.count
    assert are_tiled(year.months())
    assert len(quarters) == 4 * year.count
    assert are_tiled(quarters)
    assert all(year.first <= quarter.last <= year.last for quarter in quarters)
    if not year.calendar.calendar_quarters:
        assert (quarters[0].first, quarters[-1].last) == (year.first, year.last)
        assert year.half(1).first == year.first
        assert year.half(2).last == single[0].last


@given(YEARS)
def test_a_label_is_read_back_as_the_same_period(year: FinancialYear) -> None:
    first = year.years()[0]
    periods = (*year.quarters(), *year.months(), first.half(1), first.half(2), first.period)

    for period in periods:
        assert parse_period(period.label.replace("-", " "), year.calendar) == period
    assert FinancialYear.parse(first.label, year.calendar) == first


@given(YEARS, st.sampled_from([unit for unit in UNIT_NAMES if UNITS[unit].months]))
def test_a_repeat_has_each_unit_of_the_years_once(year: FinancialYear, unit: Unit) -> None:
    repeats = expand_occurrences(Milestone("1.1.1-a", "One", when=f"every {unit}"), year)
    labels = [repeat.label for repeat in repeats]
    units = [Period(each.opens or date.max, each.due or date.min, each.label) for each in repeats]

    assert len(set(labels)) == len(labels) == 12 // UNITS[unit].months * year.count
    assert are_tiled(tuple(units))
    if unit != "quarter" or not year.calendar.calendar_quarters:
        assert (units[0].first, units[-1].last) == (year.first, year.last)


@given(YEARS, st.dates(date(1901, 1, 1), date(2190, 1, 1)))
def test_every_day_has_its_quarter_and_its_nearest_year(year: FinancialYear, day: date) -> None:
    quarter = year.calendar.quarter_containing(day)
    nearest = year.year_at(day)

    assert quarter.first <= day <= quarter.last
    assert nearest in year.years()
    if year.first <= day <= year.last:
        assert nearest.first <= day <= nearest.last


@given(YEARS)
def test_figures_have_a_key_for_each_quarter(year: FinancialYear) -> None:
    keys = list(year.quarters_by_key())
    figures = {key: float(number) for number, key in enumerate(keys)}
    items = expand_occurrences(Milestone("1.1.1-a", "One", cumulative=figures), year)

    assert [item.target for item in items] == sorted(figures.values())
    assert [item.label for item in items] == [quarter.label for quarter in year.quarters()]


@pytest.mark.parametrize(
    ("text", "calendar", "first", "last", "label"),
    [
        ("Q3 2024", JANUARY, "2024-07-01", "2024-09-30", "Q3-2024"),
        ("H2 2024", JANUARY, "2024-07-01", "2024-12-31", "H2-2024"),
        ("2024", JANUARY, "2024-01-01", "2024-12-31", "2024"),
        ("Q1 2024", APRIL_BY_CALENDAR_QUARTERS, "2024-01-01", "2024-03-31", "Q1-2024"),
        ("H1 2024/25", APRIL_BY_CALENDAR_QUARTERS, "2024-04-01", "2024-09-30", "H1-2024/25"),
        ("Q3 2024/25", JULY, "2025-01-01", "2025-03-31", "Q3-2024/25"),
        ("2024/25", JULY, "2024-07-01", "2025-06-30", "2024/25"),
        ("Q3 2024/25", APRIL, "2024-10-01", "2024-12-31", "Q3-2024/25"),
    ],
)
def test_parts_of_a_year_are_those_of_the_plan(
    text: str, calendar: Calendar, first: str, last: str, label: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)

    assert parse_period(text, calendar) == Period(*days, label)
    assert parse_due(f"by {text}", calendar).last == days[1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("month 1", "2024-09-15", "2024-10-14"),
        ("Month 18", "2026-02-15", "2026-03-14"),
        ("year 2", "2025-09-15", "2026-09-14"),
        ("within 6 months", "2024-09-15", "2025-03-14"),
        ("within 1 year", "2024-09-15", "2025-09-14"),
    ],
)
def test_times_of_the_work_are_counted_from_its_start(text: str, first: str, last: str) -> None:
    calendar = Calendar(start=date(2024, 9, 15))
    period = parse_period(text, calendar)

    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert parse_period(period.label.replace("-", " "), calendar) == period
    with pytest.raises(NotATimescale, match="start: 1 Apr 2009"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "calendar", "advice"),
    [
        ("2024/25", JANUARY, "write 2024, or Apr 2024 to Mar 2025."),
        ("Q3 2024/25", JANUARY, "write it like Q3 2024."),
        ("H1 2024/25", JANUARY, "write it like H1 2024."),
        ("Q3 2024/25", APRIL_BY_CALENDAR_QUARTERS, "write it like Q3 2024."),
        ("Q3 2024", JULY, "write Q3 2024/25, or Sep 2024 if the calendar year is meant."),
        ("Q12024", JANUARY, "is written Q1 2024."),
        ("2014/Q1", JANUARY, "is written Q1 2014."),
        ("2024/25 Q3", APRIL, "is written Q3 2024/25."),
        ("2024/25 Q3", JANUARY, "write it like Q3 2024."),
        ("FY25", APRIL, "is written 2024/25."),
        ("FY2025 Q2", JULY, "is written Q2 2024/25."),
        ("FY25", JANUARY, "is written 2025."),
        ("second half of 2024", JANUARY, "is written H2 2024."),
        ("second half of 2024", APRIL, "write Jul 2024 to Dec 2024, or H2 2024/25."),
        ("mid-2024", APRIL, "write Jun 2024, with a ?"),
        ("late 2024", APRIL, "write Dec 2024, with a ?"),
        ("2024-10", JANUARY, "write Oct 2024 for the month."),
        ("2024-25", JANUARY, "write 2024 to 2025 for the two years."),
        ("month 0", Calendar(start=date(2024, 9, 1)), "the first is month 1."),
        ("M3", Calendar(start=date(2024, 9, 1)), "is written month 3."),
        ("year 999", Calendar(start=date(2024, 9, 1)), "write one from 1900 to 2199."),
    ],
)
def test_a_refusal_says_what_to_write_in_this_plan(
    text: str, calendar: Calendar, advice: str
) -> None:
    with pytest.raises(NotATimescale) as refusal:
        parse_period(text, calendar)

    assert advice in str(refusal.value)
