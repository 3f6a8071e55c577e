"""Plan, entries and a date make the checklist: a pure function of the three."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.problem import Problem
from plan_data.timescale.parser import NotATimescale, parse_due
from store.checklist.history import NO_HISTORY, build_history
from store.checklist.meetings import Meeting, meetings
from store.checklist.readings import confirmation_ref
from store.checklist.retractions import by_day, effective, happened_order, recorded_by
from store.checklist.status import ItemState, judge_item
from store.journal.entry import Entry

_OF_THE_PLAN = frozenset(
    {"moved", "confirmed", "meeting"}
)  # these say something of the plan, and nothing becomes of an item


class ChecklistItem(Struct, frozen=True, gc=False):
    """One line of the checklist: what the plan says, what has become of it, and its entries.

    `entries` are the standing ones up to the date, by the day they happened.
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
        return tuple(entry for entry in self.entries if entry.all_text)

    @property
    def judgement(self) -> Entry | None:
        """The lead's latest judgement since the item was last ticked, withdrawn or opened again."""
        for entry in reversed(self.entries):
            if entry.kind == "judged":
                return entry
            if entry.kind in {"done", "withdrawn", "reopened"}:
                break
        return None

    @property
    def is_disputed(self) -> bool:
        """Whether the lead's judgement differs from the rule's colour; green agrees with what is done or withdrawn."""
        agreeing = {"green"} if self.state.colour in {"blue", "none"} else {self.state.colour}
        return self.judgement is not None and self.judgement.colour not in agreeing


class Checklist(Struct, frozen=True):
    """Every item of a plan on a date, in plan order.

    `orphans` are standing entries whose ref is not, or no more, in the plan. `meetings` is the
    Board's calendar by day, `decisions` what it decided, oldest first. `problems` are the plan's and
    the journal's. `entries` are those that were counted, by the day they happened; `moved` the
    refs whose entries count for another item.
    """

    loaded: LoadedPlan
    as_of: date
    known_on: date | None
    items: tuple[ChecklistItem, ...]
    orphans: tuple[Entry, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]
    moved: frozenset[str]

    @property
    def counted(self) -> tuple[ChecklistItem, ...]:
        """The items that totals count: one that is printed twice counts once."""
        return tuple(item for item in self.items if item.planned.same_as is None)

    @property
    def fingerprint(self) -> str:
        """A short digest of the entries that were counted, the same for the same entries in any order of files."""
        from hashlib import blake2b  # asked for by papers and JSON only

        digest = blake2b(digest_size=8)
        for line in sorted(msgspec.json.encode(entry) for entry in self.entries):
            digest.update(line + b"\n")
        return digest.hexdigest()

    def has_twin(self, ref: str) -> bool:
        """Return whether an item is printed twice, so that what is recorded for one is said of the other too."""
        return ref in self.loaded.twins or ref in self.loaded.twins.values()

    def by_ref(self) -> dict[str, ChecklistItem]:
        """Return the items under their refs."""
        return {item.ref: item for item in self.items}


def build_checklist(
    plan: LoadedPlan,
    entries: Iterable[Entry],
    as_of: date,
    known_on: date | None = None,
    problems: Iterable[Problem] = (),
) -> Checklist:
    """Return the checklist of `plan` at the end of `as_of`, from what was recorded by `known_on`."""
    name = plan.about.id
    recorded = recorded_by([entry for entry in entries if entry.plan == name], known_on)
    stood = effective(recorded)
    happened = by_day([entry for entry in stood if entry.on <= as_of])
    of_kind = _grouped(happened, "kind")
    confirmed = _grouped(of_kind.get("confirmed", ()), "ref")
    acts = [entry for entry in happened if entry.kind != "confirmed"] if confirmed else happened
    by_ref = _with_twins(_grouped(acts, "ref"), plan.twins)
    year_end = plan.year.last
    items = tuple(
        [
            _item(item, by_ref.get(item.same_as or item.ref), confirmed, as_of, year_end)
            for item in plan.items
        ]
    )
    homeless = {entry.ref for entry in stood}.difference(plan.positions)
    return Checklist(
        loaded=plan,
        as_of=as_of,
        known_on=known_on,
        items=items,
        orphans=tuple(
            [entry for entry in stood if entry.ref in homeless and not _is_of_the_plan(entry)]
        ),
        meetings=meetings(plan.about.boards, of_kind.get("meeting", ())),
        decisions=tuple(of_kind.get("decision", ())),
        problems=(
            *plan.problems,
            *problems,
            *_unreadable_dates(_dated(of_kind), str(plan.path)),
            *_falling_figures(items, str(plan.path)),
        ),
        entries=tuple(happened),
        moved=frozenset([entry.ref for entry in stood if entry.kind == "moved"]),
    )


def with_entries(before: Checklist, new: Sequence[Entry]) -> Checklist | None:
    """Return what `build_checklist` would, where `new` entries were recorded after those of `before`.

    Only the items they are about are judged again, so that a tick shows at once in a plan of any size. None where
    more than that may change, as when something is taken back.
    """
    if not all(_changes_one_item(before, entry) for entry in new):
        return None
    items, counted = list(before.items), list(before.entries)
    for entry in new:
        place = before.loaded.positions[entry.ref]
        insort(counted, entry, key=happened_order)
        entries = by_day([*items[place].entries, entry])
        history = build_history([each for each in entries if each.kind != "confirmed"])
        state = judge_item(items[place].planned, history, before.as_of, before.loaded.year.last)
        items[place] = ChecklistItem(items[place].planned, state, tuple(entries))
    return msgspec.structs.replace(before, items=tuple(items), entries=tuple(counted))


# What an entry of these says is of its item alone; another's actual may be of a quarter that no longer adds up.
_OF_ONE_ITEM = frozenset(
    {"done", "reopened", "started", "note", "withdrawn", "judged", "forecast", "rescheduled"}
)


def _changes_one_item(before: Checklist, entry: Entry) -> bool:
    return (
        entry.kind in _OF_ONE_ITEM
        and entry.plan == before.loaded.about.id
        and entry.on <= before.as_of
        and before.known_on is None
        and entry.ref in before.loaded.positions
        and entry.ref not in before.moved
        and not before.has_twin(entry.ref)
        and not _unreadable_dates([entry], "")
    )


def _is_of_the_plan(entry: Entry) -> bool:
    return entry.kind in _OF_THE_PLAN or (entry.kind == "decision" and not entry.ref)


def _grouped(happened: Iterable[Entry], field: Literal["kind", "ref"]) -> dict[str, list[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    value_of = attrgetter(field)
    for entry in happened:
        groups[value_of(entry)].append(entry)
    return dict(groups)


def _with_twins(by_ref: dict[str, list[Entry]], twins: Mapping[str, str]) -> dict[str, list[Entry]]:
    """Return the entries of each ref; what was recorded before two items were known to be one counts for both."""
    for ref, home_ref in twins.items():
        if ref in by_ref:
            by_ref[home_ref] = by_day([*by_ref.get(home_ref, ()), *by_ref.pop(ref)])
    return by_ref


def _dated(of_kind: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    return by_day([*of_kind.get("forecast", ()), *of_kind.get("rescheduled", ())])


def _item(
    item: PlanItem,
    found: list[Entry] | None,
    confirmed: Mapping[str, list[Entry]],
    as_of: date,
    year_end: date,
) -> ChecklistItem:
    history = build_history(found) if found else NO_HISTORY
    entries = history.entries
    if confirmed and (of_reading := confirmed.get(confirmation_ref(item))):
        entries = tuple(by_day([*entries, *of_reading]))
    return ChecklistItem(item, judge_item(item, history, as_of, year_end), entries)


def _falling_figures(items: Iterable[ChecklistItem], file: str) -> list[Problem]:
    """Return a problem for each cumulative actual below the one before it, as a merge can bring in."""
    problems = []
    before: ChecklistItem | None = None
    for item in items:
        if item.planned.kind != "figure" or item.state.actual is None or item.planned.same_as:
            continue
        if (
            before
            and before.planned.milestone == item.planned.milestone
            and item.state.actual < (before.state.actual or 0)
        ):
            sentence = (
                f"{item.ref}: the actual {item.state.actual:g} is below {before.state.actual:g} of the quarter before;"
                " one of the two is wrong: undo it or record the right figure."
            )
            problems.append(Problem(file, 0, 0, sentence))
        before = item
    return problems


def _unreadable_dates(happened: Iterable[Entry], file: str) -> list[Problem]:
    """Return a problem for each date that another program or version wrote and that means nothing here."""
    problems = []
    for entry in happened:
        if entry.kind in {"forecast", "rescheduled"}:
            try:
                parse_due(entry.when)
            except NotATimescale as refusal:
                sentence = (
                    f"{entry.ref}: a {entry.kind} entry of {entry.by} counts for nothing: {refusal}"
                )
                problems.append(Problem(file, 0, 0, sentence))
    return problems


def count_statuses(items: Iterable[ChecklistItem]) -> Counter[str]:
    """Return how many of `items` have each status."""
    return Counter(item.state.status for item in items)
