"""Measures by quarter: each measure's returns against its targets, a row a measure."""

from datetime import date

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import Period
from store.checklist.measure_states import MeasureState, PeriodState
from store.query.measure_filter import names_cells, select_measures, without_blank
from store.query.measure_search import MeasureSearch
from tui.reports.blocks.table_columns import lead_column, pathway_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import codes_text
from tui.wording.measure_text import (
    counts_text,
    needed_text,
    period_label,
    period_text,
    state_colour,
    state_word,
    value_text,
)
from tui.wording.report_text import colour_word

_TITLE = "Measures by quarter"
_ID = Column("measure", "Ref", "ref")
_NAME = Column("title", "Measure")
_AREA = Column("area", "Area")
_YEAR = Column("year", "Year")
_LATER = Column("later", "Other periods")
_STATE = Column("state", "State")
_NEEDED = Column("needed", "Needed")


def measures_block(context: ReportContext) -> Block:
    """Return the block of the measures that the report's filter selects.

    Measures outside the table whose targets are all of later years are counted alone, until they
    have a return or the filter names their area or indicator.
    """
    selected = _selected(context)
    states = _without_later(selected, context)
    has_areas = any(state.measure.area for state in states)
    table = ReportTable(
        "measures",
        _TITLE,
        _columns(context, has_areas=has_areas),
        rows=tuple([_row(state, context, has_areas=has_areas) for state in states]),
        colours=tuple([state_colour(state) for state in states]),
        nothing="The plan sets no number for these milestones.",
    )
    return Block("measures", _TITLE, _summary(states, len(selected)), tables=(table,))


def _selected(context: ReportContext) -> tuple[MeasureState, ...]:
    """Return the measures that pass the filter and that the words find, and have something to show."""
    checklist = context.checklist
    applied = context.request.filter
    states = select_measures(checklist.measure_states, applied, checklist.loaded.about)
    if not context.request.words.strip():
        return without_blank(states, applied)
    condition = context.search.condition
    return without_blank(MeasureSearch(checklist).among(states, condition), applied, condition)


def _without_later(
    states: tuple[MeasureState, ...], context: ReportContext
) -> tuple[MeasureState, ...]:
    applied = context.request.filter
    if applied.areas or applied.serves or names_cells(context.search.condition):
        return states
    last = context.checklist.loaded.year.last
    return tuple([state for state in states if not _is_of_later_years(state, last)])


def _is_of_later_years(state: MeasureState, last: date) -> bool:
    """Return whether a measure outside the table has no target up to a day, and no return."""
    if state.measure.objective or state.latest is not None:
        return False
    return all(each.period.due > last for each in state.periods)


def _summary(states: tuple[MeasureState, ...], selected: int) -> tuple[str, ...]:
    sentences = []
    if states:
        sentences.append(f"{counts_text(states)}.")
    if later := selected - len(states):
        sentences.append(f"{later} more have targets of later years alone, and no return yet.")
    return tuple(sentences)


def _columns(context: ReportContext, *, has_areas: bool) -> tuple[Column, ...]:
    vocabulary = context.vocabulary
    columns = [_ID, _NAME, lead_column(vocabulary), pathway_column(vocabulary)]
    if has_areas:
        columns.append(_AREA)
    year = context.checklist.loaded.year.year_at(context.checklist.as_of)
    columns += [Column(name.lower(), name) for name in year.quarters_by_key()]
    return (*columns, _YEAR, _LATER, _STATE, _NEEDED)


def _row(state: MeasureState, context: ReportContext, *, has_areas: bool) -> tuple[Cell, ...]:
    measure = state.measure
    year = context.checklist.loaded.year.year_at(context.checklist.as_of)
    quarters = [_cell(state, quarter) for quarter in year.quarters()]
    area = [measure.area or ""] if has_areas else []
    return table_row(
        measure.id,
        measure.title,
        codes_text(measure.leads) if measure.objective else "",
        codes_text(measure.pathways) if measure.objective else "",
        *area,
        *quarters,
        _cell(state, year.period),
        _other_periods(state, year),
        f"{colour_word(state_colour(state))}: {state_word(state)}",
        needed_text(state),
    )


def _cell(state: MeasureState, period: Period) -> str:
    for each in state.periods:
        if each.period.label == period.label:
            return _period_text(state, each)
    return ""


def _period_text(state: MeasureState, each: PeriodState) -> str:
    if each.actual is not None:
        return f"{period_text(state.measure, each)} ({each.status})"
    if each.status == "return overdue":
        return f"{period_text(state.measure, each)} ({each.status})"
    return period_text(state.measure, each)


def _other_periods(state: MeasureState, year: FinancialYear) -> str:
    """Return the periods that are neither a quarter nor the whole of the plan's year."""
    quarters = {quarter.label for quarter in year.quarters()}
    known = quarters | {year.label}
    texts = []
    for each in state.periods:
        if each.period.label not in known:
            label = period_label(each.period.label)
            texts.append(f"{label}: {_period_text(state, each)}")
    for label, number in state.measure.baseline.items():
        texts.append(f"baseline {label}: {value_text(number, state.measure.unit)}")
    return "; ".join(texts)
