"""The JSON of a paper: the shape that docs/json.md promises."""

import json
from typing import Any

import pytest

from tests.tui.reports.renderers.documents import (
    AS_OF,
    full_document,
    hostile_document,
    small_document,
)
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_json


def read(document: ReportDocument) -> Any:  # noqa: ANN401 - as wide as JSON
    return json.loads(report_json.render_json(document))


def test_a_small_paper_is_this() -> None:
    columns = [
        ("ref", "Ref", "ref"),
        ("milestone", "Milestone", "text"),
        ("lead", "Lead", "text"),
        ("due", "Due", "date"),
    ]
    row = {
        "ref": "2.4.2-a",
        "milestone": "Introduce the scheme across the region",
        "lead": "ELS lead",
    }
    assert read(small_document()) == {
        "kind": "summary",
        "title": "Summary for the Board",
        "as_of": "2009-11-30",
        "facts": [{"name": "Plan", "value": "East Midlands 2009-10"}],
        "blocks": [
            {
                "key": "due",
                "title": "Due before the next Board",
                "paragraphs": ["One milestone is due by 12 Jan 2010."],
                "points": [],
                "tables": [
                    {
                        "key": "due",
                        "title": "Due before the next Board",
                        "columns": [
                            {"key": key, "title": title, "kind": kind}
                            for key, title, kind in columns
                        ],
                        "rows": [{**row, "due": "2009-12-31"}],
                        "colours": [],
                        "nothing": "None.",
                        "style": "table",
                    }
                ],
                "pictures": [],
                "is_annex": False,
            }
        ],
        "events": [],
        "marking": "",
    }


def test_charts_are_numbers_and_every_colour_has_one() -> None:
    blocks = {block["key"]: block for block in read(full_document())["blocks"]}
    assert blocks["pathways"]["pictures"][0]["bars"][2] == {
        "label": "Drugs",
        "counts": {"blue": 0, "green": 4, "amber": 0, "red": 0, "white": 0, "none": 0},
    }
    assert blocks["trajectories"]["pictures"][1]["points"][1:3] == [
        {"label": "Q2", "target": 21, "actual": 20.25},
        {"label": "Q3", "target": 31.5, "actual": None},
    ]


def test_every_row_is_an_object_with_its_colour() -> None:
    document = full_document()
    for block, written in zip(document.blocks, read(document)["blocks"], strict=True):
        for table, data in zip(block.tables, written["tables"], strict=True):
            assert [len(row) for row in data["rows"]] == [len(table.columns)] * len(table.rows)
            assert tuple(data["colours"]) == table.colours


def test_events_are_days_with_their_uids() -> None:
    assert read(full_document())["events"][0] == {
        "uid": "2.4.2-a@milepost",
        "on": "2009-12-31",
        "title": "2.4.2-a Introduce the scheme",
        "description": "Lead: ELS lead",
        "is_cancelled": False,
        "sequence": 0,
        "changed": None,
    }


def test_hostile_text_is_text() -> None:
    document = hostile_document()
    written = read(document)
    assert [point[:9] for point in written["blocks"][0]["points"]] == [
        point[:9] for point in document.blocks[0].points
    ]
    assert written["title"].startswith('<script>alert(1)</script> "><img')


@pytest.mark.parametrize("text", ["a\ud800b", "a\x1bb", "a\u202eb"])
def test_a_character_that_steers_is_shown_as_replaced(text: str) -> None:
    table = ReportTable("t", text, (Column("c", text),), ((text,),), nothing=text)
    document = ReportDocument(
        "summary", text, AS_OF, ((text, text),), (Block("b", text, (text,), (text,), (table,)),)
    )
    assert report_json.render_json(document).count("a\ufffdb") == 10


def test_the_same_paper_gives_the_same_text() -> None:
    assert report_json.render_json(full_document()) == report_json.render_json(full_document())
