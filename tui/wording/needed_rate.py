"""What a measure needs in the periods that are left, in words: 736 in two quarters after 366 in two."""

from collections.abc import Iterable

from store.checklist.measure_states import MeasureState, PeriodState
from tui.wording.counts import format_number

_NUMBER_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


def needed_in_words(state: MeasureState) -> str:
    """Return what a cumulative measure needs to reach its last target, empty if nothing.

    It is followed by what was returned so far, in how many periods.
    """
    latest, last = state.latest, _last_with_target(state)
    if not state.measure.is_cumulative or latest is None or last is None:
        return ""
    returned = latest.actual or 0
    needed = round((last.period.target or 0) - returned, 9)
    done, left = _done_and_left(state.periods, latest, last)
    if needed <= 0 or not left:
        return ""
    return (
        f"{format_number(needed)} in {_in_words(len(left))} {_noun(left)} after"
        f" {format_number(returned)} in {_in_words(len(done))}"
    )


def _done_and_left(
    periods: Iterable[PeriodState], latest: PeriodState, last: PeriodState
) -> tuple[list[PeriodState], list[PeriodState]]:
    """Return the periods up to the latest return, and those after it up to the last target."""
    done, left = list[PeriodState](), list[PeriodState]()
    for each in periods:
        if each.period.due <= latest.period.due:
            done.append(each)
        elif each.period.due <= last.period.due:
            left.append(each)
    return done, left


def _last_with_target(state: MeasureState) -> PeriodState | None:
    for each in reversed(state.periods):
        if each.period.target is not None:
            return each
    return None


def _noun(left: Iterable[PeriodState]) -> str:
    labels = [each.period.label for each in left]
    noun = "period"
    if all(label.startswith("Q") for label in labels):
        noun = "quarter"
    if len(labels) == 1:
        return noun
    return f"{noun}s"


def _in_words(count: int) -> str:
    if count < len(_NUMBER_WORDS):
        return _NUMBER_WORDS[count]
    return str(count)
