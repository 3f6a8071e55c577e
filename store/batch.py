"""Several acts recorded in one go: all of them, or none if one is refused."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from store.journal.entry import Entry, EntryDraft, entry_from
from store.journal.folder import Journal
from store.journal.ids import next_id


class _BatchOptions(Struct, frozen=True):
    plan: str
    author: str
    now: datetime
    after: str


class BatchJournal(Journal):
    """A journal that collects what a recorder writes, until `commit` appends it all at once."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.folder, journal.machine)
        self._journal = journal
        self._drafts: list[EntryDraft] = []
        self._options: _BatchOptions | None = None

    def record(
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
    ) -> list[Entry]:
        """Collect `drafts` and return the entries they would become, with provisional ids.

        The plan, author and time of the batch are those of its first act.
        """
        if self._options is None:
            self._options = _BatchOptions(plan, author, now, after)
        self._drafts += drafts
        entries = []
        for draft in drafts:
            entry_id = next_id(now, after)
            entries.append(entry_from(draft, entry_id=entry_id, plan=plan, at=now, by=author))
        return entries

    def commit(self) -> list[Entry]:
        """Append all that was collected, and return the entries it became.

        Raises:
            Unusable: if the disk refuses; nothing has then been recorded.

        """
        options = self._options
        if options is None:
            return []
        return self._journal.record(
            self._drafts,
            plan=options.plan,
            author=options.author,
            now=options.now,
            after=options.after,
        )
