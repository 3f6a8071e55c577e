"""Recording what happened: each act checks that it means something, and then appends an entry."""

import math
from collections.abc import Iterable, Sequence
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
from store.checklist.readings import readings
from store.checklist.retractions import by_day, effective, newest_to_undo, retracted_by
from store.checklist.status import KINDS_WITHOUT_NEW_DATE
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal
from store.journal.ids import newest_id, next_id
from store.journal.kinds import EntryKind
from store.query.lookup import find_item, find_items

JUDGEMENTS = ("green", "amber", "red")


class Recorder:
    """Records acts of one author into a journal.

    `entries` is what the journal held when it was last read, by id, and `known` those of the plan, for who records
    often; `now` is the time of recording and `today` the author's day. An act raises `Refused` where it would mean
    nothing, and `Unusable` where the disk refuses; nothing is recorded then.
    """

    def __init__(  # noqa: PLR0913 - each is a fact from outside
        self,
        plan: LoadedPlan,
        journal: Journal,
        entries: Sequence[Entry],
        *,
        known: EntryIndex | None = None,
        author: str,
        now: datetime,
        today: date,
        force: bool = False,
    ) -> None:
        self._plan = plan
        self._journal = journal
        self._known = known or EntryIndex(entries, plan.about.id)
        self._own_new: list[Entry] = []
        self._newest = newest_id(now, (entry.id for entry in reversed(entries)))
        self._author = one_line(author)
        self._now = now
        self._today = today
        self._force = force

    def tick(self, ref: str, on: date, text: str = "", evidence: str = "") -> Entry:
        """Record that an item was done on a day."""
        item = self._item(ref)
        history = self._history(item.ref)
        if item.kind == "figure":
            raise Refused(
                f"{item.ref} is a figure and is not ticked.",
                f"use `milepost actual {item.ref} NUMBER`.",
            )
        act = history.current_act
        if act and act.kind == "done":
            first = history.first_tick or act
            raise Refused(
                f"{item.ref} was ticked already, as done on {format_day(first.on)}, by {first.by}.",
                f"`milepost untick {item.ref}` reopens it.",
            )
        self._refuse_before(history.last_of("reopened", "withdrawn"), on, item)
        return self._write(item, "done", on, text=text, evidence=evidence)

    def withdrawal(self, ref: str) -> Entry | None:
        """Return the entry by which an item stands withdrawn, None where it does not."""
        act = self._history(self._item(ref).ref).current_act
        return act if act and act.kind == "withdrawn" else None

    def untick(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that an item that was done or withdrawn is open again."""
        item = self._item(ref)
        history = self._history(item.ref)
        if not history.current_act:
            raise Refused(
                f"{item.ref} is neither ticked nor withdrawn: there is nothing to reopen."
            )
        self._refuse_before(history.current_act, on, item)
        return self._write(item, "reopened", on, text=text)

    def start(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that work on an item started."""
        item = self._item(ref)
        history = self._history(item.ref)
        if item.kind == "figure":
            raise Refused(
                f"{item.ref} is a figure and is not started.",
                f"use `milepost actual {item.ref} NUMBER`.",
            )
        if begun := history.started:
            raise Refused(
                f"{item.ref} was started already, on {format_day(begun.on)}, by {begun.by}."
            )
        return self._write(item, "started", on, text=text)

    def note(self, ref: str, on: date, text: str, cause: str = "", action: str = "") -> Entry:
        """Record words about an item; `cause` of a delay and `action` against it go to the Board's paper."""
        item = self._item(ref)
        if not any(words.strip() for words in (text, cause, action)):
            raise Refused("a note needs words: write what there is to say.")
        return self._write(item, "note", on, text=text, cause=_words(cause), action=_words(action))

    def judge(self, ref: str, on: date, colour: str, text: str = "") -> Entry:
        """Record a lead's own view of how an item stands; it changes no status, and stands beside the rule's."""
        item = self._item(ref)
        if colour not in JUDGEMENTS:
            raise Refused(
                f"'{one_line(colour)}' is no judgement: write {', '.join(JUDGEMENTS[:-1])} or {JUDGEMENTS[-1]}."
            )
        if not text.strip():
            raise Refused("a judgement needs its reason.", "say why with --why.")
        return self._write(item, "judged", on, text=text, colour=colour)

    def decide(  # noqa: PLR0913, PLR0917 - what minutes say of a decision
        self, text: str, on: date, ref: str = "", action: str = "", owner: str = "", due: str = ""
    ) -> Entry:
        """Record what a Board decided, about an item or the whole plan, and the action it asks of whom by when."""
        if not text.strip():
            raise Refused("a decision needs words: write what was decided.")
        if due:
            parse_due(due)
        return self._record(
            EntryDraft(
                ref=self._item(ref).ref if ref else "",
                kind="decision",
                on=on,
                text=_words(text),
                action=_words(action),
                owner=one_line(owner),
                when=one_line(due),
            )
        )

    def meet(self, day: date, on: date, board: str) -> Entry:
        """Record the day of a Board's meeting."""
        meeting = Meeting(day, one_line(board))
        if meeting in meetings(self._plan.about.boards, effective(self._entries)):
            raise Refused(f"the {meeting.board} of {format_day(day)} is in the calendar already.")
        return self._record(
            EntryDraft(ref="", kind="meeting", on=on, when=day.isoformat(), board=meeting.board)
        )

    def actual(self, ref: str, on: date, number: float, text: str = "") -> Entry:
        """Record the cumulative figure reached by the end of an item's quarter."""
        item = self._item(ref)
        if item.kind != "figure":
            raise Refused(
                f"{item.ref} is not a figure.", f"`milepost tick {item.ref}` says that it is done."
            )
        if not math.isfinite(number) or number < 0:
            raise Refused(f"{number:g} cannot be an actual: give a number of 0 or more.")
        for other, figure in self._other_quarters(item):
            earlier = (other.due or on) < (item.due or on)
            if (figure > number) if earlier else (figure < number):
                word = "lower" if earlier else "higher"
                raise Refused(
                    f"{number:g} is {word} than the {figure:g} of {other.ref}, and the figures are cumulative:"
                    f" check the number, or correct {other.ref} first."
                )
        return self._write(item, "actual", on, number=number, text=text)

    def forecast(self, ref: str, on: date, when: str, text: str = "") -> Entry:
        """Record when an item is now expected to be done."""
        item = self._movable(ref, "forecast")
        parse_due(when)
        return self._write(item, "forecast", on, when=one_line(when), text=text)

    def reschedule(self, ref: str, on: date, when: str, approved_by: str, text: str = "") -> Entry:
        """Record a new due date, and who approved it."""
        item = self._movable(ref, "new date")
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
        item = self._item(ref)
        history = self._history(item.ref)
        act = history.current_act
        if act and act.kind == "withdrawn":
            raise Refused(
                f"{item.ref} was withdrawn already, on {format_day(act.on)}, by {act.by}."
            )
        self._refuse_before(history.last_of("done", "reopened"), on, item)
        return self._write(item, "withdrawn", on, approved_by=_approver(approved_by), text=text)

    def confirm(self, milestone: str, on: date, text: str = "") -> Entry:
        """Record that a lead confirmed how a milestone's printed timescale is read."""
        item = find_items(self._plan.items, milestone)[0]
        reading = next(
            (
                each
                for each in readings(self._plan.items, effective(self._entries))
                if each.is_for(item)
            ),
            None,
        )
        if not reading:
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
                text=_words(text),
            )
        )

    def undo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Take back an entry, by default the author's newest; return it and its retraction."""
        if entry_id:
            target, gone = self._entry(entry_id), retracted_by(self._entries)
            if target.id in gone:
                raise Refused(f"entry {target.id} was taken back already, by {gone[target.id].by}.")
        elif (newest := newest_to_undo(self._entries, self._author)) is None:
            raise Refused("there is nothing of yours to undo in this plan.")
        else:
            target = newest
        return target, self._retract(target, on)

    def redo(self, on: date) -> tuple[Entry, Entry]:
        """Bring back what the author undid last; return it and the entry that brings it back."""
        gone = retracted_by(self._entries)
        by_id = {entry.id: entry for entry in self._entries}
        undone = (
            entry
            for entry in self._own()
            if entry.kind == "retracted"
            and entry.id not in gone
            and _kind(by_id.get(entry.names)) != "retracted"
        )
        retraction = _newest(undone, "there is nothing of yours to redo in this plan.")
        brought_back = by_id.get(retraction.names, retraction)
        return brought_back, self._retract(retraction, on)

    def move(self, old: str, new: str, on: date) -> Entry:
        """Record that the entries of a ref that left the plan belong to another one."""
        item = self._item(new)
        known = {entry.ref for entry in effective(self._entries) if entry.kind != "moved"}
        refs = [ref for ref in known if ref.casefold() == old.strip().casefold()]
        if not refs:
            raise Refused(
                f"no entry is recorded for '{old}': `milepost status` names the refs that left the plan."
            )
        if any(refs[0] == other.ref for other in self._plan.items):
            raise Refused(
                f"{refs[0]} is in this plan: its entries are where they belong, and none was moved."
            )
        draft = EntryDraft(ref=refs[0], kind="moved", on=on, to=item.ref)
        return self._record(draft)

    def _item(self, ref: str) -> PlanItem:
        items, places = self._plan.items, self._plan.positions
        item = items[places[ref]] if ref in places else find_item(items, ref)
        return items[places[item.same_as]] if item.same_as in places else item

    def _history(self, ref: str) -> History:
        refs = {ref, *(twin for twin, home in self._plan.twins.items() if home == ref)}
        has_moved = any(entry.kind == "moved" for entry in self._own_new)
        about = self._entries if has_moved else [*self._known.about(refs), *self._own_new]
        return build_history(by_day(entry for entry in effective(about) if entry.ref in refs))

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (*self._known.entries, *self._own_new)

    def _movable(self, ref: str, what: str) -> PlanItem:
        item = self._item(ref)
        if item.kind in KINDS_WITHOUT_NEW_DATE:
            kind = "a figure of its quarter" if item.kind == "figure" else "continuing"
            raise Refused(f"{item.ref} is {kind} and takes no {what}: add a note instead.")
        return item

    def _other_quarters(self, item: PlanItem) -> Iterable[tuple[PlanItem, float]]:
        for other in self._plan.items:
            if other.milestone == item.milestone and other.ref != item.ref:
                latest = self._history(other.ref).actual
                if latest is not None:
                    yield other, latest

    def _refuse_before(self, act: Entry | None, on: date, item: PlanItem) -> None:
        if act and on < act.on:
            word = {"done": "ticked", "reopened": "reopened", "withdrawn": "withdrawn"}[act.kind]
            raise Refused(
                f"{item.ref} was {word} on {format_day(act.on)}, by {act.by}: give that day or a later one.",
                "--on gives the day, `milepost undo ENTRY` takes that entry back.",
            )

    def _own(self) -> Iterable[Entry]:
        return (entry for entry in self._entries if entry.by == self._author)

    def _entry(self, typed: str) -> Entry:
        found = [
            e
            for e in self._entries
            if typed and (e.id.startswith(typed.upper()) or e.id.endswith(typed.upper()))
        ]
        if len(found) == 1:
            return found[0]
        what = "no entry" if not found else f"{len(found)} entries"
        raise Refused(
            f"{what} of this plan can be meant by '{typed}': `milepost log` shows every entry's id."
        )

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
        **more: Any,  # noqa: ANN401
    ) -> Entry:
        return self._record(
            EntryDraft(
                ref=item.ref, kind=kind, on=on, text=_words(text), evidence=_words(evidence), **more
            )
        )

    def _record(self, draft: EntryDraft) -> Entry:
        if draft.on > self._today and not self._force:
            until = format_day(self._today)
            raise Refused(
                f"{format_day(draft.on)} is in the future: give a day up to {until}.",
                "--force records it all the same.",
            )
        if not self._author:
            raise Refused("who is writing is missing.", "add --by with a name or a role.")
        plan = self._plan.about.id
        (entry,) = self._journal.record(
            [draft], plan=plan, author=self._author, now=self._now, after=self._newest
        )
        self._own_new.append(entry)  # the next act builds on this one
        self._newest = entry.id
        return entry


def _words(text: str) -> str:
    return clean(text).strip()


def _approver(text: str) -> str:
    if approver := one_line(text):
        return approver
    raise Refused(
        "who approved it is missing.", "add --approved-by with the board's or the person's role."
    )


def _newest(entries: Iterable[Entry], otherwise: str) -> Entry:
    newest = max(entries, key=lambda entry: entry.id, default=None)
    if newest is None:
        raise Refused(otherwise)
    return newest


def _kind(entry: Entry | None) -> str:
    return entry.kind if entry else ""
