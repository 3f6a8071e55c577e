"""What there is to tick of a milestone: dates of repeats and lists, quarters of figures."""

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.model import Milestone
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import Occurrence, expand_occurrences
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.units import UNIT_NAMES, UNITS, Unit

YEAR = FinancialYear(2009)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def of(when: str) -> tuple[Occurrence, ...]:
    return expand_occurrences(Milestone(id="1.1.1-a", title="A milestone", when=when), YEAR)


def labels(when: str) -> list[str]:
    return [each.label for each in of(when)]


def dues(when: str) -> list[str]:
    return [each.due.isoformat() for each in of(when) if each.due]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Sep 2009", Occurrence(kind="point", due=date(2009, 9, 30))),
        ("by autumn 2009", Occurrence(kind="point", due=date(2009, 11, 30))),
        (
            "Jun 2009 to Dec 2009",
            Occurrence(
                kind="window",
                opens=date(2009, 6, 1),
                start_by=date(2009, 6, 30),
                due=date(2009, 12, 31),
            ),
        ),
        (
            "from Jun 2009",
            Occurrence(
                kind="start",
                opens=date(2009, 6, 1),
                start_by=date(2009, 6, 30),
                due=date(2009, 6, 30),
            ),
        ),
        (
            "throughout 2009/10",
            Occurrence(kind="continuing", opens=date(2009, 4, 1), due=date(2010, 3, 31)),
        ),
        ("ongoing", Occurrence(kind="continuing", opens=date(2009, 4, 1))),
        ("ongoing from 2010?", Occurrence(kind="continuing", opens=date(2010, 1, 1))),
        ("undated (to be agreed)", Occurrence(kind="undated")),
    ],
)
def test_a_form_with_one_item_has_no_label(when: str, expected: Occurrence) -> None:
    assert of(when) == (expected,)


def test_weeks_end_on_sunday_and_are_named_by_it() -> None:
    assert labels("every week from 28 Sep 2009 to 18 Oct 2009") == [
        "2009-10-04",
        "2009-10-11",
        "2009-10-18",
    ]
    assert of("every week from 28 Sep 2009 to 4 Oct 2009")[0].opens == date(2009, 9, 28)


def test_a_week_counts_by_its_last_day_only() -> None:
    assert labels("every week from 4 Oct 2009 to 10 Oct 2009") == ["2009-10-04"]


def test_weeks_of_the_plan_year_are_its_sundays() -> None:
    assert labels("every week")[0] == "2009-04-05"
    assert labels("every week")[-1] == "2010-03-28"
    assert len(labels("every week")) == 52


def test_months_are_named_by_themselves_and_fall_due_on_their_last_day() -> None:
    assert labels("every month from Dec 2009 to Feb 2010") == ["Dec-2009", "Jan-2010", "Feb-2010"]
    assert dues("every month from Dec 2009 to Feb 2010") == [
        "2009-12-31",
        "2010-01-31",
        "2010-02-28",
    ]
    assert dues("every month from Feb 2012 to Feb 2012") == ["2012-02-29"]
    assert labels("every month")[0] == "Apr-2009"
    assert labels("every month")[-1] == "Mar-2010"


def test_two_months_are_counted_from_april_and_named_by_the_later() -> None:
    assert labels("every 2 months") == [
        "May-2009",
        "Jul-2009",
        "Sep-2009",
        "Nov-2009",
        "Jan-2010",
        "Mar-2010",
    ]
    january = of("every 2 months")[4]
    assert (january.opens, january.due) == (date(2009, 12, 1), date(2010, 1, 31))


def test_quarters_are_those_of_the_financial_year() -> None:
    assert labels("every quarter") == ["Q1-2009/10", "Q2-2009/10", "Q3-2009/10", "Q4-2009/10"]
    assert dues("every quarter") == ["2009-06-30", "2009-09-30", "2009-12-31", "2010-03-31"]


def test_a_quarter_counts_by_its_last_day_only() -> None:
    assert labels("every quarter from Oct 2009") == ["Q3-2009/10", "Q4-2009/10"]
    assert labels("every quarter from Dec 2009 to Feb 2010") == ["Q3-2009/10"]
    assert labels("every quarter from 31 Dec 2009 to 31 Dec 2009") == ["Q3-2009/10"]
    assert of("every quarter from 31 Dec 2009")[0].opens == date(2009, 10, 1)


def test_half_years_and_years_are_financial() -> None:
    assert labels("every 6 months") == ["H1-2009/10", "H2-2009/10"]
    assert dues("every 6 months") == ["2009-09-30", "2010-03-31"]
    assert labels("every year") == ["2009/10"]
    assert labels("every year to 2011/12") == ["2009/10", "2010/11", "2011/12"]
    assert dues("every year from 1998 to 2000") == ["1998-03-31", "1999-03-31", "2000-03-31"]


def test_a_repeat_may_end_within_the_time_it_is_from() -> None:
    assert labels("every month from 2009/10 to Jun 2009") == ["Apr-2009", "May-2009", "Jun-2009"]


def test_from_and_to_reach_beyond_the_plan_year() -> None:
    assert labels("every quarter to Apr 2011")[-1] == "Q4-2010/11"
    assert labels("every quarter from 2008/09")[0] == "Q1-2008/09"
    assert len(labels("every quarter from 2008/09 to 2010/11")) == 12


@pytest.mark.parametrize(
    "when",
    [
        "every quarter from Jan 2010 to Feb 2010",
        "every year from Apr 2009 to Dec 2009",
        "every week from 5 Oct 2009 to 10 Oct 2009",
        "every month from May 2010",
        "every month to Mar 2009",
        "every month from 1 Feb 2010 to 27 Feb 2010",
    ],
)
def test_a_repeat_without_any_occurrence_is_refused(when: str) -> None:
    with pytest.raises(NotATimescale, match=r"ends between .* write other dates"):
        of(when)


def test_a_repeat_with_very_many_occurrences_is_refused() -> None:
    with pytest.raises(NotATimescale, match=r"more than 1000 occurrences .* write a shorter time"):
        of("every week from 1900 to 2199")


def test_the_items_of_a_list_are_points_with_the_labels_of_their_periods() -> None:
    assert labels("Jul 2009, Jan 2010") == ["Jul-2009", "Jan-2010"]
    whole = "3 Jul 2009, autumn 2009, Q3 2009/10, H2 2009/10, 2009/10, 2010"
    assert labels(whole) == [
        "2009-07-03",
        "autumn-2009",
        "Q3-2009/10",
        "H2-2009/10",
        "2009/10",
        "2010",
    ]
    assert dues(whole) == [
        "2009-07-03",
        "2009-11-30",
        "2009-12-31",
        "2010-03-31",
        "2010-03-31",
        "2010-12-31",
    ]
    assert {each.kind for each in of(whole)} == {"point"}


def test_a_figure_has_an_item_for_each_quarter_named() -> None:
    figure = Milestone(id="1.1.1-a", title="Completions", cumulative={"Q4": 66, "Q1": 7.5})
    assert expand_occurrences(figure, YEAR) == (
        Occurrence(
            kind="figure",
            label="Q1-2009/10",
            opens=date(2009, 4, 1),
            due=date(2009, 6, 30),
            target=7.5,
        ),
        Occurrence(
            kind="figure",
            label="Q4-2009/10",
            opens=date(2010, 1, 1),
            due=date(2010, 3, 31),
            target=66,
        ),
    )


def test_a_milestone_without_a_time_is_refused() -> None:
    with pytest.raises(NotATimescale, match="is empty"):
        expand_occurrences(Milestone(id="1.1.1-a", title="A milestone"), YEAR)


@settings(deadline=None)
@given(st.sampled_from(list(UNITS)), DAYS, st.integers(0, 2500))
def test_occurrences_lie_in_their_range_in_order_and_apart(
    unit: str, first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    try:
        found = of(f"every {unit} from {first.isoformat()} to {last.isoformat()}")
    except NotATimescale:
        assert days < 366
        return
    spans = [(each.opens, each.due) for each in found if each.opens and each.due]
    assert len(spans) == len(found) == len({each.label for each in found})
    assert all(first <= due <= last and opens <= due for opens, due in spans)
    assert all(later[0] == earlier[1] + timedelta(days=1) for earlier, later in pairwise(spans))


@settings(deadline=None)
@given(st.sampled_from([unit for unit in UNIT_NAMES if UNITS[unit].months]), DAYS)
def test_units_of_months_end_on_the_last_day_of_a_month_counted_from_april(
    unit: Unit, first: date
) -> None:
    length = UNITS[unit].months
    last = first + timedelta(days=1500)
    for each in of(f"every {unit} from {first.isoformat()} to {last.isoformat()}"):
        assert each.due
        assert each.due.day == calendar.monthrange(each.due.year, each.due.month)[1]
        assert (each.due.month - 3) % length == 0


@settings(deadline=None)
@given(DAYS, st.integers(6, 400))
def test_every_sunday_of_a_range_is_a_week_of_it(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    sundays = [
        first + timedelta(days=n)
        for n in range(days + 1)
        if (first + timedelta(days=n)).weekday() == 6
    ]
    assert dues(f"every week from {first.isoformat()} to {last.isoformat()}") == [
        day.isoformat() for day in sundays
    ]
