"""Write out dates that print gives for several years: May 2025, 2026; 27 May - 3 June 2025 and 2026."""

import re

from plan_data.table_import.printed_date import DAY_PATTERN, MONTH_PATTERN

_JOIN = r"\s*(?:,|&|/|\band\b|,\s*and\b)\s*"
_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"(?P<years>{_YEAR}(?:{_JOIN}{_YEAR})+)(?![\d/-])"
MONTHS_OF_YEARS = re.compile(
    rf"(?P<months>\b{MONTH_PATTERN}(?:{_JOIN}{MONTH_PATTERN})*),?\s+{_YEARS}", re.IGNORECASE
)
DAYS_OF_YEARS = re.compile(
    rf"(?<![\w./-])(?:(?P<first>{DAY_PATTERN})(?:\s+(?P<first_month>{MONTH_PATTERN}))?\s*(?:-|\u2013|to)\s*)?"
    rf"(?P<last>{DAY_PATTERN})\s+(?P<last_month>{MONTH_PATTERN}),?\s+{_YEARS}",
    re.IGNORECASE,
)
_ONE_MONTH = re.compile(MONTH_PATTERN, re.IGNORECASE)
_ONE_YEAR = re.compile(_YEAR)
_MOST_EXPANDED = 60  # months that a list with several years may have


def months_of_years(match: re.Match[str]) -> str:
    """Return "May and June 2025, 2026" as a list of four months, each with its year."""
    months = _ONE_MONTH.findall(match["months"])
    years = _ONE_YEAR.findall(match["years"])
    if len(months) * len(years) > _MOST_EXPANDED:
        return match[0]
    dates = []
    for year in years:
        for month in months:
            dates.append(f"{month[:3].title()} {year}")  # noqa: PERF401 - two loops read better
    return ", ".join(dates)


def days_of_years(match: re.Match[str]) -> str:
    """Return a day, or a range of days, of several years as a list with the year of each."""
    years = _ONE_YEAR.findall(match["years"])
    if len(years) > _MOST_EXPANDED:
        return match[0]
    dates = []
    for year in years:
        last = _day_of_year(match["last"], match["last_month"], year)
        if match["first"]:
            first = _day_of_year(match["first"], match["first_month"] or match["last_month"], year)
            dates.append(f"{first} to {last}")
        else:
            dates.append(last)
    return ", ".join(dates)


def _day_of_year(day: str, month: str, year: str) -> str:
    return f"{day} {month[:3].title()} {year}"
