"""What the tests of the shipped plans read from them."""

import re

from plan_data.items import Place, PlanItem, walk_places
from plan_data.load import LoadedPlan
from plan_data.model import Measure, Objective
from plan_data.plan_file.walk import walk_measures

YEAR = re.compile(r"\b20[01]\d(?:[/-]\d+)?\b")


def item(plan: LoadedPlan, ref: str) -> PlanItem:
    (found,) = (each for each in plan.items if each.ref == ref)
    return found


def milestone(plan: LoadedPlan, name: str) -> Place:
    (found,) = (place for place in walk_places(plan.full_plan) if place[3].id == name)
    return found


def objectives(plan: LoadedPlan) -> list[str]:
    return [
        objective.number
        for section in plan.full_plan.sections
        for priority in section.priorities
        for objective in priority.objectives
    ]


def objective(plan: LoadedPlan, number: str) -> Objective:
    found = {place[2].number: place[2] for place in walk_places(plan.full_plan)}
    return found[number]


def objective_text(objective: Objective) -> str:
    """Return what the file says of an objective, its measures and milestones, in one text."""
    milestones = [(each.title, each.note, each.reading) for each in objective.milestones]
    measures = [(each.title, each.printed, each.note, each.reading) for each in objective.measures]
    parts = [objective.title, objective.note, objective.reading, *objective.success]
    return "\n".join(part for part in (*parts, *sum(milestones, ()), *sum(measures, ())) if part)


def measures_of(plan: LoadedPlan) -> dict[str, Measure]:
    return {measure.id: measure for _, measure, _ in walk_measures(plan.full_plan)}


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text but for years and codes, such as INT03."""
    words = YEAR.sub("", text)
    return {float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", words)}
