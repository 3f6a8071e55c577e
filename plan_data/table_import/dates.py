"""The times printed in a text: days, months, seasons, quarters and years, each in the timescale language."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, MONTHS, Period

Level = Literal["day", "month", "season", "quarter", "year range", "year", "bare month"]


class Printed(Struct, frozen=True):
    """A time as it stands in a text; `why` gives the reason where reading it is a guess."""

    start: int
    end: int
    period: str
    level: Level
    why: str = ""

    @property
    def read(self) -> Period:
        """The days that are meant."""
        return parse_period(self.period)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR4 = r"(?:19|20)\d\d(?!\d)"
_YEAR2 = r"['\u2019\u2018]?\d\d(?![\d%]|[:.,]\d|(?:st|nd|rd|th)\b)"
_FINANCIAL = rf"{_YEAR4}\s*[-\u2013/]\s*(?:\d{{4}}|\d\d)(?!\d)|\d\d/\d\d(?![\d/])"
_TH = r"(?:st|nd|rd|th)?"
_NTH = r"first|second|third|fourth|1st|2nd|3rd|4th"

_TIME = re.compile(
    rf"""(?<![\w£$€.])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    | (?P<d>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<dm>{_MONTH})(?:,?\s*(?P<dy>{_YEAR4}|{_YEAR2}))?
    | (?P<mm>{_MONTH})\s+(?P<md>\d{{1,2}}){_TH},?\s+(?P<my>{_YEAR4})
    | (?P<n1>\d{{1,2}})(?P<nsep>[/.-])(?P<n2>\d{{1,2}})(?P=nsep)(?P<ny>\d{{4}}|\d\d)(?!\d)
    | (?P<m>{_MONTH})[\s,\u2013-]*(?P<y>{_YEAR4}|{_YEAR2})(?:\s?[-\u2013]\s?(?P<y2>{_YEAR4}))?
    | (?P<season>spring|summer|autumn|winter)\s+(?P<sy>{_FINANCIAL}|{_YEAR4}|{_YEAR2})
    | (?:q|qtr\s?|quarter\s)(?P<q>[1-4])\b(?:,?\s*(?:of\s+)?(?P<qy>{_FINANCIAL}|{_YEAR4}))?
    | (?P<nth>{_NTH})\s+quarter\b(?:,?\s*(?:of\s+)?(?P<nthy>{_FINANCIAL}|{_YEAR4}))?
    | h(?P<h>[12])\s+(?P<hy>{_FINANCIAL})
    | (?P<fy>{_FINANCIAL})
    | (?P<cy>{_YEAR4})
    | (?P<bare>{_MONTH})
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_SHORT = "a year of two digits could be a day; read as {}"
_SEASONS_OF_TWO_YEARS = "winter lies in two years; read as the one that begins in December {}"


def printed_times(text: str, year: FinancialYear) -> list[Printed]:
    """Return the times in `text`, in order; what cannot be a time is left out."""
    found = []
    for match in _TIME.finditer(text):
        with suppress(NotATimescale):  # a 31 February, a year 1009
            found += _first_reader(match)(match, year)
    return found


def full_year(digits: str) -> int:
    """Return the year of two or four digits."""
    bare = digits.strip("'\u2019\u2018")
    return int(bare) if len(bare) == 4 else 2000 + int(bare)  # noqa: PLR2004 - digits of a year


def month_label(name: str) -> str:
    """Return a month's name as the timescale language has it."""
    return name[:3].title()


def financial_label(text: str) -> str | None:
    """Return the financial year that "2009-10", "2009/2010" or "09/10" names; None where they are not two in a row."""
    first, second = re.split(r"\s*[-\u2013/]\s*", text, maxsplit=1)
    start = full_year(first)
    ends_next = int(second) in {start + 1, (start + 1) % 100}
    return FinancialYear(start).label if ends_next and FIRST_YEAR <= start <= LAST_YEAR else None


def _one(match: re.Match[str], period: str, level: Level, why: str = "") -> list[Printed]:
    parse_period(period)
    return [Printed(match.start(), match.end(), period, level, why)]


def _iso(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    return _one(match, match["iso"], "day")


def _day_month(match: re.Match[str], year: FinancialYear) -> list[Printed]:
    month = month_label(match["dm"])
    if match["dm"] == "may" and not match["dy"]:
        return []  # "level 3 may apply"
    if match["dy"]:
        return _one(match, f"{match['d']} {month} {full_year(match['dy'])}", "day")
    return _one(
        match, f"{match['d']} {month} {_in_year(month, year)}", "day", "print gives no year; read as in the plan's year"
    )


def _month_day(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    return _one(match, f"{match['md']} {month_label(match['mm'])} {match['my']}", "day")


def _numeric(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    first, second = int(match["n1"]), int(match["n2"])
    day, month = (second, first) if second > 12 else (first, second)  # noqa: PLR2004 - months of a year
    if month > len(MONTHS) or not month:
        return []
    why = "" if max(first, second) > len(MONTHS) or first == second else "day or month may come first; read day first"
    return _one(match, f"{day} {MONTHS[month - 1]} {full_year(match['ny'])}", "day", why)


def _month_year(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    month, year = month_label(match["m"]), full_year(match["y"])
    if match["y2"]:
        end = f"{month} {match['y2']}"
        if parse_period(end).first <= parse_period(f"{month} {year}").first:
            return []
        why = "a month and two years; read as from that month of the one to that of the other"
        return [
            Printed(match.start(), match.end("y"), f"{month} {year}", "month", why),
            Printed(match.start("y2"), match.end(), end, "month", why),
        ]
    between = match.string[match.end("m") : match.start("y")]
    plain_digits = len(match["y"]) == 2 and not match["y"].startswith("0") and "-" not in between  # noqa: PLR2004
    return _one(match, f"{month} {year}", "month", _SHORT.format(year) if plain_digits else "")


def _season(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    name, written = match["season"].lower(), match["sy"]
    financial = financial_label(written) if re.search(r"[-\u2013/]", written) else None
    start = int(financial[:4]) if financial else full_year(written)
    next_year = financial and name == "spring"
    why = _SEASONS_OF_TWO_YEARS.format(start) if name == "winter" and not financial else ""
    return _one(match, f"{name} {start + 1 if next_year else start}", "season", why)


def _quarter(match: re.Match[str], year: FinancialYear) -> list[Printed]:
    number = match["q"] or str(_NTH.split("|").index(match["nth"].lower()) % 4 + 1)
    written = match["qy"] or match["nthy"] or ""
    financial = financial_label(written) if re.search(r"[-\u2013/]", written) else None
    why = "" if financial else "print gives no financial year for the quarter; read as one of the plan's"
    if written and not financial:
        financial = FinancialYear(full_year(written)).label
        why = "the quarter's year may be calendar or financial; read as financial"
    return _one(match, f"Q{number} {financial or year.label}", "quarter", why)


def _half(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    financial = financial_label(match["hy"])
    return _one(match, f"H{match['h']} {financial}", "quarter") if financial else []


def _financial(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    written = match["fy"]
    if label := financial_label(written):
        plain = re.fullmatch(r"\d{4}/\d\d", written)
        return _one(match, label, "year", "" if plain else f"{written} is read as the financial year {label}")
    first, second = re.split(r"\s*[-\u2013/]\s*", written, maxsplit=1)
    end = full_year(second)
    if not int(first) < end <= int(first) + 20:
        return []
    why = f"{written} names no month; read as to the end of the financial year {FinancialYear(end - 1).label}"
    return _one(match, FinancialYear(end - 1).label, "year range", why)


def _calendar(match: re.Match[str], _: FinancialYear) -> list[Printed]:
    return _one(match, match["cy"], "year", f"print gives only a year; read as the calendar year {match['cy']}")


def _bare(match: re.Match[str], year: FinancialYear) -> list[Printed]:
    if match["bare"].lower() == "may" and match["bare"] != "May":
        return []
    month = month_label(match["bare"])
    why = "print gives no year; read as in the plan's year"
    return _one(match, f"{month} {_in_year(month, year)}", "bare month", why)


def _in_year(month: str, year: FinancialYear) -> int:
    """Return the calendar year in which a month of the financial year lies."""
    number = MONTHS.index(month) + 1
    return year.first.year if number >= year.first.month else year.last.year


_READERS: dict[str, Callable[[re.Match[str], FinancialYear], list[Printed]]] = {
    "iso": _iso,
    "dm": _day_month,
    "mm": _month_day,
    "n1": _numeric,
    "m": _month_year,
    "season": _season,
    "q": _quarter,
    "nth": _quarter,
    "h": _half,
    "fy": _financial,
    "cy": _calendar,
    "bare": _bare,
}


def years_in(text: str) -> Iterator[str]:
    """Yield the financial year of each time in `text` that says its own year, and of each such year."""
    for match in _TIME.finditer(text):
        try:
            if match["fy"] and (label := financial_label(match["fy"])):
                yield label
            elif (match["m"] or match["dy"] or match["n1"] or match["iso"]) and not match["y2"]:
                read = _first_reader(match)(match, FinancialYear(FIRST_YEAR))
                for time in read:
                    last = time.read.last
                    yield FinancialYear.containing(last).label
        except NotATimescale:
            continue


def _first_reader(match: re.Match[str]) -> Callable[[re.Match[str], FinancialYear], list[Printed]]:
    return next(read for name, read in _READERS.items() if match[name])
