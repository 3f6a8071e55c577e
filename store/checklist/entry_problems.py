"""Problems of entries that only show beside the plan: unreadable dates, and falling figures."""

from collections.abc import Iterable
from itertools import pairwise

from plan_data.items import PlanItem
from plan_data.problem import Problem
from plan_data.timescale.parser import parse_due
from plan_data.timescale.period_parser import NotATimescale
from store.journal.entry import Entry
from store.journal.kinds import kinds_that

KINDS_WITH_DUE_DATE = kinds_that(lambda traits: traits.holds_due_date)


def unreadable_dates(entries: Iterable[Entry], file: str) -> list[Problem]:
    """Return a problem for each date that another program or version wrote and nobody can read."""
    problems = []
    for entry in entries:
        if entry.kind not in KINDS_WITH_DUE_DATE:
            continue
        try:
            parse_due(entry.when)
        except NotATimescale as refusal:
            sentence = (
                f"{entry.ref}: a {entry.kind} entry of {entry.by} counts for nothing: {refusal}"
            )
            problems.append(Problem(file, 0, 0, sentence))
    return problems


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
