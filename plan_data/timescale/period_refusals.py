"""The forms of a period that are refused, each with the sentence that says what to write instead."""

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec import Struct

from plan_data.suggest import nearest_names
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.period_parser import (
    MONTH_PATTERN,
    NotATimescale,
    UnknownTimescale,
    match_all,
    read_calendar_form,
    year_in_range,
)
from plan_data.timescale.periods import LAST_YEAR, MONTH_NAMES, MONTHS, SEASONS
from plan_data.timescale.units import UNIT_BY_ADVERB

_CLOSE_SPELLING = 0.75  # of 1, which is the same word


class PeriodRefusal(Struct, frozen=True):
    """A way to write a period that is refused; `explain` takes the groups of `pattern`.

    What it returns follows the quoted text in the message; it is empty if the text is no such form.
    In `_REFUSALS_OF_CALENDAR` it takes the plan's calendar before the groups.
    """

    pattern: str
    explain: Callable[..., str]


def period_refusal(words: str, calendar: Calendar) -> NotATimescale:
    """Return the refusal that says why a text names no period of a plan, and what to write."""
    explanation = _explanation(words, calendar)
    if explanation:
        return NotATimescale(f"'{words}' {explanation}")
    example = calendar.example_year
    month = example.month_text(9)
    autumn = f"autumn {example.year_of_month(9)}"
    quarter = example.quarter(3).label.replace("-", " ")
    return UnknownTimescale(
        f"'{words}' is not a time that can be read: write a day (30 {month}), a month ({month}),"
        f" {autumn}, {quarter} or {example.label}; `milepost help timescales` has the other forms."
    )


def _explanation(words: str, calendar: Calendar) -> str:
    for refusal in _REFUSALS_OF_CALENDAR:
        if match := match_all(refusal.pattern, words):
            return refusal.explain(calendar, *match.groups())
    for refusal in _REFUSALS:
        if match := match_all(refusal.pattern, words):
            return refusal.explain(*match.groups())
    return ""


def _month_or_year(calendar: Calendar, year: str, second: str) -> str:
    year_in_range(year)
    choices = []
    if 1 <= int(second) <= len(MONTHS):
        choices.append(f"{MONTHS[int(second) - 1]} {year} for the month")
    if _is_next_year(year, second):
        choices.append(_financial_choice(calendar, year, second))
    if len(choices) == 1:
        return f"is not written so: write {choices[0]}."
    suggestion = " or ".join(choices) or f"a month such as Oct {year}"
    return f"can be read in two ways: write {suggestion}."


def _financial_choice(calendar: Calendar, year: str, second: str) -> str:
    if calendar.has_calendar_years:
        return f"{year} to {int(year) + 1} for the two years"
    return f"{year}/{second} for the financial year"


def _is_next_year(first: str, second: str) -> bool:
    """Return whether the two digits `second` name the year after `first`."""
    return int(second) == (int(first) + 1) % 100


def _part_of_either_year(calendar: Calendar, letter: str, number: str, year: str) -> str:
    part = letter.upper() + number
    if read_calendar_form(f"{part} {year}", calendar):
        return f"is written {part} {year}."
    label = calendar.year(year_in_range(year)).label
    months_in_part = {"Q": 3, "H": 6}[letter.upper()]
    last_month = MONTHS[int(number) * months_in_part - 1]
    return (
        f"may mean the calendar or the financial year: write {part} {label},"
        f" or {last_month} {year} if the calendar year is meant."
    )


def _short_year(name: str, digits: str) -> str:
    month = name[:3].title()
    with_century = f"{month} 20{int(digits):02d}"
    if not 1 <= int(digits) <= 31:  # noqa: PLR2004 - the longest month
        return f"lacks its century: write {with_century}."
    as_day = f"{int(digits)} {month}"
    return f"may be a day or a year: write {with_century} for the month, or {as_day} with its year."


def _two_digit_pair(calendar: Calendar, first: str, second: str) -> str:
    if _is_next_year(first, second):
        label = f"20{first}/{second}"
        if calendar.has_calendar_years:
            label = f"20{first} to 20{second}"
        return f"lacks its century: write {label}."
    example = calendar.example_year.month_text(4)
    return f"lacks its year, and may be read day first or month first: write the month's name, such as 3 {example}."


def _two_years(calendar: Calendar, first: str, second: str) -> str:
    start, end = year_in_range(first), int(second)
    if calendar.has_calendar_years:
        return f"is not one year: write {start}, or as a range {start} to {max(end, start + 1)}."
    label = calendar.year(start).label
    if end == start + 1:
        return f"is written {label}."
    if not start < end <= LAST_YEAR:
        end = start + 2  # an example of a range
    last_label = calendar.year(end - 1).label
    return f"is not one financial year: write {label}, or as a range {label} to {last_label}."


def _day_of_numbers(first: str, second: str, year: str) -> str:
    """Return what to write for a day such as 3/4/2026: of the day or the month, either is first."""
    full_year = f"20{year}"[-4:]
    days = []
    for number, month in ((first, second), (second, first)):
        text = _day_text(full_year, month, number)
        if text and text not in days:
            days.append(text)
    if len(days) == 1:
        return f"is written with the month's name: write {days[0]}."
    if days:
        return f"may be read day first or month first: write {' or '.join(days)}."
    return ""


def _day_in_one(year: str, month: str, number: str) -> str:
    text = _day_text(year, month, number)
    if not text:
        return ""
    return f"is written with the month's name: write {text}."


def _day_text(year: str, month: str, number: str) -> str:
    """Return a day as it is written, "" if there is no such day."""
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return ""
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _month_of_number(year: str, month: str) -> str:
    return f"is written with the month's name: write {MONTHS[int(month) - 1]} {year}."


def _number_of_month(month: str, year: str) -> str:
    return _month_of_number(year, month)


def _misspelt(day: str | None, name: str, year: str) -> str:
    """Return what to write for a month or a season that has a wrong letter."""
    nearest = nearest_names(name, [*MONTH_NAMES, *MONTHS, *SEASONS], 1, _CLOSE_SPELLING)
    if not nearest:
        return ""
    written = nearest[0]
    if written not in SEASONS:
        written = written[:3]
    elif day:
        return ""
    if day:
        written = f"{day} {written}"
    return f"is written {written} {year}."


def _day_without_year(calendar: Calendar, day: str, name: str) -> str:
    return f"has no year: write {day} {_month_in_plan(calendar, name)}."


def _month_without_year(calendar: Calendar, name: str) -> str:
    return f"has no year: write {_month_in_plan(calendar, name)}."


def _end_of_month_without_year(calendar: Calendar, name: str) -> str:
    return f"has no year: write by {_month_in_plan(calendar, name)}."


def _month_in_plan(calendar: Calendar, name: str) -> str:
    """Return a month with its year, which only a plan of one year settles."""
    if calendar.only_year is None:
        return f"{name[:3].title()} and the year"
    return calendar.only_year.month_text(MONTHS.index(name[:3].title()) + 1)


def _season_without_year(calendar: Calendar, name: str) -> str:
    if calendar.only_year is None:
        return f"has no year: write {name.lower()} and the year."
    year = calendar.only_year.year_of_month(SEASONS[name.lower()])
    return f"has no year: write {name.lower()} {year}."


def _part_without_year(calendar: Calendar, letter: str, number: str) -> str:
    part_of = {"Q": calendar.example_year.quarter, "H": calendar.example_year.half}[letter.upper()]
    written = part_of(int(number)).label.replace("-", " ")
    if calendar.only_year is None:
        return f"has no year: write it with its year, such as {written}."
    return f"has no year: write {written}."


def _end_of_year(year: str) -> str:
    return f"is written by Dec {year}."


def _end_of_period(period: str) -> str:
    return f"is written by {period}."


def _adverb(word: str) -> str:
    return f"is written every {UNIT_BY_ADVERB[word.lower()]}."


def _no_such_repeat(_: str) -> str:
    return (
        "is not a repeat that plans use: write every week, every month or every year, or each date."
    )


def _no_time(words: str) -> str:
    return f"names no time: write 'undated ({words})'."


def _sept(year: str) -> str:
    return f"is written Sep {year}."


def _empty() -> str:
    return "is empty: write a time, or 'undated (reason)'."


def _fall(year: str) -> str:
    return f"is written autumn {year}."


def _about(month: str, year: str) -> str:
    return f"is not exact: write {month} {year}, with a ? at the end, to be confirmed."


def _no_such_time(calendar: Calendar, *_: str) -> str:
    if calendar.start is not None:
        return "counts from 1: the first is month 1."
    return f"is counted from the start of the work: {_write_start(calendar)}."


def _short_month(calendar: Calendar, number: str) -> str:
    if calendar.start is not None:
        return f"is written month {int(number)}."
    return f"is written month {int(number)}, in a plan with the start of its work: {_write_start(calendar)}."


def _write_start(calendar: Calendar) -> str:
    year = calendar.example_year
    first_day = year.month_text(calendar.first_month)
    return f"write it at the top of the plan, such as start: 1 {first_day}"


# The forms whose refusal depends on the plan's years and quarters.


def _no_such_year(calendar: Calendar, first: str) -> str:
    start = year_in_range(first)
    return (
        f"is no year of this plan, whose years run from {calendar.first_month_name} to"
        f" {calendar.last_month_name}: write {first}, or Apr {start} to Mar {start + 1}."
    )


def _no_such_part(_: Calendar, letter: str, number: str, first: str) -> str:
    part, noun = letter.upper() + number, {"Q": "quarters", "H": "halves"}[letter.upper()]
    return f"is no part of a year of this plan, whose {noun} are those of the calendar year: write it like {part} {first}."


def _part_after_year(calendar: Calendar, year: str, letter: str, number: str) -> str:
    part = f"{letter.upper()}{number} {year}"
    if "/" in year and read_calendar_form(part, calendar):
        return f"is written {part}."
    if "/" in year:
        return _no_such_part(calendar, letter, number, year.partition("/")[0])
    return _part_of_either_year(calendar, letter, number, year)


def _part_before_slash(calendar: Calendar, letter: str, number: str, year: str) -> str:
    return _part_of_either_year(calendar, letter, number, year)


def _part_of_short_year(calendar: Calendar, letter: str, number: str, digits: str) -> str:
    return _part_of_either_year(calendar, letter, number, f"20{digits}")


def _fiscal_year(calendar: Calendar, digits: str) -> str:
    return f"is written {_year_of_its_end(calendar, digits)}."


def _part_of_fiscal_year(calendar: Calendar, digits: str, letter: str, number: str) -> str:
    label = _year_of_its_end(calendar, digits)
    part = f"{letter.upper()}{number} {label}"
    if read_calendar_form(part, calendar):
        return f"is written {part}."
    return _no_such_part(calendar, letter, number, label.partition("/")[0])


def _part_before_fiscal_year(calendar: Calendar, letter: str, number: str, digits: str) -> str:
    return _part_of_fiscal_year(calendar, digits, letter, number)


def _year_of_its_end(calendar: Calendar, digits: str) -> str:
    """Return the label of a fiscal year, which is named by the calendar year in which it ends."""
    year = year_in_range(f"20{digits}"[-4:])
    if not calendar.has_calendar_years:
        year -= 1
    return calendar.year(year).label


def _half_in_words(calendar: Calendar, ordinal: str, year: str) -> str:
    number = {"first": 1, "second": 2}[ordinal.lower()]
    if calendar.has_calendar_years:
        return f"is written H{number} {year}."
    days = {1: f"Jan {year} to Jun {year}", 2: f"Jul {year} to Dec {year}"}[number]
    label = calendar.year(year_in_range(year)).label
    return f"may mean the calendar or the financial year: write {days}, or H{number} {label}."


_REFUSALS = (
    PeriodRefusal(rf"{MONTH_PATTERN} '?(\d\d?)", _short_year),
    PeriodRefusal(r"(\d\d?)[-/.](\d\d?)[-/.](\d\d|\d{4})", _day_of_numbers),
    PeriodRefusal(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)", _day_in_one),
    PeriodRefusal(r"(\d{4})[-/.]([1-9])", _month_of_number),
    PeriodRefusal(r"(0?[1-9]|1[0-2])[-/.](\d{4})", _number_of_month),
    PeriodRefusal(r"(?:the )?end (?:of )?(\d{4})", _end_of_year),
    PeriodRefusal(r"(?:the )?end (?:of )?(\S+ \d{4}(?:/\d\d)?|\d{4}/\d\d)", _end_of_period),
    PeriodRefusal(rf"({'|'.join(UNIT_BY_ADVERB)})", _adverb),
    PeriodRefusal(r"(fortnightly|bi-?weekly|biennial(?:ly)?|daily)", _no_such_repeat),
    PeriodRefusal(r"(to be .+|tb[acd]|not .+)", _no_time),
    PeriodRefusal(r"sept\.? (\d{4})", _sept),
    PeriodRefusal(r"fall (\d{4})", _fall),
    PeriodRefusal(r"early[- ](\d{4})", partial(_about, "Mar")),
    PeriodRefusal(r"mid[- ](\d{4})", partial(_about, "Jun")),
    PeriodRefusal(r"late[- ](\d{4})", partial(_about, "Dec")),
    PeriodRefusal(r"", _empty),
    PeriodRefusal(r"(?:(\d{1,2}) )?([a-z]{3,12})\.? (\d{4})", _misspelt),
)
_PART = r"(Q(?=[1-4])|H(?=[12]))([1-4])"
_REFUSALS_OF_CALENDAR = (
    PeriodRefusal(rf"(\d{{1,2}}) {MONTH_PATTERN}", _day_without_year),
    PeriodRefusal(MONTH_PATTERN, _month_without_year),
    PeriodRefusal(rf"end (?:of )?{MONTH_PATTERN}", _end_of_month_without_year),
    PeriodRefusal(rf"({'|'.join(SEASONS)})", _season_without_year),
    PeriodRefusal(r"(Q(?=[1-4])|H(?=[12]))([1-4])", _part_without_year),
    PeriodRefusal(r"(\d{4})-(\d\d)", _month_or_year),
    PeriodRefusal(r"(Q)([1-4]) ?(\d{4})", _part_of_either_year),
    PeriodRefusal(r"(H)([12]) ?(\d{4})", _part_of_either_year),
    PeriodRefusal(r"(Q(?=[1-4])|H(?=[12]))([1-4]) '?(\d\d)", _part_of_short_year),
    PeriodRefusal(r"(\d{4})[-/ ]+(\d{4})", _two_years),
    PeriodRefusal(r"(\d\d)[-/](\d\d)", _two_digit_pair),
    PeriodRefusal(r"(\d{4})/\d\d", _no_such_year),
    PeriodRefusal(rf"{_PART} (\d{{4}})/\d\d", _no_such_part),
    PeriodRefusal(rf"(\d{{4}}(?:/\d\d)?)[-/ ]{_PART}", _part_after_year),
    PeriodRefusal(rf"{_PART}[-/](\d{{4}})", _part_before_slash),
    PeriodRefusal(r"FY ?(?:20)?(\d\d)", _fiscal_year),
    PeriodRefusal(rf"FY ?(?:20)?(\d\d) {_PART}", _part_of_fiscal_year),
    PeriodRefusal(rf"{_PART} FY ?(?:20)?(\d\d)", _part_before_fiscal_year),
    PeriodRefusal(r"(?:the )?(first|second) half (?:of )?(\d{4})", _half_in_words),
    PeriodRefusal(r"(month|year) (\d{1,3})", _no_such_time),
    PeriodRefusal(r"within (\d{1,3}) (months?|years?)", _no_such_time),
    PeriodRefusal(r"m(\d{1,3})", _short_month),
)
