"""Collect agencies and pathways: cells split into names, one code for all spellings of a name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plan_data.table_import.agency_separators import split_agencies

_BETWEEN_PATHWAYS = re.compile(r"[\n;,/]")  # "Drugs and Alcohol" is one pathway, "E&D" too
_BETWEEN_PARAGRAPHS = re.compile(r"[\n;]")
_LABEL = re.compile(
    r"(?:lead|responsible|owner)(?: (?:agency|body|officer|partner))?:\s*", re.IGNORECASE
)
_SHARE = re.compile(r"\s*\[\d{1,3}%\]")  # of a person's time, in exports of schedules
_WORD = re.compile(r"\w+")
_WORD_OF_CODE = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_EDGES = " .,;:-\u2013"
_SMALL_WORDS = {"AND", "OF", "THE", "FOR", "WITH", "IN", "&"}
_LONGEST_CODE = 24
_LONGEST_ACRONYM = 6  # letters, as in PPOs
_FEWEST_CAPITALS = 2  # of an acronym
_FEWEST_INITIALS = 3  # words; the initials of two say little
_LONGEST_SINGULAR = 3  # letters; the s of a shorter word is no plural
_MOST_WORDS = 12  # words of names printed in a run; more are a sentence
_REPEATED = 2  # times that a name is printed before it counts as one name


class NamesInCell(Struct, frozen=True):
    """Codes of the names in a cell, in the order of the text; `split` if cutting it was a guess."""

    codes: tuple[str, ...]
    split: bool


class NameRegister:
    """The names of all agencies or of all pathways: the code and the spellings of each.

    `printed` has the spellings by code, both in the order in which they were first read.
    """

    def __init__(self, cells: Iterable[str], *, pathways: bool = False) -> None:
        self.printed: dict[str, list[str]] = {}
        self._codes: dict[str, str] = {}
        self._spellings: set[str] = set()
        self._last_suffixes: dict[str, int] = {}
        self._pathways = pathways
        self._counts: Counter[str] = Counter()
        cells = list(cells)
        self._alone = {_name_key(line) for cell in cells for line in cell.split("\n")}
        for cell in cells:
            for piece in self._pieces(cell):
                self._counts[_name_key(_without_repetition(piece))] += 1

    def read_names(self, cell: str) -> NamesInCell:
        """Return the codes of the names in a cell; a new name gets a code."""
        codes: dict[str, None] = {}
        for piece in self._pieces(cell):
            for name in self._split_run(piece):
                codes[self._code_of(name)] = None
        paragraphs = _BETWEEN_PARAGRAPHS.split(cell)
        return NamesInCell(tuple(codes), split=len(codes) > len(paragraphs))

    def read_all(self, cells: Iterable[str]) -> tuple[str, ...]:
        """Return the codes of the names in several cells, each once."""
        codes: dict[str, None] = {}
        for cell in cells:
            codes.update(dict.fromkeys(self.read_names(cell).codes))
        return tuple(codes)

    def _pieces(self, cell: str) -> Iterator[str]:
        """Yield the parts of a cell between its separators."""
        for part in self._parts(cell):
            piece = _LABEL.sub("", _SHARE.sub("", part).strip(_EDGES))
            if piece:
                yield piece

    def _parts(self, cell: str) -> list[str]:
        if self._pathways:
            return _BETWEEN_PATHWAYS.split(cell)
        return split_agencies(cell, self._is_alone)

    def _is_alone(self, name: str) -> bool:
        """Return whether a name is all that a line of a cell has."""
        return _name_key(name) in self._alone

    def _split_run(self, piece: str) -> list[str]:
        """Split names that run together without a separator, if each is known from elsewhere."""
        piece = _without_repetition(piece)
        words = piece.split()
        if not 1 < len(words) <= _MOST_WORDS:
            return [piece]
        names = self._fewest_names(words, piece)
        if not names:
            return [piece]
        has_repeated_name = len(set(names)) < len(names)
        is_known_name = self._counts[_name_key(piece)] >= _REPEATED
        if is_known_name and not has_repeated_name and not self._pathways:
            return [piece]
        return names

    def _fewest_names(self, words: Sequence[str], piece: str) -> list[str]:
        """Return the fewest known names that make up the words, [] if there are none."""
        best: list[list[str]] = [[]]  # by number of words from the start
        for end in range(1, len(words) + 1):
            ways = self._ways_to_split(words[:end], piece, best)
            best.append(min(ways, key=len, default=[]))
        return best[-1]

    def _ways_to_split(
        self, words: Sequence[str], piece: str, best: Sequence[list[str]]
    ) -> Iterator[list[str]]:
        """Yield each way to end the words with a known name, from `best` for those before it."""
        for begin in range(len(words)):
            if begin > 0 and not best[begin]:
                continue
            name = " ".join(words[begin:])
            if name != piece and self._is_known(name):
                yield [*best[begin], name]

    def _is_known(self, name: str) -> bool:
        """Return whether words are a name of their own elsewhere, or the code of a pathway."""
        if name.count("(") != name.count(")"):
            return False
        if self._pathways and _is_acronym(name):
            return True
        times = self._counts[_name_key(name)]
        if " " in name:
            return times >= _REPEATED
        return times > 0

    def _code_of(self, name: str) -> str:
        key = _name_key(name)
        if key not in self._codes:
            code = self._unused_code(_make_code(name))
            self._codes[key] = code
            self.printed[code] = []
        code = self._codes[key]
        if name not in self._spellings:
            self._spellings.add(name)
            self.printed[code].append(name)
        return code

    def _unused_code(self, code: str) -> str:
        """Return a code, or with a number if it is taken; `_last_suffixes` keeps this linear."""
        if code not in self.printed:
            return code
        suffix = self._last_suffixes.get(code, 1) + 1
        while f"{code}-{suffix}" in self.printed:
            suffix += 1
        self._last_suffixes[code] = suffix
        return f"{code}-{suffix}"


def _without_repetition(piece: str) -> str:
    """Return a name once that is printed several times in a row, for several milestones."""
    words = piece.split()
    for length in range(1, len(words) // 2 + 1):
        times, rest = divmod(len(words), length)
        if not rest and words == words[:length] * times:
            return " ".join(words[:length])
    return piece


def _is_acronym(word: str) -> bool:
    """Return whether a word is like OM, PPOs or E&D."""
    capitals = sum(letter.isupper() for letter in word)
    return len(word) <= _LONGEST_ACRONYM and capitals >= _FEWEST_CAPITALS


def _name_key(name: str) -> str:
    """Return what all spellings of a name have in common."""
    words = map(_singular, _WORD.findall(name.casefold()))
    return " ".join(words) or name


def _singular(word: str) -> str:
    if len(word) <= _LONGEST_SINGULAR:
        return word
    return word.removesuffix("s")


def _make_code(name: str) -> str:
    """Return a code such as FIRE-SERVICE, or initials if that is too long."""
    words = _WORD_OF_CODE.findall(name.upper())
    code = "-".join(words)
    if len(code) > _LONGEST_CODE and len(words) >= _FEWEST_INITIALS:
        code = _initials(name, words)
    return code[:_LONGEST_CODE].rstrip("-") or "X"


def _initials(name: str, words: Sequence[str]) -> str:
    """Return the initials of a name, after the acronym that it may begin with."""
    words = [word for word in words if word not in _SMALL_WORDS] or words
    acronym = ""
    if len(words[0]) > 1 and name.startswith(words[0]):
        acronym = f"{words[0]}-"
        words = words[1:]
    return acronym + "".join(word[0] for word in words)
