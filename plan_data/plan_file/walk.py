"""A plan's parts, each with its path from the top of the file."""

from collections.abc import Iterator
from typing import Literal

from plan_data.model import Commitment, Measure, Milestone, Objective, Plan, Priority, Section
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


def walk_measures(plan: Plan) -> Iterator[tuple[KeyPath, Measure, Objective | None]]:
    """Yield each measure with its path and its objective, which those of indicators do not have."""
    for n, measure in enumerate(plan.measures):
        yield ("measures", n), measure, None
    for path, objective in walk_objectives(plan):
        for n, measure in enumerate(objective.measures):
            yield (*path, "measures", n), measure, objective


def walk_served(plan: Plan) -> Iterator[tuple[KeyPath, str]]:
    """Yield each code under `serves` with its path."""
    for path, priority in walk_priorities(plan):
        yield from _served_by(path, priority)
    for path, objective in walk_objectives(plan):
        yield from _served_by(path, objective)
    for path, milestone, _ in walk_milestones(plan):
        yield from _served_by(path, milestone)
    for path, measure, _ in walk_measures(plan):
        yield from _served_by(path, measure)


def _served_by(
    path: KeyPath, part: Priority | Objective | Milestone | Measure
) -> Iterator[tuple[KeyPath, str]]:
    for n, code in enumerate(part.serves):
        yield (*path, "serves", n), code


def walk_board_dates(plan: Plan) -> Iterator[tuple[KeyPath, str]]:
    """Yield the text of each day of a board's meetings with its path."""
    for b, board in enumerate(plan.boards):
        for n, text in enumerate(board.dates):
            yield ("boards", b, "dates", n), text


CodeKey = Literal["leads", "pathways", "tags"]
CODE_KEYS: tuple[CodeKey, ...] = ("leads", "pathways", "tags")


def walk_codes(plan: Plan) -> Iterator[tuple[KeyPath, CodeKey, str]]:
    """Yield each code that a part of the plan names, with its path and its key."""
    for path, objective in walk_objectives(plan):
        yield from _codes_of_part(path, objective)
    for path, milestone, _ in walk_milestones(plan):
        yield from _codes_of_part(path, milestone)
    for n, commitment in enumerate(plan.commitments):
        yield from _codes_of_part(("commitments", n), commitment)
    for path, measure, _ in walk_measures(plan):
        yield from _codes_of_part(path, measure)


def _codes_of_part(
    path: KeyPath, part: Objective | Milestone | Commitment | Measure
) -> Iterator[tuple[KeyPath, CodeKey, str]]:
    for key in CODE_KEYS:
        for n, code in enumerate(getattr(part, key) or ()):
            yield (*path, key, n), key, code


def used_codes(plan: Plan) -> dict[CodeKey, set[str]]:
    """Return the codes that the plan's parts name, by their key.

    An agency is in use too if one that is in use is a part of it.
    """
    used: dict[CodeKey, set[str]] = {key: set() for key in CODE_KEYS}
    for _, key, code in walk_codes(plan):
        used[key].add(code)
    for code in tuple(used["leads"]):
        used["leads"].update(plan.agencies_above(code))
    return used
