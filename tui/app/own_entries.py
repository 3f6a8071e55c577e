"""Taking back, bringing back and correcting what the author recorded in the open journal."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

from plan_data.load import LoadedPlan
from store.checked_writer import newest_of
from store.checklist.retractions import newest_to_undo, recorder_of, retracted_by
from store.corrections import Correction
from store.journal.author_files import author_key
from store.journal.entry import Entry
from store.journal.folder import JournalContents
from store.journal.ids import next_id
from store.recorder import Recorder
from tui.config.settings import Settings


class OpenJournal(Protocol):
    """The plan and the journal that are open, and how to record in it."""

    loaded: LoadedPlan
    settings: Settings
    contents: JournalContents

    @property
    def recorded_together(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the entries of one act in this window, by the id of each of them."""
        ...

    def reload_if_changed(self) -> None:
        """Read the journal again if another window or machine has changed it."""

    def record_all(self, acts: Iterable[Callable[[Recorder], object]]) -> list[Entry]:
        """Carry out several acts at once, all or none, and return the entries recorded."""
        ...


class _Change(Protocol):
    """`Recorder.undo` or `Recorder.redo`: they return the entry, and what was recorded for it."""

    def __call__(
        self, recorder: Recorder, on: date, entry_id: str = "", /
    ) -> tuple[Entry, Entry]: ...


def _counts(recorder: Recorder, entry_id: str) -> bool:
    return entry_id not in retracted_by(recorder.entries)


class OwnEntries:
    """The author's entries of the open journal, to take back, bring back or correct."""

    def __init__(self, journal: OpenJournal) -> None:
        self._journal = journal

    @property
    def _settings(self) -> Settings:
        return self._journal.settings

    def undo_to_confirm(self) -> Entry | None:
        """Return the entry that `undo` would retract, if it was not recorded in this window.

        Raises:
            MilepostError: if the journal has changed and cannot be read.

        """
        journal, settings = self._journal, self._settings
        journal.reload_if_changed()
        plan_id = journal.loaded.about.id
        of_plan = [entry for entry in journal.contents.entries if entry.plan == plan_id]
        next_entry_id = next_id(settings.clock.now, newest_of(of_plan))
        target = newest_to_undo(of_plan, settings.author, next_entry_id)
        if target is None or target.id in journal.recorded_together:
            return None
        return target

    def undo(self) -> list[Entry]:
        """Retract the newest own entry and those recorded together with it, and return them.

        Raises:
            MilepostError: if there is none, or the journal cannot be written.

        """
        return self._change_together(Recorder.undo, _counts)

    def redo(self) -> list[Entry]:
        """Restore the entry undone last and those recorded together with it, and return them.

        Raises:
            MilepostError: if there is none, or the journal cannot be written.

        """
        return self._change_together(Recorder.redo, self._was_taken_back_by_author)

    def _change_together(
        self, change: _Change, can_change: Callable[[Recorder, str], bool]
    ) -> list[Entry]:
        """Undo or redo the author's newest entry and those recorded with it, and return them.

        Of the others, only those that can be changed.
        """
        today = self._settings.clock.today
        self._journal.reload_if_changed()
        changed: list[Entry] = []

        def change_all(recorder: Recorder) -> None:
            newest, _ = change(recorder, today)
            changed.append(newest)
            for other in self._others_recorded_with(newest):
                if can_change(recorder, other):
                    entry, _ = change(recorder, today, other)
                    changed.append(entry)

        self._journal.record_all([change_all])
        return changed

    def _was_taken_back_by_author(self, recorder: Recorder, entry_id: str) -> bool:
        retraction = retracted_by(recorder.entries).get(entry_id)
        return retraction is not None and retraction.by == self._settings.author

    def has(self, entry: Entry) -> bool:
        """Return whether an entry is by the author, or was accepted by them from a sheet.

        Their name may be spelled otherwise.
        """
        return author_key(recorder_of(entry)) == author_key(self._settings.author)

    def take_back(self, entry: Entry) -> list[Entry]:
        """Retract an entry, and return it.

        Raises:
            MilepostError: if it was taken back already, or the journal cannot be written.

        """
        today = self._settings.clock.today
        self._journal.record_all([lambda recorder: recorder.undo(today, entry.id)])
        return [entry]

    def correct(self, entry: Entry, correction: Correction) -> list[Entry]:
        """Retract an entry and record a corrected one, and return both.

        Raises:
            MilepostError: if the correction means nothing, or the journal cannot be written.

        """
        today = self._settings.clock.today
        act = [lambda recorder: recorder.correct(entry.id, today, correction)]
        return self._journal.record_all(act)

    def _others_recorded_with(self, entry: Entry) -> list[str]:
        ids = self._journal.recorded_together.get(entry.id, ())
        return [other for other in ids if other != entry.id]
