"""A plan's parts, each with its path from the top of the file."""

from collections.abc import Iterator

from plan_data.model import Milestone, Objective, Plan, Priority, Section
from plan_data.plan_file.decode import KeyPath


def walk_sections(plan: Plan) -> Iterator[tuple[KeyPath, Section]]:
    """Yield each section with its path."""
    for n, section in enumerate(plan.sections):
        yield ("sections", n), section


def walk_priorities(plan: Plan) -> Iterator[tuple[KeyPath, Priority]]:
    """Yield each priority with its path."""
    for path, section in walk_sections(plan):
        for n, priority in enumerate(section.priorities):
            yield (*path, "priorities", n), priority


def walk_objectives(plan: Plan) -> Iterator[tuple[KeyPath, Objective]]:
    """Yield each objective with its path."""
    for path, priority in walk_priorities(plan):
        for n, objective in enumerate(priority.objectives):
            yield (*path, "objectives", n), objective


def walk_milestones(plan: Plan) -> Iterator[tuple[KeyPath, Milestone, Objective]]:
    """Yield each milestone with its path and the objective it belongs to."""
    for path, objective in walk_objectives(plan):
        for n, milestone in enumerate(objective.milestones):
            yield (*path, "milestones", n), milestone, objective


def used_codes(plan: Plan) -> tuple[set[str], set[str]]:
    """Return the codes that the plan's parts name under `leads`, and under `pathways`."""
    leads: set[str] = set()
    pathways: set[str] = set()
    for _, part in walk_led_parts(plan):
        leads.update(part.leads or ())
        pathways.update(part.pathways or ())
    return leads, pathways


def walk_led_parts(plan: Plan) -> Iterator[tuple[KeyPath, Objective | Milestone]]:
    """Yield each part of the plan that names leads and pathways, with its path."""
    yield from walk_objectives(plan)
    for path, milestone, _ in walk_milestones(plan):
        yield path, milestone
