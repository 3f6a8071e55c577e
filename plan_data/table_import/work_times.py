"""Find times that are counted from the start of the work: "M3", "Year 1", "within 6 months".

They are read in a plan that has its start; otherwise they are undated, and the reason says how to
give one.
"""

import re
from collections.abc import Callable, Iterator

from plan_data.table_import.date_phrases import TIMES_WITH_SLASH, TimescalePhrase
from plan_data.table_import.date_qualifiers import (
    DateQualifier,
    find_doubt_after,
    read_qualifier,
)
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period

_WORK = r"(?:project|programme|program|work|works|plan|contract|grant|action|award)"
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_TO = r"\s*(?:-|\u2013|/|to|and)\s*"
_TERMS = {"immediate": 1, "short": 2, "near": 2, "medium": 5, "mid": 5, "long": 10, "longer": 10}
_TERM = rf"(?:{'|'.join(_TERMS)})"

_LENGTH_OF_TERM = (
    rf"(?:within|up to|under|less than|over|more than|<|>)?\s*(?:(?:{_NUMBER}){_TO})?(?P<count>{_NUMBER})"
    r"\s*(?P<plus>\+)?[\s-]*(?P<unit>month|year|yr|mth)s?\b\s*(?P<end>\+|plus|or more)?"
)
_NUMBERED = re.compile(
    rf"\b(?P<unit>months?|years?|m|y|yr|mo)\s?(?P<first>\d{{1,3}})"
    rf"(?:(?P<to>{_TO}|\s*&\s*)(?:month|year|m|y|yr)?\s?(?P<last>\d{{1,3}}))?"
    r"(?P<plus>\+|\s+(?:onwards?|and\s+beyond)\b)?"
    rf"(?:[\s,/-]*q(?P<quarter>[1-4]))?(?:\s+of\s+(?:the\s+)?{_WORK})?(?![\w-])",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?P<unit>months?|years?|m|y|yr|mo)\s?(?P<numbers>\d{1,3}(?:\s*(?:[,;&]|,?\s*\band\b)\s*\d{1,3})+)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_QUARTER_FIRST = re.compile(
    r"\bq(?P<quarter>[1-4])[\s,/-]*(?:of\s+)?(?P<unit>year|y|yr)\s?(?P<first>\d{1,2})(?![\w-])",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:with)?in\s+(?:the\s+)?(?:first\s+|next\s+)?(?:(?P<low>{_NUMBER}){_TO})?(?P<count>{_NUMBER})"
    r"[\s-]*(?P<unit>month|year)s?"
    rf"(?P<tail>\s+(?:of|from|after|following)\s+[^\n.;,]{{1,40}})?(?![\w-])",
    re.IGNORECASE,
)
_LENGTH_ALONE = re.compile(
    rf"(?:\A|(?<=\n))[ \t]*(?:{_NUMBER}{_TO})?(?P<count>{_NUMBER})[\s-]*(?P<unit>month|year|yr|mth)s?"
    r"[ \t]*(?=\Z|\n)",
    re.IGNORECASE,
)
_OF_THE_START = re.compile(
    rf"\s+(?:of|from|after)\s+(?:the\s+)?(?:{_WORK}\s+)?(?:start|commencement|launch|beginning|{_WORK})"
    rf"(?:\s+of\s+(?:the\s+)?{_WORK}|\s+start)?\s*",
    re.IGNORECASE,
)
_TERM_OF_WORK = re.compile(
    rf"\b(?:{_TERM}\s*(?:to|-|/|and)\s*)?(?P<term>{_TERM})[\s-]+term\b"
    rf"(?:[\s:,\u2013-]*[(\[]?(?P<length>{_LENGTH_OF_TERM})[)\]]?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(_LENGTH_OF_TERM, re.IGNORECASE)
_OPEN_LENGTH = re.compile(r"\s*(?:over|more than|>)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\A|[\n.,;:(\u2013-]|\b(?:by|in|during|from|until|end of|the end of|and|early|mid|late))\s*\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:\Z|[\n.,;:?)\u2013-]|onwards?\b|and\b|\()", re.IGNORECASE)
_LONGEST_BEFORE = 30  # characters before a time in which its words are searched
_MONTHS_OF_QUARTER = 3

NO_START = "it is counted from the start of the work, which the plan does not give"
_LENGTH_READ = "a length of time alone; read as from the start of the work"
_TAIL = "it is counted from what no date is printed for"
_QUARTER_OF_WORK = "a quarter of a year of the work; read as by its end"
_TERM_READ = "'{}' is no exact time; read as within {} from the start of the work"
_TERM_OPEN = "'{}' has no end; read as starting then"
_RANGE_READ = "print gives a range of lengths; the longer is read"


def find_work_times(text: str, year: FinancialYear) -> Iterator[TimescalePhrase]:
    """Yield each time of the text that is counted from the start of the work."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if _stands_alone(match):
                yield _with_start(match, year, *read(match))


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether a time is not a part of a sentence, such as "Year 9 pupils"."""
    begin = max(0, match.start() - _LONGEST_BEFORE)
    text = match.string
    has_room = begin < match.start() or not begin
    before = _BEFORE.search(text[begin : match.start()])
    return has_room and bool(before) and bool(_AFTER.match(text, match.end()))


def _with_start(match: re.Match[str], year: FinancialYear, when: str, why: str) -> TimescalePhrase:
    """Return the phrase of a time; undated if the plan has no start, or `when` is ""."""
    printed = " ".join(match[0].split()).strip(" ,:-\u2013")
    undated = f"undated ({printed.replace('(', '').replace(')', '')})"
    if not when:
        return TimescalePhrase(*match.span(), undated, "undated", why, "work time")
    if year.calendar.start is None:
        return TimescalePhrase(*match.span(), undated, "undated", NO_START, "work time")
    qualifier = read_qualifier(match.string, match.start())
    last = when.removeprefix("from ").rpartition(" to ")[2].rpartition(", ")[2]
    try:
        due = parse_period(last, year.calendar)
    except NotATimescale:
        return TimescalePhrase(*match.span(), undated, "undated", why, "work time")
    start = match.start()
    if qualifier.changes_date:
        start = qualifier.start
    when = _qualified(when, qualifier)
    end = match.end()
    after = find_doubt_after(match.string, end)
    if after:
        end = after.end()
        why = why or f"print says '{after[0].strip(' ()[]')}' after the time"
    return TimescalePhrase(start, end, when, "date", why, "work time", due=due, word=qualifier.word)


def _qualified(when: str, qualifier: DateQualifier) -> str:
    if " to " in when or "," in when or when.startswith(("from ", "within ")):
        return when
    if qualifier.is_start:
        return f"from {when}"
    if qualifier.is_limit:
        return f"by {when}"
    return when


# A reader for each pattern: it returns the time in the timescale language, and why it is a guess.


def _read_numbered(match: re.Match[str]) -> tuple[str, str]:
    """Read "M3", "Month 18", "M3-M6", "Year 1", "Year 2 Q3"."""
    unit = _unit(match["unit"])
    first = int(match["first"])
    if match["quarter"]:
        return _quarter_of_year(first, int(match["quarter"]))
    if match["plus"] == "+":
        return f"from {unit} {first}", _TERM_OPEN.format(match[0])
    if match["plus"]:
        return f"from {unit} {first}", ""
    if match["last"] and int(match["last"]) > first:
        return _two_times(f"{unit} {first}", match["to"].strip(), f"{unit} {int(match['last'])}")
    return f"{unit} {first}", ""


def _two_times(first: str, connection: str, last: str) -> tuple[str, str]:
    if connection.lower() in {"and", "&"}:
        return f"{first}, {last}", ""
    if connection == "/":
        return f"{first} to {last}", TIMES_WITH_SLASH
    return f"{first} to {last}", ""


def _unit(printed: str) -> str:
    if printed[0].lower() == "m":
        return "month"
    return "year"


def _read_listed(match: re.Match[str]) -> tuple[str, str]:
    """Read "months 2, 10 and 20"."""
    unit = _unit(match["unit"])
    numbers = _DIGITS.findall(match["numbers"])
    return ", ".join(f"{unit} {int(number)}" for number in numbers), ""


def _read_quarter_first(match: re.Match[str]) -> tuple[str, str]:
    """Read "Q3 Y2"."""
    return _quarter_of_year(int(match["first"]), int(match["quarter"]))


def _quarter_of_year(year: int, quarter: int) -> tuple[str, str]:
    months = (year - 1) * 12 + quarter * _MONTHS_OF_QUARTER
    return f"month {months}", _QUARTER_OF_WORK


def _read_within(match: re.Match[str]) -> tuple[str, str]:
    """Read "within 6 months"; one that counts from something else is undated."""
    tail = match["tail"]
    if tail and not _OF_THE_START.fullmatch(tail):
        return "", _TAIL
    why = ""
    if match["low"]:
        why = _RANGE_READ
    return _within(_number(match["count"]), match["unit"]), why


def _read_length(match: re.Match[str]) -> tuple[str, str]:
    """Read "12 months" alone, which may be how long the work takes."""
    return _within(_number(match["count"]), match["unit"]), _LENGTH_READ


def _read_term(match: re.Match[str]) -> tuple[str, str]:
    """Read "short term (1-2 years)" by the length in it, or else by the usual one."""
    term = " ".join(match[0].split()).strip(" (")
    length = _LENGTH.fullmatch((match["length"] or "").strip())
    if not length:
        when = _within(_TERMS[match["term"].lower()], "year")
        return when, _TERM_READ.format(term, when.removeprefix("within "))
    count = _number(length["count"])
    if length["plus"] or length["end"] or _OPEN_LENGTH.match(length[0]):
        return f"from {_unit(length['unit'])} {count + 1}", _TERM_OPEN.format(term)
    when = _within(count, length["unit"])
    return when, _TERM_READ.format(term, when.removeprefix("within "))


def _within(count: int, unit: str) -> str:
    ending = "s"
    if count == 1:
        ending = ""
    return f"within {count} {_unit(unit)}{ending}"


def _number(printed: str) -> int:
    word = printed.lower()
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    return int(word)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    (_NUMBERED, _read_numbered),
    (_LISTED, _read_listed),
    (_QUARTER_FIRST, _read_quarter_first),
    (_WITHIN, _read_within),
    (_LENGTH_ALONE, _read_length),
    (_TERM_OF_WORK, _read_term),
)
