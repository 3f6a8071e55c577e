"""How times grow with the plan: the exponent k of n^k, from one tenfold to the next."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from math import log10
from statistics import median

from benchmarks.goals import Found
from benchmarks.measures.painting import app
from benchmarks.measures.reports import report
from benchmarks.timing import Sample, in_turn, run
from benchmarks.workbench import Workbench

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 5

Work = Callable[[], float]
Make = Callable[[Workbench, str], Work]


def exponents(sizes: tuple[int, ...], times: list[float]) -> list[float]:
    """Return the exponent between each size and the next."""
    pairs = list(zip(sizes, times, strict=True))
    return [log10(t / s) / log10(m / n) for (n, s), (m, t) in pairwise(pairs)]


def fitted(sizes: tuple[int, ...], times: list[float]) -> float:
    """Return the exponent of the best-fitting straight line on two logarithmic scales."""
    xs, ys = [log10(size) for size in sizes], [log10(time) for time in times]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def _grow(key: str, make: Make, bench: Workbench) -> Iterator[tuple[str, Found]]:
    sizes = SIZES[:-1] if bench.short else SIZES
    works = {str(size): make(bench, bench.plan(size)) for size in sizes}
    found = in_turn(bench.rounds(ROUNDS), works)
    times = [median(values) for values in found.values()]
    steps = exponents(sizes, times)
    by_size = ", ".join(
        f"{size:,}: {time:,.0f} ms" for size, time in zip(sizes, times, strict=True)
    )
    step_texts = ", ".join(f"{step:.2f}" for step in steps)
    why = f"{by_size}; fitted over all {fitted(sizes, times):.2f}; steps {step_texts}"
    yield (
        f"growth.{key}",
        Found(Sample(f"at {sizes[-1]:,}", "ms", found[str(sizes[-1])]), reached=steps[-1], why=why),
    )


def _status(bench: Workbench, plan: str) -> Work:
    return lambda: run(bench.command("status", plan=plan)).seconds * 1000


def _report(bench: Workbench, plan: str) -> Work:
    return lambda: run(report(bench, "text", plan)).seconds * 1000


FUNCTIONS: dict[str, Callable[[Workbench], Iterator[tuple[str, Found]]]] = {
    key: partial(_grow, key, make)
    for key, make in {"status": _status, "report": _report, "paint": app}.items()
}
