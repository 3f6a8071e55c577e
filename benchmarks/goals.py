"""The goals, in their order, each once; what a run finds is compared with them."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from benchmarks.timing import Sample

FORMATS = ("text", "md", "html", "docx", "xlsx", "csv", "json", "ics")
FEWER = {"docx": (1_000, 10)}  # milestones, and seconds allowed
MOVES = ("cursor", "page", "end")
GROWING = {"status": "status", "report": "report as text", "paint": "first paint of the app"}


class Goal(Struct, frozen=True):
    """One figure and its limit. `of` names the figure; without a limit it is only reported."""

    key: str
    what: str
    limit: float | None = None
    of: Literal["ratio", "p95", "median", "ratio of p95", "exponent"] = "ratio"
    below: bool = False  # under the limit, rather than at most
    unit: str = ""

    @property
    def group(self) -> str:
        """The word of `--only`."""
        return self.key.split(".")[0]

    @property
    def words(self) -> str:
        """The goal as the table shows it."""
        if self.limit is None:
            return "reported"
        sign = "<" if self.below else "<="
        unit_text = {"ratio": "x", "ratio of p95": "x p95"}.get(self.of, f" {self.unit}")
        return f"{'p95 ' if self.of == 'p95' else ''}{sign} {self.limit:g}{unit_text}".rstrip()


class Found(Struct):
    """The samples for a goal. `reached` is set only if it is not a ratio, median or p95 of them."""

    ours: Sample | None = None
    peer: Sample | None = None
    reached: float | None = None
    why: str = ""  # nothing was measured, or what the reader should know


def found_of(figures: Mapping[str, list[float]], unit: str = "ms") -> Found:
    """Return ours and what it is compared with, in this order."""
    ours, peer = (Sample(name, unit, values) for name, values in figures.items())
    return Found(ours, peer)


class Row(Struct):
    """A goal and what was found."""

    goal: Goal
    found: Found

    @property
    def reached(self) -> float | None:
        """The figure that is compared with the limit."""
        found = self.found
        if found.reached is not None or found.ours is None:
            return found.reached
        match self.goal.of:
            case "p95":
                return found.ours.p95
            case "median":
                return found.ours.median
            case "ratio":
                return (
                    found.ours.median / found.peer.median
                    if found.peer and found.peer.median
                    else None
                )
            case "ratio of p95":
                return found.ours.p95 / found.peer.p95 if found.peer and found.peer.p95 else None
            case _:
                return None

    @property
    def verdict(self) -> str:
        """Whether the goal is met."""
        reached, limit = self.reached, self.goal.limit
        if limit is None:
            return "reported" if self.found.ours or reached is not None else "not measured"
        if reached is None:
            return "not measured"
        return "met" if (reached < limit if self.goal.below else reached <= limit) else "not met"


def _commands() -> list[Goal]:
    return [
        Goal("status.bare", "status, East Midlands, 3,000 entries", 7),
        Goal("status.todoman", "status, East Midlands, 3,000 entries", 0.6),
        Goal("status.task", "status, 10,000 milestones, 30,000 entries", 1),
        Goal("measures.status", "measures, 1,000 of 12 periods, to status of the same plan", 2),
        Goal("tick.status", "tick, whole command, East Midlands, 3,000 entries", 1.1),
        Goal("append.floor", "tick: the append itself, at 100,000 entries", 2),
        Goal("append.flat", "tick: the append itself, 100,000 entries to 100", 1.5),
    ]


def _app() -> list[Goal]:
    moves = [
        goal
        for move in MOVES
        for goal in (
            Goal(
                f"keys.{move}",
                f"{move}: key to the line at 10,000",
                16,
                "p95",
                below=True,
                unit="ms",
            ),
            Goal(f"keys.{move}_150", f"{move}: key to the line, 10,000 to 150", 2, "ratio of p95"),
            Goal(
                f"keys.{move}_detail",
                f"{move}: key to the item's detail at 10,000",
                16,
                "p95",
                below=True,
                unit="ms",
            ),
        )
    ]
    return [
        Goal("paint.list", "first paint of the app, East Midlands", 1.5),
        Goal("paint.10000", "first paint, 10,000 milestones to East Midlands", 1.2),
        *moves,
        Goal(
            "filter.key", "filter: keystroke to screen at 10,000", 50, "p95", below=True, unit="ms"
        ),
        Goal(
            "saved.key",
            "tick: Enter to 'Saved', 10,000, 100,000 entries",
            50,
            "p95",
            below=True,
            unit="ms",
        ),
        *_views(),
        Goal("memory.150", "peak memory of the app, 150 milestones", 1.5),
        Goal("memory.10000", "peak memory of the app, 10,000 milestones", 2),
        Goal("idle.share", "idle app, share of one core", 0.2, "median", below=True, unit="%"),
    ]


def _views() -> list[Goal]:
    about = {
        "journal": "Journal view, 10,000, 100,000 entries",
        "measures": "Measures view, 1,000 of 12 periods",
    }
    goals = []
    for key, what in about.items():
        goals += [
            Goal(f"views.{key}", f"{what}: key to it", 500, "median", below=True, unit="ms"),
            Goal(
                f"views.{key}_cursor", f"{what}: key to the row", 16, "p95", below=True, unit="ms"
            ),
        ]
    return goals


def _reports() -> list[Goal]:
    goals = []
    for layout in FORMATS:
        milestones, seconds = FEWER.get(layout, (10_000, 3))
        label = f"report exception -f {layout}, {milestones:,}"
        goals += [
            Goal(f"reports.{layout}", label, seconds, "median", below=True, unit="s"),
            Goal(
                f"reports.{layout}_memory",
                f"{label}: peak memory",
                300,
                "median",
                below=True,
                unit="MB",
            ),
        ]
    slow = "reports that take over a second without a progress bar"
    return [*goals, Goal("reports.progress", slow, 0, "median", unit="formats")]


def _office() -> list[Goal]:
    return [
        Goal(
            "office.time",
            "status --plan all: 42 plans, 120,000 entries",
            2,
            "median",
            below=True,
            unit="s",
        ),
        Goal("office.memory", "status --plan all: peak memory of 42 plans to 1", 1.5),
        Goal(
            "office.time_400",
            "status --plan all: 400 plans, 1.2 million entries",
            None,
            "median",
            unit="s",
        ),
        Goal("office.memory_400", "status --plan all: peak memory of 400 plans to 42", None),
    ]


def _growth() -> list[Goal]:
    return [
        Goal(f"growth.{key}", f"growth of {what}, last tenfold", 1.05, "exponent")
        for key, what in GROWING.items()
    ]


def _others() -> list[Goal]:
    """Return what others take, beside which no goal is set."""
    return [
        Goal("others.tinydb", "tick: the append itself, at 10,000 entries"),
        Goal("others.json", "reading a journal of 100,000 entries"),
        Goal("others.todotxt", "status, 10,000 milestones, 30,000 entries"),
        Goal("others.dooit", "first paint of the app, East Midlands"),
        Goal("others.kanban", "first paint of the app, East Midlands"),
    ]


GOALS: tuple[Goal, ...] = (*_commands(), *_app(), *_reports(), *_office(), *_growth(), *_others())
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(goal.group for goal in GOALS))
