"""Read what a row says about its objective, cell by cell, from the columns' roles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_data.table_import.column_headings import ColumnRole, Columns
from plan_data.table_import.objective_numbers import number_from_reference, split_number
from plan_data.table_import.printed_measures import named_year
from plan_data.table_import.table_cells import Row, flatten

_NOT_A_DIGIT = re.compile(r"\D")


@dataclass
class ObjectivePart:
    """The cells of one row of an objective.

    `target` is empty if the table has no such column beside that of the measures. The years are
    those that the headings of these columns name, "" if none.
    """

    line: int
    measure: str = ""
    target: str = ""
    baseline: str = ""
    timescale: str = ""
    lead: str = ""
    pathway: str = ""
    measure_year: str = ""
    target_year: str = ""
    baseline_year: str = ""

    def has_content(self) -> bool:
        """Return whether the row has more than a pathway."""
        return bool(self.measure or self.target or self.timescale or self.lead)

    def append(self, rest: "ObjectivePart") -> None:
        """Append the rest of the row, which continues at the top of the next page."""
        self.measure = _join_filled(" ", self.measure, rest.measure)
        self.target = _join_filled(" ", self.target, rest.target)
        self.baseline = _join_filled(" ", self.baseline, rest.baseline)
        self.timescale = _join_filled(" ", self.timescale, rest.timescale)
        self.lead = _join_filled(" ", self.lead, rest.lead)
        self.pathway = _join_filled(" ", self.pathway, rest.pathway)


def read_text(row: Row, columns: Columns, role: ColumnRole) -> str:
    """Return the text of the row's cells that have a role, a line for each paragraph."""
    return _join_filled("\n", *_cells_with_role(row, columns, role))


def read_objective(row: Row, columns: Columns) -> tuple[str, str]:
    """Return the number and the title of the row's objective, each "" if there is none."""
    title = flatten(read_text(row, columns, "objective"))
    reference = flatten(read_text(row, columns, "ref"))
    if not reference:
        return split_number(title)
    number = number_from_reference(reference)
    number_in_title, rest = split_number(title)
    if number_in_title == number:
        return number, rest
    return number, title


def read_part(row: Row, columns: Columns) -> ObjectivePart:
    """Return what the row says about its objective."""
    return ObjectivePart(
        row.line,
        measure=read_text(row, columns, "measure"),
        target=read_text(row, columns, "target"),
        baseline=read_text(row, columns, "baseline"),
        timescale=_read_timescale(row, columns),
        lead=read_text(row, columns, "lead"),
        pathway=read_text(row, columns, "pathway"),
        measure_year=_year_of_headings(columns, "measure"),
        target_year=_year_of_headings(columns, "target"),
        baseline_year=_year_of_headings(columns, "baseline"),
    )


def _year_of_headings(columns: Columns, role: ColumnRole) -> str:
    """Return the financial year that the headings of a role's columns name, "" if not one."""
    return named_year(" ".join(columns.headings[column] for column in columns.with_role(role)))


def read_numbers(rows: Sequence[Row], columns: Columns, *roles: ColumnRole) -> list[str]:
    """Return the numbers in the column of the first role that has any."""
    for role in roles:
        numbers = list(_numbers_in_column(rows, columns, role))
        if numbers:
            return numbers
    return []


def _numbers_in_column(rows: Sequence[Row], columns: Columns, role: ColumnRole) -> Iterator[str]:
    for row in rows:
        text = flatten(read_text(row, columns, role))
        number = split_number(text)[0]
        if number:
            yield number


def _cells_with_role(row: Row, columns: Columns, role: ColumnRole) -> Iterator[str]:
    for column in columns.with_role(role):
        if column < len(row.cells):
            yield row.cells[column]


def _read_timescale(row: Row, columns: Columns) -> str:
    """Return the row's milestones with their dates, and below them its quarters' figures."""
    milestones = read_text(row, columns, "milestone")
    dates = _read_dates(row, columns)
    quarters = " ".join(_read_quarters(row, columns))
    return _join_filled("\n", _pair_lines(milestones, dates), quarters)


def _read_dates(row: Row, columns: Columns) -> str:
    start = flatten(read_text(row, columns, "start"))
    end = read_text(row, columns, "timescale")
    if not start:
        return end
    if not end:
        return f"from {start}"
    return f"{start} to {flatten(end)}"


def _pair_lines(milestones: str, dates: str) -> str:
    """Put each milestone before its date if there are as many of both, else all before all."""
    steps = milestones.split("\n")
    days = dates.split("\n")
    if not milestones or not dates or len(steps) != len(days):
        return _join_filled("\n", milestones, dates)
    return "\n".join(map(" ".join, zip(steps, days, strict=True)))


def _read_quarters(row: Row, columns: Columns) -> Iterator[str]:
    """Yield each figure with its quarter, such as "Q1: 34"."""
    for column in columns.with_role("quarter"):
        if column < len(row.cells) and row.cells[column]:
            digits = _NOT_A_DIGIT.sub("", columns.headings[column])
            yield f"Q{digits[:1]}: {flatten(row.cells[column])}"


def _join_filled(separator: str, *texts: str) -> str:
    return separator.join(filter(None, texts))
