"""What to write for a `when` that is not in the timescale language: the nearest form that is.

The words of printed plans are read by `plan_data/table_import`; here only spelling is corrected.
"""

import re

from plan_data.suggest import nearest_names
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.parser import parse
from plan_data.timescale.period_parser import NotATimescale, UnknownTimescale, parse_period
from plan_data.timescale.periods import MONTH_NAMES, SEASONS
from plan_data.timescale.units import UNIT_BY_ADVERB

_LONGEST = 200  # characters; a longer text is no time
_CLOSE_SPELLING = 0.75  # of 1, which is the same word
_SHORTEST_WORD = 4  # letters; a shorter one is near to too many others
_WORDS = (
    *MONTH_NAMES,
    *SEASONS,
    *UNIT_BY_ADVERB,
    *("every", "week", "month", "months", "quarter", "year"),
    *("ongoing", "throughout", "undated"),
)
_WORD = re.compile(rf"[A-Za-z]{{{_SHORTEST_WORD},}}")
# Repeats that plans do not have, each with those that are nearest.
_NEAREST_REPEATS = (
    (r"daily|(?:every|each) day", "every week"),
    (
        r"fortnightly|(?:every|each) (?:fortnight|(?:2|two|second) weeks?)",
        "every week or every month",
    ),
    (r"termly|(?:every|each) term", "every quarter or every 6 months"),
)
# Repeats that plans have in other words.
_OTHER_WORDS = (
    (r"annual|each year|once a year|every (?:12|twelve) months", "every year"),
    (r"(?:every|each) half[- ]year|every six months", "every 6 months"),
    (r"every two months", "every 2 months"),
    (r"once a month", "every month"),
    (r"once a week", "every week"),
    (r"once a quarter", "every quarter"),
    (r"on[- ]going", "ongoing"),
)
_PROGRESS = re.compile(r"done|completed?|finished|achieved|delivered|closed", re.IGNORECASE)
_NO_TIME = re.compile(r"-+|\?+|none|unknown|various", re.IGNORECASE)
# What may surround a date without changing it, and what makes it less certain.
_BEFORE = re.compile(
    r"(?:(?:in|on|at|during|within|till|[a-z]{3,9}day|mon|tues?|wed|thurs?|fri),? ?)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:c|ca|circa|approx|approximately|about|around|~)\.? ?", re.IGNORECASE)
_AFTER = re.compile(r"[.,;]?")
_DOUBT_AFTER = re.compile(
    r" ?\(?(?:tbc|tbd|provisional|provisionally|approx|approximately|about|\?+)\.?\)?",
    re.IGNORECASE,
)


def day_sentence(text: str, year: FinancialYear) -> str:
    """Return the sentence about a text that should be a day and is not."""
    day = nearest_day(text, year)
    if day:
        return f"'{text}' is written {day}."
    return f"'{text}' is not a day: write it like {year.year_of_month(1)}-01-12."


def nearest_day(text: str, year: FinancialYear) -> str:
    """Return the day that a text means, like 2010-01-12; "" if it means none."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return ""
    nearest, _ = _nearest(words, year)
    for written in (words, nearest):
        try:
            period = parse_period(written, year.calendar)
        except NotATimescale:
            continue
        if period.first == period.last:
            return period.first.isoformat()
    return ""


def period_sentence(refusal: NotATimescale, text: str, year: FinancialYear | None) -> str:
    """Return the sentence about a period or a repeat that was refused.

    `year` is the plan's year or years, None if they cannot be read.
    """
    words = " ".join(text.split())
    if year is None or len(words) > _LONGEST:
        return str(refusal)
    return _nearest_sentence(refusal, words, year)


def timescale_sentence(
    refusal: NotATimescale, when: str, milestone: str, year: FinancialYear
) -> str:
    """Return the sentence about a `when` that was refused: what to write, as near as it can be.

    `milestone` is the id of the milestone, and `year` the plan's year or years.
    """
    words = " ".join(when.split())
    if len(words) > _LONGEST:
        return str(refusal)
    if _PROGRESS.fullmatch(words):
        return (
            f"'{words}' is progress and no time: write when it was due, and record it:"
            f" `milepost tick {milestone}`."
        )
    if _NO_TIME.fullmatch(words):
        return f"'{words}' names no time: write 'undated (not stated)', or another reason."
    for pattern, repeats in _NEAREST_REPEATS:
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return f"'{words}' is not a repeat that plans use: the nearest is {repeats}."
    return _nearest_sentence(refusal, words, year)


def _nearest_sentence(refusal: NotATimescale, words: str, year: FinancialYear) -> str:
    nearest, is_sure = _nearest(words, year)
    if nearest and is_sure:
        return f"'{words}' is written {nearest}."
    if not nearest or not isinstance(refusal, UnknownTimescale):
        return str(refusal)
    return (
        f"'{words}' can be read as {nearest}: write that, with a ? at the end if a lead is to"
        " confirm it."
    )


def _nearest(words: str, year: FinancialYear) -> tuple[str, bool]:
    """Return the nearest timescale and whether it is sure, "" if there is none."""
    for pattern, written in _OTHER_WORDS:
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return written, True
    read = _read_as_printed(words, year)
    if read[0]:
        return read
    spelled = _WORD.sub(_respell, words)
    if spelled != words and _is_timescale(spelled, year):
        return spelled, True
    return _read_as_printed(spelled, year)


def _respell(match: re.Match[str]) -> str:
    """Return a word of the timescale language for one that has a wrong letter."""
    word = match[0]
    nearest = nearest_names(word, _WORDS, 1, _CLOSE_SPELLING)
    if not nearest or nearest[0].casefold() == word.casefold():
        return word
    if nearest[0] in MONTH_NAMES:
        return nearest[0][:3]
    if nearest[0] in UNIT_BY_ADVERB:
        return f"every {UNIT_BY_ADVERB[nearest[0]]}"
    return nearest[0]


def _is_timescale(words: str, year: FinancialYear) -> bool:
    try:
        parse(words, year.calendar)
    except NotATimescale:
        return False
    return True


def _read_as_printed(words: str, year: FinancialYear) -> tuple[str, bool]:
    """Return what an import would read, if it is all that the text says."""
    from plan_data.table_import.date_phrases import CrowdedCell
    from plan_data.table_import.timescale_phrases import find_timescales

    try:
        phrases = find_timescales(words, year)
    except CrowdedCell:
        return "", False
    if not phrases:
        return "", False
    phrase = phrases[0]
    before, after = words[: phrase.start], words[phrase.end :]
    is_plain = _BEFORE.fullmatch(before) and _AFTER.fullmatch(after)
    is_doubtful = _ABOUT.fullmatch(before) or _DOUBT_AFTER.fullmatch(after)
    if not (is_plain or is_doubtful) or not _is_timescale(phrase.when, year):
        return "", False
    return phrase.when, not phrase.why and not is_doubtful
