"""The year or years of an imported plan, as an option or a file's name has them."""

import re

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.plan_file.plan_years import plan_year
from plan_data.table_import.printed_date import financial_label
from plan_data.timescale.financial_year import APRIL, FinancialYear

_ONE_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(
    rf"(?P<first>{_ONE_YEAR}(?:/\d\d)?)\s*(?:-|\u2013|to)\s*(?P<last>{_ONE_YEAR}(?:/\d\d)?)"
)
_FISCAL = re.compile(r"FY\s?(?P<years>\d\d(?:\d\d)?(?:[-/]\d\d(?:\d\d)?)?)", re.IGNORECASE)
_YEARS_IN_NAME = re.compile(
    rf"(?<!\d)(?P<first>{_ONE_YEAR})(?:\s*(?:-|\u2013|to)\s*(?P<last>{_ONE_YEAR}))?(?!\d)"
)


def read_year(text: str) -> FinancialYear:
    """Return the year of 2009/10, 2009-10, FY25 or 2024, or the years of 2021 to 2025 or 2021-2025.

    Raises:
        Refused: if it is none of them.

    """
    words = " ".join(text.split())
    fiscal = _FISCAL.fullmatch(words)
    if fiscal:
        words = _named_by_end(fiscal["years"])
    year = _financial_year(words) or plan_year(About("", "", words)) or _several(words)
    if year is None:
        raise Refused(f"'{text}' is not a financial year: write it like 2009/10.")
    return year


def _named_by_end(years: str) -> str:
    """Return the financial year of the digits after FY, as it is written."""
    if not years.isdigit():
        return years
    return APRIL.year(int(f"20{years}"[-4:]) - 1).label


def _financial_year(words: str) -> FinancialYear | None:
    try:
        return FinancialYear.parse(financial_label(words) or "")
    except (ValueError, IndexError):
        return None


def _several(words: str) -> FinancialYear | None:
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    return plan_year(About("", "", "", years=f"{match['first']} to {match['last']}"))


def calendar_years_of(name: str) -> str:
    """Return the calendar year or years that a file's name has, "" if it has none."""
    match = _YEARS_IN_NAME.search(name)
    if match is None:
        return ""
    if match["last"] and match["last"] > match["first"]:
        return f"{match['first']} to {match['last']}"
    return match["first"]
