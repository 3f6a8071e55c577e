"""Small tables for the tests, and functions that import them."""

from pathlib import Path

import msgspec

from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.walk import walk_objectives
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_table

HEADER = "Priority\tObjectives\tMeasure of Success\tTimescales and Milestones\tLead Agency\tPathway"
OPTIONS = ImportOptions(plan="coast-2009-10", title="The coast", year="2009/10")
CALENDAR = msgspec.structs.replace(OPTIONS, year="2024")


def imported(
    folder: Path, text: str, name: str = "table.txt", options: ImportOptions = OPTIONS
) -> ImportResult:
    """Import a table of the given text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_table(path, options)


def rows(folder: Path, *lines: str) -> Plan:
    """Import tab-separated rows under the usual headings; a line "page" repeats the headings."""
    text = "\n".join([HEADER, *("\n" + HEADER if line == "page" else line for line in lines)])
    return imported(folder, text).plan


def objectives(plan: Plan) -> dict[str, Objective]:
    """Return a plan's objectives by their numbers."""
    return {objective.number: objective for _, objective in walk_objectives(plan)}


def milestones(
    folder: Path, timescale: str, measure: str = "Done well", objective: str = "1.1.1 Do it"
) -> list[Milestone]:
    """Return the milestones of one row with the given cells."""
    plan = rows(folder, f"1.1 First\t{objective}\t{measure}\t{timescale}\tPolice\tOM")
    return list(objectives(plan)["1.1.1"].milestones)


def whens(
    folder: Path, timescale: str, measure: str = "Done well", objective: str = "1.1.1 Do it"
) -> list[str | None]:
    """Return the readings of one row's timescales."""
    return [each.when for each in milestones(folder, timescale, measure, objective)]


def times_of_titles(
    folder: Path, table: str, options: ImportOptions = CALENDAR
) -> dict[str, list[str | None]]:
    """Return the times of each objective of a table of comma-separated values, by its title."""
    plan = imported(folder, table, "table.csv", options).plan
    found: dict[str, list[str | None]] = {}
    for _, objective in walk_objectives(plan):
        found[objective.title] = [milestone.when for milestone in objective.milestones]
    return found
