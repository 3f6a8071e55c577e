"""Plan, entries and a date make the checklist: a pure function of the three."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measures import MeasurePeriod
from plan_data.problem import Problem
from plan_data.timescale.financial_year import Calendar
from store.checklist.entry_problems import (
    READERS_OF_WHEN,
    falling_figures,
    has_possible_dates,
    impossible_dates,
    unreadable_dates,
)
from store.checklist.history import KINDS_THAT_OPEN_OR_CLOSE, NO_HISTORY, History, build_history
from store.checklist.meetings import Meeting, meetings, meetings_of
from store.checklist.readings import confirmation_ref
from store.checklist.retractions import by_day, effective, happened_order, recorded_by
from store.checklist.status import ItemState, judge_milestone
from store.journal.entry import Entry
from store.journal.kinds import kinds_that

if TYPE_CHECKING:
    from store.checklist.measure_states import MeasureState

_KINDS_ABOUT_ONE_ITEM = kinds_that(lambda traits: traits.scope == "item")
_KINDS_ABOUT_A_MEASURE = kinds_that(lambda traits: traits.scope in {"item", "figure"})
_KINDS_ABOUT_NO_ITEM = kinds_that(lambda traits: traits.scope in {"milestone", "plan", "entries"})
_KINDS_ABOUT_ITEM_OR_PLAN = kinds_that(lambda traits: traits.scope == "item or plan")


class ChecklistItem(Struct, frozen=True, gc=False):
    """One line of the checklist: an item of the plan, its state, and its entries.

    `entries` are those in effect that happened by the checklist's date, by the day they happened.
    """

    planned: PlanItem
    state: ItemState
    entries: tuple[Entry, ...] = ()

    @property
    def ref(self) -> str:
        """The item's ref."""
        return self.planned.ref

    @property
    def notes(self) -> tuple[Entry, ...]:
        """The entries that carry text, oldest first."""
        return tuple([entry for entry in self.entries if entry.all_text])

    @property
    def judgement(self) -> Entry | None:
        """The lead's latest judgement since the item was last ticked, withdrawn or reopened."""
        for entry in reversed(self.entries):
            if entry.kind == "judged":
                return entry
            if entry.kind in KINDS_THAT_OPEN_OR_CLOSE:
                return None
        return None

    @property
    def is_disputed(self) -> bool:
        """Whether the lead's judgement differs from the rule's colour.

        Green agrees with what is done or withdrawn.
        """
        judgement = self.judgement
        if judgement is None:
            return False
        if self.state.colour in {"blue", "none"}:
            return judgement.colour != "green"
        return judgement.colour != self.state.colour


class Checklist(Struct, frozen=True, dict=True):
    """Every item of a plan on a date, in plan order.

    `orphans` are entries in effect whose ref is not, or no longer, in the plan. `calendar` has the
    meetings of all boards by day, `decisions` is what they decided, oldest first. `problems` are
    the plan's and the journal's. `entries` are those that were counted, by the day they happened;
    `moved` the refs whose entries count for another item. `corrected` has the id of the entry that
    each corrected decision replaces.
    """

    loaded: LoadedPlan
    as_of: date
    known_on: date | None
    items: tuple[ChecklistItem, ...]
    orphans: tuple[Entry, ...]
    calendar: tuple[Meeting, ...]
    decisions: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]
    moved: frozenset[str]
    corrected: Mapping[str, str] = {}

    @property
    def counted(self) -> tuple[ChecklistItem, ...]:
        """The items that totals count: one that is printed twice counts once."""
        return without_repeats(self.items)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings of the plan's first board by day; of all, if the plan names no board."""
        boards = self.loaded.about.boards
        if not boards:
            return self.calendar
        return meetings_of(self.calendar, boards[0].name)

    @property
    def fingerprint(self) -> str:
        """A short digest of the entries that were counted, independent of the order of files."""
        from hashlib import blake2b  # only reports and JSON use it

        digest = blake2b(digest_size=8)
        for line in sorted(map(msgspec.json.encode, self.entries)):
            digest.update(line + b"\n")
        return digest.hexdigest()

    @cached_property
    def measure_states(self) -> "tuple[MeasureState, ...]":
        """The state of every measure on the date, in plan order; judged when first asked for."""
        from store.checklist.measure_states import measure_states

        return measure_states(self)

    def has_twin(self, ref: str) -> bool:
        """Return whether an item is printed twice, so that entries of one count for the other."""
        return ref in self.loaded.twins or ref in self.loaded.twins.values()

    def by_ref(self) -> dict[str, ChecklistItem]:
        """Return the items by ref."""
        return {item.ref: item for item in self.items}


def build_checklist(
    loaded: LoadedPlan,
    entries: Iterable[Entry],
    as_of: date,
    known_on: date | None = None,
    problems: Iterable[Problem] = (),
) -> Checklist:
    """Return the checklist of a plan at the end of `as_of`, from what was recorded by `known_on`.

    `problems` are the journal's.
    """
    plan, file = loaded.about.id, str(loaded.path)
    own = [entry for entry in entries if entry.plan == plan]
    recorded = recorded_by(filter(has_possible_dates, own), known_on)
    in_effect = effective(recorded)
    happened = by_day([entry for entry in in_effect if entry.on <= as_of])
    of_kind = _grouped(happened, "kind")
    items = _build_items(loaded, happened, of_kind, as_of)
    return Checklist(
        loaded=loaded,
        as_of=as_of,
        known_on=known_on,
        items=items,
        orphans=_orphans(in_effect, loaded),
        calendar=meetings(loaded.about.boards, of_kind.get("meeting", ())),
        decisions=tuple(of_kind.get("decision", ())),
        problems=(
            *loaded.problems,
            *problems,
            *impossible_dates(own, file),
            *unreadable_dates(_dated(of_kind), file, loaded.year.calendar),
            *falling_figures(_actuals(items), file),
        ),
        entries=tuple(happened),
        moved=frozenset([entry.ref for entry in in_effect if entry.kind == "moved"]),
        corrected=_corrected_decisions(of_kind.get("decision", ()), recorded),
    )


def _corrected_decisions(
    decisions: Iterable[Entry], recorded: Iterable[Entry]
) -> Mapping[str, str]:
    """Return what each correction of a decision replaces, also of those that no longer count."""
    if not any(decision.corrects for decision in decisions):
        return {}
    return {
        entry.id: entry.corrects
        for entry in recorded
        if entry.kind == "decision" and entry.corrects
    }


def with_entries(before: Checklist, new: Sequence[Entry]) -> Checklist | None:
    """Return what `build_checklist` would if `new` entries are recorded after those of `before`.

    Only the items of their milestones are judged again, so that a tick shows at once in a plan of any
    size. Return None if more than that may change, as when an entry is taken back.
    """
    items, counted = list(before.items), list(before.entries)
    for entry in new:
        if not _changes_one_milestone(before, entry):
            return None
        insort(counted, entry, key=happened_order)
        position = before.loaded.positions.get(entry.ref)
        if position is None:
            continue  # of a measure, which is no item
        item = items[position]
        entries = tuple(by_day([*item.entries, entry]))
        items[position] = ChecklistItem(item.planned, item.state, entries)
        together = _positions_of_milestone(items, position)
        items[together] = _judge_again(items[together], before)
    return msgspec.structs.replace(before, items=tuple(items), entries=tuple(counted))


def _positions_of_milestone(items: Sequence[ChecklistItem], position: int) -> slice:
    """Return where the items of one milestone are, which follow each other, given one of them."""
    milestone = items[position].planned.milestone
    first, end = position, position + 1
    while first > 0 and items[first - 1].planned.milestone == milestone:
        first -= 1
    while end < len(items) and items[end].planned.milestone == milestone:
        end += 1
    return slice(first, end)


def _judge_again(items: Sequence[ChecklistItem], before: Checklist) -> list[ChecklistItem]:
    """Return the items of one milestone with the states that their entries give them."""
    planned = [item.planned for item in items]
    year = before.loaded.year
    histories = [_history_of(item, year.calendar) for item in items]
    missing = _missing_periods(planned[0], before.loaded, before.entries)
    states = judge_milestone(planned, histories, before.as_of, year.last, missing)
    pairs = zip(items, states, strict=True)
    return [ChecklistItem(item.planned, state, item.entries) for item, state in pairs]


def _changes_one_milestone(before: Checklist, entry: Entry) -> bool:
    """Return whether a new entry changes its own milestone at most, and its item is known."""
    loaded = before.loaded
    if entry.plan != loaded.about.id or before.known_on is not None or entry.on > before.as_of:
        return False
    if entry.ref in before.moved or unreadable_dates([entry], "", loaded.year.calendar):
        return False
    if entry.ref in loaded.positions:
        return entry.kind in _KINDS_ABOUT_ONE_ITEM and not before.has_twin(entry.ref)
    measure = loaded.measures_by_id.get(entry.ref.partition("@")[0])
    if measure is None or measure.is_milestone:
        return False  # a return of a figure may change the colours of its other quarters
    return entry.kind in _KINDS_ABOUT_A_MEASURE


def _build_items(
    loaded: LoadedPlan, happened: list[Entry], of_kind: Mapping[str, list[Entry]], as_of: date
) -> tuple[ChecklistItem, ...]:
    """Return every item of the plan with its state, from entries by the day they happened."""
    acts = happened
    confirmations = of_kind.get("confirmed", ())
    if confirmations:
        acts = _without_confirmations(happened)
    by_ref = _with_twins(_grouped(acts, "ref"), loaded.twins)
    confirmed = _grouped(confirmations, "ref")
    year_end, calendar = loaded.year.last, loaded.year.calendar
    actuals = of_kind.get("actual", ())
    items: list[ChecklistItem] = []
    for _, members in groupby(loaded.items, key=attrgetter("milestone")):
        planned = list(members)
        histories = [_history(item, by_ref, calendar) for item in planned]
        missing = _missing_periods(planned[0], loaded, actuals)
        states = judge_milestone(planned, histories, as_of, year_end, missing)
        for item, history, state in zip(planned, histories, states, strict=True):
            shown = history.entries
            if confirmed:
                shown = _with_confirmations(shown, confirmed.get(confirmation_ref(item)))
            items.append(ChecklistItem(item, state, shown))
    return tuple(items)


def _missing_periods(
    item: PlanItem, loaded: LoadedPlan, entries: Iterable[Entry]
) -> list[MeasurePeriod]:
    """Return the periods of an item's figure that are no items and have no actual."""
    measure = loaded.measures_by_id.get(item.milestone)
    if item.kind != "figure" or measure is None:
        return []
    returned = {entry.ref for entry in entries if entry.kind == "actual"}
    unlisted = [period for period in measure.periods if period.ref not in loaded.positions]
    return [period for period in unlisted if period.ref not in returned]


def _history_of(item: ChecklistItem, calendar: Calendar) -> History:
    return build_history(_without_confirmations(item.entries), calendar)


def _history(item: PlanItem, by_ref: Mapping[str, list[Entry]], calendar: Calendar) -> History:
    entries = by_ref.get(item.same_as or item.ref)
    if not entries:
        return NO_HISTORY
    return build_history(entries, calendar)


def _without_confirmations(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that are about an item itself, and not how its timescale is read."""
    return [entry for entry in entries if entry.kind != "confirmed"]


def _with_confirmations(
    entries: tuple[Entry, ...], confirmations: list[Entry] | None
) -> tuple[Entry, ...]:
    if not confirmations:
        return entries
    return tuple(by_day([*entries, *confirmations]))


def _orphans(in_effect: Sequence[Entry], loaded: LoadedPlan) -> tuple[Entry, ...]:
    """Return the entries that are about an item which is not in the plan."""
    of_no_item = {entry.ref for entry in in_effect}.difference(loaded.positions)
    unknown_refs = {ref for ref in of_no_item if not _is_of_measure(ref, loaded)}
    with_unknown_ref = [entry for entry in in_effect if entry.ref in unknown_refs]
    return tuple(filter(_is_about_item, with_unknown_ref))


def _is_of_measure(ref: str, loaded: LoadedPlan) -> bool:
    """Return whether a ref that is no item's is a period of a measure, or the measure itself."""
    measure_id, _, label = ref.partition("@")
    measure = loaded.measures_by_id.get(measure_id)
    if measure is None:
        return False
    if not measure.is_milestone:
        return True
    from plan_data.measure_builder import quarter_of_ref  # only such a ref needs it

    return quarter_of_ref(measure, label, loaded.year) is not None


def _is_about_item(entry: Entry) -> bool:
    if entry.kind in _KINDS_ABOUT_ITEM_OR_PLAN:
        return bool(entry.ref)
    return entry.kind not in _KINDS_ABOUT_NO_ITEM


def _grouped(entries: Iterable[Entry], field: Literal["kind", "ref"]) -> dict[str, list[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    value_of = attrgetter(field)
    for entry in entries:
        groups[value_of(entry)].append(entry)
    return dict(groups)


def _with_twins(by_ref: dict[str, list[Entry]], twins: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Return `by_ref` with the entries of each twin added to those of the item it repeats.

    Some may have been recorded before the plan said that the two are one.
    """
    for ref, home_ref in twins.items():
        if ref in by_ref:
            by_ref[home_ref] = by_day([*by_ref.get(home_ref, ()), *by_ref.pop(ref)])
    return by_ref


def _dated(of_kind: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """Return the entries that hold a date in `when`, by the day they happened."""
    dated: list[Entry] = []
    for kind in sorted(READERS_OF_WHEN):
        dated += of_kind.get(kind, ())
    return by_day(dated)


def _actuals(items: Iterable[ChecklistItem]) -> list[tuple[PlanItem, float]]:
    """Return the figures that have an actual, with it; one that is printed twice comes once."""
    actuals = []
    for item in items:
        actual = item.state.actual
        if actual is not None and item.planned.same_as is None:
            actuals.append((item.planned, actual))
    return actuals


def without_repeats(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return those of `items` that totals count: all but those that repeat another."""
    return tuple([item for item in items if item.planned.same_as is None])


def count_statuses(items: Iterable[ChecklistItem]) -> Counter[str]:
    """Return how many of `items` have each status."""
    return Counter([item.state.status for item in items])
