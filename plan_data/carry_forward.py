"""What is still open of a plan, as the plan file of the year after."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from msgspec.structs import replace

from plan_data.area_measures import measures_outside
from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.last_year import must_be_set
from plan_data.load import LoadedPlan
from plan_data.model import Board, Measure, Milestone, Objective, Plan, Priority, Section
from plan_data.plan_file.walk import used_codes, walk_measures
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.parser import Points, Repeat, parse, split_dates, split_query
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import LAST_YEAR, Period

_NUMBER = re.compile(r"[0-9]")
_INDICATOR = re.compile(r"\b[A-Z]{2,4} ?[0-9]+")


def carry_forward(
    old: LoadedPlan, still_open: Collection[str], notes: Mapping[str, str], since: str
) -> Plan:
    """Return a plan for the next year of the milestones that have an item in `still_open`.

    `notes` are texts to add to milestones, by their ids; `since` is the day on which they were
    open, as text. Ids and dates stay. A repeat becomes the new year's. Figures and targets of the
    old year are no promise for the new one: a note has them, and asks for those of the new year.

    Raises:
        Refused: if nothing is open, or the next year is out of range.

    """
    if not still_open:
        raise Refused(f"nothing is open in {old.about.id}: no plan was written.")
    if old.year.next.years()[-1].start_year > LAST_YEAR:
        raise Refused(
            f"{old.year.label} is the last year that a plan can have: nothing can be carried forward."
        )
    plan = _NextYearBuilder(old, still_open, notes).plan()
    return replace(
        plan, note=f"Carried forward from {old.about.id}: what was still open on {since}."
    )


class _NextYearBuilder:
    """Builds the plan of the next year from top to bottom, without parts that are left empty."""

    def __init__(
        self, old: LoadedPlan, still_open: Collection[str], notes: Mapping[str, str]
    ) -> None:
        self._old = old
        self._year = old.year.next
        self._notes = notes
        # The items of each milestone by its id: those that are open, and all of them.
        self._open: dict[str, list[PlanItem]] = defaultdict(list)
        self._all: dict[str, list[PlanItem]] = defaultdict(list)
        for item in old.items:
            self._all[item.milestone].append(item)
            if item.ref in still_open:
                self._open[item.milestone].append(item)
        self._parts = self._carried_parts()

    def plan(self) -> Plan:
        old = self._old.full_plan
        plan = replace(
            old,
            plan=self._rename(old.id),
            title=self._rename(old.title),
            **self._year_keys(old),
            sections=self._sections(old),
            published=None,
            boards=tuple(map(self._board, old.boards)),
            measures=tuple(map(self._measure, old.measures)),
            commitments=(),
            tables=(),
            footnotes=(),
        )
        return _without_unused_codes(plan)

    def _rename(self, text: str) -> str:
        """Return a name of the old plan with the new year in place of the old, or at its end."""
        new = _ways_to_write(self._year)
        for old_year, new_year in zip(_ways_to_write(self._old.year), new, strict=True):
            if old_year in text:
                return text.replace(old_year, new_year)
        if " " in text:
            return f"{text} {new[0]}"
        return f"{text}-{new[-1]}"

    def _year_keys(self, old: Plan) -> dict[str, str]:
        """Return the new year under the key that the old plan has for its own."""
        if old.year:
            return {"year": self._year.label}
        return {"years": self._year.label}

    def _board(self, board: Board) -> Board:
        dates = [text for text in board.dates if _ends_in_or_after(text, self._year)]
        return replace(board, dates=tuple(dates))

    def _sections(self, plan: Plan) -> tuple[Section, ...]:
        sections = []
        for section in plan.sections:
            priorities = self._priorities(section)
            if priorities:
                sections.append(replace(section, priorities=priorities))
        return tuple(sections)

    def _priorities(self, section: Section) -> tuple[Priority, ...]:
        priorities = []
        for priority in section.priorities:
            objectives = self._objectives(priority)
            if objectives:
                priorities.append(replace(priority, objectives=objectives))
        return tuple(priorities)

    def _objectives(self, priority: Priority) -> tuple[Objective, ...]:
        objectives = []
        for objective in priority.objectives:
            milestones = self._milestones(objective)
            if milestones:
                measures = tuple(map(self._measure, objective.measures))
                carried = replace(objective, milestones=milestones, measures=measures)
                objectives.append(self._with_success_note(carried))
        return tuple(objectives)

    def _with_success_note(self, objective: Objective) -> Objective:
        """Return an objective with a note if what counts as success has figures of the old year."""
        if not any(map(_has_figure, objective.success)):
            return objective
        ending = must_be_set(self._year.label)
        sentence = f"The figures of 'success' are those of {self._old.year.label}{ending}"
        return replace(objective, note=" ".join(filter(None, (objective.note, sentence))))

    def _measure(self, measure: Measure) -> Measure:
        """Return a measure with the targets that are of later years, and a note about the others.

        Without a target, the reason for their reading becomes part of the note. A sum stays one if
        all of its parts are carried forward.
        """
        targets, left = self._split_targets(measure)
        sentences = []
        if left:
            numbers = ", ".join(f"{label}: {number:.15g}" for label, number in left.items())
            sentences.append(f"The targets in {self._old.year.label} were {numbers}")
        sum_of = measure.sum_of
        if not self._parts.issuperset(sum_of):
            sentences.append(f"It was the sum of {', '.join(sum_of)}, of which not all are left")
            sum_of = ()
        ending = must_be_set(self._year.label)
        reading, notes = measure.reading, [measure.note or ""]
        if left and not targets:
            reading, notes = None, [*notes, measure.reading or ""]
        notes += [f"{sentence}{ending}" for sentence in sentences]
        return replace(
            measure,
            targets=targets,
            sum_of=sum_of,
            returns=self._returns(measure.returns),
            reading=reading,
            note=" ".join(filter(None, notes)) or None,
        )

    def _split_targets(self, measure: Measure) -> tuple[dict[str, float], dict[str, float]]:
        """Return the targets of periods that end in the new year or later, and the others."""
        later: dict[str, float] = {}
        earlier: dict[str, float] = {}
        for label, number in measure.targets.items():
            if _ends_in_or_after(split_query(label)[0], self._year):
                later[label] = number
            else:
                earlier[label] = number
        return later, earlier

    def _returns(self, returns: str | None) -> str | None:
        """Return when actuals are due, without bounds that are before the new year."""
        try:
            calendar = self._old.year.calendar
            repeat = parse(returns, calendar).when if returns else None
        except NotATimescale:
            return returns
        if not isinstance(repeat, Repeat):
            return returns
        first, last = self._bounds_in_reach(repeat)
        if (first, last) == (repeat.first, repeat.last):
            return returns
        return f"every {repeat.unit}{_bounds_text(first, last)}"

    def _carried_parts(self) -> frozenset[str]:
        """Return the ids of the measures and milestones that the new plan has."""
        plan = self._old.full_plan
        parts = {measure.id for measure in measures_outside(plan)}
        for _, measure, objective in walk_measures(plan):
            if objective is None or self._open.keys() & {each.id for each in objective.milestones}:
                parts.add(measure.id)
        return frozenset(parts)

    def _milestones(self, objective: Objective) -> tuple[Milestone, ...]:
        milestones = []
        for milestone in objective.milestones:
            if milestone.id in self._open:
                carried = self._carry(milestone)
                milestones.append(self._restate_when(carried))
        return tuple(milestones)

    def _carry(self, milestone: Milestone) -> Milestone:
        items = self._open[milestone.id]
        ref = milestone.id
        if len(items) == 1:
            ref = items[0].ref
        return replace(
            milestone,
            after=tuple(filter(self._is_awaited, milestone.after)),
            when=self._when(milestone),
            cumulative=None,
            returns=None,  # they are of figures, and named in the note
            carried_from=f"{self._old.about.id} {ref}",
            note=self._note(milestone),
        )

    def _when(self, milestone: Milestone) -> str | None:
        """Return the timescale; figures have none, and wait for those of the new year."""
        if milestone.cumulative is None:
            return milestone.when
        return f"undated (the figures of {self._year.label} are not written yet)"

    def _is_awaited(self, name: str) -> bool:
        """Return whether a milestone may wait on `name`: an open milestone, or words.

        A milestone that is not carried forward is done, and nothing waits on it.
        """
        return name in self._open or name not in self._all

    def _note(self, milestone: Milestone) -> str | None:
        notes = [milestone.note, self._notes.get(milestone.id)]
        if milestone.cumulative is not None:
            notes.append(self._figures_text(milestone.cumulative, milestone.returns))
        return " ".join(filter(None, notes)) or None

    def _figures_text(self, cumulative: dict[str, float], returns: str | None) -> str:
        figures = ", ".join([f"{quarter}: {number:.15g}" for quarter, number in cumulative.items()])
        text = f"The figures of {self._old.year.label} were {{{figures}}}"
        if returns:
            text += f", returned {returns}"
        return text + must_be_set(self._year.label)

    def _restate_when(self, milestone: Milestone) -> Milestone:
        """Return a repeat as one of the new year, a list of dates without those that are done."""
        if milestone.when is None:
            return milestone
        try:
            when = parse(milestone.when, self._old.year.calendar).when
        except NotATimescale:
            return milestone
        if isinstance(when, Points):
            return self._restate_dates(milestone, milestone.when)
        if isinstance(when, Repeat):
            return self._restate_repeat(milestone, when)
        return milestone

    def _restate_dates(self, milestone: Milestone, when: str) -> Milestone:
        words, confirm = split_query(when)
        dates, items = split_dates(words), self._all[milestone.id]
        if len(dates) != len(items):
            return milestone  # it is the same as a milestone with other dates
        kept = []
        for text, item in zip(dates, items, strict=True):
            if item in self._open[milestone.id]:
                kept.append(text)
        restated = ", ".join(kept)
        if confirm:
            restated += "?"
        return replace(milestone, when=restated)

    def _restate_repeat(self, milestone: Milestone, repeat: Repeat) -> Milestone:
        first, last = self._bounds_in_reach(repeat)
        unchanged = (first, last) == (repeat.first, repeat.last)
        if unchanged and self._has_occurrences(milestone):
            return milestone
        every = f"every {repeat.unit}"
        restated = replace(
            milestone,
            when=f"{every}{_bounds_text(first, last)}?",
            reading=self._reading(milestone),
        )
        if self._has_occurrences(restated):
            return restated
        return replace(restated, when=f"{every}?")

    def _bounds_in_reach(self, repeat: Repeat) -> tuple[Period | None, Period | None]:
        """Return the bounds of a repeat, each None if it lies before the new year."""
        first, last = repeat.first, repeat.last
        if first and first.first < self._year.first:
            first = None
        if last and last.last < self._year.first:
            last = None
        return first, last

    def _reading(self, milestone: Milestone) -> str:
        old, new = self._old.year.label, self._year.label
        change = f"It was '{milestone.when}' in the plan of {old}; restated for {new}."
        if milestone.reading:
            return f"{milestone.reading} {change}"
        return change

    def _has_occurrences(self, milestone: Milestone) -> bool:
        try:
            return bool(expand_occurrences(milestone, self._year))
        except NotATimescale:
            return False


def _has_figure(phrase: str) -> bool:
    """Return whether a phrase has a number, other than one of an indicator such as NI 18."""
    return bool(_NUMBER.search(_INDICATOR.sub("", phrase)))


def _ways_to_write(year: FinancialYear) -> tuple[str, ...]:
    """Return a year or years as titles and ids may have them: 2009/10, 2009-10; 2021-2025."""
    label = year.label
    hyphenated = label.replace("/", "-")
    return (
        label,
        hyphenated,
        label.replace(" to ", "\u2013"),
        label.replace(" to ", "-"),
        hyphenated.replace(" to ", "-"),
    )


def _without_unused_codes(plan: Plan) -> Plan:
    """Return the plan without the agencies, pathways and tags that no part of it names."""
    used = used_codes(plan)
    agencies = [agency for agency in plan.agencies if agency.code in used["leads"]]
    pathways = [pathway for pathway in plan.pathways if pathway.code in used["pathways"]]
    tags = [tag for tag in plan.tags if tag.code in used["tags"]]
    return replace(plan, agencies=tuple(agencies), pathways=tuple(pathways), tags=tuple(tags))


def _bounds_text(first: Period | None, last: Period | None) -> str:
    text = ""
    if first:
        text += f" from {first.first}"
    if last:
        text += f" to {last.last}"
    return text


def _ends_in_or_after(text: str, year: FinancialYear) -> bool:
    """Return whether a day is in the year or later; text that is no day counts as if it were."""
    try:
        return parse_period(text, year.calendar).last >= year.first
    except NotATimescale:
        return True
