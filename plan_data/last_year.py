"""The end of a note that says which numbers are last year's and must be set for the new year.

`carry_forward` writes it, and `check` names each part that still has it.
"""

from plan_data.model import Measure, Milestone, Objective


def must_be_set(year: str) -> str:
    """Return how the sentence ends that asks for the numbers of a year."""
    return f": write those of {year}."


def has_last_years_numbers(part: Milestone | Measure | Objective, year: str) -> bool:
    """Return whether a part was carried forward, and its numbers of the year were not set yet."""
    return must_be_set(year) in (part.note or "")
