"""Texts with a label, with a hanging indent: wrapped lines do not start below the label."""

from collections.abc import Iterable

from msgspec import Struct
from textual.content import Content

from tui.app.links import LinkedLine

_LEAST_TEXT_WIDTH = 16  # cells; below that a text goes below its label


class Paragraph(Struct, frozen=True):
    """A text after its label. Its further lines are indented by `indent` cells."""

    label: Content
    text: Content
    indent: int = 0

    @property
    def line(self) -> Content:
        """Label and text, not wrapped."""
        return self.label + self.text


def plain(text: Content) -> Paragraph:
    """Return a paragraph without label and indent."""
    return Paragraph(Content(""), text)


def hang(paragraphs: Iterable[Paragraph], width: int) -> Content:
    """Return paragraphs wrapped to `width`, each with its hanging indent."""
    lines: list[Content] = []
    for paragraph in paragraphs:
        lines += _wrapped(paragraph, width)
    return Content("\n").join(lines)


def hang_line(line: LinkedLine, width: int) -> Content:
    """Return a line wrapped to `width` with its hanging indent; without one it is not wrapped."""
    if not line.indent:
        return line.text
    label, text = line.text[: line.indent], line.text[line.indent :]
    return hang([Paragraph(label, text, line.indent)], width)


def hang_lines(lines: Iterable[LinkedLine], width: int) -> Content:
    """Return lines wrapped to `width`, each with its hanging indent."""
    return Content("\n").join([hang_line(line, width) for line in lines])


def _wrapped(paragraph: Paragraph, width: int) -> list[Content]:
    indent = paragraph.indent
    if width - indent < _LEAST_TEXT_WIDTH:
        return paragraph.line.wrap(max(1, width))
    if paragraph.label.cell_length == indent:
        first, *rest = paragraph.text.wrap(width - indent)
        first = paragraph.label + first
    else:
        first, *rest = paragraph.line.wrap(width)
        rest = Content(" ").join(rest).wrap(width - indent) if rest else []
    return [first, *(Content(" " * indent) + line for line in rest)]
