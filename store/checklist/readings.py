"""The readings that ask for a lead's confirmation (`?` in the plan), and which were confirmed.

A confirmation is an entry at the milestone's id. It counts for the reading it names: if the plan is
corrected to read otherwise and asks again, the new reading needs a confirmation of its own.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from plan_data.items import PlanItem
from store.journal.entry import Entry


class Reading(Struct, frozen=True):
    """A milestone whose `when` ends in `?`, by its first item, and the entry that confirmed it."""

    item: PlanItem
    confirmed: Entry | None

    @property
    def confirmation_ref(self) -> str:
        """The id that a confirmation is recorded under: the first's, if it is printed twice."""
        return confirmation_ref(self.item)

    def is_for(self, item: PlanItem) -> bool:
        """Return whether this is the reading of an item's milestone."""
        return self.item.milestone == item.milestone

    @property
    def when_text(self) -> str:
        """The reading without its `?`."""
        return self.item.when_without_query


def readings(items: Sequence[PlanItem], entries: Iterable[Entry]) -> tuple[Reading, ...]:
    """Return every reading of a plan that asks for confirmation, in plan order."""
    confirmed: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind == "confirmed":
            confirmed[entry.ref, entry.when] = entry
    first_items: dict[str, PlanItem] = {}
    for item in items:
        if item.confirm:
            first_items.setdefault(item.milestone, item)
    found = []
    for item in first_items.values():
        key = confirmation_ref(item), item.when_without_query
        found.append(Reading(item, confirmed.get(key)))
    return tuple(found)


def confirmation_ref(item: PlanItem) -> str:
    """Return the milestone that an item's confirmations are recorded under."""
    return (item.same_as or item.milestone).partition("@")[0]
