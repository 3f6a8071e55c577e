"""JSON of a report, the contract for other programs: docs/json.md."""

from collections.abc import Callable
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
    LineChart,
    LinePoint,
    Matrix,
    MatrixCell,
    MatrixRow,
    Picture,
    ReportDocument,
    ReportTable,
    Timeline,
    TimelineRow,
    TrajectoryChart,
)
from tui.reports.renderers.picture_words import picture_words

JsonObject = dict[str, Any]


def render_json(document: ReportDocument) -> str:
    """Return all of a report: its texts, its tables as objects, and its charts as numbers."""
    facts = [{"name": clean(name), "value": clean(value)} for name, value in document.facts]
    return dump_json(
        {
            "kind": document.kind,
            "title": clean(document.title),
            "as_of": document.as_of,
            "marking": clean(document.marking),
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
        "is_cancelled": event.is_cancelled,
        "sequence": event.sequence,
        "changed": event.changed,
    }


def _block(block: Block) -> JsonObject:
    return {
        "key": block.key,
        "title": clean(block.title),
        "paragraphs": list(map(clean, block.paragraphs)),
        "points": list(map(clean, block.points)),
        "tables": list(map(_table, block.tables)),
        "pictures": list(map(_picture, block.pictures)),
        "is_annex": block.is_annex,
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
        "style": table.style,
    }


def _column(column: Column) -> JsonObject:
    return {"key": column.key, "title": clean(column.title), "kind": column.kind}


def _row(keys: list[str], row: tuple[Cell, ...]) -> JsonObject:
    return dict(zip(keys, map(json_value, row), strict=True))


def _picture(picture: Picture) -> JsonObject:
    """Return a picture: its kind, its title, the same in words, and its data."""
    kind, content = _PICTURES[type(picture)]
    start = {"kind": kind, "title": clean(picture.title), "words": picture_words(picture)}
    return start | content(picture)


def _bar_chart(chart: BarChart) -> JsonObject:
    return {"bars": list(map(_bar, chart.bars))}


def _bar(bar: ChartBar) -> JsonObject:
    counts = {colour: bar.counts.get(colour, 0) for colour in get_args(Colour)}
    return {"label": clean(bar.label), "counts": counts}


def _matrix(matrix: Matrix) -> JsonObject:
    return {
        "corner": clean(matrix.corner),
        "columns": list(map(clean, matrix.columns)),
        "rows": list(map(_matrix_row, matrix.rows)),
    }


def _matrix_row(row: MatrixRow) -> JsonObject:
    return {"label": clean(row.label), "cells": list(map(_matrix_cell, row.cells))}


def _matrix_cell(cell: MatrixCell) -> JsonObject:
    return {"count": cell.count, "colour": cell.colour, "text": clean(cell.text)}


def _line_chart(chart: LineChart) -> JsonObject:
    return {"noun": clean(chart.noun), "points": list(map(_line_point, chart.points))}


def _line_point(point: LinePoint) -> JsonObject:
    return {"label": clean(point.label), "value": point.value}


def _timeline(timeline: Timeline) -> JsonObject:
    return {
        "first": timeline.first,
        "last": timeline.last,
        "today": timeline.today,
        "rows": list(map(_timeline_row, timeline.rows)),
    }


def _timeline_row(row: TimelineRow) -> JsonObject:
    return {
        "label": clean(row.label),
        "planned": row.planned,
        "approved": row.approved,
        "forecast": row.forecast,
    }


def _trajectory(chart: TrajectoryChart) -> JsonObject:
    points = list(map(_point, chart.points))
    return {"unit": clean(chart.unit), "points": points, "needed": clean(chart.needed)}


def _point(point: ChartPoint) -> JsonObject:
    return {"label": clean(point.label), "target": point.target, "actual": point.actual}


# The kind of each picture, and what is added to its kind, title and words.
_PICTURES: dict[type[Picture], tuple[str, Callable[[Any], JsonObject]]] = {
    BarChart: ("bars", _bar_chart),
    Matrix: ("matrix", _matrix),
    LineChart: ("line", _line_chart),
    Timeline: ("timeline", _timeline),
    TrajectoryChart: ("trajectory", _trajectory),
}

RENDERER = render_json
