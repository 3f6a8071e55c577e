"""A mistake in the user's data: a value that is collected, not an exception."""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from msgspec import Struct

from plan_data.text import one_line

MOST_PROBLEMS = 1_000  # of one file; whoever mends these checks again
_LONGEST_SENTENCE = 600  # characters
_PART_OF_LONG_SENTENCE = 250  # characters kept of its beginning and of its end

Severity = Literal["problem", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One mistake: where it is and how to mend it.

    `line` and `column` count from 1, and are 0 if the problem is about the file itself.
    """

    file: str
    line: int
    column: int
    sentence: str
    severity: Severity = "problem"

    def __str__(self) -> str:
        position = one_line(self.file)  # a file's name may have line ends and control characters
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


def first_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problems and the first warnings in the order of their places.

    Of both there are up to `MOST_PROBLEMS`, and one more that says so if there are others.
    """
    ordered = sorted(problems)
    kept = []
    for severity in get_args(Severity):
        kept += _first_of(
            severity, [problem for problem in ordered if problem.severity == severity]
        )
    return sorted(kept)


def _first_of(severity: Severity, problems: Sequence[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    last = problems[MOST_PROBLEMS - 1]
    sentence = (
        f"there are more {severity}s than these {MOST_PROBLEMS}: mend them, then check again."
    )
    more = Problem(last.file, last.line, last.column, sentence, severity)
    return [*problems[:MOST_PROBLEMS], more]
