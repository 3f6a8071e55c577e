"""Finding and loading plans; a parsed plan is kept in a cache folder, beside the text it was parsed from."""

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.item_builder import items_of_plan
from plan_data.items import PlanItem
from plan_data.model import About, Objective, Plan, Section
from plan_data.problem import Problem
from plan_data.text import clean
from plan_data.timescale.financial_year import FinancialYear
from plan_data.vocabulary import VOCABULARY, Vocabulary

MOST_MEGABYTES = 32
SHIPPED = Path(__file__).parent / "plans"


class CheckedPlan(Struct, frozen=True):
    """A plan, what there is to tick in it, and every problem of its file.

    `plan` is None where the file cannot be used at all.
    """

    plan: Plan | None
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]


class LoadedPlan(Struct, frozen=True, dict=True):
    """A loaded plan that has at least an id and a year.

    `tree` is the JSON of its sections: they are read only when somebody asks for the `full_plan`, since its `items`
    are all that most need.
    """

    path: Path
    about: About
    year: FinancialYear
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    tree: bytes

    @cached_property
    def full_plan(self) -> Plan:
        """The plan with its sections."""
        return _whole(self.path, self.about, self.tree)

    @property
    def vocabulary(self) -> Vocabulary:
        """The plan's own words for its parts."""
        return VOCABULARY

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        """The plan's objectives by their numbers."""
        priorities = [priority for section in self.full_plan.sections for priority in section.priorities]
        return {objective.number: objective for priority in priorities for objective in priority.objectives}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where in `items` each ref stands."""
        return {item.ref: n for n, item in enumerate(self.items)}

    @cached_property
    def twins(self) -> dict[str, str]:
        """The refs that are printed twice, each with the ref that stands for both."""
        return {item.ref: item.same_as for item in self.items if item.same_as}


class _Kept(Struct, frozen=True):
    """A loaded plan as the cache keeps it; `tree` as in `LoadedPlan`."""

    about: About | None
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    tree: msgspec.Raw


def shipped_plans() -> dict[str, Path]:
    """Return the plan files that come with Milepost, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def known_plans(folder: Path | None = None) -> dict[str, Path]:
    """Return the plan files at hand, by name: those that come with Milepost, and those of a folder of one's own."""
    own = sorted(folder.glob("*.yaml")) if folder else []
    return shipped_plans() | {path.stem: path for path in own}


def find_plan(name: str, folder: Path | None = None) -> Path:
    """Return the file of a plan's name, or of a path; `folder` is that of one's own plans.

    Raises:
        Refused: naming the plans at hand.

    """
    known = known_plans(folder)
    if name in known:
        return known[name]
    with suppress(OSError):  # what is too long for a path is none
        if (path := Path(name)).exists():
            return path
    from plan_data.suggest import did_you_mean

    where = "no such file is there;" if name.endswith((".yaml", ".yml")) else "give a file's path, or"
    raise Refused(f"there is no plan '{clean(name)}': {where} {did_you_mean(name, known)}")


def load_plan(path: Path, cache_folder: Path | None = None) -> LoadedPlan:
    """Load a plan that is to be worked with.

    Raises:
        Unusable: where the file cannot be read, or says too little to be used.

    """
    kept = _load(path, cache_folder)
    if kept.about is None:
        problems = [str(problem) for problem in kept.problems if problem.severity == "problem"]
        first, more = problems[0], len(problems) - 1
        also = f" ({more} more: see `milepost check {path}`)" if more else ""
        raise Unusable(f"{first}{also}")
    return LoadedPlan(
        path, kept.about, FinancialYear.parse(kept.about.year), kept.items, kept.problems, bytes(kept.tree)
    )


def check_plan_file(path: Path, cache_folder: Path | None = None) -> CheckedPlan:
    """Load a plan file and collect every problem in it.

    Raises:
        Unusable: where the file cannot be read from the disk.

    """
    kept = _load(path, cache_folder)
    return CheckedPlan(_whole(path, kept.about, bytes(kept.tree)) if kept.about else None, kept.items, kept.problems)


def _load(path: Path, cache_folder: Path | None) -> _Kept:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    except OSError as error:
        raise Unusable(f"the plan '{path}' cannot be read: {os_reason(error)}.") from error
    file = clean(str(path))  # a name that is not UTF-8 could be neither shown nor kept
    if cache_folder is None:
        return _parse(data, file)
    kept = cache_folder / f"{path.stem[:40]}-{zlib.crc32(os.fsencode(path)):08x}.json"
    depends_on = _depends_on(data, path)
    loaded = _recalled(kept, depends_on)
    if loaded is None:
        loaded = _parse(data, file)
        if loaded.about is not None:
            _keep(loaded, kept, depends_on)
    return loaded


def _whole(path: Path, about: About, tree: bytes) -> Plan:
    try:
        sections = msgspec.json.decode(tree, type=tuple[Section, ...])
    except msgspec.DecodeError:  # the cache was damaged where nobody had looked so far
        if plan := check_plan_file(path).plan:
            return plan
        raise Unusable(f"the plan '{clean(str(path))}' can no longer be read: open it anew.") from None
    return Plan(**msgspec.structs.asdict(about), sections=sections)


def _without_plan(*problems: Problem) -> _Kept:
    return _Kept(None, (), problems, msgspec.Raw(b"[]"))


def _parse(data: bytes, file: str) -> _Kept:
    # Read only where no cached plan fits: YAML's import alone is a third of a status check.
    from plan_data.plan_file.decode import decode
    from plan_data.plan_file.nodes import read_nodes
    from plan_data.plan_file.validate import check_plan, plan_year

    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        sentence = f"the file is larger than {MOST_MEGABYTES} MB: a plan file is far smaller."
        return _without_plan(Problem(file, 0, 0, sentence))
    node, problems = read_nodes(data, file)
    if node is None:
        return _without_plan(*problems)
    plan, located, of_shape = decode(node, Plan, file)
    problems = sorted([*problems, *of_shape, *check_plan(plan, located)])
    year = plan_year(plan.year)
    if not plan.id or year is None:
        return _without_plan(*problems)
    return _Kept(
        plan.about, items_of_plan(plan, year), tuple(problems), msgspec.Raw(msgspec.json.encode(plan.sections))
    )


def _depends_on(data: bytes, path: Path) -> bytes:
    """Return all that a cached plan depends on: our own code, the file's path and its bytes.

    The cached file begins with it, so that comparing is exact and one file is kept for each plan.
    """
    return b"\0".join((_code_version().encode(), os.fsencode(path), data, b""))


@cache
def _code_version() -> str:
    """Return what changes whenever a module of this room does."""
    return repr(sorted(_module_stamps(os.fspath(Path(__file__).parent))))


def _module_stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _module_stamps(entry.path)
            elif entry.name.endswith(".py"):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns


def _recalled(kept: Path, depends_on: bytes) -> _Kept | None:
    """Return the cached plan; None where there is none, or none that can be used."""
    with suppress(OSError, ValueError, RecursionError, msgspec.DecodeError):
        found = kept.read_bytes()
        if not found.startswith(depends_on):
            return None
        loaded = msgspec.json.decode(memoryview(found)[len(depends_on) :], type=_Kept)
        if loaded.about is not None and FinancialYear.parse(loaded.about.year):
            return loaded
    return None


def _keep(loaded: _Kept, kept: Path, depends_on: bytes) -> None:
    """Write the cached plan whole or not at all; a cache that cannot be written is no failure."""
    part = kept.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(depends_on + msgspec.json.encode(loaded))
        part.replace(kept)
