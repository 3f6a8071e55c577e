"""What an import was sure of, what it guessed, and what it left for a person."""

from dataclasses import dataclass, field


@dataclass
class ImportReport:
    """Three lists of sentences, in the order in which things were met."""

    sure: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
