"""Why the figures changed: each item as it was reported on a day, as that day is known now, and as it stands."""

from collections.abc import Iterable

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.journal.entry import Entry


class ItemChange(Struct, frozen=True):
    """One item then and now.

    `reported` is how it stood by what had been recorded on that day, `restated` how it stood on that day by
    all that is known now. `new` entries count now and did not then; those that are `gone` counted only then.
    """

    reported: ChecklistItem
    restated: ChecklistItem
    now: ChecklistItem
    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    @property
    def is_another_status(self) -> bool:
        """Whether the figures changed by this item."""
        return self.reported.state.status != self.now.state.status


def item_changes(
    reported: Iterable[ChecklistItem],
    restated: Iterable[ChecklistItem],
    now: Iterable[ChecklistItem],
) -> tuple[ItemChange, ...]:
    """Return a change for each of the same items in the same order."""
    return tuple(_change(*three) for three in zip(reported, restated, now, strict=True))


def _change(reported: ChecklistItem, restated: ChecklistItem, now: ChecklistItem) -> ItemChange:
    before = {entry.id for entry in reported.entries}
    after = {entry.id for entry in now.entries}
    return ItemChange(
        reported,
        restated,
        now,
        tuple(entry for entry in now.entries if entry.id not in before),
        tuple(entry for entry in reported.entries if entry.id not in after),
    )
