"""What makes a plan file wrong although its keys and types are right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from plan_data.model import (
    Agency,
    Area,
    Indicator,
    Milestone,
    Objective,
    Pathway,
    Plan,
    Priority,
    Section,
    Tag,
)
from plan_data.plan_file.advice import advise
from plan_data.plan_file.decode import Finding, KeyPath, Located
from plan_data.plan_file.measure_mistakes import find_measure_mistakes
from plan_data.plan_file.nearest_timescale import day_sentence, timescale_sentence
from plan_data.plan_file.plan_years import find_year_mistakes, plan_year
from plan_data.plan_file.progress_keys import find_progress_keys
from plan_data.plan_file.vocabulary_mistakes import find_vocabulary_mistakes
from plan_data.plan_file.walk import (
    walk_board_dates,
    walk_codes,
    walk_measures,
    walk_milestones,
    walk_objectives,
    walk_priorities,
    walk_sections,
)
from plan_data.problem import MOST_PROBLEMS, Problem
from plan_data.suggest import Hints
from plan_data.timescale.financial_year import QUARTERS, FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import FIRST_YEAR
from plan_data.vocabulary import Vocabulary

_ANY_YEAR = FinancialYear(FIRST_YEAR)  # of a plan whose own cannot be read
_PLAN_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.IGNORECASE)
_LIST_SEPARATOR = re.compile(r"[,;&/+]|\band\b", re.IGNORECASE)
_SPACE = re.compile(r" ")
_LETTERS = re.compile(r"[a-z]+")
_MILESTONE_ID = re.compile(r"[\d.]+-[a-z]+")


def check_plan(plan: Plan, located: Located) -> list[Problem]:
    """Return the problems and warnings about the plan's content, in no particular order.

    Of both no more are made than are shown: each may be slow to explain.
    """
    year = plan_year(plan)
    mistakes = (
        located.problem(path, sentence) for path, sentence in _find_mistakes(plan, located, year)
    )
    advice = (located.problem(path, sentence, "warning") for path, sentence in advise(plan, year))
    return [*islice(mistakes, MOST_PROBLEMS + 1), *islice(advice, MOST_PROBLEMS + 1)]


def _find_mistakes(plan: Plan, located: Located, year: FinancialYear | None) -> Iterator[Finding]:
    yield from _heading(plan)
    yield from find_progress_keys(plan, located, year)
    yield from find_vocabulary_mistakes(plan.vocabulary)
    yield from _board_dates(plan, year or _ANY_YEAR)
    yield from _repeated_names(plan)
    yield from _unknown_boards(plan)
    yield from _unknown_codes(plan)
    yield from _agencies_above(plan)
    yield from _links(plan)
    yield from find_measure_mistakes(plan, year)
    for path, objective in walk_objectives(plan):
        yield from _milestone_ids(path, objective, plan.vocabulary)
    for path, milestone, _ in walk_milestones(plan):
        if year:
            yield from _timescale(path, milestone, year, plan.vocabulary)


def _heading(plan: Plan) -> Iterator[Finding]:
    if plan.id and not _PLAN_ID.fullmatch(plan.id):
        example = re.sub(r"[^a-z0-9]+", "-", plan.id.lower()).strip("-") or "our-plan"
        sentence = (
            f"'{plan.id}' cannot be a plan's id: write letters, digits and hyphens, {example}."
        )
        yield ("plan",), sentence
    yield from find_year_mistakes(plan)


def _board_dates(plan: Plan, year: FinancialYear) -> Iterator[Finding]:
    for path, text in walk_board_dates(plan):
        if not _is_day(text):
            yield path, day_sentence(text, year)


def _is_day(text: str) -> bool:
    try:
        period = parse_period(text)
    except NotATimescale:
        return False
    return period.first == period.last


# Names, codes and ids.


def _repeated_names(plan: Plan) -> Iterator[Finding]:
    nouns = plan.vocabulary
    yield from _repeats(nouns.singular("section"), _numbers(walk_sections(plan)))
    yield from _repeats(nouns.singular("priority"), _numbers(walk_priorities(plan)))
    yield from _repeats(nouns.singular("objective"), _numbers(walk_objectives(plan)))
    yield from _repeats(nouns.singular("pathway"), _codes("pathways", plan.pathways))
    yield from _repeats("agency", _codes("agencies", plan.agencies))
    yield from _repeats("tag", _codes("tags", plan.tags))
    yield from _repeats(nouns.singular("milestone"), _ids(plan))
    yield from _repeats("commitment", _commitment_ids(plan))
    yield from _repeats(nouns.singular("measure"), _measure_ids(plan))
    yield from _repeats("indicator", _codes("indicators", plan.indicators))
    yield from _repeats("area", _codes("areas", plan.areas))


PathAndName = tuple[KeyPath, str]


def _numbers(
    parts: Iterable[tuple[KeyPath, Section | Priority | Objective]],
) -> Iterator[PathAndName]:
    for path, part in parts:
        yield (*path, "number"), part.number


def _codes(
    key: str, coded: Iterable[Pathway | Agency | Tag | Indicator | Area]
) -> Iterator[PathAndName]:
    for n, each in enumerate(coded):
        yield (key, n, "code"), each.code


def _ids(plan: Plan) -> Iterator[PathAndName]:
    for path, milestone, _ in walk_milestones(plan):
        yield (*path, "id"), milestone.id


def _commitment_ids(plan: Plan) -> Iterator[PathAndName]:
    for n, commitment in enumerate(plan.commitments):
        yield ("commitments", n, "id"), commitment.id


def _measure_ids(plan: Plan) -> Iterator[PathAndName]:
    for path, measure, _ in walk_measures(plan):
        yield (*path, "id"), measure.id


def _repeats(noun: str, names: Iterable[PathAndName]) -> Iterator[Finding]:
    seen = set()
    for path, name in names:
        if name in seen:
            sentence = (
                f"{noun} '{name}' stands here a second time: give it another name, or take it out."
            )
            yield path, sentence
        elif name:
            seen.add(name)


class _CodeList:
    """The codes that a key may have, each with its spellings in print."""

    def __init__(self, noun: str, key: str, spellings: dict[str, tuple[str, ...]]) -> None:
        self.noun = noun
        self.key = key
        self.spellings = spellings
        self._hints = Hints(spellings)
        self._code_of: dict[str, str] = {}
        for known, printed in spellings.items():
            for spelling in printed:
                self._code_of.setdefault(spelling, known)

    def check(self, path: KeyPath, code: str) -> Iterator[Finding]:
        if code in self.spellings:
            return
        codes = self._several(code)
        if codes:
            how_many = "both"
            if len(codes) > 2:  # noqa: PLR2004 - more than both
                how_many = "each"
            sentence = f"'{code}' is a list: put {how_many} in brackets: [{', '.join(codes)}]."
            yield path, sentence
        else:
            yield path, f"{self.noun} '{code}' is not under '{self.key}': {self._hint(code)}"

    def _several(self, text: str) -> list[str]:
        """Return the codes that a text has beside each other, none if it is no list of codes."""
        for separator in (_LIST_SEPARATOR, _SPACE):
            parts = [part.strip() for part in separator.split(text) if part.strip()]
            codes = [self._code_of.get(part, part) for part in parts]
            has_only_codes = all(code in self.spellings for code in codes)
            if len(codes) > 1 and (has_only_codes or "," in text):
                return codes
        return []

    def _hint(self, code: str) -> str:
        if code in self._code_of:
            return f"write {self._code_of[code]}."
        return self._hints.about(code) or "add it there."


def _unknown_boards(plan: Plan) -> Iterator[Finding]:
    boards = _CodeList("board", "boards", {board.name: () for board in plan.boards})
    for n, pathway in enumerate(plan.pathways):
        if pathway.board:
            yield from boards.check(("pathways", n, "board"), pathway.board)


def _unknown_codes(plan: Plan) -> Iterator[Finding]:
    nouns = plan.vocabulary
    lists = {
        "leads": _CodeList(nouns.singular("lead"), "agencies", _spellings(plan.agencies)),
        "pathways": _CodeList(nouns.singular("pathway"), "pathways", _spellings(plan.pathways)),
        "tags": _CodeList("tag", "tags", {tag.code: () for tag in plan.tags}),
    }
    for path, key, code in walk_codes(plan):
        yield from lists[key].check(path, code)


def _agencies_above(plan: Plan) -> Iterator[Finding]:
    """Find agencies that are part of one which is unknown, or in the end of themselves."""
    agencies = _CodeList("agency", "agencies", _spellings(plan.agencies))
    above = {agency.code: agency.part_of for agency in plan.agencies}
    for n, agency in enumerate(plan.agencies):
        if agency.part_of is None:
            continue
        path = ("agencies", n, "part_of")
        if agency.part_of not in above:
            yield from agencies.check(path, agency.part_of)
        elif _is_part_of_itself(agency.code, above):
            yield path, f"'{agency.code}' is a part of itself here: name the agency above it."


def _is_part_of_itself(code: str, above: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    current = above.get(code)
    while current is not None and current not in seen:
        if current == code:
            return True
        seen.add(current)
        current = above.get(current)
    return False


def _spellings(coded: Iterable[Agency | Pathway]) -> dict[str, tuple[str, ...]]:
    return {each.code: (*each.printed, each.name) for each in coded}


def _milestone_ids(
    path: KeyPath, objective: Objective, vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Find ids that do not begin with the objective's number; if all agree, it is the wrong one."""
    if not objective.number:
        return
    numbers = {milestone.id.rpartition("-")[0] for milestone in objective.milestones}
    if len(numbers) == 1 and len(objective.milestones) > 1:
        (number,) = numbers
        if number and number != objective.number:
            parts = vocabulary.plural("milestone")
            sentence = f"'{objective.number}' is not the number in the ids of its {parts}: write \"{number}\", or change the ids."
            yield (*path, "number"), sentence
            return
    for n, milestone in enumerate(objective.milestones):
        yield from _milestone_id((*path, "milestones", n), milestone, objective, vocabulary)


def _milestone_id(
    path: KeyPath, milestone: Milestone, objective: Objective, vocabulary: Vocabulary
) -> Iterator[Finding]:
    if not milestone.id:
        return
    number, _, letters = milestone.id.rpartition("-")
    if number != objective.number or not _LETTERS.fullmatch(letters):
        level = vocabulary.singular("objective")
        sentence = f"'{milestone.id}' does not belong to its {level}: write its number and a letter, {objective.number}-a."
        yield (*path, "id"), sentence


# Links between milestones.

MilestonesById = dict[str, Milestone]


def _links(plan: Plan) -> Iterator[Finding]:
    known = {milestone.id: milestone for _, milestone, _ in walk_milestones(plan)}
    hints = Hints(known, everything=0)
    for path, milestone, _ in walk_milestones(plan):
        yield from _after(path, milestone, known, hints, plan.vocabulary)
        yield from _same_as((*path, "same_as"), milestone, known, hints, plan.vocabulary)


def _after(
    path: KeyPath,
    milestone: Milestone,
    known: MilestonesById,
    hints: Hints,
    vocabulary: Vocabulary,
) -> Iterator[Finding]:
    for n, name in enumerate(milestone.after):
        if not _MILESTONE_ID.fullmatch(name):
            continue  # words that name something outside the plan
        if name == milestone.id or name not in known:
            yield (*path, "after", n), _not_another_id(name, hints, vocabulary)


def _same_as(
    path: KeyPath,
    milestone: Milestone,
    known: MilestonesById,
    hints: Hints,
    vocabulary: Vocabulary,
) -> Iterator[Finding]:
    name = milestone.same_as
    if name is None:
        return
    twin = known.get(name)
    if twin is None or name == milestone.id:
        yield path, _not_another_id(name, hints, vocabulary)
    elif twin.same_as == milestone.id:
        this = vocabulary.reword("this milestone")
        yield path, f"'{name}' names {this} in turn: keep one of the two 'same_as'."
    elif twin.same_as:
        yield path, f"'{name}' is itself the same as another: write '{twin.same_as}'."


def _not_another_id(name: str, hints: Hints, vocabulary: Vocabulary) -> str:
    hint = hints.about(name) or "write one."
    noun = vocabulary.singular("milestone")
    return f"'{name}' is not another {noun}'s id; {hint}"


# Dates and figures.


def _timescale(
    path: KeyPath, milestone: Milestone, year: FinancialYear, vocabulary: Vocabulary
) -> Iterator[Finding]:
    when, cumulative = milestone.when, milestone.cumulative
    if when is None and cumulative is None:
        yield path, vocabulary.reword("a milestone needs 'when' or 'cumulative': write one.")
    elif cumulative is None and when:  # an empty value was reported by its type
        yield from _when((*path, "when"), milestone, year)
    elif cumulative is not None:
        if when is not None:
            sentence = "a milestone has both 'when' and 'cumulative': keep one."
            yield (*path, "cumulative"), vocabulary.reword(sentence)
        yield from _figures((*path, "cumulative"), cumulative, year)


def _when(path: KeyPath, milestone: Milestone, year: FinancialYear) -> Iterator[Finding]:
    try:
        expand_occurrences(milestone, year)
    except NotATimescale as refusal:
        yield path, timescale_sentence(refusal, milestone.when or "", milestone.id, year)


def _figures(path: KeyPath, cumulative: dict[str, float], year: FinancialYear) -> Iterator[Finding]:
    keys = list(year.quarters_by_key())
    if not cumulative:
        yield (
            path,
            f"'cumulative' names no quarter: write at least {{{keys[-1]}: the year's figure}}.",
        )
    for quarter, figure in cumulative.items():
        if quarter not in keys:
            yield (*path, quarter), f"'{quarter}' is not a quarter of the {_quarter_choices(keys)}."
        if figure < 0:
            sentence = f"{figure:g} is below nothing: write a figure of 0 or more."
            yield (*path, quarter), sentence


def _quarter_choices(keys: Sequence[str]) -> str:
    """Return whose quarters are meant, and the keys to write for them."""
    if len(keys) > len(QUARTERS):
        return f"plan's years: write it with its year, from {keys[0]} to {keys[-1]}"
    *others, last = sorted(keys)
    return f"year: write {', '.join(others)} or {last}"
