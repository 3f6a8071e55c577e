"""Read the timescales of a cell: its dates and words, and what they mean when put together."""

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from plan_data.model import Milestone
from plan_data.table_import.date_phrases import (
    TimescalePhrase,
    find_date_phrases,
    in_text_order,
    refuse_crowded,
)
from plan_data.table_import.date_qualifiers import SENTENCE_BREAK
from plan_data.table_import.ongoing_times import (
    are_adjacent,
    join_ongoing_with_dates,
    join_years_that_continue,
)
from plan_data.table_import.printed_date import DateLevel
from plan_data.table_import.timescale_words import IN_A_SENTENCE, find_timescale_words
from plan_data.table_import.work_times import find_work_times
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.periods import MONTHS, Period

_THEREAFTER = re.compile(r"\bthereafter\b", re.IGNORECASE)
_UNCONFIRMED = "undated (to be confirmed)"
_BETWEEN_UNCONFIRMED = re.compile(r"[ \t:(,\u2013-]*")
_OTHER_END = re.compile(
    r"[ \t,(]*(?:from|starting|commencing|beginning|until|till|once|after|as of)\b", re.IGNORECASE
)
_AFTER_REPEAT = 40  # characters after a repeat in which "thereafter" is searched
_MOST_WORDS_BETWEEN = 2  # words that may separate a repeat from its end
_YEARS: set[DateLevel | None] = {"year", "year range"}
_NEARER_THAN_YEARS = {"day", "month", "season"}
_END_WORDS = {"until", "up to", "to"}

_REPEAT_THROUGH_YEAR = "a repeat and words for the whole year; read as repeating through it"
_START_APART = "the start stands apart from the repeat; read as belonging to it"
_FROM_MONTH_AFTER = "'thereafter' is read as from the month after"
_FROM_SEASON = "print gives a season for the start of the repeat"
_AFTER_THE_PLAN = "the repeat starts after the plan's years; read as a start"
_OTHER_END_NOT_READ = "print gives the repeat a start or an end that is no date"
_TO_DATE_BEFORE = "no end is printed; read as to the date before it"


def find_timescales(text: str, year: FinancialYear) -> list[TimescalePhrase]:
    """Return the timescales of a cell, in the order of their places.

    The `when` of each is in the timescale language; `year` is the plan's.

    Raises:
        CrowdedCell: if there are more than a cell may have.

    """
    words = find_timescale_words(text, year)
    dates = find_date_phrases(text, year)
    work_times = find_work_times(text, year)
    phrases = in_text_order([*words, *dates, *work_times])
    refuse_crowded(phrases)
    phrases = _without_qualifiers(text, _join_unconfirmed(text, phrases))
    phrases = join_ongoing_with_dates(text, join_years_that_continue(text, phrases))
    phrases = _join_repeats_through_year(text, phrases)
    phrases = _join_repeats_with_ends(text, phrases, year)
    phrases = _date_repeats_from_before(text, phrases, year)
    phrases = _doubt_repeats_with_other_ends(text, phrases)
    return [_valid_or_undated(phrase, year) for phrase in phrases]


def _without_qualifiers(text: str, phrases: Sequence[TimescalePhrase]) -> list[TimescalePhrase]:
    """Drop years beside a nearer date in their sentence, and repeats that a list of dates gives."""
    ends = [sentence_break.start() for sentence_break in SENTENCE_BREAK.finditer(text)]
    kept: list[TimescalePhrase] = []
    for _, sentence in groupby(phrases, key=lambda phrase: bisect(ends, phrase.start)):
        kept += _without_qualifiers_in_sentence(list(sentence))
    return kept


def _without_qualifiers_in_sentence(phrases: list[TimescalePhrase]) -> list[TimescalePhrase]:
    levels: set[DateLevel | None] = set()
    if any(map(_is_date_apart_from_work, phrases)):
        levels.add("work time")
    if any(phrase.level in _NEARER_THAN_YEARS for phrase in phrases):
        levels |= _YEARS
    kept = []
    has_list = any(phrase.several for phrase in phrases)
    for phrase in phrases:
        is_listed_repeat = has_list and phrase.kind == "repeat"
        if phrase.level not in levels and not is_listed_repeat:
            kept.append(phrase)
    return kept


def _is_date_apart_from_work(phrase: TimescalePhrase) -> bool:
    return phrase.kind == "date" and phrase.level != "work time"


def _join_unconfirmed(text: str, phrases: Sequence[TimescalePhrase]) -> list[TimescalePhrase]:
    """Read "TBC - June 2024" as that date, in doubt."""
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        if kept and _is_unconfirmed(text, kept[-1], phrase):
            before = kept.pop()
            why = phrase.why or "print says that the date is to be confirmed"
            kept.append(replace(phrase, start=before.start, why=why))
        else:
            kept.append(phrase)
    return kept


def _is_unconfirmed(text: str, before: TimescalePhrase, phrase: TimescalePhrase) -> bool:
    if before.when != _UNCONFIRMED or phrase.kind != "date":
        return False
    return bool(_BETWEEN_UNCONFIRMED.fullmatch(text, before.end, phrase.start))


# "Weekly through the year".


def _join_repeats_through_year(
    text: str, phrases: Sequence[TimescalePhrase]
) -> list[TimescalePhrase]:
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        if kept and are_adjacent(text, kept[-1], phrase):
            kept[-1:] = _join_repeat_and_year(kept[-1], phrase)
        else:
            kept.append(phrase)
    return kept


def _join_repeat_and_year(
    before: TimescalePhrase, phrase: TimescalePhrase
) -> list[TimescalePhrase]:
    """Return a repeat and words for the year as one phrase, any other two as they are."""
    if {before.kind, phrase.kind} != {"throughout", "repeat"}:
        return [before, phrase]
    repeat = phrase
    if before.kind == "repeat":
        repeat = before
    return [replace(repeat, start=before.start, end=phrase.end, why=_REPEAT_THROUGH_YEAR)]


# "Quarterly from October 2009".


def _join_repeats_with_ends(
    text: str, phrases: Sequence[TimescalePhrase], year: FinancialYear
) -> list[TimescalePhrase]:
    """Read "quarterly from October 2009", "monthly until June 2010", "quarterly, 2009-10" as one.

    Phrases without a date may come between the two: they are dropped.
    """
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        place = _last_dated(kept)
        joined = None
        if kept and _may_join(text, kept[place], phrase):
            joined = _join_repeat_and_date(text, kept[place], phrase, year)
        if joined:
            kept[place:] = [replace(joined, end=phrase.end)]
        else:
            kept.append(phrase)
    return kept


def _may_join(text: str, repeat: TimescalePhrase, date: TimescalePhrase) -> bool:
    """Return whether two phrases are a repeat and a single date in the same sentence."""
    if repeat.kind != "repeat" or date.kind != "date" or date.several:
        return False
    return not SENTENCE_BREAK.search(text[repeat.end : date.start])


def _last_dated(phrases: Sequence[TimescalePhrase]) -> int:
    """Return the index of the last phrase that is not undated, 0 if there is none."""
    for index in range(len(phrases) - 1, 0, -1):
        if phrases[index].kind != "undated":
            return index
    return 0


def _join_repeat_and_date(
    text: str, repeat: TimescalePhrase, date: TimescalePhrase, year: FinancialYear
) -> TimescalePhrase | None:
    """Return a repeat with a date as its start or end, None if the date is neither."""
    gap = text[repeat.end : date.start]
    if date.when.startswith("from ") and " from " not in repeat.when:
        return _with_start(repeat, date, gap)
    is_near = len(gap.split()) <= _MOST_WORDS_BETWEEN
    if is_near and date.word in _END_WORDS:
        return _with_end(repeat, date)
    if _is_plan_year(date, year):
        return repeat
    if is_near and date.level in _YEARS:
        return _with_end(repeat, date)
    return None


def _is_plan_year(date: TimescalePhrase, year: FinancialYear) -> bool:
    return date.level == "year" and date.when.removeprefix("by ") == year.label


def _with_start(repeat: TimescalePhrase, date: TimescalePhrase, gap: str) -> TimescalePhrase:
    why = _own_doubt(repeat) or date.why
    if date.level == "season":
        why = why or _FROM_SEASON
    if gap.strip(" ,:"):
        why = repeat.why or _START_APART
    return replace(repeat, when=f"{repeat.when} {date.when}", why=why)


def _own_doubt(repeat: TimescalePhrase) -> str:
    """Return why a repeat is a guess even with a date beside it, "" if it is not."""
    if repeat.why == IN_A_SENTENCE:
        return ""
    return repeat.why


def _with_end(repeat: TimescalePhrase, date: TimescalePhrase) -> TimescalePhrase:
    start, _, end = date.when.removeprefix("by ").rpartition(" to ")
    when = repeat.when
    if start and " from " not in when:
        when = f"{when} from {start}"
    return replace(repeat, when=f"{when} to {end}", why=_own_doubt(repeat) or date.why)


# "By June 2009, quarterly thereafter".


def _date_repeats_from_before(
    text: str, phrases: Sequence[TimescalePhrase], year: FinancialYear
) -> list[TimescalePhrase]:
    """Start "thereafter" after the date before it; end a repeat on a date past the plan's year."""
    kept: list[TimescalePhrase] = []
    for phrase in phrases:
        dated = phrase
        if phrase.kind == "repeat" and not _has_start_or_end(phrase):
            dated = _dated_from_before(text, phrase, kept, year)
        kept.append(dated)
    return kept


def _has_start_or_end(repeat: TimescalePhrase) -> bool:
    """Return whether more than "every 6 months" is known of a repeat."""
    return " from " in repeat.when or " to " in repeat.when


def _dated_from_before(
    text: str, repeat: TimescalePhrase, before: Sequence[TimescalePhrase], year: FinancialYear
) -> TimescalePhrase:
    date = _last_with_due(before)
    if not date or not date.due:
        return repeat
    after = text[repeat.start : repeat.end + _AFTER_REPEAT]
    if _THEREAFTER.search(after):
        start = _month_after(date.due)
        return replace(repeat, when=f"{repeat.when} from {start}", why=_FROM_MONTH_AFTER)
    if date is before[-1] and date.when.startswith("by ") and date.due.last > year.last:
        end = date.when.removeprefix("by ")
        return replace(repeat, when=f"{repeat.when} to {end}", why=_TO_DATE_BEFORE)
    return repeat


def _last_with_due(phrases: Sequence[TimescalePhrase]) -> TimescalePhrase | None:
    for phrase in reversed(phrases):
        if phrase.due:
            return phrase
    return None


def _month_after(period: Period) -> str:
    last = period.last
    if last.month == len(MONTHS):
        return f"{MONTHS[0]} {last.year + 1}"
    return f"{MONTHS[last.month]} {last.year}"


def _doubt_repeats_with_other_ends(
    text: str, phrases: Sequence[TimescalePhrase]
) -> list[TimescalePhrase]:
    """Mark "weekly from half term" as a guess: its start is no date that is read."""
    marked = []
    for phrase in phrases:
        is_bare = phrase.kind == "repeat" and not _has_start_or_end(phrase)
        if is_bare and not phrase.why and _OTHER_END.match(text, phrase.end):
            marked.append(replace(phrase, why=_OTHER_END_NOT_READ))
        else:
            marked.append(phrase)
    return marked


def _valid_or_undated(phrase: TimescalePhrase, year: FinancialYear) -> TimescalePhrase:
    """Return a phrase as it is if its `when` is in the timescale language, else undated."""
    if _is_valid_when(phrase.when, year):
        return phrase
    start = phrase.when.partition(" from ")[2]
    if phrase.kind == "repeat" and _is_valid_when(f"from {start}", year):
        return replace(phrase, when=f"from {start}", kind="date", why=_AFTER_THE_PLAN)
    return replace(
        phrase,
        when="undated (timescale not understood)",
        kind="undated",
        why=f"'{phrase.when}' is no time that the language has",
        due=None,
    )


def _is_valid_when(when: str, year: FinancialYear) -> bool:
    try:
        return bool(expand_occurrences(Milestone(id="", title="", when=when), year))
    except NotATimescale:
        return False
