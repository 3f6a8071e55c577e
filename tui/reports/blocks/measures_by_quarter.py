"""Measures by quarter: each measure's returns against its targets, a row a measure."""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import Period
from store.checklist.measure_states import MeasureState, PeriodState
from store.checklist.status import AHEAD
from store.query.measure_filter import names_cells
from tui.reports.blocks.table_columns import REF, lead_column, pathway_column
from tui.reports.blocks.table_rows import table_row
from tui.reports.blocks.trajectories import trajectory_charts
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable, TrajectoryChart
from tui.wording.counts import codes_text, format_number
from tui.wording.measure_text import (
    forecast_text,
    is_of_later_years,
    needed_text,
    period_label,
    return_text,
    state_colour,
    state_word,
    value_text,
    years_counts_text,
)
from tui.wording.needed_rate import needed_in_words
from tui.wording.report_text import colour_word

_TITLE = "Measures by quarter"
_NO_NUMBER = "The plan sets no number for these milestones."
_ID = Column("measure", "Ref", "ref")
_NAME = Column("title", "Measure")
_AREA = Column("area", "Area")
_YEAR = Column("year", "Year")
_LATER = Column("later", "Other periods")
_STATE = Column("state", "State")
_NEEDED = Column("needed", "Needed")
_NEEDED_PERIODS = Column("needed", "Needed, in periods")
_EXPECTED = Column("expected", "Expected")
_MOST_FIGURES, _MOST_OTHERS = 8, 4
_ATTENTION = frozenset({"amber", "red"})


class _Extra(Struct, frozen=True):
    """Which columns that most plans do not need the table has."""

    areas: bool
    forecasts: bool


def measures_block(context: ReportContext) -> Block:
    """Return the block of the figures, and of the measures that are short or not assessed."""
    states = _shown_measures(context)
    figures = _worst_figures([state for state in states if state.measure.is_milestone])
    tables = []
    if figures:
        tables.append(_figures_table(context, figures))
    paragraphs = (*_summary(context, states), *_others_text(states))
    return Block("measures", context.vocabulary.reword(_TITLE), paragraphs, tables=tuple(tables))


def all_measures_table(context: ReportContext) -> ReportTable:
    """Return the table of all measures that the report is about, with all of their periods."""
    states = _shown_measures(context)
    extra = _Extra(
        areas=any(state.measure.area for state in states),
        forecasts=any(state.forecast for state in states),
    )
    return ReportTable(
        "measures",
        context.vocabulary.reword(_TITLE),
        _all_columns(context, extra),
        rows=tuple([_full_row(state, context, extra) for state in states]),
        colours=tuple(map(state_colour, states)),
        nothing=context.vocabulary.reword(_NO_NUMBER),
    )


def measure_charts(context: ReportContext) -> tuple[TrajectoryChart, ...]:
    """Return a chart for each figure, with what the quarters to come have to bring."""
    needed = {state.measure.id: needed_in_words(state) for state in context.measures}
    return trajectory_charts(context.counted, needed)


def _shown_measures(context: ReportContext) -> tuple[MeasureState, ...]:
    """Return the report's measures without those of later years.

    Measures outside the table whose targets are all of later years are counted alone, until they
    have a return or the filter names their area or indicator.
    """
    applied = context.request.filter
    if applied.areas or applied.serves or names_cells(context.search.condition):
        return context.measures
    last = context.checklist.loaded.year.last
    return tuple([state for state in context.measures if not is_of_later_years(state, last)])


def _summary(context: ReportContext, states: Sequence[MeasureState]) -> tuple[str, ...]:
    if not context.measures:
        return (context.vocabulary.reword(_NO_NUMBER),)
    return (years_counts_text(context.measures, states, context.vocabulary),)


def _others_text(states: Sequence[MeasureState]) -> tuple[str, ...]:
    """Return the other measures that are short or not assessed, in a paragraph; none if none is."""
    others = [state for state in states if _needs_attention(state)]
    if not others:
        return ()
    others.sort(key=lambda state: state_colour(state) != "red")
    shown = others[:_MOST_OTHERS]
    texts = []
    for colour, states_of_colour in groupby(shown, key=_colour_of):
        texts.append(f"{colour}: {'; '.join(map(_other_text, states_of_colour))}")
    if more := len(others) - len(shown):
        texts.append(f"and {more} more")
    return (f"Besides the figures, {'; '.join(texts)}.",)


def _other_text(state: MeasureState) -> str:
    measure = state.measure
    return f"{measure.id} {measure.title} ({_brief_state(state)})"


def _brief_state(state: MeasureState) -> str:
    """Return the state of a measure, with the numbers of a return: short, 797 of 872."""
    deciding = state.deciding
    if deciding is None:
        return state_word(state)
    target, actual = deciding.period.target, deciding.actual
    if actual is None or target is None:
        return deciding.status
    return f"{deciding.status}, {format_number(actual)} of {format_number(target)}"


def _needs_attention(state: MeasureState) -> bool:
    return not state.measure.is_milestone and state_colour(state) in _ATTENTION


def _worst_figures(figures: Sequence[MeasureState]) -> list[MeasureState]:
    """Return as many figures as there is room for, those that need attention before others."""
    if len(figures) <= _MOST_FIGURES:
        return list(figures)
    worst = sorted(figures, key=lambda state: state_colour(state) not in _ATTENTION)
    return worst[:_MOST_FIGURES]


def _figures_table(context: ReportContext, states: Sequence[MeasureState]) -> ReportTable:
    """Return a table with a row for each figure of the plan, and a column for each quarter."""
    quarters = _quarter_columns(context)
    return ReportTable(
        "trajectories",
        context.vocabulary.reword(_TITLE),
        (REF, _NAME, *quarters, _STATE, _NEEDED_PERIODS),
        rows=tuple([_figure_row(state, context) for state in states]),
        colours=tuple(map(state_colour, states)),
    )


def _shown_year(context: ReportContext) -> FinancialYear:
    """Return the year whose quarters have a column: of a plan of several that of the report."""
    return context.checklist.loaded.year.year_at(context.as_of)


def _quarter_columns(context: ReportContext) -> list[Column]:
    return [Column(name.lower(), name, "ref") for name in _shown_year(context).quarters_by_key()]


def _figure_row(state: MeasureState, context: ReportContext) -> tuple[Cell, ...]:
    cells = [_brief_cell(state, quarter) for quarter in _shown_year(context).quarters()]
    measure = state.measure
    word = state.deciding.status if state.deciding else state_word(state)
    text = f"{_colour_of(state)}: {word}"
    return table_row(measure.id, measure.title, *cells, text, needed_text(state))


def _colour_of(state: MeasureState) -> str:
    return colour_word(state_colour(state))


def _state_text(state: MeasureState) -> str:
    return f"{_colour_of(state)}: {state_word(state)}"


def _brief_cell(state: MeasureState, period: Period) -> str:
    """Return a period's actual of its target; of a coming one, what is needed."""
    each = _state_of(state, period)
    if each is None:
        return ""
    if each.status == "withdrawn":
        return each.status
    target = each.period.target
    if each.actual is not None:
        return _returned_text(each.actual, target)
    if target is not None:
        return _coming_text(state, each, target)
    if each.status in AHEAD:
        return ""
    return each.status


def _returned_text(actual: float, target: float | None) -> str:
    if target is None:
        return format_number(actual)
    return f"{format_number(actual)} of {format_number(target)}"


def _coming_text(state: MeasureState, each: PeriodState, target: float) -> str:
    """Return what a period without a return needs beyond the latest return, or its target."""
    if each.status == "return overdue":
        return f"no return of {format_number(target)}"
    latest = state.latest
    if not state.measure.is_cumulative or latest is None or latest.actual is None:
        return f"target {format_number(target)}"
    more = round(target - latest.actual, 9)
    if more <= 0:
        return f"target {format_number(target)}"
    return f"needs {format_number(more)}"


def _all_columns(context: ReportContext, extra: _Extra) -> tuple[Column, ...]:
    vocabulary = context.vocabulary
    columns = [_ID, _NAME, lead_column(vocabulary), pathway_column(vocabulary)]
    if extra.areas:
        columns.append(_AREA)
    columns += _quarter_columns(context)
    columns += [_YEAR, _LATER, _STATE, _NEEDED]
    if extra.forecasts:
        columns.append(_EXPECTED)
    return tuple(columns)


def _full_row(state: MeasureState, context: ReportContext, extra: _Extra) -> tuple[Cell, ...]:
    measure, year = state.measure, _shown_year(context)
    leads = pathways = ""
    if measure.objective:
        leads = context.printed_leads_text(measure.leads)
        pathways = codes_text(measure.pathways)
    cells: list[Cell] = [measure.id, measure.title, leads, pathways]
    if extra.areas:
        cells.append(measure.area or "")
    periods = (*year.quarters(), year.period)
    cells += [_full_cell(state, period) for period in periods]
    cells += [_other_periods(state, year), _state_text(state), needed_in_words(state)]
    if extra.forecasts:
        cells.append(forecast_text(state))
    return table_row(*cells)


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
        return f"{return_text(state.measure, each)} ({each.status})"
    if each.status in {"return overdue", "withdrawn"}:
        return f"{return_text(state.measure, each)} ({each.status})"
    return return_text(state.measure, each)


def _other_periods(state: MeasureState, year: FinancialYear) -> str:
    """Return the periods that are neither a quarter nor the full year of the plan."""
    quarters = {quarter.label for quarter in year.quarters()}
    known = quarters | {year.label}
    texts = []
    for each in state.periods:
        if each.period.label not in known:
            label = period_label(each.period.label)
            texts.append(f"{label}: {_full_text(state, each)}")
    for label, number in state.measure.baseline.items():
        texts.append(f"baseline {label}: {value_text(number, state.measure.unit)}")
    return "; ".join(texts)
