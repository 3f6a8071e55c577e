"""A journal that writes nothing: it keeps what acts would record."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from store.journal.entry import Decide, Entry, EntryDraft, entry_from
from store.journal.folder import Journal
from store.journal.ids import next_id


class DraftCollector(Journal):
    """A journal that keeps the drafts of acts, and writes none."""

    def __init__(self) -> None:
        super().__init__(Path(), "")
        self.drafts: list[EntryDraft] = []

    def record(  # noqa: PLR0913 - as a journal's
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
        decide: Decide | None = None,  # noqa: ARG002 - nothing is written
    ) -> list[Entry]:
        """Keep the drafts, and return the entries they would become."""
        self.drafts += drafts
        entries = []
        for draft in drafts:
            entry_id = next_id(now, after)
            entries.append(entry_from(draft, entry_id=entry_id, plan=plan, at=now, by=author))
        return entries
