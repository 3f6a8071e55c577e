"""Recording what happened: each act is checked against the rules and then appended as an entry."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.text import clean, one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.checked_writer import CheckedWriter, DecideDrafts, newest_of
from store.checklist.entry_index import EntryIndex
from store.checklist.meetings import Meeting
from store.checklist.retractions import retracted_by, spellings_of
from store.corrections import Correction, corrected_draft
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import FolderStamp, Journal
from store.journal.kinds import EntryKind
from store.known_items import KnownItems
from store.query.lookup import find_entry, find_items
from store.query.measure_refs import read_number
from store.reversals import Reversals
from store.rules import (
    JUDGEMENTS,
    NO_AUTHOR,
    NO_POSITION,
    NO_REASON,
    approver,
    check,
    correction_objection,
    expectation_objection,
    future_objection,
    require_text,
    undo_objection,
    unknown_judgement,
)

Rule = Callable[[], object]


def _no_rule() -> None:
    """Check nothing: the act depends on nothing that was recorded."""


class Recorder:
    """Records acts of one author into a journal.

    `entries` is what the journal held when it was last read, by id, and `known` the index of the
    plan's, for a caller that records often; `stamp` is the folder's from before it was read, None
    if that is not known. `now` is the time of recording and `today` the author's day. An act raises
    `Refused` if it would mean nothing, also after what came since the journal was read, and
    `Unusable` if the disk refuses; nothing is recorded then.
    """

    def __init__(  # noqa: PLR0913 - each is a fact from outside
        self,
        loaded: LoadedPlan,
        journal: Journal,
        entries: Sequence[Entry],
        *,
        known: EntryIndex | None = None,
        stamp: FolderStamp | None = None,
        author: str,
        now: datetime,
        today: date,
        force: bool = False,
    ) -> None:
        self._loaded = loaded
        self._writer = CheckedWriter(
            journal,
            loaded.about.id,
            known or EntryIndex(entries, loaded.about.id),
            newest=newest_of(entries),
            stamp=stamp,
            author=one_line(author),
            now=now,
        )
        self._known = KnownItems(loaded, self._writer)
        self._reversals = Reversals(self._writer, one_line(author), now)
        self._author = one_line(author)
        self._today = today
        self._force = force

    def tick(self, ref: str, on: date, text: str = "", evidence: str = "") -> Entry:
        """Record that an item was done on a day."""
        item = self._known.item_for("tick", ref)
        rule = partial(self._known.check_history, "tick", item, on)
        return self._write(item, "done", on, rule=rule, text=text, evidence=evidence)

    def withdrawal(self, ref: str) -> Entry | None:
        """Return the entry by which an item is withdrawn, None if it is not."""
        act = self._known.history(self._known.item(ref)).current_act
        if act and act.kind == "withdrawn":
            return act
        return None

    def untick(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that an item that was done or withdrawn is open again."""
        item = self._known.item_for("untick", ref)
        rule = partial(self._known.check_history, "untick", item, on)
        return self._write(item, "reopened", on, rule=rule, text=text)

    def start(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that work on an item started."""
        item = self._known.item_for("start", ref)
        rule = partial(self._known.check_history, "start", item, on)
        return self._write(item, "started", on, rule=rule, text=text)

    def record_text(self, kind: EntryKind, ref: str, on: date, text: str) -> Entry:
        """Record an entry that is text about an item, such as a note."""
        require_text(kind, text)
        subject = self._known.subject(ref)
        draft = EntryDraft(ref=subject, kind=kind, on=on, text=_clean(text))
        return self._record_checked(draft, _no_rule)

    def note(  # noqa: PLR0913, PLR0917 - the fields of a note
        self, ref: str, on: date, text: str, cause: str = "", action: str = "", ask: str = ""
    ) -> Entry:
        """Record a note: words, the `cause` of a delay, the `action` against it.

        `ask` is what the Board is asked for, in the next paper.
        """
        require_text("note", text, cause, action, ask)
        draft = EntryDraft(
            ref=self._known.subject(ref),
            kind="note",
            on=on,
            text=_clean(text),
            cause=_clean(cause),
            action=_clean(action),
            ask=_clean(ask),
        )
        return self._record_checked(draft, _no_rule)

    def open_position(
        self, ref: str, on: date, text: str = "", done_on: date | None = None
    ) -> Entry:
        """Record the position of an item when the plan began: done on a day, else a note."""
        if done_on is not None:
            return self.tick(ref, done_on, text)
        if not text.strip():
            raise NO_POSITION.refused()
        return self.record_text("note", ref, on, text)

    def judge(self, ref: str, on: date, colour: str, text: str = "") -> Entry:
        """Record a lead's own view of an item, beside the rule's colour; it changes no status."""
        item = self._known.item(ref)
        if colour not in JUDGEMENTS:
            raise unknown_judgement(colour).refused()
        if not text.strip():
            raise NO_REASON.refused()
        return self._write(item, "judged", on, text=text, colour=colour)

    def decide(  # noqa: PLR0913, PLR0917 - the fields of a decision in the minutes
        self,
        text: str,
        on: date,
        ref: str = "",
        action: str = "",
        owner: str = "",
        due: str = "",
        *,
        board: str = "",
        meeting: str = "",
    ) -> Entry:
        """Record what a Board decided about an item, a measure or the plan.

        `action` is what it asks for, `owner` of whom, and `due` by when. `meeting` is the ISO day
        of the board's meeting, if it is known.
        """
        require_text("decision", text)
        if due:
            parse_due(due, self._loaded.year.calendar)
        draft = EntryDraft(
            ref=self._known.subject(ref) if ref else "",
            kind="decision",
            on=on,
            text=_clean(text),
            action=_clean(action),
            owner=one_line(owner),
            when=one_line(due),
            board=one_line(board),
            meeting=meeting,
        )
        return self._record_checked(draft, _no_rule)

    def meet(self, day: date, on: date, board: str) -> Entry:
        """Record the day of a Board's meeting."""
        meeting = Meeting(day, one_line(board))
        draft = EntryDraft(ref="", kind="meeting", on=on, when=day.isoformat(), board=meeting.board)
        return self._record_checked(draft, partial(self._known.check_meeting, meeting))

    def actual(self, ref: str, on: date, number: float, text: str = "") -> Entry:
        """Record the figure reached by the end of an item's quarter or of a measure's period."""
        period = self._known.measures.find_period(ref)
        if period is not None:
            rule = partial(self._known.check_measure, number, period)
            draft = EntryDraft(
                ref=period.ref, kind="actual", on=on, number=number, text=_clean(text)
            )
            return self._record_checked(draft, rule)
        item = self._known.item_for("actual", self._known.measures.figure_ref(ref) or ref)
        rule = partial(self._known.check_figure, number, item, on)
        return self._write(item, "actual", on, rule=rule, number=number, text=text)

    def forecast(self, ref: str, on: date, when: str, text: str = "") -> Entry:
        """Record when an item is now expected to be done, or the number expected of a measure.

        Without a period, the number is expected for the last one with a target.
        """
        home_ref = self._loaded.twins.get(ref.strip(), ref)
        measure = self._known.measures.find_expected(home_ref)
        if measure is not None:
            period = self._known.measures.expected_period(measure, home_ref)
            return self._forecast_number(measure, period, on, read_number(when), text)
        item = self._known.item_for("forecast", ref)
        parse_due(when, self._loaded.year.calendar)
        return self._write(item, "forecast", on, when=one_line(when), text=text)

    def _forecast_number(
        self, measure: PlanMeasure, period: MeasurePeriod, on: date, number: float, text: str
    ) -> Entry:
        def rule() -> None:
            returns = self._known.other_returns(measure, period)
            check(
                expectation_objection(number, measure, period, returns, self._loaded.year.calendar)
            )

        draft = EntryDraft(ref=period.ref, kind="forecast", on=on, number=number, text=_clean(text))
        return self._record_checked(draft, rule)

    def reschedule(self, ref: str, on: date, when: str, approved_by: str, text: str = "") -> Entry:
        """Record a new due date, and who approved it."""
        item = self._known.item_for("reschedule", ref)
        parse_due(when, self._loaded.year.calendar)
        return self._write(
            item,
            "rescheduled",
            on,
            when=one_line(when),
            approved_by=approver(approved_by),
            text=text,
        )

    def withdraw(self, ref: str, on: date, approved_by: str, text: str = "") -> Entry:
        """Record that an item is no longer to be done, and who approved that."""
        item = self._known.item_for("withdraw", ref)
        rule = partial(self._known.check_history, "withdraw", item, on)
        rule()  # before the approver is asked for
        return self._write(
            item, "withdrawn", on, rule=rule, approved_by=approver(approved_by), text=text
        )

    def confirm(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that a lead confirmed how a milestone's printed timescale, or a measure, is read."""
        measure = self._known.measures.find(ref)
        read_id = measure.id if measure else find_items(self._loaded.items, ref)[0].milestone
        (entry,) = self.record_drafts(partial(self._confirmation, read_id, on, text))
        return entry

    def _confirmation(self, read_id: str, on: date, text: str) -> list[EntryDraft]:
        reading = self._known.reading(read_id)
        if reading is None:
            raise Refused(
                f"the plan gives no reason for how {read_id} is read, so there is nothing to"
                " confirm: `milepost readings` lists what there is."
            )
        if entry := reading.confirmed:
            raise Refused(
                f"the reading of {read_id} was confirmed already, on {format_day(entry.on)}, by {entry.by}."
            )
        draft = EntryDraft(
            ref=reading.confirmation_ref,
            kind="confirmed",
            on=on,
            when=reading.when_text,
            text=_clean(text),
        )
        return [draft]

    def correct(self, entry_id: str, on: date, correction: Correction) -> tuple[Entry, Entry]:
        """Take back an entry of the author's own, and record a corrected one that replaces it.

        `on` is the day of the retraction. Both are recorded or none. Return the entry as it was,
        and as it is now.
        """
        retraction, corrected = self.record_drafts(
            partial(self._correcting, entry_id, on, correction)
        )
        return self._reversals.entry_of(retraction), corrected

    def _correcting(self, entry_id: str, on: date, correction: Correction) -> list[EntryDraft]:
        entries = self.entries
        target = find_entry(entries, entry_id)
        check(undo_objection(target, retracted_by(entries)))
        check(correction_objection(target, spellings_of(entries, self._author)))
        draft = corrected_draft(target, correction, self._loaded.year.calendar)
        self._known.check_corrected(target, draft)
        return [self._reversals.retraction(target, on), draft]

    def undo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Take back an entry, by default the author's newest; return it and its retraction.

        A Board's answer and the new date that it approved go together, see `answered_with`.
        """
        retraction, *_ = self.record_drafts(partial(self._reversals.undoing, on, entry_id))
        return self._reversals.entry_of(retraction), retraction

    def answered_with(self, entry: Entry) -> list[Entry]:
        """Return the new date that a Board's answer approved, or the answer that approved it."""
        return self._reversals.answered_with(entry)

    def redo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Bring back what the author undid last, or the entry with an id.

        All retractions that keep it back are taken back, if the author made them all, also on
        another machine. Return the entry, and the newest one that brings it back.
        """
        *_, newest = self.record_drafts(partial(self._reversals.redoing, on, entry_id))
        return self._reversals.entry_of(self._reversals.entry_of(newest)), newest

    def move(self, old: str, new: str, on: date) -> Entry:
        """Record that the entries of a ref that left the plan belong to another one."""
        item = self._known.item(new)
        (entry,) = self.record_drafts(partial(self._moving, old, item, on))
        self._known.has_moved = True
        return entry

    def _moving(self, old: str, item: PlanItem, on: date) -> list[EntryDraft]:
        ref = self._known.ref_with_entries(old)
        if ref is None:
            raise Refused(
                f"no entry is recorded for '{old}': `milepost status` names the refs that left the plan."
            )
        if ref in self._loaded.positions:
            raise Refused(
                f"{ref} is in this plan: its entries are where they belong, and none was moved."
            )
        return [EntryDraft(ref=ref, kind="moved", on=on, to=item.ref)]

    def record_drafts(self, decide: DecideDrafts) -> list[Entry]:
        """Record in one act what `decide` returns, which raises `Refused` if it means nothing.

        It is called again if the journal has changed since it was read.
        """
        return self._writer.write(partial(self._checked, decide))

    @property
    def calendar(self) -> Calendar:
        """How the plan divides time."""
        return self._loaded.year.calendar

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the plan, with those of this recorder."""
        return self._writer.entries

    def _write(  # noqa: PLR0913 - the fields of an entry
        self,
        item: PlanItem,
        kind: EntryKind,
        on: date,
        *,
        rule: Rule = _no_rule,
        text: str = "",
        evidence: str = "",
        **more: Any,  # noqa: ANN401 - fields of the kind, cleaned already
    ) -> Entry:
        draft = EntryDraft(
            ref=item.ref, kind=kind, on=on, text=_clean(text), evidence=_clean(evidence), **more
        )
        return self._record_checked(draft, rule)

    def _record_checked(self, draft: EntryDraft, rule: Rule) -> Entry:
        def decide() -> list[EntryDraft]:
            rule()
            return [draft]

        (entry,) = self.record_drafts(decide)
        return entry

    def _checked(self, decide: DecideDrafts) -> list[EntryDraft]:
        drafts = decide()
        if not self._force:
            for draft in drafts:
                check(future_objection(draft.on, self._today))
        if not self._author:
            raise NO_AUTHOR.refused()
        return drafts


def _clean(text: str) -> str:
    return clean(text).strip()
