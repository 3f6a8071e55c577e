"""What a report is requested with, and the context it is built from: the items then and now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.vocabulary import Vocabulary
from store.board.asks import BoardAsks, find_asks
from store.board.board_actions import BoardAction, board_actions
from store.board.boards import BoardScope, coming_meeting, find_board
from store.board.tabled import FileOrders, TabledMeeting, last_tabled
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.checklist.measure_states import MeasureState
from store.checklist.meetings import Meeting, meetings_of
from store.checklist.milestones import count_once, deciding_items
from store.journal.entry import Entry
from store.query.conditions import depends_on_state
from store.query.filters import Filter
from store.query.measure_filter import select_measures, without_blank
from store.query.measure_search import MeasureSearch
from store.query.search import Search, read_words
from store.query.text_index import TextIndex
from tui.reports.comparison import Comparison, compare_with_last
from tui.wording.lead_names import brief_leads_text, printed_lead_names, printed_leads_text

ReportKind = Literal["exception", "summary", "checklist", "changes"]
GroupBy = Literal["priority", "pathway", "lead"]
Purpose = Literal["decision", "discussion", "noting"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
GROUPINGS: tuple[GroupBy, ...] = get_args(GroupBy)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
NO_ORDERS: FileOrders = MappingProxyType({})  # of a journal in which no paper was tabled


class ReportRequest(Struct, frozen=True, kw_only=True):
    """What a user asks for.

    `board` is the board's name, empty for the plan's first. Without `compare_with`, the report
    compares with the board's last meeting, or with the end of the quarter before. `words` are those
    of the app's filter bar, and narrow what passes `filter`. `annex` is whether the annex is part
    of the report, None if its format decides. `opening` is the programme office's own first text.
    `missing_journal` is the name of the journal's folder if it should be there and is not.
    """

    kind: ReportKind = "exception"
    board: str = ""
    compare_with: date | None = None
    filter: Filter = Filter()
    words: str = ""
    group_by: GroupBy | None = None
    prepared_by: str = ""
    marking: str = ""
    purpose: Purpose | None = None
    annex: bool | None = None
    opening: str = ""
    missing_journal: str = ""


class ReportContext(Struct, frozen=True, kw_only=True, dict=True):
    """What the blocks of a report are built from.

    `scope` is the board with what reports to it, `meeting` its next one on or after the checklist's
    date, and `last_paper` what was tabled at an earlier meeting last. `items` report to the board
    and pass the filter and the search; `counted` are the same without those that are printed twice,
    and `measures` are chosen alike. Totals are of milestones: `milestones` has for each the counted
    item that decides its status. `actions` are those of the board's decisions.
    """

    checklist: Checklist
    entries: Sequence[Entry]
    request: ReportRequest
    purpose: Purpose | None
    search: Search
    scope: BoardScope
    meeting: Meeting | None
    comparison: Comparison
    items: tuple[ChecklistItem, ...]
    counted: tuple[ChecklistItem, ...]
    measures: tuple[MeasureState, ...]
    asks: BoardAsks
    last_paper: TabledMeeting | None
    actions: tuple[BoardAction, ...]

    @cached_property
    def milestones(self) -> tuple[ChecklistItem, ...]:
        """The counted items that decide the status of their milestones."""
        return deciding_items(self.counted)

    @property
    def since(self) -> date:
        """The date of the position that the report compares with."""
        return self.comparison.since

    @cached_property
    def previous(self) -> tuple[ChecklistItem, ...]:
        """The counted items as they were tabled, or as they were known on the day `since`."""
        return _same_items(self.counted, self.comparison.earlier.by_ref())

    @cached_property
    def restated(self) -> tuple[ChecklistItem, ...]:
        """The counted items on the day `since`, by what is known now."""
        return self.counted_on(self.since)

    @property
    def has_comparison(self) -> bool:
        """Whether the items may be compared: not if they were chosen by their status now."""
        is_by_state = depends_on_state(self.search.condition)
        return not self.request.filter.statuses and not is_by_state

    @property
    def covers_plan(self) -> bool:
        """Whether no filter leaves out a part of the plan, and all of it reports to the board."""
        return not self.is_filtered and not self.scope.pathways

    @property
    def is_filtered(self) -> bool:
        """Whether a filter was given."""
        return self.request.filter != Filter() or bool(self.request.words.strip())

    @property
    def as_of(self) -> date:
        """The as-of date."""
        return self.checklist.as_of

    @property
    def board_calendar(self) -> tuple[Meeting, ...]:
        """The meetings of the report's board, by day."""
        return meetings_of(self.checklist.calendar, self.scope.board)

    @property
    def vocabulary(self) -> Vocabulary:
        """The plan's nouns."""
        return self.checklist.loaded.vocabulary

    @cached_property
    def lead_names(self) -> dict[str, str]:
        """The leads' names in print, by code."""
        return printed_lead_names(self.checklist.loaded.about)

    def printed_leads_text(self, codes: Iterable[str]) -> str:
        """Return leads as the plan prints them."""
        return printed_leads_text(codes, self.lead_names)

    def brief_leads_text(self, codes: Sequence[str]) -> str:
        """Return the first lead as the plan prints it, and how many more there are."""
        return brief_leads_text(codes, self.lead_names)

    @property
    def listing_group(self) -> GroupBy:
        """What a list of all items is grouped by."""
        return self.request.group_by or "priority"

    def counted_on(self, day: date) -> tuple[ChecklistItem, ...]:
        """Return the counted items on another day, by what is known now."""
        known_on = self.checklist.known_on
        checklist = build_checklist(self.checklist.loaded, self.entries, day, known_on)
        return _same_items(self.counted, checklist.by_ref())


def build_context(
    checklist: Checklist,
    entries: Sequence[Entry],
    request: ReportRequest,
    default_purpose: Purpose | None = None,
    orders: FileOrders = NO_ORDERS,
) -> ReportContext:
    """Return the context of the report that `request` describes.

    `orders` are those of the journal's files, which are needed if a paper was tabled.

    Raises:
        Refused: if the day to compare with is not before the checklist's date, or the plan has no
            board of that name, or nothing of what is to be grouped by.

    """
    _check_grouping(checklist.loaded, request)
    scope = find_board(checklist.loaded, checklist.calendar, request.board)
    meeting = coming_meeting(checklist, scope.board)
    next_day = checklist.as_of + timedelta(days=1)
    last_paper = last_tabled(checklist, scope.board, meeting.on if meeting else next_day)
    search = read_words(checklist, request.words)
    items = _selected_items(checklist, request, search, scope)
    counted = count_once(items)
    measures = _selected_measures(checklist, request, search, scope)
    return ReportContext(
        checklist=checklist,
        entries=entries,
        request=request,
        purpose=request.purpose or default_purpose,
        search=search,
        scope=scope,
        meeting=meeting,
        comparison=compare_with_last(
            checklist, entries, scope.board, request.compare_with, last_paper, orders
        ),
        items=items,
        counted=counted,
        measures=measures,
        asks=find_asks(counted, measures, meeting.on if meeting else checklist.as_of),
        last_paper=last_paper,
        actions=board_actions(checklist, scope.board),
    )


def _check_grouping(loaded: LoadedPlan, request: ReportRequest) -> None:
    """Raise `Refused` if the groups are those of what the plan never states."""
    by = request.group_by
    if by is None or by == "priority" or by in loaded.stated_nouns:
        return
    raise Refused(f"this plan has no {loaded.vocabulary.plural(by)} to group by.")


def _selected_items(
    checklist: Checklist, request: ReportRequest, search: Search, scope: BoardScope
) -> tuple[ChecklistItem, ...]:
    index = TextIndex(checklist)
    items = request.filter.select(checklist.items, index)
    if scope.pathways:
        reporting = Filter(pathways=scope.pathways)
        items = reporting.select(items)
    return search.select(items, index)


def _selected_measures(
    checklist: Checklist, request: ReportRequest, search: Search, scope: BoardScope
) -> tuple[MeasureState, ...]:
    """Return the measures of what reports to the board that pass the filter and the search.

    Those that have nothing to show are left out.
    """
    about, applied = checklist.loaded.about, request.filter
    states = select_measures(checklist.measure_states, applied, about)
    if scope.pathways:
        states = select_measures(states, Filter(pathways=scope.pathways), about)
    if not request.words.strip():
        return without_blank(states, applied)
    found = MeasureSearch(checklist).among(states, search.condition)
    return without_blank(found, applied, search.condition)


def _same_items(
    items: Iterable[ChecklistItem], by_ref: Mapping[str, ChecklistItem]
) -> tuple[ChecklistItem, ...]:
    """Return the items of another checklist with the same refs, in the order of `items`."""
    return tuple([by_ref[item.ref] for item in items])
