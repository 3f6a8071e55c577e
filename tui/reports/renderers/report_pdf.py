"""A report as PDF for everybody (PDF/UA): tagged, with bookmarks and page numbers, in the fonts of the PDF library.

The layout is in `report.typ`. A text of the report is passed to it as data and is never markup.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any, Literal

import msgspec
import typst

from plan_data.text import clean, one_line
from store.dates import format_day
from tui.formats.wrap import truncate
from tui.reports.document import Block, ReportDocument
from tui.reports.renderers.page_tables import PageRow, PageTable, page_tables
from tui.reports.renderers.picture_words import can_be_drawn, picture_words
from tui.reports.renderers.svg_elements import NOT_CHARACTERS, PAINTS, UNIT_MILLIMETRES
from tui.reports.renderers.svg_pictures import picture_svg, picture_width
from tui.reports.renderers.tables import (
    document_fact,
    facts_beside_title,
    is_dense,
    is_small_print,
)

_LONGEST_FOOTER = 90
_POINT = 20  # widths are in twentieths of a point

Data = dict[str, Any]
_Size = Literal["usual", "summary", "dense"]
# For the widths of columns: the letters of the PDF are narrower than those that these count with.
_TABLE_SIZES: dict[_Size, float] = {"usual": 7.5, "summary": 7.5, "dense": 6.8}
_Standard = Literal["ua-1", "1.7"]


def render_pdf(document: ReportDocument) -> bytes:
    """Return a report as a tagged PDF whose only time is the day of the report."""
    content = msgspec.json.encode(_report(document)).decode().translate(NOT_CHARACTERS)
    created = datetime.combine(document.as_of, time(), UTC)
    try:
        return _compile(content, created, "ua-1")
    except typst.TypstError:  # a letter that no font has: PDF/UA forbids to show it as a box
        return _compile(content, created, "1.7")


def _compile(content: str, created: datetime, standard: _Standard) -> bytes:
    return typst.compile(
        files(__package__).joinpath("report.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs={"report": content},
        pdf_standards=standard,
        timestamp=created,
    )


def _report(document: ReportDocument) -> Data:
    title = one_line(document.title)
    footer = f"{truncate(title, _LONGEST_FOOTER)}, position as of {format_day(document.as_of)}"
    return {
        "size": _size(document),
        "unit": UNIT_MILLIMETRES,
        "title": title,
        "author": document_fact(document, "prepared by"),
        "footer": footer,
        "marking": truncate(one_line(document.marking), _LONGEST_FOOTER),
        "year": document.as_of.year,
        "month": document.as_of.month,
        "day": document.as_of.day,
        "facts": _facts(document),
        "blocks": [_block(block, _TABLE_SIZES[_size(document)]) for block in document.blocks],
    }


def _facts(document: ReportDocument) -> list[tuple[str, str]]:
    return [(clean(name), clean(value)) for name, value in facts_beside_title(document)]


def _size(document: ReportDocument) -> _Size:
    """Return how large the letters are; a summary is to be on one page."""
    if is_dense(document):
        return "dense"
    if document.kind == "summary":
        return "summary"
    return "usual"


def _block(block: Block, table_size: float) -> Data:
    return {
        "title": one_line(block.title),
        "is_annex": block.is_annex,
        "is_small_print": is_small_print(block),
        "paragraphs": list(map(clean, block.paragraphs)),
        "points": list(map(clean, block.points)),
        "pictures": list(_pictures(block)),
        "tables": list(map(_table, page_tables(block, table_size))),
    }


def _pictures(block: Block) -> Iterator[Data]:
    for number, picture in enumerate(block.pictures, 1):
        if can_be_drawn(picture):
            yield {
                "svg": picture_svg(picture, f"p{number}"),
                "width": picture_width(picture),
                "words": f"{one_line(picture.title)}. {picture_words(picture)}",
            }


def _table(table: PageTable) -> Data:
    columns = []
    for column, title, width in zip(table.columns, table.titles, table.widths, strict=True):
        columns.append({"title": title, "kind": column.kind, "width": width / _POINT})
    return {
        "heading": table.heading,
        "columns": columns,
        "rows": list(map(_row, table.rows)),
        "nothing": clean(table.table.nothing),
    }


def _row(row: PageRow) -> Data:
    return {
        "cells": row.texts,
        "below": row.below,
        "headings": row.heading_cells,
        "colour_cell": row.colour_cell,
        "colour": PAINTS[row.colour].fill,
    }


RENDERER = render_pdf
