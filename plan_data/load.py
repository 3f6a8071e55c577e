"""Find and load plans; a parsed plan is kept in a cache folder if one is given."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.items import Place, PlanItem, walk_places
from plan_data.measures import PlanMeasure
from plan_data.model import About, Measure, Objective, Plan, Priority, Section
from plan_data.plan_cache import CachedPlan, cache_file, cache_key, read_cache, write_cache
from plan_data.problem import Problem, limit_problems
from plan_data.text import clean, path_text
from plan_data.timescale.financial_year import FinancialYear
from plan_data.vocabulary import Noun, Vocabulary

MOST_MEGABYTES = 32
SHIPPED = Path(__file__).parent / "plans"


class CheckedPlan(Struct, frozen=True):
    """A plan, what there is to tick in it, and every problem of its file.

    `plan` is None if the file cannot be used at all.
    """

    plan: Plan | None
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]


class LoadedPlan(Struct, frozen=True, dict=True):
    """A loaded plan that has at least an id and a year.

    `tree` is the JSON of its sections: it is decoded only for `full_plan`, since most callers
    need no more than the `items`.
    """

    path: Path
    about: About
    year: FinancialYear
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    tree: bytes
    measures: tuple[PlanMeasure, ...] = ()

    @cached_property
    def full_plan(self) -> Plan:
        """The plan with its sections."""
        return _decode_plan(self.path, self.about, self.tree)

    @property
    def vocabulary(self) -> Vocabulary:
        """The plan's own words for its parts."""
        return self.about.vocabulary

    @cached_property
    def has_pathways(self) -> bool:
        """Whether the plan has a pathway at all, or anything that names one."""
        if self.about.pathways:
            return True
        return any(each.pathways for each in self.items) or any(
            each.pathways for each in self.measures
        )

    @cached_property
    def has_leads(self) -> bool:
        """Whether the plan states any lead at all."""
        if self.about.agencies:
            return True
        return any(each.leads for each in self.items) or any(each.leads for each in self.measures)

    @property
    def stated_nouns(self) -> list[Noun]:
        """Which of leads and pathways the plan states, leads first."""
        nouns: list[Noun] = []
        if self.has_leads:
            nouns.append("lead")
        if self.has_pathways:
            nouns.append("pathway")
        return nouns

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        """The plan's objectives by their numbers."""
        objectives: dict[str, Objective] = {}
        for section in self.full_plan.sections:
            for priority in section.priorities:
                for objective in priority.objectives:
                    objectives[objective.number] = objective
        return objectives

    @cached_property
    def levels(self) -> dict[str, Section | Priority | Objective]:
        """The plan's sections, priorities and objectives by level and number: `priority 2.4`."""
        levels: dict[str, Section | Priority | Objective] = {}
        for section in self.full_plan.sections:
            levels[f"section {section.number}"] = section
            for priority in section.priorities:
                levels[f"priority {priority.number}"] = priority
                for objective in priority.objectives:
                    levels[f"objective {objective.number}"] = objective
        return levels

    @cached_property
    def places(self) -> dict[str, Place]:
        """The first place of each milestone in the plan, by the milestone's id."""
        places: dict[str, Place] = {}
        for place in walk_places(self.full_plan):
            *_, milestone = place
            places.setdefault(milestone.id, place)
        return places

    @cached_property
    def held_up(self) -> dict[str, tuple[str, ...]]:
        """The ids of the milestones that wait for one, by its id."""
        waiting: dict[str, tuple[str, ...]] = {}
        for *_, milestone in self.places.values():
            for name in milestone.after:
                waiting[name] = (*waiting.get(name, ()), milestone.id)
        return waiting

    @cached_property
    def milestone_positions(self) -> dict[str, list[int]]:
        """The indexes in `items` of each milestone's items, by the milestone's id."""
        positions: dict[str, list[int]] = {}
        for n, item in enumerate(self.items):
            positions.setdefault(item.milestone, []).append(n)
        return positions

    @cached_property
    def written_measures(self) -> dict[str, Measure]:
        """The plan's measures as its file has them, by id; cumulative milestones are not there."""
        from plan_data.area_measures import measures_outside

        measures: list[Measure] = []
        for objective in self.objectives.values():
            measures += objective.measures
        measures += measures_outside(self.about)
        return {measure.id: measure for measure in measures}

    @cached_property
    def measures_by_id(self) -> dict[str, PlanMeasure]:
        """The plan's measures by id, cumulative milestones included."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def positions(self) -> dict[str, int]:
        """The index in `items` of each ref."""
        return {item.ref: n for n, item in enumerate(self.items)}

    @cached_property
    def twins(self) -> dict[str, str]:
        """The refs that are printed twice, each with the ref under which both are counted."""
        return {item.ref: item.same_as for item in self.items if item.same_as}


def shipped_plans() -> dict[str, Path]:
    """Return the plan files that come with Milepost, by name."""
    return _plans_in(SHIPPED)


def known_plans(folder: Path | None) -> dict[str, Path]:
    """Return the plan files by name: those that come with Milepost, and those in `folder`."""
    if folder is None:
        return shipped_plans()
    return shipped_plans() | _plans_in(folder)


def _plans_in(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find_plan(name: str, folder: Path | None = None) -> Path:
    """Return the file of a plan's name, or of a path; `folder` is that of the user's own plans.

    Raises:
        Refused: if there is none; the message names similar plans.

    """
    known = known_plans(folder)
    if name in known:
        return known[name]
    with suppress(OSError):  # text that is too long for a path is none
        path = Path(name)
        if path.exists():
            return path
    from plan_data.suggest import did_you_mean

    advice = "give a file's path, or"
    if name.endswith((".yaml", ".yml")):
        advice = "no such file is there (`milepost new` writes one to start from);"
    raise Refused(f"there is no plan '{path_text(name)}': {advice} {did_you_mean(name, known)}")


def load_plan(path: Path, cache_folder: Path | None = None) -> LoadedPlan:
    """Load a plan to work with.

    Raises:
        Unusable: if the file cannot be read, or has no id or no readable year.

    """
    parsed = _load(path, cache_folder)
    if parsed.about is None or parsed.year is None:
        raise _unusable(path, parsed.problems)
    return LoadedPlan(
        path,
        parsed.about,
        parsed.year,
        parsed.items,
        parsed.problems,
        bytes(parsed.tree),
        parsed.measures,
    )


def _unusable(path: Path, problems: tuple[Problem, ...]) -> Unusable:
    mistakes = [problem for problem in problems if problem.severity == "problem"]
    located = [problem for problem in mistakes if problem.line]  # those with a line help most
    message, more = str((located or mistakes)[0]), len(mistakes) - 1
    if more:
        message += f" ({more} more: see `milepost check {path_text(path)}`)"
    return Unusable(message)


def check_plan_file(path: Path, cache_folder: Path | None = None) -> CheckedPlan:
    """Load a plan file and collect every problem in it.

    Raises:
        Unusable: if the file cannot be read from the disk.

    """
    parsed = _load(path, cache_folder)
    plan = None
    if parsed.about is not None:
        plan = _decode_plan(path, parsed.about, bytes(parsed.tree))
    return CheckedPlan(plan, parsed.items, parsed.problems)


def _load(path: Path, cache_folder: Path | None) -> CachedPlan:
    data = _read(path)
    if cache_folder is None:
        return _parse(data, path)
    file = cache_file(cache_folder, path)
    key = cache_key(path, data)
    cached = read_cache(file, key)
    if cached is not None:
        return cached
    parsed = _parse(data, path)
    if parsed.about is not None:
        write_cache(file, key, parsed)
    return parsed


def _read(path: Path) -> bytes:
    """Return the bytes of a plan file: one more than the most if there are more."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    except OSError as error:
        raise Unusable(
            f"the plan '{path_text(path)}' cannot be read: {os_reason(error)}."
        ) from error


def _parse(data: bytes, path: Path) -> CachedPlan:
    # Imported only if no cached plan fits: YAML's import alone takes a third of a status check.
    from plan_data.item_builder import TooManyItems, items_of_plan
    from plan_data.measure_builder import measures_of_plan
    from plan_data.plan_file.decode import decode
    from plan_data.plan_file.nodes import read_nodes
    from plan_data.plan_file.plan_years import plan_year
    from plan_data.plan_file.validate import check_plan

    file = clean(str(path))  # a name that is not UTF-8 could be neither shown nor cached
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        sentence = f"the file is larger than {MOST_MEGABYTES} MB: a plan file is far smaller."
        return _only_problems([Problem(file, 0, 0, sentence)])
    node, problems = read_nodes(data, file)
    if node is None:
        return _only_problems(problems)
    plan, located, type_problems = decode(node, Plan, file)
    problems += type_problems
    year = plan_year(plan)
    items: tuple[PlanItem, ...] = ()
    if year is not None:
        try:
            items = items_of_plan(plan, year)
        except TooManyItems as refusal:
            return _only_problems([*problems, refusal.problem(plan, located)])
    problems = limit_problems([*problems, *check_plan(plan, located)])
    if not plan.id or year is None:
        return _only_problems(problems)
    tree = msgspec.Raw(msgspec.json.encode(plan.sections))
    measures = measures_of_plan(plan, year)
    return CachedPlan(plan.about, items, tuple(problems), tree, measures, year)


def _only_problems(problems: list[Problem]) -> CachedPlan:
    return CachedPlan(None, (), tuple(limit_problems(problems)), msgspec.Raw(b"[]"))


def _decode_plan(path: Path, about: About, tree: bytes) -> Plan:
    try:
        sections = msgspec.json.decode(tree, type=tuple[Section, ...])
    except msgspec.DecodeError:  # this part of the cached plan was damaged, and not read until now
        plan = check_plan_file(path).plan
        if plan:
            return plan
        raise Unusable(
            f"the plan '{path_text(path)}' can no longer be read: open it again."
        ) from None
    return Plan(**msgspec.structs.asdict(about), sections=sections)
