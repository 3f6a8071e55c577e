"""One author's file of a journal: a TinyDB database that is only ever appended to.

TinyDB's own storage rewrites the whole file in place, so that a kill or a full disk in the
middle of a write takes everything along. This one appends one line an entry; queries stay TinyDB's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import Struct
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from plan_data.errors import Unusable
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
_BAD_LINE = (msgspec.MsgspecError, RecursionError, ValueError)


def read_content(path: Path) -> FileContent:
    """Read a file; what cannot be read of it is a problem, and the rest is there.

    Raises:
        NotAJournal: where the file is not a journal's, or not to be read at all.

    """
    data = lines.complete(_bytes(path))
    first, _, body = data.partition(b"\n")
    author = _author(first)
    raw = body.split(b"\n")[:-1]
    problems: list[Problem] = []
    try:
        entries = _entry_decoder.decode_lines(body)
    except _BAD_LINE:
        raw, entries, problems = _line_by_line(raw, str(path))
    if needs_cleaning(data):
        entries = [_cleaned(entry) for entry in entries]
    return FileContent(author, tuple(entries), tuple(raw), tuple(problems))


def _bytes(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise NotAJournal("this is not a plain file: it was left alone.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotAJournal(
            f"this cannot be read ({(error.strerror or str(error)).lower()}): see to its rights."
        ) from error


def _author(line: bytes) -> str:
    try:
        header = _header_decoder.decode(line)
    except _BAD_LINE:
        raise NotAJournal("this is not a journal file of Milepost: it was left alone.") from None
    if header.milepost != "journal":
        raise NotAJournal("this is not a journal file of Milepost: it was left alone.")
    if header.format > FORMAT:
        raise NotAJournal("a later version of Milepost wrote this file: update Milepost to read it.")
    return one_line(header.author)


def _line_by_line(raw: list[bytes], file: str) -> tuple[list[bytes], list[Entry], list[Problem]]:
    good, entries, problems = [], [], []
    for number, line in enumerate(raw, start=2):
        try:
            entries.append(_entry_decoder.decode(line))
            good.append(line)
        except _BAD_LINE:
            problems.append(Problem(file, number, 1, "this line is not an entry: it was stepped round and kept."))
    return good, entries, problems


def _cleaned(entry: Entry) -> Entry:
    texts = {name: value for name in entry.__struct_fields__ if isinstance(value := getattr(entry, name), str)}
    tidy = {name: clean(value) if name in {"text", "evidence"} else one_line(value) for name, value in texts.items()}
    return msgspec.structs.replace(entry, **tidy)


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
        raise TypeError("a journal's file is only appended to")


class EntryTable(Table):
    """TinyDB's table for entries: it can be searched and added to, not changed."""

    default_query_cache_capacity = 0  # another window may have appended since
    document_class = staticmethod(lambda entry, _: entry)  # type: ignore[assignment]  # an Entry as it is
    document_id_class = str  # type: ignore[assignment]

    def insert(self, document: Mapping[str, Any]) -> NoReturn:  # noqa: ARG002
        """Refuse: entries are recorded through `EntryFile.record`, which gives them their id."""
        raise TypeError("entries are recorded, not inserted")

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> NoReturn:  # noqa: ARG002
        """Refuse, as `insert` does."""
        raise TypeError("entries are recorded, not inserted")

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
            if not last_line:
                return [header, *encode("")]
            self._refuse_foreign()
            return encode(_id_of(last_line))

        lines.append(self.path, composed)

    def _refuse_foreign(self) -> None:
        with self.path.open("rb") as file:
            first = file.readline(4096)
        try:
            _author(first)
        except NotAJournal as error:
            raise Unusable(f"nothing was recorded: '{self.path}': {error}") from None


def _id_of(line: bytes) -> str:
    try:
        return _entry_decoder.decode(line).id
    except _BAD_LINE:
        return ""
