"""The texts of the Journal view's rows, cut to the width of the list, with their styles."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from store.query.text_matches import find_matches
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.widgets.drawing import fit_text, wrap_cells

Cell = tuple[str, str]
WIDE = 100  # columns, from which a row has the title of its item below the words
_KIND_WIDTH, _REF_WIDTH, _WIDE_REF_WIDTH = 12, 9, 17
_LENGTH_WIDTH, _SORT_WIDTH, _CODE_WIDTH, _OPEN_WIDTH = 10, 8, 16, 9


def entry_lines(row: EntryRow, width: int, sign: str, most_lines: int = 1) -> list[list[Cell]]:
    """Return the lines of an entry's row; `sign` is that of a marked row, "" if it is not.

    Words that need more than `most_lines` lines are cut.
    """
    lead = _lead_cells(row, width, sign)
    lead_width = sum(cell_len(text) for text, _ in lead)
    room = max(1, width - lead_width)
    style = "rows--retracted" if row.is_closed else ""
    author = 0 if row.is_closed else len(row.author)
    first, *rest = _wrapped(row.line, room, most_lines)
    texts: list[list[Cell]] = [[*lead, (first[:author], "rows--author"), (first[author:], style)]]
    indent: Cell = (" " * lead_width, "")
    texts += [[indent, (line, style)] for line in rest]
    if width >= WIDE and row.title:
        texts += [[indent, (line, "rows--dim")] for line in _wrapped(row.title, room, most_lines)]
    return [_with_matches(cells, row.context.marked) for cells in texts]


def _lead_cells(row: EntryRow, width: int, sign: str) -> list[Cell]:
    """Return the columns before the words: kind and ref."""
    ref = row.ref or "the plan"
    usual = _WIDE_REF_WIDTH if width >= WIDE else _REF_WIDTH
    ref_width = max(usual, cell_len(ref) + 1)
    kind_style = "rows--marked" if sign else "rows--kind"
    return [
        (fit_text(f"{sign}{row.entry.kind}", _KIND_WIDTH - 1), kind_style),
        (" ", ""),
        (fit_text(ref, ref_width), "rows--dim"),
    ]


def _wrapped(text: str, width: int, most_lines: int) -> list[str]:
    """Return a text in at most `most_lines` lines, the last of which is cut if it is longer."""
    lines = ["".join(part for part, _ in line) for line in wrap_cells(text, width)]
    if len(lines) <= most_lines:
        return lines
    kept = lines[: most_lines - 1]
    rest = " ".join(lines[most_lines - 1 :])
    return [*kept, fit_text(rest, width)]


def silence_lines(row: SilenceRow, width: int, most_lines: int = 1) -> list[list[Cell]]:
    """Return the lines of the row of a lead's or pathway's last word, which is cut after the last."""
    silence = row.silence
    style = "rows--amber" if silence.days is None else ""
    code_width = _width_of_codes(row, width)
    lead_width = _LENGTH_WIDTH + _SORT_WIDTH + code_width + _OPEN_WIDTH
    lead: list[Cell] = [
        (fit_text(row.when, _LENGTH_WIDTH), style),
        (fit_text(f"{fit_text(silence.noun, _SORT_WIDTH - 1)} ", _SORT_WIDTH), "rows--dim"),
        (fit_text(f"{fit_text(silence.code, code_width - 1)} ", code_width), ""),
        (fit_text(row.status, _OPEN_WIDTH), ""),
    ]
    first, *rest = _wrapped(row.text, max(1, width - lead_width), most_lines)
    indent: Cell = (" " * lead_width, "")
    return [[*lead, (first, "rows--dim")], *[[indent, (line, "rows--dim")] for line in rest]]


def _width_of_codes(row: SilenceRow, width: int) -> int:
    """Return the width of the column of codes, the same in each row: a third of a narrow list."""
    code_width = max(_CODE_WIDTH, row.code_width + 1)
    if width < WIDE:
        return min(code_width, max(_CODE_WIDTH, width // 3))
    return code_width


def _with_matches(cells: Iterable[Cell], marked: Sequence[str]) -> list[Cell]:
    """Return cells with what matches the search marked."""
    return [part for text, style in cells for part in _marked_cells(text, style, marked)]


def _marked_cells(text: str, style: str, marked: Sequence[str]) -> list[Cell]:
    cells: list[Cell] = []
    place = 0
    for start, end in find_matches(text, marked):
        cells += [(text[place:start], style), (text[start:end], "rows--match")]
        place = end
    cells.append((text[place:], style))
    return [cell for cell in cells if cell[0]]
