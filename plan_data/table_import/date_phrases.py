"""Find the dates, windows and lists of dates in a text, each in the timescale language."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.table_import.date_qualifiers import (
    NOT_DUE,
    NOT_DUE_IN_YEAR,
    DateQualifier,
    doubt_of_qualifier,
    read_qualifier,
)
from plan_data.table_import.printed_date import DateLevel, PrintedDate
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTHS, Period, day

PhraseKind = Literal["date", "repeat", "ongoing", "throughout", "undated"]
Connection = Literal["list", "range"]


class TimescalePhrase(Struct, frozen=True):
    """A phrase from `start` to `end` of a text, read into the timescale language as `when`.

    `when` lacks the "?" of a guess; `why` is the reason for it, "" if the reading is sure. `due` is
    the last period that is named, None if the phrase repeats or has no date; `word` is the word
    before a date, such as "by", and `several` is whether the phrase is a list of dates.
    """

    start: int
    end: int
    when: str
    kind: PhraseKind
    why: str = ""
    level: DateLevel | None = None
    due: Period | None = None
    word: str = ""
    several: bool = False


MOST_IN_CELL = 200  # dates and timescales, or milestones

_LIST_CONNECTION = re.compile(r"[ \t]*(?:,|&|/|\band\b|,[ \t]*and\b)[ \t]*", re.IGNORECASE)
_RANGE_CONNECTION = re.compile(r"[ \t]*(?:-|\u2013|\bto\b|\buntil\b|\btill\b)[ \t]*", re.IGNORECASE)
_BETWEEN_AT_END = re.compile(r"\bbetween[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_ONWARDS = re.compile(
    r"[ \t]*(?:onwards?\b|on-wards?\b|and[ \t]+(?:ongoing|on-going|beyond|continuing)\b)",
    re.IGNORECASE,
)
_WEEK_AT_END = re.compile(
    r"\b(?:week[ \t]+(?:commencing|beginning|starting|of)|w/?c)[ \t:]*(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_LONGEST_BETWEEN = 30  # characters before a range in which "between" is searched
_LETTER_OR_DIGIT = re.compile(r"\w")
_TWO_MONTHS_ONE_YEAR = "print gives one year for two months; the earlier is read as before"


class CrowdedCell(Exception):  # noqa: N818 - as it reads in `raise CrowdedCell`
    """A text has more dates and timescales than a cell of a delivery table."""


def refuse_crowded(found: Sequence[object]) -> None:
    """Raise `CrowdedCell` if a text has more dates or timescales than a cell may have."""
    if len(found) > MOST_IN_CELL:
        raise CrowdedCell


def find_date_phrases(text: str, year: FinancialYear) -> list[TimescalePhrase]:
    """Return the dates, windows and lists of dates in `text`, in order.

    Raises:
        CrowdedCell: if there are more than `MOST_IN_CELL`.

    """
    printed = find_printed_dates(text, year)
    refuse_crowded(printed)
    dates = _with_years(text, printed)
    phrases: list[TimescalePhrase] = []
    for group in _connected_groups(text, dates):
        previous_end = 0
        if phrases:
            previous_end = phrases[-1].end
        phrase = _phrase_of_group(text, group, previous_end)
        if phrase:
            phrases.append(phrase)
    return phrases


def in_text_order(phrases: Iterable[TimescalePhrase]) -> list[TimescalePhrase]:
    """Return phrases in the order of their places, without those inside another."""
    kept: list[TimescalePhrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


# Months without a year.


def _with_years(text: str, dates: Sequence[PrintedDate]) -> list[PrintedDate]:
    """Give months without a year that of the next in their list or range; drop mere words."""
    settled: list[PrintedDate] = []
    following = None
    for date in reversed(dates):
        following = _with_year_of_following(text, date, following)
        settled.append(following)
    settled.reverse()
    return [date for date in settled if _is_date(text, date)]


def _with_year_of_following(
    text: str, date: PrintedDate, following: PrintedDate | None
) -> PrintedDate:
    if not following or date.level != "bare month":
        return date
    if following.level not in {"month", "bare month"}:
        return date
    gap = text[date.end : following.start]
    if not _LIST_CONNECTION.fullmatch(gap) and not _RANGE_CONNECTION.fullmatch(gap):
        return date
    return _in_same_year(date, following)


def _in_same_year(date: PrintedDate, following: PrintedDate) -> PrintedDate:
    """Return a month in the year of the one that follows it, or in the year before."""
    month = date.period.split()[0]
    year = int(following.period.split()[1])
    shared = msgspec.structs.replace(
        date, period=f"{month} {year}", level=following.level, why=following.why
    )
    if shared.days.first <= following.days.first:
        return shared
    return msgspec.structs.replace(shared, period=f"{month} {year - 1}", why=_TWO_MONTHS_ONE_YEAR)


def _is_date(text: str, date: PrintedDate) -> bool:
    """Return whether a date is not just a word, such as a month alone in a sentence."""
    if date.level != "bare month":
        return True
    if not _LETTER_OR_DIGIT.search(text, 0, date.start) and not _LETTER_OR_DIGIT.search(
        text, date.end
    ):
        return True
    return read_qualifier(text, date.start).has_words


# Dates that belong together.


def _connected_groups(text: str, dates: Sequence[PrintedDate]) -> list[list[PrintedDate]]:
    """Return the dates in groups: the dates of a list, the two of a range, or one alone."""
    groups: list[list[PrintedDate]] = []
    is_open = False  # whether the last group may go on: a range has two dates
    for date in dates:
        connection = None
        if is_open:
            connection = _connection(text, groups[-1], date)
        if connection:
            groups[-1].append(date)
        else:
            groups.append([date])
        is_open = connection != "range"
    return groups


def _connection(
    text: str, group: Sequence[PrintedDate], following: PrintedDate
) -> Connection | None:
    """Return how the text connects a date to the group before it, None if it does not."""
    last = group[-1]
    gap = text[last.end : following.start]
    if not _may_connect(last, following, gap):
        return None
    is_list = bool(_LIST_CONNECTION.fullmatch(gap))
    if len(group) > 1 or not _connects_range(text, last, gap, is_list=is_list):
        if is_list:
            return "list"
        return None
    if last.days.first > following.days.last:
        return None
    return "range"


def _may_connect(date: PrintedDate, following: PrintedDate, gap: str) -> bool:
    return not _is_year(date) and not _is_year(following) and "\n" not in gap


def _connects_range(text: str, first: PrintedDate, gap: str, *, is_list: bool) -> bool:
    """Return whether a gap is that of "May to June" or of "between May and June"."""
    if _RANGE_CONNECTION.fullmatch(gap):
        return True
    begin = max(0, first.start - _LONGEST_BETWEEN)
    return is_list and bool(_BETWEEN_AT_END.search(text, begin, first.start))


def _is_year(date: PrintedDate) -> bool:
    return date.level in {"year", "year range"}


# A group as a phrase.


def _phrase_of_group(
    text: str, group: Sequence[PrintedDate], previous_end: int
) -> TimescalePhrase | None:
    """Return the phrase of a group with the words around it, None if nothing is due then."""
    first, last = group[0], group[-1]
    week = _week_of(text, first) if len(group) == 1 else None
    if week:
        return week
    qualifier = read_qualifier(text, first.start)
    if qualifier.word in NOT_DUE:
        return None
    if _is_year(first) and qualifier.word in NOT_DUE_IN_YEAR:
        return None
    end = _end_with_onwards(text, group)
    if len(group) > 1:
        gap = text[first.end : last.start]
        when = _when_of_several(group, gap, qualifier.word)
    else:
        when = _when_of_one(first, qualifier, onwards=end > first.end)
    return TimescalePhrase(
        _start_with_qualifier(first, qualifier),
        end,
        when,
        kind="date",
        why=_doubt_of_group(text, group, previous_end, qualifier),
        level=first.level,
        due=last.days,
        word=qualifier.word,
        several="," in when,
    )


def _week_of(text: str, date: PrintedDate) -> TimescalePhrase | None:
    """Return "week commencing 4 March 2024" as by that week's end, None if it is another phrase."""
    begin = max(0, date.start - _LONGEST_BETWEEN)
    match = _WEEK_AT_END.search(text, begin, date.start)
    if match is None or date.level != "day":
        return None
    end = day(date.days.first + timedelta(days=6 - date.days.first.weekday()))
    why = date.why or "the day on which a week begins is printed; read as by the week's end"
    when = f"by {end.last.day} {MONTHS[end.last.month - 1]} {end.last.year}"
    return TimescalePhrase(
        match.start(), date.end, when, "date", why, level="day", due=end, word="by"
    )


def _start_with_qualifier(date: PrintedDate, qualifier: DateQualifier) -> int:
    if qualifier.changes_date:
        return qualifier.start
    return date.start


def _end_with_onwards(text: str, group: Sequence[PrintedDate]) -> int:
    """Return where the phrase ends, with the "onwards" that may follow a single date."""
    end = group[-1].end
    onwards = _ONWARDS.match(text, end)
    if onwards and len(group) == 1:
        return onwards.end()
    return end


def _doubt_of_group(
    text: str, group: Sequence[PrintedDate], previous_end: int, qualifier: DateQualifier
) -> str:
    """Return why the group is in doubt, "" if it is not."""
    first = group[0]
    if qualifier.end and first.level == "year":  # "end of 2009" needs no month
        return ""
    for date in group:
        if date.why:
            return date.why
    return doubt_of_qualifier(text, previous_end, first.start, qualifier)


def _when_of_several(group: Sequence[PrintedDate], gap: str, word: str) -> str:
    """Return the timescale of a range or a list of dates; `gap` is the text inside a range."""
    first, last = group[0].period, group[-1].period
    is_pair = len(group) == 2  # noqa: PLR2004 - the two ends of a range
    if not is_pair or not (_RANGE_CONNECTION.fullmatch(gap) or word == "between"):
        periods = dict.fromkeys(date.period for date in group)
        return ", ".join(periods)
    if first == last:
        return first
    return f"{first} to {last}"


def _when_of_one(date: PrintedDate, qualifier: DateQualifier, *, onwards: bool) -> str:
    period = date.period
    if onwards or qualifier.is_start:
        return f"from {period}"
    if qualifier.end and _is_calendar_year(date):
        return f"by Dec {period}"
    if qualifier.is_limit or date.level == "year range":
        return f"by {period}"
    return period


def _is_calendar_year(date: PrintedDate) -> bool:
    return date.level == "year" and "/" not in date.period
