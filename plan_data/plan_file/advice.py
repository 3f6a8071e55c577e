"""What may be wrong in a plan: warnings, which never keep anybody from working with it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from plan_data.model import Milestone, Objective, Plan, Priority, Section, Table
from plan_data.plan_file.decode import KeyPath
from plan_data.plan_file.walk import walk_led_parts, walk_milestones, walk_objectives
from plan_data.timescale.financial_year import QUARTERS, FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale, parse_period

LONGEST_TITLE = 90
FAR = 2  # years from the plan's own; further off is a slip of the pen

Advice = tuple[KeyPath, str]

_NUMBER = re.compile(r"(?P<above>(?:[0-9]+\.)*)(?P<last>[0-9]{1,6})")
_FIGURE = re.compile(r"[0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?")
_FIGURE_IN_WORDS = re.compile(r"(?<![\w.,/%])[0-9][0-9,]{0,14}(?:\.[0-9]+)?(?![\w/]|[.,][0-9]| ?%)")


def advise(plan: Plan, year: FinancialYear | None) -> Iterator[Advice]:
    """Yield each thing that a person should look at again, with its path in the file."""
    yield from _gaps(plan)
    yield from _unused(plan)
    yield from _long_titles(plan)
    for n, table in enumerate(plan.tables):
        yield from _table_totals(("tables", n), table)
    for path, objective in walk_objectives(plan):
        if not objective.milestones:
            sentence = "this objective has no milestone, so nothing of it can be ticked: add one under 'milestones'."
            yield path, sentence
        yield from _twice(path, objective)
        yield from _stated_totals(path, objective)
    for path, milestone, objective in walk_milestones(plan):
        yield from _not_led(path, milestone, objective)
        yield from _unexplained(path, milestone, objective)
        yield from _falling(path, milestone)
    if year:
        yield from _far_off(plan, year)


# Who, what and how it is numbered.


def _not_led(path: KeyPath, milestone: Milestone, objective: Objective) -> Iterator[Advice]:
    if not (objective.leads if milestone.leads is None else milestone.leads):
        yield path, "nobody leads this milestone: add 'leads' to it or to its objective, if print names anybody."


def _unexplained(path: KeyPath, milestone: Milestone, objective: Objective) -> Iterator[Advice]:
    if (milestone.when or "").rstrip().endswith("?") and not (milestone.reading or objective.reading):
        yield (*path, "when"), "the '?' asks a lead to confirm this: add 'reading' that says why we read it so."


def _twice(path: KeyPath, objective: Objective) -> Iterator[Advice]:
    seen: dict[str, str] = {}
    for m, milestone in enumerate(objective.milestones):
        title = milestone.title.casefold()
        if title in seen:
            sentence = f"this is the title of {seen[title]} too: say in one of them what sets it apart."
            yield (*path, "milestones", m, "title"), sentence
        elif title:
            seen[title] = milestone.id or "another milestone"


def _unused(plan: Plan) -> Iterator[Advice]:
    parts = [part for _, part in walk_led_parts(plan)]
    leads = {code for part in parts for code in part.leads or ()}
    pathways = {code for part in parts for code in part.pathways or ()}
    for n, agency in enumerate(plan.agencies):
        if agency.code and agency.code not in leads:
            yield ("agencies", n, "code"), f"nothing names agency '{agency.code}' under 'leads': use it or take it out."
    for n, pathway in enumerate(plan.pathways):
        if pathway.code and pathway.code not in pathways:
            sentence = f"nothing names pathway '{pathway.code}' under 'pathways': use it or take it out."
            yield ("pathways", n, "code"), sentence


def _parents(plan: Plan) -> Iterator[tuple[KeyPath, Sequence[Section | Priority | Objective]]]:
    yield ("sections",), plan.sections
    for s, section in enumerate(plan.sections):
        yield ("sections", s, "priorities"), section.priorities
        for p, priority in enumerate(section.priorities):
            yield ("sections", s, "priorities", p, "objectives"), priority.objectives


def _gaps(plan: Plan) -> Iterator[Advice]:
    if any(milestone.carried_from for _, milestone, _ in walk_milestones(plan)):
        return  # it keeps the numbers of the year before, and only of what is open
    for path, parts in _parents(plan):
        numbered = []
        for n, part in enumerate(parts):
            if found := _NUMBER.fullmatch(part.number):
                numbered.append((found["above"], int(found["last"]), n))
        for above, siblings in groupby(sorted(numbered), key=lambda each: each[0]):
            for (_, before, _), (_, after, n) in pairwise(siblings):
                if after > before + 1:
                    missing = f"{above}{before + 1}" + (f" to {above}{after - 1}" if after > before + 2 else "")
                    sentence = f"{missing} is missing before {above}{after}: add it, unless print leaves it out too."
                    yield (*path, n, "number"), sentence


def _long_titles(plan: Plan) -> Iterator[Advice]:
    parts = [((*path, n), part) for path, among in _parents(plan) for n, part in enumerate(among)]
    own = [(path, milestone) for path, milestone, _ in walk_milestones(plan)]
    for path, part in [*parts, *own]:
        if len(part.title) > LONGEST_TITLE:
            keep = "; the full text can stand under 'wording'" if isinstance(part, Objective | Milestone) else ""
            sentence = f"this title has {len(part.title)} characters: shorten it to {LONGEST_TITLE}{keep}."
            yield (*path, "title"), sentence


# Dates and figures.


def _far_off(plan: Plan, year: FinancialYear) -> Iterator[Advice]:
    for n, board in enumerate(plan.boards):
        for m, text in enumerate(board.dates):
            yield from _too_far(("boards", n, "dates", m), _day(text), year)
    for path, milestone, _ in walk_milestones(plan):
        yield from _too_far((*path, "when"), _dates(milestone, year), year)


def _too_far(path: KeyPath, dates: Sequence[date], year: FinancialYear) -> Iterator[Advice]:
    far = [on for on in dates if abs(FinancialYear.containing(on).start_year - year.start_year) > FAR]
    if far:
        side = "before" if far[0] < year.first else "after"
        sentence = f"{far[0].isoformat()} is more than {FAR} years {side} the plan's year {year.label}: check the year."
        yield path, sentence


def _day(text: str) -> list[date]:
    try:
        return [parse_period(text).last]
    except NotATimescale:
        return []  # a problem that is told already


def _dates(milestone: Milestone, year: FinancialYear) -> list[date]:
    if milestone.when is None:
        return []
    try:
        found = expand_occurrences(milestone, year)
    except NotATimescale:
        return []  # a problem that is told already
    return [on for each in found for on in (each.opens, each.due) if on]


def _falling(path: KeyPath, milestone: Milestone) -> Iterator[Advice]:
    figures = milestone.cumulative or {}
    named = [quarter for quarter in QUARTERS if quarter in figures]
    for before, quarter in pairwise(named):
        if figures[quarter] < figures[before]:
            sentence = f"'{quarter}' is below '{before}': write the total since April, which cannot fall."
            yield (*path, "cumulative", quarter), sentence


def _stated_totals(path: KeyPath, objective: Objective) -> Iterator[Advice]:
    """Hold a total in `success` against the year's figures of the same unit, where it can mean nothing else."""
    ends: dict[str, list[float]] = defaultdict(list)
    for milestone in objective.milestones:
        if milestone.unit and milestone.cumulative and "Q4" in milestone.cumulative:
            ends[milestone.unit.casefold()].append(milestone.cumulative["Q4"])
    if len(ends) != 1:
        return  # with figures of several units it is not certain which of them a total means
    ((unit, figures),) = ends.items()
    for n, phrase in enumerate(objective.success):
        words = phrase.casefold()
        stated = _FIGURE_IN_WORDS.findall(words)
        of_unit = re.search(r"\btotal\b", words) and re.search(rf"\b{re.escape(unit)}\b", words)
        if of_unit and len(stated) == 1 and _figure(stated[0]) not in {*figures, sum(figures)}:
            added = f"{sum(figures):.15g}"
            sentence = f"the total is {stated[0]}, but the Q4 figures add up to {added}: mend one of them."
            yield (*path, "success", n), sentence


def _table_totals(path: KeyPath, table: Table) -> Iterator[Advice]:
    """Hold each row named Total against the rows above it, back to the Total before."""
    above: list[tuple[str, ...]] = []
    for r, row in enumerate(table.rows):
        if row and row[0].strip().casefold().rstrip(":") == "total":
            for c, cell in enumerate(row[1:], start=1):
                parts = [each[c] if c < len(each) else "" for each in above]
                if parts and all(map(_FIGURE.fullmatch, [cell, *parts])):
                    added = sum(_figure(part) for part in parts)
                    if abs(_figure(cell) - added) > 1e-6:  # noqa: PLR2004 - tenths are not exact in binary
                        sentence = f"the total is {cell}, but the rows above add up to {added:.15g}: mend one of them."
                        yield (*path, "rows", r, c), sentence
            above = []
        else:
            above.append(row)


def _figure(cell: str) -> float:
    return float(cell.replace(",", ""))
