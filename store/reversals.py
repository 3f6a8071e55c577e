"""What takes entries back, and what brings back those that were taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from plan_data.errors import Refused
from store.checked_writer import CheckedWriter
from store.checklist.retractions import (
    effective_retractions,
    is_same_answer,
    newest_to_redo,
    newest_to_undo,
    retracted_by,
    spellings_of,
)
from store.journal.entry import Entry, EntryDraft
from store.journal.ids import next_id
from store.query.lookup import find_entry
from store.rules import check, redo_objection, undo_objection


class Reversals:
    """Decides what to record so that entries of a journal count no longer, or again.

    `writer` has the entries, `author` is who records and `now` the time of recording.
    """

    def __init__(self, writer: CheckedWriter, author: str, now: datetime) -> None:
        self._writer = writer
        self._author = author
        self._now = now

    def undoing(self, on: date, entry_id: str) -> list[EntryDraft]:
        """Return what takes an entry back; if it corrects another, that one counts again."""
        target = self._to_undo(entry_id)
        retracted = [target, *self._retracted_with(target)]
        retraction_of = retracted_by(self._writer.entries)
        answered = self.answered_with(target)
        retracted += [other for other in answered if other.id not in retraction_of]
        return [self.retraction(entry, on) for entry in retracted]

    def answered_with(self, entry: Entry) -> list[Entry]:
        """Return the new date that a Board's answer approved, or the answer that approved it.

        A correction has none: taking it back brings the answer back that it corrects.
        """
        if not entry.answers or entry.corrects:
            return []
        return [other for other in self._writer.entries if is_same_answer(entry, other)]

    def _retracted_with(self, target: Entry) -> list[Entry]:
        """Return the retractions in effect that were recorded with an entry which corrects."""
        if not target.corrects:
            return []
        retractions = effective_retractions(self._writer.entries, target.corrects)
        return [entry for entry in retractions if (entry.at, entry.by) == (target.at, target.by)]

    def _to_undo(self, entry_id: str) -> Entry:
        entries = self._writer.entries
        if entry_id:
            target = find_entry(entries, entry_id)
            check(undo_objection(target, retracted_by(entries)))
            return target
        newest = newest_to_undo(entries, self._author, self._next_id())
        if newest is None:
            raise Refused("there is nothing of yours to undo in this plan.")
        return newest

    def redoing(self, on: date, entry_id: str) -> list[EntryDraft]:
        """Return what brings back an entry, by default the one that the author undid last."""
        entries = self._writer.entries
        if not entry_id:
            retraction = newest_to_redo(entries, self._author, self._next_id())
            if retraction is None:
                raise Refused("there is nothing of yours to redo in this plan.")
            entry_id = retraction.names
        retractions = effective_retractions(entries, entry_id)
        if not retractions:
            raise Refused(f"entry {entry_id} is not taken back.")
        check(redo_objection(retractions[-1].ref, retractions, spellings_of(entries, self._author)))
        retracted = [
            *self._retractions_with(retractions),
            *self._corrected_by(entry_id),
            *retractions,
        ]
        return [self.retraction(entry, on) for entry in retracted]

    def _retractions_with(self, retractions: Sequence[Entry]) -> list[Entry]:
        """Return what took back the rest of a Board's answer when it took back this part of it."""
        acts = {(entry.at, entry.by) for entry in retractions}
        candidates: list[Entry] = []
        for other in self.answered_with(self.entry_of(retractions[0])):
            candidates += effective_retractions(self._writer.entries, other.id)
        return [retraction for retraction in candidates if (retraction.at, retraction.by) in acts]

    def _corrected_by(self, entry_id: str) -> list[Entry]:
        """Return the entry that an entry corrects, if it counts, so that not both do."""
        entries = self._writer.entries
        corrects = {entry.id: entry.corrects for entry in entries}.get(entry_id)
        if not corrects:
            return []
        retraction_of = retracted_by(entries)
        return [
            entry for entry in entries if entry.id == corrects and entry.id not in retraction_of
        ]

    def entry_of(self, retraction: Entry) -> Entry:
        """Return the entry that a retraction names, or itself if the journal does not have it."""
        for entry in self._writer.entries:
            if entry.id == retraction.names:
                return entry
        return retraction

    def _next_id(self) -> str:
        """Return an id such as the next entry gets, which follows all that can be followed."""
        return next_id(self._now, self._writer.newest)

    def retraction(self, target: Entry, on: date) -> EntryDraft:
        """Return what takes an entry back; refuse an id that nothing can follow."""
        if next_id(self._now, self._writer.newest, target.id) <= target.id:
            raise Refused(
                f"entry {target.id} has an id that Milepost never makes, and nothing can follow it to take it back."
            )
        return EntryDraft(ref=target.ref, kind="retracted", on=on, names=target.id)
