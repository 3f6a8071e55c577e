"""A mistake in the user's data: a value that is collected, not an exception."""

from typing import Literal

from msgspec import Struct

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
        position = self.file
        if self.line:
            position += f":{self.line}:{self.column}"
        if self.severity == "warning":
            return f"{position}: warning: {self.sentence}"
        return f"{position}: {self.sentence}"
