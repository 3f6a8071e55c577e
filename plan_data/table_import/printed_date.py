"""A date printed in a text, and what all readers of dates share."""

import re
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.period_parser import parse_period
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, MONTHS, Period

YEARS_APART = re.compile(r"\s*[-\u2013/]\s*")
YEAR_DIGITS = 4
MONTH_PATTERN = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY_PATTERN = r"\d{1,2}(?:st|nd|rd|th)?"

DateLevel = Literal[
    "day",
    "month",
    "season",
    "quarter",
    "year range",
    "year",
    "bare day",
    "bare month",
    "bare quarter",
    "work time",
]


class PrintedDate(Struct, frozen=True):
    """A date from `start` to `end` in a text, and its period in the timescale language.

    `why` is the reason if the reading is a guess, else ""; `calendar` is the plan's. `opens` is the
    period in which it begins, "" if that is `period`: a quarter that the plan lacks is read by its
    last month.
    """

    start: int
    end: int
    period: str
    level: DateLevel
    why: str = ""
    calendar: Calendar = APRIL
    opens: str = ""

    @property
    def first_period(self) -> str:
        """The period in which it begins."""
        return self.opens or self.period

    @property
    def days(self) -> Period:
        """The days that are meant."""
        return parse_period(self.period, self.calendar)


def one_date(
    match: re.Match[str], period: str, level: DateLevel, why: str = "", calendar: Calendar = APRIL
) -> list[PrintedDate]:
    """Return the date of a match.

    Raises:
        NotATimescale: if there is no such day or year.

    """
    parse_period(period, calendar)
    return [PrintedDate(match.start(), match.end(), period, level, why, calendar)]


def last_month_of(
    match: re.Match[str], period: Period, why: str, calendar: Calendar
) -> list[PrintedDate]:
    """Return a period that the plan does not have as its last month."""
    first, last = period.first, period.last
    return [
        PrintedDate(
            match.start(),
            match.end(),
            f"{MONTHS[last.month - 1]} {last.year}",
            "month",
            why,
            calendar,
            opens=f"{MONTHS[first.month - 1]} {first.year}",
        )
    ]


def financial_label(text: str) -> str | None:
    """Return the financial year of "2009-10", "2009/2010" or "09/10", None if it is not one."""
    first, second = YEARS_APART.split(text, maxsplit=1)
    start = full_year(first)
    if int(second) not in {start + 1, (start + 1) % 100}:
        return None
    if not FIRST_YEAR <= start <= LAST_YEAR:
        return None
    return FinancialYear(start).label


def full_year(digits: str) -> int:
    """Return the year of two or four digits."""
    bare = digits.strip("'\u2019\u2018")
    if len(bare) == YEAR_DIGITS:
        return int(bare)
    return 2000 + int(bare)


def has_two_years(written: str) -> bool:
    """Return whether a year is written like 2009-10 or 2009/2010."""
    return bool(YEARS_APART.search(written))
