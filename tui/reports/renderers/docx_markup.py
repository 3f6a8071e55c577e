"""WordprocessingML of paragraphs and tables, as text.

It is written as text since python-docx takes minutes for a table of 10,000 rows.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from plan_data.text import one_line
from tui.formats.wrap import truncate
from tui.reports.renderers.svg_elements import NOT_CHARACTERS

HEADING_FILL = "E7ECF4"
LONGEST_PROPERTY = 255  # letters that Word allows
_LONGEST_DESCRIPTION = 1000
BOLD, ITALIC = "<w:b/>", "<w:i/>"
_LINK = '<w:color w:val="1F3864"/>'
_BOOKMARK = "block"
_TABLE_INDENT = 70  # in twentieths of a point

# The empty paragraph keeps Word from joining a table to the next.
TABLE_END = '</w:tbl><w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'


def short_line(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` letters, without what XML forbids."""
    return truncate(one_line(text).translate(NOT_CHARACTERS), length)


def paragraph_markup(style: str, text: str, *, keep: bool = False) -> str:
    """Return a paragraph with the line breaks of `text`; `keep` has it on the page of the next."""
    rules = ""
    if keep:
        rules = "<w:keepNext/>"
    return runs_markup(style, run_markup(text), rules)


def runs_markup(style: str, runs: str, rules: str = "") -> str:
    """Return a paragraph of a style with the markup of its runs, and rules of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{rules}</w:pPr>{runs}</w:p>'


def run_markup(text: str, look: str = "") -> str:
    """Return a run with the line breaks of `text`; `look` is the markup of its properties."""
    lines = escape(text.translate(NOT_CHARACTERS)).split("\n")
    texts = [f'<w:t xml:space="preserve">{line}</w:t>' for line in lines if line]
    if not texts:
        return ""
    if look:
        look = f"<w:rPr>{look}</w:rPr>"
    return f"<w:r>{look}{'<w:br/>'.join(texts)}</w:r>"


def heading_markup(text: str, number: int, *, on_new_page: bool) -> str:
    """Return the heading of a block, with a bookmark for `contents_markup`."""
    rules = ""
    if on_new_page:
        rules = "<w:pageBreakBefore/>"
    start = f'<w:bookmarkStart w:id="{number}" w:name="{_BOOKMARK}{number}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    return runs_markup("Heading1", f"{start}{run_markup(text)}{end}", rules)


def contents_markup(titles: Sequence[str]) -> str:
    """Return a paragraph with a link to each block."""
    links = [run_markup("Contents: ", BOLD)]
    for number, title in enumerate(titles):
        if number:
            links.append(run_markup("  \N{BULLET}  "))
        run = run_markup(title, _LINK)
        links.append(f'<w:hyperlink w:anchor="{_BOOKMARK}{number}">{run}</w:hyperlink>')
    return runs_markup("Normal", "".join(links))


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


def cell_markup(style: str, text: str, width: int, fill: str = "", look: str = "") -> str:
    """Return a cell with one paragraph; `fill` is the colour of its background, such as D9E6F5."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    paragraph = runs_markup(style, run_markup(text, look))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"


def named_texts_row(
    named_texts: Sequence[tuple[str, str]], widths: Sequence[int], *, may_break: bool
) -> str:
    """Return a row of one cell with texts and their names, one after the other."""
    runs: list[str] = []
    for name, text in named_texts:
        if runs:
            runs.append(run_markup("  "))
        runs += [run_markup(f"{name}: ", ITALIC), run_markup(text)]
    paragraph = runs_markup("TableBelow", "".join(runs))
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    properties = f'<w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}</w:tcPr>'
    return row_markup([f"<w:tc>{properties}{paragraph}</w:tc>"], may_break=may_break)
