"""What an import is sure of, what it guessed, and what a person has to look at."""

from dataclasses import dataclass, field


@dataclass
class ImportReport:
    """Three lists of sentences, each in the order of the table."""

    sure: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
