"""The id, title and year of an imported plan: as they are given, or else as the file has them."""

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.plan_file.plan_years import CALENDAR_QUARTERS
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.option_refusal import OptionRefused
from plan_data.table_import.plan_year_guess import guess_years, years_of_title
from plan_data.table_import.plan_years_option import (
    FILE_NAME,
    TITLE_LINES,
    GuessedYear,
    calendar_years_of,
    check_year_options,
    guess_year,
    read_year,
)
from plan_data.table_import.printed_dates import find_financial_years
from plan_data.table_import.title_line import TitleLine
from plan_data.text import one_line, path_text
from plan_data.timescale.financial_year import APRIL, FinancialYear
from plan_data.timescale.periods import MONTHS

_START_GUESSED = "the month in which the plan's years start is a guess"
_SPACE_OR_UNDERSCORE = re.compile(r"[_\s]+")
_WORD_OF_ID = re.compile(r"[a-z0-9]+")
_COUNTED_MONTH = re.compile(r"(?<!\w)(?:M|Month )\d{1,3}(?!\w)")  # of the work
_PLAN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


class PlanHeading(Struct, frozen=True):
    """The plan's id, title and year, and the year as the keys of a plan file have it.

    `year_doubt` says why the year is a guess, `start_doubt` why the month in which it starts is, each ""
    if it is not. `guessed_year` is None if the year is given.
    """

    plan_id: str
    title: str
    year: FinancialYear
    year_doubt: str = ""
    start_doubt: str = ""
    guessed_year: GuessedYear | None = None

    @property
    def one_year(self) -> str:
        """The plan's year, "" if it has several."""
        if self.year.count > 1:
            return ""
        return self.year.label

    @property
    def several_years(self) -> str | None:
        """The plan's years, None if it has one."""
        if self.year.count > 1:
            return self.year.label
        return None

    @property
    def year_starts(self) -> str | None:
        """The month in which a year starts, None if the year itself shows it."""
        calendar = self.year.calendar
        if calendar.has_calendar_years or calendar.first_month == APRIL.first_month:
            return None
        return calendar.first_month_name

    @property
    def quarters(self) -> str | None:
        """`calendar` if quarters are the calendar's, None if they are those of the plan's year."""
        if self.year.calendar.calendar_quarters:
            return CALENDAR_QUARTERS
        return None

    @property
    def start(self) -> str | None:
        """The first day of the work, None if it is not given."""
        day = self.year.calendar.start
        if day is None:
            return None
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class PrintedHeading(Struct, frozen=True):
    """What a file prints of its plan: the cells that may name years, the lines above the table.

    `title` is the line that is the plan's title, None if no line is.
    """

    cells: Sequence[str]
    lines: Sequence[str] = ()
    title: TitleLine | None = None


def read_heading(
    path: Path, options: ImportOptions, printed: PrintedHeading, report: ImportReport
) -> PlanHeading:
    """Return the heading of a plan; what of it is a guess is reported.

    Raises:
        OptionRefused: if an option cannot be met, or nothing names the plan's year.

    """
    plan_id = _plan_id(path, options, report)
    title = _plan_title(path, options, printed.title, report)
    check_year_options(options.years)
    if options.year:
        return PlanHeading(plan_id, title, read_year(options.year, options.years))
    guessed = _guessed_year(path, options, printed)
    if not guessed.label:
        raise OptionRefused(_names_no_year(path, printed.cells), "year")
    report.guessed.append(
        f"the plan's year {guessed.text} (--year says another, --year-starts the month in which it"
        " starts, --quarters calendar that quarters are the calendar's)"
    )
    doubt = ""
    if guessed.where != FILE_NAME:
        doubt = f"the plan's year is read from {guessed.where}"
    start_doubt = "" if options.year_starts else _START_GUESSED
    year = read_year(guessed.label, options.years)
    return PlanHeading(plan_id, title, year, doubt, start_doubt, guessed)


def _names_no_year(path: Path, cells: Sequence[str]) -> str:
    what = "say which with --year, such as --year 2009/10"
    if any(map(_COUNTED_MONTH.search, cells)):
        what += ", or with --start when the work begins, such as --start '1 Sep 2024'"
    return f"'{path_text(path.name)}' names no year: {what}."


def _plan_id(path: Path, options: ImportOptions, report: ImportReport) -> str:
    if not options.plan and options.before is not None:
        return options.before.plan  # the journal keeps entries under it
    plan_id = options.plan or id_of_file(path)
    check_plan_id(plan_id)
    if not options.plan:
        report.guessed.append(f"the plan's id {plan_id}, from the file's name (--id says another)")
    return plan_id


def is_plan_id(text: str) -> bool:
    """Return whether a text can be a plan's id."""
    return bool(_PLAN_ID.fullmatch(text))


def check_plan_id(plan_id: str) -> None:
    """Refuse what cannot be a plan's id.

    Raises:
        OptionRefused: if it has other characters than letters, digits and hyphens.

    """
    if not is_plan_id(plan_id):
        raise OptionRefused(
            f"'{plan_id}' cannot be a plan's id: write letters, digits and hyphens, such as"
            " wales-2010-11.",
            "plan",
        )


def _plan_title(
    path: Path, options: ImportOptions, printed: TitleLine | None, report: ImportReport
) -> str:
    given = one_line(options.title or "")
    if given:
        return given
    if options.before is not None:
        return options.before.title
    title, where = _title_of_file(path) or "Imported plan", FILE_NAME
    if printed is not None:
        title, where = printed.title, f"line {printed.row.line} above the table"
    report.guessed.append(f"the plan's title '{title}', from {where} (--title says another)")
    return title


def id_of_file(path: Path) -> str:
    """Return the id of a plan that has the name of its table's file."""
    return "-".join(_WORD_OF_ID.findall(_title_of_file(path).lower())) or "imported-plan"


def _title_of_file(path: Path) -> str:
    return one_line(_SPACE_OR_UNDERSCORE.sub(" ", path.stem))


def _guessed_year(path: Path, options: ImportOptions, printed: PrintedHeading) -> GuessedYear:
    """Return the plan's year or years, with the label "" if nothing names one."""
    name = path.stem.replace("_", " ")
    if options.year_starts or options.start:
        guessed = guess_year(path.stem, printed.cells, options.years)
        if guessed:
            return guessed
    label = next(find_financial_years(name), "") or calendar_years_of(name)
    if label:
        return GuessedYear(label, FILE_NAME)
    for line in printed.lines:
        label = years_of_title(line)
        if label:
            return GuessedYear(label, TITLE_LINES)
    return GuessedYear(guess_years(printed.cells), "the commonest in the table")
