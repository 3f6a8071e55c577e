"""What the scores of imports have in common: counts, and what is found in a plan."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from msgspec import Struct

from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.walk import walk_objectives
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences


class ImportScore(Struct):
    """Counts of what is found and how its time is read, and a sentence for each fault."""

    found: int = 0
    right: int = 0
    marked: int = 0
    wrong: int = 0
    faults: list[str] = []

    def add(self, other: Self) -> None:
        """Add the counts and faults of another score."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class RowScore(ImportScore):
    """Counts of tables and their rows."""

    tables: int = 0
    refused: int = 0
    rows: int = 0
    undated: int = 0
    leads: int = 0


def milestones_of(plan: Plan) -> Iterator[tuple[Objective, Milestone]]:
    """Yield each milestone with its objective, in plan order."""
    for _, objective in walk_objectives(plan):
        for milestone in objective.milestones:
            yield objective, milestone


def words_of(objective: Objective, milestone: Milestone) -> str:
    """Return the words by which a milestone may be found."""
    return f"{objective.title}: {milestone.wording or milestone.title}"


def is_sure(milestone: Milestone) -> bool:
    """Return whether a milestone has a time that is no guess."""
    when = milestone.when or ""
    return bool(when) and not when.endswith("?") and not when.startswith("undated")


def times_of(when: str, years: FinancialYear) -> list[tuple[str, date | None, date | None]]:
    """Return what a time expands to: kind, first and last date of each occurrence."""
    if when.startswith("undated") or not when:
        return [("undated", None, None)]
    milestone = Milestone(id="", title="", when=when)
    return [(each.kind, each.start_by, each.due) for each in expand_occurrences(milestone, years)]


def lead_names(objective: Objective, milestone: Milestone, plan: Plan) -> list[str]:
    """Return the names of a milestone's leads, each as the plan and as print has it."""
    names = [milestone.printed_leads or "", objective.printed_leads or ""]
    codes = milestone.leads or objective.leads
    for agency in plan.agencies:
        if agency.code in codes:
            names += [agency.name, *agency.printed]
    return names
