"""The journal as TinyDB databases: one author's file, only ever appended to, and all files at once.

TinyDB's own storage rewrites the file in place, so that a kill or a full disk in the middle of a
write loses everything. This one appends one line for each entry; queries are TinyDB's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from store.journal.entry import Entry, EntryDraft
from store.journal.entry_writer import EntryWriter
from store.journal.folder import read_folder
from store.journal.lock import LockWait
from store.journal.reader import read_content

TABLE = "entries"
_ONLY_APPENDED = "a journal's file is only appended to"


class AppendOnlyStorage(Storage):
    """TinyDB's view of one file; nothing is held open between operations."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the file's entries under their ids, None if there is no file yet."""
        if not self.path.exists():
            return None
        content = read_content(self.path)
        return {TABLE: {f"{entry.id} {n}": entry for n, entry in enumerate(content.entries)}}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:  # noqa: ARG002
        """Refuse, since TinyDB writes by replacing everything."""
        raise TypeError(_ONLY_APPENDED)


class EntriesStorage(Storage):
    """TinyDB's view of entries that were read already; nothing is read or written."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._tables = {TABLE: {f"{entry.id} {n}": entry for n, entry in enumerate(entries)}}

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the entries under their ids."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:  # noqa: ARG002
        """Refuse, as `AppendOnlyStorage` does."""
        raise TypeError(_ONLY_APPENDED)


class EntryTable(Table):
    """TinyDB's table for entries: it can be searched and added to, not changed."""

    document_class = staticmethod(lambda entry, _: entry)  # type: ignore[assignment]  # an Entry as it is
    document_id_class = str  # type: ignore[assignment]

    def search(self, cond: QueryLike) -> list[Any]:
        """Return the entries that match, uncached, since another window may append."""
        self.clear_cache()
        return super().search(cond)

    def insert(self, document: Mapping[str, Any]) -> NoReturn:  # noqa: ARG002
        """Refuse: entries are recorded by `EntryDatabase.record`, which gives them their id."""
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


class EntryDatabase(TinyDB):
    """One author's file. `search`, `get`, `count` and the like are TinyDB's, over `Entry`."""

    default_table_name = TABLE
    table_class = EntryTable

    def __init__(self, path: Path, author: str, wait: LockWait | None = None) -> None:
        super().__init__(path, storage=AppendOnlyStorage)
        self.path = path
        self._writer = EntryWriter(path, author, wait)

    def record(
        self, drafts: Sequence[EntryDraft], *, plan: str, now: datetime, after: str = ""
    ) -> list[Entry]:
        """Append `drafts` as the author's entries of `plan`, as `EntryWriter.record` does."""
        return self._writer.record(drafts, plan=plan, now=now, after=after)

    def adopt(self, raw: Iterable[bytes]) -> None:
        """Append lines of another copy of this file, as `EntryWriter.adopt` does."""
        self._writer.adopt(raw)


class JournalDatabase(TinyDB):
    """The entries of all files of a journal, to be searched with TinyDB's queries.

    It has the entries as they were when it was made, in their order.
    """

    default_table_name = TABLE
    table_class = EntryTable

    def __init__(self, entries: Iterable[Entry]) -> None:
        super().__init__(entries, storage=EntriesStorage)

    @classmethod
    def of_folder(cls, folder: Path) -> "JournalDatabase":
        """Read a journal's folder.

        Raises:
            Unusable: if it cannot be read.

        """
        return cls(read_folder(folder).entries)
