"""WordprocessingML of paragraphs and tables, as text.

It is written as text since python-docx takes minutes for a table of 10,000 rows.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from plan_data.text import one_line
from tui.formats.wrap import truncate

HEADING_FILL = "E7ECF4"
LONGEST_PROPERTY = 255  # letters that Word allows
_LONGEST_DESCRIPTION = 1000
_TABLE_INDENT = 85  # in twentieths of a point
# `clean` has replaced all other characters that XML forbids.
_ILLEGAL = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})

# The empty paragraph keeps Word from joining a table to the next.
TABLE_END = '</w:tbl><w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'


def short_line(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` letters, without what XML forbids."""
    return truncate(one_line(text).translate(_ILLEGAL), length)


def paragraph_markup(style: str, text: str) -> str:
    """Return a paragraph of a style, with the line breaks of `text`."""
    lines = escape(text.translate(_ILLEGAL)).split("\n")
    texts = [f'<w:t xml:space="preserve">{line}</w:t>' for line in lines if line]
    run = ""
    if texts:
        run = f"<w:r>{'<w:br/>'.join(texts)}</w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def table_start_markup(
    title: str, description: str, widths: Sequence[int], headings: str = "Row"
) -> str:
    """Return the opening of a table; `headings` are in its first `Row` or its first `Column`."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = quoteattr(short_line(title, LONGEST_PROPERTY))
    description = quoteattr(short_line(description, _LONGEST_DESCRIPTION))
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_TABLE_INDENT}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:first{headings}="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={caption}/>"
        f"<w:tblDescription w:val={description}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def row_markup(cells: Sequence[str], *, is_heading: bool = False, may_break: bool = False) -> str:
    """Return a row; a heading is repeated on each page, and a row that may not break is on one."""
    rules = ""
    if not may_break:
        rules = "<w:cantSplit/>"
    if is_heading:
        rules += "<w:tblHeader/>"
    return f"<w:tr><w:trPr>{rules}</w:trPr>{''.join(cells)}</w:tr>"


def cell_markup(style: str, text: str, width: int, fill: str = "") -> str:
    """Return a cell with one paragraph; `fill` is the colour of its background, such as D9E6F5."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph_markup(style, text)}</w:tc>"
