"""Which lines are exceptions: what is Red or Amber, and where a lead sees it otherwise."""

from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.milestones import deciding_items
from store.checklist.retractions import by_day
from store.checklist.status import Colour
from store.journal.entry import Entry
from tui.reports.blocks.table_rows import RowItems, group_into_rows, row_ref, status_of
from tui.wording.report_text import days_behind

_RANKS: dict[str, int] = {"red": 0, "amber": 1}
_LAST_RANK = len(_RANKS)


class ExceptionLine(Struct, frozen=True):
    """One line: an item, or the occurrences of one milestone that have the same status.

    `entries` are those of all its items, oldest first. `colour` is the worst of any item, but of a
    figure that of the quarter that decides. `days_behind` is the most of any item, and `shortfall`
    the part of its target by which a figure's latest quarter is short, 0 of all else.
    """

    items: RowItems
    entries: Sequence[Entry]
    colour: Colour
    days_behind: int
    shortfall: float

    @property
    def ref(self) -> str:
        """The ref; of several occurrences, the id of their milestone."""
        return row_ref(self.items)

    @property
    def is_disputed(self) -> bool:
        """Whether a lead's judgement differs from the rule's colour."""
        return self.items[0].is_disputed

    @property
    def rank(self) -> int:
        """0 if rule or lead has it Red, 1 if one has it Amber, else 2."""
        judgement = self.items[0].judgement
        judged = judgement.colour if judgement and self.is_disputed else ""
        return min(_rank_of(self.colour), _rank_of(judged))


class Exceptions(Struct, frozen=True):
    """The exceptions, worst first: Red, Amber, and what a lead sees otherwise, whatever its colour.

    A disputed line that is Red is among the Red too.
    """

    red: tuple[ExceptionLine, ...]
    disputed: tuple[ExceptionLine, ...]
    amber: tuple[ExceptionLine, ...]

    @property
    def worst(self) -> list[ExceptionLine]:
        """All lines once, by the worse of the rule's colour and the lead's judgement."""
        others = [line for line in self.disputed if line.colour != "red"]
        return sorted([*self.red, *others, *self.amber], key=_worst_first)


def find_exceptions(items: Iterable[ChecklistItem]) -> Exceptions:
    """Return the exceptions among some items; a disputed item has a line of its own.

    A figure is an exception if the quarter that decides its status is.
    """
    known = tuple(items)
    deciding = {item.planned.milestone: item for item in deciding_items(known)}
    lines = []
    undisputed = []
    for item in known:
        if item.is_disputed:
            lines.append(_exception_line((item,), item.state.colour))
        elif _is_exception(item, deciding):
            undisputed.append(item)
    groups = group_into_rows(undisputed, status_of)
    lines += [_exception_line(group, _line_colour(group, deciding)) for group in groups]
    return _by_colour(sorted(lines, key=_worst_first))


def _by_colour(lines: Iterable[ExceptionLine]) -> Exceptions:
    red, disputed, amber = list[ExceptionLine](), list[ExceptionLine](), list[ExceptionLine]()
    for line in lines:
        if line.is_disputed:
            disputed.append(line)
        if line.colour == "red":
            red.append(line)
        elif not line.is_disputed:
            amber.append(line)
    return Exceptions(tuple(red), tuple(disputed), tuple(amber))


def _is_exception(item: ChecklistItem, deciding: dict[str, ChecklistItem]) -> bool:
    return item.state.colour in _RANKS and _is_figures_state(item, deciding)


def _is_figures_state(item: ChecklistItem, deciding: dict[str, ChecklistItem]) -> bool:
    if item.planned.kind != "figure":
        return True
    return deciding[item.planned.milestone].state.colour in _RANKS


def _line_colour(items: RowItems, deciding: dict[str, ChecklistItem]) -> Colour:
    if items[0].planned.kind == "figure":
        return deciding[items[0].planned.milestone].state.colour
    return min(items, key=_item_rank).state.colour


def _exception_line(items: RowItems, colour: Colour) -> ExceptionLine:
    entries = by_day(list(chain.from_iterable(item.entries for item in items)))
    days = max(map(days_behind, items))
    return ExceptionLine(items, entries, colour, days, _shortfall(items[-1]))


def _shortfall(item: ChecklistItem) -> float:
    """Return the part of its target by which a figure is short, 0 if it is not."""
    target, actual = item.planned.target, item.state.actual
    if item.state.status != "short" or not target or actual is None:
        return 0.0
    return (target - actual) / target


def _item_rank(item: ChecklistItem) -> int:
    return _rank_of(item.state.colour)


def _rank_of(colour: str) -> int:
    return _RANKS.get(colour, _LAST_RANK)


def _worst_first(line: ExceptionLine) -> tuple[int, float, int]:
    """Sort key: Red before Amber; of one colour, short figures first, then the longest delay."""
    return line.rank, -line.shortfall, -line.days_behind
