"""Rows to the objectives they tell of: pages joined, headings and shifted rows seen to."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_data.table_import.column_headings import Columns, Role
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.objective_numbers import as_number, depth, parent, split_number, unused
from plan_data.table_import.table_cells import Row, flat

_HEADING = re.compile(r"#{1,6}\s*(?P<text>.+)")
_LONGEST_HEADING = 90


@dataclass
class Part:
    """What one row of an objective says, as text of its cells."""

    line: int
    measure: str = ""
    timescale: str = ""
    lead: str = ""
    pathway: str = ""


@dataclass
class NumberedGroup:
    """A section or a priority: its number ("" where none is printed) and its title."""

    number: str
    title: str
    note: str = ""


@dataclass
class Record:
    """An objective as the table has it."""

    number: str
    title: str
    section: NumberedGroup | None
    priority: NumberedGroup | None
    parts: list[Part] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)


def records(rows: Sequence[Row], columns: Columns, report: ImportReport) -> list[Record]:
    """Return the objectives of the rows that follow the header."""
    grouper = _Grouper(rows, columns, report)
    for row in rows[columns.header + 1 :]:
        grouper.take(row)
    return grouper.records


class _Grouper:
    def __init__(self, rows: Sequence[Row], columns: Columns, report: ImportReport) -> None:
        self.columns, self.report = columns, report
        self.records: list[Record] = []
        self._width = len(columns.headings)
        body = [row for row in rows[columns.header + 1 :] if not row.outside and not columns.is_header(row)]
        self._last_line = max((row.line for row in body), default=0)
        self._objectives = _usual_depth(self._numbers(body, "ref", "objective"))
        self._priorities = _usual_depth(self._numbers([row for row in body if len(row.filled()) > 1], "priority"))
        self._numbered_sections = any(self._section_number(row) for row in body)
        self._section: NumberedGroup | None = None
        self._priority: NumberedGroup | None = None
        self._by_number: dict[str, NumberedGroup] = {}
        self._taken: set[str] = set()
        self._after_header = True

    def take(self, row: Row) -> None:
        if self.columns.is_header(row):
            self._after_header = True
        elif row.outside:
            self._outside(row)
        elif row.filled() and not self._heading(row) and not self._foreign(row):
            self._data(self._unshifted(row))
            self._after_header = False

    # What is no objective.

    def _outside(self, row: Row) -> None:
        text = flat(row.cells[0])
        found = _HEADING.fullmatch(text)
        title = found["text"] if found else text
        if row.line < self._last_line and self.records and (found or text.isupper()) and len(title) < _LONGEST_HEADING:
            self._new_section("", title)
        elif row.line < self._last_line and text:
            self.report.left.append(f"line {row.line} stands outside the table: {_short(text)}")

    def _foreign(self, row: Row) -> bool:
        """Return whether a row has cells beyond the table's: then it belongs to another table."""
        if any(row.cells[self._width :]) or (len(row.cells) == 1 < self._width):
            self.report.left.append(f"line {row.line} does not fit the table's columns: {_short(flat(row.cells[0]))}")
            return True
        return False

    def _section_number(self, row: Row) -> str:
        filled = row.filled()
        if len(filled) != 1 or "priority" not in self.columns.roles:
            return ""
        number, rest = split_number(flat(row.cells[filled[0]]))
        above = self._priorities or self._objectives
        return number if rest and len(rest) < _LONGEST_HEADING and 0 < depth(number) < above else ""

    def _heading(self, row: Row) -> bool:
        """Take a row that has one cell alone as a heading, or leave it; False where it is part of the table's text."""
        filled = row.filled()
        if len(filled) != 1 or filled[0] >= self._width:
            return False
        text = flat(row.cells[filled[0]])
        role = self.columns.roles[filled[0]]
        if number := self._section_number(row):
            self._new_section(number, split_number(text)[1])
            return True
        if filled[0] != 0 or (role == "priority" and split_number(text)[0]):
            return False
        if self._after_header and role == "priority" and self._priority and text[:1].islower():
            return False  # the rest of a priority, from the page before
        if role == "objective" and split_number(text)[0]:
            return False
        if self._numbered_sections or len(text) >= _LONGEST_HEADING or text.endswith("."):
            self.report.left.append(f"line {row.line} has no objective: {_short(text)}")
        else:
            self._new_section("", text)
        return True

    def _new_section(self, number: str, title: str) -> None:
        self._section = NumberedGroup(number, title)
        self._priority = None

    # What is.

    def _unshifted(self, row: Row) -> Row:
        """Move a row's cells right where they stand one column too far left."""
        places = self.columns.of("objective")
        place = places[0] if places else 0
        if not 0 < place < self._width - 1 or len(row.cells) <= place + 1 or self._objectives < 2:  # noqa: PLR2004
            return row
        here, after = split_number(row.cells[place])[0], split_number(row.cells[place + 1])[0]
        if depth(after) != self._objectives or not 0 < depth(here) < self._objectives or any(row.cells[: place - 1]):
            return row
        left = place - 1
        moved = row.cells[:left] + row.cells[left + 1 : self._width] + ("",)
        self.report.guessed.append(f"line {row.line}: its cells stand one column too far right; read as {after}")
        return Row(moved, row.line)

    def _data(self, row: Row) -> None:
        priority = self._text(row, "priority")
        number, title = self._objective(row)
        if priority:
            self._take_priority(priority)
        if number and not title and depth(number) < self._objectives and not self._has_more(row):
            return
        if number and 0 < depth(number) < self._objectives and title and not self._has_more(row):
            self._priority = self._known(NumberedGroup(number, title))
            return
        if not self._goes_on(number, title):
            self._new_record(number, title, row)
            return
        record = self.records[-1]
        if title and not number:
            record.title = f"{record.title} {title}"
        part = self._part(row)
        if self._after_header and record.parts:
            _join(record.parts[-1], part)
        elif part.measure or part.timescale or part.lead or part.pathway:
            record.parts.append(part)

    def _goes_on(self, number: str, title: str) -> bool:
        """Return whether a row tells more of the objective before it."""
        if not self.records:
            return False
        before = self.records[-1]
        if number:
            return number == before.number and title in {"", before.title}
        if not title or title == before.title:
            return True
        return self._after_header and (bool(self._objectives) or title[:1].islower())

    def _new_record(self, number: str, title: str, row: Row) -> None:
        part = self._part(row)
        if not title:
            title = flat(part.measure) or flat(part.timescale) or f"Row {row.line}"
            if not (part.measure or part.timescale):
                self.report.left.append(f"line {row.line} names no objective and says nothing of one")
                return
        record = Record(number, title, self._section, self._priority, [part])
        if number and number in self._taken:
            before = self.records[-1].number if self.records else ""
            record.number = unused(number, before, self._taken)
            record.readings.append(f"The table has {number} a second time; it is numbered {record.number} here.")
            self.report.guessed.append(f"line {row.line}: {record.readings[-1]}")
        self._taken.add(record.number)
        above = self._by_number.get(parent(number))
        if above and self._priority and above is not self._priority and self._priorities:
            record.readings.append(
                f"It stands under priority {self._priority.number}; its number places it in {above.number}."
            )
            self.report.guessed.append(f"{number}: {record.readings[-1]}")
            record.priority = above
        self.records.append(record)

    def _take_priority(self, text: str) -> None:
        number, title = split_number(flat(text))
        current = self._priority
        if number:
            self._priority = self._known(NumberedGroup(number, title))
        elif current and self._after_header and (self._priorities or title[:1].islower()):
            current.title = f"{current.title} {title}"
        elif current is None or title != current.title:
            same = next(
                (each.priority for each in self.records if each.priority and each.priority.title == title), None
            )
            self._priority = same or NumberedGroup("", title)

    def _known(self, group: NumberedGroup) -> NumberedGroup:
        return self._by_number.setdefault(group.number, group)

    # Cells by what they mean.

    def _objective(self, row: Row) -> tuple[str, str]:
        title = flat(self._text(row, "objective"))
        ref = flat(self._text(row, "ref"))
        if ref:
            number = as_number(ref)
            own, rest = split_number(title)
            return number, rest if own == number else title
        return split_number(title)

    def _part(self, row: Row) -> Part:
        milestone, due = self._text(row, "milestone"), self._text(row, "timescale")
        start = flat(self._text(row, "start"))
        if start and due:
            due = f"{start} to {flat(due)}"
        elif start:
            due = f"from {start}"
        steps, dates = milestone.split("\n"), due.split("\n")
        paired = [f"{step} {date}" for step, date in zip(steps, dates, strict=False)]
        both = (
            "\n".join(paired)
            if milestone and due and len(steps) == len(dates)
            else "\n".join(filter(None, (milestone, due)))
        )
        quarters = " ".join(f"{_quarter(head)}: {cell}" for head, cell in self._figures(row))
        timescale = "\n".join(filter(None, (both, quarters)))
        return Part(
            row.line, self._text(row, "measure"), timescale, self._text(row, "lead"), self._text(row, "pathway")
        )

    def _figures(self, row: Row) -> list[tuple[str, str]]:
        places = [place for place in self.columns.of("quarter") if place < len(row.cells)]
        return [(self.columns.headings[place], flat(row.cells[place])) for place in places if row.cells[place]]

    def _has_more(self, row: Row) -> bool:
        part = self._part(row)
        return bool(part.measure or part.timescale or part.lead)

    def _text(self, row: Row, role: Role) -> str:
        cells = [row.cells[place] for place in self.columns.of(role) if place < len(row.cells)]
        return "\n".join(cell for cell in cells if cell)

    def _numbers(self, rows: Sequence[Row], *roles: Role) -> list[str]:
        for role in roles:
            cells = [flat(text) for row in rows if (text := self._text(row, role))]
            numbers = [split_number(cell)[0] for cell in cells]
            if any(numbers):
                return [number for number in numbers if number]
        return []


def _usual_depth(numbers: Sequence[str]) -> int:
    return max(Counter(map(depth, numbers)).items(), key=lambda each: each[1], default=(0, 0))[0]


def _quarter(heading: str) -> str:
    return "Q" + re.sub(r"\D", "", heading)[:1]


def _join(above: Part, below: Part) -> None:
    """Join the rest of a row, from the top of a page, to what stands before the page's end."""
    for name in ("measure", "timescale", "lead", "pathway"):
        texts = [getattr(above, name), getattr(below, name)]
        setattr(above, name, " ".join(text for text in texts if text))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}\N{HORIZONTAL ELLIPSIS}"  # noqa: PLR2004
