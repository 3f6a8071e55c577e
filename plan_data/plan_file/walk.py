"""A plan's objectives and milestones, each with its path from the top of the file."""

from collections.abc import Iterator

from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.decode import KeyPath


def walk_objectives(plan: Plan) -> Iterator[tuple[KeyPath, Objective]]:
    """Yield each objective with its path."""
    for s, section in enumerate(plan.sections):
        for p, priority in enumerate(section.priorities):
            for o, objective in enumerate(priority.objectives):
                yield ("sections", s, "priorities", p, "objectives", o), objective


def walk_milestones(plan: Plan) -> Iterator[tuple[KeyPath, Milestone, Objective]]:
    """Yield each milestone with its path and the objective it stands under."""
    for path, objective in walk_objectives(plan):
        for m, milestone in enumerate(objective.milestones):
            yield (*path, "milestones", m), milestone, objective


def walk_led_parts(plan: Plan) -> Iterator[tuple[KeyPath, Objective | Milestone]]:
    """Yield each part of the plan that names leads and pathways, with its path."""
    yield from walk_objectives(plan)
    for path, milestone, _ in walk_milestones(plan):
        yield path, milestone
