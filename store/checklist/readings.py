"""The readings of printed timescales that a lead can confirm, and which were confirmed.

A reading is in this register if the plan gives a reason for it (`reading`) or marks it as doubtful
(`?`). A confirmation is an entry at the milestone's id. It counts for the reading it names: if the
plan is corrected to read otherwise, the new reading needs a confirmation of its own.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from plan_data.items import PlanItem
from store.journal.entry import Entry


class Reading(Struct, frozen=True):
    """How a milestone's timescale is read, by its first item, and the entry that confirmed it.

    `when_text` is the reading without a `?`; that of a figure is its targets.
    """

    item: PlanItem
    when_text: str
    confirmed: Entry | None

    @property
    def is_doubtful(self) -> bool:
        """Whether the plan asks a lead to confirm the reading."""
        return self.item.confirm

    @property
    def confirmation_ref(self) -> str:
        """The id that a confirmation is recorded under: the first's, if it is printed twice."""
        return confirmation_ref(self.item)

    def is_for(self, item: PlanItem) -> bool:
        """Return whether this is the reading of an item's milestone."""
        return self.item.milestone == item.milestone


def readings(items: Sequence[PlanItem], entries: Iterable[Entry]) -> tuple[Reading, ...]:
    """Return every reading of a plan that has a reason or is doubtful, in plan order."""
    confirmed: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind == "confirmed":
            confirmed[entry.ref, entry.when] = entry
    members: dict[str, list[PlanItem]] = {}
    for item in items:
        if item.confirm or item.reading:
            members.setdefault(item.milestone, []).append(item)
    found = []
    for milestone_items in members.values():
        first, when_text = milestone_items[0], _when_text(milestone_items)
        key = confirmation_ref(first), when_text
        found.append(Reading(first, when_text, confirmed.get(key)))
    return tuple(found)


def _when_text(items: Sequence[PlanItem]) -> str:
    """Return how a milestone is read, by its items: its `when`, or the targets of a figure."""
    if items[0].when is not None:
        return items[0].when_without_query
    targets = []
    for item in items:
        target = f"{item.target or 0:.15g}"
        if item.label:
            target = f"{item.label}: {target}"
        targets.append(target)
    return ", ".join(targets)


def confirmation_ref(item: PlanItem) -> str:
    """Return the milestone that an item's confirmations are recorded under."""
    return (item.same_as or item.milestone).partition("@")[0]
