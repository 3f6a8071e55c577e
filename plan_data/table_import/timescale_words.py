"""Find timescales that are words, not dates: repeats, "ongoing", "year end", "to be agreed"."""

import re
from collections.abc import Iterator

from msgspec import Struct

from plan_data.table_import.date_phrases import TimescalePhrase
from plan_data.table_import.date_qualifiers import SENTENCE_BREAK
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTH_NAMES


class _RepeatWords(Struct, frozen=True):
    """Words for a repeat; `when` is "" if the timescale language has none for it."""

    pattern: str
    when: str
    why: str = ""


_REPEATS = (
    _RepeatWords(r"fortnightly|every (?:two|2) weeks|(?:every|each|once a|per) fortnight", ""),
    _RepeatWords(
        r"bi-?annual(?:ly)?",
        "every 6 months",
        "'bi-annual' may be twice a year or every two years; read as twice a year",
    ),
    _RepeatWords(
        r"bi-?monthly",
        "every 2 months",
        "'bi-monthly' may be twice a month or every two months; read as the latter",
    ),
    _RepeatWords(
        r"(?:6|six)[ -]?monthly|half[ -]?yearly|twice[ -](?:yearly|a year)|every (?:6|six) months",
        "every 6 months",
    ),
    _RepeatWords(r"(?:3|three)[ -]?monthly|every (?:3|three) months", "every quarter"),
    _RepeatWords(r"(?:2|two)[ -]?monthly|every (?:2|two|other) months?", "every 2 months"),
    _RepeatWords(
        r"quarterly|(?:every|each|per) quarter|end of (?:every|each) quarter", "every quarter"
    ),
    _RepeatWords(r"(?<!\d )(?<!\d-)(?<!\d)monthly|(?:every|each|per) month", "every month"),
    _RepeatWords(r"weekly|(?:every|each|per) week", "every week"),
    _RepeatWords(r"annually|yearly|(?:every|each|per) year|(?:^|(?<=\n))annual(?= )", "every year"),
)
_ONGOING = re.compile(r"\b(?:on-?going|continuous(?:ly)?|continuing|continues)\b", re.IGNORECASE)
_THROUGHOUT_YEAR = re.compile(
    r"\b(?:through(?:out)?(?: the)?(?: (?:whole|financial|plan))? year"
    r"|all year(?: round)?|year[- ]round)\b",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:(?:by )?(?:the )?end of (?:the )?(?:financial )?year|year[- ]end)\b(?! \d)",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"\b(to be (?:agreed|confirmed|determined|decided|arranged|set)|t\.?b\.?[acd]\b\.?"
    r"|as required|when required|as soon as possible|asap|immediate(?:ly)?|not applicable|n/a)"
    r"(?!\w)",
    re.IGNORECASE,
)
_MONTH_OF_EACH_YEAR = re.compile(
    rf"\b(?:(?:annually|yearly),? )?(?:every|each) (?P<month>{'|'.join(MONTH_NAMES)})\b(?! ?\d)",
    re.IGNORECASE,
)
_EVERY_SECOND_YEAR = re.compile(
    r"\b(?:every (?:2|two|other|second) years?|biennial(?:ly)?|once every two years)\b",
    re.IGNORECASE,
)
_REASON_IN_FULL = {
    "tba": "to be agreed",
    "tbc": "to be confirmed",
    "tbd": "to be determined",
    "n/a": "not applicable",
}
_DIGIT = re.compile(r"\d")
_MOST_WORDS_AFTER = 5  # words after a repeat in a sentence that says little else
_LONGEST_AFTER = 200  # characters of these words
_ONGOING_LENGTH = 9  # characters in which "ongoing" before a repeat is searched
_IN_A_SENTENCE = "the word stands in a sentence and may not be the timescale"
_THROUGHOUT_WHICH_YEAR = "the plan has several years; read as ongoing through all of them"
_WHICH_YEAR_END = "which year's end is not printed; read as the plan's"


def find_timescale_words(text: str, year: FinancialYear) -> Iterator[TimescalePhrase]:
    """Yield each timescale of the text that is not a date; some may overlap."""
    for repeat in _REPEATS:
        yield from _find_repeats(text, repeat)
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            yield read(match, year)


def _find_repeats(text: str, repeat: _RepeatWords) -> Iterator[TimescalePhrase]:
    for match in re.finditer(rf"\b(?:{repeat.pattern})\b", text, re.IGNORECASE):
        if not repeat.when:
            undated = f"undated ({match[0].lower()})"
            yield TimescalePhrase(*match.span(), undated, "undated")
            continue
        why = repeat.why
        if not why and not _says_little_else(text, match):
            why = _IN_A_SENTENCE
        yield TimescalePhrase(*match.span(), repeat.when, "repeat", why)


def _says_little_else(text: str, match: re.Match[str]) -> bool:
    """Return whether a repeat opens its sentence and few words follow it there."""
    end = _end_of_sentence(text, match.end())
    rest = text[match.end() : end]
    if len(rest) > _LONGEST_AFTER or len(rest.split()) > _MOST_WORDS_AFTER or _DIGIT.search(rest):
        return False
    return _opens_sentence(text, match.start())


def _end_of_sentence(text: str, begin: int) -> int:
    """Return where a sentence ends, or a place that is too far for few words."""
    far = begin + _LONGEST_AFTER + 1
    sentence_break = SENTENCE_BREAK.search(text, begin, far + 1)
    if not sentence_break:
        return min(far, len(text))
    return sentence_break.start()


def _opens_sentence(text: str, begin: int) -> bool:
    """Return whether the text before a repeat ends a sentence or is "ongoing"."""
    end = begin
    while end > 0 and text[end - 1] in " \t(":
        end -= 1
    if end == 0 or text[end - 1] in ".;\n":
        return True
    return bool(_ONGOING.search(text, max(0, end - _ONGOING_LENGTH), end))


def _read_ongoing(match: re.Match[str], _: FinancialYear) -> TimescalePhrase:
    why = ""
    if match[0].lower() not in {"ongoing", "on-going"}:
        why = f"'{match[0]}' is read as ongoing"
    return TimescalePhrase(*match.span(), "ongoing", "ongoing", why)


def _read_throughout(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    if year.count > 1:
        return TimescalePhrase(*match.span(), "ongoing", "ongoing", _THROUGHOUT_WHICH_YEAR)
    return TimescalePhrase(*match.span(), f"throughout {year.label}", "throughout")


def _read_year_end(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    last = year.years()[-1]
    return TimescalePhrase(
        *match.span(), f"by {last.label}", "date", _WHICH_YEAR_END, level="quarter", due=last.period
    )


def _read_month_of_each_year(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    """Read "every March" as the March of each year of the plan."""
    name = match["month"][:3].title()
    months = [month for month in year.months() if month.label.startswith(name)]
    when = ", ".join([month.label.replace("-", " ") for month in months])
    why = f"'{match[0]}' is read as {name} of each year of the plan"
    return TimescalePhrase(
        *match.span(), when, "date", why, level="month", due=months[-1], several=len(months) > 1
    )


def _read_every_second_year(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    """Read "every 2 years" as by the end of every second year of the plan, from the first."""
    years = [each.label for each in year.years()[::2]]
    why = f"'{match[0]}' names no year; read as from the plan's first"
    return TimescalePhrase(
        *match.span(), ", ".join(years), "date", why, level="quarter", several=len(years) > 1
    )


def _read_undated(match: re.Match[str], _: FinancialYear) -> TimescalePhrase:
    printed = match[1].lower().replace(".", "")
    reason = _REASON_IN_FULL.get(printed, printed)
    return TimescalePhrase(*match.span(), f"undated ({reason})", "undated")


_READERS = (
    (_MONTH_OF_EACH_YEAR, _read_month_of_each_year),
    (_EVERY_SECOND_YEAR, _read_every_second_year),
    (_ONGOING, _read_ongoing),
    (_THROUGHOUT_YEAR, _read_throughout),
    (_YEAR_END, _read_year_end),
    (_UNDATED, _read_undated),
)
