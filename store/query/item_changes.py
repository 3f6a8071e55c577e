"""Why figures changed: each item as it was reported on a day, as known now of that day, and now."""

from collections.abc import Iterable
from itertools import starmap

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.journal.entry import Entry


class ItemChange(Struct, frozen=True):
    """One item then and now.

    `reported` is the item by what had been recorded on that day, `restated` the item on that day by
    all that is known now. `new` entries count now and did not then; those that are `gone` counted
    only then.
    """

    reported: ChecklistItem
    restated: ChecklistItem
    now: ChecklistItem
    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    @property
    def is_another_status(self) -> bool:
        """Whether this item changed the figures."""
        return self.reported.state.status != self.now.state.status


def item_changes(
    reported: Iterable[ChecklistItem],
    restated: Iterable[ChecklistItem],
    now: Iterable[ChecklistItem],
) -> tuple[ItemChange, ...]:
    """Return a change for each of the same items in the same order."""
    triples = zip(reported, restated, now, strict=True)
    return tuple(starmap(_change, triples))


def _change(reported: ChecklistItem, restated: ChecklistItem, now: ChecklistItem) -> ItemChange:
    new = _entries_without(now, reported)
    gone = _entries_without(reported, now)
    return ItemChange(reported, restated, now, new, gone)


def _entries_without(item: ChecklistItem, other: ChecklistItem) -> tuple[Entry, ...]:
    """Return the entries of `item` that `other` does not have."""
    if not item.entries:
        return ()
    other_ids = {entry.id for entry in other.entries}
    return tuple([entry for entry in item.entries if entry.id not in other_ids])
