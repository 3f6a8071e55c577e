"""Bars and columns drawn with characters: lines of (text, style), cut to the cells there are."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from store.query.timeline import ProgressState, StateCounts

NO_BREAK = "\N{NO-BREAK SPACE}"
Line = tuple[tuple[str, str], ...]


class Glyphs(NamedTuple):
    """The characters of a drawing; each state has its own, as colour alone tells nobody."""

    states: dict[ProgressState, str]
    target: str
    here: str
    rule: str
    cut: str


GLYPHS = Glyphs(
    {"done": "█", "late": "!", "to watch": "?", "to come": "░", "withdrawn": "-"}, "│", ">", "─", "…"
)  # fmt: skip
PLAIN_GLYPHS = Glyphs(
    {"done": "#", "late": "!", "to watch": "?", "to come": ".", "withdrawn": "-"}, "|", ">", "-", "~"
)  # fmt: skip

STYLES: dict[ProgressState, str] = {
    "done": "$text-primary", "late": "bold $text-error", "to watch": "$text-warning",
    "to come": "$text-success", "withdrawn": "$foreground-muted",
}  # fmt: skip


def fit_text(text: str, width: int, glyphs: Glyphs = GLYPHS) -> str:
    """Return a text on one line of exactly `width` cells; what is cut off says so."""
    flat = re.sub(r"[^\S ]+", " ", text)
    if cell_len(flat) > width:
        flat = set_cell_size(flat, max(0, width - 1)).rstrip() + glyphs.cut
    return set_cell_size(flat, max(0, width))


def text_line(text: str, style: str = "") -> Line:
    """Return a line of one text."""
    return ((text, style),)


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int, gap: int) -> list[Line]:
    """Return two columns side by side, the left one padded to `width` cells."""
    sides = zip_longest(left, right, fillvalue=())
    return [(*one, (" " * (width + gap - sum(cell_len(text) for text, _ in one)), ""), *other) for one, other in sides]


def clip_line(drawn: Line, width: int) -> Line:
    """Return a line without what lies beyond `width` cells."""
    parts: list[tuple[str, str]] = []
    for text, style in drawn:
        used = sum(cell_len(part) for part, _ in parts)
        parts.append((text if used + cell_len(text) <= width else set_cell_size(text, max(0, width - used)), style))
    return tuple(parts)


def wrap_line(text: str, width: int, style: str = "") -> list[Line]:
    """Return a text in lines of at most `width` cells, broken at spaces but `NO_BREAK`; a longer word is cut."""
    lines: list[str] = []
    for word in re.split(r"[^\S\N{NO-BREAK SPACE}]+", text.strip()):
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word if cell_len(word) <= width else fit_text(word, width))
    return [text_line(each.replace(NO_BREAK, " "), style) for each in lines]


def share_cells(counts: Sequence[int], width: int) -> list[int]:
    """Share `width` cells among counts: in proportion, all of it, and at least one for each that is not 0."""
    present = [n for n, count in enumerate(counts) if count]
    if not present or width < len(present):
        return [0] * len(counts)
    total, free = sum(counts), width - len(present)
    exact = [count / total * free for count in counts]
    cells = [int(share) + bool(count) for share, count in zip(exact, counts, strict=True)]
    by_rest = sorted(present, key=lambda n: int(exact[n]) - exact[n])
    for n in by_rest[: width - sum(cells)]:
        cells[n] += 1
    return cells


def stacked_bar(stand: StateCounts, length: int, width: int, glyphs: Glyphs) -> Line:
    """Return a bar of `length` cells, a stretch for each state, and blanks up to `width`."""
    cells = share_cells(list(stand.parts.values()), length)
    parts = [(glyphs.states[state] * n, STYLES[state]) for state, n in zip(stand.parts, cells, strict=True) if n]
    return (*parts, (" " * (width - sum(cells)), ""))


def target_bar(  # noqa: PLR0913, PLR0917 - a measure, its scale and its room
    actual: float, target: float, most: float, width: int, state: ProgressState, glyphs: Glyphs
) -> Line:
    """Return an actual drawn up to its target's mark and beyond, on a scale that ends at `most`."""
    scale = (width - 1) / most if most > 0 else 0
    mark, reached = round(max(0, target) * scale), round(max(0, actual) * scale)
    before = glyphs.states["done"] * min(reached, mark)
    short = glyphs.states["to come"] * (mark - len(before))
    beyond = glyphs.states["done"] * max(0, reached - mark)
    drawn = ((before, STYLES[state]), (short, STYLES["to come"]), (glyphs.target, "bold"), (beyond, STYLES[state]))
    return (*drawn, (" " * (width - 1 - max(mark, reached)), ""))


def legend_line(glyphs: Glyphs, states: Iterable[ProgressState]) -> Line:
    """Return what each character of a bar means."""
    return tuple(part for state in states for part in ((glyphs.states[state], STYLES[state]), (f" {state}   ", "")))
