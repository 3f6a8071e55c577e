"""How a report looks in Word: its page, its footer and its styles, which the reader may change."""

from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import ElementProxy, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

_FONT = "Arial"
_HEADING_COLOUR = RGBColor(0x1F, 0x38, 0x64)
_FOOTER_COLOUR = RGBColor(0x40, 0x40, 0x40)
_LINE_SPACING = 1.08
_SHORT_SIDE, _LONG_SIDE = Mm(210), Mm(297)
_PORTRAIT_MARGIN, _LANDSCAPE_MARGIN = Mm(20), Mm(15)
# Parts of python-docx's template that are of another document, such as its picture.
_UNUSED_PARTS = ("/thumbnail", "/stylesWithEffects")
_BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' for side in _BORDER_SIDES
)
_CELL_MARGINS = (
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
)
_TABLE_STYLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">'
    '<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>"
    f"<w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
)


def set_up(word: Document, title: str, marking: str) -> None:
    """Give a new document its styles, its A4 page and its footer."""
    _remove_unused_parts(word)
    _set_attribute(word.styles, "w:lang", "w:val", "en-GB")
    _set_attribute(word.settings, "w:themeFontLang", "w:val", "en-GB")
    _set_attribute(word.settings, "w:zoom", "w:percent", "100")
    _set_styles(word)
    _set_page(word.sections[0], landscape=False)
    _set_footer(word.sections[0], title, marking)


def add_section(word: Document, *, landscape: bool) -> None:
    """Start a new page that is landscape or upright, as are those after it."""
    _set_page(word.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def _remove_unused_parts(word: Document) -> None:
    for relations in (word.part.package.rels, word.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED_PARTS):
                del relations[key]


def _set_attribute(part: ElementProxy, tag: str, attribute: str, value: str) -> None:
    """Set an attribute of every element of that tag in a part of the document."""
    for element in part.element.iter(qn(tag)):
        element.set(qn(attribute), value)


def _set_page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    width, height, margin = _SHORT_SIDE, _LONG_SIDE, _PORTRAIT_MARGIN
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height, margin = _LONG_SIDE, _SHORT_SIDE, _LANDSCAPE_MARGIN
    section.page_width = width
    section.page_height = height
    section.left_margin = margin
    section.right_margin = margin
    section.top_margin = Mm(18)
    section.bottom_margin = Mm(18)
    section.header_distance = Mm(9)
    section.footer_distance = Mm(9)


def _set_footer(section: Section, title: str, marking: str) -> None:
    """Write title, marking and page numbers, centred to suit pages of either direction."""
    first, second = section.footer.paragraphs[0], section.footer.add_paragraph()
    first.style = "Footer"
    second.style = "Footer"
    first.add_run(title)
    page = "Page "
    if marking:
        page = f"{marking}   |   Page "
    second.add_run(page)
    _add_field(second, "PAGE")
    second.add_run(" of ")
    _add_field(second, "NUMPAGES")
    second.add_run("")


def _add_field(paragraph: Paragraph, field: str) -> None:
    """Add a number that Word works out."""
    run = "<w:r><w:t>1</w:t></w:r>"
    markup = f'<w:fldSimple {nsdecls("w")} w:instr="{field}">{run}</w:fldSimple>'
    paragraph._p.append(parse_xml(markup))  # noqa: SLF001 - python-docx has no fields


def _set_styles(word: Document) -> None:
    _set_font(_style(word, "Normal"), 10.5)
    _set_spacing(_style(word, "Normal"), after=6)
    _set_font(_style(word, "Title"), 18, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Title"), after=10)
    _set_font(_style(word, "Heading 1"), 14, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Heading 1"), before=16, after=5)
    _set_font(_style(word, "Heading 2"), 11, bold=True, colour=_HEADING_COLOUR)
    _set_spacing(_style(word, "Heading 2"), before=10, after=4)
    _set_font(_style(word, "List Bullet"), 10.5)
    _set_spacing(_style(word, "List Bullet"), after=3)
    _set_font(_style(word, "Footer"), 8, colour=_FOOTER_COLOUR)
    _set_spacing(_style(word, "Footer"))
    _style(word, "Footer").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_style(word, "Table Text", 8)
    number = _add_style(word, "Table Number", 8)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_style(word, "Table Heading", 8, bold=True)
    number_heading = _add_style(word, "Table Number Heading", 8, bold=True)
    number_heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_style(word, "Table Gap", 4)
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
