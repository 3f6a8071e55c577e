"""Tables of a DOCX file as its program shows them: changes accepted, hidden and struck text out."""

import io
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any

from msgspec import Struct

from plan_data.table_import.document_styles import (
    element_name,
    element_value,
    settings_by_style,
    settings_of,
)
from plan_data.table_import.table_limits import MOST_COLUMNS, MOST_ROWS, RawRow, raw_line, raw_row

# What holds other elements and changes nothing: content controls, custom XML, insertions.
_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
# What is not shown: deletions, codes of fields, properties.
_NOT_SHOWN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr"}
    | {"tblPr", "tblGrid", "tcPr", "trPr", "Fallback", "rt"}
)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_DIGITS = 6  # of a count of columns
_HEADING_STYLES = ("heading", "title", "berschrift", "titre", "título")


class DocumentPart(Struct, frozen=True):
    """A table of a document, or the headings above one; `rows` are raw.

    `tracked` has the numbers of the rows, from 1, that have changes which nobody has accepted yet.
    """

    is_table: bool
    rows: list[RawRow]
    tracked: tuple[int, ...] = ()


def document_parts(data: bytes) -> list[DocumentPart]:
    """Return the tables of a document, and the headings between them, in order."""
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = settings_by_style(document.styles.element)
    parts = []
    for element in _elements(document.element.body, frozenset({"p", "tbl"})):
        if element_name(element) == "tbl":
            rows = _table_rows(element, styles)
            parts.append(DocumentPart(is_table=True, rows=rows, tracked=_tracked_rows(element)))
        elif _is_heading(element):
            text = _Shown(styles).read(element)
            parts.append(DocumentPart(is_table=False, rows=[raw_line(f"### {text}", 0)]))
    return parts


class _Shown:
    """The text of an element as it is shown, and what of it is not."""

    def __init__(self, styles: Mapping[str, dict[str, bool]]) -> None:
        self.left_out: list[str] = []
        self._styles = styles
        self._pieces: list[str] = []
        self._of_paragraph: dict[str, bool] = {}

    def read(self, element: Any) -> str:  # noqa: ANN401 - an element of lxml
        """Return the text of an element, a line for each paragraph."""
        self._read_children(element)
        return "".join(self._pieces).strip("\n")

    def _read_children(self, element: Any) -> None:  # noqa: ANN401 - an element of lxml
        for child in element:
            name = element_name(child)
            if name in _NOT_SHOWN:
                continue
            if name == "r":
                self._read_run(child)
            elif name == "t":
                self._pieces.append(child.text or "")
            elif name in _BREAKS:
                self._pieces.append(_BREAKS[name])
            elif name == "p":
                self._read_paragraph(child)
            else:
                self._read_children(child)

    def _read_paragraph(self, paragraph: Any) -> None:  # noqa: ANN401 - an element of lxml
        outer = self._of_paragraph
        style = _properties(paragraph, "pPr").get("pStyle", "")
        self._of_paragraph = self._styles.get(style, {})
        self._read_children(paragraph)
        self._of_paragraph = outer
        self._pieces.append("\n")

    def _read_run(self, run: Any) -> None:  # noqa: ANN401 - an element of lxml
        why = self._why_not_shown(run)
        if not why:
            self._read_children(run)
            return
        hidden = _Shown(self._styles)
        hidden._read_children(run)
        text = "".join(hidden._pieces).strip()
        if text:
            self.left_out.append(f"{why}: {text}")

    def _why_not_shown(self, run: Any) -> str:  # noqa: ANN401 - an element of lxml
        """Return why a run is not shown, by its paragraph's style, its own, and its settings."""
        settings = dict(self._of_paragraph)
        for properties in run:
            if element_name(properties) == "rPr":
                style = _properties(run, "rPr").get("rStyle", "")
                settings.update(self._styles.get(style, {}))
                settings.update(settings_of(properties))
        return next((why for why, is_on in settings.items() if is_on), "")


def _table_rows(
    table: Any,  # noqa: ANN401 - an element of lxml
    styles: Mapping[str, dict[str, bool]],
) -> list[RawRow]:
    """Return the rows of a table, no more than one too many; a cell merged down is in each row."""
    rows: list[RawRow] = []
    above: dict[int, str] = {}
    for element in _elements(table, frozenset({"tr"})):
        if len(rows) > MOST_ROWS:
            break
        properties = _properties(element, "trPr")
        if "del" in properties:
            continue
        cells, left_out = _row_cells(element, above, styles)
        if "hidden" in properties:
            left_out = [f"hidden: {' '.join(filter(None, cells))}"]
            cells = []
        rows.append(raw_row(cells, len(rows) + 1, heads=not rows, left_out=left_out))
    return rows


def _row_cells(
    row: Any,  # noqa: ANN401 - an element of lxml
    above: dict[int, str],
    styles: Mapping[str, dict[str, bool]],
) -> tuple[list[str], list[str]]:
    """Return the texts of a row's cells, one for each column, and what is left out."""
    texts: list[str] = []
    left_out: list[str] = []
    before = _number(_properties(row, "trPr").get("gridBefore"))
    if before <= MOST_COLUMNS:
        texts += repeat("", before)
    for cell in _elements(row, frozenset({"tc"})):
        properties = _properties(cell, "tcPr")
        column = len(texts)
        if _continues_merged(properties, "hMerge"):
            text = ""
        elif _continues_merged(properties, "vMerge"):
            text = above.get(column, "")
        else:
            shown = _Shown(styles)
            text = shown.read(cell)
            left_out += shown.left_out
        above[column] = text
        texts.append(text)
        room = MOST_COLUMNS + 1 - len(texts)  # with more, the table is refused
        texts += repeat("", min(_number(properties.get("gridSpan"), 1) - 1, room))
    return texts, left_out


def _continues_merged(properties: Mapping[str, str], direction: str) -> bool:
    """Return whether a cell is a part of the merged one above it or on its left."""
    return direction in properties and properties[direction] != "restart"


def _tracked_rows(table: Any) -> tuple[int, ...]:  # noqa: ANN401 - an element of lxml
    rows = enumerate(_elements(table, frozenset({"tr"})), start=1)
    return tuple([number for number, row in rows if _has_tracked_changes(row)])


def _has_tracked_changes(row: Any) -> bool:  # noqa: ANN401 - an element of lxml
    return any(element_name(element) in _TRACKED for element in row.iter())


def _properties(element: Any, name: str) -> dict[str, str]:  # noqa: ANN401 - an element of lxml
    """Return the values of an element's properties by their names, "" for those without one."""
    found = {}
    for child in element:
        if element_name(child) == name:
            for setting in child:
                found[element_name(setting)] = element_value(setting)
    return found


def _number(text: str | None, default: int = 0) -> int:
    if text and text.isdecimal():
        return int(text[:_MOST_DIGITS])
    return default


def _elements(element: Any, names: frozenset[str]) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children that have one of some names, also those in content controls."""
    for child in element:
        if element_name(child) in names:
            yield child
        elif element_name(child) in _TRANSPARENT:
            yield from _elements(child, names)


def _is_heading(paragraph: Any) -> bool:  # noqa: ANN401 - an element of lxml
    style = _properties(paragraph, "pPr").get("pStyle", "").casefold()
    return any(name in style for name in _HEADING_STYLES)
