"""Measures by quarter: each measure's returns against its targets, a row a measure."""

from collections.abc import Iterable, Sequence

from plan_data.timescale.financial_year import QUARTERS, FinancialYear
from plan_data.timescale.periods import Period
from store.checklist.measure_states import MeasureState, PeriodState
from store.checklist.status import AHEAD
from tui.reports.blocks.table_columns import REF, lead_column, pathway_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.blocks.trajectories import trajectory_charts
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable, TrajectoryChart
from tui.wording.counts import codes_text, format_number
from tui.wording.measure_text import (
    counts_text,
    period_label,
    period_text,
    state_colour,
    state_word,
    value_text,
)
from tui.wording.needed_rate import needed_in_words
from tui.wording.report_text import colour_word

_TITLE = "Measures by quarter"
_ID = Column("measure", "Ref", "ref")
_NAME = Column("title", "Measure")
_AREA = Column("area", "Area")
_YEAR = Column("year", "Year")
_LATER = Column("later", "Other periods")
_STATE = Column("state", "State")
_NEEDED = Column("needed", "Needed")
_ATTENTION = frozenset({"amber", "red"})


def measures_block(context: ReportContext) -> Block:
    """Return the block of the figures, and of the measures that are short or not assessed."""
    return Block(
        "measures", _TITLE, _summary(context.measures), tables=tuple(_brief_tables(context))
    )


def all_measures_table(context: ReportContext) -> ReportTable:
    """Return the table of all measures that the report is about, with all of their periods."""
    states = context.measures
    has_areas = any(state.measure.area for state in states)
    return ReportTable(
        "measures",
        _TITLE,
        _all_columns(context, has_areas=has_areas),
        rows=tuple([_full_row(state, context, has_areas=has_areas) for state in states]),
        colours=tuple(map(state_colour, states)),
        nothing="The plan sets no number for these milestones.",
    )


def measure_charts(context: ReportContext) -> tuple[TrajectoryChart, ...]:
    """Return a chart for each figure, with what the quarters to come have to bring."""
    needed = {state.measure.id: needed_in_words(state) for state in context.measures}
    return trajectory_charts(context.counted, needed)


def _summary(states: Sequence[MeasureState]) -> tuple[str, ...]:
    if not states:
        return ("The plan sets no number for these milestones.",)
    return (f"{counts_text(states)}.",)


def _brief_tables(context: ReportContext) -> list[ReportTable]:
    """Return the table of figures, and that of other measures that need attention, if any do."""
    figures = [state for state in context.measures if state.measure.is_milestone]
    others = [state for state in context.measures if _needs_attention(state)]
    tables = []
    if figures:
        tables.append(_brief_table(context, "trajectories", "Figures of the plan", figures))
    if others:
        title = "Other measures that are short, or could not be assessed"
        tables.append(_brief_table(context, "measures_short", title, others))
    return tables


def _needs_attention(state: MeasureState) -> bool:
    return not state.measure.is_milestone and state_colour(state) in _ATTENTION


def _brief_table(
    context: ReportContext, key: str, title: str, states: Iterable[MeasureState]
) -> ReportTable:
    """Return a table with a row for each measure, and a column for each quarter."""
    known = tuple(states)
    columns = [REF, _NAME, *[Column(name.lower(), name) for name in QUARTERS]]
    has_year = key != "trajectories"
    if has_year:
        columns.append(_YEAR)
    rows = [_brief_row(state, context, has_year=has_year) for state in known]
    return ReportTable(
        key,
        title,
        (*columns, _STATE, _NEEDED),
        rows=tuple(rows),
        colours=tuple(map(state_colour, known)),
    )


def _brief_row(state: MeasureState, context: ReportContext, *, has_year: bool) -> tuple[Cell, ...]:
    year = context.checklist.loaded.year
    periods = [year.quarter(number) for number in range(1, len(QUARTERS) + 1)]
    if has_year:
        periods.append(year.period)
    cells = [_brief_cell(state, period) for period in periods]
    colour = f"{colour_word(state_colour(state))}: {state_word(state)}"
    return table_row(state.measure.id, state.measure.title, *cells, colour, needed_in_words(state))


def _brief_cell(state: MeasureState, period: Period) -> str:
    """Return a period's actual of its target; of a coming one, what is needed."""
    each = _state_of(state, period)
    if each is None:
        return ""
    target, actual = each.period.target, each.actual
    if actual is not None:
        text = format_number(actual)
        return text if target is None else f"{text} of {format_number(target)}"
    if target is None:
        return each.status if each.status not in AHEAD else ""
    text = _coming_text(state, target)
    return text if each.status in AHEAD else f"{text}, {each.status}"


def _coming_text(state: MeasureState, target: float) -> str:
    """Return the target of a period without a return, and how much more it asks for."""
    latest = state.latest
    if not state.measure.is_cumulative or latest is None or latest.actual is None:
        return f"target {format_number(target)}"
    more = round(target - latest.actual, 9)
    if more <= 0:
        return f"target {format_number(target)}, reached"
    return f"target {format_number(target)}, {format_number(more)} more"


def _all_columns(context: ReportContext, *, has_areas: bool) -> tuple[Column, ...]:
    vocabulary = context.vocabulary
    columns = [_ID, _NAME, lead_column(vocabulary), pathway_column(vocabulary)]
    if has_areas:
        columns.append(_AREA)
    columns += [Column(name.lower(), name) for name in QUARTERS]
    return (*columns, _YEAR, _LATER, _STATE, _NEEDED)


def _full_row(state: MeasureState, context: ReportContext, *, has_areas: bool) -> tuple[Cell, ...]:
    measure, year = state.measure, context.checklist.loaded.year
    quarters = [_full_cell(state, year.quarter(number)) for number in range(1, len(QUARTERS) + 1)]
    area = [measure.area or ""] if has_areas else []
    return table_row(
        measure.id,
        measure.title,
        context.leads_text(measure.leads) if measure.objective else "",
        codes_text(measure.pathways) if measure.objective else "",
        *area,
        *quarters,
        _full_cell(state, year.period),
        _other_periods(state, year),
        f"{colour_word(state_colour(state))}: {state_word(state)}",
        needed_in_words(state),
    )


def _state_of(state: MeasureState, period: Period) -> PeriodState | None:
    for each in state.periods:
        if each.period.label == period.label:
            return each
    return None


def _full_cell(state: MeasureState, period: Period) -> str:
    each = _state_of(state, period)
    if each is None:
        return ""
    return _full_text(state, each)


def _full_text(state: MeasureState, each: PeriodState) -> str:
    if each.actual is not None:
        return f"{period_text(state.measure, each)} ({each.status})"
    if each.status == "return overdue":
        return f"{period_text(state.measure, each)} ({each.status})"
    return period_text(state.measure, each)


def _other_periods(state: MeasureState, year: FinancialYear) -> str:
    """Return the periods that are neither a quarter nor the full year of the plan."""
    quarters = {year.quarter(number).label for number in range(1, len(QUARTERS) + 1)}
    known = quarters | {year.label}
    texts = []
    for each in state.periods:
        if each.period.label not in known:
            label = period_label(each.period.label)
            texts.append(f"{label}: {_full_text(state, each)}")
    for label, number in state.measure.baseline.items():
        texts.append(f"baseline {label}: {value_text(number, state.measure.unit)}")
    return "; ".join(texts)
