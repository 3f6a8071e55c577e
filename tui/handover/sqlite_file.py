"""A hand-over as one SQLite file, for Datasette, DuckDB, Power BI and the like."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from plan_data.errors import Unusable
from tui.files import refuse_overwriting
from tui.handover.data_rows import Positions, Row, Value, table_rows
from tui.handover.data_schema import SCHEMA_VERSION, TABLES, DataTable


def write_sqlite(path: Path, plans: Iterable[Positions], *, force: bool) -> None:
    """Write a SQLite file that its owner alone can read, one plan after the other.

    A file that was there stays as it is until the new one is complete.

    Raises:
        Refused: if the file exists and `force` is not set.
        Unusable: if it cannot be written.

    """
    refuse_overwriting(path, force=force)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".milepost-") as work:
            part = Path(work) / "part.sqlite"
            _write(part, plans)
            part.chmod(0o600)
            part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise Unusable(f"'{path}' cannot be written: {error}.") from error


def _write(path: Path, plans: Iterable[Positions]) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # the file is new: nothing can be lost
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        for table in TABLES:
            database.execute(_create(table))
        for positions in plans:
            _insert(database, positions)
        database.commit()


def _create(table: DataTable) -> str:
    columns = ", ".join([f'"{column.name}" {column.type}' for column in table.columns])
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({", ".join(table.key)}))'


def _insert(database: sqlite3.Connection, positions: Positions) -> None:
    for table in TABLES:
        places = ", ".join("?" * len(table.columns))
        rows = _sqlite_rows(table_rows(table.name, positions))
        # Two entries with one id are a problem that is shown; only the first is written.
        database.executemany(f'INSERT OR IGNORE INTO "{table.name}" VALUES ({places})', rows)  # noqa: S608 - our own names


def _sqlite_rows(rows: Iterable[Row]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        yield tuple(map(_sqlite_value, row))


def _sqlite_value(value: Value) -> Value:
    """Return a value as SQLite keeps it: days as ISO text, and what is empty as NULL."""
    if isinstance(value, date):
        return value.isoformat()
    if value == "":
        return None
    return value
