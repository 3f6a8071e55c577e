"""A mistake in the user's data: a value that is collected, not an exception."""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from msgspec import Struct

from plan_data.text import path_text

MOST_PROBLEMS = 1_000  # of one file; after repairing these, the user checks again
MAX_SHOWN = 100  # problems that are printed one by one
MAX_LISTED = 1000  # problems in an answer for another program
_LONGEST_SENTENCE = 600  # characters
_PART_OF_LONG_SENTENCE = 250  # characters kept of its beginning and of its end

Severity = Literal["problem", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One mistake: where it is and how to repair it.

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
        position = path_text(self.file)  # a file's name may have line ends and control characters
        if self.line:
            position += f":{self.line}:{self.column}"
        if self.severity == "warning":
            return f"{position}: warning: {self.sentence}"
        return f"{position}: {self.sentence}"


def shorten_sentence(sentence: str) -> str:
    """Return a sentence; of one that quotes a very long text, its beginning and its end."""
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    beginning = sentence[:_PART_OF_LONG_SENTENCE]
    return f"{beginning} [...] {sentence[-_PART_OF_LONG_SENTENCE:]}"


def limit_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problems and the first warnings in the order of their places.

    Of both there are up to `MOST_PROBLEMS`, and one more that says so if there are others.
    """
    ordered = sorted(problems)
    kept = []
    for severity in get_args(Severity):
        of_severity = [problem for problem in ordered if problem.severity == severity]
        kept += _first_of(severity, of_severity)
    return sorted(kept)


def _first_of(severity: Severity, problems: Sequence[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    sentence = (
        f"there are more {severity}s than the {MOST_PROBLEMS} that are named:"
        " mend these, then check again."
    )
    return [Problem(problems[0].file, 0, 0, sentence, severity), *problems[:MOST_PROBLEMS]]


def first_problems(problems: Sequence[Problem], most: int) -> tuple[list[Problem], int]:
    """Return the first of some problems, `most` of them, and how many mistakes the others are."""
    rest = sum([problem.count for problem in problems[most:]])
    return list(problems[:most]), rest


def listed_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Return at most `MAX_LISTED` problems; if there are more, the last one counts the others."""
    if len(problems) <= MAX_LISTED:
        return list(problems)
    first, rest = first_problems(problems, MAX_LISTED - 1)
    return [*first, Problem("", 0, 0, f"and {rest} more problems.", count=rest)]
