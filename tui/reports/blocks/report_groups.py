"""The groups of a report's items: by priority, pathway or lead."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Colour
from store.query.filters import NOT_STATED, Filter
from store.query.groups import ItemGroup, by_lead, by_pathway
from tui.reports.context import GroupBy, ReportContext
from tui.wording.report_text import COLOURS


class ReportGroup(Struct, frozen=True):
    """The items of one priority, pathway or lead; `code` is empty if none is stated."""

    code: str
    name: str
    items: tuple[ChecklistItem, ...]

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()


def group_items(
    context: ReportContext, by: GroupBy, items: tuple[ChecklistItem, ...]
) -> list[ReportGroup]:
    """Return the groups that have items; an item of two pathways or leads is in both groups.

    If a filter names pathways or leads, the groups of others are left out.
    """
    checklist = msgspec.structs.replace(context.checklist, items=items)
    if by == "priority":
        return _by_priority(checklist)
    if by == "pathway":
        return _requested_groups(by_pathway(checklist), _requested_codes(context, by))
    return _requested_groups(by_lead(checklist), _requested_codes(context, by))


def _requested_codes(context: ReportContext, by: Literal["pathway", "lead"]) -> list[str]:
    """Return the codes that the filter and the search words name."""
    return [
        *_filter_codes(context.request.filter, by),
        *context.search.required_codes(by),
    ]


def _filter_codes(applied: Filter, by: GroupBy) -> tuple[str, ...]:
    if by == "pathway":
        return applied.pathways
    return applied.leads


def _requested_groups(groups: Iterable[ItemGroup], requested: list[str]) -> list[ReportGroup]:
    """Return the groups with items, of the requested codes if there are any."""
    found = []
    for group in groups:
        is_requested = not requested or group.code in requested
        if group.items and is_requested:
            found.append(_report_group(group))
    return found


def _report_group(group: ItemGroup) -> ReportGroup:
    if group.code == NOT_STATED:
        return ReportGroup("", NOT_STATED.capitalize(), group.items)
    return ReportGroup(group.code, group.name, group.items)


def _by_priority(checklist: Checklist) -> list[ReportGroup]:
    """Return a group for each priority that has items, in plan order."""
    members: dict[str, list[ChecklistItem]] = {}
    for item in checklist.items:
        members.setdefault(item.planned.priority, []).append(item)
    groups = []
    for number, title in checklist.loaded.full_plan.priority_titles().items():
        if number in members:
            groups.append(ReportGroup(number, title, tuple(members[number])))
    return groups


def count_repeated(groups: Iterable[ReportGroup], items: tuple[ChecklistItem, ...]) -> int:
    """Return how often items are in a further group."""
    return sum(len(group.items) for group in groups) - len(items)


def colour_counts(items: Iterable[ChecklistItem]) -> dict[Colour, int]:
    """Return how many items have each colour; every colour has a count."""
    counts = Counter(item.state.colour for item in items)
    return {colour: counts[colour] for colour in COLOURS}
