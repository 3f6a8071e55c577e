"""The rows of a hand-over's tables, from one plan and its journal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date

from msgspec import Struct

from store.board.asks import find_asks
from store.board.board_actions import board_actions
from store.board.boards import coming_meeting, main_board
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.checklist.milestones import deciding_items
from store.checklist.status import RULES_VERSION
from store.journal.entry import Entry

Value = str | date | float | int | None
Row = tuple[Value, ...]


class Positions(Struct, frozen=True):
    """A plan's checklist on the as-of date, and at each month's end before it."""

    current: Checklist
    earlier: tuple[Checklist, ...]
    entries: tuple[Entry, ...]

    @property
    def plan(self) -> str:
        """The plan's id."""
        return self.current.loaded.about.id

    @property
    def all(self) -> tuple[Checklist, ...]:
        """All checklists, by their days."""
        return (*self.earlier, self.current)


def build_positions(checklist: Checklist, entries: Sequence[Entry]) -> Positions:
    """Return a plan's positions; `entries` are those that the checklist was built from."""
    earlier = [
        build_checklist(checklist.loaded, entries, day, checklist.known_on)
        for day in month_ends(checklist)
    ]
    own = tuple([entry for entry in entries if entry.plan == checklist.loaded.about.id])
    return Positions(checklist, tuple(earlier), own)


def month_ends(checklist: Checklist) -> list[date]:
    """Return the last day of each month of the plan's year that lies before the as-of date."""
    months = checklist.loaded.year.months()
    return [month.last for month in months if month.last < checklist.as_of]


def _plan_rows(positions: Positions) -> Iterator[Row]:
    checklist = positions.current
    about = checklist.loaded.about
    yield (
        about.id,
        about.title,
        about.year_text,
        about.published,
        checklist.as_of,
        checklist.known_on,
        RULES_VERSION,
    )


def _item_rows(positions: Positions) -> Iterator[Row]:
    for checklist in positions.all:
        deciding = {item.ref for item in deciding_items(checklist.counted)}
        for item in checklist.items:
            yield _item_row(positions.plan, checklist.as_of, item, decides=item.ref in deciding)


def _item_row(plan: str, as_of: date, item: ChecklistItem, *, decides: bool) -> Row:
    planned, state = item.planned, item.state
    return (
        plan,
        as_of,
        planned.ref,
        planned.milestone,
        planned.objective,
        planned.priority,
        planned.section,
        planned.title,
        planned.printed,
        planned.when,
        planned.kind,
        planned.opens,
        state.due,
        planned.due,
        state.status,
        state.colour,
        state.days_late,
        state.started_on,
        state.done_on,
        state.forecast,
        int(state.rescheduled),
        planned.target,
        state.actual,
        planned.same_as,
        int(decides),
    )


def _lead_rows(positions: Positions) -> Iterator[Row]:
    names = {agency.code: agency.name for agency in positions.current.loaded.about.agencies}
    for item in positions.current.items:
        for code in item.planned.leads:
            yield positions.plan, item.ref, code, names.get(code, code)


def _pathway_rows(positions: Positions) -> Iterator[Row]:
    names = {pathway.code: pathway.name for pathway in positions.current.loaded.about.pathways}
    for item in positions.current.items:
        for code in item.planned.pathways:
            yield positions.plan, item.ref, code, names.get(code, code)


def _entry_rows(positions: Positions) -> Iterator[Row]:
    counted = {entry.id for entry in positions.current.entries}
    for entry in positions.entries:
        yield (
            positions.plan,
            entry.id,
            entry.ref,
            entry.kind,
            entry.on,
            entry.at.astimezone(UTC).isoformat(),
            entry.by,
            entry.text,
            entry.cause,
            entry.action,
            entry.ask,
            entry.evidence,
            entry.number,
            entry.when,
            entry.approved_by,
            entry.owner,
            entry.board,
            int(entry.id in counted),
        )


def _measure_rows(positions: Positions) -> Iterator[Row]:
    for state in positions.current.measure_states:
        measure = state.measure
        yield (
            positions.plan,
            measure.id,
            measure.title,
            measure.objective,
            measure.unit,
            measure.shape,
            measure.better,
            measure.area,
        )


def _period_rows(positions: Positions) -> Iterator[Row]:
    for checklist in positions.all:
        for state in checklist.measure_states:
            for period in state.periods:
                yield (
                    positions.plan,
                    checklist.as_of,
                    period.period.ref,
                    state.measure.id,
                    period.period.label,
                    period.period.due,
                    period.period.target,
                    period.actual,
                    period.status,
                    period.colour,
                )


def _ask_rows(positions: Positions) -> Iterator[Row]:
    checklist = positions.current
    meeting = coming_meeting(checklist, main_board(checklist.loaded))
    day = meeting.on if meeting else checklist.as_of
    asks = find_asks(checklist.counted, checklist.measure_states, day).asked
    for number, ask in enumerate(asks, start=1):
        yield (
            positions.plan,
            number,
            ask.kind,
            ask.ref,
            ask.title,
            ask.due,
            ask.to,
            ask.why,
            ask.entry.id,
        )


def _action_rows(positions: Positions) -> Iterator[Row]:
    for action in board_actions(positions.current):
        decision = action.decision
        done_on = action.completed.on if action.completed else None
        yield (
            positions.plan,
            decision.id,
            decision.ref,
            decision.action,
            decision.owner,
            action.due,
            action.status,
            done_on,
        )


_ROWS: dict[str, Callable[[Positions], Iterable[Row]]] = {
    "plans": _plan_rows,
    "items": _item_rows,
    "item_leads": _lead_rows,
    "item_pathways": _pathway_rows,
    "entries": _entry_rows,
    "measures": _measure_rows,
    "measure_periods": _period_rows,
    "asks": _ask_rows,
    "actions": _action_rows,
}


def table_rows(table: str, positions: Positions) -> Iterable[Row]:
    """Return the rows of a table for one plan, each with a value for every column."""
    return _ROWS[table](positions)
