"""Silence: when each lead and each pathway last reported on any of its items."""

from collections.abc import Iterable
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
    """The last word of a lead or a pathway: the newest report on its items, None if there is none.

    `noun` is the plan's word for the kind.
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
    found = _silences_of("lead", by_lead(checklist), checklist)
    found += _silences_of("pathway", by_pathway(checklist), checklist)
    if since is not None:
        found = [silence for silence in found if not _has_reported(silence, since)]
    return sorted(found, key=_longest_first)


def _silences_of(
    kind: SilentKind, groups: Iterable[ItemGroup], checklist: Checklist
) -> list[Silence]:
    """Return the last word of each group that has items."""
    return [_silence(kind, group, checklist) for group in groups if group.items]


def _silence(kind: SilentKind, group: ItemGroup, checklist: Checklist) -> Silence:
    last = _last_report(group.items)
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
            if entry.kind not in REPORTING_KINDS:
                continue
            if newest is None or happened_order(entry) > happened_order(newest):
                newest = entry
            break
    return newest


def _has_reported(silence: Silence, since: date) -> bool:
    return silence.last is not None and silence.last.on >= since


def _longest_first(silence: Silence) -> tuple[bool, int, bool]:
    """Sort key; of silences of the same length, leads come first, in the plan's order."""
    return silence.last is not None, -(silence.days or 0), silence.kind == "pathway"
