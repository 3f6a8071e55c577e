"""Rows of the Measures view: a measure's periods in columns, under the headings of their parts."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import Period
from store.checklist.checklist import ChecklistItem
from store.checklist.measure_states import MeasureState, PeriodState
from store.checklist.status import Colour
from tui.wording.measure_text import deciding_text, period_label, state_colour, state_word

YEAR_COLUMN, YEAR_END_COLUMN = "Year", "Year's end"


class MeasureHeading(Struct, frozen=True, gc=False):
    """A heading with the titles of the columns below it."""

    title: str
    columns: tuple[str, ...]
    kind: ClassVar[Literal["heading"]] = "heading"
    mark: ClassVar[str] = ""
    ref: ClassVar[str] = ""
    when: ClassVar[str] = ""
    status: ClassVar[str] = ""
    colour: ClassVar[Colour] = "none"
    level: ClassVar[int] = 0
    items: ClassVar[tuple[ChecklistItem, ...]] = ()
    item: ClassVar[ChecklistItem | None] = None
    is_closed: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The heading's own key."""
        return f"# {self.title}"

    @property
    def text(self) -> str:
        """The title."""
        return self.title


class MeasureRow(Struct, frozen=True, gc=False):
    """The row of one measure. Its texts are built when drawn: most rows of a long list never are.

    With `ends_in_year` the last quarter has the year in its place if it has no period of its own.
    """

    state: MeasureState
    year: FinancialYear
    ends_in_year: bool = False
    kind: ClassVar[Literal["measure"]] = "measure"
    mark: ClassVar[str] = ""
    level: ClassVar[int] = 0
    items: ClassVar[tuple[ChecklistItem, ...]] = ()
    item: ClassVar[ChecklistItem | None] = None
    is_closed: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The measure's id."""
        return self.state.measure.id

    @property
    def ref(self) -> str:
        """The measure's id."""
        return self.state.measure.id

    @property
    def text(self) -> str:
        """The title."""
        return self.state.measure.title

    @property
    def when(self) -> str:
        """The period that decides, with its actual and target."""
        return deciding_text(self.state)

    @property
    def status(self) -> str:
        """The status in words."""
        return state_word(self.state)

    @property
    def word(self) -> str:
        """The status of the period that decides."""
        deciding = self.state.deciding
        return deciding.status if deciding else ""

    @property
    def colour(self) -> Colour:
        """The status's colour."""
        return state_colour(self.state)

    @property
    def cells(self) -> tuple[PeriodState | None, ...]:
        """The periods of the columns: the four quarters, then the year or what is in its place."""
        *earlier, last = [in_quarter(self.state, each) for each in self.year.quarters()]
        year = in_year(self.state, self.year)
        if self.ends_in_year:
            return (*earlier, last or year)
        return (*earlier, last, year)

    @property
    def returns(self) -> tuple[float, ...]:
        """The actuals of the periods, in order."""
        actuals = [each.actual for each in self.state.periods]
        return tuple([actual for actual in actuals if actual is not None])


def in_quarter(state: MeasureState, quarter: Period) -> PeriodState | None:
    """Return the quarter's own state, else the last one within it, one with a return first."""
    within = []
    for each in state.periods:
        if each.period.label == quarter.label:
            return each
        if quarter.first <= each.period.first and each.period.due <= quarter.last:
            within.append(each)
    returned = [each for each in within if each.actual is not None]
    if not within:
        return None
    return (returned or within)[-1]


def in_year(state: MeasureState, year: FinancialYear) -> PeriodState | None:
    """Return the state of the plan's year, else of the last period outside it."""
    outside = None
    for each in state.periods:
        if each.period.label == year.label:
            return each
        if each.period.due > year.last or each.period.due < year.first:
            outside = each
    return outside


def measure_rows(
    states: Sequence[MeasureState], titles: dict[str, str], year: FinancialYear
) -> list[MeasureHeading | MeasureRow]:
    """Return the rows of measures: the cumulative ones first, then the levels by priority.

    `titles` are the titles of the priorities by their numbers.
    """
    cumulative: list[MeasureState] = []
    by_priority: dict[str, list[MeasureState]] = {}
    for state in states:
        if state.measure.is_cumulative:
            cumulative.append(state)
        else:
            by_priority.setdefault(state.measure.priority, []).append(state)
    rows = _part(f"Cumulative, since {year.counted_from}", cumulative, year)
    for number, members in by_priority.items():
        title = f"{number} {titles.get(number, '')}" if number else "Outside the table"
        rows += _part(title, members, year)
    return rows


def _part(
    title: str, states: Sequence[MeasureState], year: FinancialYear
) -> list[MeasureHeading | MeasureRow]:
    if not states:
        return []
    quarters = tuple(year.quarters_by_key())
    ends_in_year = all(_ends_in_year(state, year) for state in states)
    columns: tuple[str, ...] = (*quarters, _last_column(states, year))
    if ends_in_year:
        columns = (*quarters[:-1], YEAR_END_COLUMN)
    heading = MeasureHeading(title, columns)
    return [heading, *[MeasureRow(state, year, ends_in_year) for state in states]]


def _ends_in_year(state: MeasureState, year: FinancialYear) -> bool:
    """Return whether a cumulative measure has one period at most that ends with the year."""
    if not state.measure.is_cumulative:
        return False
    last = [each for each in state.periods if each.period.due >= year.last]
    return len(last) <= 1 and all(each.period.due == year.last for each in last)


def _last_column(states: Iterable[MeasureState], year: FinancialYear) -> str:
    """Return the title of the last column: the year's, or what all states have in its place."""
    labels = {each.period.label for state in states if (each := in_year(state, year))}
    if not labels or year.label in labels:
        return YEAR_COLUMN
    return period_label(labels.pop()) if len(labels) == 1 else "Later"
