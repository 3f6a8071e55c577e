"""The periods of a measure in words: how far it is, and what is needed in those that are left."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from plan_data.measures import PlanMeasure
from plan_data.vocabulary import Vocabulary
from store.checklist.measure_states import MeasureState, PeriodState, shortfall_of
from store.checklist.status import Colour
from store.dates import format_day, format_days
from tui.wording.counts import format_number

_NOT_ASSESSED = "could not be assessed"
_NO_PERIOD = "no target, no return yet"


def period_label(label: str) -> str:
    """Return a period as the timescale language has it: Q2 2009/10, Oct 2009, 2009/10."""
    if label[:1].isdigit():
        return label  # a year, or a day
    return label.replace("-", " ", 1)


def value_text(number: float | None, unit: str | None) -> str:
    """Return a number with its unit: 65.5%, 24 partnerships; empty if there is none."""
    if number is None:
        return ""
    text = format_number(number)
    if not unit:
        return text
    if unit == "%":
        return f"{text}{unit}"
    return f"{text} {unit}"


def return_text(measure: PlanMeasure, state: PeriodState) -> str:
    """Return actual and target of a period, to follow its status: 64 of 65.5%, short by 1.5."""
    unit, target = measure.unit, state.period.target
    if state.actual is None:
        wanted = "no target"
        if target is not None:
            wanted = f"target {value_text(target, unit)}"
        if state.days_late:
            return f"{wanted}, {format_days(state.days_late)}"
        return wanted
    if target is None:
        return f"{value_text(state.actual, unit)}{_progress(measure, state)}"
    text = f"{format_number(state.actual)} of {value_text(target, unit)}"
    shortfall = shortfall_of(measure, state.actual, target)
    if shortfall <= 0 or state.status == "withdrawn":
        return text
    verb = "short by" if measure.better == "higher" else "over by"
    return f"{text}, {verb} {format_number(shortfall)}"


def _progress(measure: PlanMeasure, state: PeriodState) -> str:
    """Return how far a cumulative return is from the next target of its year: , 44% of 2030."""
    target = next_target(measure, state.period.due)
    if not measure.is_cumulative or not target or state.actual is None:
        return ""
    share = format_number(round(100 * state.actual / target))
    return f" of {format_number(target)}, {share}%"


def next_target(measure: PlanMeasure, day: date) -> float | None:
    """Return the target of the first period that ends on or after a day and has one."""
    for period in measure.periods:
        if period.due >= day and period.target is not None:
            return period.target
    return None


def needed_text(state: MeasureState) -> str:
    """Return what a cumulative measure needs in the periods that are left, empty if nothing.

    736 in 2 quarters after 366 in 2: the returns so far beside what the last target asks for.
    """
    latest, last = state.latest, _last_with_target(state)
    if not state.measure.is_cumulative or latest is None or last is None:
        return ""
    returned = latest.actual or 0
    needed = (last.period.target or 0) - returned
    passed, left = _count_periods(state, latest.period.due, last.period.due)
    if needed <= 0 or not left:
        return ""
    rest = format_number(round(needed, 9))
    return f"{rest} in {left} after {format_number(returned)} in {passed}"


def _last_with_target(state: MeasureState) -> PeriodState | None:
    for each in reversed(state.periods):
        if each.period.target is not None:
            return each
    return None


def _count_periods(state: MeasureState, day: date, last: date) -> tuple[int, int]:
    """Return how many periods end by a day, and how many after it up to another day."""
    passed = left = 0
    for each in state.periods:
        if each.period.due <= day:
            passed += 1
        elif each.period.due <= last:
            left += 1
    return passed, left


def forecast_text(state: MeasureState) -> str:
    """Return the number that a lead expects, for when, and who recorded it; empty if nobody did."""
    entry = state.forecast
    if entry is None or entry.number is None:
        return ""
    number = value_text(entry.number, state.measure.unit)
    period = period_label(entry.ref.partition("@")[2])
    return f"{number} for {period} ({format_day(entry.on)}, {entry.by})"


def state_word(state: MeasureState) -> str:
    """Return the measure's state; one without a return that is due could not be assessed."""
    deciding = state.deciding
    if deciding is None:
        return _NO_PERIOD
    if deciding.actual is None and deciding.status in {"awaiting return", "return overdue"}:
        return f"{_NOT_ASSESSED} ({deciding.status})"
    return deciding.status


def state_colour(state: MeasureState) -> Colour:
    """Return the colour of the measure's state."""
    if state.deciding:
        return state.deciding.colour
    return "white"


def counts_text(states: Collection[MeasureState], vocabulary: Vocabulary) -> str:
    """Return how many measures there are, and how many of each state: 3 measures: 2 met, 1 short."""
    counts = Counter(map(state_word, states))
    parts = [f"{count} {word}" for word, count in counts.most_common()]
    return f"{vocabulary.count(len(states), 'measure')}: {', '.join(parts)}"


def is_of_later_years(state: MeasureState, last: date) -> bool:
    """Return whether a measure outside the table has no target up to a day, and no return."""
    if state.measure.objective or state.latest is not None:
        return False
    return all(each.period.due > last for each in state.periods)


def years_counts_text(
    states: Sequence[MeasureState], shown: Sequence[MeasureState], vocabulary: Vocabulary
) -> str:
    """Return the counts of those shown, and how many more are of later years than the plan's."""
    sentences = []
    if shown:
        sentences.append(f"{counts_text(shown, vocabulary)}.")
    if later := len(states) - len(shown):
        sentences.append(f"{later} more are of later years.")
    return " ".join(sentences)


def deciding_text(state: MeasureState) -> str:
    """Return the period that decides: Q2 2009/10 short, 366 of 454 completions, short by 88."""
    deciding = state.deciding
    if deciding is None:
        return _NO_PERIOD
    label = period_label(deciding.period.label)
    return f"{label} {deciding.status}, {return_text(state.measure, deciding)}"


def summary_text(state: MeasureState) -> str:
    """Return a measure in one line: its id, its title and the period that decides."""
    return f"{state.measure.id}  {state.measure.title}: {deciding_text(state)}"
