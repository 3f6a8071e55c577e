"""A document for Word and LibreOffice: headings, tables with repeated headings, page numbers, A4.

The package, the styles and the sections are python-docx's. Its text is written as
WordprocessingML into placeholders, since python-docx takes minutes for a table of 10,000 rows.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plan_data.text import one_line
from tui.formats.cells import cell_text
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers.docx_columns import (
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    asks_for_landscape,
    column_widths,
    width_for,
)
from tui.reports.renderers.docx_markup import (
    HEADING_FILL,
    LONGEST_PROPERTY,
    TABLE_END,
    cell_markup,
    paragraph_markup,
    row_markup,
    short_line,
    table_start_markup,
)
from tui.reports.renderers.docx_styles import add_section, set_up
from tui.reports.renderers.tables import (
    cell_texts,
    column_titles,
    find_colour_cell,
    row_colours,
    table_heading,
)

_FILLS: Mapping[str, str] = {
    "blue": "D9E6F5",
    "green": "DCEFDC",
    "amber": "FFE6B3",
    "red": "F8D4D0",
}
_LONGEST_FOOTER = 90
_MAY_BREAK_FROM = 1200  # letters of a cell: its row might not fit one page
_PLACEHOLDER = '<w:p><w:pPr><w:pStyle w:val="placeholder{}"/></w:pPr></w:p>'
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # a fixed time: the same report gives the same bytes

TableRows = list[list[str]]  # the headings, then the rows


def render_docx(document: ReportDocument) -> bytes:
    """Return a report as a document; blocks with wide tables are on landscape pages."""
    word = docx.Document()
    title = short_line(document.title, _LONGEST_FOOTER)
    set_up(word, title, _fact(document, "marking"))
    parts = [paragraph_markup("Title", one_line(document.title)) + _facts(document.facts)]
    _add_placeholder(word, 0)
    is_landscape = False
    for block in document.blocks:
        rows_by_columns = _rows_by_columns(block)
        is_wide = _is_wide(rows_by_columns)
        if is_wide != is_landscape:
            add_section(word, landscape=is_wide)
            is_landscape = is_wide
        page_width = PORTRAIT_WIDTH
        if is_landscape:
            page_width = LANDSCAPE_WIDTH
        _add_placeholder(word, len(parts))
        parts.append("".join(_block(block, rows_by_columns, page_width)))
    _set_properties(word, document)
    return _save(word, parts)


def _fact(document: ReportDocument, name: str) -> str:
    """Return the value of the first fact of that name, or nothing."""
    for fact, value in document.facts:
        if fact.casefold() == name:
            return short_line(value, LONGEST_PROPERTY)
    return ""


def _add_placeholder(word: Document, number: int) -> None:
    """Add a paragraph to the document that `_save` replaces by the part of that number."""
    markup = _PLACEHOLDER.format(number).replace(">", f" {nsdecls('w')}>", 1)
    word.element.body.get_or_add_sectPr().addprevious(parse_xml(markup))


def _rows_by_columns(block: Block) -> dict[tuple[Column, ...], TableRows]:
    """Return headings and rows by the columns of their tables.

    Tables of the same columns have their rows together, since their columns are to be as wide.
    """
    rows: dict[tuple[Column, ...], TableRows] = {}
    for table in block.tables:
        known_rows = rows.setdefault(table.columns, [column_titles(table)])
        known_rows += cell_texts(table)
    return rows


def _is_wide(rows_by_columns: Mapping[tuple[Column, ...], TableRows]) -> bool:
    """Return whether a table that is not empty would be cramped on an upright page."""
    with_rows = [rows for rows in rows_by_columns.values() if len(rows) > 1]
    return any(map(asks_for_landscape, with_rows))


def _block(
    block: Block, rows_by_columns: Mapping[tuple[Column, ...], TableRows], page_width: int
) -> Iterator[str]:
    yield paragraph_markup("Heading1", one_line(block.title))
    for paragraph in block.paragraphs:
        yield paragraph_markup("Normal", cell_text(paragraph))
    for point in block.points:
        yield paragraph_markup("ListBullet", cell_text(point))
    widths = {}
    for columns, rows in rows_by_columns.items():
        widths[columns] = column_widths(columns, rows, page_width)
    for table in block.tables:
        heading = table_heading(block, table)
        if heading:
            yield paragraph_markup("Heading2", heading)
        if table.rows:
            yield from _table(table, widths[table.columns])
        else:
            yield paragraph_markup("Normal", cell_text(table.nothing))


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    """Return the names and values of the report's header as a table of two columns."""
    if not facts:
        return ""
    names = [one_line(name) for name, _ in facts]
    name_width = min(width_for(max(map(len, names))), PORTRAIT_WIDTH // 3)
    value_width = PORTRAIT_WIDTH - name_width
    description = "Each row names a fact and says what it is."
    widths = (name_width, value_width)
    markup = [table_start_markup("About this paper", description, widths, headings="Column")]
    for name, (_, value) in zip(names, facts, strict=True):
        name_cell = cell_markup("TableHeading", name, name_width, HEADING_FILL)
        value_cell = cell_markup("TableText", cell_text(value), value_width)
        markup.append(row_markup([name_cell, value_cell]))
    markup.append(TABLE_END)
    return "".join(markup)


def _table(table: ReportTable, widths: Sequence[int]) -> Iterator[str]:
    titles = column_titles(table)
    description = f"{len(table.rows)} rows under the headings {', '.join(titles)}."
    yield table_start_markup(one_line(table.title), description, widths)
    yield _heading_row(table, titles, widths)
    styles = list(map(_cell_style, table.columns))
    for texts, colour in zip(cell_texts(table), row_colours(table), strict=True):
        fills = [""] * len(texts)
        colour_index = find_colour_cell(texts, colour)
        if colour_index is not None:
            fills[colour_index] = _FILLS.get(colour, "")
        cells = [cell_markup(*cell) for cell in zip(styles, texts, widths, fills, strict=True)]
        longest = max(map(len, texts))
        yield row_markup(cells, may_break=longest >= _MAY_BREAK_FROM)
    yield TABLE_END


def _heading_row(table: ReportTable, titles: Sequence[str], widths: Sequence[int]) -> str:
    cells = []
    for column, title, width in zip(table.columns, titles, widths, strict=True):
        style = "TableHeading"
        if column.kind == "number":
            style = "TableNumberHeading"
        cells.append(cell_markup(style, title, width, HEADING_FILL))
    return row_markup(cells, is_heading=True)


def _cell_style(column: Column) -> str:
    if column.kind == "number":
        return "TableNumber"
    return "TableText"


def _set_properties(word: Document, document: ReportDocument) -> None:
    """Set title, author and day of the report, and nothing of when or where it is rendered."""
    prepared_by = _fact(document, "prepared by")
    created = datetime.combine(document.as_of, datetime.min.time(), UTC)
    properties = word.core_properties
    properties.title = short_line(document.title, LONGEST_PROPERTY)
    properties.author = prepared_by
    properties.last_modified_by = prepared_by
    properties.comments = ""
    properties.keywords = ""
    properties.subject = ""
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = created
    properties.modified = created


def _save(word: Document, parts: Sequence[str]) -> bytes:
    """Return the document's bytes with the parts in their places, and with fixed times."""
    saved, result = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = _replace_placeholders(content, parts)
            entry = ZipInfo(name, _FIRST_ZIP_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, content)
    return result.getvalue()


def _replace_placeholders(xml: bytes, parts: Sequence[str]) -> bytes:
    def part_for(placeholder: re.Match[bytes]) -> bytes:
        return parts[int(placeholder[1])].encode()

    return re.sub(_PLACEHOLDER.format(r"(\d+)").encode(), part_for, xml)


RENDERER = render_docx
