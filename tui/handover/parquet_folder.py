"""A hand-over as a folder of Parquet files, one a plan in a folder for each table."""

import csv
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import Refused, Unusable, os_reason
from tui.handover.data_rows import Positions, Row, table_rows
from tui.handover.data_schema import TABLES, DataTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {"TEXT": "VARCHAR", "DATE": "DATE", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
_LONGEST_LINE = 64 * 1024 * 1024  # bytes
_LONGEST_NAME = 100


def write_parquet(folder: Path, plans: Iterable[Positions], *, force: bool) -> None:
    """Write the tables of each plan as `folder/TABLE/PLAN.parquet`, readable by their owner alone.

    Raises:
        Refused: if the folder holds anything and `force` is not set.
        Unusable: if the library is not installed, or a file cannot be written.

    """
    try:
        import duckdb
    except ImportError:
        raise Unusable(
            "Parquet needs one more library: install milepost[data], or name a file that ends in"
            " .sqlite."
        ) from None
    try:
        if not force and folder.is_dir() and any(folder.iterdir()):
            raise Refused(f"'{folder}' holds files already: name a new folder, or add --force.")
        folder.mkdir(mode=0o700, exist_ok=True)
        for table in TABLES:
            (folder / table.name).mkdir(mode=0o700, exist_ok=True)
        with closing(duckdb.connect()) as database:
            for positions in plans:
                for table in TABLES:
                    _write_table(database, table, positions, folder)
    except OSError as error:
        raise Unusable(f"'{folder}' cannot be written: {os_reason(error)}.") from error
    except duckdb.Error as error:
        raise Unusable(f"'{folder}' cannot be written: {error}.") from error


def _write_table(
    database: "DuckDBPyConnection", table: DataTable, positions: Positions, folder: Path
) -> None:
    """Write one table of one plan, by way of a private CSV file, which is read in one go."""
    target = folder / table.name / f"{_file_name(positions.plan)}.parquet"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        source, part = Path(work) / "rows.csv", Path(work) / "rows.parquet"
        _write_csv(source, table, table_rows(table.name, positions))
        database.execute(_copy_statement(source, part, table))
        part.chmod(0o600)
        part.replace(target)


def _copy_statement(source: Path, part: Path, table: DataTable) -> str:
    columns = ", ".join([f"'{column.name}': '{_TYPES[column.type]}'" for column in table.columns])
    options = (
        f"header = true, auto_detect = false, columns = {{{columns}}}, delim = ',', quote = '\"',"
        f" escape = '\"', nullstr = '', parallel = false, max_line_size = {_LONGEST_LINE}"
    )
    rows = f"SELECT * FROM read_csv({_quoted(source)}, {options})"  # noqa: S608 - our own names
    return f"COPY ({rows}) TO {_quoted(part)} (FORMAT parquet, COMPRESSION zstd)"


def _quoted(path: Path) -> str:
    """Return a path as a text of SQL."""
    text = str(path).replace("'", "''")
    return f"'{text}'"


def _file_name(plan: str) -> str:
    """Return a plan's id as a file's name that every system accepts."""
    kept = [letter if letter.isalnum() or letter in "-_." else "-" for letter in plan]
    return "".join(kept)[:_LONGEST_NAME].strip(".")


def _write_csv(path: Path, table: DataTable, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(rows)
