"""What a report is requested with, and the context it is built from: the items then and now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.checklist.milestones import deciding_items
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import Filter
from store.query.reporting_period import position_before
from store.query.search import Search, read_words
from store.query.text_index import TextIndex

ReportKind = Literal["exception", "summary", "checklist", "changes"]
GroupBy = Literal["priority", "pathway", "lead"]
Purpose = Literal["decision", "discussion", "noting"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
GROUPINGS: tuple[GroupBy, ...] = get_args(GroupBy)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class ReportRequest(Struct, frozen=True, kw_only=True):
    """What a user asks for.

    Without `compare_with`, the report compares with the last Board meeting, or with the end of the
    quarter before. `words` are those of the app's filter bar, and narrow what passes `filter`.
    `missing_journal` is the name of the journal's folder if it should be there and is not.
    """

    kind: ReportKind = "exception"
    compare_with: date | None = None
    filter: Filter = Filter()
    words: str = ""
    group_by: GroupBy | None = None
    prepared_by: str = ""
    marking: str = ""
    purpose: Purpose | None = None
    missing_journal: str = ""


class ReportContext(Struct, frozen=True):
    """What the blocks of a report are built from.

    `since` is the end of the previous period, and `previous_since` that of the period before it.
    `items` pass the filter and the search; `counted` are the same without those that are printed
    twice; `previous` are the counted items on the day `since`, by what is known now. Totals are of
    milestones: `milestones` has for each the counted item that decides its status.
    """

    checklist: Checklist
    entries: Sequence[Entry]
    request: ReportRequest
    purpose: Purpose | None
    search: Search
    since: date
    previous_since: date
    items: tuple[ChecklistItem, ...]
    counted: tuple[ChecklistItem, ...]
    previous: tuple[ChecklistItem, ...]

    @property
    def milestones(self) -> tuple[ChecklistItem, ...]:
        """The counted items that decide the status of their milestones."""
        return deciding_items(self.counted)

    @property
    def covers_plan(self) -> bool:
        """Whether no filter leaves out a part of the plan."""
        return self.request.filter == Filter() and not self.request.words.strip()

    @property
    def as_of(self) -> date:
        """The as-of date."""
        return self.checklist.as_of

    @property
    def vocabulary(self) -> Vocabulary:
        """The plan's nouns."""
        return self.checklist.loaded.vocabulary

    @property
    def listing_group(self) -> GroupBy:
        """What a list of all items is grouped by."""
        return self.request.group_by or "priority"

    def counted_on(self, day: date, known_on: date | None) -> tuple[ChecklistItem, ...]:
        """Return the counted items on another day, by what was known on `known_on`."""
        checklist = build_checklist(self.checklist.loaded, self.entries, day, known_on)
        return _same_items(self.counted, checklist.by_ref())


def build_context(
    checklist: Checklist,
    entries: Sequence[Entry],
    request: ReportRequest,
    default_purpose: Purpose | None = None,
) -> ReportContext:
    """Return the context of the report that `request` describes.

    Raises:
        Refused: if the day to compare with is not before the checklist's date.

    """
    since = _compared_day(checklist, request)
    index = TextIndex(checklist)
    search = read_words(checklist, request.words)
    items = search.select(request.filter.select(checklist.items, index), index)
    counted = count_once(items)
    earlier = build_checklist(checklist.loaded, entries, since, checklist.known_on)
    return ReportContext(
        checklist=checklist,
        entries=entries,
        request=request,
        purpose=request.purpose or default_purpose,
        search=search,
        since=since,
        previous_since=position_before(checklist.meetings, since, checklist.loaded.year),
        items=items,
        counted=counted,
        previous=_same_items(counted, earlier.by_ref()),
    )


def _compared_day(checklist: Checklist, request: ReportRequest) -> date:
    as_of = checklist.as_of
    since = request.compare_with or position_before(
        checklist.meetings, as_of, checklist.loaded.year
    )
    if since >= as_of:
        raise Refused(
            f"{format_day(since)} is not before {format_day(as_of)}, the date of the report:"
            " give an earlier date to compare with, or a later --as-of."
        )
    return since


def _same_items(
    items: Iterable[ChecklistItem], by_ref: Mapping[str, ChecklistItem]
) -> tuple[ChecklistItem, ...]:
    """Return the items of another checklist with the same refs, in the order of `items`."""
    return tuple([by_ref[item.ref] for item in items])


def count_once(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items without repeated prints, in their order.

    Of an item that is printed twice, the original is kept, or the first print if the original is
    not among `items`.
    """
    candidates = tuple(items)
    kept: dict[str, ChecklistItem] = {}
    for item in candidates:
        original = item.planned.same_as
        if original is None:
            kept[item.ref] = item
        else:
            kept.setdefault(original, item)
    return tuple([item for item in candidates if kept[item.planned.same_as or item.ref] is item])
