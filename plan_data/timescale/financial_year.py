"""The financial year: 1 April to 31 March, with its quarters and halves.

Only this module knows the month in which a year starts; sentences take its name from here.
"""

from datetime import date
from typing import Self

from msgspec import Struct

from plan_data.timescale.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NAMES,
    Period,
    month_end,
    months,
)

FIRST_MONTH = 4
FIRST_MONTH_NAME = MONTH_NAMES[FIRST_MONTH - 1]
LAST_MONTH_NAME = MONTH_NAMES[FIRST_MONTH - 2]
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


class FinancialYear(Struct, frozen=True):
    """One financial year, named by the calendar year in which it starts.

    It has the fields of a `Period`.
    """

    start_year: int

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the year that a day is in."""
        if day.month < FIRST_MONTH:
            return cls(day.year - 1)
        return cls(day.year)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the year of a label such as 2009/10.

        Raises:
            ValueError: if the text is not such a label, or its year is out of range.

        """
        year = cls(int(text[:4]))
        if text != year.label or not FIRST_YEAR <= year.start_year <= LAST_YEAR:
            raise ValueError(text)
        return year

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.start_year, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return month_end(self.start_year + 1, FIRST_MONTH - 1)

    @property
    def label(self) -> str:
        """The year as plans print it: 2009/10."""
        return f"{self.start_year}/{(self.start_year + 1) % 100:02d}"

    @property
    def period(self) -> Period:
        """The year as a period."""
        return Period(self.first, self.last, self.label)

    @property
    def next(self) -> "FinancialYear":
        """The year after."""
        return FinancialYear(self.start_year + 1)

    def months(self) -> tuple[Period, ...]:
        """Return the twelve months in order."""
        return tuple(self._part(number, 1) for number in range(1, 13))

    def quarter(self, number: int) -> Period:
        """Return quarter 1 to 4, labelled Q1-2009/10."""
        return self._labelled(f"Q{number}", self._part(number, 3))

    def half(self, number: int) -> Period:
        """Return half 1 or 2, labelled H1-2009/10."""
        return self._labelled(f"H{number}", self._part(number, 6))

    def _labelled(self, name: str, part: Period) -> Period:
        return Period(part.first, part.last, f"{name}-{self.label}")

    def _part(self, number: int, length: int) -> Period:
        """Return part `number` (from 1) of the year in parts of `length` months."""
        months_before = FIRST_MONTH - 1 + (number - 1) * length
        year, month = divmod(self.start_year * 12 + months_before, 12)
        return months(year, month + 1, length)


def months_since_start(day: date) -> int:
    """Return how many months of its financial year have ended with the month of a day: 1 to 12."""
    return (day.month - FIRST_MONTH) % 12 + 1


def quarter_containing(day: date) -> Period:
    """Return the quarter of the financial year that a day is in."""
    number = (months_since_start(day) - 1) // 3 + 1
    return FinancialYear.containing(day).quarter(number)


def unit_ending(end: date, length: int) -> Period:
    """Return the unit of `length` months of which `end` is the last day.

    Quarters, halves and years are those of the financial year and have its labels; other units
    are labelled by their last month.
    """
    year = FinancialYear.containing(end)
    ended = months_since_start(end)
    match length:
        case 3:
            return year.quarter(ended // 3)
        case 6:
            return year.half(ended // 6)
        case 12:
            return year.period
    start_year, month = divmod(end.year * 12 + end.month - length, 12)
    return months(start_year, month + 1, length)
