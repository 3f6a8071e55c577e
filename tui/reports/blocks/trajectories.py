"""Trajectories: each figure's quarters against their targets, as a table and charts."""

from store.checklist.checklist import ChecklistItem
from tui.reports.blocks.table_columns import REF
from tui.reports.blocks.table_rows import RowItems, colour_of, group_into_rows, table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, ChartPoint, Column, ReportTable, TrajectoryChart
from tui.wording.counts import plain_number
from tui.wording.report_text import colour_word, position_text

_TITLE = "Trajectories"
_MEASURE = Column("measure", "Measure")
_QUARTER = Column("quarter", "Quarter")
_TARGET = Column("target", "Target", "number")
_ACTUAL = Column("actual", "Actual", "number")
_VARIANCE = Column("variance", "Variance", "number")
_PERCENT = Column("percent", "% of target", "number")
_STATE = Column("state", "State")
_COLUMNS = (REF, _MEASURE, _QUARTER, _TARGET, _ACTUAL, _VARIANCE, _PERCENT, _STATE)


def trajectories_block(context: ReportContext) -> Block:
    """Return the block of each figure's quarters against their targets."""
    figures = [item for item in context.counted if item.planned.kind == "figure"]
    table = ReportTable(
        "trajectories",
        _TITLE,
        _COLUMNS,
        rows=tuple(map(_quarter_row, figures)),
        colours=tuple(map(colour_of, figures)),
        nothing="None of these milestones is a figure.",
    )
    charts = tuple(map(_chart, group_into_rows(figures)))
    return Block("trajectories", _TITLE, tables=(table,), pictures=charts)


def _chart(quarters: RowItems) -> TrajectoryChart:
    planned = quarters[0].planned
    return TrajectoryChart(
        title=f"{planned.milestone} {planned.title}",
        unit=planned.unit or "",
        points=tuple(map(_point, quarters)),
    )


def _point(item: ChecklistItem) -> ChartPoint:
    return ChartPoint(_quarter_label(item), item.planned.target or 0, item.state.actual)


def _quarter_label(item: ChecklistItem) -> str:
    return item.planned.label.replace("-", " ", 1)


def _quarter_row(item: ChecklistItem) -> tuple[Cell, ...]:
    actual = item.state.actual
    if actual is None:
        return _row(item, None, None, None, position_text(item))
    shown_actual = plain_number(actual)
    if item.state.status == "withdrawn":
        return _row(item, shown_actual, None, None, position_text(item))
    target = item.planned.target or 0
    variance = plain_number(round(actual - target, 9))
    return _row(item, shown_actual, variance, _percent(actual, target), item.state.status)


def _row(
    item: ChecklistItem,
    actual: float | None,
    variance: float | None,
    percent: float | None,
    position: str,
) -> tuple[Cell, ...]:
    return table_row(
        item.ref,
        item.planned.title,
        _quarter_label(item),
        plain_number(item.planned.target or 0),
        actual,
        variance,
        percent,
        f"{colour_word(item.state.colour)}: {position}",
    )


def _percent(actual: float, target: float) -> float | None:
    """Return an actual as a percentage of its target, to one decimal; None of no target."""
    if not target:
        return None
    return plain_number(round(100 * actual / target, 1))
