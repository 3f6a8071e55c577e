"""The files of a round: who gets a sheet, and the sheets and mail texts in a folder."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist
from store.query.filters import find_leads, find_pathway
from store.returns.rounds import OpenRound, round_to_be
from store.returns.sheet_rows import codes_with_rows
from tui.files import refuse_journal, refuse_overwriting, write_file
from tui.returns.sheet_layout import LeadSheet, build_sheet, file_stem
from tui.wording.return_text import covering_text

SHEET_FORMATS = ("xlsx", "csv")


class SheetFolder(Struct, frozen=True):
    """Where the sheets of a round go, in which format, and whether they replace files."""

    path: Path
    file_format: str
    force: bool = False

    def path_of(self, code: str, period: str) -> Path:
        """Return the path of a lead's sheet."""
        return self.path / f"{file_stem(code, period)}.{self.file_format}"


def asked_codes(
    checklist: Checklist, period: str, leads: Sequence[str], pathways: Sequence[str]
) -> tuple[tuple[str, ...], bool]:
    """Return the codes that get a sheet, and whether they are of pathways.

    By default these are all leads; only those are asked that have anything open.

    Raises:
        Refused: if a lead, a pathway or the period is not known, nobody has anything open, or two
            codes have one file name.

    """
    about = checklist.loaded.about
    codes = [find_pathway(about, text) for text in pathways]
    of_pathways = bool(codes)
    if not of_pathways:
        refuse_without_leads(checklist.loaded)
        for text in leads:
            codes += find_leads(about, text)
        codes = codes or [agency.code for agency in about.agencies]
    unique = tuple(dict.fromkeys(codes))
    asked = codes_with_rows(
        checklist,
        round_to_be(period, unique, checklist.loaded.year.calendar, of_pathways=of_pathways),
    )
    if not asked:
        raise Refused("nobody who could be asked has anything open: there is no sheet to write.")
    _refuse_same_names(asked, period)
    return asked, of_pathways


def refuse_without_leads(loaded: LoadedPlan) -> None:
    """Refuse to ask the leads of a plan that names none."""
    if loaded.has_leads:
        return
    leads = loaded.vocabulary.plural("lead")
    sentence = f"this plan names no {leads}, so nobody can be asked for a return"
    if not loaded.has_pathways:
        raise Refused(f"{sentence}.")
    pathway = loaded.vocabulary.singular("pathway")
    raise Refused(f"{sentence}: --pathway CODE asks a {pathway} instead.")


def _refuse_same_names(codes: Sequence[str], period: str) -> None:
    """Refuse two codes whose sheets would have one name, also on systems that ignore case."""
    by_stem: dict[str, str] = {}
    for code in codes:
        stem = file_stem(code, period).casefold()
        if stem in by_stem:
            raise Refused(
                f"the sheets of '{by_stem[stem]}' and '{code}' would have one file name: open a round"
                " for each, with --lead and a folder of its own."
            )
        by_stem[stem] = code


def prepare_folder(folder: SheetFolder, codes: Sequence[str], period: str, journal: Path) -> None:
    """Make the folder for the sheets if it is not there, before anything is recorded.

    Raises:
        Refused: if it is the journal's, or has a file of a sheet's name that is not to be replaced.
        Unusable: if it cannot be made, or nothing can be written in it.

    """
    refuse_journal(folder.path, journal)
    try:
        folder.path.mkdir(exist_ok=True)
    except OSError as error:
        reason = os_reason(error)
        raise Unusable(f"the folder '{folder.path}' cannot be made: {reason}.") from error
    if not os.access(folder.path, os.W_OK):
        raise Unusable(f"nothing can be written in the folder '{folder.path}': choose another.")
    for code in codes:
        refuse_overwriting(folder.path_of(code, period), force=folder.force)


def _ignore(_code: str) -> None:
    """Show no progress."""


def write_sheets(  # noqa: PLR0913 - what is written, and where
    checklist: Checklist,
    opened: OpenRound,
    codes: Sequence[str],
    folder: SheetFolder,
    *,
    newest: str,
    on_step: Callable[[str], None] = _ignore,
) -> list[Path]:
    """Write the sheet and the mail text of each code, and return the paths of the sheets.

    `newest` is the newest entry of the journal. `on_step` is called with each code before it.

    Raises:
        Refused: if a file exists and is not to be replaced.
        Unusable: if one cannot be written; those before it are there, and none is half written.

    """
    title = checklist.loaded.about.title
    period = opened.opened.period
    written = []
    for code in codes:
        on_step(code)
        path = folder.path_of(code, period)
        sheet = build_sheet(checklist, opened, code, newest)
        write_file(path, _sheet_bytes(sheet, folder.file_format, opened), force=folder.force)
        cover = covering_text(title, opened, path.name).encode()
        write_file(path.with_name(f"{path.stem} mail.txt"), cover, force=True)
        written.append(path)
    return written


def _sheet_bytes(sheet: LeadSheet, file_format: str, opened: OpenRound) -> bytes:
    if file_format == "csv":
        from tui.returns.sheet_csv import sheet_csv

        return sheet_csv(sheet)
    from tui.returns.sheet_xlsx import sheet_xlsx

    return sheet_xlsx(sheet, opened.entry.on)
