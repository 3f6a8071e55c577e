"""All of one measure as names and values: its returns, and what the plan file says of it."""

from collections.abc import Iterator

from plan_data.load import LoadedPlan
from plan_data.measures import PlanMeasure
from plan_data.model import About, Measure
from store.checklist.measure_states import MeasureState, PeriodState
from store.dates import format_day
from tui.wording.counts import codes_text
from tui.wording.item_text import Fact, OptionalFact, present_facts, source_text
from tui.wording.measure_text import (
    deciding_text,
    forecast_text,
    needed_text,
    period_label,
    return_text,
    value_text,
)
from tui.wording.plan_words import facts_in_own_words


def measure_facts(state: MeasureState, loaded: LoadedPlan) -> list[Fact]:
    """Return all of a measure apart from its id, its title and its entries."""
    facts = [*return_facts(state), *plan_facts_of_measure(state.measure, loaded)]
    return facts_in_own_words([("status", deciding_text(state)), *facts], loaded)


def return_facts(state: MeasureState) -> list[Fact]:
    """Return each period with who returned what, then what is needed and what is expected."""
    facts = [_period_fact(state.measure, each) for each in state.periods]
    extra: list[OptionalFact] = [
        ("needed", needed_text(state)),
        ("expected", forecast_text(state)),
    ]
    for label, number in state.measure.baseline.items():
        extra.append(("baseline", f"{value_text(number, state.measure.unit)} in {label}"))
    return facts + present_facts(extra)


def _period_fact(measure: PlanMeasure, each: PeriodState) -> Fact:
    text = f"{each.status}: {return_text(measure, each)}"
    if entry := each.entry:
        text += f" ({format_day(entry.on)}, {entry.by})"
        if entry.text:
            text += f" {' / '.join(entry.text.splitlines())}"
    return period_label(each.period.label), text


def plan_facts_of_measure(measure: PlanMeasure, loaded: LoadedPlan) -> list[Fact]:
    """Return what the plan says of a measure, its targets apart."""
    about = loaded.about
    written = loaded.written_measures.get(measure.id)
    doubt = None
    if measure.is_doubtful:
        doubt = loaded.vocabulary.reword("a lead has to confirm this reading")
    in_table: list[OptionalFact] = []
    if measure.objective:
        title = loaded.objectives[measure.objective].title
        in_table = [
            ("objective", f"{measure.objective} {title}"),
            ("lead", codes_text(measure.leads)),
            ("pathway", codes_text(measure.pathways)),
        ]
    return present_facts(
        [
            ("printed", measure.printed),
            ("counts", _shape_text(measure)),
            *in_table,
            ("tags", ", ".join(measure.tags)),
            ("area", area_text(measure.area, about)),
            *[("serves", serves_text(code, about)) for code in measure.all_serves()],
            ("sum of", ", ".join(measure.sum_of)),
            *_written_facts(written),
            ("doubtful", doubt),
        ]
    )


def _shape_text(measure: PlanMeasure) -> str:
    shape = "since the year's first day" if measure.is_cumulative else "in each period"
    unit = ""
    if measure.unit:
        unit = f"{measure.unit}, "
    return f"{unit}{measure.shape}: {shape}; {measure.better} is better"


def _written_facts(written: Measure | None) -> Iterator[OptionalFact]:
    """Yield what only the plan file has: when returns are due, and the editor's words."""
    if written is None:
        return
    yield "returns", written.returns
    yield "because", written.reading
    yield "note", written.note
    yield "source", source_text(written.source)


def serves_text(code: str, about: About) -> str:
    """Return an indicator's code with its name, or a PSA's alone."""
    for indicator in about.indicators:
        if indicator.code == code:
            return f"{code} {indicator.name}"
    return code


def area_text(code: str | None, about: About) -> str | None:
    """Return an area's name with its code."""
    for area in about.areas:
        if area.code == code:
            return f"{area.name} ({code})"
    return code
