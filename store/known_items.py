"""The plan's items and measures with what was recorded for them, and the rules for new entries."""

from collections.abc import Iterator, Sequence
from datetime import date

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measure_builder import quarter_of_ref
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.text import fold, with_article
from store.checked_writer import CheckedWriter
from store.checklist.history import History, build_history
from store.checklist.meetings import Meeting, meeting_day, meetings
from store.checklist.readings import Reading, readings
from store.checklist.retractions import by_day, effective
from store.corrections import refuse_other_order
from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.query.lookup import find_item
from store.query.measure_refs import MeasureRefs
from store.rules import (
    check,
    expectation_objection,
    figure_objection,
    history_objection,
    measure_objection,
    plan_objection,
)


class KnownItems:
    """Finds items by the refs that are typed, and checks acts against what was recorded for them.

    `writer` has the entries. `has_moved` is True once an entry was recorded that moves others.
    """

    def __init__(self, loaded: LoadedPlan, writer: CheckedWriter) -> None:
        self.measures = MeasureRefs(loaded)
        self.has_moved = False
        self._loaded = loaded
        self._writer = writer

    def subject(self, ref: str) -> str:
        """Return the ref of the measure, its period or the item that a typed ref means."""
        return self.measures.find_ref(ref) or self.item(ref).ref

    def item(self, ref: str) -> PlanItem:
        """Return the item that a typed ref means; of one that is printed twice, the first."""
        items, positions = self._loaded.items, self._loaded.positions
        measure = self.measures.find(ref)
        if measure is not None and not measure.is_milestone:
            noun = with_article(self._loaded.vocabulary.singular("measure"))
            raise Refused(f"{measure.id} is {noun}: it takes an actual, a note or a forecast.")
        item = items[positions[ref]] if ref in positions else find_item(items, ref)
        if item.same_as in positions:
            return items[positions[item.same_as]]
        return item

    def item_for(self, act: str, ref: str) -> PlanItem:
        """Return the item that a typed ref means, if the plan allows the act for it."""
        item = self.item(ref)
        check(plan_objection(act, item))
        return item

    def check_history(self, act: str, item: PlanItem, on: date) -> None:
        """Refuse an act that what was recorded for an item rules out."""
        check(history_objection(act, item, self.history(item), on))

    def history(self, item: PlanItem) -> History:
        """Return what was recorded for an item and its twins."""
        refs = self.refs_of(item)
        if self.has_moved:
            known: Sequence[Entry] = self._writer.entries
        else:
            known = [*self._writer.index.about(refs), *self._writer.recorded]
        about = by_day(entry for entry in effective(known) if entry.ref in refs)
        return build_history(about, self._loaded.year.calendar)

    def refs_of(self, item: PlanItem) -> set[str]:
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
                actual = self.history(other).actual
                if actual is not None:
                    yield other, actual

    def check_measure(self, number: float, period: MeasurePeriod) -> None:
        """Refuse an actual that does not fit the other periods of its measure."""
        measure = self.measures.of(period)
        others = self.other_returns(measure, period)
        check(measure_objection(number, measure, period, others, self._loaded.year.calendar))

    def other_returns(
        self, measure: PlanMeasure, period: MeasurePeriod
    ) -> Iterator[tuple[MeasurePeriod, float]]:
        """Yield the other periods of a measure that have an actual, with it."""
        actuals: dict[str, float] = {}
        for entry in by_day(effective(self._writer.entries)):
            if entry.kind == "actual" and entry.number is not None:
                actuals[entry.ref] = entry.number
        for ref, actual in actuals.items():
            measure_id, _, label = ref.partition("@")
            if measure_id == measure.id and ref != period.ref:
                other = quarter_of_ref(measure, label, self._loaded.year)
                if other is not None:
                    yield other, actual

    def check_figure(self, number: float, item: PlanItem, on: date) -> None:
        """Refuse a figure that does not fit the other quarters of its milestone."""
        check(figure_objection(number, item, on, self._other_quarters(item)))

    def check_corrected(self, target: Entry, draft: EntryDraft) -> None:
        """Refuse a corrected entry that contradicts the others."""
        others = [entry for entry in effective(self._writer.entries) if entry.id != target.id]
        if draft.kind == "meeting":
            calendar = meetings(self._loaded.about.boards, others)
            _refuse_known_meeting(
                Meeting(meeting_day(draft.when, self._loaded.year.calendar), draft.board), calendar
            )
        position = self._loaded.positions.get(target.ref)
        if position is None:  # of a measure or the plan, or of an item that left it
            refs = {target.ref} if self.measures.find(target.ref) else set()
        else:
            refs = self.refs_of(self._loaded.items[position])
        refuse_other_order(target, draft, [entry for entry in others if entry.ref in refs])
        if draft.number is not None:
            self._check_corrected_number(draft.number, draft)

    def _check_corrected_number(self, number: float, draft: EntryDraft) -> None:
        """Refuse a corrected number that could not be recorded now."""
        position = self._loaded.positions.get(draft.ref)
        if position is not None and draft.kind == "actual":
            self.check_figure(number, self._loaded.items[position], draft.on)
            return
        measure = self.measures.find_expected(draft.ref)
        if measure is None:
            return
        period = quarter_of_ref(measure, draft.ref.partition("@")[2], self._loaded.year)
        if period is not None:
            rule = measure_objection if draft.kind == "actual" else expectation_objection
            others = self.other_returns(measure, period)
            check(rule(number, measure, period, others, self._loaded.year.calendar))

    def reading(self, read_id: str) -> Reading | None:
        """Return the reading of a milestone or measure, None if there is nothing to confirm."""
        loaded = self._loaded
        for reading in readings(loaded.items, loaded.measures, effective(self._writer.entries)):
            if reading.id == read_id:
                return reading
        return None

    def ref_with_entries(self, typed: str) -> str | None:
        """Return the ref that was typed as the journal spells it, None if it has no entries."""
        wanted = fold(typed.strip())
        for entry in effective(self._writer.entries):
            if entry.kind != "moved" and fold(entry.ref) == wanted:
                return entry.ref
        return None

    def check_meeting(self, meeting: Meeting) -> None:
        """Refuse a meeting that the calendar has already."""
        calendar = meetings(self._loaded.about.boards, effective(self._writer.entries))
        _refuse_known_meeting(meeting, calendar)


def _refuse_known_meeting(meeting: Meeting, calendar: Sequence[Meeting]) -> None:
    """Refuse a meeting that the calendar has already."""
    if meeting in calendar:
        raise Refused(
            f"the {meeting.board} of {format_day(meeting.on)} is in the calendar already."
        )
