"""Bars and columns that are drawn with characters.

A line is a tuple of (text, style) parts. Widths are in terminal cells.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from store.query.timeline import ProgressState, StateCounts

NO_BREAK = "\N{NO-BREAK SPACE}"
Line = tuple[tuple[str, str], ...]
TWO_COLUMNS = 110  # cells of a drawing, from which it has two columns


class Glyphs(NamedTuple):
    """The characters of a drawing.

    Each state has its own, since colour alone must not carry meaning: a block with colours, a
    letter without. `missing` is what a figure has still to reach.
    """

    states: dict[ProgressState, str]
    missing: str
    target: str
    here: str
    rule: str
    cut: str


GLYPHS = Glyphs(
    states={
        "done": "█",
        "Red": "▓",
        "Amber": "▒",
        "Green": "▄",
        "White": "░",
        "withdrawn": "·",
    },
    missing="░",
    target="│",
    here=">",
    rule="─",
    cut="…",
)
LETTERS: dict[ProgressState, str] = {
    "done": "D",
    "Red": "R",
    "Amber": "A",
    "Green": "G",
    "White": ".",
    "withdrawn": "-",
}
COLOURLESS_GLYPHS = Glyphs(
    states=LETTERS,
    missing=".",
    target="│",
    here=">",
    rule="─",
    cut="…",
)
PLAIN_GLYPHS = Glyphs(
    states=LETTERS,
    missing=".",
    target="|",
    here=">",
    rule="-",
    cut="~",
)

STYLES: dict[ProgressState, str] = {
    "done": "$text-primary", "Red": "bold $text-error", "Amber": "$text-warning",
    "Green": "$text-success", "White": "", "withdrawn": "$foreground-muted",
}  # fmt: skip


def fit_text(text: str, width: int, glyphs: Glyphs = GLYPHS) -> str:
    """Return a text on one line of exactly `width` cells; a cut text ends in `glyphs.cut`."""
    flat = re.sub(r"[^\S ]+", " ", text)
    if cell_len(flat) > width:
        start = set_cell_size(flat, max(0, width - 1))
        flat = start.rstrip() + glyphs.cut
    return set_cell_size(flat, max(0, width))


def wrap_text(text: str, width: int, most_lines: int = 0) -> list[str]:
    """Return a text as lines of at most `width` cells; a word that is longer is broken.

    If there are more than `most_lines`, the last of them ends in an ellipsis; 0 is no limit.
    """
    if len(text) <= width and text.isascii() and text.isprintable():
        return [text]
    lines: list[str] = []
    for word in re.split(r"[^\S\N{NO-BREAK SPACE}]+", text.strip()):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _broken_word(word, max(1, width))
        if most_lines and len(lines) > most_lines:
            last = fit_text(f"{lines[most_lines - 1]} {word}", width - 1).rstrip(" …")
            return [*lines[: most_lines - 1], f"{last}…"]
    return lines


def _broken_word(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most `width` cells; a character that is wider is left out."""
    if cell_len(word) <= width:
        return [word]
    return ["".join(piece) for piece in chop_cells(word, width)]


def text_line(text: str, style: str = "") -> Line:
    """Return a line of one text."""
    return ((text, style),)


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int, gap: int) -> list[Line]:
    """Return two columns, the left one padded to `width` cells, with `gap` cells between them."""
    lines: list[Line] = []
    for left_line, right_line in zip_longest(left, right, fillvalue=()):
        padding = " " * (width + gap - _line_width(left_line))
        lines.append((*left_line, (padding, ""), *right_line))
    return lines


def _line_width(line: Iterable[tuple[str, str]]) -> int:
    return sum(cell_len(text) for text, _ in line)


def clip_line(line: Line, width: int) -> Line:
    """Return a line without what lies beyond `width` cells."""
    parts: list[tuple[str, str]] = []
    room = width
    for text, style in line:
        clipped = text
        if cell_len(text) > room:
            clipped = set_cell_size(text, max(0, room))
        parts.append((clipped, style))
        room -= cell_len(clipped)
    return tuple(parts)


def wrap_cells(text: str, width: int, style: str = "") -> list[Line]:
    """Return a text as lines of at most `width` cells; a word that is longer is cut.

    Lines are broken at white space, except at `NO_BREAK`, which is shown as a space.
    """
    lines: list[str] = []
    for word in re.split(r"[^\S\N{NO-BREAK SPACE}]+", text.strip()):
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        elif cell_len(word) <= width:
            lines.append(word)
        else:
            lines.append(fit_text(word, width))
    return [text_line(line.replace(NO_BREAK, " "), style) for line in lines]


def share_cells(counts: Sequence[int], width: int) -> list[int]:
    """Return how many of `width` cells each count gets, in proportion.

    Each count over 0 gets at least one cell; if there are fewer cells than that, all get 0. Cells
    that are left by rounding down go to the counts with the largest remainders.
    """
    present = [index for index, count in enumerate(counts) if count]
    if not present or width < len(present):
        return [0] * len(counts)
    shares = _exact_shares(counts, width - len(present))
    cells: list[int] = []
    for count, share in zip(counts, shares, strict=True):
        cells.append(int(share) + 1 if count else 0)
    largest_remainder_first = sorted(present, key=lambda index: int(shares[index]) - shares[index])
    left = width - sum(cells)
    for index in largest_remainder_first[:left]:
        cells[index] += 1
    return cells


def _exact_shares(counts: Sequence[int], width: int) -> list[float]:
    total = sum(counts)
    return [count / total * width for count in counts]


def stacked_bar(counts: StateCounts, length: int, width: int, glyphs: Glyphs) -> Line:
    """Return a bar of `length` cells, divided by state, followed by blanks up to `width`."""
    parts: list[tuple[str, str]] = []
    cells = share_cells(list(counts.parts.values()), length)
    for state, count in zip(counts.parts, cells, strict=True):
        if count:
            parts.append((glyphs.states[state] * count, STYLES[state]))
    parts.append((" " * (width - sum(cells)), ""))
    return tuple(parts)


def target_bar(  # noqa: PLR0913, PLR0917 - a measure, its scale and its size
    actual: float, target: float, most: float, width: int, state: ProgressState, glyphs: Glyphs
) -> Line:
    """Return an actual as a bar with a mark at its target, on a scale from 0 to `most`."""
    scale = (width - 1) / most if most > 0 else 0
    mark = round(max(0, target) * scale)
    reached = round(max(0, actual) * scale)
    before_mark = min(reached, mark)
    beyond_mark = max(0, reached - mark)
    done = glyphs.states["done"]
    missing = glyphs.missing * (mark - before_mark)
    return (
        (done * before_mark, STYLES[state]),
        (missing, ""),
        (glyphs.target, "bold"),
        (done * beyond_mark, STYLES[state]),
        (" " * (width - 1 - max(mark, reached)), ""),
    )


def legend_line(glyphs: Glyphs, counts: Mapping[ProgressState, int]) -> Line:
    """Return the glyph of each state, followed by its count and its name."""
    parts: list[tuple[str, str]] = []
    for state, count in counts.items():
        parts.append((glyphs.states[state], STYLES[state]))
        parts.append((f" {count} {state}  ", ""))
    return tuple(parts)
