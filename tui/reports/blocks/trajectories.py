"""Trajectories: each figure's quarters against their targets, as charts."""

from collections.abc import Iterable, Mapping

from store.checklist.checklist import ChecklistItem
from tui.reports.blocks.table_rows import RowItems, group_into_rows
from tui.reports.document import ChartPoint, TrajectoryChart


def trajectory_charts(
    items: Iterable[ChecklistItem], needed: Mapping[str, str]
) -> tuple[TrajectoryChart, ...]:
    """Return a chart for each figure among items; `needed` is by the figure's id."""
    figures = [item for item in items if item.planned.kind == "figure"]
    return tuple([_chart(quarters, needed) for quarters in group_into_rows(figures)])


def _chart(quarters: RowItems, needed: Mapping[str, str]) -> TrajectoryChart:
    planned = quarters[0].planned
    return TrajectoryChart(
        title=f"{planned.milestone} {planned.title}",
        unit=planned.unit or "",
        points=tuple(map(_point, quarters)),
        needed=needed.get(planned.milestone, ""),
    )


def _point(item: ChecklistItem) -> ChartPoint:
    label = item.planned.label.replace("-", " ", 1)
    return ChartPoint(label, item.planned.target or 0, item.state.actual)
