"""Silence: when each lead and pathway last reported on its items or measures, or said nothing new."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem, without_repeats
from store.checklist.milestones import deciding_items
from store.checklist.retractions import happened_order
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from store.query.groups import CLOSED, ItemGroup, by_lead, by_pathway

REPORTING_KINDS = kinds_that(attrgetter("reports"))
SilentKind = Literal["lead", "pathway"]


class Silence(Struct, frozen=True):
    """The last word of a lead or a pathway: the newest report, None if there is none.

    Reports are about its items and measures; a lead's answer "nothing to report" is one too. `noun` is the plan's word for the kind.
    `days` is how long ago that was. `open_milestones` is how many of its milestones are not closed.
    """

    kind: SilentKind
    noun: str
    code: str
    name: str
    last: Entry | None
    days: int | None
    open_milestones: int


def silences(checklist: Checklist, since: date | None = None) -> list[Silence]:
    """Return the last word of each lead and pathway that has items, the longest silence first.

    Whoever never reported comes before all others. With `since`, those are left out that reported
    on that day or later.
    """
    others = _other_reports(checklist)
    found = _silences_of("lead", by_lead(checklist), checklist, others)
    found += _silences_of("pathway", by_pathway(checklist), checklist, others)
    if since is not None:
        found = [silence for silence in found if not _has_reported(silence, since)]
    return sorted(found, key=_longest_first)


def _other_reports(checklist: Checklist) -> Mapping[tuple[str, str], Entry]:
    """Return the newest report of each lead and pathway that is about no item, by kind and code."""
    newest: dict[tuple[str, str], Entry] = {}
    measures = checklist.loaded.measures_by_id
    for entry in checklist.entries:  # in the order in which they happened
        measure = measures.get(entry.ref.partition("@")[0])
        if entry.kind == "nil":
            newest["lead", entry.by] = entry
        elif measure is not None and entry.kind in REPORTING_KINDS:
            for code in measure.leads:
                newest["lead", code] = entry
            for code in measure.pathways:
                newest["pathway", code] = entry
    return newest


def _silences_of(
    kind: SilentKind,
    groups: Iterable[ItemGroup],
    checklist: Checklist,
    others: Mapping[tuple[str, str], Entry],
) -> list[Silence]:
    """Return the last word of each group that has items."""
    found = []
    for group in groups:
        if group.items:
            last = _newer(_last_report(group.items), others.get((kind, group.code)))
            found.append(_silence(kind, group, checklist, last))
    return found


def _silence(
    kind: SilentKind, group: ItemGroup, checklist: Checklist, last: Entry | None
) -> Silence:
    days = None
    if last is not None:
        days = (checklist.as_of - last.on).days
    milestones = deciding_items(without_repeats(group.items))
    still_open = [item for item in milestones if item.state.status not in CLOSED]
    noun = checklist.loaded.vocabulary.singular(kind)
    return Silence(kind, noun, group.code, group.name, last, days, len(still_open))


def _last_report(items: Iterable[ChecklistItem]) -> Entry | None:
    newest: Entry | None = None
    for item in items:
        for entry in reversed(item.entries):
            if entry.kind in REPORTING_KINDS:
                newest = _newer(newest, entry)
                break
    return newest


def _newer(one: Entry | None, other: Entry | None) -> Entry | None:
    """Return the one of two entries that happened later; None is no entry."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=happened_order)


def _has_reported(silence: Silence, since: date) -> bool:
    return silence.last is not None and silence.last.on >= since


def _longest_first(silence: Silence) -> tuple[bool, int, bool]:
    """Sort key; of silences of the same length, leads come first, in the plan's order."""
    return silence.last is not None, -(silence.days or 0), silence.kind == "pathway"
