"""Counts, groups and folds of a checklist's items."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from plan_data.model import Agency, Pathway
from store.checklist.checklist import (
    Checklist,
    ChecklistItem,
    count_statuses,
    without_repeats,
)
from store.checklist.milestones import deciding_items
from store.checklist.status import AHEAD, LATE, Status
from store.query.filters import FAMILY_MARK, NOT_STATED

DONE = frozenset({"done", "done late", "met"})
CLOSED = DONE | {"withdrawn"}  # nothing is left to do
_WORST_FIRST = ("red", "amber", "white")
ATTENTION: tuple[Status, ...] = (
    "overdue", "return overdue", "late start", "short", "forecast late", "no update", "undated",
)  # fmt: skip


class Tally(Struct, frozen=True):
    """Counts of a group of milestones, and of their dates.

    `total`, `done` and `late` count milestones; `late` is what is past its day. `dates` counts the
    items: each date of a milestone, and each quarter of a figure. Of what is still to come,
    `reported_on` milestones are green and `no_word_yet` ones are white. `milestones_by_status` and
    `dates_by_status` have the statuses that occur.
    """

    total: int
    done: int
    late: int
    dates: int
    reported_on: int
    no_word_yet: int
    milestones_by_status: dict[str, int]
    dates_by_status: dict[str, int]


class ItemGroup(Struct, frozen=True):
    """The items of one pathway, lead or other group, with the code that a filter takes.

    `is_family` says that it holds those of an agency and of all its parts.
    """

    code: str
    name: str
    printed: tuple[str, ...]
    items: tuple[ChecklistItem, ...]
    tally: Tally
    is_family: bool = False


class FoldedItems(Struct, frozen=True):
    """Items of one milestone with the same status, shown as one line; `first` is the oldest."""

    first: ChecklistItem
    items: tuple[ChecklistItem, ...]


def tally_items(items: Iterable[ChecklistItem]) -> Tally:
    """Count items and their milestones; what is printed twice counts once."""
    counted = without_repeats(items)
    milestones = deciding_items(counted)
    by_status = count_statuses(milestones)
    ahead = [item.state.colour for item in milestones if item.state.status in AHEAD]
    return Tally(
        total=len(milestones),
        done=_total(by_status, DONE),
        late=_total(by_status, LATE),
        dates=len(counted),
        reported_on=ahead.count("green"),
        no_word_yet=ahead.count("white"),
        milestones_by_status=dict(by_status),
        dates_by_status=dict(count_statuses(counted)),
    )


def _total(counts: Mapping[str, int], statuses: Iterable[str]) -> int:
    return sum([counts.get(status, 0) for status in statuses])


def by_pathway(checklist: Checklist) -> list[ItemGroup]:
    """Return a group for each pathway, and one for items without any.

    A plan that states no pathway at all has no group.
    """
    if not checklist.loaded.has_pathways:
        return []
    pathways = checklist.loaded.about.pathways
    return _groups(pathways, checklist.items, lambda item: item.planned.pathways)


def by_lead(checklist: Checklist) -> list[ItemGroup]:
    """Return a group for each agency, and one for items without any.

    A plan that states no lead at all has no group.
    """
    if not checklist.loaded.has_leads:
        return []
    agencies = checklist.loaded.about.agencies
    return _groups(agencies, checklist.items, lambda item: item.planned.leads)


def by_lead_and_family(checklist: Checklist) -> list[ItemGroup]:
    """Return the groups of `by_lead`, and after an agency that has parts one of its family."""
    about = checklist.loaded.about
    umbrellas = {agency.part_of for agency in about.agencies}
    groups: list[ItemGroup] = []
    for group in by_lead(checklist):
        groups.append(group)
        if group.code in umbrellas:
            groups.append(_family_group(group, about.agency_family(group.code), checklist))
    return groups


def _family_group(head: ItemGroup, family: frozenset[str], checklist: Checklist) -> ItemGroup:
    items = [item for item in checklist.items if not family.isdisjoint(item.planned.leads)]
    code, name = f"{head.code}{FAMILY_MARK}", f"{head.name} and its parts"
    return ItemGroup(code, name, head.printed, tuple(items), tally_items(items), is_family=True)


def by_tag(checklist: Checklist) -> list[ItemGroup]:
    """Return a group for each tag; items without any are in none."""
    members = _items_by_code(checklist.items, lambda item: item.planned.tags)
    tags = checklist.loaded.about.tags
    return [_group(tag.code, tag.name, (), members.get(tag.code, ())) for tag in tags]


def _groups(
    explained: Sequence[Pathway] | Sequence[Agency],
    items: Iterable[ChecklistItem],
    codes_of: Callable[[ChecklistItem], Sequence[str]],
) -> list[ItemGroup]:
    """Return a group for each code that the plan explains, then one for each other code in use."""
    by_code = _items_by_code(items, codes_of)
    groups = []
    for named in explained:
        members = by_code.get(named.code, ())
        groups.append(_group(named.code, named.name, named.printed, members))
    codes = {named.code for named in explained}
    for code, members in by_code.items():
        if code not in codes:
            groups.append(_group(code, code, (), members))
    return groups


def _items_by_code(
    items: Iterable[ChecklistItem], codes_of: Callable[[ChecklistItem], Sequence[str]]
) -> dict[str, list[ChecklistItem]]:
    by_code: dict[str, list[ChecklistItem]] = {}
    for item in items:
        for code in dict.fromkeys(codes_of(item)) or (NOT_STATED,):
            by_code.setdefault(code, []).append(item)
    return by_code


def _group(
    code: str, name: str, printed: tuple[str, ...], items: Sequence[ChecklistItem]
) -> ItemGroup:
    return ItemGroup(code, name, printed, tuple(items), tally_items(items))


def needing_attention(items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """Return the items that need attention, worst first.

    That is red before amber, then by days late, then by status.
    """
    in_need = [item for item in without_repeats(items) if item.state.status in ATTENTION]
    return sorted(in_need, key=_worst_first)


def _worst_first(item: ChecklistItem) -> tuple[int, int, int]:
    state = item.state
    return _WORST_FIRST.index(state.colour), -state.days_late, ATTENTION.index(state.status)


def fold_items(items: Iterable[ChecklistItem]) -> list[FoldedItems]:
    """Return one fold for the items of a milestone with the same status, in place of the first."""
    return list(map(make_fold, group_foldable(items)))


def group_foldable(items: Iterable[ChecklistItem]) -> list[Sequence[ChecklistItem]]:
    """Return the items of each fold, in their order."""
    folds: list[Sequence[ChecklistItem]] = []
    by_key: dict[tuple[str, str], list[ChecklistItem]] = {}
    for item in items:
        planned = item.planned
        if planned.ref == planned.milestone:  # the only one of its milestone, as most are
            folds.append((item,))
            continue
        key = planned.milestone, item.state.status
        if key not in by_key:
            by_key[key] = []
            folds.append(by_key[key])
        by_key[key].append(item)
    return folds


def make_fold(items: Sequence[ChecklistItem]) -> FoldedItems:
    """Return items of one milestone with the same status as a fold."""
    return FoldedItems(min(items, key=_day), tuple(items))


def _day(item: ChecklistItem) -> date:
    return item.state.due or item.planned.opens or date.max
