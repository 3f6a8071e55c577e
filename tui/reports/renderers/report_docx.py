"""A document for Word and LibreOffice: real headings, tables whose headings repeat, page numbers, A4.

The words are written as WordprocessingML, since python-docx takes minutes over a table of 10,000 rows; the package,
the styles and the sections are python-docx's.
"""

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plan_data.text import one_line
from tui.formats.cells import cell_text
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers.tables import table_heading

if TYPE_CHECKING:  # python-docx comes with milepost[office], and only a report as DOCX needs it
    from docx.document import Document

_TINTS = {"blue": "D9E6F5", "green": "DCEFDC", "amber": "FFE6B3", "red": "F8D4D0"}
_HEADING = "E7ECF4"
_PORTRAIT, _LANDSCAPE, _INSET = (
    9553,
    15050,
    85,
)  # room between the margins, in twentieths of a point
_MOST_UPRIGHT = 11500  # what the columns of a table may ask for on an upright page
_LETTER, _PADDING, _BOLD = (
    88,
    190,
    1.15,
)  # room that a letter of a table takes, a cell's margins, a heading's letter
_LONGEST_WORD, _WIDEST = 22, 44  # letters of a column
_NEARLY, _CROWDED = 0.6, 0.82  # of the page: drawn out to the whole of it; refs and dates may break
_SPACE = re.compile(r"\s+")
_BREAKS = {  # where a cell of each kind may go on on its next line
    "date": re.compile("$"), "ref": re.compile("$"), "tight text": re.compile(r"\s+|(?<=-)"),
    "tight ref": re.compile("(?<=.{10}-)"), "tight date": re.compile(r" (?=\d{4}$)"),
}  # fmt: skip
_LONG = 1200  # letters of a row that may break over two pages, since it might not fit one
_PROPERTY = 255  # letters that Word allows
_HELD = r'<w:p><w:pPr><w:pStyle w:val="words(\d+)"/></w:pPr></w:p>'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format: the same paper gives the same bytes
_ILLEGAL = str.maketrans(
    {"\ufffe": "\ufffd", "\uffff": "\ufffd"}
)  # `clean` has taken out whatever else XML forbids


def render(paper: ReportDocument) -> bytes:
    """Return the paper as a document; wide tables stand on landscape pages."""
    import docx

    from tui.reports.renderers.docx_styles import set_up, turn_page

    document = docx.Document()
    set_up(document, _short(paper.title, 90), _fact(paper, "marking"))
    words = [_paragraph("Title", one_line(paper.title)) + _facts(paper.facts)]
    _hold_place(document, 0)
    wide = False
    for block in paper.blocks:
        was_wide, wide = wide, _is_wide(block)
        if wide != was_wide:
            turn_page(document, landscape=wide)
        _hold_place(document, len(words))
        words.append("".join(_block(block, _LANDSCAPE if wide else _PORTRAIT)))
    _set_properties(document, paper)
    return _zipped(document, words)


def _fact(paper: ReportDocument, name: str) -> str:
    return next(
        (_short(value, _PROPERTY) for fact, value in paper.facts if fact.casefold() == name), ""
    )


def _short(text: str, most: int) -> str:
    line = one_line(text).translate(_ILLEGAL)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _hold_place(document: "Document", place: int) -> None:
    """Put a paragraph at the end of the document, which the words of that place are to replace."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    held = parse_xml(_HELD.replace(">", f" {nsdecls('w')}>", 1).replace(r"(\d+)", str(place)))
    document.element.body.get_or_add_sectPr().addprevious(held)


def _block(block: Block, room: int) -> Iterator[str]:
    yield _paragraph("Heading1", one_line(block.title))
    for paragraph in block.paragraphs:
        yield _paragraph("Normal", cell_text(paragraph))
    for point in block.points:
        yield _paragraph("ListBullet", cell_text(point))
    lined_up = {columns: _widths(columns, rows, room) for columns, rows in _alike(block).items()}
    for table in block.tables:
        if title := table_heading(block, table):
            yield _paragraph("Heading2", title)
        yield from (
            _table(table, lined_up[table.columns])
            if table.rows
            else (_paragraph("Normal", cell_text(table.nothing)),)
        )


def _alike(block: Block) -> dict[tuple[Column, ...], list[list[str]]]:
    """Return headings and rows of the tables, those that have the same columns together: they are to line up."""
    rows: dict[tuple[Column, ...], list[list[str]]] = {}
    for table in block.tables:
        known = rows.setdefault(
            table.columns, [[one_line(column.title) for column in table.columns]]
        )
        known += [[cell_text(cell) for cell in row] for row in table.rows]
    return rows


def _paragraph(style: str, text: str) -> str:
    lines = escape(text.translate(_ILLEGAL)).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines if line)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{f"<w:r>{runs}</w:r>" if runs else ""}</w:p>'


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = [(one_line(name), cell_text(value)) for name, value in facts]
    name_room = min(_room(max((len(name) for name, _ in rows), default=0)), _PORTRAIT // 3)
    widths = (name_room, _PORTRAIT - name_room)
    lines = (
        _row(
            [_cell("TableHeading", name, widths[0], _HEADING), _cell("TableText", text, widths[1])]
        )
        for name, text in rows
    )
    start = _table_start(
        "About this paper", "Each row names a fact and says what it is.", widths, headed="Column"
    )
    return f"{start}{''.join(lines)}{_END}" if rows else ""


def _table(table: ReportTable, widths: Sequence[int]) -> Iterator[str]:
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    titles = [one_line(column.title) for column in table.columns]
    styles = ["TableNumber" if column.kind == "number" else "TableText" for column in table.columns]
    yield _table_start(
        one_line(table.title), f"{len(rows)} rows under the headings {', '.join(titles)}.", widths
    )
    heads = ("TableNumberHeading" if style == "TableNumber" else "TableHeading" for style in styles)
    yield _row(
        [_cell(*each, _HEADING) for each in zip(heads, titles, widths, strict=True)], heading=True
    )
    colours = table.colours or ("none",) * len(rows)
    for row, colour in zip(rows, colours, strict=True):
        shaded = next(
            (place for place, cell in enumerate(row) if cell.casefold().startswith(colour)), None
        )
        tints = [_TINTS.get(colour, "") if place == shaded else "" for place in range(len(row))]
        cells = [_cell(*each) for each in zip(styles, row, widths, tints, strict=True)]
        yield _row(cells, whole=max(map(len, row)) < _LONG)
    yield _END


# The empty paragraph keeps Word from joining a table to the next.
_END = '</w:tbl><w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'


def _table_start(title: str, description: str, widths: Sequence[int], headed: str = "Row") -> str:
    """Open a table; `headed` says whether its first row or its first column are headings."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_INSET}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:first{headed}="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(_short(title, _PROPERTY))}/>"
        f"<w:tblDescription w:val={quoteattr(_short(description, 1000))}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(cells: Sequence[str], *, heading: bool = False, whole: bool = True) -> str:
    rules = f"{'<w:cantSplit/>' if whole else ''}{'<w:tblHeader/>' if heading else ''}"
    return f"<w:tr><w:trPr>{rules}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(style: str, text: str, width: int, tint: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{_paragraph(style, text)}</w:tc>'


def _room(letters: float) -> int:
    return round(letters * _LETTER) + _PADDING


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the columns' widths: what each needs, and a share of what is left over by how much it has to say."""
    texts = [[row[place] for row in rows] for place in range(len(columns))]
    asked = [
        _room(max(min(max(map(len, cells)), _WIDEST), _needs("ref", cells))) for cells in texts
    ]
    if sum(asked) < room * _NEARLY:
        return asked
    least = [
        _room(_needs(column.kind, cells)) for column, cells in zip(columns, texts, strict=True)
    ]
    if sum(least) > room * _CROWDED:
        least = [
            _room(_needs(f"tight {column.kind}", cells))
            for column, cells in zip(columns, texts, strict=True)
        ]
    spare = room - sum(least)
    if spare <= 0:
        return [each * room // sum(least) for each in least]
    says = [
        _says(cells) if column.kind == "text" else 0
        for column, cells in zip(columns, texts, strict=True)
    ]
    return [
        low + (round(spare * each / sum(says)) if any(says) else 0)
        for low, each in zip(least, says, strict=True)
    ]


def _needs(kind: str, cells: Sequence[str]) -> float:
    """Return how many letters a column needs at least: those of its longest word, or of what is not to be broken."""
    heading = max((_BOLD * _letters(word) for word in cells[0].split()), default=0.0)
    unbroken = [part for cell in set(cells[1:]) for part in _BREAKS.get(kind, _SPACE).split(cell)]
    return min(max([heading, *map(_letters, set(unbroken))]), _LONGEST_WORD)


def _letters(word: str) -> float:
    return len(word) + 0.35 * sum(map(str.isupper, word))  # capitals are wider


def _says(cells: Sequence[str]) -> float:
    """Return how much there is in a column, long cells counting for more: they make the rows high."""
    return math.sqrt(sum(len(cell) ** 2 for cell in cells[1:]) / len(cells))


def _is_wide(block: Block) -> bool:
    """Return whether a table of the block would be cramped on an upright page."""
    asked = (
        sum(_room(min(max(map(len, cells)), _LONGEST_WORD)) for cells in zip(*rows, strict=True))
        for rows in _alike(block).values() if len(rows) > 1
    )  # fmt: skip
    return any(each > _MOST_UPRIGHT for each in asked)


def _set_properties(document: "Document", paper: ReportDocument) -> None:
    """Say whose paper it is and of what day; nothing in it tells when or where the file was made."""
    about = document.core_properties
    about.title = _short(paper.title, _PROPERTY)
    about.author = about.last_modified_by = _fact(paper, "prepared by")
    about.comments = about.keywords = about.subject = ""
    about.language = "en-GB"
    about.revision = 1
    about.created = about.modified = datetime.combine(paper.as_of, datetime.min.time(), UTC)


def _zipped(document: "Document", words: Sequence[str]) -> bytes:
    """Return the document's bytes with the words in their places, and with fixed times in the archive."""
    saved, data = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as parts, ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = ZipInfo(name, _FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0  # wherever it was made
            content = parts.read(name)
            if name == "word/document.xml":
                content = re.sub(
                    _HELD.encode(), lambda found: words[int(found[1])].encode(), content
                )
            archive.writestr(part, content)
    return data.getvalue()
