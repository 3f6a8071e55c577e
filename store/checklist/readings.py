"""The readings of print that a lead can confirm, and which were confirmed.

A reading is in this register if the plan gives a reason for it (`reading`) or marks it as doubtful
(`?`). It is of a milestone's timescale or figures, or of a measure's numbers. A confirmation is an
entry at the milestone's or the measure's id. It counts for the reading it names: if the plan is
corrected to read otherwise, the new reading needs a confirmation of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.measures import PlanMeasure
from store.journal.entry import Entry

_Confirmations = Mapping[tuple[str, str], Entry]


class Reading(Struct, frozen=True):
    """How a milestone or measure of an id is read, and the entry that confirmed it.

    `when` is the timescale as the plan writes it, None of figures and measures. `when_text` is the
    reading without a `?`; that of figures and measures is their numbers. `confirmation_ref` is the
    id that a confirmation is recorded under: the first's, if a milestone is printed twice.
    """

    id: str
    title: str
    printed: str | None
    when: str | None
    when_text: str
    reason: str | None
    leads: tuple[str, ...]
    is_doubtful: bool
    confirmation_ref: str
    confirmed: Entry | None


def readings(
    items: Sequence[PlanItem], measures: Iterable[PlanMeasure], entries: Iterable[Entry]
) -> tuple[Reading, ...]:
    """Return every reading that has a reason or is doubtful: of items, then of measures."""
    confirmed: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind == "confirmed":
            confirmed[entry.ref, entry.when] = entry
    of_items, of_measures = _of_items(items, confirmed), _of_measures(measures, confirmed)
    return (*of_items, *of_measures)


def _of_items(items: Sequence[PlanItem], confirmed: _Confirmations) -> Iterator[Reading]:
    members: dict[str, list[PlanItem]] = {}
    for item in items:
        if item.confirm or item.reading:
            members.setdefault(item.milestone, []).append(item)
    for milestone, milestone_items in members.items():
        first, when_text = milestone_items[0], _when_text(milestone_items)
        ref = confirmation_ref(first)
        yield Reading(
            id=milestone,
            title=first.title,
            printed=first.printed,
            when=first.when,
            when_text=when_text,
            reason=first.reading,
            leads=first.leads,
            is_doubtful=first.confirm,
            confirmation_ref=ref,
            confirmed=confirmed.get((ref, when_text)),
        )


def _of_measures(measures: Iterable[PlanMeasure], confirmed: _Confirmations) -> Iterator[Reading]:
    """Yield the readings of measures with numbers, such as no blank cell of a table has.

    Those of cumulative milestones are readings of items.
    """
    for measure in measures:
        has_numbers = measure.periods or measure.baseline
        if measure.is_milestone or not has_numbers:
            continue
        if not (measure.is_doubtful or measure.reading):
            continue
        when_text = _numbers_text(measure)
        yield Reading(
            id=measure.id,
            title=measure.title,
            printed=measure.printed,
            when=None,
            when_text=when_text,
            reason=measure.reading,
            leads=measure.leads,
            is_doubtful=measure.is_doubtful,
            confirmation_ref=measure.id,
            confirmed=confirmed.get((measure.id, when_text)),
        )


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


def _numbers_text(measure: PlanMeasure) -> str:
    """Return how a measure is read: its targets by period, its baseline, and how it is counted."""
    targets = [period for period in measure.periods if period.target is not None]
    parts = [f"{period.label}: {period.target:.15g}" for period in targets]
    for label, number in measure.baseline.items():
        parts.append(f"baseline {label}: {number:.15g}")
    if measure.returns:
        parts.append(measure.returns)
    if measure.is_cumulative:
        parts.append("cumulative")
    parts.append(f"{measure.better} is better")
    return ", ".join(parts)


def confirmation_ref(item: PlanItem) -> str:
    """Return the milestone that an item's confirmations are recorded under."""
    return (item.same_as or item.milestone).partition("@")[0]
