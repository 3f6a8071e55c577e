"""`--ascii`: replace the characters that boxes, bars and arrows are drawn with by plain ASCII."""

import unicodedata

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_BOX_DRAWING = range(0x2500, 0x2580)
_ACROSS = frozenset({"HORIZONTAL", "LEFT", "RIGHT"})
_ALONG = frozenset({"VERTICAL", "UP", "DOWN"})

# The characters that each replacement, of the same width, is for.
_REPLACED_BY = {
    "#": "█▓▒",
    "|": "▉▊▋▌▍▎▏▐▕",
    " ": "▀▁▂▃▄▅▆▇▔░",
    "^": "▲△▴↑⌃",
    "v": "▼▽▾↓",
    ">": "▶▷▸→",
    "<": "◀◁◂←⏎↵",
    "*": "•●◆■◉✓✔",
    "o": "○◇□⭘",
    "-": "\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}",
    "'": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
    '"': "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    ".": "·",
    "~": "…",
    "x": "\N{MULTIPLICATION SIGN}",
    "? ": "🔎",
}


def _build_table() -> dict[int, str]:
    """Return the replacement of each character by its code point, for `str.translate`."""
    table = {}
    for code in _BOX_DRAWING:
        table[code] = _box_replacement(chr(code))
    for replacement, characters in _REPLACED_BY.items():
        for character in characters:
            table[ord(character)] = replacement
    return table


def _box_replacement(character: str) -> str:
    """Return -, | or + for a line across, a line along, or one that is both or neither."""
    words = set(unicodedata.name(character).split())
    is_across = not words.isdisjoint(_ACROSS)
    is_along = not words.isdisjoint(_ALONG)
    if is_across == is_along:
        return "+"
    return "-" if is_across else "|"


_TABLE = _build_table()


class PlainAscii(LineFilter):
    """Replaces the drawn characters of each line; letters of other alphabets stay."""

    def apply(
        self,
        segments: list[Segment],
        background: Color,  # noqa: ARG002 - Textual passes it
    ) -> list[Segment]:
        """Return the segments with their characters replaced."""
        return [_to_plain(segment) for segment in segments]


def _to_plain(segment: Segment) -> Segment:
    if segment.control or segment.text.isascii():
        return segment
    return Segment(segment.text.translate(_TABLE), segment.style)
