"""Tables of a DOCX file as its program shows them: changes accepted, hidden and struck text out."""

import io
from collections.abc import Iterator
from itertools import repeat
from typing import Any

from msgspec import Struct

from plan_data.table_import.table_limits import MOST_COLUMNS, MOST_ROWS, RawRow, raw_line, raw_row

# What holds other elements and changes nothing: content controls, custom XML, insertions.
_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
# What is not shown: deletions, codes of fields, properties.
_NOT_SHOWN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr"}
    | {"tblPr", "tblGrid", "tcPr", "trPr", "Fallback", "rt"}
)
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_DIGITS = 6  # of a count of columns
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_STYLES = ("heading", "title", "berschrift", "titre", "título")


class DocumentPart(Struct, frozen=True):
    """A table of a document, or the headings above one; `rows` are raw."""

    is_table: bool
    rows: list[RawRow]


def document_parts(data: bytes) -> list[DocumentPart]:
    """Return the tables of a document, and the headings between them, in order."""
    import docx

    body = docx.Document(io.BytesIO(data)).element.body
    parts = []
    for element in _elements(body, frozenset({"p", "tbl"})):
        if _name(element) == "tbl":
            parts.append(DocumentPart(is_table=True, rows=_table_rows(element)))
        elif _is_heading(element):
            text = _Shown().read(element)
            parts.append(DocumentPart(is_table=False, rows=[raw_line(f"### {text}", 0)]))
    return parts


class _Shown:
    """The text of an element as it is shown, and what of it is not."""

    def __init__(self) -> None:
        self.left_out: list[str] = []
        self._pieces: list[str] = []

    def read(self, element: Any) -> str:  # noqa: ANN401 - an element of lxml
        """Return the text of an element, a line for each paragraph."""
        self._read_children(element)
        return "".join(self._pieces).strip("\n")

    def _read_children(self, element: Any) -> None:  # noqa: ANN401 - an element of lxml
        for child in element:
            name = _name(child)
            if name in _NOT_SHOWN:
                continue
            if name == "r":
                self._read_run(child)
            elif name == "t":
                self._pieces.append(child.text or "")
            elif name in _BREAKS:
                self._pieces.append(_BREAKS[name])
            else:
                self._read_children(child)
                if name == "p":
                    self._pieces.append("\n")

    def _read_run(self, run: Any) -> None:  # noqa: ANN401 - an element of lxml
        why = _why_not_shown(run)
        if not why:
            self._read_children(run)
            return
        hidden = _Shown()
        hidden._read_children(run)
        text = "".join(hidden._pieces).strip()
        if text:
            self.left_out.append(f"{why}: {text}")


def _why_not_shown(run: Any) -> str:  # noqa: ANN401 - an element of lxml
    for properties in run:
        if _name(properties) != "rPr":
            continue
        for setting in properties:
            if _value(setting) in _OFF:
                continue
            if _name(setting) in {"strike", "dstrike"}:
                return "struck out"
            if _name(setting) == "vanish":
                return "hidden"
    return ""


def _table_rows(table: Any) -> list[RawRow]:  # noqa: ANN401 - an element of lxml
    """Return the rows of a table, no more than one too many; a cell merged down is in each row."""
    rows: list[RawRow] = []
    above: dict[int, str] = {}
    for element in _elements(table, frozenset({"tr"})):
        if len(rows) > MOST_ROWS:
            break
        properties = _properties(element, "trPr")
        if "del" in properties:
            continue
        cells, left_out = _row_cells(element, above)
        if "hidden" in properties:
            left_out = [f"hidden: {' '.join(filter(None, cells))}"]
            cells = []
        rows.append(raw_row(cells, len(rows) + 1, heads=not rows, left_out=left_out))
    return rows


def _row_cells(row: Any, above: dict[int, str]) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """Return the texts of a row's cells, one for each column, and what is left out."""
    texts: list[str] = []
    left_out: list[str] = []
    before = _number(_properties(row, "trPr").get("gridBefore"))
    if before <= MOST_COLUMNS:
        texts += repeat("", before)
    for cell in _elements(row, frozenset({"tc"})):
        properties = _properties(cell, "tcPr")
        column = len(texts)
        if "vMerge" in properties and properties["vMerge"] != "restart":
            text = above.get(column, "")
        else:
            shown = _Shown()
            text = shown.read(cell)
            left_out += shown.left_out
        above[column] = text
        texts.append(text)
        room = MOST_COLUMNS + 1 - len(texts)  # with more, the table is refused
        texts += repeat("", min(_number(properties.get("gridSpan"), 1) - 1, room))
    return texts, left_out


def _properties(element: Any, name: str) -> dict[str, str]:  # noqa: ANN401 - an element of lxml
    """Return the values of an element's properties by their names, "" for those without one."""
    found = {}
    for child in element:
        if _name(child) == name:
            for setting in child:
                found[_name(setting)] = _value(setting)
    return found


def _number(text: str | None, default: int = 0) -> int:
    if text and text.isdecimal():
        return int(text[:_MOST_DIGITS])
    return default


def _elements(element: Any, names: frozenset[str]) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children that have one of some names, also those in content controls."""
    for child in element:
        if _name(child) in names:
            yield child
        elif _name(child) in _TRANSPARENT:
            yield from _elements(child, names)


def _is_heading(paragraph: Any) -> bool:  # noqa: ANN401 - an element of lxml
    style = _properties(paragraph, "pPr").get("pStyle", "").casefold()
    return any(name in style for name in _HEADING_STYLES)


def _name(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    """Return an element's name without its namespace, "" for a comment."""
    if not isinstance(element.tag, str):
        return ""
    return str(element.tag.rpartition("}")[2])


def _value(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == "val":
            return str(value)
    return ""
