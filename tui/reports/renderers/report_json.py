"""JSON of a paper, the contract for other programs: docs/json.md."""

from typing import Any, get_args

from plan_data.text import clean
from store.checklist.status import Colour
from tui.formats.checklist_json import dump_json
from tui.reports.document import BarChart, Block, Cell, ReportDocument, ReportTable, TrajectoryChart


def render_json(paper: ReportDocument) -> str:
    """Return the whole paper: its words, its tables as objects, and its charts as numbers."""
    return dump_json(
        {
            "kind": paper.kind,
            "title": clean(paper.title),
            "as_of": paper.as_of,
            "facts": [{"name": clean(name), "value": clean(value)} for name, value in paper.facts],
            "blocks": [_block(block) for block in paper.blocks],
            "events": [
                {
                    "uid": clean(each.uid),
                    "on": each.on,
                    "title": clean(each.title),
                    "description": clean(each.description),
                }
                for each in paper.events
            ],
        }
    )


def _block(block: Block) -> dict[str, Any]:
    return {
        "key": block.key,
        "title": clean(block.title),
        "paragraphs": [clean(words) for words in block.paragraphs],
        "points": [clean(words) for words in block.points],
        "tables": [_table(table) for table in block.tables],
        "bars": _bars(block.bars) if block.bars else None,
        "trajectories": [_trajectory(each) for each in block.trajectories],
    }


def _table(table: ReportTable) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "key": table.key,
        "title": clean(table.title),
        "columns": [{"key": each.key, "title": clean(each.title), "kind": each.kind} for each in table.columns],
        "rows": [dict(zip(keys, map(_value, row), strict=True)) for row in table.rows],
        "colours": table.colours,
        "nothing": clean(table.nothing),
    }


def _bars(bars: BarChart) -> dict[str, Any]:
    return {
        "title": clean(bars.title),
        "bars": [
            {"label": clean(bar.label), "counts": {colour: bar.counts.get(colour, 0) for colour in get_args(Colour)}}
            for bar in bars.bars
        ],
    }


def _trajectory(each: TrajectoryChart) -> dict[str, Any]:
    points = [{"label": clean(p.label), "target": p.target, "actual": p.actual} for p in each.points]
    return {"title": clean(each.title), "unit": clean(each.unit), "points": points}


def _value(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell
