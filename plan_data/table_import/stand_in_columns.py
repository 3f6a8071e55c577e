"""Find the column that stands for the objectives of a table that has no heading for them."""

from collections.abc import Collection, Iterator, Sequence

from plan_data.table_import.column_contents import ColumnContents
from plan_data.table_import.heading_words import ColumnRole

_STAND_INS: tuple[ColumnRole, ...] = ("milestone", "priority", "measure", "update")
_FEWEST_STAGES = 2  # columns of dates that make a schedule of versions


def find_stand_in(
    roles: Sequence[ColumnRole | None],
    contents: Sequence[ColumnContents],
    chosen: Collection[int],
) -> int | None:
    """Return the index of the column that is best read as the objectives, None if there is none.

    `chosen` are the columns whose role a person gave.
    """
    return _StandIns(roles, contents, chosen).find()


class _StandIns:
    """The roles and the contents of the columns of a table without one of objectives."""

    def __init__(
        self,
        roles: Sequence[ColumnRole | None],
        contents: Sequence[ColumnContents],
        chosen: Collection[int],
    ) -> None:
        self._roles = roles
        self._contents = contents
        self._chosen = chosen

    def find(self) -> int | None:
        """Return the best column, None if there is none."""
        best = None
        for role in _STAND_INS:
            for column in self._with_role(role):
                if best is None or self._is_finer_than_repeated(column, best):
                    best = column
        if best is not None and self._roles[best] == "measure":
            return self._finest_unread(best)
        if best is None and self._has_dates():
            best = next(self._columns_of_words(), None)
            if best is None:
                best = self._column_of_versions()
        return best

    def _finest_unread(self, measure: int) -> int:
        """Return a column of other words in each row that is not read, or else that of measures.

        What success looks like is blank in some rows; what is done is in each.
        """
        if self._contents[measure].differs_in_each_row():
            return measure
        for column in self._free(self._with_role(None)):
            if self._contents[column].is_finest():
                return column
        return measure

    def _has_dates(self) -> bool:
        """Return whether any column that says when holds dates or ticks."""
        for column in self._with_role("timescale", "start", "stage", "tick", "revised", "quarter"):
            contents = self._contents[column]
            if contents.holds_dates() or contents.ticks:
                return True
        return False

    def _columns_of_words(self) -> Iterator[int]:
        """Yield the columns of words that nothing else needs, those that differ most first."""
        columns = []
        for column in self._free(self._with_role(None, "pathway")):
            contents = self._contents[column]
            if contents.filled and not contents.holds_dates() and not contents.holds_numbers():
                columns.append(column)
        columns.sort(key=lambda column: -self._contents[column].changes)
        yield from columns

    def _column_of_versions(self) -> int | None:
        """Return the first column if it has another number in each row: 17.2, 18.0.

        A document's history of versions is no plan: it has one date, and words beside it.
        """
        stages = self._with_role("stage")
        are_stages = len(stages) >= _FEWEST_STAGES or len(stages) == len(self._roles) - 1 > 0
        contents = self._contents[0]
        is_number = contents.holds_numbers() and contents.differs_in_each_row()
        if are_stages and is_number and self._free([0]) and 0 not in stages:
            return 0
        return None

    def _is_finer_than_repeated(self, column: int, other: int) -> bool:
        """Return whether a column differs in each row, and another repeats over some."""
        finer = self._contents[column].differs_in_each_row()
        return finer and not self._contents[other].differs_in_each_row()

    def _with_role(self, *roles: ColumnRole | None) -> list[int]:
        return [column for column, role in enumerate(self._roles) if role in roles]

    def _free(self, columns: Sequence[int]) -> list[int]:
        return [column for column in columns if column not in self._chosen]
