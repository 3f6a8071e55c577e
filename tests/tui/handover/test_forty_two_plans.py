"""A national office hands over 42 plans at once: all counts are those of `status`, in little memory."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tools.hand_over_figures import (
    ITEMS,
    MILESTONES,
    Counts,
    counts_in_duckdb,
    counts_in_sqlite,
    counts_of_status,
    run_data,
    run_status,
    write_office,
)

PLANS = 42
_SOME_PLANS = 6


class Office(NamedTuple):
    """A folder of plans, and what the commands need to find them and their journal."""

    folder: Path
    environ: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    yield Office(folder, write_office(folder, PLANS))
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def status(office: Office) -> dict[str, Counts]:
    """Return what `status` counts, by plan."""
    found = {}
    for path in sorted((office.folder / "plans").iterdir()):
        found[path.stem] = counts_of_status(run_status(path.stem, office.environ))
    assert len(found) == PLANS - 3  # the others come with Milepost
    return found


def test_sqlite_counts_what_status_counts(office: Office, status: dict[str, Counts]) -> None:
    path = office.folder / "all.sqlite"
    run_data(path, office.environ)

    items, milestones = (counts_in_sqlite(path, condition) for condition in (ITEMS, MILESTONES))

    assert len(items) == PLANS
    assert {plan: items[plan] for plan in status} == _of("counts", status)
    assert {plan: milestones[plan] for plan in status} == _of("milestones", status)


def test_duckdb_counts_what_status_counts(office: Office, status: dict[str, Counts]) -> None:
    folder = office.folder / "parquet"
    run_data(folder, office.environ)
    source = f"'{folder / 'items' / '*.parquet'}'"

    items, milestones = (counts_in_duckdb(source, condition) for condition in (ITEMS, MILESTONES))

    assert len(items) == PLANS
    assert {plan: items[plan] for plan in status} == _of("counts", status)
    assert {plan: milestones[plan] for plan in status} == _of("milestones", status)


def _of(key: str, status: dict[str, Counts]) -> dict[str, dict[str, int]]:
    return {plan: counts[key] for plan, counts in status.items()}


def test_memory_does_not_grow_with_the_number_of_plans(office: Office, tmp_path: Path) -> None:
    environ = write_office(tmp_path / "some", _SOME_PLANS)

    some = run_data(tmp_path / "some.sqlite", environ)
    all_of_them = run_data(tmp_path / "all.sqlite", office.environ)

    assert all_of_them.megabytes < 1.25 * some.megabytes
