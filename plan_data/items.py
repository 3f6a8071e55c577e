"""What of a plan can be ticked, noted or exported: a flat list in plan order."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.model import Milestone, Objective, Plan, Priority, Section, Source
from plan_data.timescale.parser import split_query
from plan_data.timescale.units import Unit

ItemKind = Literal["point", "window", "start", "repeat", "continuing", "undated", "figure"]


class PlanItem(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One line of the checklist as the plan alone gives it.

    `ref` is the milestone's id, with `@` and a label if the milestone has several items.
    `start_by` and `due` are the last days that are in time. `same_as` is another item's ref.
    `label` names the item among those of its milestone, and is empty if it is the only one;
    `serves` are the codes of its own, its objective and its priority; `areas` those of the
    objective's measures. `first_leads` says that the first of `leads` leads, and the others are partners.
    `repeat_unit` is that of a repeat; `undated_reason` says why an undated item has no date.
    """

    ref: str
    milestone: str
    objective: str
    priority: str
    section: str
    title: str
    printed: str | None
    when: str | None
    reading: str | None
    confirm: bool
    kind: ItemKind
    opens: date | None
    start_by: date | None
    due: date | None
    target: float | None
    unit: str | None
    leads: tuple[str, ...]
    pathways: tuple[str, ...]
    pathways_inferred: bool
    same_as: str | None
    source: Source | None
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    first_leads: bool = False
    label: str = ""
    repeat_unit: Unit | None = None
    undated_reason: str = ""

    @property
    def when_without_query(self) -> str:
        """The timescale without the `?` that asks a lead to confirm it; empty if there is none."""
        words, _ = split_query(self.when or "")
        return words


Place = tuple[Section, Priority, Objective, Milestone]


def walk_places(plan: Plan) -> Iterator[Place]:
    """Yield each milestone of the plan after the section, priority and objective it is under."""
    for section in plan.sections:
        for priority in section.priorities:
            for objective in priority.objectives:
                for milestone in objective.milestones:
                    yield section, priority, objective, milestone
