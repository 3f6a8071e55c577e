"""The entries of a plan by ref, so that an act need not go through all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from store.checklist.retractions import KINDS_ABOUT_ENTRIES
from store.journal.entry import Entry


class EntryIndex:
    """Entries of one plan by id, to which new ones are added at the end."""

    def __init__(self, entries: Iterable[Entry], plan: str) -> None:
        self.entries: list[Entry] = []
        self._about_entries: list[Entry] = []
        self._has_moves = False
        self._by_ref: defaultdict[str, list[Entry]] = defaultdict(list)
        self.add([entry for entry in entries if entry.plan == plan])

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries that were recorded after those in the index."""
        for entry in entries:
            self.entries.append(entry)
            if entry.kind in KINDS_ABOUT_ENTRIES:
                self._about_entries.append(entry)
                self._has_moves |= entry.kind == "moved"
            else:
                self._by_ref[entry.ref].append(entry)

    def about(self, refs: Iterable[str]) -> list[Entry]:
        """Return every entry that can concern refs.

        These are all entries if some were moved, since they may belong to these refs now.
        """
        if self._has_moves:
            return self.entries
        entries = self._about_entries.copy()
        for ref in refs:
            entries += self._by_ref.get(ref, ())
        return entries


class PartialIndex(EntryIndex):
    """An index without the entries of some ids. Only what concerns a ref is left out, by `about`."""

    def __init__(self, index: EntryIndex, left_out: Collection[str]) -> None:
        """Share the entries of another index, which must not change meanwhile."""
        super().__init__((), "")
        self.entries = index.entries
        self._index = index
        self._left_out = left_out

    def about(self, refs: Iterable[str]) -> list[Entry]:
        """Return every entry that can concern refs, without those that are left out."""
        return [entry for entry in self._index.about(refs) if entry.id not in self._left_out]
