"""The plan that an import writes over: its id, numbers and entries are kept."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from plan_data.errors import MilepostError
from plan_data.load import LoadedPlan, load_plan
from plan_data.table_import.import_options import ImportOptions
from store.journal.entry import Entry


def find_replaced_plan(path: Path) -> LoadedPlan | None:
    """Return the plan in a file, None if there is none that can be used."""
    if not path.is_file():
        return None
    try:
        return load_plan(path)
    except MilepostError:
        return None


def keep_ids_of(
    options: ImportOptions, before: LoadedPlan, entries: Iterable[Entry]
) -> ImportOptions:
    """Return options by which a new plan keeps the ids of the one that it replaces.

    No new row takes an id of `entries`, those of the journal.
    """
    used_ids = set()
    for entry in entries:
        if entry.plan == before.about.id and entry.ref:
            used_ids.add(entry.ref.partition("@")[0])
    return replace(options, before=before.full_plan, used_ids=frozenset(used_ids))
