"""Settle what each column of a table holds: by a person's choice, its heading, then its cells."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.column_assignment import CHOSEN, ColumnAssignment, ColumnReading
from plan_data.table_import.column_headings import (
    find_header,
)
from plan_data.table_import.heading_words import (
    PROGRESS_ROLES,
    ROLES_TO_CHOOSE,
    ColumnRole,
    plain_words,
)
from plan_data.table_import.option_refusal import OptionRefused
from plan_data.table_import.table_cells import Row, flatten

_ROLES_BESIDE_OBJECTIVE = frozenset(
    {"timescale", "measure", "lead", "stage", "tick", "start", "quarter", "original", "revised"}
) | frozenset(PROGRESS_ROLES)
_ROLES_OF_DEADLINES = frozenset({"timescale", "original", "revised"})
_NAMES_PHRASES = re.compile(r"\bmilestones?\b", re.IGNORECASE)
_LONGEST_SAMPLE = 30  # characters of a cell that is shown in place of a heading


class Columns(Struct, frozen=True):
    """The header row and the role of each column.

    `header` is the index of the header row, and `readings` has what each column is read as.
    """

    header: int
    headings: tuple[str, ...]
    readings: tuple[ColumnReading, ...]

    @property
    def roles(self) -> tuple[ColumnRole | None, ...]:
        """The role of each column."""
        return tuple([reading.role for reading in self.readings])

    @property
    def guessed(self) -> tuple[str, ...]:
        """A sentence for each column whose role is a guess."""
        sentences = []
        for reading in self.readings:
            if reading.role and reading.role != "other" and not reading.sure:
                role = ROLE_NAMES.get(reading.role, reading.role)
                sentences.append(f"{_column_name(reading)} is read as {role}: {reading.why}")
        return tuple(sentences)

    def doubt_of(self, *roles: ColumnRole) -> str:
        """Return why the cells of some roles are in doubt, "" if their columns are sure."""
        for reading in self.readings:
            if reading.role in roles and not reading.sure:
                return f"{_column_name(reading)} is a guess: {reading.why}"
        return ""

    def has_phrases(self, role: ColumnRole) -> bool:
        """Return whether a column of a role has phrases in most cells."""
        for column in self.with_role(role):
            if self.readings[column].has_phrases or _NAMES_PHRASES.search(self.headings[column]):
                return True
        return False

    def rivals(self) -> list[int]:
        """Return the indexes of columns that may say when beside that of the timescales."""
        named = [reading for reading in self.readings if reading.role in _ROLES_OF_DEADLINES]
        if not named or any(reading.why == CHOSEN for reading in named):
            return []
        return [column for column, reading in enumerate(self.readings) if reading.may_say_when]

    def with_role(self, role: ColumnRole) -> list[int]:
        """Return the indexes of the columns that have a role."""
        return [column for column, its_role in enumerate(self.roles) if its_role == role]

    def unused(self) -> list[tuple[int, str]]:
        """Return the index and the heading of each column that is not read."""
        found = []
        for column, reading in enumerate(self.readings):
            if reading.role not in {None, "other"}:
                continue
            if reading.heading:
                found.append((column, flatten(reading.heading)))
            elif reading.sample:
                found.append((column, f"(without heading: {reading.sample[:_LONGEST_SAMPLE]})"))
        return found

    def is_header(self, row: Row) -> bool:
        """Return whether a row repeats the header, as at the top of a page."""
        words = _words_of_filled(row.cells)
        return len(words) > 1 and words == _words_of_filled(self.headings)


ROLE_NAMES: dict[ColumnRole, str] = {
    "ref": "the number",
    "stage": "the dates of a stage",
    "tick": "ticks under a time",
    "done": "progress (done on)",
    "started": "progress (started on)",
    "expected": "progress (now expected)",
    "status": "progress (status)",
    "percent": "progress (per cent)",
    "update": "progress (what is being done)",
    "original": "the date that was replaced",
    "revised": "the date in force",
}


def _words_of_filled(cells: Sequence[str]) -> list[str]:
    return [plain_words(cell) for cell in cells if cell]


def _column_name(reading: ColumnReading) -> str:
    """Return how a sentence names a column: the column 'By when'."""
    if reading.heading:
        return f"the column '{flatten(reading.heading)}'"
    return f"the column without a heading, with '{reading.sample[:_LONGEST_SAMPLE]}'"


def find_columns(
    rows: Sequence[Row], name: str, chosen: Mapping[str, ColumnRole] | None = None
) -> Columns:
    """Return the table's columns; `chosen` has roles that a person gave, by heading.

    Raises:
        Unusable: if no row can be the headings of a delivery table.
        OptionRefused: if a heading that a role is given for is not there.

    """
    header = _header_of_choices(rows, chosen or {})
    if header is None:
        header = find_header(rows)
    if header is None:
        raise Unusable(
            f"'{name}' has no row of headings such as Ref, Objective, Measure, Timescale, Lead, "
            "Pathway: say what a column holds with --column, such as --column 'Heading=objective'."
        )
    columns = columns_below(header, rows, chosen or {})
    _refuse_unknown_choices(columns, chosen or {})
    if not is_plan(columns):
        printed = ", ".join(flatten(heading)[:30] for heading in columns.headings if heading)
        raise Unusable(
            f"'{name}' has no headings that match ({printed[:200]}): say what a column holds with "
            "--column, such as --column 'Heading=objective' or --column 'Heading=timescale'."
        )
    return columns


def _header_of_choices(rows: Sequence[Row], chosen: Mapping[str, ColumnRole]) -> int | None:
    """Return the index of the first row that has all headings of a person's choices."""
    wanted = set(map(plain_words, chosen))
    for index, row in enumerate(rows):
        if wanted and not row.outside and wanted <= set(map(plain_words, row.cells)):
            return index
    return None


def is_plan(columns: Columns) -> bool:
    """Return whether a table has a column of objectives and one that says more of them."""
    roles = columns.roles
    return "objective" in roles and not _ROLES_BESIDE_OBJECTIVE.isdisjoint(roles)


def columns_below(header: int, rows: Sequence[Row], chosen: Mapping[str, ColumnRole]) -> Columns:
    """Return the columns of the table whose headings are in one row."""
    assignment = ColumnAssignment(header, rows, chosen)
    return Columns(header, assignment.headings, assignment.readings())


def _refuse_unknown_choices(columns: Columns, chosen: Mapping[str, ColumnRole]) -> None:
    known = set(map(plain_words, columns.headings))
    for heading in chosen:
        if plain_words(heading) not in known:
            printed = ", ".join(filter(None, map(flatten, columns.headings)))
            raise OptionRefused(
                f"no column is called '{heading}': the table has {printed[:200]}.", "columns"
            )


def parse_choices(words: Sequence[str]) -> dict[str, ColumnRole]:
    """Return the roles of `--column` options such as "Deliverable=objective".

    Raises:
        OptionRefused: if one has no `=`, or no such role.

    """
    chosen: dict[str, ColumnRole] = {}
    for word in words:
        heading, equals, role = word.rpartition("=")
        if not equals or role.strip() not in ROLES_TO_CHOOSE:
            raise OptionRefused(
                f"'{word}' is not a column: write it like 'Deliverable=objective'; the roles are "
                f"{', '.join(ROLES_TO_CHOOSE)}.",
                "columns",
            )
        chosen[heading.strip()] = role.strip()  # type: ignore[assignment] # checked above
    return chosen
