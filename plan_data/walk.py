"""A plan's objectives and milestones, each with its path from the top of the file."""

from collections.abc import Iterator

from plan_data.model import Milestone, Objective, Plan
from plan_data.yaml_model import Path


def objectives(plan: Plan) -> Iterator[tuple[Path, Objective]]:
    """Yield each objective with its path."""
    for s, section in enumerate(plan.sections):
        for p, priority in enumerate(section.priorities):
            for o, objective in enumerate(priority.objectives):
                yield ("sections", s, "priorities", p, "objectives", o), objective


def milestones(plan: Plan) -> Iterator[tuple[Path, Milestone, Objective]]:
    """Yield each milestone with its path and the objective it stands under."""
    for path, objective in objectives(plan):
        for m, milestone in enumerate(objective.milestones):
            yield (*path, "milestones", m), milestone, objective


def answering(plan: Plan) -> Iterator[tuple[Path, Objective | Milestone]]:
    """Yield each part of the plan that names leads and pathways, with its path."""
    yield from objectives(plan)
    for path, milestone, _ in milestones(plan):
        yield path, milestone
