"""Periods of whole days: days, weeks, months, seasons and calendar years."""

from datetime import date, timedelta

from msgspec import Struct

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the first month of each
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Period(Struct, frozen=True):
    """A run of whole days, both ends included; `label` is how a ref names it."""

    first: date
    last: date
    label: str


def day(on: date) -> Period:
    """Return the period of one day."""
    return Period(on, on, on.isoformat())


def months(year: int, month: int, count: int = 1) -> Period:
    """Return `count` whole months from `month` (1 to 12) of `year`, labelled by the last one."""
    first = date(year, month, 1)
    last_year, last_month = divmod(year * 12 + month - 2 + count, 12)
    label = f"{MONTHS[last_month]}-{last_year}"
    return Period(first, month_end(last_year, last_month + 1), label)


def calendar_year(year: int) -> Period:
    """Return 1 January to 31 December of `year`."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def calendar_quarter(year: int, number: int) -> Period:
    """Return quarter 1 to 4 of a calendar year, labelled Q1-2024."""
    period = months(year, number * 3 - 2, 3)
    return Period(period.first, period.last, f"Q{number}-{year}")


def calendar_half(year: int, number: int) -> Period:
    """Return half 1 or 2 of a calendar year, labelled H1-2024."""
    period = months(year, number * 6 - 5, 6)
    return Period(period.first, period.last, f"H{number}-{year}")


def season(name: str, year: int) -> Period:
    """Return a season of three months; winter is named by the year of its December."""
    period = months(year, SEASONS[name], 3)
    return Period(period.first, period.last, f"{name}-{year}")


def weeks(ending: date, count: int = 1) -> Period:
    """Return the `count` whole weeks up to `ending`, a Sunday, labelled by it."""
    return Period(ending - timedelta(days=7 * count - 1), ending, ending.isoformat())


def month_end(year: int, month: int) -> date:
    """Return the last day of a month (1 to 12)."""
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return next_month - timedelta(days=1)


def months_later(day: date, count: int) -> date:
    """Return the same day of a later month, or the last day that month has."""
    years, month = divmod(day.month - 1 + count, 12)
    last = month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def one_month_after(on: date) -> date:
    """Return the end of one calendar month from `on`.

    From the last day of a month to the last day of the next; from any other day to the same day
    of the next month, or to its last day if it is shorter.
    """
    year, month = on.year + on.month // 12, on.month % 12 + 1
    last = month_end(year, month)
    if on == month_end(on.year, on.month):
        return last
    return min(last, date(year, month, min(on.day, last.day)))
