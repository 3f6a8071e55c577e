"""The docs as help: each page of docs/ is a topic, printed as plain text of any width.

The wheel has the pages in `tui/docs`; a working copy of the source has them in `docs`.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.model import Table
from plan_data.suggest import did_you_mean
from tui.formats.table_text import table_lines
from tui.formats.wrap import wrap_line

_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "docs", _PACKAGE.parent / "docs")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)]*)\)")
_LIST_ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def topic_files() -> dict[str, Path]:
    """Return the files of the topics by their names, in the order of the alphabet."""
    for folder in _FOLDERS:
        pages = sorted(folder.glob("*.md"))
        if pages:
            return {page.stem: page for page in pages}
    return {}


def topic_titles() -> dict[str, str]:
    """Return the title of each topic by its name."""
    titles = {}
    for name, path in topic_files().items():
        first = _read(path).partition("\n")[0]
        titles[name] = first.lstrip("# ").strip()
    return titles


def topic_text(name: str, width: int) -> str:
    """Return a topic as plain text in lines of about `width` columns.

    Raises:
        Refused: if there is no such topic.
        Unusable: if its file cannot be read.

    """
    files = topic_files()
    path = files.get(name.strip().lower().removesuffix(".md").removeprefix("docs/"))
    if path is None:
        hint = did_you_mean(name, files) or "`milepost help` lists the topics."
        raise Refused(f"there is no help topic '{name}'; {hint}")
    return "\n".join(_lines(_read(path).splitlines(), width)) + "\n"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Unusable(f"'{path}' cannot be read ({os_reason(error)}).") from error


def _lines(source: list[str], width: int) -> Iterator[str]:
    """Yield a page's lines: code as it is, tables in columns, all else wrapped."""
    at = 0
    while at < len(source):
        block = _block(source[at:])
        at += len(block)
        first = block[0]
        if first.startswith("```"):
            yield from (f"    {line}" for line in block if not line.startswith("```"))
        elif first.startswith("|"):
            yield from _table(block, width)
        else:
            yield from _prose(block, width)


def _block(lines: list[str]) -> list[str]:
    """Return the lines at the beginning that belong together."""
    first = lines[0]
    if first.startswith("```"):
        code = list(takewhile(lambda line: not line.startswith("```"), lines[1:]))
        return lines[: len(code) + 2]
    if first.startswith("|"):
        return list(takewhile(lambda line: line.startswith("|"), lines))
    if not first.strip() or first.startswith("#"):
        return lines[:1]
    rest = takewhile(_continues, lines[1:])
    return [first, *rest]


def _continues(line: str) -> bool:
    """Return whether a line goes on with the paragraph or list item before it."""
    begins_other = line.startswith(("```", "|", "#")) or _LIST_ITEM.match(line.lstrip())
    return bool(line.strip()) and not begins_other


def _table(rows: list[str], width: int) -> Iterator[str]:
    cells = [_cells(row) for row in rows]
    yield from table_lines(Table(title="", columns=cells[0], rows=tuple(cells[2:])), width)


def _cells(row: str) -> tuple[str, ...]:
    inner = row.strip().removeprefix("|").removesuffix("|").replace(r"\|", "\0")
    return tuple(_plain(cell.strip()).replace("\0", "|") for cell in inner.split("|"))


def _prose(block: list[str], width: int) -> list[str]:
    first = block[0]
    indent = " " * (len(first) - len(first.lstrip()))
    text = _plain(" ".join(line.strip() for line in block))
    if first.startswith("# "):
        return [text.lstrip("# ").upper()]
    if first.startswith("#"):
        title = text.lstrip("# ")
        underline = "-" if first.startswith("## ") else "."
        return [title, underline * len(title)]
    hang = "  " if _LIST_ITEM.match(text) else ""
    return wrap_line(indent + text, width, indent + hang)


def _plain(text: str) -> str:
    """Return Markdown without its marks; a link to another page names its topic."""
    return _LINK.sub(_link_text, text).replace("**", "")


def _link_text(match: re.Match[str]) -> str:
    label, target = match.groups()
    if match.group().startswith("!"):
        return f"(picture: {label})"
    page = target.partition("#")[0]
    if page.endswith(".md") and "/" not in page:
        return f"{label} (milepost help {page.removesuffix('.md')})"
    return label
