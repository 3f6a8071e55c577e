"""What may be wrong in a plan: warnings, with which the plan can be used nonetheless."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from plan_data.last_year import has_last_years_numbers
from plan_data.measure_builder import has_query
from plan_data.model import (
    Agency,
    Measure,
    Milestone,
    Objective,
    Pathway,
    Plan,
    Priority,
    Section,
    Table,
    Tag,
)
from plan_data.plan_file.decode import Finding, KeyPath
from plan_data.plan_file.walk import (
    used_codes,
    walk_board_dates,
    walk_measures,
    walk_milestones,
    walk_objectives,
    walk_sections,
)
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.parser import split_query
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import FIRST_YEAR
from plan_data.vocabulary import Vocabulary

_ANY_YEAR = FinancialYear(FIRST_YEAR)  # of a plan whose own cannot be read
LONGEST_TITLE = 90
_UNEXPLAINED = "the '?' asks a lead to confirm this: add 'reading' that says why we read it so."
MOST_YEARS_AWAY = 2  # from the plan's own year; further away is a typing mistake

_NUMBER = re.compile(r"(?P<parent>(?:[0-9]+\.)*)(?P<last>[0-9]{1,6})")
_FIGURE = re.compile(r"[0-9][0-9,]{0,14}(?:\.[0-9]{1,6})?")
_FIGURE_IN_WORDS = re.compile(r"(?<![\w.,/%])[0-9][0-9,]{0,14}(?:\.[0-9]+)?(?![\w/]|[.,][0-9]| ?%)")


def advise(plan: Plan, year: FinancialYear | None) -> Iterator[Finding]:
    """Yield each warning with its path in the file."""
    known_year = year or _ANY_YEAR
    yield from _gaps(plan)
    yield from _unused_codes(plan)
    yield from _long_titles(plan)
    for n, table in enumerate(plan.tables):
        yield from _table_totals(("tables", n), table)
    for path, objective in walk_objectives(plan):
        yield from _advise_on_objective(path, objective, plan, known_year)
    for path, milestone, objective in walk_milestones(plan):
        yield from _advise_on_milestone(path, milestone, objective, plan, known_year)
    for path, measure, measured in walk_measures(plan):
        yield from _advise_on_measure(path, measure, measured, plan)
    if plan.agencies or used_codes(plan)["leads"]:
        yield from _no_leads(plan)
    if year:
        yield from _far_dates(plan, year)


def _advise_on_objective(
    path: KeyPath, objective: Objective, plan: Plan, year: FinancialYear
) -> Iterator[Finding]:
    yield from _no_milestone(path, objective, plan.vocabulary)
    yield from _repeated_titles(path, objective, plan.vocabulary)
    yield from _stated_totals(path, objective, year)
    yield from _last_years_numbers(path, objective, plan.year_text)


def _advise_on_milestone(
    path: KeyPath, milestone: Milestone, objective: Objective, plan: Plan, year: FinancialYear
) -> Iterator[Finding]:
    yield from _unexplained_query(path, milestone, objective, plan.vocabulary)
    yield from _falling_figures(path, milestone, year)
    yield from _last_years_numbers(path, milestone, plan.year_text)


def _advise_on_measure(
    path: KeyPath, measure: Measure, measured: Objective | None, plan: Plan
) -> Iterator[Finding]:
    yield from _no_target(path, measure, plan.vocabulary)
    yield from _last_years_numbers(path, measure, plan.year_text)
    if measured is None or not measured.reading:
        yield from _unexplained_measure(path, measure, plan.vocabulary)


# Leads, titles and numbers.


def _no_milestone(path: KeyPath, objective: Objective, vocabulary: Vocabulary) -> Iterator[Finding]:
    if not objective.milestones:
        sentence = "this objective has no milestone, so nothing of it can be ticked: add one under 'milestones'."
        yield path, vocabulary.reword(sentence)


def _no_target(path: KeyPath, measure: Measure, vocabulary: Vocabulary) -> Iterator[Finding]:
    if not (measure.targets or measure.returns or measure.sum_of or measure.reading):
        sentence = "this measure has no target, and no return is due: write 'targets' or 'returns', or the reason under 'reading'."
        yield path, vocabulary.reword(sentence)


def _last_years_numbers(
    path: KeyPath, part: Milestone | Measure | Objective, year: str
) -> Iterator[Finding]:
    if has_last_years_numbers(part, year):
        sentence = f"the numbers of {year} are not set: write them, and take that sentence out of the note."
        yield (*path, "note"), sentence


def _no_leads(plan: Plan) -> Iterator[Finding]:
    sentence = (
        "this milestone has no lead: add 'leads' to it or to its objective, if print names anybody."
    )
    for path, milestone, objective in walk_milestones(plan):
        leads = milestone.leads
        if leads is None:
            leads = objective.leads
        if not leads:
            yield path, plan.vocabulary.reword(sentence)


def _unexplained_query(
    path: KeyPath, milestone: Milestone, objective: Objective, vocabulary: Vocabulary
) -> Iterator[Finding]:
    if milestone.reading or objective.reading:
        return
    _, confirm = split_query(milestone.when or "")
    if confirm:
        yield (*path, "when"), vocabulary.reword(_UNEXPLAINED)


def _unexplained_measure(
    path: KeyPath, measure: Measure, vocabulary: Vocabulary
) -> Iterator[Finding]:
    if has_query(measure) and not measure.reading:
        yield path, vocabulary.reword(_UNEXPLAINED)


def _repeated_titles(
    path: KeyPath, objective: Objective, vocabulary: Vocabulary
) -> Iterator[Finding]:
    name_by_title: dict[str, str] = {}
    for n, milestone in enumerate(objective.milestones):
        title = milestone.title.casefold()
        if title in name_by_title:
            other = name_by_title[title]
            sentence = f"this is the title of {other} too: say in one of them what sets it apart."
            yield (*path, "milestones", n, "title"), sentence
        elif title:
            name_by_title[title] = milestone.id or vocabulary.reword("another milestone")


def _unused_codes(plan: Plan) -> Iterator[Finding]:
    used = used_codes(plan)
    yield from _unused("agency", "agencies", plan.agencies, "leads", used["leads"])
    pathway = plan.vocabulary.singular("pathway")
    yield from _unused(pathway, "pathways", plan.pathways, "pathways", used["pathways"])
    yield from _unused("tag", "tags", plan.tags, "tags", used["tags"])


def _unused(
    noun: str,
    key: str,
    explained: Sequence[Agency | Pathway | Tag],
    used_under: str,
    used: set[str],
) -> Iterator[Finding]:
    codes = {named.code for named in explained}
    if not used <= codes:
        return  # a wrong code is a problem, and may be meant as one that nothing names
    for n, named in enumerate(explained):
        code = named.code
        if code and code not in used:
            sentence = f"nothing names {noun} '{code}' under '{used_under}': use it or take it out."
            yield (key, n, "code"), sentence


NumberedParts = Sequence[Section | Priority | Objective]


def _numbered_lists(plan: Plan) -> Iterator[tuple[KeyPath, NumberedParts]]:
    """Yield each list of numbered parts with its path, a list before those inside it."""
    yield ("sections",), plan.sections
    for path, section in walk_sections(plan):
        yield (*path, "priorities"), section.priorities
        for n, priority in enumerate(section.priorities):
            yield (*path, "priorities", n, "objectives"), priority.objectives


def _gaps(plan: Plan) -> Iterator[Finding]:
    if _is_carried_forward(plan):
        return  # it keeps the numbers of what is open, and no others
    for path, parts in _numbered_lists(plan):
        for parent, numbers in _numbers_by_parent(parts):
            for (before, _), (number, n) in pairwise(numbers):
                if number > before + 1:
                    yield (*path, n, "number"), _gap_sentence(parent, before, number)


def _is_carried_forward(plan: Plan) -> bool:
    return any(milestone.carried_from for _, milestone, _ in walk_milestones(plan))


def _numbers_by_parent(
    parts: NumberedParts,
) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return the parts' numbers by what precedes their last dot, sorted.

    Each is the number after the last dot, and the index of the part.
    """
    by_parent: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, part in enumerate(parts):
        match = _NUMBER.fullmatch(part.number)
        if match:
            by_parent[match["parent"]].append((int(match["last"]), n))
    return sorted([(parent, sorted(numbers)) for parent, numbers in by_parent.items()])


def _gap_sentence(parent: str, before: int, number: int) -> str:
    missing = f"{parent}{before + 1}"
    if number > before + 2:
        missing += f" to {parent}{number - 1}"
    return f"{missing} is missing before {parent}{number}: add it, unless print leaves it out too."


def _long_titles(plan: Plan) -> Iterator[Finding]:
    for path, parts in _numbered_lists(plan):
        for n, part in enumerate(parts):
            yield from _long_title((*path, n), part)
    for path, milestone, _ in walk_milestones(plan):
        yield from _long_title(path, milestone)


def _long_title(
    path: KeyPath, part: Section | Priority | Objective | Milestone
) -> Iterator[Finding]:
    length = len(part.title)
    if length <= LONGEST_TITLE:
        return
    sentence = f"this title has {length} characters: shorten it to {LONGEST_TITLE}"
    if isinstance(part, Objective | Milestone):
        sentence += "; the full text can stand under 'wording'"
    yield (*path, "title"), f"{sentence}."


# Dates.


def _far_dates(plan: Plan, year: FinancialYear) -> Iterator[Finding]:
    for path, text in walk_board_dates(plan):
        yield from _far_date(path, _meeting_dates(text), year)
    for path, milestone, _ in walk_milestones(plan):
        yield from _far_date((*path, "when"), _milestone_dates(milestone, year), year)


def _far_date(path: KeyPath, dates: Iterable[date], year: FinancialYear) -> Iterator[Finding]:
    """Yield a warning about the first of `dates` that is far from the plan's year."""
    for day in dates:
        day_year = year.calendar.year_containing(day)
        years_away = abs(day_year.start_year - year.year_at(day).start_year)
        if years_away > MOST_YEARS_AWAY:
            side = "after"
            if day < year.first:
                side = "before"
            sentence = (
                f"{day.isoformat()} is more than {MOST_YEARS_AWAY} years {side} the plan's year"
                f" {year.label}: check the year."
            )
            yield path, sentence
            return


def _meeting_dates(text: str) -> list[date]:
    try:
        return [parse_period(text).last]
    except NotATimescale:
        return []  # reported as a problem


def _milestone_dates(milestone: Milestone, year: FinancialYear) -> list[date]:
    if milestone.when is None:
        return []
    try:
        occurrences = expand_occurrences(milestone, year)
    except NotATimescale:
        return []  # reported as a problem
    dates: list[date] = []
    for occurrence in occurrences:
        dates += filter(None, (occurrence.opens, occurrence.due))
    return dates


# Figures.


def _falling_figures(path: KeyPath, milestone: Milestone, year: FinancialYear) -> Iterator[Finding]:
    figures = milestone.cumulative
    if not figures:
        return
    quarters = [key for key in year.quarters_by_key() if key in figures]
    for before, quarter in pairwise(quarters):
        if figures[quarter] < figures[before]:
            sentence = f"'{quarter}' is below '{before}': write the total since {year.counted_from}, which cannot fall."
            yield (*path, "cumulative", quarter), sentence


def _stated_totals(path: KeyPath, objective: Objective, year: FinancialYear) -> Iterator[Finding]:
    """Compare a total in `success` with the year's figures of the same unit.

    Only if all figures of the objective have one unit: else it is not certain what a total means.
    """
    if not objective.success:
        return
    last_quarter = list(year.quarters_by_key())[-1]
    figures_by_unit = _year_figures(objective, last_quarter)
    if len(figures_by_unit) != 1:
        return
    ((unit, figures),) = figures_by_unit.items()
    for n, phrase in enumerate(objective.success):
        stated = _stated_total(phrase.casefold(), unit)
        if stated and _number(stated) not in {*figures, sum(figures)}:
            added = f"{sum(figures):.15g}"
            sentence = f"the total is {stated}, but the {last_quarter} figures add up to {added}: mend one of them."
            yield (*path, "success", n), sentence


def _year_figures(objective: Objective, last_quarter: str) -> dict[str, list[float]]:
    """Return the figures of the objective's milestones at the end of the year, by their unit."""
    figures: dict[str, list[float]] = defaultdict(list)
    for milestone in objective.milestones:
        cumulative = milestone.cumulative or {}
        if milestone.unit and last_quarter in cumulative:
            figures[milestone.unit.casefold()].append(cumulative[last_quarter])
    return figures


def _stated_total(words: str, unit: str) -> str | None:
    """Return the figure that `words` state as a total of `unit`; None unless there is just one."""
    if not re.search(r"\btotal\b", words):
        return None
    if not re.search(rf"\b{re.escape(unit)}\b", words):
        return None
    figures: list[str] = _FIGURE_IN_WORDS.findall(words)
    if len(figures) != 1:
        return None
    return figures[0]


def _table_totals(path: KeyPath, table: Table) -> Iterator[Finding]:
    """Compare each row named Total with the rows above it, back to the Total before."""
    above: list[tuple[str, ...]] = []
    for n, row in enumerate(table.rows):
        if _is_total(row):
            yield from _row_totals((*path, "rows", n), row, above)
            above = []
        else:
            above.append(row)


def _is_total(row: tuple[str, ...]) -> bool:
    return bool(row) and row[0].strip().casefold().rstrip(":") == "total"


def _row_totals(
    path: KeyPath, row: tuple[str, ...], above: list[tuple[str, ...]]
) -> Iterator[Finding]:
    for n, cell in enumerate(row[1:], start=1):
        total = _column_total(above, n)
        if total is None or not _FIGURE.fullmatch(cell):
            continue
        if abs(_number(cell) - total) > 1e-6:  # noqa: PLR2004 - tenths are not exact in binary
            sentence = (
                f"the total is {cell}, but the rows above add up to {total:.15g}: mend one of them."
            )
            yield (*path, n), sentence


def _column_total(rows: list[tuple[str, ...]], column: int) -> float | None:
    """Return the sum of a column; None if a row has no figure in it, or there is no row."""
    if not rows:
        return None
    figures = []
    for row in rows:
        if column >= len(row) or not _FIGURE.fullmatch(row[column]):
            return None
        figures.append(_number(row[column]))
    return sum(figures)


def _number(figure: str) -> float:
    return float(figure.replace(",", ""))
