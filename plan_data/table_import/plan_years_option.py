"""The year or years of an imported plan, as options, a file's name or its dates give them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

from msgspec import Struct

from plan_data.model import About
from plan_data.plan_file.plan_years import find_year_mistakes, plan_year
from plan_data.table_import.option_refusal import OptionName, OptionRefused
from plan_data.table_import.printed_date import financial_label
from plan_data.table_import.printed_dates import find_financial_years, find_printed_dates
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.periods import FIRST_YEAR

_ONE_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(
    rf"(?P<first>{_ONE_YEAR}(?:/\d\d)?)\s*(?:-|\u2013|to)\s*(?P<last>{_ONE_YEAR}(?:/\d\d)?|\d\d)",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"FY\s?(?P<years>\d\d(?:\d\d)?(?:[-/\u2013]\d\d(?:\d\d)?)?)", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"(?:CY|calendar year)\s?(?P<year>\d\d(?:\d\d)?)", re.IGNORECASE)
_YEARS_IN_NAME = re.compile(
    rf"(?<!\d)(?P<first>{_ONE_YEAR})(?:\s*(?:-|\u2013|to)\s*(?P<last>{_ONE_YEAR}))?(?!\d)"
)
_YEAR_AND_MONTH = re.compile(rf"(?P<year>{_ONE_YEAR})-(?P<month>0[1-9]|1[0-2])")
FILE_NAME = "the file's name"
TITLE_LINES = "the lines above the table"
_PLACES = (FILE_NAME, TITLE_LINES)
_MOST_YEARS = 10_000  # dates of a table that are read for its commonest year
_OPTIONS_OF_YEARS: dict[OptionName, str] = {
    "year_starts": "--year-starts",
    "quarters": "--quarters",
    "start": "--start",
}


class YearOptions(Struct, frozen=True):
    """What the caller gives of a plan's years, None if it is guessed or usual.

    `year` is one year or several, `year_starts` the month in which each starts, `quarters` is
    "calendar" if they are the calendar's, and `start` is the first day of the work.
    """

    year: str | None = None
    year_starts: str | None = None
    quarters: str | None = None
    start: str | None = None


class GuessedYear(Struct, frozen=True):
    """A year of a plan, and where it was found."""

    label: str
    where: str

    @property
    def text(self) -> str:
        """The year and its place: 2009/10, from the file's name."""
        if self.where in _PLACES:
            return f"{self.label}, from {self.where}"
        return f"{self.label}, {self.where}"


def read_year(text: str, options: YearOptions | None = None) -> FinancialYear:
    """Return the year of 2009/10, 2009-10, FY25 or 2024, or the years of 2021 to 2025 or 2021-2025.

    Raises:
        OptionRefused: if it is none of them, or not one with the other options.

    """
    options = options or YearOptions()
    words = " ".join(text.split())
    for label in (_named_year(words, options), words):
        year = plan_year(_about(label, options))
        if year is not None:
            return year
    year = _several(words, options)
    if year is None:
        raise OptionRefused(_refusal(text, options), "year")
    return year


def _about(label: str, options: YearOptions, years: str | None = None) -> About:
    return About(
        "",
        "",
        label,
        years=years,
        year_starts=options.year_starts,
        quarters=options.quarters,
        start=options.start,
    )


def _refusal(text: str, options: YearOptions) -> str:
    """Return the sentence about a year that does not fit the other options."""
    if options.year_starts is None:
        return f"'{text}' is not a financial year: write it like 2009/10."
    calendar = _calendar_of(options)
    first, last = calendar.year(2009).label, calendar.year(2011).label
    return (
        f"'{text}' is not a year that starts in {calendar.first_month_name}: write it like {first},"
        f" or several like {first} to {last}."
    )


def _label_of(words: str) -> str | None:
    """Return the label of a year as people write it, None if it is no year."""
    if re.fullmatch(_ONE_YEAR, words):
        return words
    try:
        return financial_label(words)
    except (ValueError, IndexError):
        return None


def _named_year(words: str, options: YearOptions) -> str:
    """Return the label of a year such as FY25, CY2025 or 2009-10, "" if it is none of them."""
    calendar = _CALENDAR_YEAR.fullmatch(words)
    if calendar:
        return f"20{calendar['year']}"[-4:]
    fiscal = _FISCAL.fullmatch(words)
    if fiscal and fiscal["years"].isdigit():
        return _named_by_end(fiscal["years"], options)
    if fiscal:
        words = fiscal["years"]
    return _label_of(words) or ""


def _named_by_end(digits: str, options: YearOptions) -> str:
    """Return the label of the year that ends in the year of the digits after FY."""
    end = int(f"20{digits}"[-4:])
    if plan_year(_about(str(end), options)) and options.year_starts:
        return str(end)
    return APRIL.year(end - 1).label


def _several(words: str, options: YearOptions) -> FinancialYear | None:
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    first, last = match["first"], match["last"]
    if len(last) < len("2024"):
        last = first[:2] + last
    calendar = _calendar_of(options)
    if options.year_starts and not calendar.has_calendar_years and "/" not in first + last:
        return _years_between(int(first), int(last), options, calendar)
    return plan_year(_about("", options, f"{first} to {last}"))


def _years_between(
    first: int, last: int, options: YearOptions, calendar: Calendar
) -> FinancialYear | None:
    """Return the years of 2023 to 2026 if they start in July: July 2023 to June 2026."""
    labels = calendar.year(first).label, calendar.year(last - 1).label
    if last - first == 1:
        return plan_year(_about(labels[0], options))
    return plan_year(_about("", options, " to ".join(labels)))


def check_year_options(options: YearOptions) -> None:
    """Refuse a month, a kind of quarter or a start that a plan file cannot have.

    Raises:
        OptionRefused: if there is one.

    """
    mistakes = {
        str(key): sentence for (key, *_), sentence in find_year_mistakes(_about("", options))
    }
    for name, option in _OPTIONS_OF_YEARS.items():
        if name in mistakes:
            raise OptionRefused(f"{option}: {mistakes[name]}", name)


def start_of_work(text: str | None) -> str | None:
    """Return the first day of a month such as 2024-09 or Sep 2024, any other text as it is."""
    words = " ".join((text or "").split())
    month = _YEAR_AND_MONTH.fullmatch(words)
    if month:
        return f"{words}-01"
    for printed in find_printed_dates(words, APRIL.year(FIRST_YEAR)):
        is_all = (printed.start, printed.end) == (0, len(words))
        if is_all and printed.level == "month" and not printed.why:
            return printed.days.first.isoformat()
    return text


def _calendar_of(options: YearOptions) -> Calendar:
    """Return how a plan divides time by its options, from April if they do not say."""
    year = plan_year(_about("2000/01", options)) or plan_year(_about("2000", options))
    if year is None:
        return APRIL
    return year.calendar


def guess_year(name: str, cells: Sequence[str], options: YearOptions) -> GuessedYear | None:
    """Return the year in a file's name, or else the commonest of its dates, or that of the start.

    It is one that starts in the month of the options; None if there is none.
    """
    calendar = _calendar_of(options)
    words = name.replace("_", " ")
    if calendar.has_calendar_years:
        named = calendar_years_of(words)
    else:
        named = next(find_financial_years(words, calendar), "")
    if named:
        return GuessedYear(named, FILE_NAME)
    label = _commonest_year(cells, calendar)
    if label:
        return GuessedYear(label, "the commonest in the table")
    if calendar.start:
        return GuessedYear(calendar.year_containing(calendar.start).label, "that of the start")
    return None


def _commonest_year(cells: Sequence[str], calendar: Calendar) -> str:
    """Return the year of most dates in the table, the first of equals, "" if none."""
    years = chain.from_iterable(find_financial_years(flatten(cell), calendar) for cell in cells)
    counts = Counter(islice(years, _MOST_YEARS))
    return max(counts, key=counts.__getitem__, default="")


def calendar_years_of(name: str) -> str:
    """Return the calendar year or years that a file's name has, "" if it has none."""
    match = _YEARS_IN_NAME.search(name)
    if match is None:
        return ""
    if match["last"] and match["last"] > match["first"]:
        return f"{match['first']} to {match['last']}"
    return match["first"]
