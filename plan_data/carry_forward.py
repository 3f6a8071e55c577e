"""What is still open of a plan, as the plan file of the year after."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.model import Board, Milestone, Objective, Plan, Priority, Section
from plan_data.plan_file.walk import walk_led_parts
from plan_data.timescale import parser
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.parser import Points, Repeat
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import LAST_YEAR


def carry_forward(old: LoadedPlan, still_open: Collection[str], notes: Mapping[str, str], since: str) -> Plan:
    """Return a plan for the next year of the milestones that have an item in `still_open`.

    `notes` are words to add to milestones, by their ids; `since` says on what day it was open.
    Ids and dates stay. A repeat and the quarters of a figure are the new year's.

    Raises:
        Refused: where nothing is open, or the next year is out of reach.

    """
    if not still_open:
        raise Refused(f"nothing is open in {old.about.id}: no plan was written.")
    if old.year.first.year >= LAST_YEAR:
        raise Refused(f"{old.year.label} is the last year that a plan can have: nothing can be carried forward.")
    plan = _Carrier(old, still_open, notes).plan()
    return replace(plan, note=f"Carried forward from {old.about.id}: what was still open on {since}.")


class _Carrier:
    def __init__(self, old: LoadedPlan, still_open: Collection[str], notes: Mapping[str, str]) -> None:
        self._old = old
        self._year = old.year.next
        self._notes = notes
        self._open: dict[str, list[PlanItem]] = {}
        self._all: dict[str, list[PlanItem]] = {}
        for item in old.items:
            self._all.setdefault(item.milestone, []).append(item)
            if item.ref in still_open:
                self._open.setdefault(item.milestone, []).append(item)

    def plan(self) -> Plan:
        old = self._old.full_plan
        sections = tuple(section for each in old.sections if (section := self._section(each)).priorities)
        bare = replace(
            old, plan=self._renamed(old.id), title=self._renamed(old.title), year=self._year.label, sections=sections
        )
        parts = [part for _, part in walk_led_parts(bare)]
        leads = {code for part in parts for code in part.leads or ()}
        used = {code for part in parts for code in part.pathways or ()}
        return replace(
            bare,
            published=None,
            boards=tuple(self._board(board) for board in old.boards),
            agencies=tuple(agency for agency in old.agencies if agency.code in leads),
            pathways=tuple(pathway for pathway in old.pathways if pathway.code in used),
            tables=(),
            footnotes=(),
        )

    def _renamed(self, text: str) -> str:
        """Return a name of the old plan with the new year in place of the old, or at its end."""
        first = self._old.year.first.year
        for mark in "/-":
            before, after = (f"{year}{mark}{(year + 1) % 100:02d}" for year in (first, first + 1))
            if before in text:
                return text.replace(before, after)
        return f"{text}-{after}" if " " not in text else f"{text} {self._year.label}"

    def _board(self, board: Board) -> Board:
        return replace(board, dates=tuple(text for text in board.dates if _is_not_before(text, self._year)))

    def _section(self, section: Section) -> Section:
        kept = tuple(priority for each in section.priorities if (priority := self._priority(each)).objectives)
        return replace(section, priorities=kept)

    def _priority(self, priority: Priority) -> Priority:
        kept = tuple(objective for each in priority.objectives if (objective := self._objective(each)).milestones)
        return replace(priority, objectives=kept)

    def _objective(self, objective: Objective) -> Objective:
        kept = tuple(self._milestone(each) for each in objective.milestones if each.id in self._open)
        return replace(objective, milestones=kept)

    def _milestone(self, milestone: Milestone) -> Milestone:
        items = self._open[milestone.id]
        ref = items[0].ref if len(items) == 1 else milestone.id
        # An id that is not carried forward is done, and nothing waits on it; words stay.
        after = tuple(each for each in milestone.after if each in self._open or each not in self._all)
        notes = [milestone.note, self._notes.get(milestone.id)]
        if milestone.cumulative is not None:
            notes.append(f"The figures are those of {self._old.year.label}: write those of {self._year.label}.")
        carried = replace(
            milestone,
            after=after,
            carried_from=f"{self._old.about.id} {ref}",
            note=" ".join(note for note in notes if note) or None,
        )
        return self._restated(carried, items)

    def _restated(self, milestone: Milestone, items: list[PlanItem]) -> Milestone:
        """Return a repeat as one of the new year, and a list of dates without those that are done."""
        if milestone.when is None:
            return milestone
        try:
            parsed = parser.parse(milestone.when)
        except NotATimescale:
            return milestone
        if isinstance(parsed.when, Points):
            texts, known = milestone.when.rstrip("? ").split(","), self._all[milestone.id]
            if len(texts) != len(known):
                return milestone  # it is the same as a milestone with other dates
            kept = [text.strip() for text, item in zip(texts, known, strict=True) if item in items]
            return replace(milestone, when=", ".join(kept) + ("?" if parsed.confirm else ""))
        return self._repeated(milestone, parsed.when) if isinstance(parsed.when, Repeat) else milestone

    def _repeated(self, milestone: Milestone, repeat: Repeat) -> Milestone:
        start = self._year.first
        first = repeat.first if repeat.first and repeat.first.first >= start else None
        last = repeat.last if repeat.last and repeat.last.last >= start else None
        if (first, last) == (repeat.first, repeat.last) and self._comes(milestone):
            return milestone
        bounds = (f" from {first.first}" if first else "") + (f" to {last.last}" if last else "")
        said = f"It was '{milestone.when}' in the plan of {self._old.year.label}; restated for {self._year.label}."
        reading = f"{milestone.reading} {said}" if milestone.reading else said
        restated = replace(milestone, when=f"every {repeat.unit}{bounds}?", reading=reading)
        return restated if self._comes(restated) else replace(restated, when=f"every {repeat.unit}?")

    def _comes(self, milestone: Milestone) -> bool:
        try:
            return bool(expand_occurrences(milestone, self._year))
        except NotATimescale:
            return False


def _is_not_before(text: str, year: FinancialYear) -> bool:
    try:
        return parse_period(text).last >= year.first
    except NotATimescale:
        return True
