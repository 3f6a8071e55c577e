"""What makes a plan file wrong although its keys and types are right."""

import re
from collections.abc import Iterable, Iterator, Mapping

from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.advice import advise
from plan_data.plan_file.decode import KeyPath, Located
from plan_data.plan_file.walk import walk_led_parts, walk_milestones
from plan_data.problem import Problem
from plan_data.suggest import did_you_mean
from plan_data.timescale.financial_year import QUARTERS, FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale, parse_period

_PLAN_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.IGNORECASE)
_MILESTONE_ID = re.compile(r"[\d.]+-[a-z]+")

Mistake = tuple[KeyPath, str]


def plan_year(text: str) -> FinancialYear | None:
    """Return the financial year a plan's `year` names, None where it names none."""
    try:
        return FinancialYear.parse(text)
    except ValueError:
        return None


def check_plan(plan: Plan, located: Located) -> list[Problem]:
    """Return every problem and warning in what the plan says, in no particular order."""
    year = plan_year(plan.year)
    findings = [*_heading(plan, year), *_numbers(plan), *_codes(plan), *_links(plan)]
    for path, milestone, objective in walk_milestones(plan):
        findings += _milestone_id(path, milestone, objective)
        if year:
            findings += _timescale(path, milestone, year)
    return [
        *(located.problem(path, sentence) for path, sentence in findings),
        *(located.problem(path, sentence, "warning") for path, sentence in advise(plan, year)),
    ]


def _heading(plan: Plan, year: FinancialYear | None) -> Iterator[Mistake]:
    if plan.id and not _PLAN_ID.fullmatch(plan.id):
        yield (
            ("plan",),
            f"'{plan.id}' cannot be a plan's id: write letters, digits and hyphens, such as wales-2010-11.",
        )
    if plan.year and not year:
        yield ("year",), f"'{plan.year}' is not a financial year: write it like 2009/10."
    for n, board in enumerate(plan.boards):
        for m, text in enumerate(board.dates):
            if not _is_day(text):
                yield ("boards", n, "dates", m), f"'{text}' is not a day: write it like 2010-01-12."


def _is_day(text: str) -> bool:
    try:
        period = parse_period(text)
    except NotATimescale:
        return False
    return period.first == period.last


def _numbers(plan: Plan) -> Iterator[Mistake]:
    sections = [(("sections", s), section) for s, section in enumerate(plan.sections)]
    priorities = [((*at, "priorities", p), each) for at, above in sections for p, each in enumerate(above.priorities)]
    objectives = [((*at, "objectives", o), each) for at, above in priorities for o, each in enumerate(above.objectives)]
    yield from _once("section", [((*at, "number"), each.number) for at, each in sections])
    yield from _once("priority", [((*at, "number"), each.number) for at, each in priorities])
    yield from _once("objective", [((*at, "number"), each.number) for at, each in objectives])
    yield from _once("pathway", [(("pathways", n, "code"), each.code) for n, each in enumerate(plan.pathways)])
    yield from _once("agency", [(("agencies", n, "code"), each.code) for n, each in enumerate(plan.agencies)])
    yield from _once("milestone", [((*path, "id"), milestone.id) for path, milestone, _ in walk_milestones(plan)])


def _once(what: str, named: Iterable[tuple[KeyPath, str]]) -> Iterator[Mistake]:
    seen = set()
    for path, name in named:
        if name in seen:
            yield path, f"{what} '{name}' stands here a second time: give it another name, or take it out."
        elif name:
            seen.add(name)


def _codes(plan: Plan) -> Iterator[Mistake]:
    agencies = {agency.code: agency.printed for agency in plan.agencies}
    pathways = {pathway.code: pathway.printed for pathway in plan.pathways}
    boards = {board.name: () for board in plan.boards}
    for n, pathway in enumerate(plan.pathways):
        if pathway.board:
            yield from _known("board", boards, [(("pathways", n, "board"), pathway.board)])
    for path, part in walk_led_parts(plan):
        yield from _known("lead", agencies, [((*path, "leads", n), code) for n, code in enumerate(part.leads or ())])
        used = [((*path, "pathways", n), code) for n, code in enumerate(part.pathways or ())]
        yield from _known("pathway", pathways, used)


def _known(what: str, codes: Mapping[str, tuple[str, ...]], used: list[tuple[KeyPath, str]]) -> Iterator[Mistake]:
    for path, code in used:
        if code not in codes:
            printed = [known for known, forms in codes.items() if code in forms]
            listed = {"lead": "agencies", "pathway": "pathways", "board": "boards"}[what]
            hint = f"write {printed[0]}." if printed else did_you_mean(code, codes)
            yield path, f"{what} '{code}' is not under '{listed}': {hint or 'add it there.'}"


def _links(plan: Plan) -> Iterator[Mistake]:
    known = {milestone.id: milestone for _, milestone, _ in walk_milestones(plan)}
    for path, milestone, _ in walk_milestones(plan):
        for n, other in enumerate(milestone.after):
            if _MILESTONE_ID.fullmatch(other) and (other not in known or other == milestone.id):
                hint = did_you_mean(other, known, everything=0)
                yield (*path, "after", n), f"'{other}' is not another milestone's id; {hint or 'write one.'}"
        if (twin := milestone.same_as) is not None:
            if twin not in known or twin == milestone.id:
                hint = did_you_mean(twin, known, everything=0)
                yield (*path, "same_as"), f"'{twin}' is not another milestone's id; {hint or 'write one.'}"
            elif known[twin].same_as == milestone.id:
                yield (*path, "same_as"), f"'{twin}' names this milestone in turn: keep one of the two 'same_as'."
            elif known[twin].same_as:
                yield (*path, "same_as"), f"'{twin}' is itself the same as another: write '{known[twin].same_as}'."


def _milestone_id(path: KeyPath, milestone: Milestone, objective: Objective) -> Iterator[Mistake]:
    right = re.fullmatch(re.escape(objective.number) + r"-[a-z]+", milestone.id)
    if milestone.id and objective.number and not right:
        wanted = f"{objective.number}-a"
        yield (
            (*path, "id"),
            f"'{milestone.id}' does not belong to its objective: write its number and a letter, {wanted}.",
        )


def _timescale(path: KeyPath, milestone: Milestone, year: FinancialYear) -> Iterator[Mistake]:
    if (milestone.when is None) == (milestone.cumulative is None):
        both = milestone.when is not None
        wants = "has both 'when' and 'cumulative': keep one" if both else "needs 'when' or 'cumulative': write one"
        yield path, f"a milestone {wants}."
    if milestone.cumulative is not None:
        yield from _figures(path, milestone.cumulative)
    elif milestone.when is not None:
        try:
            expand_occurrences(milestone, year)
        except NotATimescale as refusal:
            yield (*path, "when"), str(refusal)


def _figures(path: KeyPath, cumulative: dict[str, float]) -> Iterator[Mistake]:
    if not cumulative:
        yield (*path, "cumulative"), "'cumulative' names no quarter: write at least {Q4: the year's figure}."
    for quarter, figure in cumulative.items():
        if quarter not in QUARTERS:
            yield (*path, "cumulative", quarter), f"'{quarter}' is not a quarter of the year: write Q1, Q2, Q3 or Q4."
        if figure < 0:
            yield (*path, "cumulative", quarter), f"{figure:g} is below nothing: write a figure of 0 or more."
