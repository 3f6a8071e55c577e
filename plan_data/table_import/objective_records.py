"""Collect a table's objectives from its rows: pages joined, headings and shifted rows handled."""

from collections.abc import Sequence

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.date_rewrites import settles_month_first
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.list_cells import rows_of_lists
from plan_data.table_import.numbered_records import (
    NumberedGroup,
    ObjectiveRecord,
    lines_below,
    unused_headings,
)
from plan_data.table_import.objective_numbers import parent_number, split_number, unused_number
from plan_data.table_import.parent_rows import find_parents, repeats_dates_alone
from plan_data.table_import.row_excerpts import (
    is_long_sentence,
    is_struck,
    marked_section_title,
    refuse_long,
    row_excerpt,
)
from plan_data.table_import.row_fields import (
    ObjectivePart,
    cells_apart_from_dates,
    cells_with_dates,
    find_date_evidence,
    find_rival,
    read_objective,
    read_part,
    read_text,
)
from plan_data.table_import.schedule_days import DayYears
from plan_data.table_import.schedule_order import find_row_days
from plan_data.table_import.table_cells import Row, flatten, is_total
from plan_data.table_import.table_numbering import find_numbering
from plan_data.table_import.table_parts import TablePart
from plan_data.table_import.unnamed_rows import (
    doubt_of_unnamed,
    has_number_before,
    is_single_day,
    without_dashes,
)


def find_records(
    parts: Sequence[TablePart], title: str, report: ImportReport
) -> list[ObjectiveRecord]:
    """Return the objectives of a file's tables, in their order.

    `title` is the line above the first of several tables, "" if there is none.
    """
    rows = [row for part in parts if part.columns for row in part.rows if not row.outside]
    last_line = max((row.line for row in rows), default=0)
    collector = _RecordCollector(last_line, marked_section_title(title), report)
    for part in parts:
        if not part.columns:
            report.left.append(part.left)
            continue
        collector.start_table(part.rows, part.columns)
        for row, doubt in rows_of_lists(part.rows, part.columns):
            for text in row.left_out:
                report.left.append(f"line {row.line}: '{row_excerpt(text)}' is left out")
            collector.take(row, doubt)
    report.left += unused_headings(collector.records, collector.line_of_section)
    report.left += lines_below(collector.rows_below)
    return collector.records


class _RecordCollector:
    def __init__(self, last_line: int, title: str, report: ImportReport) -> None:
        self.records: list[ObjectiveRecord] = []
        self._report = report
        self._last_line = last_line
        self._line = 0
        self._section: NumberedGroup | None = None
        self._priority: NumberedGroup | None = None
        self._numbered_priorities: dict[str, NumberedGroup] = {}
        self._taken_numbers: dict[str, int] = {}  # each with the last suffix that was added
        self._priority_of_title: dict[str, NumberedGroup] = {}
        self._after_header = True  # the row continues, or follows, the end of a page
        self.line_of_section: dict[NumberedGroup, int] = {}
        self.rows_below: list[Row] = []
        self._rows: list[Row] = []  # of all tables so far
        if title:
            self._start_section("", title)

    def start_table(self, rows: Sequence[Row], columns: Columns) -> None:
        """Read the rows that follow by the columns of another table."""
        body = [row for row in rows if not row.outside and not columns.is_header(row)]
        self._columns = columns
        self._numbering = find_numbering(body, columns)
        self._has_numbered_sections = any(map(self._numbering.section_number, body))
        self._month_first = settles_month_first(
            cells_with_dates(body, columns), cells_apart_from_dates(body, columns)
        )
        self._row_days = find_row_days(body, columns)
        self._parents = find_parents(body, columns)
        self._rows += body
        self._evidence = find_date_evidence(body, columns)
        self._after_header = not self.records

    def take(self, row: Row, date_doubt: str = "") -> None:
        """Take the next row; `date_doubt` says why its dates are a guess, "" if they are not.

        Raises:
            Unusable: if a text that continues over several rows becomes too long.

        """
        self._line = row.line
        if self._columns.is_header(row):
            self._after_header = True
        elif row.outside:
            self._take_outside(row)
        elif is_total(row):
            self._report.left.append(f"line {row.line} is a total and is not read")
        elif row.filled() and not self._take_heading(row) and not self._is_foreign(row):
            self._take_objective(self._in_place(row), date_doubt)
            self._after_header = False

    # Rows without an objective.

    def _take_outside(self, row: Row) -> None:
        """Take a line between the table's rows as the heading of a section, or leave it."""
        text = flatten(row.cells[0])
        if not text:
            return
        if row.line >= self._last_line:
            self.rows_below.append(row)
            return
        title = marked_section_title(text)
        if title and self.records:
            self._start_section("", title)
        else:
            self._report.left.append(f"line {row.line} is outside the table: {row_excerpt(text)}")

    def _take_heading(self, row: Row) -> bool:
        """Take a row with a single cell as a heading, or leave it; False if it is neither."""
        column = self._only_filled_column(row)
        if column is None:
            return False
        text = flatten(row.cells[column])
        number = self._numbering.section_number(row)
        if number:
            _, title = split_number(text)
            self._start_section(number, title)
            return True
        if column > 0 or self._continues_first_column(text):
            return False
        if is_single_day(text, self._columns):
            self._report.left.append(
                f"line {row.line} has a date and no words: {row_excerpt(text)}"
            )
        elif self._has_numbered_sections or is_long_sentence(text):
            self._report.left.append(f"line {row.line} has no objective: {row_excerpt(text)}")
        else:
            self._start_section("", text)
        return True

    def _only_filled_column(self, row: Row) -> int | None:
        """Return the index of the only filled cell, None if there are more or it has no column."""
        filled = row.filled()
        if len(filled) != 1 or filled[0] >= len(self._columns.headings):
            return None
        return filled[0]

    def _continues_first_column(self, text: str) -> bool:
        """Return whether a single cell is a priority or an objective, or the rest of one."""
        role = self._columns.roles[0]
        number, _ = split_number(text)
        if number and role in {"priority", "objective"}:
            return True
        if role != "priority" or not self._priority:
            return False
        return self._after_header and text[:1].islower()

    def _start_section(self, number: str, title: str) -> None:
        self._section = NumberedGroup(number, title)
        self._priority_of_title.clear()  # a priority of this title here is another one
        self.line_of_section[self._section] = self._line
        self._priority = None

    def _is_foreign(self, row: Row) -> bool:
        """Report and return whether a row belongs to another table, by its number of cells."""
        width = len(self._columns.headings)
        has_more_cells = any(row.cells[width:])
        has_one_cell = len(row.cells) == 1 < width
        if not has_more_cells and not has_one_cell:
            return False
        text = row_excerpt(flatten(row.cells[0]))
        self._report.left.append(f"line {row.line} does not fit the table's columns: {text}")
        return True

    # Rows with an objective.

    def _in_place(self, row: Row) -> Row:
        """Return a row with its cells in their columns."""
        number = self._numbering.shifted_number(row)
        if not number:
            return row
        self._report.guessed.append(
            f"line {row.line}: its cells stand one column too far right; read as {number}"
        )
        return self._numbering.shift_left(row)

    def _leave_parent(self, row: Row) -> bool:
        """Report a row whose dates are those of the finer rows; return whether it is one."""
        title = self._parents.titles.get(row.line)
        if title is not None:
            words = row_excerpt(title)
            self._report.left.append(f"line {row.line}: '{words}' stands for the rows below it")
            return True
        if not repeats_dates_alone(row, self._rows, self._columns):
            return False
        self._report.left.append(f"line {row.line} adds up the rows above and is not read")
        return True

    def _take_objective(self, row: Row, date_doubt: str) -> None:
        if self._leave_parent(row):
            return
        parent = self._parents.of_rows.get(row.line, "")
        priority = parent or flatten(read_text(row, self._columns, "priority"))
        if priority:
            self._take_priority(priority)
        number, title = self._read_objective(row)
        title = without_dashes(title)
        part = read_part(row, self._columns)
        if not (number or title):
            if self._leave_unnamed(row, part):
                return
            part.date_doubt = part.date_doubt or doubt_of_unnamed(part)
        part.month_first = self._month_first
        part.day_years = DayYears(self._row_days.get(row.line), self._group_title())
        part.evidence = self._evidence
        part.rival = find_rival(row, self._columns, self._evidence)
        part.date_doubt = part.date_doubt or date_doubt
        self._place_part(number, title, part)

    def _group_title(self) -> str:
        if self._section is None:
            return ""
        return self._section.title

    def _place_part(self, number: str, title: str, part: ObjectivePart) -> None:
        """Take a row as a priority, as more of the objective above, or as the next objective."""
        if self._numbering.is_above_objectives(number) and not part.has_content():
            if title:
                self._priority = self._numbered_priority(number, title)
            self._leave_progress(part)
        elif self._continues_record(number, title):
            if not number and title != self.records[-1].title:
                self._continue_title(title)
            self._add_part(part)
        else:
            self._add_record(number, title, part)

    def _read_objective(self, row: Row) -> tuple[str, str]:
        if self._numbering.has_versions:
            return "", flatten(read_text(row, self._columns, "objective"))
        return read_objective(row, self._columns)

    def _leave_unnamed(self, row: Row, part: ObjectivePart) -> bool:
        """Report a row whose objective is struck out, or that is a blank week; return if it is."""
        if not part.milestone and self._leave_struck(row):
            return True
        if not doubt_of_unnamed(part) or not has_number_before(row, self._columns):
            return False
        self._report.left.append(f"line {row.line} has a date and no words")
        return True

    def _leave_struck(self, row: Row) -> bool:
        """Report a row whose objective is struck out; return whether it is one."""
        if not is_struck(row):
            return False
        words = row_excerpt("; ".join(filter(None, map(flatten, row.cells))))
        what = f"its objective is struck out, so '{words}' is left out too"
        self._report.left.append(f"line {row.line}: {what}")
        return True

    def _take_priority(self, text: str) -> None:
        number, title = split_number(text)
        if number:
            self._priority = self._numbered_priority(number, title)
        elif self._priority and self._continues_priority(title):
            self._continue_priority(self._priority, title)
        elif not self._priority or title != self._priority.title:
            self._priority = self._priority_with_title(title)

    def _continues_priority(self, title: str) -> bool:
        if not self._after_header:
            return False
        return bool(self._numbering.priority_depth) or title[:1].islower()

    def _numbered_priority(self, number: str, title: str) -> NumberedGroup:
        group = NumberedGroup(number, title or number)
        return self._numbered_priorities.setdefault(number, group)

    def _continue_priority(self, priority: NumberedGroup, rest: str) -> None:
        refuse_long(f"{priority.title} {rest}", self._line)
        is_used = self._priority_of_title.get(priority.title) is priority
        if is_used:
            del self._priority_of_title[priority.title]
        priority.title += f" {rest}"
        if is_used:
            self._priority_of_title.setdefault(priority.title, priority)

    def _priority_with_title(self, title: str) -> NumberedGroup:
        """Return the priority of an earlier objective that has this title, or else a new one."""
        return self._priority_of_title.get(title) or NumberedGroup("", title)

    def _continues_record(self, number: str, title: str) -> bool:
        """Return whether a row belongs to the objective before it."""
        if not self.records:
            return False
        before = self.records[-1]
        if number:
            return number == before.number and title in {"", before.title}
        if title in {"", before.title}:
            return True
        if not self._after_header:
            return False
        return bool(self._numbering.objective_depth) or title[:1].islower()

    def _continue_title(self, rest: str) -> None:
        if rest:
            title = f"{self.records[-1].title} {rest}"
            refuse_long(title, self._line)
            self.records[-1].title = title

    def _add_part(self, part: ObjectivePart) -> None:
        """Add a row to the last objective."""
        parts = self.records[-1].parts
        if self._after_header:
            parts[-1].append(part)
            last = parts[-1]
            for text in (last.measure, last.target, last.baseline, last.timescale, last.lead):
                refuse_long(text, part.line)
            refuse_long(last.pathway, part.line)
        elif part.has_content() or part.pathway:
            part.drop_repeated(parts)
            parts.append(part)
        else:
            parts[-1].append_progress(part, "\n")

    def _leave_progress(self, part: ObjectivePart) -> None:
        """Report the progress of a priority, of which a return has none."""
        for (_, heading), text in part.progress.items():
            words = row_excerpt(f"{heading}: {flatten(text)}")
            self._report.left.append(f"line {part.line}: '{words}' is progress of a priority")

    def _add_record(self, number: str, title: str, part: ObjectivePart) -> None:
        title = title or flatten(part.measure or part.target or number or part.timescale)
        if not title:
            self._report.left.append(f"line {part.line} names no objective and says nothing of one")
            return
        record = ObjectiveRecord(number, title, self._section, self._priority, [part])
        if number and number in self._taken_numbers:
            self._renumber(record)
        self._taken_numbers.setdefault(record.number, 1)
        if self._numbering.priority_depth:
            self._place_by_number(number, record)
        if record.priority:
            self._priority_of_title.setdefault(record.priority.title, record.priority)
        self.records.append(record)

    def _renumber(self, record: ObjectiveRecord) -> None:
        """Give an unused number to an objective whose number is taken."""
        printed = record.number
        before = ""
        if self.records:
            before = self.records[-1].number
        record.number = unused_number(printed, before, self._taken_numbers)
        reading = f"The table has {printed} a second time; it is numbered {record.number} here."
        record.readings.append(reading)
        self._report.guessed.append(f"line {record.parts[0].line}: {reading}")

    def _place_by_number(self, number: str, record: ObjectiveRecord) -> None:
        """Move an objective to the priority that its printed number names."""
        named = self._numbered_priorities.get(parent_number(number))
        current = self._priority
        if not named or not current or named is current:
            return
        reading = (
            f"It stands under priority {current.number}; its number places it in {named.number}."
        )
        record.readings.append(reading)
        self._report.guessed.append(f"{number}: {reading}")
        record.priority = named
