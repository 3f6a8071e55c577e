"""What a report is asked for, and the position that it tells: the items then and now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from plan_data.errors import Refused
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import Filter
from store.query.reporting_period import position_before
from store.query.search import Search, read_words

ReportKind = Literal["exception", "summary", "checklist", "changes"]
GroupBy = Literal["priority", "pathway", "lead"]
Purpose = Literal["decision", "discussion", "noting"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
GROUPINGS: tuple[GroupBy, ...] = get_args(GroupBy)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class ReportRequest(Struct, frozen=True, kw_only=True):
    """What is asked for. Without `compare_with` it is the last Board before, else the quarter's end before.

    `words` ask as in the app's filter, and narrow further what `filter` lets through.
    """

    kind: ReportKind = "exception"
    compare_with: date | None = None
    filter: Filter = Filter()
    words: str = ""
    group_by: GroupBy | None = None
    prepared_by: str = ""
    marking: str = ""
    purpose: Purpose | None = None

    @property
    def is_for(self) -> Purpose | None:
        """What the Board is to do with the paper: to decide on an exception report, unless told otherwise."""
        return self.purpose or ("decision" if self.kind == "exception" else None)


class ReportContext(Struct, frozen=True):
    """The items that a report is about.

    `items` are those that filter and `search` let through, `count_once` the same with what is printed twice once,
    `then` the counted ones on the day `since`, by all that is known now. `before` is where the period before began.
    """

    checklist: Checklist
    entries: Sequence[Entry]
    request: ReportRequest
    search: Search
    since: date
    before: date
    items: tuple[ChecklistItem, ...]
    counted: tuple[ChecklistItem, ...]
    previous: tuple[ChecklistItem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is of the whole plan."""
        return self.request.filter == Filter() and not self.request.words.strip()

    @property
    def as_of(self) -> date:
        """The date of the context."""
        return self.checklist.as_of

    def counted_on(self, day: date, known_on: date | None) -> tuple[ChecklistItem, ...]:
        """Return the counted items as they stood on another day, by what was known on a third."""
        by_ref = build_checklist(self.checklist.loaded, self.entries, day, known_on).by_ref()
        return tuple(by_ref[item.ref] for item in self.counted)


def build_context(
    now: Checklist, entries: Sequence[Entry], request: ReportRequest
) -> ReportContext:
    """Return the position that `request` asks for.

    Raises:
        Refused: where it is to be compared with a day that is not before it.

    """
    since = request.compare_with or position_before(now.meetings, now.as_of)
    if since >= now.as_of:
        raise Refused(
            f"{format_day(since)} is not before {format_day(now.as_of)}, the date of the report:"
            " give an earlier date to compare with, or a later --as-of."
        )
    search = read_words(now.loaded.about, request.words)
    items = search.select(request.filter.select(now.items))
    by_ref = build_checklist(now.loaded, entries, since, now.known_on).by_ref()
    kept = count_once(items)
    return ReportContext(
        checklist=now,
        entries=entries,
        request=request,
        search=search,
        since=since,
        before=position_before(now.meetings, since),
        items=items,
        counted=kept,
        previous=tuple(by_ref[item.ref] for item in kept),
    )


def count_once(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return each item once: of what is printed twice that which the other is the same as, else the first."""
    known = tuple(items)
    kept: dict[str, ChecklistItem] = {}
    for item in known:
        if item.planned.same_as is None:
            kept[item.ref] = item
        else:
            kept.setdefault(item.planned.same_as, item)
    return tuple(item for item in known if kept[item.planned.same_as or item.ref] is item)
