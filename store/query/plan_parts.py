"""Finding a part of the plan by what a person types for it, and the items that belong to it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct

from plan_data.area_measures import measures_outside
from plan_data.errors import Refused
from plan_data.model import (
    About,
    Agency,
    Area,
    Board,
    Commitment,
    Indicator,
    Measure,
    Objective,
    Pathway,
    Plan,
    Priority,
    Section,
    Table,
    Tag,
)
from plan_data.suggest import did_you_mean, nearest_names
from plan_data.text import fold
from store.checklist.checklist import Checklist, ChecklistItem

PartKind = Literal[
    "section", "priority", "objective", "measure", "board", "pathway", "lead", "tag", "indicator",
    "psa", "area", "table", "commitment", "plan",
]  # fmt: skip
PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)
_SIGNS = re.compile(r"[\W_]")


class Psa(Struct, frozen=True):
    """A Public Service Agreement: print names it, and the indicators that are of it."""

    code: str
    indicators: tuple[Indicator, ...]


Part = (
    Section | Priority | Objective | Measure | Board | Pathway | Agency | Tag | Indicator | Psa | Area
    | Table | Commitment | About
)  # fmt: skip


class NamedPart(Struct, frozen=True):
    """A part of the plan, and what can be typed for it.

    `name` is the part's own: a number, a code, an id, or else its title. `names` are the others.
    """

    kind: PartKind
    name: str
    names: tuple[str, ...]
    part: Part

    @property
    def with_kind(self) -> str:
        """What can be typed if the name alone means several parts: `pathway ELS`."""
        return f"{self.kind} {self.name}"


def named_parts(plan: Plan) -> Iterator[NamedPart]:
    """Yield every part of a plan that has a name: its levels, then the top of the file."""
    yield from _levels(plan)
    yield from _codes(plan)
    yield from _served(plan)
    for measure in measures_outside(plan):
        yield NamedPart("measure", measure.id, (measure.title,), measure)
    for board in plan.boards:
        yield NamedPart("board", board.name, (), board)
    for table in plan.tables:
        yield NamedPart("table", table.title, (table.indicator or "",), table)
    for commitment in plan.commitments:
        yield NamedPart("commitment", commitment.id, (commitment.title,), commitment)
    yield NamedPart("plan", "plan", (plan.title, plan.id), plan.about)


def _levels(plan: Plan) -> Iterator[NamedPart]:
    for section in plan.sections:
        yield NamedPart("section", section.number, (section.title,), section)
        for priority in section.priorities:
            yield NamedPart("priority", priority.number, (priority.title,), priority)
            for objective in priority.objectives:
                yield NamedPart("objective", objective.number, (objective.title,), objective)
                for measure in objective.measures:
                    yield NamedPart("measure", measure.id, (measure.title,), measure)


def _codes(plan: Plan) -> Iterator[NamedPart]:
    for pathway in plan.pathways:
        names = (pathway.name, *pathway.printed)
        yield NamedPart("pathway", pathway.code, names, pathway)
    for agency in plan.agencies:
        yield NamedPart("lead", agency.code, (agency.name, *agency.printed), agency)
    for tag in plan.tags:
        yield NamedPart("tag", tag.code, (tag.name,), tag)


def _served(plan: Plan) -> Iterator[NamedPart]:
    """Yield the indicators, the PSAs that they are of, and the areas."""
    for indicator in plan.indicators:
        yield NamedPart("indicator", indicator.code, (indicator.name,), indicator)
    for psa in psas_of(plan):
        yield NamedPart("psa", psa.code, (), psa)
    for area in plan.areas:
        yield NamedPart("area", area.code, (area.name, *area.printed), area)


def psas_of(about: About) -> list[Psa]:
    """Return the PSAs that a plan's indicators are of and that are no rows of their own."""
    own = {indicator.code for indicator in about.indicators}
    of_psa: dict[str, list[Indicator]] = {}
    for indicator in about.indicators:
        for code in indicator.psa:
            of_psa.setdefault(code, []).append(indicator)
    psas = []
    for code, indicators in of_psa.items():
        if code not in own:
            psas.append(Psa(code, tuple(indicators)))
    return psas


def find_part(plan: Plan, typed: str) -> NamedPart | None:
    """Return the part that is meant, None if nothing has that name.

    Numbers, codes and ids come before names, and exact names before those that have the same
    letters and digits. `pathway ELS` names the kind too.

    Raises:
        Refused: if several parts have the name; it names them.

    """
    matches = matching_parts(plan, typed)
    if len(matches) > 1:
        raise _ambiguous(typed, matches)
    if not matches:
        return None
    return matches[0]


def matching_parts(plan: Plan, typed: str) -> list[NamedPart]:
    """Return the parts that may be meant, several if they have the same name."""
    parts = list(named_parts(plan))
    for candidates, name in _readings(parts, typed):
        for normalize in (fold, _letters_and_digits):
            matches = _matches(candidates, normalize(name.strip()), normalize)
            if matches:
                return matches
    return []


def _readings(parts: Sequence[NamedPart], typed: str) -> Iterator[tuple[Sequence[NamedPart], str]]:
    """Yield the parts to look in and the name to look for: all of them, then those of one kind."""
    yield parts, typed
    kind, _, name = typed.strip().partition(" ")
    if fold(kind) in PART_KINDS:
        yield [part for part in parts if part.kind == fold(kind)], name


def _matches(
    parts: Iterable[NamedPart], wanted: str, normalize: Callable[[str], str]
) -> list[NamedPart]:
    """Return the parts whose own name is wanted, or else those that have it among the others."""
    if not wanted:
        return []
    own, other = [], []
    for part in parts:
        if normalize(part.name) == wanted:
            own.append(part)
        elif wanted in map(normalize, part.names):
            other.append(part)
    return own or other


def _letters_and_digits(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


_MOST_NAMED = 12


def _ambiguous(typed: str, matches: Sequence[NamedPart]) -> Refused:
    names = dict.fromkeys([f"'{part.with_kind}'" for part in matches])
    shown = " or ".join(list(names)[:_MOST_NAMED])
    return Refused(f"'{typed}' names {len(matches)} parts of this plan: write {shown}.")


def nearest_parts(plan: Plan, typed: str) -> list[str]:
    """Return the names that have what was typed in them, or else those most like it, best first."""
    own_names: dict[str, str] = {}
    for part in named_parts(plan):
        for name in filter(None, (part.name, *part.names)):
            own_names.setdefault(name, part.name)
    with_words = [name for name in own_names if has_words(name, typed)]
    nearest = with_words[:_MOST_NAMED] or nearest_names(typed, own_names)
    return list(dict.fromkeys(map(own_names.__getitem__, nearest)))


def find_tables(about: About, typed: str) -> list[Table]:
    """Return the tables whose title or indicator was typed, or else those that have it in them.

    Raises:
        Refused: if there is none; it names the nearest.

    """
    wanted = fold(typed.strip())
    exact, others, all_names = [], [], []
    for table in about.tables:
        names = _table_names(table)
        if wanted in map(fold, names):
            exact.append(table)
        elif any(has_words(name, typed) for name in names):
            others.append(table)
        all_names += names
    if exact or others:
        return exact or others
    hint = did_you_mean(typed, all_names, everything=0) or "`milepost tables` names them all."
    raise Refused(f"this plan has no table '{typed}'; {hint}")


def _table_names(table: Table) -> list[str]:
    return list(filter(None, (table.title, table.indicator)))


def has_words(text: str, typed: str) -> bool:
    """Return whether a text has words one after the other: NI 18 does not have NI 1."""
    wanted = _words(typed)
    return bool(wanted) and f" {wanted} " in f" {_words(text)} "


def _words(text: str) -> str:
    """Return the words of a text, folded, without the signs between them."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def items_of_part(checklist: Checklist, named: NamedPart) -> list[ChecklistItem]:
    """Return the items that belong to a part, in plan order; tables and promises have none."""
    belongs = _BELONGS[named.kind](checklist.loaded.about, named.part)
    return [item for item in checklist.items if belongs(item)]


_Belongs = Callable[[ChecklistItem], bool]


def _of_section(_about: About, section: Section) -> _Belongs:
    return lambda item: item.planned.section == section.number


def _of_priority(_about: About, priority: Priority) -> _Belongs:
    return lambda item: item.planned.priority == priority.number


def _of_objective(_about: About, objective: Objective) -> _Belongs:
    return lambda item: item.planned.objective == objective.number


def _of_board(about: About, board: Board) -> _Belongs:
    codes = set(about.pathways_of_board(board.name))
    return lambda item: not codes.isdisjoint(item.planned.pathways)


def _of_pathway(_about: About, pathway: Pathway) -> _Belongs:
    return lambda item: pathway.code in item.planned.pathways


def _of_lead(about: About, agency: Agency) -> _Belongs:
    family = about.agency_family(agency.code)
    return lambda item: not family.isdisjoint(item.planned.leads)


def _of_tag(_about: About, tag: Tag) -> _Belongs:
    return lambda item: tag.code in item.planned.tags


def _of_served(about: About, part: Indicator | Psa) -> _Belongs:
    codes = set(codes_served(part, about))
    return lambda item: not codes.isdisjoint(item.planned.serves)


def codes_served(part: Indicator | Psa, about: About) -> list[str]:
    """Return the codes under `serves` for an indicator, or for a PSA and its indicators."""
    below = [indicator.code for indicator in about.indicators if part.code in indicator.psa]
    return [part.code, *below]


def _of_area(_about: About, area: Area) -> _Belongs:
    return lambda item: area.code in item.planned.areas


def _of_nothing(_about: About, _part: Part) -> _Belongs:
    return lambda _item: False


# The test for each kind of part; mypy does not know that each is called with its own class.
_BELONGS: dict[PartKind, Callable[[About, Any], _Belongs]] = {
    "section": _of_section,
    "priority": _of_priority,
    "objective": _of_objective,
    "measure": _of_nothing,
    "board": _of_board,
    "pathway": _of_pathway,
    "lead": _of_lead,
    "tag": _of_tag,
    "indicator": _of_served,
    "psa": _of_served,
    "area": _of_area,
    "table": _of_nothing,
    "commitment": _of_nothing,
    "plan": _of_nothing,
}
