"""The measurements: each function covers some goals, and a failure affects only its own."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.goals import FORMATS, GOALS, GROWING, Found
from benchmarks.measures import (
    append,
    commands,
    growth,
    office,
    others,
    painting,
    pressing,
    reports,
    resting,
    viewing,
)
from benchmarks.workbench import Workbench

Finding = Iterator[tuple[str, Found]]


class Measure(NamedTuple):
    """A function, and the keys of the goals that it answers."""

    carry_out: Callable[[Workbench], Finding]
    keys: tuple[str, ...]


def _group(name: str) -> tuple[str, ...]:
    return tuple(goal.key for goal in GOALS if goal.group == name)


MEASURES: tuple[Measure, ...] = (
    Measure(commands.status_beside_nothing, ("status.bare",)),
    Measure(commands.status_beside_todoman, ("status.todoman",)),
    Measure(commands.status_beside_taskwarrior, ("status.task",)),
    Measure(commands.measures_beside_status, _group("measures")),
    Measure(commands.tick_beside_status, _group("tick")),
    Measure(append.beside_the_floor, _group("append")),
    Measure(painting.beside_the_bare_list, ("paint.list",)),
    Measure(painting.at_ten_thousand, ("paint.10000",)),
    Measure(pressing.moves, _group("keys")),
    Measure(pressing.filtering, _group("filter")),
    Measure(pressing.ticking, _group("saved")),
    Measure(viewing.journal, ("views.journal", "views.journal_cursor")),
    Measure(viewing.measures, ("views.measures", "views.measures_cursor")),
    Measure(resting.memory, _group("memory")),
    Measure(resting.idle, _group("idle")),
    Measure(reports.every_format, (*_group("reports"),)),
    Measure(office.of_42, ("office.time", "office.memory")),
    Measure(office.of_400, ("office.time_400", "office.memory_400")),
    *(Measure(growth.FUNCTIONS[key], (f"growth.{key}",)) for key in GROWING),
    Measure(others.tinydb, ("others.tinydb",)),
    Measure(others.reading, ("others.json",)),
    Measure(others.todotxt, ("others.todotxt",)),
    Measure(others.dooit, ("others.dooit",)),
    Measure(others.kanban, ("others.kanban",)),
)
__all__ = ["FORMATS", "MEASURES", "Finding", "Measure"]
