"""The readings that ask for a lead's confirmation (`?` in the plan), and which were confirmed.

A confirmation is an entry at the milestone's id. It stands for the reading it names: where the plan
is mended to read otherwise and asks again, the new reading waits for a confirmation of its own.
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
        """The id that a confirmation is recorded under: of what is printed twice, the first's."""
        return confirmation_ref(self.item)

    def is_for(self, item: PlanItem) -> bool:
        """Return whether this is the reading of an item's milestone."""
        return self.item.milestone == item.milestone

    @property
    def when_text(self) -> str:
        """The reading without its `?`."""
        return self.item.when_without_query


def readings(items: Sequence[PlanItem], standing: Iterable[Entry]) -> tuple[Reading, ...]:
    """Return every reading of a plan that asks for confirmation, in plan order."""
    confirmed = {(entry.ref, entry.when): entry for entry in standing if entry.kind == "confirmed"}
    asking = {item.milestone: item for item in reversed(items) if item.confirm}
    return tuple(
        Reading(item, confirmed.get((confirmation_ref(item), item.when_without_query)))
        for item in reversed(asking.values())
    )


def confirmation_ref(item: PlanItem) -> str:
    """Return the milestone that an item's acts go to."""
    return (item.same_as or item.milestone).partition("@")[0]
