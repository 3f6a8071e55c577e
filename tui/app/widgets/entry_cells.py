"""The texts of the Journal view's rows, cut to the width of the list, with their styles."""

from collections.abc import Sequence

from rich.cells import cell_len

from store.query.text_matches import find_matches
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.widgets.drawing import fit_text

Cell = tuple[str, str]
WIDE = 100  # columns, from which a row shows the title of its item too
_KIND_WIDTH, _REF_WIDTH = 12, 9
_LEAST_TITLE_WIDTH = 24
_LENGTH_WIDTH, _SORT_WIDTH, _CODE_WIDTH, _OPEN_WIDTH = 10, 8, 16, 9


def entry_cells(row: EntryRow, width: int, sign: str) -> list[Cell]:
    """Return the texts of an entry's row; `sign` is that of a marked row, "" if it is not."""
    marked = row.context.marked
    ref = row.ref or "the plan"
    ref_width = max(_REF_WIDTH, cell_len(ref) + 1)
    style = "rows--retracted" if row.is_closed else ""
    lead: list[Cell] = [(fit_text(f"{sign}{row.entry.kind}", _KIND_WIDTH), f"{style}" or _STYLE)]
    lead.append((fit_text(ref, ref_width), "rows--dim"))
    room = width - _KIND_WIDTH - ref_width
    if width >= WIDE and row.title:
        title_width = max(_LEAST_TITLE_WIDTH, room // 3)
        title = fit_text(row.title, title_width)
        lead += _marked_cells(f"{title} ", "rows--dim", marked)
        room -= title_width + 1
    return lead + _fitted(_word_cells(row, style), room, marked)


_STYLE = "rows--kind"


def _word_cells(row: EntryRow, style: str) -> list[Cell]:
    """Return what became of the entry, who recorded it, and its words."""
    cells: list[Cell] = []
    if row.is_closed:
        cells.append((f"[{row.status}] ", "rows--dim"))
    cells.append((row.entry.by, style or "rows--author"))
    if words := row.detail_and_text:
        cells.append((f": {words}", style))
    return cells


def silence_cells(row: SilenceRow, width: int) -> list[Cell]:
    """Return the texts of the row of a lead's or pathway's last word."""
    silence = row.silence
    style = "rows--amber" if silence.days is None else ""
    code_width = max(_CODE_WIDTH, cell_len(silence.code) + 1)
    if width < WIDE:
        code_width = min(code_width, max(8, width - _LENGTH_WIDTH - _SORT_WIDTH - _OPEN_WIDTH))
    room = width - _LENGTH_WIDTH - _SORT_WIDTH - code_width - _OPEN_WIDTH
    return [
        (fit_text(row.when, _LENGTH_WIDTH), style),
        (fit_text(silence.kind, _SORT_WIDTH), "rows--dim"),
        (fit_text(silence.code, code_width), ""),
        (fit_text(row.status, _OPEN_WIDTH), ""),
        (fit_text(row.text, room), "rows--dim"),
    ]


def _fitted(cells: Sequence[Cell], width: int, marked: Sequence[str]) -> list[Cell]:
    """Return cells cut to a width as one text, with what matches the search marked."""
    fitted: list[Cell] = []
    room = width
    for number, (text, style) in enumerate(cells):
        if room <= 0:
            break
        is_last = number == len(cells) - 1
        shown = fit_text(text, room if is_last else min(room, cell_len(text)))
        fitted += _marked_cells(shown, style, marked)
        room -= cell_len(shown)
    return fitted


def _marked_cells(text: str, style: str, marked: Sequence[str]) -> list[Cell]:
    cells: list[Cell] = []
    place = 0
    for start, end in find_matches(text, marked):
        cells += [(text[place:start], style), (text[start:end], "rows--match")]
        place = end
    cells.append((text[place:], style))
    return [cell for cell in cells if cell[0]]
