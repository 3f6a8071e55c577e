"""Find the columns that stand for the objectives of a table in which no heading names these."""

from collections.abc import Iterable, Sequence

from plan_data.table_import.column_contents import ColumnContents

_FEWEST_STAGES = 2  # columns of dates of a table of versions


def columns_of_words(columns: Iterable[int], contents: Sequence[ColumnContents]) -> list[int]:
    """Return those of some columns that hold words, those that differ most first."""
    words = []
    for column in columns:
        cells = contents[column]
        if cells.filled and not cells.holds_dates() and not cells.holds_numbers():
            words.append(column)
    words.sort(key=lambda column: -contents[column].changes)
    return words


def column_of_versions(stages: Sequence[int], contents: Sequence[ColumnContents]) -> int | None:
    """Return the first column if it has another number in each row: 17.2, 18.0.

    `stages` are the columns of dates. A document's history of versions is no plan: it has one date,
    and words beside it.
    """
    are_stages = len(stages) >= _FEWEST_STAGES or len(stages) == len(contents) - 1 > 0
    is_number = contents[0].holds_numbers() and contents[0].differs_in_each_row()
    if are_stages and is_number and 0 not in stages:
        return 0
    return None
