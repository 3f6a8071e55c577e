"""What serves an indicator or a PSA: priorities, objectives, milestones and measures, both ways."""

from collections.abc import Collection

from msgspec import Struct

from plan_data.items import walk_places
from plan_data.load import LoadedPlan
from plan_data.measures import PlanMeasure
from plan_data.model import Milestone, Objective, Priority


class Served(Struct, frozen=True):
    """The parts of a plan that serve one of some codes, in plan order.

    A part serves what it names under `serves`, and what its objective and priority name.
    """

    priorities: tuple[Priority, ...] = ()
    objectives: tuple[Objective, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    measures: tuple[PlanMeasure, ...] = ()

    @property
    def total(self) -> int:
        """How many parts these are."""
        parts = (self.priorities, self.objectives, self.milestones, self.measures)
        return sum(map(len, parts))


def parts_that_serve(loaded: LoadedPlan, codes: Collection[str]) -> Served:
    """Return what serves one of `codes`."""
    priorities: dict[str, Priority] = {}
    objectives: dict[str, Objective] = {}
    milestones: dict[str, Milestone] = {}
    for _, priority, objective, milestone in walk_places(loaded.full_plan):
        if _names_any(priority.serves, codes):
            priorities.setdefault(priority.number, priority)
        inherited = (*priority.serves, *objective.serves)
        if _names_any(inherited, codes):
            objectives.setdefault(objective.number, objective)
        if _names_any((*inherited, *milestone.serves), codes):
            milestones.setdefault(milestone.id, milestone)
    measures = [measure for measure in loaded.measures if _names_any(measure.all_serves(), codes)]
    return Served(
        tuple(priorities.values()),
        tuple(objectives.values()),
        tuple(milestones.values()),
        tuple(measures),
    )


def _names_any(serves: Collection[str], codes: Collection[str]) -> bool:
    return not set(serves).isdisjoint(codes)
