"""How long `milepost data --plan all` takes, and how much memory, by the number of plans.

    python -m tests.tools.hand_over_figures [FOLDER]

The plans are the three that ship and copies of them with ids and journals of their own. The
lines have the time and the peak memory of the process, and whether the counts read back from what
was written are those of `status`.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb

from benchmarks.made_up import things_of, write_journal
from benchmarks.timing import Command, Ran, run
from plan_data.load import find_plan, load_plan
from tests.conftest import EAST_MIDLANDS, LONDON, WEXHOLT

SHIPPED = (EAST_MIDLANDS, LONDON, WEXHOLT)
AS_OF = "2009-12-15"
ENTRIES = 300  # of each plan, in the files of four authors
_COUNTED = "SELECT plan, status, count(*) FROM {} WHERE {} GROUP BY plan, status"
ITEMS = f"as_of = '{AS_OF}' AND same_as IS NULL"
MILESTONES = f"as_of = '{AS_OF}' AND decides = 1"
Counts = dict[str, dict[str, int]]  # by plan and status


def write_office(folder: Path, plans: int) -> dict[str, str]:
    """Write so many plans, those that ship among them, with journals; return the environment."""
    (folder / "plans").mkdir(parents=True)
    for number in range(plans):
        shipped = find_plan(SHIPPED[number % len(SHIPPED)])
        path = shipped
        if number >= len(SHIPPED):
            name = f"region-{number}"
            text = shipped.read_text(encoding="utf-8")
            path = folder / "plans" / f"{name}.yaml"
            path.write_text(
                text.replace(f"plan: {shipped.stem}", f"plan: {name}"), encoding="utf-8"
            )
        plan = things_of(load_plan(path))
        authors = [f"{plan.name} {theme}" for theme in ("ELS", "Health", "ATB", "PPO")]
        write_journal(folder / "journal", plan, ENTRIES + number, f"{number:08x}", authors)
    settings = {
        "PLANS": folder / "plans",
        "JOURNAL": folder / "journal",
        "AS_OF": AS_OF,
        "NOW": "2009-12-15T10:00:00Z",
    }
    return {f"MILEPOST_{name}": str(value) for name, value in settings.items()}


def counts_of_status(answer: str) -> Counts:
    """Return the counts by status of one plan, of what `status -f json` printed."""
    status = json.loads(answer)
    return {
        key: {name: count for name, count in status[key].items() if count and name != "total"}
        for key in ("counts", "milestones")
    }


def counts_in_sqlite(path: Path, condition: str) -> Counts:
    """Return the counts by plan and status that SQLite reads from a file."""
    with sqlite3.connect(path) as database:
        return _by_plan(database.execute(_COUNTED.format("items", condition)))


def counts_in_duckdb(source: str, condition: str) -> Counts:
    """Return the counts by plan and status that DuckDB reads from a table or from Parquet files."""
    return _by_plan(duckdb.execute(_COUNTED.format(source, condition)).fetchall())


def _by_plan(rows: Iterable[tuple[str, str, int]]) -> Counts:
    found: Counts = {}
    for plan, status, count in rows:
        found.setdefault(plan, {})[status] = count
    return found


def run_data(target: Path, environ: dict[str, str]) -> Ran:
    """Run `milepost data --plan all`; return its seconds and its peak memory."""
    words = [sys.executable, "-m", "tui", "data", "--plan", "all", "-o", str(target)]
    return run(Command(words, os.environ | environ))


def run_status(plan: str, environ: dict[str, str]) -> str:
    """Return what `milepost status -f json` prints of a plan."""
    words = [sys.executable, "-m", "tui", "status", "-f", "json", "--plan", plan]
    return subprocess.run(
        words, env=os.environ | environ, check=True, capture_output=True, text=True
    ).stdout


def _are_equal(folder: Path, environ: dict[str, str]) -> bool:
    """Return whether all counts, read back in each way, are those of `status`."""
    source = f"'{folder / 'parquet' / 'items' / '*.parquet'}'"
    read = [
        (counts_in_sqlite(folder / "all.sqlite", condition), counts_in_duckdb(source, condition))
        for condition in (ITEMS, MILESTONES)
    ]
    for plan in read[0][0]:
        counted = counts_of_status(run_status(plan, environ))
        for key, found in zip(("counts", "milestones"), read, strict=True):
            if any(counts[plan] != counted[key] for counts in found):
                return False
    return True


def main() -> None:
    """Print a line for each number of plans."""
    with tempfile.TemporaryDirectory() as work:
        for plans in (3, 12, 42):
            folder = Path(work) / str(plans)
            environ = write_office(folder, plans)
            run_data(folder / "first.sqlite", environ)  # which fills the plan cache
            for target in ("all.sqlite", "parquet"):
                ran = run_data(folder / target, environ)
                line = f"{plans} plans, {target}: {ran.seconds:.1f} s, {ran.megabytes:.0f} MB"
                sys.stdout.write(f"{line}\n")
            sys.stdout.write(f"  counts equal those of status: {_are_equal(folder, environ)}\n")


if __name__ == "__main__":
    main()
