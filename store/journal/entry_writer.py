"""Writing entries to the end of one author's file, without TinyDB, which is slow to import."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from plan_data.errors import Unusable
from store.journal import append_only
from store.journal.entry import Decide, Decision, Entry, EntryDraft, entry_from
from store.journal.ids import next_id
from store.journal.lock import LockWait
from store.journal.reader import (
    NotAJournalError,
    header_line,
    id_of,
    is_whole_line,
    may_become_header,
    refuse_foreign,
)


class EntryWriter:
    """Appends to one author's file. `wait` is how long an act waits for its lock."""

    def __init__(self, path: Path, author: str, wait: LockWait | None = None) -> None:
        self.path = path
        self.author = author
        self.wait = wait

    def record(
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        now: datetime,
        after: str = "",
        decide: Decide | None = None,
    ) -> list[Entry]:
        """Append `drafts` as the author's entries of `plan`, and return these.

        Their ids follow that of the file's last entry, and the id `after`. If `decide` is given, it
        is called under the file's lock, and what it returns replaces `drafts` and `after`; what
        it raises is raised, and nothing is written.

        Raises:
            Unusable: if the disk refuses, or the file is no journal.

        """
        entries: list[Entry] = []

        def compose(last_line: bytes) -> list[bytes]:  # runs under the file's lock
            if not entries:  # else the file was replaced, and gets the same entries
                decision = Decision(drafts, after)
                if decide is not None:
                    decision = decide()
                entries.extend(self._entries(decision, id_of(last_line), plan, now))
            return [*self._missing_header(last_line), *map(msgspec.json.encode, entries)]

        self._append(compose)
        return entries

    def _entries(
        self, decision: Decision, last_id: str, plan: str, now: datetime
    ) -> Iterator[Entry]:
        for draft in decision.drafts:
            last_id = next_id(now, last_id, decision.after)
            yield entry_from(draft, entry_id=last_id, plan=plan, at=now, by=self.author)

    def adopt(self, raw: Iterable[bytes]) -> None:
        """Append lines of another copy of this file as they are.

        `raw` is read under the file's lock, so that it can depend on what the file holds then.

        Raises:
            Unusable: if the disk refuses, or the file is no journal.

        """
        lines: list[bytes] = []
        rest = iter(raw)

        def compose(last_line: bytes) -> list[bytes]:  # runs under the file's lock
            lines.extend(rest)  # it gives nothing more if the file was replaced: the same lines
            return [*self._missing_header(last_line), *lines]

        self._append(compose)

    def _append(self, compose: append_only.Compose) -> None:
        append_only.append_lines(
            self.path, compose, self._admit, is_whole=is_whole_line, wait=self.wait
        )

    def _missing_header(self, last_line: bytes) -> list[bytes]:
        """Return the lines that must come before a new entry: the header, if the file is empty."""
        if last_line:
            return []
        return [header_line(self.author)]

    def _admit(self, first_line: bytes) -> None:
        """Raise if the file is no journal, before even an unfinished line of it is touched."""
        is_cut_short = not first_line.endswith(b"\n") and not is_whole_line(first_line)
        if is_cut_short and may_become_header(first_line):
            return
        try:
            refuse_foreign(self.path, first_line)
        except NotAJournalError as error:
            raise Unusable(f"nothing was recorded: '{self.path}': {error}") from None
