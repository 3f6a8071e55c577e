"""JSON of a report, the contract for other programs: docs/json.md."""

from typing import Any, get_args

from plan_data.text import clean
from store.checklist.status import Colour
from tui.formats.cells import json_value
from tui.formats.checklist_json import dump_json
from tui.reports.document import (
    BarChart,
    Block,
    CalendarEvent,
    Cell,
    ChartBar,
    ChartPoint,
    Column,
    ReportDocument,
    ReportTable,
    TrajectoryChart,
)

JsonObject = dict[str, Any]


def render_json(document: ReportDocument) -> str:
    """Return all of a report: its texts, its tables as objects, and its charts as numbers."""
    facts = [{"name": clean(name), "value": clean(value)} for name, value in document.facts]
    return dump_json(
        {
            "kind": document.kind,
            "title": clean(document.title),
            "as_of": document.as_of,
            "facts": facts,
            "blocks": list(map(_block, document.blocks)),
            "events": list(map(_event, document.events)),
        }
    )


def _event(event: CalendarEvent) -> JsonObject:
    return {
        "uid": clean(event.uid),
        "on": event.on,
        "title": clean(event.title),
        "description": clean(event.description),
    }


def _block(block: Block) -> JsonObject:
    bars = None
    if block.bars:
        bars = _bar_chart(block.bars)
    return {
        "key": block.key,
        "title": clean(block.title),
        "paragraphs": list(map(clean, block.paragraphs)),
        "points": list(map(clean, block.points)),
        "tables": list(map(_table, block.tables)),
        "bars": bars,
        "trajectories": list(map(_trajectory, block.trajectories)),
    }


def _table(table: ReportTable) -> JsonObject:
    keys = [column.key for column in table.columns]
    return {
        "key": table.key,
        "title": clean(table.title),
        "columns": list(map(_column, table.columns)),
        "rows": [_row(keys, row) for row in table.rows],
        "colours": table.colours,
        "nothing": clean(table.nothing),
    }


def _column(column: Column) -> JsonObject:
    return {"key": column.key, "title": clean(column.title), "kind": column.kind}


def _row(keys: list[str], row: tuple[Cell, ...]) -> JsonObject:
    return dict(zip(keys, map(json_value, row), strict=True))


def _bar_chart(chart: BarChart) -> JsonObject:
    return {"title": clean(chart.title), "bars": list(map(_bar, chart.bars))}


def _bar(bar: ChartBar) -> JsonObject:
    counts = {colour: bar.counts.get(colour, 0) for colour in get_args(Colour)}
    return {"label": clean(bar.label), "counts": counts}


def _trajectory(chart: TrajectoryChart) -> JsonObject:
    points = list(map(_point, chart.points))
    return {"title": clean(chart.title), "unit": clean(chart.unit), "points": points}


def _point(point: ChartPoint) -> JsonObject:
    return {"label": clean(point.label), "target": point.target, "actual": point.actual}


RENDERER = render_json
