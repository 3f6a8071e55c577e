"""What the caller of an import gives of the plan, and how it is kept in the plan's leading comment."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plan_data.model import Plan
from plan_data.table_import.plan_years_option import YearOptions, start_of_work
from plan_data.text import one_line

_COMMENT = "# import: --"  # before a choice, in the leading comment of a plan
_LONGEST_COMMENT = 20_000  # characters of a plan file in which choices are searched
# The options that are kept, by the fields that have them.
_KEPT = {
    "id": "plan",
    "title": "title",
    "year": "year",
    "year-starts": "year_starts",
    "quarters": "quarters",
    "start": "start",
    "table": "table",
}
_OF_ONE_FILE = ("plan", "title")  # another plan has its own


class ImportOptions(Struct, frozen=True):
    """What the caller gives of the plan; None is guessed.

    `plan` is the plan's id, `year` its year or years, such as 2009/10, 2024 or 2021 to 2025, `table`
    the number of a sheet or table in the file, from 1, and `columns` the roles of columns, such as
    "Deliverable=objective". `year_starts` is the month in which each year starts, `quarters` is
    "calendar" if they are those of the calendar, and `start` is the first day or month of the work.
    `as_of` is the day that the table's progress is of, `today` that of the import. `before` is the
    plan that the new one replaces: what both have keeps its number and ids. `used_ids` are the milestones and measures with entries.
    """

    plan: str | None = None
    title: str | None = None
    year: str | None = None
    table: int | None = None
    columns: tuple[str, ...] = ()
    year_starts: str | None = None
    quarters: str | None = None
    start: str | None = None
    as_of: date | None = None
    today: date = date.max
    before: Plan | None = None
    used_ids: frozenset[str] = frozenset()

    @property
    def years(self) -> YearOptions:
        """What the caller gives of the plan's years."""
        start = start_of_work(self.start)
        return YearOptions(self.year, self.year_starts, self.quarters, start)


def kept_lines(options: ImportOptions) -> str:
    """Return the lines of a comment that keep what the caller gave."""
    lines = ""
    for name, words in _named_choices(options):
        lines += f"{_COMMENT}{name} {one_line(words)}\n"
    return lines


def _named_choices(options: ImportOptions) -> Iterator[tuple[str, str]]:
    for name, field in _KEPT.items():
        value = getattr(options, field)
        if value is not None:
            yield name, str(value)
    for column in options.columns:
        yield "column", column


def choice_words(options: ImportOptions) -> str:
    """Return what the caller gave as it is typed, such as "--year 2024, --column 'A=lead'"."""
    return ", ".join(f"--{name} {words}" for name, words in _named_choices(options))


def _options_in_plan(text: str) -> ImportOptions:
    """Return what the leading comment of an imported plan keeps."""
    values: dict[str, str] = {}
    columns = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if not line.startswith(_COMMENT):
            continue
        name, _, words = line.removeprefix(_COMMENT).partition(" ")
        if name == "column":
            columns.append(words)
        elif name in _KEPT and words:
            values[_KEPT[name]] = words
    number = values.pop("table", "")
    options = replace(ImportOptions(columns=tuple(columns)), **values)
    if number.isdecimal():
        options = replace(options, table=int(number))
    return options


def options_in_file(path: Path) -> ImportOptions:
    """Return what the comment of an imported plan keeps, nothing if the file cannot be read."""
    text = ""
    with suppress(OSError, ValueError), path.open(encoding="utf-8") as stream:
        text = stream.read(_LONGEST_COMMENT)
    return _options_in_plan(text)


def choices_in_plan(text: str) -> list[str]:
    """Return the `--column` choices that the leading comment of an imported plan keeps."""
    return list(_options_in_plan(text).columns)


def add_kept(given: ImportOptions, kept: ImportOptions) -> ImportOptions:
    """Return options with what was kept in place of what is not given.

    If any columns are given, none that were kept hold.
    """
    for field in _KEPT.values():
        if getattr(given, field) is None:
            given = replace(given, **{field: getattr(kept, field)})
    return replace(given, columns=given.columns or kept.columns)


def of_another_file(options: ImportOptions) -> ImportOptions:
    """Return the options that hold for another plan too."""
    return replace(options, **dict.fromkeys(_OF_ONE_FILE))
