"""A plan's years, with their quarters and halves.

A year runs from 1 April to 31 March unless the plan says otherwise. Only this module knows where
years, halves and quarters start; sentences take the names of its months from here.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from msgspec import Struct

from plan_data.timescale.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NAMES,
    MONTHS,
    Period,
    calendar_half,
    calendar_quarter,
    month_end,
    months,
)

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_MONTHS_OF_YEAR = 12
_MONTHS_OF_QUARTER = 3
_EXAMPLE_YEAR = 2009


class Calendar(Struct, frozen=True, cache_hash=True):
    """How a plan divides time.

    Its years start with `first_month` (1 to 12). `calendar_quarters` says that its quarters are
    those of the calendar year although its years are not. `start` is the first day of its work,
    from which `month 18` and `year 2` are counted; None if the plan does not give it.
    `plan_years` are the years in which the plan's first and last year start, from which refusals
    take their examples; None if no plan is known.
    """

    first_month: int = 4
    calendar_quarters: bool = False
    start: date | None = None
    plan_years: tuple[int, int] | None = None

    @property
    def has_calendar_years(self) -> bool:
        """Whether a year runs from January to December."""
        return self.first_month == 1

    @property
    def has_calendar_quarters(self) -> bool:
        """Whether quarters are those of the calendar year: Q3 2024."""
        return self.calendar_quarters or self.has_calendar_years

    @property
    def first_month_name(self) -> str:
        """The month in which a year starts: April."""
        return MONTH_NAMES[self.first_month - 1]

    @property
    def last_month_name(self) -> str:
        """The month in which a year ends: March."""
        return MONTH_NAMES[self.first_month - 2]

    @property
    def example_year(self) -> "FinancialYear":
        """The year of the dates in refusals: the plan's first, or else 2009."""
        if self.plan_years is None:
            return self.year(_EXAMPLE_YEAR)
        return self.year(self.plan_years[0])

    @property
    def only_year(self) -> "FinancialYear | None":
        """The plan's year, None if it has several or is not known."""
        if self.plan_years is None or self.plan_years[0] != self.plan_years[1]:
            return None
        return self.example_year

    def year(self, start_year: int) -> "FinancialYear":
        """Return the year that starts in a calendar year."""
        return FinancialYear(start_year, self)

    def year_containing(self, day: date) -> "FinancialYear":
        """Return the year that a day is in."""
        return FinancialYear.containing(day, self)

    def months_since_start(self, day: date) -> int:
        """Return how many months of its year have ended with the month of a day: 1 to 12."""
        return (day.month - self.first_month) % _MONTHS_OF_YEAR + 1

    def is_unit_end(self, month: date, length: int) -> bool:
        """Return whether a unit of `length` months (1, 2, 3, 6 or 12) ends with a day's month."""
        if length == _MONTHS_OF_QUARTER and self.calendar_quarters:
            return month.month % _MONTHS_OF_QUARTER == 0
        return self.months_since_start(month) % length == 0

    def unit_ending(self, end: date, length: int) -> Period:
        """Return the unit of `length` months of which `end` is the last day.

        Quarters, halves and years are those of the plan and have their labels; other units are
        labelled by their last month.
        """
        year = self.year_containing(end)
        match length:
            case 3:
                return self._quarter_ending(end)
            case 6:
                return year.half(self.months_since_start(end) // 6)
            case 12:
                return year.period
        start_year, month = divmod(end.year * 12 + end.month - length, 12)
        return months(start_year, month + 1, length)

    def quarter_containing(self, day: date) -> Period:
        """Return the quarter that a day is in."""
        end = month_end(day.year, day.month)
        while not self.is_unit_end(end, _MONTHS_OF_QUARTER):
            next_month = end + timedelta(days=1)
            end = month_end(next_month.year, next_month.month)
        return self._quarter_ending(end)

    def _quarter_ending(self, end: date) -> Period:
        if self.has_calendar_quarters:
            return calendar_quarter(end.year, end.month // _MONTHS_OF_QUARTER)
        number = self.months_since_start(end) // _MONTHS_OF_QUARTER
        return self.year_containing(end).quarter(number)


APRIL = Calendar()  # of a plan that says nothing else


class FinancialYear(Struct, frozen=True):
    """One year of a plan, named by the calendar year in which it starts, or several in a row.

    It has the fields of a `Period`.
    """

    start_year: int
    calendar: Calendar = APRIL
    count: int = 1

    @classmethod
    def containing(cls, day: date, calendar: Calendar = APRIL) -> Self:
        """Return the one year that a day is in."""
        if day.month < calendar.first_month:
            return cls(day.year - 1, calendar)
        return cls(day.year, calendar)

    @classmethod
    def parse(cls, text: str, calendar: Calendar = APRIL) -> Self:
        """Return the year of a label such as 2009/10, or 2009 if years start in January.

        Raises:
            ValueError: if the text is not such a label, or its year is out of range.

        """
        year = cls(int(text[:4]), calendar)
        if text != year.label or not FIRST_YEAR <= year.start_year <= LAST_YEAR:
            raise ValueError(text)
        return year

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.start_year, self.calendar.first_month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        months_until = self.calendar.first_month - 2 + self.count * _MONTHS_OF_YEAR
        years, month = divmod(months_until, _MONTHS_OF_YEAR)
        return month_end(self.start_year + years, month + 1)

    @property
    def label(self) -> str:
        """The year as plans print it, 2009/10 or 2009; of several `2021 to 2025`."""
        if self.count > 1:
            years = self.years()
            return f"{years[0].label} to {years[-1].label}"
        if self.calendar.has_calendar_years:
            return str(self.start_year)
        return f"{self.start_year}/{(self.start_year + 1) % 100:02d}"

    @property
    def period(self) -> Period:
        """The year, or all years together, as a period."""
        return Period(self.first, self.last, self.label)

    @property
    def next(self) -> "FinancialYear":
        """The year after, or as many years after."""
        return FinancialYear(self.start_year + self.count, self.calendar, self.count)

    @property
    def counted_from(self) -> str:
        """The month from which cumulative figures count: April, or of several years April 2021."""
        if self.count > 1:
            return f"{self.calendar.first_month_name} {self.start_year}"
        return self.calendar.first_month_name

    def years(self) -> tuple["FinancialYear", ...]:
        """Return each year by itself, in order."""
        start_years = range(self.start_year, self.start_year + self.count)
        return tuple(map(self.calendar.year, start_years))

    def year_at(self, day: date) -> "FinancialYear":
        """Return the one of its years that a day is in, or else the nearest."""
        wanted = self.calendar.year_containing(day).start_year
        last = self.start_year + self.count - 1
        return self.calendar.year(max(self.start_year, min(wanted, last)))

    def month_text(self, number: int) -> str:
        """Return month 1 (January) to 12 of the year as it is written: Sep 2009.

        Of several years it is that of the first.
        """
        return f"{MONTHS[number - 1]} {self.year_of_month(number)}"

    def year_of_month(self, number: int) -> int:
        """Return the calendar year that month 1 (January) to 12 of the year is in."""
        if number < self.calendar.first_month:
            return self.start_year + 1
        return self.start_year

    def months(self) -> tuple[Period, ...]:
        """Return the months in order: twelve of each year."""
        numbers = range(1, _MONTHS_OF_YEAR * self.count + 1)
        return tuple(self._part(number, 1) for number in numbers)

    def quarters(self) -> tuple[Period, ...]:
        """Return the quarters that end in the year, in order: four of each year."""
        return tuple(self._quarters())

    def quarters_by_key(self) -> dict[str, Period]:
        """Return the quarters by the keys that plan files have for them: Q3, of several years Q3 2024."""
        by_key: dict[str, Period] = {}
        for quarter in self.quarters():
            key = _quarter_name(quarter)
            if self.count > 1:
                key = quarter.label.replace("-", " ")
            by_key[key] = quarter
        return by_key

    def _quarters(self) -> Iterator[Period]:
        for month in self.months():
            if self.calendar.is_unit_end(month.last, _MONTHS_OF_QUARTER):
                yield self.calendar.unit_ending(month.last, _MONTHS_OF_QUARTER)

    def quarter(self, number: int) -> Period:
        """Return quarter 1 to 4, labelled Q1-2009/10, or Q1-2009 if quarters are the calendar's.

        Of several years it is that of the first.
        """
        if not self.calendar.has_calendar_quarters:
            return self._labelled(f"Q{number}", self._part(number, _MONTHS_OF_QUARTER))
        year = self.start_year
        if number * _MONTHS_OF_QUARTER < self.calendar.first_month:
            year += 1
        return calendar_quarter(year, number)

    def half(self, number: int) -> Period:
        """Return half 1 or 2, labelled H1-2009/10, or H1-2009 if years are the calendar's."""
        if self.calendar.has_calendar_years:
            return calendar_half(self.start_year, number)
        return self._labelled(f"H{number}", self._part(number, 6))

    def _labelled(self, name: str, part: Period) -> Period:
        label = self.calendar.year(self.start_year).label
        return Period(part.first, part.last, f"{name}-{label}")

    def _part(self, number: int, length: int) -> Period:
        """Return part `number` (from 1) of the year in parts of `length` months."""
        months_before = self.calendar.first_month - 1 + (number - 1) * length
        year, month = divmod(self.start_year * 12 + months_before, 12)
        return months(year, month + 1, length)


def _quarter_name(quarter: Period) -> str:
    """Return the name of a quarter without its year: Q3."""
    return quarter.label.partition("-")[0]
