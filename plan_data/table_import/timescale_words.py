"""Find timescales that are words, not dates: repeats, "ongoing", "year end", "to be agreed"."""

import re
from collections.abc import Iterator

from msgspec import Struct

from plan_data.table_import.date_phrases import TimescalePhrase
from plan_data.table_import.date_qualifiers import SENTENCE_BREAK
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTH_NAMES, MONTHS

_MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|{'|'.join(MONTHS)}|sept)"
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?|(?:first|last) (?:working |week|fri|mon)?day"
_HAS_TIME = re.compile(
    rf"\b(?:{_MONTH}|spring|summer|autumn|winter|quarters?|months?|weeks? of|half|(?<!a )(?<!per )years?|"
    r"fortnight|quarterly|monthly|annually|weekly|ongoing|t\.?b\.?[acd])\b",
    re.IGNORECASE,
)


_ALONE = r"(?:^|(?<=\n))"
_ALONE_TO_END = r"(?=\s*(?:\Z|\n))"


class _RepeatWords(Struct, frozen=True):
    """Words for a repeat, and why it is a guess, "" if it is not."""

    pattern: str
    when: str
    why: str = ""


_REPEATS = (
    _RepeatWords(
        r"fortnightly|(?:every|each) (?:two|2|other|second) weeks?|(?:every|each|once a|per) fortnight"
        r"|(?:^|(?<=\n))fortnight(?=\s*(?:\Z|\n))",
        "every month",
        "a plan has no repeat of two weeks; read as every month",
    ),
    _RepeatWords(
        r"bi-?weekly",
        "every month",
        "'bi-weekly' may be twice a week or every two weeks; a plan has no such repeat; read as every month",
    ),
    _RepeatWords(
        r"(?:every|each) (?:four|4) weeks", "every month", "four weeks are read as a month"
    ),
    _RepeatWords(
        rf"(?:on |by )?(?:the )?(?:{_DAY_OF_MONTH}) (?:of )?(?:every|each|the) month",
        "every month",
        "print gives a day of each month; read as by each month's end",
    ),
    _RepeatWords(
        r"(?:^|(?<=\n))(?:daily|every (?:working |week)?day)(?=\s*(?:\Z|\n))",
        "every week",
        "a plan has no daily repeat; read as every week",
    ),
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
    _RepeatWords(
        rf"{_ALONE}half[ -]?termly|(?:every|each|once a) half[ -]?term{_ALONE_TO_END}",
        "every 2 months",
        "a plan has no repeat of half a term; read as every 2 months",
    ),
    _RepeatWords(
        rf"{_ALONE}(?:termly|(?:every|each|once a|per) (?:school )?term){_ALONE_TO_END}",
        "every quarter",
        "a plan has no repeat of a term; read as every quarter",
    ),
    _RepeatWords(
        rf"{_ALONE}(?:four|4) times (?:a|per) year{_ALONE_TO_END}",
        "every quarter",
        "four times a year are read as every quarter",
    ),
    _RepeatWords(
        rf"{_ALONE}(?:every|each) (?:\w+ )?season{_ALONE_TO_END}",
        "every year",
        "a season of each year; read as once a year",
    ),
    _RepeatWords(
        r"annually|yearly|once (?:a|per|each|every) year|(?:every|each|per) year|(?:^|(?<=\n))annual(?= |\Z|\n)",
        "every year",
    ),
)
_ONGOING = re.compile(
    r"\b(?:on-?going|continuous(?:ly)?|continuing|continues"
    r"|throughout(?: the| this)? (?:project|programme|study|trial|grant|contract))\b"
    rf"|{_ALONE}(?:in progress|under ?way|throughout){_ALONE_TO_END}",
    re.IGNORECASE,
)
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
_DAY_AND_MONTH = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_MONTH})\b(?!,? ?(?:\d|of \d))"
)
_IN_MONTH = r"(?:early |mid-? ?|late |(?:the )?end of )?"
_YEARLY = r"(?:annually|yearly|annual|(?:every|each|per) year|once a year|p\.?a\.?)"
# "every March", "annually (May)", "30 September each year".
_EACH_YEAR = (
    re.compile(
        rf"\b(?:{_YEARLY},? (?:in |by )?)?(?:every|each) {_IN_MONTH}{_DAY_AND_MONTH}", re.IGNORECASE
    ),
    re.compile(
        rf"\b{_YEARLY}[ ,:(\u2013-]*(?:(?:in|by|on|before|each|every) )?(?:the )?"
        rf"{_IN_MONTH}{_DAY_AND_MONTH}\)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:by )?(?:the )?{_IN_MONTH}{_DAY_AND_MONTH}[ ,:(\u2013-]*(?:of )?{_YEARLY}(?!\w)\)?",
        re.IGNORECASE,
    ),
)
_COUNTS = {
    "two": 2,
    "other": 2,
    "second": 2,
    "three": 3,
    "third": 3,
    "four": 4,
    "fourth": 4,
    "five": 5,
    "fifth": 5,
}
_EVERY_SO_MANY_YEARS = re.compile(
    rf"\b(?:(?:once )?(?:every|each) (?P<count>[2-9]|10|{'|'.join(_COUNTS)}) years?|biennial(?:ly)?"
    r"|(?P<three>triennial(?:ly)?))\b(?:,? ?\(?(?:from|starting(?: in)?|beginning(?: in)?|commencing(?: in)?)"
    r" (?P<first>20\d\d)(?![\d/-])\)?)?",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(
    r"(?:^|(?<=\n))(?:(?:by |in |during |within )?(?:the )?(?:end of )?(?:the )?)?"
    r"(?P<which>this|current|next|following|coming) (?:(?:financial|fiscal|plan|calendar) )?year"
    r"(?=\s*(?:\Z|\n))",
    re.IGNORECASE,
)
# A line that gives a condition in place of a time.
_CONDITION = re.compile(
    r"(?:^|(?<=\n))(?P<words>(?:on|upon|once|when|whenever|after|following|subject to|pending|depend\w+ (?:up)?on"
    r"|at|before|until|prior to|every|each|as and when|as needed|as necessary|if|linked to|in line with"
    r"|(?:two|three|2|3) times (?:a|per) year|(?:life|duration|end) of)\b"
    r"[^\n\d]{0,60}|every (?:\w+|\d+) weeks)(?=\Z|\n)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_CONDITION = 8
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
IN_A_SENTENCE = "the word is in a sentence and may not be the timescale"
_THROUGHOUT_WHICH_YEAR = "the plan has several years; read as ongoing through all of them"
_WHICH_YEAR_END = "which year's end is not printed; read as the plan's"


def find_timescale_words(text: str, year: FinancialYear) -> Iterator[TimescalePhrase]:
    """Yield each timescale of the text that is not a date; some may overlap."""
    for repeat in _REPEATS:
        yield from _find_repeats(text, repeat)
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            yield read(match, year)
    yield from _find_conditions(text)


def _find_repeats(text: str, repeat: _RepeatWords) -> Iterator[TimescalePhrase]:
    for match in re.finditer(rf"\b(?:{repeat.pattern})\b", text, re.IGNORECASE):
        why = repeat.why
        if not why and not _says_little_else(text, match):
            why = IN_A_SENTENCE
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
    """Read "every March", "30 September each year" as a day or a month of each year of the plan."""
    name = f"{match['day'] or ''} {match['month'][:3].title()}".strip()
    dates = []
    for month in year.months():
        if name.endswith(month.label[:3]):
            dates.append(f"{name} {month.label[4:]}")
            last = month
    why = f"'{match[0]}' is read as {name} of each year of the plan"
    return TimescalePhrase(
        *match.span(), ", ".join(dates), "date", why, "month", due=last, several=len(dates) > 1
    )


def _read_every_so_many_years(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    """Read "every 2 years" as by the end of every second year of the plan, from the first."""
    printed = (match["count"] or "two").lower()
    count = _COUNTS.get(printed) or int(printed)
    if match["three"]:
        count = 3
    first = int(match["first"] or year.start_year)
    last = max(year.years()[-1].start_year, first)
    years = [year.calendar.year(number).label for number in range(first, last + 1, count)]
    why = f"'{match[0]}' is no repeat that a plan has; read as its years from {first}"
    return TimescalePhrase(
        *match.span(), ", ".join(years), "date", why, level="quarter", several=len(years) > 1
    )


def _read_named_year(match: re.Match[str], year: FinancialYear) -> TimescalePhrase:
    """Read "next financial year" as the year after the plan's."""
    named = year.years()[0]
    if match["which"].lower() in {"next", "following", "coming"}:
        named = year.years()[-1].next
    why = f"'{match[0]}' names no year; read as {named.label}"
    return TimescalePhrase(
        *match.span(), f"by {named.label}", "date", why, level="quarter", due=named.period
    )


def _find_conditions(text: str) -> Iterator[TimescalePhrase]:
    """Yield the lines that give a condition in place of a time, such as "on approval"."""
    for match in _CONDITION.finditer(text):
        words = match["words"].strip(" .")
        has_time = _HAS_TIME.search(words)
        if has_time or len(words.split()) > _MOST_WORDS_OF_CONDITION:
            continue
        reason = words.replace("(", "").replace(")", "")
        yield TimescalePhrase(*match.span("words"), f"undated ({reason})", "undated")


def _read_undated(match: re.Match[str], _: FinancialYear) -> TimescalePhrase:
    printed = match[1].lower().replace(".", "")
    reason = _REASON_IN_FULL.get(printed, printed)
    return TimescalePhrase(*match.span(), f"undated ({reason})", "undated")


_READERS = (
    *((pattern, _read_month_of_each_year) for pattern in _EACH_YEAR),
    (_EVERY_SO_MANY_YEARS, _read_every_so_many_years),
    (_NAMED_YEAR, _read_named_year),
    (_ONGOING, _read_ongoing),
    (_THROUGHOUT_YEAR, _read_throughout),
    (_YEAR_END, _read_year_end),
    (_UNDATED, _read_undated),
)
