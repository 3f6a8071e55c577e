"""Import a delivery table: from its file to the text of a plan file."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Unusable
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
from plan_data.table_import.plan_builder import build_plan
from plan_data.table_import.plan_heading import PlanHeading, PrintedHeading, read_heading
from plan_data.table_import.plan_progress import PrintedProgress
from plan_data.table_import.plan_years_option import GuessedYear
from plan_data.table_import.prepared_rows import (
    Check,
    PreparedTable,
    find_prepared_columns,
    go_on,
    prepare_table,
)
from plan_data.table_import.schedule_order import find_days, has_days_after_months
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_parts import TablePart, lines_above, split_tables, title_before
from plan_data.table_import.table_progress import progress_date, progress_of_table
from plan_data.table_import.table_reader import read_table_file
from plan_data.table_import.title_line import TitleLine, find_title
from plan_data.table_import.work_times import NO_START
from plan_data.text import agree, one_line, path_text, plural

__all__ = ["ImportOptions", "ImportResult", "choices_in_plan", "import_table"]

_FIRST_LINES = 3  # of a file, which may name the plan's years


class ImportResult(Struct, frozen=True):
    """A plan, the text of its file, and the report of how it and its columns were read.

    `guessed_year` is the plan's year if it was not given, else None. `progress` is what the table
    says of the plan's items, on the day `as_of`.
    """

    plan: Plan
    text: str
    report: ImportReport
    columns: tuple[ColumnReading, ...]
    guessed_year: GuessedYear | None = None
    progress: tuple[PrintedProgress, ...] = ()
    as_of: date = date.max


class _TablePlan(Struct, frozen=True):
    """The plan of a table, how its columns were read, and the progress that it prints."""

    plan: Plan
    heading: PlanHeading
    columns: tuple[ColumnReading, ...] = ()
    progress: tuple[PrintedProgress, ...] = ()
    as_of: date = date.max


def import_table(path: Path, options: ImportOptions) -> ImportResult:
    """Read the delivery table in a file into a plan.

    Raises:
        Unusable: if the file holds no table that can be read as one.
        OptionRefused: if an option cannot be met.

    """
    return import_prepared(prepare_table(read_table_file(path), options.table), options)


def import_prepared(
    table: PreparedTable, options: ImportOptions, check: Check = go_on
) -> ImportResult:
    """Read a prepared table into a plan; `options.table` was settled when it was prepared.

    Raises:
        Unusable: if the table cannot be read as one.
        OptionRefused: if an option cannot be met.

    """
    report = ImportReport(guessed=list(table.notes), left=list(table.left))
    if is_own_list(table.rows):
        read = _plan_of_own_list(table, options, report)
    else:
        read = _plan_of_table(table, options, report, check)
    check()
    report.sure[:0] = _counts(read.plan)
    name = path_text(table.path.name)
    text = _plan_text(read.plan, name, kept_lines(options))
    check()
    _refuse_invalid(text, name)
    return ImportResult(
        read.plan, text, report, read.columns, read.heading.guessed_year, read.progress, read.as_of
    )


def _plan_of_own_list(
    table: PreparedTable, options: ImportOptions, report: ImportReport
) -> _TablePlan:
    printed = PrintedHeading(when_cells(table.rows))
    heading = read_heading(table.path, options, printed, report)
    for name in unread_columns(table.rows):
        report.left.append(f"the column '{name}' is not part of a plan")
    return _TablePlan(plan_of_list(heading, table.rows), heading)


def _plan_of_table(
    table: PreparedTable, options: ImportOptions, report: ImportReport, check: Check
) -> _TablePlan:
    name = path_text(table.path.name)
    chosen = parse_choices(options.columns)
    rows, columns = find_prepared_columns(table.rows, name, chosen)
    check()
    report.guessed += columns.guessed
    parts = split_tables(rows, columns, chosen)
    group = title_before(rows, parts)
    left_before = len(report.left)
    records = find_records(parts, group, report)
    if not records:
        raise Unusable(f"'{name}' has headings and no objectives below them.")
    check()
    above = _rows_above(rows, columns, parts)
    title = find_title(above, table.kind, group, records)
    printed = PrintedHeading(
        _cells_with_years(rows, columns), _title_lines(rows, columns.header), title
    )
    heading = read_heading(table.path, options, printed, report)
    if title is not None and title.title != heading.title:
        title = None  # another one was given
    report.left[left_before:left_before] = _lines_above(above, group, title)
    plan = build_plan(heading, records, KeptNumbers(options.before, options.used_ids), report)
    check()
    report.left += _columns_not_read(parts)
    report.left += _times_of_work(plan)
    as_of = progress_date(table.path, rows, columns, options, heading.year)
    progress = progress_of_table(records, plan, heading.year, as_of, report)
    return _TablePlan(plan, heading, columns.readings, progress, as_of.on)


def _rows_above(rows: Sequence[Row], columns: Columns, parts: Sequence[TablePart]) -> Sequence[Row]:
    """Return the rows above the headings of the first table."""
    first = columns.header
    for part in parts:
        if part.columns and part.rows:
            first = min(first, part.columns.header)
    return rows[:first]


def _lines_above(above: Sequence[Row], group: str, title: TitleLine | None) -> Iterator[str]:
    """Yield a sentence for each line above the first table, but for the titles that are used."""
    unused = [row for row in above if title is None or row is not title.row]
    for sentence in lines_above(unused):
        if not group or not sentence.endswith(group):
            yield sentence
    for row in above:
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
        cells = "it is empty"
        if count:
            cells = plural(count, "cell")
        lines.append(f"the column '{name}' is not read ({cells})")
    return lines


def _times_of_work(plan: Plan) -> Iterator[str]:
    """Yield a sentence if the plan lacks the start from which some of its times are counted."""
    readings = [milestone.reading or "" for _, milestone, _ in walk_milestones(plan)]
    count = sum(NO_START.capitalize() in reading for reading in readings)
    if count:
        yield (
            f"{plural(count, 'time')} counted from the start of the work (--start reads"
            f" {agree(count, 'it', 'them')}, such as --start '1 Sep 2024')"
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
        plural(len(plan.sections), "section"),
        plural(len(priorities), "priority"),
        plural(len(objectives), "objective"),
    ]
    yield ", ".join(parts)
    milestone_count = plural(len(milestones), "milestone")
    yield f"{milestone_count}, {sure} with a date that is sure; quarters' figures: {figures}"
    measures = [measure for _, measure, _ in walk_measures(plan)]
    if measures:
        sure_measures = sum(measure.reading is None for measure in measures)
        yield f"{plural(len(measures), 'measure')}, {sure_measures} sure"
    agencies = plural(len(plan.agencies), "agency")
    pathways = plural(len(plan.pathways), "pathway")
    yield f"{agencies}, {pathways}"


def _has_sure_date(milestone: Milestone) -> bool:
    when = milestone.when
    if not when or when.endswith("?"):
        return False
    return not when.startswith(("undated", "ongoing"))
