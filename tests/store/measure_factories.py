"""Plans with measures, and their states, made up for tests."""

from datetime import date

import msgspec

from plan_data.load import LoadedPlan
from plan_data.measure_builder import measures_of_plan
from plan_data.model import Area, Indicator, Measure, Milestone
from store.checklist.checklist import build_checklist
from store.checklist.measure_states import MeasureState, PeriodState, measure_states
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with

RATE, PLACES = "1.1.1-m1", "1.1.1-m2"


def plan_of(
    *measures: Measure, top: tuple[Measure, ...] = (), milestones: tuple[Milestone, ...] = ()
) -> LoadedPlan:
    """Return the small plan with measures in its objective, and some outside the table."""
    loaded = plan_with(*(milestones or (milestone("Sep 2009"),)))
    plan = loaded.full_plan
    (section,) = plan.sections
    (priority,) = section.priorities
    (objective,) = priority.objectives
    objective = msgspec.structs.replace(objective, measures=measures)
    priority = msgspec.structs.replace(priority, objectives=(objective,))
    section = msgspec.structs.replace(section, priorities=(priority,))
    about = msgspec.structs.replace(
        loaded.about,
        measures=top,
        indicators=(Indicator("NI 18", "Re-offending", psa=("PSA 23",)),),
        areas=(Area("DERBY", "Derby City"), Area("NOTTM", "Nottingham")),
    )
    plan = msgspec.structs.replace(
        plan, sections=(section,), measures=top, indicators=about.indicators, areas=about.areas
    )
    return msgspec.structs.replace(
        loaded,
        about=about,
        tree=msgspec.json.encode(plan.sections),
        measures=measures_of_plan(plan, loaded.year),
    )


def rate(**more: object) -> Measure:
    keys: dict[str, object] = {"unit": "%", "targets": {"2009/10": 65.5}} | more
    return Measure(RATE, "Completion rate", **keys)  # type: ignore[arg-type]  # keys as the test names them


def actual(
    number: float, label: str, on: str = "2009-12-01", measure: str = RATE, at: str = ""
) -> Entry:
    return entry("actual", on, f"{measure}@{label}", number=number, at=at)


def state_of(
    plan: LoadedPlan, on: str, *entries: Entry, measure: str = RATE, known_on: str = ""
) -> MeasureState:
    known = date.fromisoformat(known_on) if known_on else None
    checklist = build_checklist(plan, entries, date.fromisoformat(on), known)
    return {each.measure.id: each for each in measure_states(checklist)}[measure]


def period(state: MeasureState, label: str) -> PeriodState:
    return {each.period.label: each for each in state.periods}[label]


def seen(state: MeasureState) -> list[tuple[str, str, str]]:
    return [(each.period.label, each.status, each.colour) for each in state.periods]
