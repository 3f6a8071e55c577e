"""The entries of a plan, found by their refs without going through all of them at each act."""

from collections import defaultdict
from collections.abc import Iterable

from store.checklist.retractions import KINDS_ABOUT_ENTRIES
from store.journal.entry import Entry


class EntryIndex:
    """Entries of one plan by id, to which new ones are added at the end."""

    def __init__(self, entries: Iterable[Entry], plan: str) -> None:
        self.entries: list[Entry] = []
        self._of_others: list[Entry] = []
        self._by_ref: defaultdict[str, list[Entry]] = defaultdict(list)
        self.add([entry for entry in entries if entry.plan == plan])

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries that were recorded after those that are known."""
        for entry in entries:
            self.entries.append(entry)
            (
                self._of_others if entry.kind in KINDS_ABOUT_ENTRIES else self._by_ref[entry.ref]
            ).append(entry)

    def about(self, refs: Iterable[str]) -> list[Entry]:
        """Return all that can say something of refs: all entries where some were moved, since they may be here now."""
        if any(entry.kind == "moved" for entry in self._of_others):
            return self.entries
        return [*self._of_others, *(entry for ref in refs for entry in self._by_ref.get(ref, ()))]
