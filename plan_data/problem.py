"""A mistake in the user's data: a value that is collected, not an exception."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Severity = Literal["problem", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One mistake: where it is and how to mend it.

    `line` and `column` count from 1, and are 0 if the problem is about the file itself. `count` is
    more than 1 if the sentence sums up several mistakes of one kind.
    """

    file: str
    line: int
    column: int
    sentence: str
    severity: Severity = "problem"
    count: int = 1

    def __str__(self) -> str:
        position = self.file
        if self.line:
            position += f":{self.line}:{self.column}"
        if self.severity == "warning":
            return f"{position}: warning: {self.sentence}"
        return f"{position}: {self.sentence}"


MAX_SHOWN = 100  # problems that are printed one by one
MAX_LISTED = 1000  # problems in an answer for another program


def first_problems(problems: Sequence[Problem], most: int) -> tuple[list[Problem], int]:
    """Return the first of some problems, `most` of them, and how many mistakes the others are."""
    rest = sum(problem.count for problem in problems[most:])
    return list(problems[:most]), rest


def listed_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Return at most `MAX_LISTED` problems; if there are more, the last one counts the others."""
    if len(problems) <= MAX_LISTED:
        return list(problems)
    first, rest = first_problems(problems, MAX_LISTED - 1)
    return [*first, Problem("", 0, 0, f"and {rest} more problems.", count=rest)]
