"""`--ascii`: what is drawn, by us or by Textual, in characters that every font has."""

import unicodedata

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


def _lines() -> dict[int, str]:
    """Return a stand-in for each character that boxes are drawn with."""
    stand_ins = {}
    for code in range(0x2500, 0x2580):
        words = set(unicodedata.name(chr(code)).split())
        across = bool(words & {"HORIZONTAL", "LEFT", "RIGHT"})
        along = bool(words & {"VERTICAL", "UP", "DOWN"})
        stand_ins[code] = "+" if across == along else "-" if across else "|"
    return stand_ins


_STAND_INS = _lines() | str.maketrans(
    {
        **dict.fromkeys("█▓▒", "#"),
        **dict.fromkeys("▉▊▋▌▍▎▏▐▕", "|"),
        **dict.fromkeys("▀▁▂▃▄▅▆▇▔░", " "),
        **dict.fromkeys("▲△▴↑⌃", "^"),
        **dict.fromkeys("▼▽▾↓", "v"),
        **dict.fromkeys("▶▷▸→", ">"),
        **dict.fromkeys("◀◁◂←⏎↵", "<"),
        **dict.fromkeys("•●◆■◉✓✔", "*"),
        **dict.fromkeys("○◇□⭘", "o"),
        **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"),
        **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "'"),
        **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '"'),
        "·": ".",
        "…": "~",
        "\N{MULTIPLICATION SIGN}": "x",
        "🔎": "? ",  # as wide as what it stands for
    }
)


class PlainAscii(LineFilter):
    """Draws each line on its way to the terminal in plain ASCII; letters of other alphabets stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - a filter is given it
        """Return the segments with a stand-in for each drawn character."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(_plain(segment.text), segment.style)
            for segment in segments
        ]


def _plain(text: str) -> str:
    return text.translate(_STAND_INS)
