"""How a paper looks in Word: its page, footer and styles, which the secretariat may change as it likes."""

from typing import TYPE_CHECKING, cast

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.parfmt import ParagraphFormat

_FONT = "Arial"
_INK = RGBColor(0x1F, 0x38, 0x64)
_SHORT, _LONG, _MARGIN, _NARROW = Mm(210), Mm(297), Mm(20), Mm(15)
_UNUSED = (
    "/thumbnail",
    "/stylesWithEffects",
)  # parts of python-docx's template: a picture of another document
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{room}" w:type="dxa"/>'
    for side, room in zip(("top", "left", "bottom", "right"), (40, 85, 40, 85), strict=True)
)
_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper Table"/>'
    f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>'
    f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
)


def set_up(document: "Document", title: str, marking: str) -> None:
    """Give a new document its styles, its A4 page, and a footer with the title, the marking and page numbers."""
    parts = document.part.package.rels, document.part.rels
    for relations in parts:
        for key in [
            key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED)
        ]:
            del relations[key]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    for zoom in document.settings.element.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    _set_styles(document)
    _set_page(document.sections[0], landscape=False)
    _set_footer(document.sections[0], title, marking)


def turn_page(document: "Document", *, landscape: bool) -> None:
    """Begin a new page, with its long side across or upright."""
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def _set_page(section: "Section", *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _NARROW if landscape else _MARGIN
    section.top_margin = section.bottom_margin = Mm(18)
    section.header_distance = section.footer_distance = Mm(9)


def _set_footer(section: "Section", title: str, marking: str) -> None:
    """Centre the footer, so that it suits pages of either direction."""
    lines = section.footer.paragraphs[0], section.footer.add_paragraph()
    for line in lines:
        line.style = "Footer"
    lines[0].add_run(title)
    lines[1].add_run(f"{marking}   |   Page " if marking else "Page ")
    for field, between in (("PAGE", " of "), ("NUMPAGES", "")):
        words = (
            f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
        lines[1]._p.append(parse_xml(words))  # noqa: SLF001 - python-docx has no fields
        lines[1].add_run(between)


def _set_styles(document: "Document") -> None:
    styles = document.styles
    known = {name: cast("ParagraphStyle", styles[name]) for name in
             ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Footer")}  # fmt: skip
    _set_style(known["Normal"], 10.5, (0, 6))
    _set_style(known["Title"], 18, (0, 10), bold=True, ink=_INK)
    _set_style(known["Heading 1"], 14, (16, 5), bold=True, ink=_INK)
    _set_style(known["Heading 2"], 11, (10, 4), bold=True, ink=_INK)
    _set_style(known["List Bullet"], 10.5, (0, 3))
    _set_style(
        known["Footer"], 8, ink=RGBColor(0x40, 0x40, 0x40)
    ).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, bold, right in (("Table Text", False, False), ("Table Number", False, True),
                              ("Table Heading", True, False), ("Table Number Heading", True, True)):  # fmt: skip
        style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        _set_style(style, 8, bold=bold)
        if right:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set_style(cast("ParagraphStyle", styles.add_style("Table Gap", WD_STYLE_TYPE.PARAGRAPH)), 4)
    styles.element.append(parse_xml(_TABLE))


def _set_style(
    style: "ParagraphStyle", size: float, around: tuple[float, float] = (0, 0), *, bold: bool = False,
    ink: RGBColor | None = None,
) -> "ParagraphFormat":  # fmt: skip
    """Set a style's font and spacing, in points; the template's own fonts come from its theme, which would win."""
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    for letters in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{letters}"), _FONT)
    properties.insert(0, fonts)
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    style.font.size, style.font.bold = Pt(size), bold
    if ink:
        style.font.color.rgb = ink
    form: ParagraphFormat = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(around[0]), Pt(around[1]), 1.08
    return form
