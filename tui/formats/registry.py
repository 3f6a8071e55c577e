"""The formats of a checklist, one row each; a format's module is imported only when it is used."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem


class OutputFormat(Struct, frozen=True):
    """One output format: its name for `-f`, the endings of its files, and the module for it.

    The module's `RENDERER` is a function that takes what is to be rendered and returns text or
    bytes. If `takes_width`, a second argument is the width in columns to wrap lines at.
    If it `has_pages`, it is printed or read page by page, so what is long is better apart.
    If it `has_files`, a folder can have a file for each table, from the module's `FILES_RENDERER`.
    `app_position` orders the formats in the app's export dialog, lowest first. `extra` is the
    optional extra of Milepost that the module needs, and `libraries` what it imports from there.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    app_position: int
    is_binary: bool = False
    takes_width: bool = False
    has_pages: bool = False
    has_files: bool = False
    extra: str = ""
    libraries: tuple[str, ...] = ()


LIST_ROWS = (
    OutputFormat("text", (".txt",), "tui.formats.checklist_text", 3, takes_width=True),
    OutputFormat("json", (".json",), "tui.formats.checklist_json", 4),
    OutputFormat("csv", (".csv",), "tui.formats.checklist_csv", 1),
    OutputFormat("md", (".md",), "tui.formats.checklist_markdown", 2),
)


def names_by_ending(rows: Sequence[OutputFormat]) -> dict[str, str]:
    """Return the name of the format for each ending of a file."""
    return {ending: row.name for row in rows for ending in row.endings}


def app_endings(rows: Sequence[OutputFormat]) -> tuple[str, ...]:
    """Return the usual ending of each format, in the order that the app offers them in."""
    in_order = sorted(rows, key=lambda row: row.app_position)
    return tuple(row.endings[0] for row in in_order)


def load_renderer(row: OutputFormat) -> Callable[..., str | bytes]:
    """Return the renderer of a format's module, which is imported now."""
    from importlib import import_module

    renderer: Callable[..., str | bytes] = import_module(row.module).RENDERER
    return renderer


LIST_FORMATS = tuple(row.name for row in LIST_ROWS)
LIST_ENDINGS = names_by_ending(LIST_ROWS)
_BY_NAME = {row.name: row for row in LIST_ROWS}


def render_list(
    checklist: Checklist,
    items: Sequence[ChecklistItem],
    format_name: str,
    width: int | None = None,
) -> str | bytes:
    """Return `items` in one of `LIST_FORMATS`; a `width` in columns is for text alone."""
    row = _BY_NAME[format_name]
    renderer = load_renderer(row)
    if row.takes_width:
        return renderer(checklist, items, width)
    return renderer(checklist, items)
