"""The pictures of a document for Word: PNG, since not every version of Word shows SVG."""

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

import msgspec
import typst
from docx.document import Document
from docx.oxml.ns import nsdecls
from msgspec import Struct

from tui.reports.document import Block
from tui.reports.renderers.docx_markup import short_line
from tui.reports.renderers.picture_words import can_be_drawn, picture_words
from tui.reports.renderers.svg_elements import FULL_WIDTH, UNIT_MILLIMETRES
from tui.reports.renderers.svg_pictures import picture_svg, picture_width

_PIXELS_PER_INCH = 200
_LONGEST_WORDS = 2000
_PER_MILLIMETRE = 36_000  # lengths in drawings are in 360,000ths of a centimetre
# Each picture on a page of its own size; the texts in it come as data and are never markup. Word
# aligns pictures side by side at their feet: those of a block are equally high, to start together.
_PAGES = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let all = json(bytes(sys.inputs.pictures))
#let drawn(picture) = image(
  bytes(picture.svg), format: "svg", width: picture.width * {UNIT_MILLIMETRES} * 1mm,
)
#let is-beside(picture, other) = (
  other.block == picture.block and calc.max(picture.width, other.width) < {FULL_WIDTH}
)
#all.map(picture => page(context {{
  let beside = all.filter(other => is-beside(picture, other))
  let height = calc.max(..(picture, ..beside).map(other => measure(drawn(other)).height))
  block(height: height, drawn(picture))
}})).join()
"""
_NAMESPACES = nsdecls("wp", "a", "pic", "r")


class _Drawn(Struct, frozen=True):
    """A picture of a block, to be turned into pixels."""

    block: int
    svg: str
    width: int
    title: str
    words: str


def block_pictures(word: Document, blocks: Iterable[Block]) -> dict[int, list[str]]:
    """Add the pictures of the blocks to a document; return runs with them by index of the block."""
    drawn = list(_drawn_pictures(blocks))
    runs: dict[int, list[str]] = {}
    images = zip(drawn, _pngs(drawn), strict=True)
    for number, (picture, png) in enumerate(images, 1):
        relation, image = word.part.get_or_add_image(io.BytesIO(png))
        width = round(picture.width * UNIT_MILLIMETRES * _PER_MILLIMETRE)
        height = round(width * image.px_height / image.px_width)
        run = _run_markup(picture, number, relation, (width, height))
        runs.setdefault(picture.block, []).append(run)
    return runs


def _drawn_pictures(blocks: Iterable[Block]) -> Iterator[_Drawn]:
    for index, block in enumerate(blocks):
        for number, picture in enumerate(block.pictures, 1):
            if can_be_drawn(picture):
                yield _Drawn(
                    index,
                    picture_svg(picture, f"p{number}"),
                    picture_width(picture),
                    short_line(picture.title, 255),
                    short_line(picture_words(picture), _LONGEST_WORDS),
                )


def _pngs(drawn: list[_Drawn]) -> list[bytes]:
    """Return the pictures as PNG, drawn with the fonts of the library alone."""
    if not drawn:
        return []
    pages = typst.compile(
        _PAGES.encode(),
        format="png",
        ppi=_PIXELS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"pictures": msgspec.json.encode(drawn).decode()},
    )
    if isinstance(pages, list):
        return pages
    return [pages or b""]


def _run_markup(picture: _Drawn, number: int, relation: str, size: tuple[int, int]) -> str:
    width, height = size
    extent = f'cx="{width}" cy="{height}"'
    words = quoteattr(f"{picture.title}. {picture.words}")
    return (
        f"<w:r><w:drawing><wp:inline {_NAMESPACES} distT='0' distB='0' distL='0' distR='0'>"
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" descr={words}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x='0' y='0'/>"
        f"<a:ext {extent}/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom></pic:spPr>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
