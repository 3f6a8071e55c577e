"""How a table numbers its objectives, priorities and sections, and rows whose numbers tell more."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.objective_numbers import number_depth, split_number, usual_depth
from plan_data.table_import.row_fields import read_numbers, read_text
from plan_data.table_import.table_cells import Row, flatten

LONGEST_SECTION_TITLE = 90  # characters; longer lines are text
_TITLES_OF_VERSION = 2  # on average, from which numbers are versions
_PARTS_OF_VERSION = 3  # of a number in a table most of whose titles have none
_TITLES_BESIDE_VERSION = 4  # without a number, for one with such a version
_FEWEST_REPEATS = 3  # of a title after other numbers, from which these are versions
_LEAST_DEPTH_OF_SHIFTED = 2  # parts of an objective's number that set it apart from a priority's


class TableNumbering(Struct, frozen=True):
    """The columns, and how many parts the numbers of objectives and priorities have (0: none).

    `has_versions` says that the numbers before titles are part of them: 5.0 alpha 1, 5.0 alpha 2.
    """

    columns: Columns
    objective_depth: int
    priority_depth: int
    has_versions: bool = False

    def section_number(self, row: Row) -> str:
        """Return the number of a row that is the heading of a section, "" if it is none."""
        filled = row.filled()
        if len(filled) != 1 or "priority" not in self.columns.roles:
            return ""
        number, title = split_number(flatten(row.cells[filled[0]]))
        if not title or len(title) >= LONGEST_SECTION_TITLE:
            return ""
        depth_below = self.priority_depth or self.objective_depth
        if not 0 < number_depth(number) < depth_below:
            return ""
        return number

    def is_above_objectives(self, number: str) -> bool:
        """Return whether a number has fewer parts than those of objectives."""
        return 0 < number_depth(number) < self.objective_depth

    def shifted_number(self, row: Row) -> str:
        """Return the objective's number of a row shifted one column right, "" if it is in place.

        Such a row has the number of a priority under Objective and that of an objective next to it.
        """
        column = self.columns.with_role("objective")[0]
        if self.objective_depth < _LEAST_DEPTH_OF_SHIFTED:
            return ""
        if not 0 < column < len(self.columns.headings) - 1 or len(row.cells) <= column + 1:
            return ""
        number, _ = split_number(row.cells[column])
        next_number, _ = split_number(row.cells[column + 1])
        if number_depth(next_number) != self.objective_depth:
            return ""
        if not self.is_above_objectives(number) or any(row.cells[: column - 1]):
            return ""
        return next_number

    def shift_left(self, row: Row) -> Row:
        """Return a row with its cells moved back by one column, from the priority's on."""
        column = self.columns.with_role("objective")[0] - 1
        width = len(self.columns.headings)
        moved = (*row.cells[:column], *row.cells[column + 1 : width], "")
        return Row(moved, row.line)


def find_numbering(body: Sequence[Row], columns: Columns) -> TableNumbering:
    """Return the numbering of the rows below the header."""
    objectives = read_numbers(body, columns, "ref", "objective")
    rows_with_objectives = [row for row in body if len(row.filled()) > 1]
    priorities = read_numbers(rows_with_objectives, columns, "priority")
    if _has_versions(body, columns):
        return TableNumbering(columns, 0, usual_depth(priorities), has_versions=True)
    return TableNumbering(columns, usual_depth(objectives), usual_depth(priorities))


def _has_versions(body: Sequence[Row], columns: Columns) -> bool:
    """Return whether what begins the titles are versions such as 5.0, in a table without numbers.

    Then several titles have the same number, most numbers the same title, few titles of many have
    one, or numbers are all that is there.
    """
    if columns.with_role("ref"):
        return False
    titles: dict[str, set[str]] = {}
    others = 0
    for row in body:
        number, title = split_number(flatten(read_text(row, columns, "objective")))
        others += bool(title) and not number
        if number:
            titles.setdefault(number, set()).add(title)
    if _repeats_title(titles.values()) or _are_few_versions(titles, others):
        return True
    return _are_numbers_of_versions(titles)


def _are_numbers_of_versions(titles: Mapping[str, set[str]]) -> bool:
    """Return whether a number ends in .0, and numbers have several titles or most have none."""
    if not any(number.endswith(".0") for number in titles):
        return False
    several = sum(map(len, titles.values()))
    alone = sum("" in each for each in titles.values())
    return _TITLES_OF_VERSION * len(titles) <= several or 2 * alone > len(titles)


def _are_few_versions(numbers: Collection[str], others: int) -> bool:
    """Return whether a few titles of many have a number, and one has three parts: 24.04.1 release."""
    depths = [number_depth(number) for number in numbers]
    has_parts = max(depths, default=0) >= _PARTS_OF_VERSION
    return has_parts and _TITLES_BESIDE_VERSION * len(depths) < others


def _repeats_title(titles: Iterable[set[str]]) -> bool:
    """Return whether one title follows most numbers, as in 20.1 released, 20.2 released."""
    counts = Counter(chain.from_iterable(titles))
    counts[""] = 0
    most = max(counts.values())
    return most >= _FEWEST_REPEATS and 2 * most > counts.total()
