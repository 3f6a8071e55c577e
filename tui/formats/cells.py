"""How the value of a table's cell becomes text, for people and for spreadsheets."""

import re
from datetime import date

from plan_data.text import clean
from store.dates import format_day
from tui.wording.counts import format_number

CellValue = str | date | float | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What a spreadsheet takes for a number or a date, quoted or not: 9.10, 2009/10, 1E5.
_LIKE_A_NUMBER = re.compile(r"\s*[\d.,/:\s-]*\d[\d.,/:\s-]*(?:[eE]\d+)?\s*")


def cell_text(value: CellValue) -> str:
    """Return a value as people read it: text cleaned, dates as 31 Oct 2009."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, date):
        return format_day(value)
    return format_number(value)


def json_value(value: CellValue) -> CellValue:
    """Return a value for JSON: text cleaned, all else as it is."""
    if isinstance(value, str):
        return clean(value)
    return value


def csv_value(value: CellValue) -> str | float:
    """Return a value that a spreadsheet reads as what it is; an apostrophe keeps text as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = spreadsheet_text(value)
        if _LIKE_A_NUMBER.fullmatch(text):
            return f"'{text}"
        return text
    if value is None:
        return ""
    return value


def spreadsheet_text(text: str) -> str:
    """Return `text` cleaned, and no formula to a spreadsheet."""
    return clean(neutralise_formula(text))


def neutralise_formula(text: str) -> str:
    """Return `text` so that a spreadsheet does not take it for a formula."""
    if text.lstrip(" \n").startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text
