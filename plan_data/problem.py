"""A mistake in somebody's data: a value that is collected, not an exception."""

from typing import Literal

from msgspec import Struct

Severity = Literal["problem", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One mistake: where it is and how to mend it.

    `line` and `column` count from 1; 0 means that the whole file is meant.
    """

    file: str
    line: int
    column: int
    sentence: str
    severity: Severity = "problem"

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        word = "warning: " if self.severity == "warning" else ""
        return f"{place}: {word}{self.sentence}"
