"""Plans and entries made up for the tests of the checklist: real classes, no files."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from plan_data.item_builder import items_of_plan
from plan_data.load import LoadedPlan
from plan_data.model import Agency, Board, Milestone, Objective, Pathway, Plan, Priority, Section
from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import ChecklistItem, build_checklist
from store.checklist.status import ItemState
from store.journal.entry import Entry

REF = "1.1.1-a"
_numbers = count(1)


def milestone(when: str | None = None, letter: str = "a", **more: Any) -> Milestone:  # noqa: ANN401 - any field
    return Milestone(id=f"1.1.1-{letter}", title=f"Milestone {letter}", when=when, **more)


def usable_plan(plan: Plan) -> LoadedPlan:
    year = FinancialYear.parse(plan.year)
    tree = msgspec.json.encode(plan.sections)
    return LoadedPlan(Path("small.yaml"), plan.about, year, items_of_plan(plan, year), (), tree)


def plan_with(*milestones: Milestone, year: str = "2009/10") -> LoadedPlan:
    """Return a plan with one objective, 1.1.1, that JCP answers for under ELS."""
    objective = Objective(
        "1.1.1", "The objective", leads=("JCP",), pathways=("ELS",), milestones=milestones
    )
    plan = Plan(
        plan="small",
        title="A small plan",
        year=year,
        sections=(
            Section(
                "1",
                "Everything",
                priorities=(Priority("1.1", "First things", objectives=(objective,)),),
            ),
        ),
        pathways=(Pathway("ELS", "Employment, Learning and Skills"),),
        agencies=(Agency("JCP", "Jobcentre Plus"),),
    )
    return usable_plan(plan)


def with_boards(loaded: LoadedPlan, *boards: Board) -> LoadedPlan:
    """Return a plan that has some boards."""
    about = msgspec.structs.replace(loaded.about, boards=boards)
    return msgspec.structs.replace(loaded, about=about)


def entry(kind: str, on: str, ref: str = REF, *, at: str = "", **more: Any) -> Entry:  # noqa: ANN401 - any field
    """Return an entry that is newer than those made before it, by default recorded at noon UTC."""
    recorded = datetime.fromisoformat(at or f"{on}T12:00").replace(tzinfo=UTC)
    fields = {"id": f"{next(_numbers):026d}", "plan": "small", "by": "ELS lead"} | more
    return Entry(ref=ref, kind=kind, on=date.fromisoformat(on), at=recorded, **fields)


def item_of(
    plan: LoadedPlan, on: str, *entries: Entry, ref: str = REF, known_on: str = ""
) -> ChecklistItem:
    known = date.fromisoformat(known_on) if known_on else None
    return build_checklist(plan, entries, date.fromisoformat(on), known).by_ref()[ref]


def state_of(when: str | None, on: str, *entries: Entry, ref: str = REF, **more: Any) -> ItemState:  # noqa: ANN401
    """Return the state of a milestone with that timescale at the end of a day."""
    return item_of(plan_with(milestone(when, **more)), on, *entries, ref=ref).state
