"""Problems of entries that only show beside the plan: dates that count for nothing, and falling figures."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from plan_data.items import PlanItem
from plan_data.problem import Problem
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR
from store.checklist.meetings import meeting_day
from store.journal.entry import Entry
from store.journal.kinds import kinds_that

KINDS_WITH_DUE_DATE = kinds_that(lambda traits: traits.holds_due_date)
# What reads `when` in a plan of a calendar, by the kinds that have one.
READERS_OF_WHEN: dict[str, Callable[[str, Calendar], object]] = {
    **dict.fromkeys(KINDS_WITH_DUE_DATE, parse_due),
    "meeting": meeting_day,
}


def unreadable_dates(entries: Iterable[Entry], file: str, calendar: Calendar) -> list[Problem]:
    """Return a problem for each date that another program or version wrote and nobody can read.

    They are read as in a plan of the calendar.
    """
    problems = []
    for entry in entries:
        read = READERS_OF_WHEN.get(entry.kind)
        if read is None or entry.number is not None:  # a forecast of a measure is a number
            continue
        try:
            read(entry.when, calendar)
        except NotATimescale as refusal:
            problems.append(_counts_for_nothing(entry, file, str(refusal)))
    return problems


def has_possible_dates(entry: Entry) -> bool:
    """Return whether an entry happened, and was recorded, in a year that a plan may have."""
    return FIRST_YEAR <= entry.on.year <= LAST_YEAR and FIRST_YEAR <= entry.at.year <= LAST_YEAR


def impossible_dates(entries: Iterable[Entry], file: str) -> list[Problem]:
    """Return a problem for each entry that cannot have happened or been recorded when it says."""
    problems = []
    for entry in entries:
        if not has_possible_dates(entry):
            reason = (
                f"it is dated {entry.on.isoformat()} and was recorded in {entry.at.year}, "
                f"and plans are of {FIRST_YEAR} to {LAST_YEAR}; `milepost undo {entry.id}` takes it back."
            )
            problems.append(_counts_for_nothing(entry, file, reason))
    return problems


def _counts_for_nothing(entry: Entry, file: str, reason: str) -> Problem:
    subject = f"a {entry.kind} entry of {entry.by} counts for nothing"
    if entry.ref:
        subject = f"{entry.ref}: {subject}"
    return Problem(file, 0, 0, f"{subject}: {reason}")


def falling_figures(actuals: Iterable[tuple[PlanItem, float]], file: str) -> list[Problem]:
    """Return a problem for each cumulative actual below the one before it, as a merge can bring in.

    `actuals` are figures in plan order, each with its actual.
    """
    problems = []
    for (earlier, earlier_actual), (item, actual) in pairwise(actuals):
        if earlier.milestone == item.milestone and actual < earlier_actual:
            sentence = (
                f"{item.ref}: the actual {actual:g} is below {earlier_actual:g} of the quarter"
                " before; one of the two is wrong: undo it or record the right figure."
            )
            problems.append(Problem(file, 0, 0, sentence))
    return problems
