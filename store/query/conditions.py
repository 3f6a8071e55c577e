"""What a search asks of an item: conditions, and how they are combined."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.measures import PlanMeasure
from plan_data.text import fold
from store.checklist.checklist import ChecklistItem
from store.checklist.status import AHEAD, Colour
from store.query.filters import NOT_STATED
from store.query.groups import CLOSED
from store.query.text_index import TextIndex

CodeKind = Literal["lead", "pathway", "tag", "priority", "serves", "area"]
Items = Sequence[ChecklistItem]
NOTHING_LEFT = CLOSED | {"returned"}  # statuses in which nothing is left to do; measures return


class Condition(Struct, frozen=True, kw_only=True):
    """What an item must fulfil; `typed` is what asks for it, empty if it combines others."""

    typed: str = ""

    def select(self, items: Items, index: TextIndex) -> Items:  # noqa: ARG002 - only texts need it
        """Return those of `items` that fulfil the condition, in their order."""
        return [item for item in items if self.passes(item)]

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item fulfils a condition that needs no texts."""
        raise NotImplementedError

    def required(self) -> "Iterator[Condition]":
        """Yield the conditions that every item found fulfils."""
        yield self

    def positive(self) -> "Iterator[Condition]":
        """Yield the conditions that are asked for, those after `not` left out."""
        yield self


class AllOf(Condition, frozen=True, kw_only=True):
    """Fulfilled by items that fulfil every part; without parts by every item."""

    parts: tuple[Condition, ...] = ()

    def select(self, items: Items, index: TextIndex) -> Items:
        """Return the items that fulfil every part."""
        for part in self.parts:
            items = part.select(items, index)
        return items

    def required(self) -> Iterator[Condition]:
        """Yield what each part requires."""
        for part in self.parts:
            yield from part.required()

    def positive(self) -> Iterator[Condition]:
        """Yield what each part asks for."""
        for part in self.parts:
            yield from part.positive()


EVERYTHING = AllOf()


class AnyOf(Condition, frozen=True, kw_only=True):
    """Fulfilled by items that fulfil at least one part."""

    parts: tuple[Condition, ...] = ()

    def select(self, items: Items, index: TextIndex) -> Items:
        """Return the items that fulfil at least one part."""
        found: set[str] = set()
        for part in self.parts:
            found.update([item.planned.ref for item in part.select(items, index)])
        return [item for item in items if item.planned.ref in found]

    def required(self) -> Iterator[Condition]:
        """Yield nothing: no part alone is required."""
        return iter(())

    def positive(self) -> Iterator[Condition]:
        """Yield what each part asks for."""
        for part in self.parts:
            yield from part.positive()


class Not(Condition, frozen=True, kw_only=True):
    """Fulfilled by items that do not fulfil the part."""

    part: Condition

    def select(self, items: Items, index: TextIndex) -> Items:
        """Return the items that do not fulfil the part."""
        found = {item.planned.ref for item in self.part.select(items, index)}
        return [item for item in items if item.planned.ref not in found]

    def required(self) -> Iterator[Condition]:
        """Yield nothing: what is excluded is not required."""
        return iter(())

    def positive(self) -> Iterator[Condition]:
        """Yield nothing: what is excluded is not asked for."""
        return iter(())


class HasCode(Condition, frozen=True, kw_only=True):
    """Under one of some leads, pathways, tags or priorities, or for an indicator or area."""

    kind: CodeKind
    codes: frozenset[str]

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item has one of the codes."""
        return not self.codes.isdisjoint(_CODES_OF[self.kind](item.planned))


_CODES_OF: dict[CodeKind, Callable[[PlanItem], tuple[str, ...]]] = {
    "lead": lambda planned: planned.leads or (NOT_STATED,),
    "pathway": lambda planned: planned.pathways or (NOT_STATED,),
    "tag": lambda planned: planned.tags,
    "priority": lambda planned: (planned.priority,),
    "serves": lambda planned: planned.serves,
    "area": lambda planned: planned.areas,
}


class HasStatus(Condition, frozen=True, kw_only=True):
    """In one of some statuses."""

    statuses: frozenset[str]

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item has one of the statuses."""
        return item.state.status in self.statuses


class IsAhead(Condition, frozen=True, kw_only=True):
    """Due soon or not due, and of a colour: green if reported on, white if there is no word yet."""

    colour: Colour

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item is still to come, and of the colour."""
        return item.state.status in AHEAD and item.state.colour == self.colour


class IsRescheduled(Condition, frozen=True, kw_only=True):
    """With an approved new date."""

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item has an approved new date."""
        return item.state.rescheduled


class HasForecast(Condition, frozen=True, kw_only=True):
    """With a forecast that stands."""

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether somebody said when an item is now expected."""
        return item.state.forecast is not None


class LacksLeadOrPathway(Condition, frozen=True, kw_only=True):
    """Without a lead, or without a pathway; of these what the plan states at all."""

    leads: bool = True
    pathways: bool = True

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item lacks one of the two."""
        return self.lacks(item.planned)

    def lacks(self, part: PlanItem | PlanMeasure) -> bool:
        """Return whether an item or a measure lacks one of the two."""
        lacks_lead = self.leads and not part.leads
        return lacks_lead or (self.pathways and not part.pathways)


class DueInMonth(Condition, frozen=True, kw_only=True):
    """Due in one of some months, of any year."""

    months: frozenset[int]

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item is due in one of the months."""
        due = item.state.due
        return due is not None and due.month in self.months


class DueBetween(Condition, frozen=True, kw_only=True):
    """Due on or after `first` and on or before `last`; None is no limit.

    With `is_open`, what is closed, withdrawn or returned is left out.
    """

    first: date | None = None
    last: date | None = None
    is_open: bool = False

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item is due on one of the days, and open if that is asked for."""
        if self.is_open and item.state.status in NOTHING_LEFT:
            return False
        due = item.state.due
        if due is None or (self.first and due < self.first):
            return False
        return self.last is None or due <= self.last


class HasNoDate(Condition, frozen=True, kw_only=True):
    """Without a day on which it is due."""

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item is not due on any day."""
        return item.state.due is None


class AtLevel(Condition, frozen=True, kw_only=True):
    """Of a number of the plan, in lower case, or of a number below it: 2.4 and 2.4.2-a."""

    number: str

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item is at the number or below it."""
        return is_at_level(item, self.number)


def is_at_level(item: ChecklistItem, number: str) -> bool:
    """Return whether an item, its milestone, objective or priority has a number."""
    planned = item.planned
    if fold(planned.objective) == number or fold(planned.priority) == number:
        return True
    ref = fold(planned.ref)
    below = (f"{number}.", f"{number}-", f"{number}@")
    return ref == number or ref.startswith(below)


class WrittenBy(Condition, frozen=True, kw_only=True):
    """With an entry by an author whose folded name has `author` in it."""

    author: str

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether the author made one of the item's entries."""
        return any(self.author in fold(entry.by) for entry in item.entries)


class HasText(Condition, frozen=True, kw_only=True):
    """With a folded text in anything that a person sees of it; a number as a whole number."""

    text: str
    is_number: bool = False

    def select(self, items: Items, index: TextIndex) -> Items:
        """Return the items that have the text."""
        if self.is_number:
            return index.with_number(items, self.text)
        return index.with_text(items, self.text)


class NeverMet(Condition, frozen=True, kw_only=True):
    """Fulfilled by no item: it asks for something that the plan does not have."""

    def passes(self, item: ChecklistItem) -> bool:  # noqa: ARG002 - whatever it is
        """Return False."""
        return False


_BY_STATE = (HasStatus, IsAhead, IsRescheduled, HasForecast)


def depends_on_state(condition: Condition) -> bool:
    """Return whether a condition, or a part of it, asks for a status, colour or new date."""
    if isinstance(condition, Not):
        return depends_on_state(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return any(map(depends_on_state, condition.parts))
    return isinstance(condition, _BY_STATE)
