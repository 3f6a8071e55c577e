"""Reading a damaged or rearranged journal file: every whole entry of it, and what is wrong.

Only files that `reader` cannot read line by line come here, so that a clean file is read quickly.
Entries are found in any encoding that JSON may have (UTF-8, UTF-16 or UTF-32, with or without a
byte order mark), with any line ends, and in any layout: one on each line, spread over several
lines, several on one line, or as items of an array.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Struct

from store.journal.entry import Entry
from store.journal.reader import UNFINISHED, decode_entry, decode_header

MAX_DAMAGED = 100  # damaged lines of a file that are kept; the rest is only counted
_BOM = b"\xef\xbb\xbf"
_UTF16_UNIT, _UTF32_UNIT = 2, 4
# What Milepost appends to a file that another program wrote in UTF-16 or UTF-32.
_APPENDED = re.compile(rb'(?<=[\n\0])\{"(?:id|milepost)":"')
_LONE_CR = re.compile(rb"\r(?!\n)")
_LINE = re.compile(rb"[^\s][^\n]*")  # from its first character that is no white space
_CONFLICT_MARK = re.compile(rb"(?:<{7}|={7}|>{7}|\|{7}|%{7}|\+{7}|-{7})(?: [^\n]*)?")
_MARK_STARTS = b"<=>|%+-"
# A string ends with its line at the latest, so that a missing quote mark damages one line only.
# So does one at the start of an entry or a header, which was joined to what a crash cut short: there,
# no string could go on, since it would have no quote marks in it.
_TOKEN = re.compile(rb'"(?:[^"\\\n{]|\\[^\n]|\{(?!"(?:id|milepost)"))*+"?|[{}]')
_SHORTEST = 40  # bytes; a header has more, and so has an entry
_MAX_DEPTH = 200  # objects within objects
_READINGS = 16  # how often each byte of a region may be decoded, if it is in nested objects
_BETWEEN = b" \t\r\n\f\v[]," + _BOM  # what may be around the entries of any layout
_MANGLED = b"\0" + _BOM
_BLANK = b" \t\r\n\0" + _BOM
_HEADER_WORDS = (b'"milepost"', b'"journal"', b'"format"', b'"author"')
_FEWEST_WORDS = 3  # of a damaged header
_OPEN, _CLOSE = b"{}"

NOT_AN_ENTRY = "this line is not an entry: it was left out and kept."
NULS = "this line has NUL bytes, as a crash leaves them: they were left out and kept."
CONFLICT = (
    "here are marks that a merge of git left: they were left out, and the entries of both"
    " sides count."
)


class SavedEntry(Struct, frozen=True, gc=False):
    """A whole entry: its line, and the bytes `start` to `end` of the text that hold it."""

    entry: Entry
    raw: bytes
    start: int
    end: int


class DamagedLine(Struct, frozen=True):
    """A line that is wrong: its number, the sentence that says what is, and its bytes.

    `is_loss` is False if all its content was read all the same.
    """

    number: int
    sentence: str
    content: bytes
    is_loss: bool = True


class Salvage(Struct, frozen=True, kw_only=True):
    """What is in a file: `text` is its bytes as UTF-8, to which the entries' positions refer.

    `has_header` tells whether there is a header, also a damaged one. `author` is the author of a
    whole header, or else of most entries. Of the damaged lines, `uncounted` are not among `damaged`.
    """

    text: bytes
    has_header: bool
    author: str
    entries: tuple[SavedEntry, ...]
    damaged: tuple[DamagedLine, ...]
    uncounted: int

    @property
    def has_anything(self) -> bool:
        """Whether there is an entry, or a header that may be damaged, or nothing but blank bytes."""
        return bool(self.entries) or self.has_header or not self.text.strip(_BLANK)

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the file was lost."""
        return not any(line.is_loss for line in self.damaged)


def salvage(data: bytes) -> Salvage:
    """Return the whole entries in a file's bytes, in their order, and what is wrong with it.

    Raises:
        NotAJournalError: if a header in it is of a later format.

    """
    text = _LONE_CR.sub(b"\n", as_utf8(data))
    reading = _Reading(text)
    reading.read()
    return Salvage(
        text=text,
        has_header=bool(reading.authors) or any(map(_is_damaged_header, reading.damaged)),
        author=reading.author(),
        entries=tuple(reading.entries),
        damaged=tuple(reading.damaged),
        uncounted=reading.uncounted,
    )


def _is_damaged_header(line: DamagedLine) -> bool:
    """Return whether a damaged line was a header; one that is JSON is whole, and of another kind."""
    if sum(word in line.content for word in _HEADER_WORDS) < _FEWEST_WORDS:
        return False
    try:
        msgspec.json.decode(line.content)
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError):
        return True
    return False


def as_utf8(data: bytes) -> bytes:
    """Return a file's bytes in UTF-8, without a byte order mark.

    What was appended in UTF-8 to a file in another encoding stays as it is.
    """
    codec, unit = _wide_encoding(data[:4])
    if not codec:
        return data.removeprefix(_BOM)
    appended = _APPENDED.search(data)
    if appended is None:
        return _transcoded_units(data, codec, unit)
    size = appended.start()
    text = _transcoded_units(data[:size], codec, unit)
    return text.rstrip() + b"\n" + data[size:]


def _transcoded_units(data: bytes, codec: str, unit: int) -> bytes:
    """Return text in UTF-8, without a last unit that is cut short."""
    return _transcoded(data[: len(data) - len(data) % unit], codec)


def _transcoded(data: bytes, codec: str) -> bytes:
    """Return text in UTF-8; code units that are no text become bytes that are no text either."""
    try:
        text = data.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    return text.removeprefix("\N{BYTE ORDER MARK}").encode("utf-8", "surrogatepass")


def _wide_encoding(start: bytes) -> tuple[str, int]:
    """Return the encoding of a file and the bytes of its units, "" and 1 if it may be UTF-8.

    Without a byte order mark, the zeros beside the first two characters, which are ASCII in JSON,
    tell it (RFC 4627, section 3).
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            return encoding
    zeros = tuple([byte == 0 for byte in start])
    return _ENCODINGS_BY_ZEROS.get(zeros, ("", 1))


# The longer marks first, since one of UTF-16 begins one of UTF-32.
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\0\0": ("utf-32-le", _UTF32_UNIT),
    b"\0\0\xfe\xff": ("utf-32-be", _UTF32_UNIT),
    b"\xff\xfe": ("utf-16-le", _UTF16_UNIT),
    b"\xfe\xff": ("utf-16-be", _UTF16_UNIT),
}
_ENCODINGS_BY_ZEROS: dict[tuple[bool, ...], tuple[str, int]] = {
    (False, True, False, True): ("utf-16-le", _UTF16_UNIT),
    (True, False, True, False): ("utf-16-be", _UTF16_UNIT),
    (False, True, True, True): ("utf-32-le", _UTF32_UNIT),
    (True, True, True, False): ("utf-32-be", _UTF32_UNIT),
}


class _Line(Struct, frozen=True, gc=False):
    """A line, or several: the number of the first, and where they start and end in the text."""

    number: int
    start: int
    end: int


class _Found(Struct, frozen=True, gc=False):
    """A JSON object in the text: an entry, a header (with its author), or neither."""

    start: int
    end: int
    entry: Entry | None = None
    author: str | None = None

    @property
    def is_known(self) -> bool:
        return self.entry is not None or self.author is not None


class _Reading:
    """One pass through a text."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.authors: list[str] = []
        self.entries: list[SavedEntry] = []
        self.damaged: list[DamagedLine] = []
        self.uncounted = 0
        self._has_conflict = False

    def author(self) -> str:
        """Return the author of the first header, or else of most entries."""
        if self.authors:
            return self.authors[0]
        authors = Counter([saved.entry.by for saved in self.entries])
        for author, _ in authors.most_common(1):
            return author
        return ""

    def read(self) -> None:
        """Read all lines; those that are nothing by themselves are searched together."""
        region: _Line | None = None
        for line in _lines(self.text, _Line(1, 0, len(self.text))):
            found = self._recognise_line(line)
            if found is None:
                first = region or line
                region = _Line(first.number, first.start, line.end)
                continue
            if region:
                self._search(region)
                region = None
            self._keep(found)
            if b"\0" in self.text[line.start : line.end]:
                self._add_damage(line, NULS, is_loss=False)
        if region:
            self._search(region)

    def _recognise_line(self, line: _Line) -> _Found | None:
        """Return what a line is, also if NUL bytes or byte order marks are around it."""
        if line.end - line.start < _SHORTEST:
            return None
        found = self._recognise(line.start, line.end)
        if found is not None:
            return found
        piece = self.text[line.start : line.end].rstrip()
        kept = piece.strip(_MANGLED)
        if kept in {b"", piece}:
            return None
        start = line.start + piece.index(kept)
        return self._recognise(start, start + len(kept))

    def _recognise(self, start: int, end: int) -> _Found | None:
        piece = self.text[start:end]
        entry = decode_entry(piece)
        if entry is not None:
            return _Found(start, end, entry=entry)
        if b'"milepost"' not in piece:
            return None
        author = decode_header(piece)
        if author is None:
            return None
        return _Found(start, end, author=author)

    def _keep(self, found: _Found) -> None:
        if found.entry is not None:
            raw = _on_one_line(self.text[found.start : found.end])
            self.entries.append(SavedEntry(found.entry, raw, found.start, found.end))
        if found.author is not None:
            self.authors.append(found.author)

    def _search(self, region: _Line) -> None:
        """Look in a region for entries of other layouts, and name its lines that are of none."""
        objects = self._objects(region)
        for found in objects:
            self._keep(found)
        after = 0  # the objects before this one end before the line
        for line in _lines(self.text, region):
            if len(self.damaged) >= MAX_DAMAGED and after == len(objects):
                self.uncounted += _count_lines(self.text, line.start, region.end)
                return
            while after < len(objects) and objects[after].end <= line.start:
                after += 1
            self._check_rest(line, objects, after)

    def _objects(self, region: _Line) -> list[_Found]:
        """Return the JSON objects in a region that are entries, headers, or neither.

        They are in order, and none is inside another. An object that has entries inside, and is
        none itself, is left out.
        """
        objects: list[_Found] = []
        starts: deque[int] = deque(maxlen=_MAX_DEPTH)
        budget = _READINGS * (region.end - region.start)
        for token in _TOKEN.finditer(self.text, region.start, region.end):
            if self.text[token.start()] == _OPEN:
                starts.append(token.start())
            elif self.text[token.start()] == _CLOSE and starts:
                start, end = starts.pop(), token.end()
                if _SHORTEST <= end - start <= budget:
                    budget -= end - start
                    found = self._recognise(start, end) or _Found(start, end)
                    _add_object(objects, found)
        return objects

    def _check_rest(self, line: _Line, objects: Sequence[_Found], first: int) -> None:
        """Name a line if it has anything but objects and what may be around them.

        `first` is the index of the first of the objects that does not end before the line.
        """
        if self.text[line.start] in _MARK_STARTS and self._is_conflict_mark(line):
            self._add_conflict(line)
            return
        at, rest = line.start, b""
        for found in islice(objects, first, None):
            if found.start >= line.end:
                break
            if not found.is_known and found.start >= line.start:
                self._add_damage(line, NOT_AN_ENTRY)
                return
            rest += self.text[at : max(at, found.start)]
            at = max(at, found.end)
        rest += self.text[at : max(at, line.end)]
        if rest.strip(_BETWEEN):
            self._add_damage(line, self._damage_of(line))

    def _is_conflict_mark(self, line: _Line) -> bool:
        return _CONFLICT_MARK.fullmatch(self.text[line.start : line.end].rstrip()) is not None

    def _damage_of(self, line: _Line) -> str:
        """Return what is wrong with a line: an unfinished last line, or no entry."""
        if line.number > 1 and line.end == len(self.text):
            return UNFINISHED
        return NOT_AN_ENTRY

    def _add_conflict(self, line: _Line) -> None:
        if not self._has_conflict:
            self._has_conflict = True
            self._add_damage(line, CONFLICT, is_loss=False)

    def _add_damage(self, line: _Line, sentence: str, *, is_loss: bool = True) -> None:
        if len(self.damaged) >= MAX_DAMAGED:
            self.uncounted += 1
            return
        content = self.text[line.start : line.end]
        self.damaged.append(DamagedLine(line.number, sentence, content, is_loss=is_loss))


def _lines(text: bytes, within: _Line) -> Iterator[_Line]:
    """Yield the lines of a part of a text, those left out that are blank."""
    number, counted = within.number, within.start
    for match in _LINE.finditer(text, within.start, within.end):
        number += text.count(b"\n", counted, match.start())
        counted = match.start()
        yield _Line(number, match.start(), match.end())


def _count_lines(text: bytes, start: int, end: int) -> int:
    """Return how many lines of a part of a text are not blank."""
    return sum(1 for _ in _LINE.finditer(text, start, end))


def _add_object(objects: list[_Found], found: _Found) -> None:
    """Add an object after those found before it, in place of the ones that are inside it.

    An object that is neither entry nor header does not replace any that is.
    """
    outside = len(objects)
    has_known = False
    while outside and objects[outside - 1].start > found.start:
        outside -= 1
        has_known |= objects[outside].is_known
    if found.is_known or not has_known:
        objects[outside:] = [found]


def _on_one_line(piece: bytes) -> bytes:
    """Return an entry as one line, with all its fields as they are."""
    piece = piece.strip()
    if b"\n" not in piece:
        return piece
    return msgspec.json.format(piece, indent=-1)
