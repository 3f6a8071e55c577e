"""Measure Milepost beside what people would use instead, and print whether each goal is met.

python -m benchmarks [--short] [--only status,tick]
"""

import argparse
import signal
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks import table
from benchmarks.goals import GOALS, GROUPS, Found, Row
from benchmarks.measures import MEASURES, Measure
from benchmarks.timing import NotMeasured
from benchmarks.workbench import Workbench

LAST = Path(__file__).with_name("last.json")


def main(words: list[str] | None = None) -> int:
    """Measure, print, and return 0: a goal that is not met is a finding, not a failure."""
    args = _parser().parse_args(words)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that what was made and started is taken away
    usual = [name for name in GROUPS if not (args.short and name == "others")]
    wanted = [name.strip() for name in args.only.split(",")] if args.only else usual
    if unknown := [name for name in wanted if name not in GROUPS]:
        _parser().error(f"there is no group '{unknown[0]}': {', '.join(GROUPS)}")
    with ExitStack() as stack:
        folder = args.folder or Path(
            stack.enter_context(TemporaryDirectory(prefix="milepost-benchmarks-"))
        )
        found = measure(
            Workbench(folder, short=args.short), [m for m in MEASURES if _group(m) in wanted]
        )
    rows = [Row(goal, found[goal.key]) for goal in GOALS if goal.key in found]
    sys.stdout.write(f"{table.as_text(rows)}\n\n{table.summary(rows)}\n")
    target = args.json or (LAST if wanted == list(GROUPS) and not args.short else None)
    if target:
        target.write_text(
            table.as_json(rows, "short" if args.short else "full", args.date), encoding="utf-8"
        )
    return 0


def measure(bench: Workbench, measures: Iterable[Measure]) -> dict[str, Found]:
    """Run the measurements in turn; one that fails is noted in its rows, and the rest continue."""
    measures, start = list(measures), monotonic()
    found: dict[str, Found] = {}
    for number, each in enumerate(measures, start=1):
        bench.show_progress(
            f"{monotonic() - start:5.0f} s  {number} of {len(measures)}: {each.keys[0]}"
        )
        why = "it gave no figure"
        try:
            found.update(each.carry_out(bench))
        except NotMeasured as reason:
            why = str(reason)
        except Exception as error:  # noqa: BLE001 - any failure is reported, and the rest continues
            why = f"{type(error).__name__}: {error}"
        for key in each.keys:
            found.setdefault(key, Found(why=why))
    bench.show_progress(f"{monotonic() - start:5.0f} s  done")
    return found


def _group(each: Measure) -> str:
    return each.keys[0].split(".")[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument(
        "--short",
        action="store_true",
        help="fewer rounds and nothing very large: about two minutes",
    )
    parser.add_argument(
        "--only", metavar="GROUPS", default="", help=f"some of: {', '.join(GROUPS)}"
    )
    parser.add_argument(
        "--folder", type=Path, help="keep data and environments here, for the next run"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where the figures go (a full run: last.json)"
    )
    parser.add_argument("--date", default="", help="the day, noted beside the figures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
