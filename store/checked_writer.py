"""Writes what was decided on what a journal held, and decides again if it holds more by then."""

from collections.abc import Callable, Sequence
from datetime import datetime

from store.checklist.entry_index import EntryIndex
from store.journal.entry import Decision, Entry, EntryDraft, entry_from
from store.journal.folder import (
    FolderStamp,
    Journal,
    folder_stamp,
    read_plan_entries,
    same_entries,
)
from store.journal.ids import newest_id, next_id

DecideDrafts = Callable[[], list[EntryDraft]]


class CheckedWriter:
    """Writes one author's entries of a plan into a journal.

    `index` has the plan's entries as they were read, and `recorded` those that were written since.
    `stamp` is the folder's from before it was read, None if that is not known.
    """

    def __init__(  # noqa: PLR0913 - each is a fact from outside
        self,
        journal: Journal,
        plan: str,
        index: EntryIndex,
        *,
        newest: str,
        stamp: FolderStamp | None,
        author: str,
        now: datetime,
    ) -> None:
        self.index = index
        self.recorded: list[Entry] = []
        self.newest = newest
        self._journal = journal
        self._plan = plan
        self._newest_read = newest
        self._stamp = stamp
        self._author = author
        self._now = now
        self._acts: list[tuple[DecideDrafts, list[EntryDraft]]] = []  # not written yet

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the plan, with those that were written since they were read."""
        return (*self.index.entries, *self.recorded)

    def write(self, decide: DecideDrafts) -> list[Entry]:
        """Write what `decide` returns, and return the entries it became.

        It is decided at once, so that what means nothing touches no disk. It is decided once more
        under the journal's lock if the folder has changed since it was read. So no two windows do
        the same thing twice.

        Raises:
            Refused: if `decide` raises it; nothing has then been recorded.
            Unusable: if the disk refuses; nothing has then been recorded.

        """
        drafts = decide()
        self._acts.append((decide, drafts))
        try:
            entries = self._journal.record(
                drafts,
                plan=self._plan,
                author=self._author,
                now=self._now,
                after=self.newest,
                decide=self._decide_again,
            )
        except BaseException:
            self._acts.clear()
            raise
        self.recorded += entries  # the next act builds on these
        if entries:  # none if another window has recorded all of it by now
            self.newest = entries[-1].id
        return entries

    def _decide_again(self) -> Decision:
        """Return what to write for all acts that are not written yet; runs under the lock."""
        acts = self._acts
        self._acts = []
        drafts: list[EntryDraft] = []
        if same_entries(self._stamp, folder_stamp(self._journal.folder)):
            for _, decided in acts:
                drafts += decided
            return Decision(drafts, self._newest_read)
        self._read_again()
        for decide, _ in acts:
            decided = decide()
            drafts += decided
            self.recorded += [self._provisional(draft) for draft in decided]
        self.recorded.clear()  # they come back with their own ids
        return Decision(drafts, self._newest_read)

    def _read_again(self) -> None:
        contents = read_plan_entries(self._journal.folder, self._plan)
        self.index = EntryIndex(contents.entries, self._plan)
        self.recorded.clear()
        self._stamp = contents.stamp
        self._newest_read = newest_of(contents.entries)
        self.newest = self._newest_read

    def _provisional(self, draft: EntryDraft) -> Entry:
        """Return the entry that a draft will be, with an id that is not its last one."""
        self.newest = next_id(self._now, self.newest)
        return entry_from(
            draft, entry_id=self.newest, plan=self._plan, at=self._now, by=self._author
        )


def newest_of(entries: Sequence[Entry]) -> str:
    """Return the newest of the ids of `entries`, which are in order, that can be followed."""
    return newest_id(entry.id for entry in reversed(entries))
