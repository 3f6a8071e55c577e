"""What holds up what: the milestones that one waits for, and those that wait for it."""

from collections.abc import Iterable

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import CLOSED, DONE


class Dependency(Struct, frozen=True):
    """One end of an `after`: a milestone, or words for something outside the plan.

    `milestone` is its id, empty if it is outside; `title` are then the words. `is_done` is None
    if nobody can tell, and true of a milestone if each of its items is done or withdrawn.
    """

    milestone: str
    title: str
    is_done: bool | None = None
    is_withdrawn: bool = False


def waits_for(checklist: Checklist, milestone: str) -> list[Dependency]:
    """Return what a milestone waits for, in the order of the plan file."""
    place = checklist.loaded.places.get(milestone)
    if place is None:
        return []
    return [_dependency(checklist, name) for name in place[-1].after]


def holds_up(checklist: Checklist, milestone: str) -> list[Dependency]:
    """Return the milestones that wait for one, in plan order."""
    names = checklist.loaded.held_up.get(milestone, ())
    return [_dependency(checklist, name) for name in names]


def items_of_milestone(checklist: Checklist, milestone: str) -> list[ChecklistItem]:
    """Return a milestone's items, in plan order."""
    positions = checklist.loaded.milestone_positions.get(milestone, ())
    return [checklist.items[position] for position in positions]


def _dependency(checklist: Checklist, name: str) -> Dependency:
    place = checklist.loaded.places.get(name)
    if place is None:
        return Dependency("", name)
    statuses = {item.state.status for item in items_of_milestone(checklist, name)}
    return Dependency(name, place[-1].title, statuses <= CLOSED, _is_withdrawn(statuses))


def _is_withdrawn(statuses: Iterable[str]) -> bool:
    return not DONE.intersection(statuses) and CLOSED.issuperset(statuses)
