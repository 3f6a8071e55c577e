"""A document for Word and LibreOffice: headings, tables with repeated headings, page numbers, A4.

The package, the styles and the sections are python-docx's. Its text is written as
WordprocessingML into placeholders, since python-docx takes minutes for a table of 10,000 rows.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plan_data.text import one_line
from store.dates import format_day
from tui.formats.cells import cell_text
from tui.reports.document import Block, Column, ReportDocument
from tui.reports.renderers.docx_markup import (
    BOLD,
    HEADING_FILL,
    LONGEST_PROPERTY,
    TABLE_END,
    cell_markup,
    contents_markup,
    heading_markup,
    named_texts_row,
    paragraph_markup,
    row_markup,
    run_markup,
    runs_markup,
    short_line,
    table_start_markup,
)
from tui.reports.renderers.docx_pictures import block_pictures
from tui.reports.renderers.docx_styles import (
    DENSE_SIZES,
    SIZES,
    SUMMARY_SIZES,
    RunningText,
    Sizes,
    set_up,
)
from tui.reports.renderers.page_columns import PAGE_WIDTH, width_for
from tui.reports.renderers.page_tables import PageRow, PageTable, page_tables
from tui.reports.renderers.svg_elements import PAINTS
from tui.reports.renderers.tables import (
    document_fact,
    facts_beside_title,
    is_dense,
    is_small_print,
)

_LONGEST_FOOTER = 90
_SHORT_FACTS = 0.37  # of the header's width: that of the first value in a row
_MAY_BREAK_FROM = 1200  # letters of a cell: its row might not fit one page
_PLACEHOLDER = '<w:p><w:pPr><w:pStyle w:val="placeholder{}"/></w:pPr></w:p>'
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # a fixed time: the same report gives the same bytes


def render_docx(document: ReportDocument) -> bytes:
    """Return a report as a document of upright pages."""
    word = docx.Document()
    sizes = _sizes(document)
    set_up(word, _running_text(document), sizes)
    start = paragraph_markup("Title", one_line(document.title)) + _facts(
        facts_beside_title(document)
    )
    if any(block.is_annex for block in document.blocks):
        start += contents_markup([one_line(block.title) for block in document.blocks])
    parts = [start]
    _add_placeholder(word, 0)
    pictures = block_pictures(word, document.blocks)
    for number, block in enumerate(document.blocks):
        _add_placeholder(word, len(parts))
        parts.append("".join(_block(block, number, pictures.get(number, ()), sizes)))
    _set_properties(word, document)
    return _save(word, parts)


def _sizes(document: ReportDocument) -> Sizes:
    """Return the sizes of letters; a summary is to be on one page."""
    if is_dense(document):
        return DENSE_SIZES
    if document.kind == "summary":
        return SUMMARY_SIZES
    return SIZES


def _running_text(document: ReportDocument) -> RunningText:
    title = short_line(document.title, _LONGEST_FOOTER)
    marking = short_line(document.marking, LONGEST_PROPERTY)
    return RunningText(f"{title}, position as of {format_day(document.as_of)}", marking)


def _add_placeholder(word: Document, number: int) -> None:
    """Add a paragraph to the document that `_save` replaces by the part of that number."""
    markup = _PLACEHOLDER.format(number).replace(">", f" {nsdecls('w')}>", 1)
    word.element.body.get_or_add_sectPr().addprevious(parse_xml(markup))


def _block(block: Block, number: int, pictures: Sequence[str], sizes: Sizes) -> Iterator[str]:
    yield heading_markup(one_line(block.title), number, on_new_page=block.is_annex)
    introduces = bool(pictures or block.tables) and not block.points
    style, list_style = "Normal", "ListBullet"
    if is_small_print(block):
        style, list_style = "SmallPrint", "SmallPrintBullet"
    for paragraph in block.paragraphs:
        yield paragraph_markup(style, cell_text(paragraph), keep=introduces)
    for point in block.points:
        yield paragraph_markup(list_style, cell_text(point))
    if pictures:
        yield runs_markup("Pictures", run_markup(" ").join(pictures))
    for table in page_tables(block, sizes.table):
        yield from _titled_table(table)


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    """Return the names and values of the report's header as a table, two facts in a row."""
    if not facts:
        return ""
    names = [one_line(name) for name, _ in facts]
    name_width = min(width_for(max(map(len, names))), PAGE_WIDTH // 6)
    first = round((PAGE_WIDTH - 2 * name_width) * _SHORT_FACTS)
    widths = (name_width, first, name_width, PAGE_WIDTH - 2 * name_width - first)
    description = "Each cell in bold names a fact, and the cell after it says what it is."
    markup = [table_start_markup("About this paper", description, widths, headings="Column")]
    cells = []
    for index, (name, (_, value)) in enumerate(zip(names, facts, strict=True)):
        value_width = widths[1 + 2 * (index % 2)]
        cells.append(cell_markup("TableHeading", name, name_width, HEADING_FILL))
        cells.append(cell_markup("TableText", cell_text(value), value_width))
    if len(facts) % 2:
        cells.append(cell_markup("TableHeading", "", name_width))
        cells.append(cell_markup("TableText", "", widths[3]))
    starts = range(0, len(cells), len(widths))
    markup += [row_markup(cells[start : start + len(widths)]) for start in starts]
    markup.append(TABLE_END)
    return "".join(markup)


def _titled_table(table: PageTable) -> Iterator[str]:
    """Yield a table under its title, or the sentence for none."""
    if table.heading:
        yield paragraph_markup("Heading2", table.heading)
    if table.rows:
        yield from _table(table)
    else:
        yield paragraph_markup("Normal", cell_text(table.table.nothing))


def _table(table: PageTable) -> Iterator[str]:
    description = f"{len(table.rows)} rows under the headings {', '.join(table.titles)}."
    yield table_start_markup(one_line(table.table.title), description, table.widths)
    yield _heading_row(table)
    styles = list(map(_cell_style, table.columns))
    for row in table.rows:
        yield from _row(row, styles, table.widths)
    yield TABLE_END


def _row(row: PageRow, styles: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield a row; if there are texts below it, it is kept on their page."""
    cells = []
    for index, (style, text, width) in enumerate(zip(styles, row.texts, widths, strict=True)):
        fill = look = ""
        if index == row.colour_cell:
            fill = PAINTS[row.colour].tint.removeprefix("#")
        if index in row.heading_cells:
            look = BOLD
        if row.below:
            style = f"{style}Kept"  # noqa: PLW2901 - the same style, kept with the next
        cells.append(cell_markup(style, text, width, fill, look))
    longest = max(map(len, row.texts))
    yield row_markup(cells, may_break=longest >= _MAY_BREAK_FROM)
    if row.below:
        length = sum(len(text) for _, text in row.below)
        yield named_texts_row(row.below, widths, may_break=length >= _MAY_BREAK_FROM)


def _heading_row(table: PageTable) -> str:
    cells = []
    for column, title, width in zip(table.columns, table.titles, table.widths, strict=True):
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
    prepared_by = short_line(document_fact(document, "prepared by"), LONGEST_PROPERTY)
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
