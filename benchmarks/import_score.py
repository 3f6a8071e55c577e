"""How much of a plan an import of its printed table finds, and whether it is ever wrong where it is sure.

python -m benchmarks.import_score TABLE PLAN [TABLE PLAN...]

TABLE is a file with the printed table, PLAN a shipped plan's name or the plan file to hold it against.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct

from plan_data.item_builder import items_of_plan
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.table_import.imported import ImportOptions, import_table

Dated = tuple[str, date]


class Score(Struct):
    """What was found of what there is, and what was not."""

    name: str
    found: int
    there: int
    missed: list[str]

    def __str__(self) -> str:
        share = 100 * self.found / self.there if self.there else 100
        told = f"   missed: {', '.join(self.missed)}" if self.missed else ""
        return f"  {self.name:<22} {self.found:4} of {self.there:4} {share:6.1f}%{told}"


def main(words: list[str]) -> int:
    """Score each pair and return 0 where all reach the goal."""
    parser = argparse.ArgumentParser("python -m benchmarks.import_score", description="score imports of printed tables")
    parser.add_argument("files", nargs="+", metavar="TABLE PLAN", help="a table's path and the plan it is held against")
    files = parser.parse_args(words).files
    if len(files) % 2:
        parser.error("give a plan for each table")
    good = [_told(Path(table), load_plan(find_plan(plan))) for table, plan in zip(files[::2], files[1::2], strict=True)]
    return 0 if all(good) else 1


def _told(table: Path, shipped: LoadedPlan) -> bool:
    imported = import_table(table, ImportOptions(plan=shipped.about.id, title=shipped.about.title))
    items = items_of_plan(imported.plan, shipped.year)
    scores = [_objectives(items, shipped.items), _milestones(items, shipped.items), _figures(items, shipped.items)]
    wrong = _wrong(items, shipped.items)
    sys.stdout.write(f"{table.name} against {shipped.about.id}\n")
    sys.stdout.write("".join(f"{score}\n" for score in scores))
    extra = ", ".join(f"{objective} {due.isoformat()}" for objective, due in wrong)
    sys.stdout.write(f"  {'sure and wrong dates':<22} {len(wrong):4}{'   ' if extra else ''}{extra}\n")
    return not wrong and all(100 * score.found >= 95 * score.there for score in scores)


def _objectives(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    there = list(dict.fromkeys(item.objective for item in wanted))
    found = {item.objective for item in items}
    missed = [number for number in there if number not in found]
    return Score("objectives' numbers", len(there) - len(missed), len(there), missed)


def _milestones(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    """Hold milestones by objective and dates; a date that several milestones share is found once for each."""
    left = Counter(_dated(items))
    milestones: dict[str, list[Dated]] = {}
    for item in wanted:
        if item.due and item.kind != "figure":
            milestones.setdefault(item.milestone, []).append((item.objective, item.due))
    missed = []
    for milestone, dates in milestones.items():
        if all(left[each] > 0 for each in dates):
            left.subtract(dates)
        else:
            missed.append(f"{milestone} ({dates[0][1].isoformat()})")
    return Score("dated milestones", len(milestones) - len(missed), len(milestones), missed)


def _figures(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    left = Counter((item.objective, item.due, item.target) for item in items if item.kind == "figure")
    missed, there = [], 0
    for item in wanted:
        if item.kind == "figure":
            there += 1
            key = (item.objective, item.due, item.target)
            if left[key] > 0:
                left[key] -= 1
            else:
                missed.append(f"{item.ref} ({item.target:g})")
    return Score("cumulative figures", there - len(missed), there, missed)


def _wrong(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> list[Dated]:
    """Return the dates without `?` that the plan does not have for the objective."""
    right = {(item.objective, item.due) for item in wanted if item.due}
    return [dated for dated in dict.fromkeys(_dated(item for item in items if not item.confirm)) if dated not in right]


def _dated(items: Iterable[PlanItem]) -> list[Dated]:
    return [(item.objective, item.due) for item in items if item.due and item.kind != "figure"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
