"""A journal that writes nothing: it keeps what acts would record."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from store.batch import provisional_entries
from store.journal.entry import Decide, Entry, EntryDraft
from store.journal.folder import Journal


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
        return provisional_entries(drafts, plan=plan, author=author, now=now, after=after)
