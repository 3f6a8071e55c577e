"""Days as people say them: 25 Nov, 25th November 2009, Sept, friday, 3 days ago, yesterday.

This is for what a person types as a day. Plan files, forecasts and new dates are in the timescale
language of `plan_data/timescale`, which asks for every year.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from plan_data.timescale.period_parser import match_all, parse_period
from plan_data.timescale.periods import MONTH_NAMES, MONTHS, Period, day, months

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_OF_UNIT = {"day": 1, "week": 7}
_LEAP_CYCLE = 8  # years, within which 29 February comes at the latest


class _SpokenForm(Struct, frozen=True):
    """A way to say a day or a month; `build` takes the latest day and the groups of `pattern`."""

    pattern: str
    build: Callable[..., Period | None]


def spoken_period(text: str, latest: date) -> Period | None:
    """Return the day or period that a text means, None if the language of people has no such words.

    What has no year is the latest that begins by `latest`; `yesterday` and `3 days ago` count from
    it.

    Raises:
        NotATimescale: if the text is a day that does not exist.

    """
    words = " ".join(text.split())
    for form in _FORMS:
        if match := match_all(form.pattern, words):
            return form.build(latest, *match.groups())
    plain = _without_variants(words)
    if plain == words:
        return None
    return parse_period(plain)


def _without_variants(words: str) -> str:
    """Return the words with `Sept` as Sep, and without the ending of a number and an `of`."""
    plain = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?", r"\1", words, flags=re.IGNORECASE)
    return re.sub(r"\bsept\b\.?", "Sep", plain, flags=re.IGNORECASE)


def _yesterday(latest: date) -> Period:
    return _days_before(latest, 1)


def _ago(latest: date, count: str, unit: str) -> Period:
    number = 1
    if count.isdigit():
        number = int(count)
    return _days_before(latest, number * _DAYS_OF_UNIT[unit.lower()])


def _days_before(latest: date, count: int) -> Period:
    return day(latest - timedelta(days=count))


def _weekday(latest: date, name: str) -> Period:
    for number, weekday in enumerate(_WEEKDAYS):
        if weekday.startswith(name[:3].lower()):
            return _days_before(latest, (latest.weekday() - number) % len(_WEEKDAYS))
    raise AssertionError(name)


def _day_of_month(latest: date, digits: str, name: str) -> Period | None:
    """Return the latest such day, None if no month has it."""
    month = _month_number(name)
    for year in range(latest.year, max(1, latest.year - _LEAP_CYCLE) - 1, -1):
        try:
            found = date(year, month, int(digits))
        except ValueError:  # 29 February in most years
            continue
        if found <= latest:
            return day(found)
    return None


def _month(latest: date, name: str) -> Period:
    month = _month_number(name)
    year = latest.year
    if month > latest.month:
        year -= 1
    return months(year, month)


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].title()) + 1


_MONTH = f"({'|'.join(MONTH_NAMES)}|{'|'.join(MONTHS)}|Sept)\\.?"
_WEEKDAY = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _WEEKDAYS)
_FORMS = (
    _SpokenForm(r"yesterday", _yesterday),
    _SpokenForm(r"(\d{1,3}|a|one) (day|week)s? ago", _ago),
    _SpokenForm(rf"(?:last )?({_WEEKDAY}|tues|thurs?)", _weekday),
    _SpokenForm(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}", _day_of_month),
    _SpokenForm(_MONTH, _month),
)
