"""Several acts recorded in one go: all of them, or none if one is refused."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from plan_data.errors import Refused
from store.journal.entry import Decide, Decision, Entry, EntryDraft, entry_from
from store.journal.folder import Journal
from store.journal.ids import next_id


class _BatchOptions(Struct, frozen=True):
    plan: str
    author: str
    now: datetime
    after: str


def provisional_entries(
    drafts: Sequence[EntryDraft], *, plan: str, author: str, now: datetime, after: str
) -> list[Entry]:
    """Return the entries that drafts would become, in their order, each with the id after `after`."""
    entries = []
    for draft in drafts:
        entry_id = next_id(now, after)
        entries.append(entry_from(draft, entry_id=entry_id, plan=plan, at=now, by=author))
    return entries


class BatchJournal(Journal):
    """A journal that collects what a recorder writes, until `commit` appends it all at once."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.folder, journal.machine, journal.wait)
        self._journal = journal
        self._decide: Decide | None = None
        self._drafts: list[EntryDraft] = []
        self._options: _BatchOptions | None = None

    def record(  # noqa: PLR0913 - as a journal's
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
        decide: Decide | None = None,
    ) -> list[Entry]:
        """Collect `drafts` and return the entries they would become, with provisional ids.

        The plan, author and time of the batch are those of its first act. `decide` decides on all
        that was collected so far.
        """
        if self._options is None:
            self._options = _BatchOptions(plan, author, now, after)
        self._decide = decide
        self._drafts += drafts
        return provisional_entries(drafts, plan=plan, author=author, now=now, after=after)

    def commit(self) -> list[Entry]:
        """Append all that was collected, and return the entries it became.

        Raises:
            Refused: if one of the acts means nothing, or another thing, after what was recorded in
                the meantime; nothing has then been recorded.
            Unusable: if the disk refuses; nothing has then been recorded.

        """
        options = self._options
        if options is None:
            return []
        decide = None
        if self._decide is not None:
            decide = partial(self._decide_again, self._decide)
        return self._journal.record(
            self._drafts,
            plan=options.plan,
            author=options.author,
            now=options.now,
            after=options.after,
            decide=decide,
        )

    def _decide_again(self, decide: Decide) -> Decision:
        """Decide under the file's lock, and refuse to record anything but what was collected."""
        decision = decide()
        if list(decision.drafts) != self._drafts:
            raise Refused(
                "nothing was recorded: the journal has changed in this moment, in another window or"
                " by another person: look again, and repeat it if it still makes sense."
            )
        return decision
