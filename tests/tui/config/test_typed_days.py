"""Days as people type them, wherever a day is asked for; plan files stay as strict as they are."""

from datetime import date

import pytest

from plan_data.errors import Refused
from plan_data.timescale.period_parser import parse_period
from tui.config.typed_values import parse_date, parse_day, parse_meeting_day

MONDAY = date(2009, 11, 30)

DAYS = {
    "25 Nov": date(2009, 11, 25),
    "30 nov": MONDAY,
    "1 Dec": date(2008, 12, 1),
    "25th November": date(2009, 11, 25),
    "1st of April": date(2009, 4, 1),
    "29 Feb": date(2008, 2, 29),
    "25 Sept 2009": date(2009, 9, 25),
    "25th November 2009": date(2009, 11, 25),
    "2nd of Sept. 2009": date(2009, 9, 2),
    "fri": date(2009, 11, 27),
    "Friday": date(2009, 11, 27),
    "last tuesday": date(2009, 11, 24),
    "monday": MONDAY,
    "yesterday": date(2009, 11, 29),
    "3 days ago": date(2009, 11, 27),
    "1 day ago": date(2009, 11, 29),
    "a week ago": date(2009, 11, 23),
    "2  weeks AGO": date(2009, 11, 16),
    "today": MONDAY,
    "2009-11-25": date(2009, 11, 25),
}
PERIODS = {
    "Sept": date(2009, 9, 30),
    "Sept 2008": date(2008, 9, 30),
    "Nov": date(2009, 11, 30),
    "dec": date(2008, 12, 31),
    "Q2 2009/10": date(2009, 9, 30),
}


@pytest.mark.parametrize(("typed", "meant"), DAYS.items())
def test_a_day_is_read_as_people_say_it_and_lies_in_the_past(typed: str, meant: date) -> None:
    assert parse_day(typed, MONDAY, MONDAY) == meant
    assert parse_date(typed, MONDAY) == meant


@pytest.mark.parametrize(("typed", "meant"), PERIODS.items())
def test_a_period_means_its_last_day_and_is_no_day(typed: str, meant: date) -> None:
    assert parse_date(typed, MONDAY) == meant
    with pytest.raises(Refused, match="longer than a day"):
        parse_day(typed, MONDAY, MONDAY)


@pytest.mark.parametrize(
    "typed", ["31 Feb", "32 Nov", "Frisday", "3 days", "days ago", "", "Nov 9"]
)
def test_what_is_no_day_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused):
        parse_day(typed, MONDAY, MONDAY)


def test_under_another_date_days_count_from_that_date() -> None:
    today = date(2026, 11, 26)
    assert parse_day("yesterday", today, MONDAY) == date(2009, 11, 29)
    assert parse_day("25 Nov", today, MONDAY) == date(2009, 11, 25)
    assert parse_day("today", today, MONDAY) == today


@pytest.mark.parametrize("typed", [each for each in DAYS if each not in {"today", "2009-11-25"}])
def test_plan_files_read_none_of_it(typed: str) -> None:
    with pytest.raises(Refused):
        parse_period(typed)


def test_a_meeting_may_be_ahead_and_so_needs_its_year() -> None:
    assert parse_meeting_day("12 Jan 2010", MONDAY, MONDAY) == date(2010, 1, 12)
    assert parse_meeting_day("today", MONDAY, MONDAY) == MONDAY
    assert parse_meeting_day("yesterday", MONDAY, MONDAY) == date(2009, 11, 29)
    with pytest.raises(Refused, match="has no year"):
        parse_meeting_day("12 Jan", MONDAY, MONDAY)
