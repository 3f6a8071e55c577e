"""The tags of a PDF, which a screen reader follows."""

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def structure_tags(reader: PdfReader) -> list[str]:
    """Return the names of the tags of a PDF in reading order: /H1, /P, /Table."""
    return _tags(reader.root_object["/StructTreeRoot"])


def _tags(element: object) -> list[str]:
    element = getattr(element, "get_object", lambda: element)()
    found: list[str] = []
    if isinstance(element, ArrayObject):
        for part in element:
            found += _tags(part)
    if isinstance(element, DictionaryObject):
        if "/S" in element:
            found.append(str(element["/S"]))
        if "/K" in element:
            found += _tags(element["/K"])
    return found
