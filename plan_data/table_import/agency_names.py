"""Agencies and pathways: cells split into names, one code for every spelling of a name."""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

_OUTSIDE_BRACKETS = r"(?![^()]*\))"
_SPLIT = re.compile(
    rf"\n|\s*[;,]\s*{_OUTSIDE_BRACKETS}|\s+and\s+{_OUTSIDE_BRACKETS}|\s*/\s*{_OUTSIDE_BRACKETS}|\s+\+\s+"
)
_PARAGRAPHS = re.compile(r"\n|\s*;\s*")
_PLURAL = re.compile(r"s$")
_LONGEST_CODE = 24
_MOST_WORDS = 12
_LITTLE = {"AND", "OF", "THE", "FOR", "WITH", "IN", "&"}
_EDGES = " .,;:-\u2013"


class Names(Struct, frozen=True):
    """Codes of the names in a cell, in print's order; `split` where cutting the cell was a guess."""

    codes: tuple[str, ...]
    split: bool


class Register:
    """Every name of one kind: its code, and its spellings in print."""

    def __init__(self, cells: Iterable[str], *, theme: bool = False) -> None:
        self.printed: dict[str, list[str]] = {}
        self._codes: dict[str, str] = {}
        self._theme = theme
        self._known = Counter(_key(_once(piece)) for cell in cells for piece in self._pieces(cell))

    def names(self, cell: str) -> Names:
        """Return the codes of the names in a cell."""
        pieces = [name for piece in self._pieces(cell) for name in self._apart(piece)]
        codes = tuple(dict.fromkeys(self._code(piece) for piece in pieces))
        return Names(codes, split=len(codes) > len(_PARAGRAPHS.split(cell)))

    def _pieces(self, cell: str) -> list[str]:
        if self._theme:  # "Drugs and Alcohol" is one theme, "E&D" too
            return [piece for part in re.split(r"\n|\s*[;,/]\s*", cell) if (piece := part.strip(_EDGES))]
        return [piece for part in _SPLIT.split(cell) if (piece := part.strip(_EDGES))]

    def _apart(self, piece: str) -> list[str]:
        """Split names that run together with nothing between them, where each is known from elsewhere."""
        piece = _once(piece)
        words = piece.split()
        if len(words) < 2 or len(words) > _MOST_WORDS:  # noqa: PLR2004 - a name; a sentence
            return [piece]
        best: list[list[str]] = [[]]  # the fewest names that the first n words can be cut into
        for end in range(1, len(words) + 1):
            ways = [
                [*best[begin], name]
                for begin in range(end)
                if (best[begin] or begin == 0) and self._is_part(name := " ".join(words[begin:end]), piece)
            ]
            best.append(min(ways, key=len, default=[]))
        names = best[-1] or [piece]
        again = len(set(names)) < len(names)
        return names if again or self._theme or self._known[_key(piece)] < 2 else [piece]  # noqa: PLR2004 - seen once

    def _is_part(self, name: str, piece: str) -> bool:
        whole = name != piece and name.count("(") == name.count(")")
        often = self._known[_key(name)] > (" " in name)
        return whole and (often or (self._theme and _is_code(name)))

    def _code(self, name: str) -> str:
        key = _key(name)
        if key not in self._codes:
            self._codes[key] = _free(_code_of(name), set(self._codes.values()))
            self.printed[self._codes[key]] = []
        code = self._codes[key]
        if name not in self.printed[code]:
            self.printed[code].append(name)
        return code


def _once(piece: str) -> str:
    """Return a name once that is printed several times in a row, for several milestones."""
    words = piece.split()
    for length in range(1, len(words) // 2 + 1):
        if len(words) % length == 0 and words == words[:length] * (len(words) // length):
            return " ".join(words[:length])
    return piece


def _is_code(word: str) -> bool:
    return len(word) <= 6 and sum(letter.isupper() for letter in word) >= 2  # noqa: PLR2004 - OM, PPOs, E&D


def _key(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return " ".join(_PLURAL.sub("", word) if len(word) > 3 else word for word in words) or name  # noqa: PLR2004


def _code_of(name: str) -> str:
    words = re.findall(r"[^\W_]+(?:&[^\W_]+)*", name.upper())
    code = "-".join(words)
    if len(code) > _LONGEST_CODE and len(words) > 2:  # noqa: PLR2004 - initials of two words say little
        words = [word for word in words if word not in _LITTLE]
        acronym = name.startswith(words[0]) and len(words[0]) > 1
        code = (f"{words.pop(0)}-" if acronym else "") + "".join(word[0] for word in words)
    return code[:_LONGEST_CODE].rstrip("-") or "X"


def _free(code: str, taken: set[str]) -> str:
    if code not in taken:
        return code
    count = 2
    while f"{code}-{count}" in taken:
        count += 1
    return f"{code}-{count}"
