"""The objectives and groups of a table as they are collected, and what is left of its lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_data.table_import.row_excerpts import row_excerpt
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.table_cells import Row, flatten

_MOST_LINES_NAMED = 12  # below a table; of more, the first and the last are named


@dataclass(eq=False)
class NumberedGroup:
    """A section or a priority: its number, "" if none is printed, and its title.

    Two with the same words are not equal: a table may repeat a title.
    """

    number: str
    title: str


@dataclass
class ObjectiveRecord:
    """An objective as the table has it; `readings` say what was guessed about it."""

    number: str
    title: str
    section: NumberedGroup | None
    priority: NumberedGroup | None
    parts: list[ObjectivePart]
    readings: list[str] = field(default_factory=list)


def lines_below(rows: Sequence[Row]) -> list[str]:
    """Return what is to be reported of the lines below the last table."""
    if len(rows) > _MOST_LINES_NAMED:
        return [f"lines {rows[0].line} to {rows[-1].line} are below the table and are not read"]
    sentences = []
    for row in rows:
        text = row_excerpt(flatten(row.cells[0]))
        sentences.append(f"line {row.line} is below the table: {text}")
    return sentences


def unused_headings(
    records: Sequence[ObjectiveRecord], lines: Mapping[NumberedGroup, int]
) -> Iterator[str]:
    """Yield a sentence for each heading of a section that has no objective; `lines` has their lines."""
    used = [record.section for record in records]
    for section, line in lines.items():
        if section not in used and line:
            yield f"line {line} is a heading without rows: {row_excerpt(section.title)}"
