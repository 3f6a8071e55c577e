"""What a meeting gives out: the paper, the minutes, copies, and the meaning of abbreviations."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.board.meeting_record import MeetingRecord, record_of_meeting
from store.checklist.checklist import ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.meeting.subject import Subject
from tui.app.screen.screen_services import ScreenServices
from tui.app.workspace import Workspace
from tui.formats.minutes import MINUTES_ENDINGS, Minutes, render_minutes

if TYPE_CHECKING:
    from tui.app.dialogs.export import ExportOption


def minutes_of(
    workspace: Workspace, title: str, item_count: int, taken_down: tuple[Entry, ...]
) -> Minutes:
    """Return the minutes of what was taken down; of a Board's meeting with all that it did.

    What the Board's meeting did is in them once.
    """
    checklist, sitting = workspace.checklist, workspace.board.sitting
    if sitting is None:
        return Minutes(title, checklist, item_count, taken_down)
    scope = workspace.board.position(checklist).scope
    record = record_of_meeting(checklist, scope, sitting.on)
    named = _ids_in(record)
    others = tuple([entry for entry in taken_down if entry.id not in named])
    title = f"{sitting.board}, {format_day(sitting.on)}: {title}"
    return Minutes(title, checklist, item_count, others, record)


def _ids_in(record: MeetingRecord) -> frozenset[str]:
    """Return the ids of the entries that a meeting's record has."""
    entries = [*record.decisions, *record.approved, *record.notes]
    if record.tabled is not None:
        entries += [record.tabled.entry, *record.tabled.answers.values()]
    return frozenset([entry.id for entry in entries])


class MeetingPapers:
    """Opens the dialogs for papers and terms, and copies to the clipboard."""

    def __init__(self, screen: ScreenServices, subject: Subject) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._subject = subject

    def ask_export(self, minutes: Minutes, *, starts_with_minutes: bool) -> None:
        """Offer the reports about the meeting's subject, and its minutes."""
        from tui.app.dialogs.export import EXPORT_OPTIONS, InView
        from tui.app.dialogs.export_dialog import ExportDialog

        items = self._subject.items(self._workspace)
        board = self._workspace.board.name
        in_view = InView(items, self._subject.filter, self._workspace.filter.words, board)
        reports = [replace(option, is_of_all=False) for option in EXPORT_OPTIONS]
        options = (*reports, _minutes_option(minutes))
        start = options[-1] if starts_with_minutes else options[0]
        dialog = ExportDialog(self._workspace, in_view, options, start)
        self._screen.show_dialog(dialog, self._show_path)

    def _show_path(self, path: Path | None) -> None:
        if path:
            self._screen.show_message(f"written to {path}")

    def copy_item(self, item: ChecklistItem) -> None:
        """Copy an item's ref and title."""
        text = f"{item.ref}  {item.planned.title}"
        self._copy(text, f"Copied: {text}")

    def copy_minutes(self, minutes: Minutes) -> None:
        """Copy the minutes as text."""
        self._copy(render_minutes(minutes, "text"), "Copied: the minutes, as text.")

    def _copy(self, text: str, message: str) -> None:
        self._screen.area.app.copy_to_clipboard(text)
        hint = f"Where the terminal does not allow that, {self._screen.keys['export']} writes it."
        self._screen.show_message(f"{message}\n{hint}")

    def show_terms(self, text: str) -> None:
        """Show what the abbreviations in a text mean."""
        from tui.app.dialogs.glossary_dialog import GlossaryDialog, terms_in

        glossary = self._workspace.loaded.about.glossary
        if not glossary:
            self._screen.show_message("This plan's file has no glossary.")
            return
        self._screen.show_dialog(GlossaryDialog(glossary, terms_in(text, glossary)))


def _minutes_option(minutes: Minutes) -> "ExportOption":
    from tui.app.dialogs.export import ExportOption, PreparedExport

    prepared = PreparedExport(MINUTES_ENDINGS, partial(render_minutes, minutes))
    return ExportOption(
        "minutes",
        "Minutes",
        "what was taken down in this meeting",
        tuple(MINUTES_ENDINGS),
        is_of_all=False,
        prepared=prepared,
    )
