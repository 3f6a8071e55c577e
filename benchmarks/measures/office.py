"""A national office: every region's plan in one folder, every region's files in one journal."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.goals import Found
from benchmarks.made_up import write_journal, write_plan
from benchmarks.timing import SHORT, Command, NotMeasured, Ran, Sample, run
from benchmarks.workbench import AUTHOR, NOW, Workbench

ROUNDS = 8
MILESTONES = 150
A_PLAN = {42: 120_000 // 42 + 1, 400: 3_000}  # entries


def of_42(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure 42 plans, and the memory of the same with one plan of theirs."""
    whole, single = status_of_all(bench, 42), status_of_all(bench, 1)
    ran = _in_turn(bench.rounds(ROUNDS), whole, single)
    yield "office.time", Found(Sample("42 plans", "s", [each.seconds for each, _ in ran]))
    yield "office.memory", _memory("42 plans", "1 plan", ran)


def of_400(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure 400 plans, and the memory of 42."""
    if bench.short:
        raise NotMeasured(SHORT)
    ran = _in_turn(3, status_of_all(bench, 400), status_of_all(bench, 42))
    yield "office.time_400", Found(Sample("400 plans", "s", [each.seconds for each, _ in ran]))
    yield "office.memory_400", _memory("400 plans", "42 plans", ran)


def status_of_all(bench: Workbench, count: int) -> Command:
    """Return `status --plan all` of so many plans."""
    folder = bench.folder / "offices" / str(count)
    if not folder.exists():
        _write(bench, folder, count)
    settings = {"PLANS": folder / "plans", "JOURNAL": folder / "journal", "NOW": NOW, "BY": AUTHOR}
    environ = bench.environ(**{f"MILEPOST_{name}": str(value) for name, value in settings.items()})
    return Command([bench.milepost(), "status", "--plan", "all"], environ)


def _write(bench: Workbench, folder: Path, count: int) -> None:
    """Write the plans, and four authors' files for each: a lead's file has one region's entries."""
    entries = A_PLAN.get(count, A_PLAN[42])
    bench.show_progress(f"  writing {count} plans and {count * entries:,} entries")
    (folder / "plans").mkdir(parents=True)
    for number in range(count):
        plan = write_plan(
            folder / "plans" / f"region-{number}.yaml", MILESTONES, f"region-{number}"
        )
        authors = [f"Region {number} {theme} lead" for theme in ("ELS", "Health", "ATB", "PPO")]
        write_journal(folder / "journal", plan, entries, f"{number:08x}", authors)


def _in_turn(rounds: int, ours: Command, beside: Command) -> list[tuple[Ran, Ran]]:
    run(ours), run(beside)
    return [(run(ours), run(beside)) for _ in range(rounds)]


def _memory(ours: str, beside: str, ran: list[tuple[Ran, Ran]]) -> Found:
    first, second = zip(*ran, strict=True)
    return Found(
        Sample(ours, "MB", [each.megabytes for each in first]),
        Sample(beside, "MB", [each.megabytes for each in second]),
    )
