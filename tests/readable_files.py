"""What a person reads in a file that Milepost wrote, whatever its format."""

import io
import re
import sqlite3
import zipfile
from pathlib import Path

_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)


def visible(text: str) -> str:
    """Return a page without the styles and the attributes of its elements."""
    return _TAG.sub("\n", _STYLE.sub("", text))


def text_of_file(path: Path) -> str:
    """Return the texts in a file; of a database, those in its cells."""
    return text_of_bytes(path.read_bytes(), path.suffix)


def text_of_bytes(data: bytes, suffix: str) -> str:
    """Return the texts in what a file holds."""
    if suffix == ".pdf":
        return _text_of_pdf(data)
    if data.startswith(b"PK"):
        return _text_of_office(data)
    if suffix == ".html":
        return visible(data.decode())
    return data.decode("utf-8-sig")


def _text_of_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages)


def _text_of_office(data: bytes) -> str:
    """Return the texts of a workbook or document, those of its pictures' descriptions too."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and "theme" not in name and "style" not in name:
                xml = archive.read(name).decode()
                found.append(visible(xml))
                found += re.findall(r'\b(?:descr|alt|error|prompt)="([^"]*)"', xml)
    return "\n".join(found)


def texts_of_database(path: Path) -> str:
    """Return the texts in the cells of an SQLite file, a line each."""
    found = []
    with sqlite3.connect(path) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own name
                found += [cell for cell in row if isinstance(cell, str)]
    return "\n".join(found)
