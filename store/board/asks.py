"""What a Board is asked to decide at its next meeting, and what it has decided before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.measure_states import MeasureState
from store.checklist.retractions import happened_order
from store.journal.entry import AskKind, Entry, TabledAsk
from store.journal.kinds import kinds_that

_DECIDING = kinds_that(lambda traits: traits.decides)
_CLOSED = frozenset({"withdrawn", "done", "done late", "met"})

AskState = Literal["asked", "passed", "answered"]


class Ask(Struct, frozen=True, kw_only=True):
    """One thing that a Board is asked to decide about an item or a measure.

    A "new date" is a forecast later than the date in force, a "first date" one for an undated item,
    and a "request" what a note asks for. `entry` is that forecast or note, `due` the date in force
    and `to` the date that is asked for. `moved` counts the new dates that were approved before.
    `answer` is the decision that answers it, None if there is none.
    """

    kind: AskKind
    ref: str
    title: str
    leads: tuple[str, ...]
    entry: Entry
    due: date | None = None
    to: date | None = None
    moved: int = 0
    answer: Entry | None = None

    @property
    def days(self) -> int | None:
        """How many days later the date asked for is, None if there are not two dates."""
        if self.due is None or self.to is None:
            return None
        return (self.to - self.due).days

    @property
    def why(self) -> str:
        """The reason that was recorded with it; of a request, what is asked for."""
        if self.kind == "request":
            return self.entry.ask
        return self.entry.text

    def tabled(self, number: int) -> TabledAsk:
        """Return what is kept of it when its paper is tabled; why is in its own entry."""
        return TabledAsk(
            number=number,
            kind=self.kind,
            ref=self.ref,
            entry=self.entry.id,
            due=_iso_text(self.due),
            to=_iso_text(self.to),
        )


def _iso_text(on: date | None) -> str:
    if on is None:
        return ""
    return on.isoformat()


class BoardAsks(Struct, frozen=True):
    """What a paper says of asks, each in plan order.

    `asked` are numbered from 1 in the paper. `passed` are forecasts that lie before the meeting, so
    that a new date is needed. `answered` were decided before, and are not asked again before a
    newer forecast or note.
    """

    asked: tuple[Ask, ...] = ()
    passed: tuple[Ask, ...] = ()
    answered: tuple[Ask, ...] = ()


def find_asks(
    items: Iterable[ChecklistItem], measures: Iterable[MeasureState], meeting: date
) -> BoardAsks:
    """Return what a meeting on the day `meeting` is asked about some items and measures.

    Items that are printed twice are expected once. A date is asked for if it is later than the date
    in force and later than the meeting. Any decision about the same ref that is not earlier than
    the forecast or note answers it, whichever way.
    """
    asks: dict[AskState, list[Ask]] = {"asked": [], "passed": [], "answered": []}
    for item in items:
        for ask in _asks_of_item(item):
            asks[_state_of(ask, meeting)].append(ask)
    for measure in measures:
        for ask in _requests_of_measure(measure):
            asks[_state_of(ask, meeting)].append(ask)
    return BoardAsks(tuple(asks["asked"]), tuple(asks["passed"]), tuple(asks["answered"]))


def _state_of(ask: Ask, meeting: date) -> AskState:
    if ask.answer is not None:
        return "answered"
    if ask.to is not None and ask.to <= meeting:
        return "passed"
    return "asked"


def _asks_of_item(item: ChecklistItem) -> list[Ask]:
    asks = []
    if date_ask := _date_ask(item):
        asks.append(date_ask)
    if item.state.status != "withdrawn":
        leads = item.planned.leads
        asks += _requests(item.ref, item.planned.title, leads, item.entries)
    return asks


def _date_ask(item: ChecklistItem) -> Ask | None:
    """Return the ask of an item's latest forecast, None if it asks for no other date."""
    state = item.state
    forecast = _latest_forecast(item.entries)
    if forecast is None or state.forecast is None or state.status in _CLOSED:
        return None
    kind: AskKind = "first date" if state.due is None else "new date"
    if state.due is not None and state.forecast <= state.due:
        return None
    return Ask(
        kind=kind,
        ref=item.ref,
        title=item.planned.title,
        leads=item.planned.leads,
        entry=forecast,
        due=state.due,
        to=state.forecast,
        moved=sum(entry.kind == "rescheduled" for entry in item.entries),
        answer=_answer_to(forecast, item.entries),
    )


def _latest_forecast(entries: Sequence[Entry]) -> Entry | None:
    for entry in reversed(entries):
        if entry.kind == "forecast" and entry.when:
            return entry
    return None


def _requests_of_measure(state: MeasureState) -> list[Ask]:
    """Return the requests about a measure or its periods; a cumulative milestone is an item."""
    measure = state.measure
    if measure.is_milestone:
        return []
    by_ref: dict[str, list[Entry]] = {}
    for entry in state.entries:
        by_ref.setdefault(entry.ref, []).append(entry)
    requests: list[Ask] = []
    for ref, entries in by_ref.items():
        requests += _requests(ref, measure.title, measure.leads, entries)
    return requests


def _requests(ref: str, title: str, leads: tuple[str, ...], entries: Sequence[Entry]) -> list[Ask]:
    """Return an ask for each note that asks for something; the same words are asked once."""
    latest: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "note" and entry.ask:
            latest[entry.ask] = entry
    asks = []
    for note in latest.values():
        answer = _answer_to(note, entries)
        asks.append(
            Ask(kind="request", ref=ref, title=title, leads=leads, entry=note, answer=answer)
        )
    return asks


def _answer_to(asking: Entry, entries: Iterable[Entry]) -> Entry | None:
    """Return the latest decision that answers a forecast or a note, None if there is none.

    A decision that names the entry it answers is about that entry alone, and about its correction.
    """
    named = {asking.id, asking.corrects} - {""}
    answer = None
    for entry in entries:
        if entry.kind not in _DECIDING:
            continue
        is_later = not entry.answers and happened_order(entry) >= happened_order(asking)
        if is_later or entry.answers in named:
            answer = entry
    return answer
