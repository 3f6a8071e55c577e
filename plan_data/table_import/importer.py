"""From a table's file to the text of a plan file."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.load import MOST_MEGABYTES
from plan_data.model import Plan
from plan_data.plan_file.decode import decode
from plan_data.plan_file.encode import encode_plan
from plan_data.plan_file.nodes import read_nodes
from plan_data.plan_file.schema import modeline
from plan_data.plan_file.validate import check_plan
from plan_data.table_import.column_headings import find_columns
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.objective_records import records
from plan_data.table_import.plan_builder import PlanHeading, build_plan
from plan_data.table_import.printed_dates import financial_label, years_in
from plan_data.table_import.table_cells import Row, flat
from plan_data.table_import.table_reader import read_rows
from plan_data.text import one_line
from plan_data.timescale.periods import Period, parse_financial_year


class ImportOptions(Struct, frozen=True):
    """What the person says of the plan; the rest is guessed."""

    plan: str | None = None
    title: str | None = None
    year: str | None = None
    table: int | None = None


class ImportResult(Struct, frozen=True):
    """A plan and the text of its file, and what is to be told about it."""

    plan: Plan
    text: str
    report: ImportReport


def import_table(path: Path, asked: ImportOptions) -> ImportResult:
    """Read a delivery table into a plan.

    Raises:
        Unusable: where the file holds no table that can be read as one.
        Refused: where what was asked cannot be.

    """
    rows = read_rows(path, asked.table)
    columns = find_columns(rows, path.name)
    report = ImportReport(guessed=list(columns.guessed))
    found = records(rows, columns, report)
    if not found:
        raise Unusable(f"'{path.name}' has headings and no objectives below them.")
    heading = _heading(path, asked, rows, report)
    plan = build_plan(heading, found, report)
    report.sure[:0] = _sums(plan)
    report.left += [f"the column '{name}' is not read" for name in columns.unused()]
    note = f"# Made by `milepost import` from {one_line(path.name)}. A `?` marks a reading to confirm.\n"
    text = modeline() + note + encode_plan(plan)
    _hold(text, path.name)
    return ImportResult(plan, text, report)


def _hold(text: str, name: str) -> None:
    """Make sure that what is written loads without a problem."""
    data = text.encode()
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(f"'{name}' makes a plan larger than {MOST_MEGABYTES} MB: a plan file is far smaller.")
    node, problems = read_nodes(data, name)
    if node is not None:
        plan, located, more = decode(node, Plan, name)
        problems += [*more, *(each for each in check_plan(plan, located) if each.severity == "problem")]
    if problems:
        raise Unusable(f"'{name}' cannot be made into a plan: {problems[0].sentence}")


def _heading(path: Path, asked: ImportOptions, rows: list[Row], report: ImportReport) -> PlanHeading:
    stem = one_line(re.sub(r"[_\s]+", " ", path.stem))
    title = one_line(asked.title or "") or stem or "Imported plan"
    plan = asked.plan or "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "imported-plan"
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", plan):
        raise Refused(f"'{plan}' cannot be a plan's id: write letters, digits and hyphens, such as wales-2010-11.")
    if not asked.plan:
        report.guessed.append(f"the plan's id {plan}, from the file's name (--id says another)")
    if not asked.title:
        report.guessed.append(f"the plan's title '{title}', from the file's name (--title says another)")
    return PlanHeading(plan, title, _year(path, asked, rows, report))


def _year(path: Path, asked: ImportOptions, rows: list[Row], report: ImportReport) -> Period:
    if asked.year:
        try:
            return parse_financial_year(financial_label(asked.year.strip()) or "")
        except (ValueError, IndexError):
            raise Refused(f"'{asked.year}' is not a financial year: write it like 2009/10.") from None
    named = list(years_in(path.stem.replace("_", " ")))
    counts = Counter(year for row in rows for cell in row.cells for year in years_in(flat(cell)))
    if named:
        label, where = named[0], "the file's name"
    elif counts:
        label, where = counts.most_common(1)[0][0], "the commonest in the table"
    else:
        raise Refused(f"'{path.name}' names no year: say which with --year, such as --year 2009/10.")
    report.guessed.append(f"the plan's year {label}, {where} (--year says another)")
    return parse_financial_year(label)


def _sums(plan: Plan) -> list[str]:
    priorities = [priority for section in plan.sections for priority in section.priorities]
    objectives = [objective for priority in priorities for objective in priority.objectives]
    milestones = [milestone for objective in objectives for milestone in objective.milestones]
    dated = [each.when for each in milestones if each.when and not each.when.startswith(("undated", "ongoing"))]
    sure = sum(not when.endswith("?") for when in dated)
    figures = sum(len(each.cumulative or {}) for each in milestones)
    return [
        ", ".join([_count(plan.sections, "section"), _count(priorities, "priority"), _count(objectives, "objective")]),
        f"{_count(milestones, 'milestone')}, {sure} with a date that is sure; quarters' figures: {figures}",
        f"{_count(plan.agencies, 'agency')}, {_count(plan.pathways, 'pathway')}",
    ]


def _count(things: Sequence[object], word: str) -> str:
    several = f"{word[:-1]}ies" if word.endswith(("ty", "cy")) else f"{word}s"
    return f"{len(things)} {word if len(things) == 1 else several}"
