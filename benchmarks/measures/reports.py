"""The Board's papers in every format."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.goals import FEWER, FORMATS, Found
from benchmarks.timing import SHORT, Command, NotMeasured, Sample, run
from benchmarks.window import Window
from benchmarks.workbench import Workbench

ROUNDS = 5
_A_WAIT = 1.0  # second, from which on a progress bar is due


def every_format(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure time and memory of each format, and look for a progress bar if it takes a while."""
    silent: list[str] = []
    slow: list[str] = []
    for layout in FORMATS:
        command = report(bench, layout, bench.plan(FEWER.get(layout, (10_000, 0))[0]))
        try:
            took = [run(command) for _ in range(1 if bench.short else ROUNDS)]
            if max(each.seconds for each in took) > _A_WAIT and not bench.short:
                slow.append(layout)
                silent += [layout] * _is_silent(command)
        except NotMeasured as reason:
            yield f"reports.{layout}", Found(why=str(reason))
            yield f"reports.{layout}_memory", Found(why=str(reason))
            continue
        yield f"reports.{layout}", Found(Sample("milepost", "s", [each.seconds for each in took]))
        yield (
            f"reports.{layout}_memory",
            Found(Sample("milepost", "MB", [each.megabytes for each in took])),
        )
    if bench.short:
        yield "reports.progress", Found(why=SHORT)
        return
    why = (
        f"over a second: {', '.join(slow)}; silent: {', '.join(silent) or 'none'}"
        if slow
        else "none takes so long"
    )
    yield "reports.progress", Found(reached=float(len(silent)), why=why)


def report(bench: Workbench, layout: str, plan: str) -> Command:
    """Return what writes an exception report."""
    target = bench.folder / "out" / f"exception-{Path(plan).stem}.{layout}"
    return bench.command(
        "report", "exception", "-f", layout, "-o", str(target), "--force", plan=plan
    )


def _is_silent(command: Command) -> bool:
    with Window(command.words, command.environ) as window:
        window.end_of_output()
        return not window.received
