"""Measures and indicators as text and JSON: docs/measures.md, docs/json.md."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from plan_data.load import LoadedPlan
from plan_data.model import About, Indicator, Objective, Priority
from plan_data.text import plural
from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState, PeriodState
from store.query.served import Served
from tui.formats.checklist_json import dump_json, item_object
from tui.formats.checklist_text import item_line
from tui.wording.counts import leads_if_any, plain_number
from tui.wording.item_text import title_and_date
from tui.wording.measure_text import (
    forecast_text,
    needed_text,
    period_label,
    return_text,
    value_text,
)


def measures_text(checklist: Checklist, states: Sequence[MeasureState], left_out: int = 0) -> str:
    """Return each measure with a line for each of its periods, then their number.

    `left_out` is how many more have neither a target nor a return.
    """
    lines = [title_and_date(checklist), ""]
    for state in states:
        lines += measure_lines(state, checklist.loaded)
        lines.append("")
    lines.append(checklist.loaded.vocabulary.count(len(states), "measure"))
    if left_out:
        lines.append(
            f"{left_out} more without a target or a return: --area, --serves or -f json shows them"
        )
    lines.append("")
    return "\n".join(lines)


def measure_lines(state: MeasureState, loaded: LoadedPlan) -> list[str]:
    """Return a measure: its title, whose it is and what it serves, and its periods."""
    measure = state.measure
    facts = []
    if measure.objective:
        facts = leads_if_any(measure.leads, loaded)
    if measure.area:
        facts.append(_area_name(measure.area, loaded.about))
    if measure.all_serves():
        facts.append(f"serves {', '.join(measure.all_serves())}")
    lines = [f"{measure.id}  {measure.title}  ({'; '.join(facts)})"]
    lines += [f"    {line}" for line in _extra_lines(state)]
    for each in state.periods:
        label = period_label(each.period.label)
        lines.append(f"    {label:<12} {each.status:<15} {return_text(measure, each)}")
    return lines


def _extra_lines(state: MeasureState) -> Iterable[str]:
    """Yield the baseline, what is needed in the periods left, and what a lead expects."""
    for label, number in state.measure.baseline.items():
        yield f"baseline {label}: {value_text(number, state.measure.unit)}"
    if needed := needed_text(state):
        yield f"needed: {needed}"
    if forecast := forecast_text(state):
        yield f"expected: {forecast}"


def _area_name(code: str, about: About) -> str:
    for area in about.areas:
        if area.code == code:
            return area.name
    return code


def measures_json(checklist: Checklist, states: Iterable[MeasureState]) -> str:
    """Return the measures in the shape that `milepost measures -f json` promises."""
    about = checklist.loaded.about
    return dump_json(
        {
            "plan": _plan_object(about),
            "as_of": checklist.as_of,
            "known_on": checklist.known_on,
            "measures": [measure_object(state) for state in states],
        }
    )


def measure_object(state: MeasureState) -> dict[str, Any]:
    """Return a measure with the contract's keys."""
    measure = state.measure
    baseline = {label: plain_number(number) for label, number in measure.baseline.items()}
    return {
        "id": measure.id,
        "title": measure.title,
        "printed": measure.printed,
        "objective": measure.objective or None,
        "serves": measure.all_serves(),
        "area": measure.area,
        "unit": measure.unit,
        "shape": measure.shape,
        "better": measure.better,
        "baseline": baseline,
        "leads": measure.leads,
        "pathways": measure.pathways,
        "sum_of": measure.sum_of,
        "periods": [_period_object(each) for each in state.periods],
    }


def _period_object(state: PeriodState) -> dict[str, Any]:
    on = by = None
    if entry := state.entry:
        on, by = entry.on, entry.by
    return {
        "ref": state.period.ref,
        "period": period_label(state.period.label),
        "due": state.period.due,
        "target": _number(state.period.target),
        "actual": _number(state.actual),
        "on": on,
        "by": by,
        "status": state.status,
        "colour": state.colour,
        "days_late": state.days_late,
    }


def _number(value: float | None) -> float | None:
    if value is None:
        return None
    return plain_number(value)


def indicators_text(indicators: Iterable[Indicator], counts: Mapping[str, int]) -> str:
    """Return each indicator with its PSAs and how many parts of the plan serve it."""
    lines = []
    for indicator in indicators:
        psa = ""
        if indicator.psa:
            psa = f" ({', '.join(indicator.psa)})"
        served = f"served by {plural(counts[indicator.code], 'part')}"
        lines.append(f"{indicator.code:<8} {indicator.name}{psa}, {served}\n")
    return "".join(lines)


def indicators_json(checklist: Checklist, counts: Mapping[str, int]) -> str:
    """Return the indicators, each with how many parts of the plan serve it."""
    about = checklist.loaded.about
    objects = []
    for indicator in about.indicators:
        served = {"served_by": counts[indicator.code]}
        objects.append(msgspec.structs.asdict(indicator) | served)
    return dump_json({"plan": _plan_object(about), "indicators": objects})


def served_text(
    checklist: Checklist,
    code: str,
    indicators: Iterable[Indicator],
    served: Served,
    states: Iterable[MeasureState],
) -> str:
    """Return what serves an indicator or PSA, with the state of milestones and measures."""
    names = [f"{each.code}  {each.name}" for each in indicators] or [code]
    lines = [*names, ""]
    vocabulary = checklist.loaded.vocabulary
    priority, objective = vocabulary.singular("priority"), vocabulary.singular("objective")
    lines += [f"{priority} {each.number}  {each.title}" for each in served.priorities]
    lines += [f"{objective} {each.number}  {each.title}" for each in served.objectives]
    ids = {milestone.id for milestone in served.milestones}
    lines += [
        item_line(item, checklist.loaded)
        for item in checklist.items
        if item.planned.milestone in ids
    ]
    for state in states:
        lines += measure_lines(state, checklist.loaded)
    if not served.total:
        lines.append("Nothing in this plan names it under 'serves'.")
    return "\n".join([*lines, ""])


def served_json(
    checklist: Checklist,
    code: str,
    indicators: Iterable[Indicator],
    served: Served,
    states: Iterable[MeasureState],
) -> str:
    """Return what serves an indicator or PSA as an object."""
    ids = {milestone.id for milestone in served.milestones}
    return dump_json(
        {
            "plan": _plan_object(checklist.loaded.about),
            "as_of": checklist.as_of,
            "code": code,
            "indicators": list(map(msgspec.structs.asdict, indicators)),
            "priorities": [_titled(each) for each in served.priorities],
            "objectives": [_titled(each) for each in served.objectives],
            "milestones": [{"id": each.id, "title": each.title} for each in served.milestones],
            "items": [
                item_object(item) for item in checklist.items if item.planned.milestone in ids
            ],
            "measures": [measure_object(state) for state in states],
        }
    )


def _titled(part: Priority | Objective) -> dict[str, str]:
    return {"number": part.number, "title": part.title}


def _plan_object(about: About) -> dict[str, str]:
    return {"id": about.id, "title": about.title, "year": about.year_text}
