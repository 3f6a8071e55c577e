"""Several acts recorded in one go: all of them, or where one is refused, none."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from store.journal.entry import Entry, EntryDraft, entry_from
from store.journal.folder import Journal
from store.journal.ids import next_id


class _Facts(Struct, frozen=True):
    plan: str
    author: str
    now: datetime
    after: str


class BatchJournal(Journal):
    """A journal that only takes down what a recorder writes, until `commit` appends all of it at once."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.folder, journal.machine)
        self._journal = journal
        self._drafts: list[EntryDraft] = []
        self._facts: _Facts | None = None

    def record(
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
    ) -> list[Entry]:
        """Take `drafts` down and return them as they would stand in the journal, but for their ids."""
        self._facts = self._facts or _Facts(plan, author, now, after)
        self._drafts += drafts
        return [
            entry_from(draft, entry_id=next_id(now, after), plan=plan, at=now, by=author)
            for draft in drafts
        ]

    def commit(self) -> list[Entry]:
        """Append all that was taken down, and return it as it stands there.

        Raises:
            Unusable: where the disk refuses; nothing has then been recorded.

        """
        facts = self._facts
        if facts is None:
            return []
        return self._journal.record(
            self._drafts, plan=facts.plan, author=facts.author, now=facts.now, after=facts.after
        )
