"""Import a delivery table: from its file to the text of a plan file."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.load import MOST_MEGABYTES
from plan_data.model import Milestone, Plan
from plan_data.plan_file.decode import decode
from plan_data.plan_file.encode import encode_plan
from plan_data.plan_file.nodes import read_nodes
from plan_data.plan_file.schema import modeline
from plan_data.plan_file.validate import check_plan
from plan_data.plan_file.walk import walk_measures, walk_milestones, walk_objectives
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_reading import Columns, parse_choices
from plan_data.table_import.heading_words import PROGRESS_ROLES
from plan_data.table_import.import_options import ImportOptions, choices_in_plan, kept_lines
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.kept_numbers import KeptNumbers
from plan_data.table_import.objective_numbers import split_number
from plan_data.table_import.objective_records import find_records
from plan_data.table_import.own_list import (
    is_own_list,
    plan_of_list,
    unread_columns,
    when_cells,
)
from plan_data.table_import.plan_builder import PlanHeading, build_plan
from plan_data.table_import.plan_progress import PrintedProgress
from plan_data.table_import.plan_year_guess import guess_years, years_of_title
from plan_data.table_import.plan_years_option import (
    calendar_years_of,
    check_year_options,
    guess_year,
    read_year,
)
from plan_data.table_import.prepared_rows import find_prepared_columns, prepare_rows
from plan_data.table_import.printed_dates import find_financial_years
from plan_data.table_import.schedule_order import find_days, has_days_after_months
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_parts import TablePart, lines_above, split_tables, title_before
from plan_data.table_import.table_progress import progress_date, progress_of_table
from plan_data.table_import.table_reader import read_rows
from plan_data.table_import.work_times import NO_START
from plan_data.text import one_line, path_text

__all__ = ["ImportOptions", "ImportResult", "choices_in_plan", "import_table"]

_FILE_NAME = "the file's name"
_START_GUESSED = "the month in which the plan's years start is a guess"
_FIRST_LINES = 3  # of a file, which may name the plan's years
_SPACE_OR_UNDERSCORE = re.compile(r"[_\s]+")
_WORD_OF_ID = re.compile(r"[a-z0-9]+")
_COUNTED_MONTH = re.compile(r"(?<!\w)(?:M|Month )\d{1,3}(?!\w)")  # of the work
_PLAN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


class ImportResult(Struct, frozen=True):
    """A plan, the text of its file, and the report of how it and its columns were read.

    `progress` is what the table says of the plan's items, on the day `as_of`.
    """

    plan: Plan
    text: str
    report: ImportReport
    columns: tuple[ColumnReading, ...]
    progress: tuple[PrintedProgress, ...] = ()
    as_of: date = date.max


class _TablePlan(Struct, frozen=True):
    """The plan of a table, how its columns were read, and the progress that it prints."""

    plan: Plan
    columns: tuple[ColumnReading, ...] = ()
    progress: tuple[PrintedProgress, ...] = ()
    as_of: date = date.max


def import_table(path: Path, options: ImportOptions) -> ImportResult:
    """Read a delivery table into a plan.

    Raises:
        Unusable: if the file holds no table that can be read as one.
        Refused: if an option cannot be met.

    """
    name = path_text(path.name)
    report = ImportReport()
    read = read_rows(path, options.table, report)
    rows = prepare_rows(read)
    if is_own_list(rows):
        table = _TablePlan(_plan_of_own_list(path, options, rows, report))
    else:
        table = _plan_of_table(path, options, rows, report)
    report.sure[:0] = _counts(table.plan)
    text = _plan_text(table.plan, name, kept_lines(options))
    _refuse_invalid(text, name)
    return ImportResult(table.plan, text, report, table.columns, table.progress, table.as_of)


def _plan_of_own_list(
    path: Path, options: ImportOptions, rows: Sequence[Row], report: ImportReport
) -> Plan:
    heading = _plan_heading(path, options, when_cells(rows), report)
    report.left += [f"the column '{name}' is not part of a plan" for name in unread_columns(rows)]
    return plan_of_list(heading, rows)


def _plan_of_table(
    path: Path, options: ImportOptions, rows: Sequence[Row], report: ImportReport
) -> _TablePlan:
    name = path_text(path.name)
    chosen = parse_choices(options.columns)
    rows, columns = find_prepared_columns(rows, name, chosen)
    report.guessed += columns.guessed
    parts = split_tables(rows, columns, chosen)
    title = title_before(rows, parts)
    report.left += _lines_above(rows, columns, parts, title)
    records = find_records(parts, title, report)
    if not records:
        raise Unusable(f"'{name}' has headings and no objectives below them.")
    cells = _cells_with_years(rows, columns)
    heading = _plan_heading(path, options, cells, report, _title_lines(rows, columns.header))
    plan = build_plan(heading, records, KeptNumbers(options.before, options.used_ids), report)
    report.left += _columns_not_read(parts)
    report.left += _times_of_work(plan)
    as_of = progress_date(path, rows, columns, options, heading.year)
    progress = progress_of_table(records, plan, heading.year, as_of, report)
    return _TablePlan(plan, columns.readings, progress, as_of.on)


def _lines_above(
    rows: Sequence[Row], columns: Columns, parts: Sequence[TablePart], title: str
) -> Iterator[str]:
    """Yield a sentence for each line above the first table, but for the title that is used."""
    first = columns.header
    for part in parts:
        if part.columns and part.rows:
            first = min(first, part.columns.header)
    for sentence in lines_above(rows, first):
        if not title or not sentence.endswith(title):
            yield sentence
    for row in rows[:first]:
        for text in row.left_out:
            yield f"line {row.line}: '{text}' is left out"


def _columns_not_read(parts: Sequence[TablePart]) -> list[str]:
    """Return a sentence for each column that is not read, with how many cells it has."""
    sentences: dict[str, int] = {}
    for part in parts:
        if part.columns is None:
            continue
        for column, name in part.columns.unused():
            filled = sum(column in row.filled() for row in part.rows if not row.outside)
            sentences[name] = sentences.get(name, 0) + filled
    lines = []
    for name, count in sentences.items():
        lines.append(f"the column '{name}' is not read ({_count_text(count, 'cell', 'cells')})")
    return lines


def _times_of_work(plan: Plan) -> Iterator[str]:
    """Yield a sentence if the plan lacks the start from which some of its times are counted."""
    readings = [milestone.reading or "" for _, milestone, _ in walk_milestones(plan)]
    count = sum(NO_START.capitalize() in reading for reading in readings)
    if count:
        yield (
            f"times counted from the start of the work: {count} (--start reads them, such as"
            " --start '1 Sep 2024')"
        )


def _plan_text(plan: Plan, file_name: str, kept: str) -> str:
    note = f"# Made by `milepost import` from {one_line(file_name)}. A `?` marks a reading to confirm.\n"
    return modeline() + note + kept + encode_plan(plan)


def _cells_with_years(rows: Sequence[Row], columns: Columns) -> list[str]:
    """Return the cells in which the plan's year is searched: not those of numbers and progress."""
    skipped = {"ref", "other", None, *PROGRESS_ROLES}
    has_days = has_days_after_months(rows, columns)
    cells = []
    for index, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            is_beyond = column >= len(columns.roles)
            is_group = len(row.filled()) == 1
            if index <= columns.header or row.outside or is_beyond or is_group:
                cells.append(cell)
            elif has_days and any(find_days(cell, month_first=True)):
                continue  # Apr 12 is no April of 2012
            elif columns.roles[column] not in skipped:
                cells.append(split_number(cell)[1] or cell)
    return cells


def _refuse_invalid(text: str, name: str) -> None:
    """Make sure that the text of a plan file loads without a problem."""
    data = text.encode()
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(
            f"'{name}' makes a plan larger than {MOST_MEGABYTES} MB: a plan file is far smaller."
        )
    node, problems = read_nodes(data, name)
    if node is not None:
        plan, located, found = decode(node, Plan, name)
        problems += found
        problems += [
            problem for problem in check_plan(plan, located) if problem.severity == "problem"
        ]
    if problems:
        raise Unusable(f"'{name}' cannot be made into a plan: {problems[0].sentence}")


# The plan's id, title and year.


def _plan_heading(
    path: Path,
    options: ImportOptions,
    cells: Sequence[str],
    report: ImportReport,
    titles: Sequence[str] = (),
) -> PlanHeading:
    file_title = _title_of_file(path)
    plan_id = _plan_id(options, file_title, report)
    title = _plan_title(options, file_title, report)
    check_year_options(options.years)
    if options.year:
        return PlanHeading(plan_id, title, read_year(options.year, options.years))
    label, where = _guessed_year(path, options, cells, titles)
    if not label:
        raise Refused(_names_no_year(path, cells))
    report.guessed.append(_year_guessed(label, where))
    doubt = "" if where == _FILE_NAME else f"the plan's year is read from {where}"
    start_doubt = "" if options.year_starts else _START_GUESSED
    return PlanHeading(plan_id, title, read_year(label, options.years), doubt, start_doubt)


def _names_no_year(path: Path, cells: Sequence[str]) -> str:
    what = "say which with --year, such as --year 2009/10"
    if any(map(_COUNTED_MONTH.search, cells)):
        what += ", or with --start when the work begins, such as --start '1 Sep 2024'"
    return f"'{path_text(path.name)}' names no year: {what}."


def _plan_id(options: ImportOptions, file_title: str, report: ImportReport) -> str:
    if not options.plan and options.before is not None:
        return options.before.plan  # the journal keeps entries under it
    plan_id = options.plan or _id_of_title(file_title)
    if not _PLAN_ID.fullmatch(plan_id):
        raise Refused(
            f"'{plan_id}' cannot be a plan's id: write letters, digits and hyphens, such as wales-2010-11."
        )
    if not options.plan:
        report.guessed.append(f"the plan's id {plan_id}, from the file's name (--id says another)")
    return plan_id


def _plan_title(options: ImportOptions, file_title: str, report: ImportReport) -> str:
    if not options.title and options.before is not None:
        return options.before.title
    title = one_line(options.title or "") or file_title or "Imported plan"
    if not options.title:
        report.guessed.append(
            f"the plan's title '{title}', from the file's name (--title says another)"
        )
    return title


def id_of_file(path: Path) -> str:
    """Return the id of a plan that has the name of its table's file."""
    return _id_of_title(_title_of_file(path))


def _title_of_file(path: Path) -> str:
    return one_line(_SPACE_OR_UNDERSCORE.sub(" ", path.stem))


def _id_of_title(title: str) -> str:
    return "-".join(_WORD_OF_ID.findall(title.lower())) or "imported-plan"


def _guessed_year(
    path: Path, options: ImportOptions, cells: Sequence[str], titles: Sequence[str]
) -> tuple[str, str]:
    """Return the plan's year or years, "" if nothing names one, and where it was found."""
    name = path.stem.replace("_", " ")
    if options.year_starts or options.start:
        guessed = guess_year(path.stem, cells, options.years)
        if guessed:
            return guessed.label, guessed.where
    label = next(find_financial_years(name), "") or calendar_years_of(name)
    if label:
        return label, _FILE_NAME
    for title in titles:
        label = years_of_title(title)
        if label:
            return label, "the lines above the table"
    return guess_years(cells), "the commonest in the table"


def _year_guessed(label: str, where: str) -> str:
    return (
        f"the plan's year {label}, {where} (--year says another, --year-starts the month in which it"
        " starts, --quarters calendar that quarters are the calendar's)"
    )


def _title_lines(rows: Sequence[Row], header: int) -> list[str]:
    """Return the headings above a table's own headings, and the first lines of its file."""
    lines = []
    for index, row in enumerate(rows[:header]):
        line = flatten(" ".join(filter(None, row.cells)))
        is_title = not row.outside and len(row.filled()) == 1
        if is_title or line.startswith("#") or index < _FIRST_LINES:
            lines.append(line)
    return lines


# What is sure.


def _counts(plan: Plan) -> Iterator[str]:
    """Yield sentences that count what the plan has."""
    priorities = [priority for section in plan.sections for priority in section.priorities]
    objectives = list(walk_objectives(plan))
    milestones = [milestone for _, milestone, _ in walk_milestones(plan)]
    sure = sum(map(_has_sure_date, milestones))
    figures = sum(len(milestone.cumulative or {}) for milestone in milestones)
    parts = [
        _count_text(len(plan.sections), "section", "sections"),
        _count_text(len(priorities), "priority", "priorities"),
        _count_text(len(objectives), "objective", "objectives"),
    ]
    yield ", ".join(parts)
    milestone_count = _count_text(len(milestones), "milestone", "milestones")
    yield f"{milestone_count}, {sure} with a date that is sure; quarters' figures: {figures}"
    measures = [measure for _, measure, _ in walk_measures(plan)]
    if measures:
        sure_measures = sum(measure.reading is None for measure in measures)
        yield f"{_count_text(len(measures), 'measure', 'measures')}, {sure_measures} of them sure"
    agencies = _count_text(len(plan.agencies), "agency", "agencies")
    pathways = _count_text(len(plan.pathways), "pathway", "pathways")
    yield f"{agencies}, {pathways}"


def _has_sure_date(milestone: Milestone) -> bool:
    when = milestone.when
    if not when or when.endswith("?"):
        return False
    return not when.startswith(("undated", "ongoing"))


def _count_text(count: int, singular: str, plural: str) -> str:
    if count == 1:
        return f"1 {singular}"
    return f"{count} {plural}"
