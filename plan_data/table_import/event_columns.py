"""Join the columns of a calendar that have its events side by side: Date, Development, Releases."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from plan_data.table_import.column_assignment import USED_AS_OBJECTIVE
from plan_data.table_import.column_contents import contents_of_column, is_list
from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import ColumnRole, plain_words
from plan_data.table_import.table_cells import Row, flatten

_FEWEST_COLUMNS = 2


def join_event_columns(
    rows: Sequence[Row], columns: Columns, chosen: Mapping[str, ColumnRole]
) -> Sequence[Row]:
    """Return the rows with each event of such a calendar in a row and column of its own.

    A table is one if each row has a date and several columns are headed as events; or if no heading
    names what is planned, and what is beside the date is now in one column and now in another. A
    row without any event is outside the table.
    """
    events = _columns_of_events(rows[columns.header + 1 :], columns, chosen)
    if len(events) < _FEWEST_COLUMNS:
        return rows
    joined = list(rows[: columns.header])
    for row in rows[columns.header :]:
        if row.outside or len(row.cells) != len(columns.headings):
            joined.append(row)
        elif row is rows[columns.header] or columns.is_header(row):
            names = [row.cells[column] for column in events]
            joined.append(_with_event(row, events, " / ".join(names)))
        else:
            joined += _rows_of_events(row, events)
    return joined


def _columns_of_events(
    body: Sequence[Row], columns: Columns, chosen: Mapping[str, ColumnRole]
) -> list[int]:
    """Return the columns of events, [] if the table is no such calendar."""
    dates = columns.with_role("timescale")
    item = columns.with_role("objective")[0]
    if len(dates) != 1 or not _is_dated_in_each_row(body, dates[0]):
        return []
    free = _free_columns(columns, chosen)
    named = [column for column in free if _names_events(columns.headings[column])]
    if len(named) >= _FEWEST_COLUMNS:
        return named
    if columns.readings[item].why != USED_AS_OBJECTIVE:
        return []
    unread = [column for column in free if columns.roles[column] is None]
    events = [column for column in [item, *unread] if _may_hold_events(body, column)]
    if _take_turns(body, item, events):
        return sorted(events)
    return []


def _names_events(heading: str) -> bool:
    return plain_words(heading).endswith("events")


def _free_columns(columns: Columns, chosen: Mapping[str, ColumnRole]) -> list[int]:
    """Return the columns whose role no person chose."""
    known = set(map(plain_words, chosen))
    free = []
    for column, heading in enumerate(columns.headings):
        if plain_words(heading) not in known:
            free.append(column)
    return free


def _may_hold_events(body: Sequence[Row], column: int) -> bool:
    contents = contents_of_column(body, column)
    if contents.holds_dates() or contents.holds_numbers():
        return False
    return contents.filled > contents.ticks


def _take_turns(body: Sequence[Row], item: int, events: Sequence[int]) -> bool:
    """Return whether an event is beside the column of items, and few rows have two."""
    others, pairs, filled = 0, 0, 0
    for row in body:
        count = sum(bool(_cell(row, column)) for column in events)
        filled += count > 0
        pairs += count > 1
        others += count > 0 and not _cell(row, item)
    return others > 0 and 2 * pairs < filled


def _is_dated_in_each_row(body: Sequence[Row], column: int) -> bool:
    contents = contents_of_column(body, column)
    return contents.holds_dates() and contents.differs_in_each_row()


def _rows_of_events(row: Row, events: Sequence[int]) -> list[Row]:
    """Return a row for each event of a row."""
    found: list[str] = []
    for column in events:
        found += _events_of_cell(row.cells[column])
    if found:
        return [_with_event(row, events, words) for words in found]
    if not row.filled():
        return [row]
    return [Row(("; ".join(filter(None, row.cells)),), row.line, outside=True)]


def _events_of_cell(cell: str) -> list[str]:
    """Return the events of a cell: its lines if they are a list."""
    if is_list(cell):
        return cell.split("\n")
    return list(filter(None, [flatten(cell)]))


def _with_event(row: Row, events: Sequence[int], words: str) -> Row:
    """Return a row with words in the first column of events, and without the others."""
    cells = list(row.cells)
    cells[events[0]] = words
    for column in reversed(events[1:]):
        del cells[column]
    return replace(row, cells=tuple(cells))


def _cell(row: Row, column: int) -> str:
    if row.outside or column >= len(row.cells):
        return ""
    return row.cells[column]
