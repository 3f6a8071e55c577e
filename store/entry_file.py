"""One author's file of a journal: a TinyDB database that is only ever appended to.

TinyDB's own storage rewrites the whole file in place, so that a kill or a full disk in the
middle of a write takes everything along. This one appends one line an entry; queries stay TinyDB's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import Struct
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from plan_data.errors import Unusable, reason
from plan_data.problem import Problem
from plan_data.text import clean, needs_cleaning, one_line
from store import lines
from store.entry import Entry

FORMAT = 1
TABLE = "entries"


class Header(Struct, frozen=True):
    """The first line of a file: that it is a journal's, in which format, and whose."""

    milepost: str
    format: int
    author: str


class FileContent(Struct, frozen=True):
    """What was read of one file; `entries[n]` stands in `raw[n]`, byte for byte."""

    author: str = ""
    entries: tuple[Entry, ...] = ()
    raw: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()


class NotAJournal(Exception):  # noqa: N818 - becomes a Problem where a folder is read
    """The file is not one that Milepost can read; the message says why."""


_header_decoder = msgspec.json.Decoder(Header)
_entry_decoder = msgspec.json.Decoder(Entry)
_BAD_LINE = (msgspec.MsgspecError, RecursionError, ValueError, OverflowError)
_EXTREMES = frozenset({MINYEAR, MAXYEAR})
_HEADER_START = b'{"milepost":"journal"'
_UNFINISHED = "the last line is unfinished, as a crash or a broken copy leaves it: it was stepped round and kept."
_NOT_OURS = "this is not a journal file of Milepost: it was left alone."


def read_content(path: Path) -> FileContent:
    """Read a file; what cannot be read of it is a problem, and the rest is there.

    Raises:
        NotAJournal: where the file is not a journal's, or not to be read at all.

    """
    *whole, torn = _bytes(path).split(b"\n")
    unfinished = [Problem(named(path), len(whole) + 1, 1, _UNFINISHED)] if torn else []
    if not whole and _may_become_header(torn):
        return FileContent(problems=tuple(unfinished))
    header, *raw = whole or [torn]
    author = _author(header)
    problems: list[Problem] = []
    try:
        entries = [_entry_decoder.decode(line) for line in raw]
        _refuse_extremes(entries)
    except _BAD_LINE:
        raw, entries, problems = _line_by_line(raw, named(path))
    entries = [entry if _is_plain(line) else _cleaned(entry) for line, entry in zip(raw, entries, strict=True)]
    return FileContent(author, tuple(entries), tuple(raw), (*problems, *unfinished))


def named(path: Path) -> str:
    """Return a file's name for people: it is foreign text as well."""
    return clean(str(path)).replace("\n", "\N{REPLACEMENT CHARACTER}")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            raise NotAJournal("this is not a plain file: it was left alone.")
        return lines.read(path)
    except OSError as error:
        raise NotAJournal(f"this cannot be read ({reason(error)}): see to its rights.") from error


def _author(line: bytes) -> str:
    try:
        header = _header_decoder.decode(line)
    except _BAD_LINE:
        raise NotAJournal(_NOT_OURS) from None
    if header.milepost != "journal":
        raise NotAJournal(_NOT_OURS)
    if header.format > FORMAT:
        raise NotAJournal("a later version of Milepost wrote this file: update Milepost to read it.")
    return one_line(header.author)


def _may_become_header(torn: bytes) -> bool:
    """Return whether a file's only bytes are the start of our header, or what a power cut leaves in its place."""
    return torn.startswith(_HEADER_START) or _HEADER_START.startswith(torn.rstrip(b"\0"))


def _refuse_extremes(entries: Iterable[Entry]) -> None:
    """Raise where a time of recording has no UTC date: such an entry would fail later, when asked for it."""
    for entry in entries:
        if entry.at.year in _EXTREMES:
            entry.at.astimezone(UTC)


def _line_by_line(raw: list[bytes], file: str) -> tuple[list[bytes], list[Entry], list[Problem]]:
    good, entries, problems = [], [], []
    for number, line in enumerate(raw, start=2):
        try:
            entry = _entry_decoder.decode(line)
            _refuse_extremes([entry])
        except _BAD_LINE:
            problems.append(Problem(file, number, 1, "this line is not an entry: it was stepped round and kept."))
        else:
            entries.append(entry)
            good.append(line)
    return good, entries, problems


def _is_plain(line: bytes) -> bool:
    """Return whether nothing in a line can need cleaning; JSON itself allows no bare control character but DEL."""
    return b"\\" not in line and b"\x7f" not in line and (line.isascii() or not needs_cleaning(line))


def _cleaned(entry: Entry) -> Entry:
    texts = {name: value for name in entry.__struct_fields__ if isinstance(value := getattr(entry, name), str)}
    tidy = {name: clean(value) if name in {"text", "evidence"} else one_line(value) for name, value in texts.items()}
    return msgspec.structs.replace(entry, **tidy)


_ONLY_APPENDED = "a journal's file is only appended to"


class AppendOnlyStorage(Storage):
    """TinyDB's view of one file; nothing is held open between operations."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the file's entries under their ids, None where there is no file yet."""
        if not self.path.exists():
            return None
        content = read_content(self.path)
        return {TABLE: {f"{entry.id} {n}": entry for n, entry in enumerate(content.entries)}}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:  # noqa: ARG002
        """Refuse, since writing is TinyDB's word for replacing everything."""
        raise TypeError(_ONLY_APPENDED)


class EntryTable(Table):
    """TinyDB's table for entries: it can be searched and added to, not changed."""

    document_class = staticmethod(lambda entry, _: entry)  # type: ignore[assignment]  # an Entry as it is
    document_id_class = str  # type: ignore[assignment]

    def search(self, cond: QueryLike) -> list[Any]:
        """Return the entries that match; nothing is remembered, since another window may append."""
        self.clear_cache()
        return super().search(cond)

    def insert(self, document: Mapping[str, Any]) -> NoReturn:  # noqa: ARG002
        """Refuse: entries are recorded through `EntryFile.record`, which gives them their id."""
        raise TypeError("entries are recorded, not inserted")

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> NoReturn:  # noqa: ARG002
        """Refuse, as `insert` does."""
        raise TypeError("entries are recorded, not inserted")

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> NoReturn:  # noqa: ARG002
        """Refuse, as `insert` does."""
        raise TypeError("entries are recorded, not inserted")

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:  # noqa: ARG002
        """Refuse what TinyDB does to change or remove documents, before it does any of it."""
        raise TypeError(_ONLY_APPENDED)

    def __iter__(self) -> Iterator[Any]:
        """Yield the entries, oldest first."""
        yield from self._read_table().values()


class EntryFile(TinyDB):
    """One author's file. `search`, `get`, `count` and the like are TinyDB's, over `Entry`."""

    default_table_name = TABLE
    table_class = EntryTable

    def __init__(self, path: Path, author: str) -> None:
        super().__init__(path, storage=AppendOnlyStorage)
        self.path = path
        self.author = author

    def record(self, compose: Callable[[str], list[Entry]]) -> list[Entry]:
        """Append the entries that `compose` makes, given the id of the file's last entry.

        Raises:
            Unusable: where the disk refuses, or the file is not ours to write.

        """
        made: list[Entry] = []

        def encoded(last_id: str) -> list[bytes]:
            made.extend(compose(last_id))
            return [msgspec.json.encode(entry) for entry in made]

        self._append(encoded)
        return made

    def adopt(self, raw: Iterable[bytes]) -> None:
        """Append lines of another copy of this file as they are.

        Raises:
            Unusable: where the disk refuses, or the file is not ours to write.

        """
        self._append(lambda _: list(raw))

    def _append(self, encode: Callable[[str], list[bytes]]) -> None:
        header = msgspec.json.encode(Header("journal", FORMAT, self.author))

        def composed(last_line: bytes) -> list[bytes]:
            return encode(_id_of(last_line)) if last_line else [header, *encode("")]

        lines.append(self.path, composed, self._admit)

    def _admit(self, first_line: bytes) -> None:
        """Raise where the file is not ours, so that not even an unfinished line of it is touched."""
        if not first_line.endswith(b"\n") and _may_become_header(first_line):
            return
        try:
            _author(first_line)
        except NotAJournal as error:
            raise Unusable(f"nothing was recorded: '{self.path}': {error}") from None


def _id_of(line: bytes) -> str:
    try:
        return _entry_decoder.decode(line).id
    except _BAD_LINE:
        return ""
