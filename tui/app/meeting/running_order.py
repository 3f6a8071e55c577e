"""The order in which a meeting goes through its items, and where it is."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import group_foldable
from tui.app.views.agenda import (
    CONTINUING,
    DONE_PART,
    LATER,
    WITHDRAWN_PART,
    AgendaPart,
    agenda_parts,
)

# Parts that come after all others: what is late, due or without a date is talked about first.
_LAST_PARTS = (LATER, CONTINUING, DONE_PART, WITHDRAWN_PART)
_CLOSED_PARTS = frozenset({DONE_PART, WITHDRAWN_PART})


class Stop(Struct, frozen=True):
    """What is on the screen at one time, with the title of its part.

    `refs` are those of one item, or of the dates of a milestone that have the same status, the
    oldest first. If `is_list`, they are those of everything in the part, which is closed.
    """

    part: str
    refs: tuple[str, ...]
    is_list: bool = False


class RunningOrder:
    """The stops of a meeting, and the one it is at.

    Nothing moves while the meeting lasts: what is ticked stays where it was.
    """

    def __init__(self, checklist: Checklist, items: Sequence[ChecklistItem]) -> None:
        """Order `items`: late, worst first; short or forecast late; due; no date; later; closed."""
        parts = [part for part in agenda_parts(checklist, items) if part.items]
        self._parts = sorted(parts, key=_place_of)
        self._opened: frozenset[str] = frozenset()
        self._at = 0
        self.stops: Sequence[Stop] = ()
        self._set_stops()

    def _set_stops(self) -> None:
        stops: list[Stop] = []
        for part in self._parts:
            stops += _stops_of(part, is_opened=part.title in self._opened)
        self.stops = stops

    @property
    def current(self) -> Stop:
        """The stop that the meeting is at."""
        return self.stops[self._at]

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing after the present stop."""
        return self._at == len(self.stops) - 1

    def position_text(self) -> str:
        """Return where the meeting is: item 3 of 14; the lists of closed items are not counted."""
        items = [stop for stop in self.stops if not stop.is_list]
        if self.current.is_list:
            return f"after {len(items)} items" if len(items) != 1 else "after 1 item"
        return f"item {items.index(self.current) + 1} of {len(items)}"

    def go(self, by: int) -> None:
        """Go forwards or backwards by some stops."""
        self._at = max(0, min(self._at + by, len(self.stops) - 1))

    def go_to_end(self, by: int) -> None:
        """Go to the last or the first stop."""
        self.go(by * len(self.stops))

    def go_by_part(self, by: int) -> None:
        """Go to the next first stop of a part, forwards or backwards."""
        starts = [at for at in range(len(self.stops)) if self._is_start(at)]
        if by < 0:
            starts.reverse()
        for at in starts:
            if (at - self._at) * by > 0:
                self._at = at
                return

    def _is_start(self, at: int) -> bool:
        return at == 0 or self.stops[at].part != self.stops[at - 1].part

    def toggle(self) -> None:
        """Open or close the list of closed items that the meeting is at."""
        self._opened ^= {self.current.part}
        self._set_stops()

    def go_to(self, ref: str) -> None:
        """Go to the stop of an item, opening the list that it is in."""
        for part in self._parts:
            if part.title in _CLOSED_PARTS and _has(part, ref):
                self._opened |= {part.title}
                self._set_stops()
        for at, stop in enumerate(self.stops):
            if ref in stop.refs and not stop.is_list:
                self._at = at


def _place_of(part: AgendaPart) -> int:
    if part.title in _LAST_PARTS:
        return _LAST_PARTS.index(part.title) + 1
    return 0


def _has(part: AgendaPart, ref: str) -> bool:
    return any(item.ref == ref for item in part.items)


def _stops_of(part: AgendaPart, *, is_opened: bool) -> Iterator[Stop]:
    is_closed = part.title in _CLOSED_PARTS
    if is_closed:
        yield Stop(part.title, _refs(part.items), is_list=True)
    if is_opened or not is_closed:
        for members in group_foldable(part.items):
            yield Stop(part.title, _refs(members))


def _refs(items: Iterable[ChecklistItem]) -> tuple[str, ...]:
    return tuple([item.ref for item in items])
