"""Copies the made-up journal and its sheets into a folder, with a note that it is made up."""

from datetime import UTC, datetime
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason
from store.journal.folder import JOURNAL_SUFFIX, make_private_folder
from tui.files import write_file

DEMO_PLAN = "east-midlands-2009-10"
DEMO_NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
DEMO_AUTHOR = "ELS lead"
DEMO_FILES = Path(__file__).parent / "journal"
DEMO_SHEETS = Path(__file__).parent / "returns"
RETURNS_FOLDER = "returns"  # in the folder of the journal
DEMO_MARK = "MADE-UP.txt"
_MARK_TEXT = (
    "The journal in this folder is made up, to try Milepost with. What it says never happened.\n"
    "Milepost shows 'made up' for as long as this file is here.\n"
)


def write_demo_journal(folder: Path) -> None:
    """Write the made-up journal into a folder that is empty or does not exist.

    The sheets of its return round that came back go into the folder `returns` in it.

    Raises:
        Refused: if something is in the folder.
        Unusable: if it cannot be written.

    """
    try:
        is_free = _is_free(folder)
    except OSError as error:
        raise Unusable(f"'{folder}' cannot be looked into ({os_reason(error)}).") from error
    if not is_free:
        raise Refused(
            f"'{folder}' is not empty: give a folder that is, or one that is not there yet."
        )
    make_private_folder(folder)
    write_file(folder / DEMO_MARK, _MARK_TEXT.encode(), force=False, private=True)
    for file in sorted(DEMO_FILES.glob(f"*{JOURNAL_SUFFIX}")):
        write_file(folder / file.name, file.read_bytes(), force=False, private=True)
    sheets = folder / RETURNS_FOLDER
    make_private_folder(sheets)
    for file in sorted(DEMO_SHEETS.glob("*.csv")):
        write_file(sheets / file.name, file.read_bytes(), force=False, private=True)


def _is_free(folder: Path) -> bool:
    """Return whether a folder is empty or does not exist."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    return not any(folder.iterdir())


def is_made_up(folder: Path) -> bool:
    """Return whether a journal's folder has the note that it is made up."""
    return (folder / DEMO_MARK).exists()
