"""Recording what happened: each act is checked against the rules and then appended as an entry."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measure_builder import quarter_of_ref
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.text import clean, fold, one_line, with_article
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.checked_writer import CheckedWriter, DecideDrafts, newest_of
from store.checklist.entry_index import EntryIndex
from store.checklist.history import History, build_history
from store.checklist.meetings import Meeting, meeting_day, meetings
from store.checklist.readings import Reading, readings
from store.checklist.retractions import (
    by_day,
    effective,
    is_same_answer,
    newest_to_redo,
    newest_to_undo,
    retracted_by,
    spellings_of,
    standing_retractions,
)
from store.corrections import Correction, corrected_draft, refuse_other_order
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import FolderStamp, Journal
from store.journal.ids import next_id
from store.journal.kinds import EntryKind
from store.query.lookup import find_entry, find_item, find_items
from store.query.measure_refs import MeasureRefs, read_number
from store.rules import (
    JUDGEMENTS,
    NO_AUTHOR,
    NO_POSITION,
    NO_REASON,
    approver,
    check,
    correction_objection,
    expectation_objection,
    figure_objection,
    future_objection,
    history_objection,
    measure_objection,
    plan_objection,
    redo_objection,
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
        self._measures = MeasureRefs(loaded)
        self._writer = CheckedWriter(
            journal,
            loaded.about.id,
            known or EntryIndex(entries, loaded.about.id),
            newest=newest_of(entries),
            stamp=stamp,
            author=one_line(author),
            now=now,
        )
        self._has_moved = False
        self._author = one_line(author)
        self._now = now
        self._today = today
        self._force = force

    def tick(self, ref: str, on: date, text: str = "", evidence: str = "") -> Entry:
        """Record that an item was done on a day."""
        item = self._item_for("tick", ref)
        rule = partial(self._check_history, "tick", item, on)
        return self._write(item, "done", on, rule=rule, text=text, evidence=evidence)

    def withdrawal(self, ref: str) -> Entry | None:
        """Return the entry by which an item is withdrawn, None if it is not."""
        act = self._history(self._item(ref)).current_act
        return act if act and act.kind == "withdrawn" else None

    def untick(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that an item that was done or withdrawn is open again."""
        item = self._item_for("untick", ref)
        rule = partial(self._check_history, "untick", item, on)
        return self._write(item, "reopened", on, rule=rule, text=text)

    def start(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that work on an item started."""
        item = self._item_for("start", ref)
        rule = partial(self._check_history, "start", item, on)
        return self._write(item, "started", on, rule=rule, text=text)

    def record_text(self, kind: EntryKind, ref: str, on: date, text: str) -> Entry:
        """Record an entry that is text about an item, such as a note."""
        require_text(kind, text)
        subject = self._subject(ref)
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
            ref=self._subject(ref),
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
        """Record how an item stood when the plan began: done on a day, else a note."""
        if done_on is not None:
            return self.tick(ref, done_on, text)
        if not text.strip():
            raise NO_POSITION.refused()
        return self.record_text("note", ref, on, text)

    def judge(self, ref: str, on: date, colour: str, text: str = "") -> Entry:
        """Record a lead's own view of an item, beside the rule's colour; it changes no status."""
        item = self._item(ref)
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
            ref=self._subject(ref) if ref else "",
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
        return self._record_checked(draft, partial(self._check_meeting, meeting))

    def _check_meeting(self, meeting: Meeting) -> None:
        calendar = meetings(self._loaded.about.boards, effective(self.entries))
        self._refuse_known_meeting(meeting, calendar)

    def _refuse_known_meeting(self, meeting: Meeting, calendar: Sequence[Meeting]) -> None:
        if meeting in calendar:
            raise Refused(
                f"the {meeting.board} of {format_day(meeting.on)} is in the calendar already."
            )

    def actual(self, ref: str, on: date, number: float, text: str = "") -> Entry:
        """Record the figure reached by the end of an item's quarter or of a measure's period."""
        period = self._measures.find_period(ref)
        if period is not None:
            rule = partial(self._check_measure, number, period)
            draft = EntryDraft(
                ref=period.ref, kind="actual", on=on, number=number, text=_clean(text)
            )
            return self._record_checked(draft, rule)
        item = self._item_for("actual", self._measures.figure_ref(ref) or ref)
        rule = partial(self._check_figure, number, item, on)
        return self._write(item, "actual", on, rule=rule, number=number, text=text)

    def _check_measure(self, number: float, period: MeasurePeriod) -> None:
        measure = self._measures.of(period)
        others = self._other_returns(measure, period)
        check(measure_objection(number, measure, period, others, self._loaded.year.calendar))

    def _other_returns(
        self, measure: PlanMeasure, period: MeasurePeriod
    ) -> Iterator[tuple[MeasurePeriod, float]]:
        """Yield the other periods of a measure that have an actual, with it."""
        actuals: dict[str, float] = {}
        for entry in by_day(effective(self.entries)):
            if entry.kind == "actual" and entry.number is not None:
                actuals[entry.ref] = entry.number
        for ref, actual in actuals.items():
            measure_id, _, label = ref.partition("@")
            if measure_id == measure.id and ref != period.ref:
                other = quarter_of_ref(measure, label, self._loaded.year)
                if other is not None:
                    yield other, actual

    def _check_figure(self, number: float, item: PlanItem, on: date) -> None:
        check(figure_objection(number, item, on, self._other_quarters(item)))

    def forecast(self, ref: str, on: date, when: str, text: str = "") -> Entry:
        """Record when an item is now expected to be done, or the number expected of a measure.

        Without a period, the number is expected for the last one with a target.
        """
        home_ref = self._loaded.twins.get(ref.strip(), ref)
        measure = self._measures.find_expected(home_ref)
        if measure is not None:
            period = self._measures.expected_period(measure, home_ref)
            return self._forecast_number(measure, period, on, read_number(when), text)
        item = self._item_for("forecast", ref)
        parse_due(when, self._loaded.year.calendar)
        return self._write(item, "forecast", on, when=one_line(when), text=text)

    def _forecast_number(
        self, measure: PlanMeasure, period: MeasurePeriod, on: date, number: float, text: str
    ) -> Entry:
        def rule() -> None:
            returns = self._other_returns(measure, period)
            check(
                expectation_objection(number, measure, period, returns, self._loaded.year.calendar)
            )

        draft = EntryDraft(ref=period.ref, kind="forecast", on=on, number=number, text=_clean(text))
        return self._record_checked(draft, rule)

    def reschedule(self, ref: str, on: date, when: str, approved_by: str, text: str = "") -> Entry:
        """Record a new due date, and who approved it."""
        item = self._item_for("reschedule", ref)
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
        item = self._item_for("withdraw", ref)
        rule = partial(self._check_history, "withdraw", item, on)
        rule()  # before the approver is asked for
        return self._write(
            item, "withdrawn", on, rule=rule, approved_by=approver(approved_by), text=text
        )

    def confirm(self, ref: str, on: date, text: str = "") -> Entry:
        """Record that a lead confirmed how a milestone's printed timescale, or a measure, is read."""
        measure = self._measures.find(ref)
        read_id = measure.id if measure else find_items(self._loaded.items, ref)[0].milestone
        (entry,) = self.record_drafts(partial(self._confirmation, read_id, on, text))
        return entry

    def _confirmation(self, read_id: str, on: date, text: str) -> list[EntryDraft]:
        reading = self._reading(read_id)
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
        """Take back an entry of the author's own, and record a corrected one that stands for it.

        `on` is the day of the retraction. Both are recorded or none. Return the entry as it was,
        and as it is now.
        """
        retraction, corrected = self.record_drafts(
            partial(self._correcting, entry_id, on, correction)
        )
        return self._entry_of(retraction), corrected

    def _correcting(self, entry_id: str, on: date, correction: Correction) -> list[EntryDraft]:
        entries = self.entries
        target = find_entry(entries, entry_id)
        check(undo_objection(target, retracted_by(entries)))
        check(correction_objection(target, spellings_of(entries, self._author)))
        draft = corrected_draft(target, correction, self._loaded.year.calendar)
        self._check_corrected(target, draft)
        return [self._retraction(target, on), draft]

    def _check_corrected(self, target: Entry, draft: EntryDraft) -> None:
        """Refuse a corrected entry that contradicts the others."""
        others = [entry for entry in effective(self.entries) if entry.id != target.id]
        if draft.kind == "meeting":
            calendar = meetings(self._loaded.about.boards, others)
            self._refuse_known_meeting(
                Meeting(meeting_day(draft.when, self._loaded.year.calendar), draft.board), calendar
            )
        position = self._loaded.positions.get(target.ref)
        if position is None:  # of a measure or the plan, or of an item that left it
            refs = {target.ref} if self._measures.find(target.ref) else set()
        else:
            refs = self._refs_of(self._loaded.items[position])
        refuse_other_order(target, draft, [entry for entry in others if entry.ref in refs])
        if draft.number is not None:
            self._check_corrected_number(draft.number, draft)

    def _check_corrected_number(self, number: float, draft: EntryDraft) -> None:
        """Refuse a corrected number that could not be recorded now."""
        position = self._loaded.positions.get(draft.ref)
        if position is not None and draft.kind == "actual":
            self._check_figure(number, self._loaded.items[position], draft.on)
            return
        measure = self._measures.find_expected(draft.ref)
        if measure is None:
            return
        period = quarter_of_ref(measure, draft.ref.partition("@")[2], self._loaded.year)
        if period is not None:
            rule = measure_objection if draft.kind == "actual" else expectation_objection
            others = self._other_returns(measure, period)
            check(rule(number, measure, period, others, self._loaded.year.calendar))

    def undo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Take back an entry, by default the author's newest; return it and its retraction.

        A Board's answer and the new date that it approved go together, see `answered_with`.
        """
        retraction, *_ = self.record_drafts(partial(self._undoing, on, entry_id))
        return self._entry_of(retraction), retraction

    def _undoing(self, on: date, entry_id: str) -> list[EntryDraft]:
        """Return what takes an entry back; if it corrects another, that one counts again."""
        target = self._to_undo(entry_id)
        retracted = [target, *self._retracted_with(target)]
        retraction_of = retracted_by(self.entries)
        answered = self.answered_with(target)
        retracted += [other for other in answered if other.id not in retraction_of]
        return [self._retraction(entry, on) for entry in retracted]

    def answered_with(self, entry: Entry) -> list[Entry]:
        """Return the new date that a Board's answer approved, or the answer that approved it.

        A correction has none: taking it back brings the answer back that it corrects.
        """
        if not entry.answers or entry.corrects:
            return []
        return [other for other in self.entries if is_same_answer(entry, other)]

    def _retracted_with(self, target: Entry) -> list[Entry]:
        """Return the retractions in effect that were recorded with an entry which corrects."""
        if not target.corrects:
            return []
        standing = standing_retractions(self.entries, target.corrects)
        return [entry for entry in standing if (entry.at, entry.by) == (target.at, target.by)]

    def _to_undo(self, entry_id: str) -> Entry:
        entries = self.entries
        if entry_id:
            target = find_entry(entries, entry_id)
            check(undo_objection(target, retracted_by(entries)))
            return target
        newest = newest_to_undo(entries, self._author, self._next_id())
        if newest is None:
            raise Refused("there is nothing of yours to undo in this plan.")
        return newest

    def redo(self, on: date, entry_id: str = "") -> tuple[Entry, Entry]:
        """Bring back what the author undid last, or the entry with an id.

        All retractions that keep it back are taken back, if the author made them all, also on
        another machine. Return the entry, and the newest one that brings it back.
        """
        *_, newest = self.record_drafts(partial(self._redoing, on, entry_id))
        return self._entry_of(self._entry_of(newest)), newest

    def _redoing(self, on: date, entry_id: str) -> list[EntryDraft]:
        entries = self.entries
        if not entry_id:
            retraction = newest_to_redo(entries, self._author, self._next_id())
            if retraction is None:
                raise Refused("there is nothing of yours to redo in this plan.")
            entry_id = retraction.names
        standing = standing_retractions(entries, entry_id)
        if not standing:
            raise Refused(f"entry {entry_id} is not taken back.")
        check(redo_objection(standing[-1].ref, standing, spellings_of(entries, self._author)))
        retracted = [*self._retractions_with(standing), *self._corrected_by(entry_id), *standing]
        return [self._retraction(entry, on) for entry in retracted]

    def _retractions_with(self, standing: Sequence[Entry]) -> list[Entry]:
        """Return what took back the rest of a Board's answer when it took back this part of it."""
        acts = {(entry.at, entry.by) for entry in standing}
        candidates: list[Entry] = []
        for other in self.answered_with(self._entry_of(standing[0])):
            candidates += standing_retractions(self.entries, other.id)
        return [retraction for retraction in candidates if (retraction.at, retraction.by) in acts]

    def _corrected_by(self, entry_id: str) -> list[Entry]:
        """Return the entry that an entry corrects, if it counts, so that not both do."""
        entries = self.entries
        corrects = {entry.id: entry.corrects for entry in entries}.get(entry_id)
        if not corrects:
            return []
        retraction_of = retracted_by(entries)
        return [
            entry for entry in entries if entry.id == corrects and entry.id not in retraction_of
        ]

    def _entry_of(self, retraction: Entry) -> Entry:
        """Return the entry that a retraction names, or itself if the journal does not have it."""
        for entry in self.entries:
            if entry.id == retraction.names:
                return entry
        return retraction

    def move(self, old: str, new: str, on: date) -> Entry:
        """Record that the entries of a ref that left the plan belong to another one."""
        item = self._item(new)
        (entry,) = self.record_drafts(partial(self._moving, old, item, on))
        self._has_moved = True
        return entry

    def _moving(self, old: str, item: PlanItem, on: date) -> list[EntryDraft]:
        ref = self._ref_with_entries(old)
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

    def _subject(self, ref: str) -> str:
        """Return the ref of the measure, its period or the item that a typed ref means."""
        return self._measures.find_ref(ref) or self._item(ref).ref

    def _item(self, ref: str) -> PlanItem:
        """Return the item that a typed ref means; of one that is printed twice, the first."""
        items, positions = self._loaded.items, self._loaded.positions
        measure = self._measures.find(ref)
        if measure is not None and not measure.is_milestone:
            noun = with_article(self._loaded.vocabulary.singular("measure"))
            raise Refused(f"{measure.id} is {noun}: it takes an actual, a note or a forecast.")
        item = items[positions[ref]] if ref in positions else find_item(items, ref)
        return items[positions[item.same_as]] if item.same_as in positions else item

    def _item_for(self, act: str, ref: str) -> PlanItem:
        """Return the item that a typed ref means, if the plan allows the act for it."""
        item = self._item(ref)
        check(plan_objection(act, item))
        return item

    def _check_history(self, act: str, item: PlanItem, on: date) -> None:
        check(history_objection(act, item, self._history(item), on))

    def _history(self, item: PlanItem) -> History:
        refs = self._refs_of(item)
        if self._has_moved:
            known: Sequence[Entry] = self.entries
        else:
            known = [*self._writer.index.about(refs), *self._writer.recorded]
        about = by_day(entry for entry in effective(known) if entry.ref in refs)
        return build_history(about, self._loaded.year.calendar)

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

    def _reading(self, read_id: str) -> Reading | None:
        """Return the reading of a milestone or measure, None if there is nothing to confirm."""
        loaded = self._loaded
        for reading in readings(loaded.items, loaded.measures, effective(self.entries)):
            if reading.id == read_id:
                return reading
        return None

    def _ref_with_entries(self, typed: str) -> str | None:
        """Return the ref that was typed as the journal spells it, None if it has no entries."""
        wanted = fold(typed.strip())
        for entry in effective(self.entries):
            if entry.kind != "moved" and fold(entry.ref) == wanted:
                return entry.ref
        return None

    def _next_id(self) -> str:
        """Return an id such as the next entry gets, which follows all that can be followed."""
        return next_id(self._now, self._writer.newest)

    def _retraction(self, target: Entry, on: date) -> EntryDraft:
        if next_id(self._now, self._writer.newest, target.id) <= target.id:
            raise Refused(
                f"entry {target.id} has an id that Milepost never makes, and nothing can follow it to take it back."
            )
        return EntryDraft(ref=target.ref, kind="retracted", on=on, names=target.id)

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
