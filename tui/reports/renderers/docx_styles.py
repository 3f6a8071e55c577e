"""How a report looks in Word: its page, its footer and its styles, which the reader may change."""

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import ElementProxy, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from msgspec import Struct

_FONT = "Arial"
_HEADING_COLOUR = RGBColor(0x1F, 0x38, 0x64)
_FOOTER_COLOUR = RGBColor(0x40, 0x40, 0x40)
_LINE_SPACING = 0.95
_TEXT_WIDTH = Mm(180)
# Parts of python-docx's template that are of another document, such as its picture.
_UNUSED_PARTS = ("/thumbnail", "/stylesWithEffects")
_BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' for side in _BORDER_SIDES
)
_CELL_MARGINS = (
    '<w:top w:w="6" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="6" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
)
_TABLE_STYLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">'
    '<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>"
    f"<w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
)


class RunningText(Struct, frozen=True):
    """What is on every page: title and date in the footer, and the marking at both ends."""

    title: str
    marking: str


class Sizes(Struct, frozen=True):
    """Sizes of letters in points."""

    text: float
    table: float
    title: float
    heading: float
    subheading: float
    above_heading: float = 7
    small: float = 7


SIZES = Sizes(text=8.5, table=7.5, title=13.5, heading=10.5, subheading=9, above_heading=4)
SUMMARY_SIZES = Sizes(text=8.5, table=7.5, title=13, heading=10.5, subheading=9)
DENSE_SIZES = Sizes(text=8, table=6.8, title=12, heading=9.5, subheading=8.5, above_heading=3)


def set_up(word: Document, running: RunningText, sizes: Sizes) -> None:
    """Give a new document its styles, its A4 page, its header and its footer."""
    _remove_unused_parts(word)
    _set_attribute(word.styles, "w:lang", "w:val", "en-GB")
    _set_attribute(word.settings, "w:themeFontLang", "w:val", "en-GB")
    _set_attribute(word.settings, "w:zoom", "w:percent", "100")
    _set_styles(word, sizes)
    _set_page(word.sections[0])
    _set_footer(word.sections[0], running)
    if running.marking:
        header = word.sections[0].header.paragraphs[0]
        header.style = "Footer"
        header.add_run(running.marking)


def _remove_unused_parts(word: Document) -> None:
    for relations in (word.part.package.rels, word.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED_PARTS):
                del relations[key]


def _set_attribute(part: ElementProxy, tag: str, attribute: str, value: str) -> None:
    """Set an attribute of every element of that tag in a part of the document."""
    for element in part.element.iter(qn(tag)):
        element.set(qn(attribute), value)


def _set_page(section: Section) -> None:
    section.page_width = Mm(210)
    section.page_height = Mm(297)
    section.left_margin = Mm(15)
    section.right_margin = Mm(15)
    section.top_margin = Mm(11)
    section.bottom_margin = Mm(12)
    section.header_distance = Mm(7)
    section.footer_distance = Mm(7)


def _set_footer(section: Section, running: RunningText) -> None:
    """Write title and date, and on the right the page number; under them the marking."""
    line = section.footer.paragraphs[0]
    line.style = "Footer"
    line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{running.title}\tPage ")
    _add_field(line, "PAGE")
    line.add_run(" of ")
    _add_field(line, "NUMPAGES")
    line.add_run("")
    if running.marking:
        marking = section.footer.add_paragraph(running.marking)
        marking.style = "Footer"


def _add_field(paragraph: Paragraph, field: str) -> None:
    """Add a number that Word works out."""
    run = "<w:r><w:t>1</w:t></w:r>"
    markup = f'<w:fldSimple {nsdecls("w")} w:instr="{field}">{run}</w:fldSimple>'
    paragraph._p.append(parse_xml(markup))  # noqa: SLF001 - python-docx has no fields


def _set_styles(word: Document, sizes: Sizes) -> None:
    _set_font(_style(word, "Normal"), sizes.text)
    _set_spacing(_style(word, "Normal"), after=3)
    _set_font(_style(word, "Title"), sizes.title, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Title"), after=4)
    _set_font(_style(word, "Heading 1"), sizes.heading, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Heading 1"), before=sizes.above_heading, after=2)
    _set_font(_style(word, "Heading 2"), sizes.subheading, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Heading 2"), before=4, after=2)
    _set_font(_style(word, "List Bullet"), sizes.text)
    _set_spacing(_style(word, "List Bullet"), after=1)
    _add_style(word, "Small Print", sizes.small)
    small_bullet = _add_style(word, "Small Print Bullet", sizes.small)
    small_bullet.base_style = _style(word, "List Bullet")
    _set_font(_style(word, "Footer"), 7.5, colour=_FOOTER_COLOUR)
    _set_spacing(_style(word, "Footer"))
    _style(word, "Footer").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_table_styles(word, sizes.table)
    pictures = _add_style(word, "Pictures", sizes.text)
    _set_spacing(pictures, before=2, after=2)
    pictures.paragraph_format.line_spacing = 1.0  # less would cut them


def _add_table_styles(word: Document, size: float) -> None:
    """Add the styles of cells; those of a kept row stay on the page of the texts below it."""
    for kept in ("", " Kept"):
        text = _add_style(word, f"Table Text{kept}", size)
        text.paragraph_format.keep_with_next = bool(kept)
        number = _add_style(word, f"Table Number{kept}", size)
        number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        number.paragraph_format.keep_with_next = bool(kept)
    below = _add_style(word, "Table Below", size)
    below.paragraph_format.left_indent = Mm(4)
    _add_style(word, "Table Heading", size, bold=True)
    number_heading = _add_style(word, "Table Number Heading", size, bold=True)
    number_heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_style(word, "Table Gap", 2)
    word.styles.element.append(parse_xml(_TABLE_STYLE))


def _style(word: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", word.styles[name])


def _add_style(word: Document, name: str, size: float, *, bold: bool = False) -> ParagraphStyle:
    style = cast("ParagraphStyle", word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    _set_font(style, size, bold=bold)
    _set_spacing(style)
    return style


def _set_font(
    style: ParagraphStyle, size: float, *, bold: bool = False, colour: RGBColor | None = None
) -> None:
    """Set a style's font, of a size in points, in place of that of the template's theme."""
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), _FONT)
    properties.insert(0, fonts)
    for letter_spacing in properties.findall(qn("w:spacing")):
        properties.remove(letter_spacing)
    style.font.size = Pt(size)
    style.font.bold = bold
    if colour is not None:
        style.font.color.rgb = colour


def _set_spacing(style: ParagraphStyle, before: float = 0, after: float = 0) -> None:
    """Set the space around a style's paragraphs, in points."""
    paragraphs = style.paragraph_format
    paragraphs.space_before = Pt(before)
    paragraphs.space_after = Pt(after)
    paragraphs.line_spacing = _LINE_SPACING
