"""Read what a row says about its objective, cell by cell, from the columns' roles."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from plan_data.table_import.column_contents import is_no_date, is_tick
from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import (
    PROGRESS_ROLES,
    YEAR_HEADINGS,
    ColumnRole,
    plain_words,
)
from plan_data.table_import.objective_numbers import number_from_reference, split_number
from plan_data.table_import.printed_measures import named_year
from plan_data.table_import.schedule_days import DayYears
from plan_data.table_import.table_cells import Row, flatten

_NOT_A_DIGIT = re.compile(r"\D")
_FIGURE = re.compile(r"[£$€~<>≥≤+-]?\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"\d[/.-](\d\d)(?![\d/.-])")
_NUMERIC_ALONE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:20)?\d\d")
_NOT_REVISED = re.compile(
    r"n/?a|n\.a\.|[-\u2013\u2014]+|none|nil|no|not applicable|not revised|no change|unchanged"
    r"|as (?:original|planned|before)|same",
    re.IGNORECASE,
)

_ROLES_WITH_DATES: tuple[ColumnRole, ...] = (
    "timescale",
    "start",
    "stage",
    "original",
    "revised",
    "done",
    "started",
    "expected",
)


class DateEvidence(Struct, frozen=True):
    """What is known of a table's dates.

    `has_phrases` is whether its timescales are phrases with dates, not dates alone, `years` counts
    the cells of dates by the years in them, and `rivals` are the columns that may say when too.
    """

    has_phrases: bool = False
    years: Mapping[int, int] = {}
    rivals: tuple[int, ...] = ()


@dataclass
class ObjectivePart:
    """The cells of one row of an objective.

    `rival` is the heading of another column that has a date for the row, "" if none. `target` is empty if the table has no such column beside that of the measures. The years are
    those that the headings of these columns name, "" if none. `progress` has the cells of progress by
    the role and the heading of their column, `milestone_ids` what was made of the row, and
    `measure_cells` how many cells have its measures.
    """

    line: int
    measure: str = ""
    target: str = ""
    baseline: str = ""
    timescale: str = ""
    lead: str = ""
    pathway: str = ""
    milestone: str = ""
    start: str = ""
    note: str = ""
    stages: list[tuple[str, str]] = field(default_factory=list)
    ticks: list[tuple[str, str]] = field(default_factory=list)
    progress: dict[tuple[ColumnRole, str], str] = field(default_factory=dict)
    milestone_ids: list[str] = field(default_factory=list)
    measure_cells: int = 0
    date_doubt: str = ""
    stage_doubt: str = ""
    rival: str = ""
    evidence: DateEvidence = DateEvidence()  # noqa: RUF009 - frozen
    month_first: bool | None = None
    day_years: DayYears = DayYears()  # noqa: RUF009 - frozen
    measure_year: str = ""
    target_year: str = ""
    baseline_year: str = ""

    def has_content(self) -> bool:
        """Return whether the row has more than a pathway."""
        if self.measure or self.target or self.timescale or self.lead:
            return True
        return bool(
            self.milestone or self.start or self.stages or any(cell for _, cell in self.ticks)
        )

    def drop_repeated(self, before: Sequence["ObjectivePart"]) -> None:
        """Drop a measure, target or baseline that a row above has too, as in merged cells."""
        if any(part.measure == self.measure and part.target == self.target for part in before):
            self.measure = ""
            self.target = ""
            self.baseline = ""

    def append(self, rest: "ObjectivePart") -> None:
        """Append the rest of the row, which continues at the top of the next page."""
        self.measure = _join_filled(" ", self.measure, rest.measure)
        self.target = _join_filled(" ", self.target, rest.target)
        self.baseline = _join_filled(" ", self.baseline, rest.baseline)
        self.timescale = _join_filled(" ", self.timescale, rest.timescale)
        self.lead = _join_filled(" ", self.lead, rest.lead)
        self.pathway = _join_filled(" ", self.pathway, rest.pathway)
        self.milestone = _join_filled(" ", self.milestone, rest.milestone)
        self.start = _join_filled(" ", self.start, rest.start)
        self.stages += rest.stages
        self.append_progress(rest, " ")

    def append_progress(self, rest: "ObjectivePart", separator: str) -> None:
        """Append the cells of progress of another row to those of the same columns."""
        for column, text in rest.progress.items():
            self.progress[column] = _join_filled(separator, self.progress.get(column, ""), text)


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
    part = ObjectivePart(
        row.line,
        measure=read_text(row, columns, "measure"),
        measure_cells=len(list(filter(None, _cells_with_role(row, columns, "measure")))),
        target=read_text(row, columns, "target"),
        baseline=read_text(row, columns, "baseline"),
        lead=read_text(row, columns, "lead"),
        pathway=read_text(row, columns, "pathway"),
        milestone=read_text(row, columns, "milestone"),
        start=read_text(row, columns, "start"),
        stages=[pair for pair in _cells_under_headings(row, columns, "stage") if pair[1]],
        ticks=_read_ticks(row, columns),
        date_doubt=columns.doubt_of(*_roles_of_date(row, columns)),
        stage_doubt=columns.doubt_of("stage"),
        measure_year=_year_of_headings(columns, "measure"),
        target_year=_year_of_headings(columns, "target"),
        baseline_year=_year_of_headings(columns, "baseline"),
    )
    part.timescale, part.note = _read_timescale(row, columns)
    for role in PROGRESS_ROLES:
        for heading, text in _cells_under_headings(row, columns, role):
            if text:
                column = role, flatten(heading)
                part.progress[column] = _join_filled("\n", part.progress.get(column, ""), text)
    return part


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


def _read_timescale(row: Row, columns: Columns) -> tuple[str, str]:
    """Return the row's dates with its quarters' figures below, and what is to be noted of them.

    A revised date is read in place of the one before it.
    """
    dates = " ".join(_year_last(row, columns)).strip() or read_text(row, columns, "timescale")
    revised = _read_revised(row, columns)
    replaced = read_text(row, columns, "original")
    if revised and dates != revised:
        replaced = dates or replaced
        dates = revised
    dates = dates or replaced
    note = ""
    if replaced and flatten(replaced) != flatten(dates):
        note = f"print replaces '{flatten(replaced)}'"
    quarters = " ".join(_read_quarters(row, columns))
    return _join_filled("\n", dates, quarters), note


def _read_revised(row: Row, columns: Columns) -> str:
    """Return the row's revised date, "" if it has none or says that it was not revised."""
    revised = read_text(row, columns, "revised")
    if _NOT_REVISED.fullmatch(revised.strip(" .")):
        return ""
    return revised


def _roles_of_date(row: Row, columns: Columns) -> Sequence[ColumnRole]:
    """Return the roles of the columns from which the row's date comes."""
    if _read_revised(row, columns):
        return ("timescale", "revised")
    if read_text(row, columns, "timescale"):
        return ("timescale",)
    return ("timescale", "original")


def _year_last(row: Row, columns: Columns) -> Iterator[str]:
    """Yield the cells of a table with a column for the year and another for its quarter."""
    pairs = _cells_under_headings(row, columns, "timescale")
    years = [cell for heading, cell in pairs if plain_words(heading) in YEAR_HEADINGS]
    others = [cell for heading, cell in pairs if plain_words(heading) not in YEAR_HEADINGS]
    if years and any(others):
        yield from map(flatten, filter(None, others))
        if not any(map(_YEAR.search, others)):
            yield from map(flatten, years)


def _cells_under_headings(row: Row, columns: Columns, role: ColumnRole) -> list[tuple[str, str]]:
    """Return the heading and the cell of each column that has a role."""
    pairs = []
    for column in columns.with_role(role):
        cell = ""
        if column < len(row.cells):
            cell = row.cells[column]
        pairs.append((columns.headings[column], cell))
    return pairs


def _read_ticks(row: Row, columns: Columns) -> list[tuple[str, str]]:
    """Return the cells under months and quarters that hold ticks or words, not figures."""
    pairs = _cells_under_headings(row, columns, "tick")
    for heading, cell in _cells_under_headings(row, columns, "quarter"):
        is_figure = bool(cell) and not is_tick(cell) and _FIGURE.match(cell)
        pairs.append((heading, "" if is_figure else cell))
    return pairs


def _read_quarters(row: Row, columns: Columns) -> Iterator[str]:
    """Yield each figure with its quarter, such as "Q1: 34"."""
    for heading, cell in _cells_under_headings(row, columns, "quarter"):
        if cell and not is_tick(cell) and _FIGURE.match(cell):
            digits = _NOT_A_DIGIT.sub("", heading)
            yield f"Q{digits[:1]}: {flatten(cell)}"


def _join_filled(separator: str, *texts: str) -> str:
    return separator.join(filter(None, texts))


def cells_apart_from_dates(rows: Sequence[Row], columns: Columns) -> Iterator[str]:
    """Yield the cells of the other columns that are a date alone, such as Date approved."""
    for row in rows:
        for column, cell in enumerate(row.cells[: len(columns.roles)]):
            if columns.roles[column] not in _ROLES_WITH_DATES and _NUMERIC_ALONE.fullmatch(
                cell.strip()
            ):
                yield cell


def cells_with_dates(rows: Sequence[Row], columns: Columns) -> Iterator[str]:
    """Yield the cells of the columns that hold dates."""
    for role in _ROLES_WITH_DATES:
        for column in columns.with_role(role):
            for row in rows:
                if column < len(row.cells):
                    yield row.cells[column]


def find_date_evidence(rows: Sequence[Row], columns: Columns) -> DateEvidence:
    """Return what is known of the dates of a table's rows."""
    years: Counter[int] = Counter()
    for cell in cells_with_dates(rows, columns):
        years.update({int(year) for year in _WHOLE_YEAR.findall(cell)})
        years.update({2000 + int(year) for year in _SHORT_YEAR.findall(cell)})
    return DateEvidence(columns.has_phrases("timescale"), years, tuple(columns.rivals()))


def find_rival(row: Row, columns: Columns, evidence: DateEvidence) -> str:
    """Return the heading of another column with a date for a row, "" if there is none."""
    for column in evidence.rivals:
        cell = flatten(row.cells[column]) if column < len(row.cells) else ""
        if cell and not is_no_date(cell):
            return columns.headings[column]
    return ""
