"""The files of an import: the plan, and beside it the return of the table's progress."""

from pathlib import Path

from msgspec import Struct

from plan_data.table_import.importer import ImportResult
from tui.config.file_lock import Report
from tui.files import real_path, refuse_replacing_source
from tui.returns.file_pair import write_together
from tui.returns.progress_sheet import import_contents, progress_path


class ImportTargets(Struct, frozen=True):
    """Where an import writes the plan, and the return of its progress: None is beside the plan."""

    plan: Path
    progress: Path | None = None


class ImportedFiles(Struct, frozen=True):
    """The files that an import wrote, each where its path leads.

    `progress` is None if the table has no progress; `old_progress` is then the return of an earlier
    import of the same plan, None if there is none.
    """

    plan: Path
    progress: Path | None = None
    old_progress: Path | None = None


def write_import(
    table: Path,
    imported: ImportResult,
    targets: ImportTargets,
    *,
    force: bool,
    report: Report | None = None,
) -> ImportedFiles:
    """Write the plan of a table, and the return of its progress: both or neither.

    `report` gets a sentence after a second of waiting for another program.

    Raises:
        Refused: if a file exists and `force` is not set, or one is the table itself.
        Unusable: if a file cannot be written.

    """
    plan = targets.plan
    progress = targets.progress or progress_path(plan)
    contents = import_contents(table.name, imported, plan, progress)
    refuse_replacing_source(table, contents)
    write_together(contents, force=force, report=report)
    if imported.progress:
        return ImportedFiles(real_path(plan), real_path(progress))
    if progress.exists():
        return ImportedFiles(real_path(plan), old_progress=real_path(progress))
    return ImportedFiles(real_path(plan))
