"""The days in cells of progress: when something was done, started or is now expected."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from plan_data.table_import.date_rewrites import rewrite_dates, without_time_of_day
from plan_data.table_import.heading_words import plain_words
from plan_data.table_import.printed_date import PrintedDate
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.progress_words import has_doubtful_mark, read_word
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTHS

# Words beside a day that change nothing about it, in any column.
_NEUTRAL_WORDS = (
    "on in at the of and date am le el la den dem das seit depuis desde en del de vom "
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "miércoles jueves viernes sábado domingo montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag actual actually"
)
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
# Those that change nothing in columns of starts and of forecasts; elsewhere they change all.
STARTED_WORDS = frozenset(
    (
        *("started", "commenced", "began", "begun", "start", "underway", "commencé", "démarré"),
        *("iniciado", "iniciada", "begonnen", "gestartet"),
    )
)
EXPECTED_WORDS = frozenset(("by", "now", "forecast", "expected"))
_AS_OF = re.compile(
    r"\b(?:as\s+(?:at|of|on)|(?:position|status|progress|update[sd]?|correct|reported?)\s+(?:as\s+)?"
    r"(?:at|of|on|to)|stand(?:\s+vom)?|(?:état|situation|avancement|bilan|mis\s+à\s+jour)\s+(?:au|le)"
    r"|(?:corte|avance|estado|situación|actualizado)\s+al?|a\s+fecha\s+de)"
    r"[\s:]+(?P<rest>.{4,40})",
    re.IGNORECASE,
)
_LONGEST_WITH_DAY = 120  # characters of a cell whose day counts as that of the cell


class ProgressDay(Struct, frozen=True):
    """The day or period of a cell, as text that is typed for one; "" if the cell has none.

    `doubt` says why it is a guess, `is_alone` whether the cell says nothing beside it.
    """

    text: str
    doubt: str = ""
    is_alone: bool = True


NO_DAY = ProgressDay("")


def read_progress_day(
    text: str,
    year: FinancialYear,
    *,
    month_first: bool | None,
    neutral: Collection[str] = (),
) -> ProgressDay:
    """Return the day of a cell by the rules of all dates; one without a year is a guess.

    `neutral` are words that change nothing about a day in the cell's column.
    """
    if len(text) > _LONGEST_WITH_DAY or not any(map(str.isdigit, text)):
        return NO_DAY
    plain = without_time_of_day(flatten(text))
    rewritten = rewrite_dates(plain, year, month_first=month_first)
    dates = find_printed_dates(rewritten.text, year)
    if not dates:
        return NO_DAY
    periods = dict.fromkeys([date.period for date in dates])
    doubt = dates[0].why
    if len(periods) > 1:
        doubt = f"print has several dates: '{plain.strip()}'"
    doubt = doubt or rewritten.doubt
    rest = _without_dates(rewritten.text, dates)
    is_alone = not has_doubtful_mark(plain) and _is_neutral(rest, neutral)
    return ProgressDay(_typed(dates[0]), doubt, is_alone)


def _typed(printed: PrintedDate) -> str:
    """Return a date as it is typed: 3 May 2024, or a longer period in the timescale language."""
    days = printed.days
    if days.first == days.last:
        return typed_day(days.first)
    return printed.period


def typed_day(day: date) -> str:
    """Return a day with its month in letters, which no spreadsheet program reads another way."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _without_dates(text: str, dates: Iterable[PrintedDate]) -> str:
    rest = ""
    begin = 0
    for printed in dates:
        rest += f"{text[begin : printed.start]} "
        begin = printed.end
    return rest + text[begin:]


def _is_neutral(rest: str, neutral: Collection[str]) -> bool:
    """Return whether words beside a date only say that it was done then, or are neutral."""
    words = plain_words(rest).split()
    kept = [word for word in words if word not in _NEUTRAL and word not in neutral]
    for text in (rest, " ".join(kept)):
        word = read_word(text)
        if word and word.meaning == "done" and word.is_all:
            return True
    return not kept


def words_beside_day(text: str, year: FinancialYear) -> str:
    """Return a text without its dates and the words that lead to them, as "Completed on 3 May"."""
    if len(text) > _LONGEST_WITH_DAY or not any(map(str.isdigit, text)):
        return text
    plain = without_time_of_day(flatten(text))
    rest = _without_dates(plain, find_printed_dates(plain, year))
    kept = [word for word in plain_words(rest).split() if word not in _NEUTRAL | {"by"}]
    joined = " ".join(kept)
    return joined if read_word(joined) else text


def find_as_of(texts: Iterable[str], year: FinancialYear, latest: date) -> date | None:
    """Return the day that a table says its progress is of, such as "as at 31 March 2024".

    A month means its last day. A day after `latest` is no such day.
    """
    for text in texts:
        for match in _AS_OF.finditer(flatten(text)):
            dates = find_printed_dates(rewrite_dates(match["rest"], year).text, year)
            if not dates or dates[0].why or dates[0].level not in {"day", "month"}:
                continue
            day = dates[0].days.last
            if day <= latest:
                return day
    return None
