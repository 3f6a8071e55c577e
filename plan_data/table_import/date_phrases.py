"""Find the dates, windows and lists of dates in a text, each in the timescale language."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.table_import.date_qualifiers import (
    NOT_DUE,
    NOT_DUE_IN_YEAR,
    DateQualifier,
    doubt_of_qualifier,
    find_doubt_after,
    read_qualifier,
)
from plan_data.table_import.dates_without_year import (
    LIST_CONNECTION,
    RANGE_CONNECTION,
    with_years,
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

_ARROW = re.compile(r"\u2192|->|=>")
_BETWEEN_AT_END = re.compile(r"\bbetween[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_ONWARDS = re.compile(
    r"[ \t]*(?:onwards?\b|on-wards?\b|and[ \t]+(?:ongoing|on-going|beyond|continuing)\b"
    r"|at[ \t]+the[ \t]+earliest\b|or[ \t]+later\b|\+(?!\w))",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\+(?!\w)")
_LATEST = re.compile(r"[ \t,]*\(?(?:at[ \t]+the[ \t]+)?latest\b\)?(?!\?)", re.IGNORECASE)
_WEEK_AT_END = re.compile(
    r"\b(?:week[ \t]+(?:commencing|beginning|starting|of)|w/?[cb])[ \t:]*(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_LONGEST_BETWEEN = 30  # characters before a range in which "between" is searched
_TIMES_WITH_ARROW = "an arrow is between two times; read as from the one to the other"
_YEARS_TO_END = "print gives the first and the last year, and no month"
_EITHER_TIME = "print says 'or': either time may be meant"
_DAYS_WITH_SLASH = "'/' is between two days; either may be meant"
TIMES_WITH_SLASH = "'/' is between two times; read as from the one to the other"
_EITHER = re.compile(r"[ \t,/]*(?:and/)?or[ \t]+(?:by[ \t]+)?", re.IGNORECASE)
_OWN_YEAR = re.compile(r"\d\d|'\d")
_SLASH = re.compile(r"[ \t]*/[ \t]*")
_AND = re.compile(r"[ \t]*(?:&|\band\b)[ \t]*", re.IGNORECASE)
_MONTHS_IN_A_ROW = "two months in a row; read as from the one to the other"


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
    dates = with_years(text, printed)
    phrases: list[TimescalePhrase] = []
    for group in _connected_groups(text, dates):
        previous_end = 0
        if phrases:
            previous_end = phrases[-1].end
        phrase = _phrase_of_group(text, group, previous_end)
        if phrase:
            phrases = _with_either(text, phrases, phrase)
    return phrases


def _with_either(
    text: str, phrases: list[TimescalePhrase], phrase: TimescalePhrase
) -> list[TimescalePhrase]:
    """Return phrases with one more; two with "or" between them are both in doubt."""
    if not phrases or not _EITHER.fullmatch(text, phrases[-1].end, phrase.start):
        return [*phrases, phrase]
    before = msgspec.structs.replace(phrases[-1], why=phrases[-1].why or _EITHER_TIME)
    return [*phrases[:-1], before, msgspec.structs.replace(phrase, why=phrase.why or _EITHER_TIME)]


def in_text_order(phrases: Iterable[TimescalePhrase]) -> list[TimescalePhrase]:
    """Return phrases in the order of their places, without those inside another."""
    kept: list[TimescalePhrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


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
    if len(group) == 1 and last.level == following.level == "year range":
        return "range"
    if not _may_connect(last, following, gap):
        return None
    is_list = bool(LIST_CONNECTION.fullmatch(gap))
    if len(group) > 1 or not _connects_range(text, last, gap, is_list=is_list):
        if is_list:
            return "list"
        return None
    if last.days.first > following.days.last:
        return None
    return "range"


def _may_connect(date: PrintedDate, following: PrintedDate, gap: str) -> bool:
    if "\n" in gap or _is_year(date) != _is_year(following):
        return False
    return not _is_year(date) or bool(RANGE_CONNECTION.fullmatch(gap))


def _connects_range(text: str, first: PrintedDate, gap: str, *, is_list: bool) -> bool:
    """Return whether a gap is that of "May to June" or of "between May and June"."""
    if RANGE_CONNECTION.fullmatch(gap):
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
    level = first.level
    if len(group) > 1 and _is_year(first):
        when = _when_of_years(group, qualifier)
        level = "year range"
    elif len(group) > 1:
        when = _when_of_several(text, group, qualifier.word)
    else:
        onwards = bool(_ONWARDS.fullmatch(text, first.end, end))
        when = _when_of_one(first, qualifier, onwards=onwards)
    return TimescalePhrase(
        _start_with_qualifier(first, qualifier),
        end,
        when,
        kind="date",
        why=_doubt_of_group(text, group, previous_end, qualifier) or _doubt_of_mark(text, group),
        level=level,
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
    after = find_doubt_after(text, end) or _LATEST.match(text, end)
    if after:
        return after.end()
    onwards = _ONWARDS.match(text, end)
    if onwards and len(group) == 1:
        return onwards.end()
    return end


def _doubt_of_group(
    text: str, group: Sequence[PrintedDate], previous_end: int, qualifier: DateQualifier
) -> str:
    """Return why the group is in doubt, "" if it is not."""
    first = group[0]
    last_end = group[-1].end
    if len(group) > 1 and _is_year(first):
        return first.why or _YEARS_TO_END
    after = find_doubt_after(text, last_end) or _OPEN_END.match(text, last_end)
    if after:
        return f"print says '{after[0].strip(' ()[]')}' after the date"
    if qualifier.end and first.level == "year":  # "end of 2009" needs no month
        return ""
    for date in group:
        if date.why:
            return date.why
    return doubt_of_qualifier(text, previous_end, first.start, qualifier)


def _doubt_of_mark(text: str, group: Sequence[PrintedDate]) -> str:
    """Return why "Jun/Jul 2024" or two dates with an arrow are in doubt, "" if they are not."""
    if _is_slash_pair(text, group):
        return TIMES_WITH_SLASH
    if _are_months_in_a_row(text, group):
        return _MONTHS_IN_A_ROW
    if _has_slash_between_days(text, group):
        return _DAYS_WITH_SLASH
    if _ARROW.search(text, group[0].end, group[-1].start):
        return _TIMES_WITH_ARROW
    return ""


def _has_slash_between_days(text: str, group: Sequence[PrintedDate]) -> bool:
    """Return whether "/" is between two days: one in two languages, or two to choose from."""
    for date, following in pairwise(group):
        if date.level == "day" and _SLASH.fullmatch(text, date.end, following.start):
            return True
    return False


def _is_slash_pair(text: str, group: Sequence[PrintedDate]) -> bool:
    """Return whether a group is two months or quarters with "/" between them and one year."""
    return _is_pair_with_one_year(text, group, _SLASH) and (
        group[0].days.first < group[1].days.first
    )


def _are_months_in_a_row(text: str, group: Sequence[PrintedDate]) -> bool:
    """Return whether a group is two months that follow each other: June & July 2024."""
    if not _is_pair_with_one_year(text, group, _AND):
        return False
    first, last = group
    if not first.level == last.level == "month":
        return False
    return first.days.last + timedelta(days=1) == last.days.first


def _is_pair_with_one_year(
    text: str, group: Sequence[PrintedDate], between: re.Pattern[str]
) -> bool:
    """Return whether a group is two times of which the first has no day and no year of its own."""
    if len(group) != 2:  # noqa: PLR2004 - a pair
        return False
    first, last = group
    if first.level == "day" or not between.fullmatch(text, first.end, last.start):
        return False
    return not _OWN_YEAR.search(text, first.start, first.end)


def _when_of_years(group: Sequence[PrintedDate], qualifier: DateQualifier) -> str:
    """Return the timescale of the first and the last year of a range."""
    last = group[-1].period
    if qualifier.is_limit:
        return f"by {last}"
    return f"{group[0].period} to {last}"


def _when_of_several(text: str, group: Sequence[PrintedDate], word: str) -> str:
    """Return the timescale of a range or a list of dates."""
    first, last = group[0].first_period, group[-1].period
    gap = text[group[0].end : group[-1].start]
    is_pair = len(group) == 2  # noqa: PLR2004 - the two ends of a range
    is_range = bool(RANGE_CONNECTION.fullmatch(gap)) or word == "between"
    is_one_time = _is_slash_pair(text, group) or _are_months_in_a_row(text, group)
    if not is_pair or not (is_range or is_one_time):
        periods = dict.fromkeys(date.period for date in group)
        return ", ".join(periods)
    if first == last:
        return first
    return f"{first} to {last}"


def _when_of_one(date: PrintedDate, qualifier: DateQualifier, *, onwards: bool) -> str:
    period = date.period
    if onwards or qualifier.is_start:
        return f"from {date.first_period}"
    if qualifier.end and _is_calendar_year(date):
        return f"by Dec {period}"
    if qualifier.is_limit:
        return f"by {period}"
    return period


def _is_calendar_year(date: PrintedDate) -> bool:
    return date.level == "year" and "/" not in date.period
