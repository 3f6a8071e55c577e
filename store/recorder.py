"""Recording what happened: each act is checked against the rules and then appended as an entry."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.text import clean, one_line
from plan_data.timescale.parser import parse_due
from store.checklist.entry_index import EntryIndex
from store.checklist.history import History, build_history
from store.checklist.meetings import Meeting, meetings
from store.checklist.readings import Reading, readings
from store.checklist.retractions import (
    by_day,
    effective,
    newest_to_redo,
    newest_to_undo,
    retracted_by,
)
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal
from store.journal.ids import newest_id, next_id
from store.journal.kinds import KINDS, EntryKind
from store.query.lookup import find_entry, find_item, find_items
from store.rules import (
    JUDGEMENTS,
    NO_APPROVER,
    NO_AUTHOR,
    NO_REASON,
    Objection,
    figure_objection,
    future_objection,
    history_objection,
    plan_objection,
    undo_objection,
    unknown_judgement,
)


class Recorder:
    """Records acts of one author into a journal.

    `entries` is what the journal held when it was last read, by id, and `known` the index of the
    plan's, for a caller that records often; `now` is the time of recording and `today` the
    author's day. An act raises `Refused` if it would mean nothing, and `Unusable` if the disk
    refuses; nothing is recorded then.
    """

    def __init__(  # noqa: PLR0913 - each is a fact from outside
        self,
        loaded: LoadedPlan,
        journal: Journal,
        entries: Sequence[Entry],
        *,
        known: EntryIndex | None = None,
        author: str,
        now: datetime,
        today: date,
        force: bool = False,
    ) -> None:
        self._loaded = loaded
        self._journal = journal
        self._known = known or EntryIndex(entries, loaded.about.id)
        self._recorded: list[Entry] = []
        self._has_moved = False
        self._newest = newest_id(now, (entry.id for entry in reversed(entries)))
        self._author = one_line(author)
        self._now = now
        self._today = today
        self._force = force

    def tick(self, ref: str, on: date, text: str = "", evidence: str = "") -> Entry:
        """Record that an item was done on a day."""
        item = self._item_for("tick", ref)
        self._check_history("tick", item, on)
        return self._write(item, "done", on, text=text, evidence=evidence)

    def withdrawal(self, ref: str) -> Entry | None:
        """Return the entry by which an item is withdrawn, None if it is not."""
        act = self._history(self._item(ref)).current_act
        return act if act and act.kind == "withdrawn" else None

    def untick(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that an item that was done or withdrawn is open again."""
        item = self._item_for("untick", ref)
        self._check_history("untick", item, on)
        return self._write(item, "reopened", on, text=text)

    def start(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that work on an item started."""
        item = self._item_for("start", ref)
        self._check_history("start", item, on)
        return self._write(item, "started", on, text=text)

    def record_text(self, kind: EntryKind, ref: str, on: date, text: str) -> Entry:
        """Record an entry that is text about an item, such as a note."""
        item = self._item(ref)
        _require_text(kind, text)
        return self._write(item, kind, on, text=text)

    def note(self, ref: str, on: date, text: str, cause: str = "", action: str = "") -> Entry:
        """Record a note, the `cause` of a delay or the `action` against it, for the Board."""
        item = self._item(ref)
        _require_text("note", text, cause, action)
        return self._write(item, "note", on, text=text, cause=_clean(cause), action=_clean(action))

    def judge(self, ref: str, on: date, colour: str, text: str = "") -> Entry:
        """Record a lead's own view of an item, beside the rule's colour; it changes no status."""
        item = self._item(ref)
        if colour not in JUDGEMENTS:
            raise unknown_judgement(colour).refused()
        if not text.strip():
            raise NO_REASON.refused()
        return self._write(item, "judged", on, text=text, colour=colour)

    def decide(  # noqa: PLR0913, PLR0917 - the fields of a decision in the minutes
        self, text: str, on: date, ref: str = "", action: str = "", owner: str = "", due: str = ""
    ) -> Entry:
        """Record what a Board decided about an item or the plan.

        `action` is what it asks for, `owner` of whom, and `due` by when.
        """
        _require_text("decision", text)
        if due:
            parse_due(due)
        return self._record(
            EntryDraft(
                ref=self._item(ref).ref if ref else "",
                kind="decision",
                on=on,
                text=_clean(text),
                action=_clean(action),
                owner=one_line(owner),
                when=one_line(due),
            )
        )

    def meet(self, day: date, on: date, board: str) -> Entry:
        """Record the day of a Board's meeting."""
        meeting = Meeting(day, one_line(board))
        if meeting in meetings(self._loaded.about.boards, effective(self._entries)):
            raise Refused(f"the {meeting.board} of {format_day(day)} is in the calendar already.")
        return self._record(
            EntryDraft(ref="", kind="meeting", on=on, when=day.isoformat(), board=meeting.board)
        )

    def actual(self, ref: str, on: date, number: float, text: str = "") -> Entry:
        """Record the cumulative figure reached by the end of an item's quarter."""
        item = self._item_for("actual", ref)
        _check(figure_objection(number, item, on, self._other_quarters(item)))
        return self._write(item, "actual", on, number=number, text=text)

    def forecast(self, ref: str, on: date, when: str, text: str = "") -> Entry:
        """Record when an item is now expected to be done."""
        item = self._item_for("forecast", ref)
        parse_due(when)
        return self._write(item, "forecast", on, when=one_line(when), text=text)

    def reschedule(self, ref: str, on: date, when: str, approved_by: str, text: str = "") -> Entry:
        """Record a new due date, and who approved it."""
        item = self._item_for("reschedule", ref)
        parse_due(when)
        return self._write(
            item,
            "rescheduled",
            on,
            when=one_line(when),
            approved_by=_approver(approved_by),
            text=text,
        )

    def withdraw(self, ref: str, on: date, approved_by: str, text: str = "") -> Entry:
        """Record that an item is no longer to be done, and who approved that."""
        item = self._item_for("withdraw", ref)
        self._check_history("withdraw", item, on)
        return self._write(item, "withdrawn", on, approved_by=_approver(approved_by), text=text)

    def confirm(self, milestone: str, on: date, text: str = "") -> Entry:
        """Record that a lead confirmed how a milestone's printed timescale is read."""
        item = find_items(self._loaded.items, milestone)[0]
        reading = self._reading(item)
        if reading is None:
            raise Refused(
                f"{item.milestone} asks for no confirmation: `milepost readings` lists what does."
            )
        if entry := reading.confirmed:
            raise Refused(
                f"the reading of {item.milestone} was confirmed already, on {format_day(entry.on)}, by {entry.by}."
            )
        return self._record(
            EntryDraft(
                ref=reading.confirmation_ref,
                kind="confirmed",
                on=on,
                when=reading.when_text,
                text=_clean(text),
            )
        )

    def undo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Take back an entry, by default the author's newest; return it and its retraction."""
        if entry_id:
            target = find_entry(self._entries, entry_id)
            _check(undo_objection(target, retracted_by(self._entries)))
            return target, self._retract(target, on)
        newest = newest_to_undo(self._entries, self._author)
        if newest is None:
            raise Refused("there is nothing of yours to undo in this plan.")
        return newest, self._retract(newest, on)

    def redo(self, on: date) -> tuple[Entry, Entry]:
        """Bring back what the author undid last; return it and the entry that brings it back."""
        retraction = newest_to_redo(self._entries, self._author)
        if retraction is None:
            raise Refused("there is nothing of yours to redo in this plan.")
        by_id = {entry.id: entry for entry in self._entries}
        brought_back = by_id.get(retraction.names, retraction)
        return brought_back, self._retract(retraction, on)

    def move(self, old: str, new: str, on: date) -> Entry:
        """Record that the entries of a ref that left the plan belong to another one."""
        item = self._item(new)
        ref = self._ref_with_entries(old)
        if ref is None:
            raise Refused(
                f"no entry is recorded for '{old}': `milepost status` names the refs that left the plan."
            )
        if ref in self._loaded.positions:
            raise Refused(
                f"{ref} is in this plan: its entries are where they belong, and none was moved."
            )
        entry = self._record(EntryDraft(ref=ref, kind="moved", on=on, to=item.ref))
        self._has_moved = True
        return entry

    @property
    def _entries(self) -> tuple[Entry, ...]:
        """All entries of the plan, with those of this recorder."""
        return (*self._known.entries, *self._recorded)

    def _item(self, ref: str) -> PlanItem:
        """Return the item that a typed ref means; of one that is printed twice, the first."""
        items, positions = self._loaded.items, self._loaded.positions
        item = items[positions[ref]] if ref in positions else find_item(items, ref)
        return items[positions[item.same_as]] if item.same_as in positions else item

    def _item_for(self, act: str, ref: str) -> PlanItem:
        """Return the item that a typed ref means, if the plan allows the act for it."""
        item = self._item(ref)
        _check(plan_objection(act, item))
        return item

    def _check_history(self, act: str, item: PlanItem, on: date) -> None:
        _check(history_objection(act, item, self._history(item), on))

    def _history(self, item: PlanItem) -> History:
        refs = self._refs_of(item)
        if self._has_moved:
            known: Sequence[Entry] = self._entries
        else:
            known = [*self._known.about(refs), *self._recorded]
        return build_history(by_day(entry for entry in effective(known) if entry.ref in refs))

    def _refs_of(self, item: PlanItem) -> set[str]:
        """Return the refs whose entries count for an item: its own, and those of its twins."""
        refs = {item.ref}
        for twin, home_ref in self._loaded.twins.items():
            if home_ref == item.ref:
                refs.add(twin)
        return refs

    def _other_quarters(self, item: PlanItem) -> Iterator[tuple[PlanItem, float]]:
        """Yield the other quarters of a figure's measure that have an actual, with it."""
        for other in self._loaded.items:
            if other.milestone == item.milestone and other.ref != item.ref:
                actual = self._history(other).actual
                if actual is not None:
                    yield other, actual

    def _reading(self, item: PlanItem) -> Reading | None:
        """Return the reading of an item's milestone, None if it asks for no confirmation."""
        for reading in readings(self._loaded.items, effective(self._entries)):
            if reading.is_for(item):
                return reading
        return None

    def _ref_with_entries(self, typed: str) -> str | None:
        """Return the ref that was typed as the journal spells it, None if it has no entries."""
        wanted = typed.strip().casefold()
        for entry in effective(self._entries):
            if entry.kind != "moved" and entry.ref.casefold() == wanted:
                return entry.ref
        return None

    def _retract(self, target: Entry, on: date) -> Entry:
        if next_id(self._now, self._newest, target.id) <= target.id:
            raise Refused(
                f"entry {target.id} has an id that Milepost never makes, and nothing can follow it to take it back."
            )
        return self._record(EntryDraft(ref=target.ref, kind="retracted", on=on, names=target.id))

    def _write(
        self,
        item: PlanItem,
        kind: EntryKind,
        on: date,
        *,
        text: str = "",
        evidence: str = "",
        **more: Any,  # noqa: ANN401 - fields of the kind, cleaned already
    ) -> Entry:
        draft = EntryDraft(
            ref=item.ref, kind=kind, on=on, text=_clean(text), evidence=_clean(evidence), **more
        )
        return self._record(draft)

    def _record(self, draft: EntryDraft) -> Entry:
        if not self._force:
            _check(future_objection(draft.on, self._today))
        if not self._author:
            raise NO_AUTHOR.refused()
        (entry,) = self._journal.record(
            [draft],
            plan=self._loaded.about.id,
            author=self._author,
            now=self._now,
            after=self._newest,
        )
        self._recorded.append(entry)  # the next act builds on this one
        self._newest = entry.id
        return entry


def _check(objection: Objection | None) -> None:
    if objection:
        raise objection.refused()


def _require_text(kind: EntryKind, *texts: str) -> None:
    """Refuse an entry of a kind if all its texts are empty."""
    if not any(text.strip() for text in texts):
        raise Refused(KINDS[kind].missing_text)


def _clean(text: str) -> str:
    return clean(text).strip()


def _approver(text: str) -> str:
    approver = one_line(text)
    if not approver:
        raise NO_APPROVER.refused()
    return approver
