"""Score how much of a plan an import of its printed table finds, and whether sure dates are wrong.

python -m benchmarks.import_score TABLE PLAN [TABLE PLAN...]

TABLE is a file with the printed table, PLAN the name of a shipped plan or the plan file to compare
the import with.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from plan_data.item_builder import items_of_plan
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import import_table

GOAL = 95  # percent of each score
_LABEL_WIDTH = 22

DatedObjective = tuple[str, date]  # an objective's number and a due date


class Score(Struct):
    """How many of the things in a plan an import found, and which it missed."""

    name: str
    found: int
    total: int
    missed: list[str]

    def reaches_goal(self) -> bool:
        """Return whether enough was found."""
        return 100 * self.found >= GOAL * self.total

    def percent(self) -> float:
        """Return the share that was found, 100 if there is nothing to find."""
        if not self.total:
            return 100.0
        return 100 * self.found / self.total

    def __str__(self) -> str:
        text = (
            f"  {self.name:<{_LABEL_WIDTH}} {self.found:4} of {self.total:4} {self.percent():6.1f}%"
        )
        if self.missed:
            text += f"   missed: {', '.join(self.missed)}"
        return text


def main(words: list[str]) -> int:
    """Score each pair and return 0 if all reach the goal."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.import_score", description="score imports of printed tables"
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="TABLE PLAN",
        help="a table's path and the plan it is held against",
    )
    files = parser.parse_args(words).files
    if len(files) % 2:
        parser.error("give a plan for each table")
    exit_code = 0
    for table, plan in zip(files[::2], files[1::2], strict=True):
        if not _score_import(Path(table), load_plan(find_plan(plan))):
            exit_code = 1
    return exit_code


def _score_import(table: Path, loaded: LoadedPlan) -> bool:
    """Print the scores of a table and return whether all reach the goal without a wrong date."""
    options = ImportOptions(plan=loaded.about.id, title=loaded.about.title)
    items = items_of_plan(import_table(table, options).plan, loaded.year)
    scores = [
        _score_objectives(items, loaded.items),
        _score_milestones(items, loaded.items),
        _score_figures(items, loaded.items),
    ]
    wrong = _wrong_dates(items, loaded.items)
    sys.stdout.write(f"{table.name} against {loaded.about.id}\n")
    for score in scores:
        sys.stdout.write(f"{score}\n")
    sys.stdout.write(f"{_wrong_dates_text(wrong)}\n")
    return not wrong and all(score.reaches_goal() for score in scores)


def _wrong_dates_text(wrong: Sequence[DatedObjective]) -> str:
    text = f"  {'sure and wrong dates':<{_LABEL_WIDTH}} {len(wrong):4}"
    if wrong:
        dates = ", ".join(f"{objective} {due.isoformat()}" for objective, due in wrong)
        text += f"   {dates}"
    return text


def _score_objectives(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    numbers = list(dict.fromkeys(item.objective for item in wanted))
    found = {item.objective for item in items}
    missed = [number for number in numbers if number not in found]
    return Score("objectives' numbers", len(numbers) - len(missed), len(numbers), missed)


def _score_milestones(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    """Match milestones by objective and dates; a date of several milestones counts for each."""
    unmatched = Counter(_dated_objectives(items))
    milestones: dict[str, list[DatedObjective]] = {}
    for item in wanted:
        if item.due and item.kind != "figure":
            milestones.setdefault(item.milestone, []).append((item.objective, item.due))
    missed = []
    for milestone, dates in milestones.items():
        if all(unmatched[dated] > 0 for dated in dates):
            unmatched.subtract(dates)
        else:
            _, first_due = dates[0]
            missed.append(f"{milestone} ({first_due.isoformat()})")
    return Score("dated milestones", len(milestones) - len(missed), len(milestones), missed)


def _score_figures(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> Score:
    unmatched = Counter(map(_figure_key, _figures(items)))
    figures = _figures(wanted)
    missed = []
    for item in figures:
        key = _figure_key(item)
        if unmatched[key] > 0:
            unmatched[key] -= 1
        else:
            missed.append(f"{item.ref} ({item.target:g})")
    return Score("cumulative figures", len(figures) - len(missed), len(figures), missed)


def _figures(items: Iterable[PlanItem]) -> list[PlanItem]:
    return [item for item in items if item.kind == "figure"]


def _figure_key(item: PlanItem) -> tuple[str, date | None, float | None]:
    return item.objective, item.due, item.target


def _wrong_dates(items: Iterable[PlanItem], wanted: Iterable[PlanItem]) -> list[DatedObjective]:
    """Return the dates without `?` that the plan does not have for the objective, each once."""
    right = {(item.objective, item.due) for item in wanted}
    sure = _dated_objectives(item for item in items if not item.confirm)
    return [dated for dated in dict.fromkeys(sure) if dated not in right]


def _dated_objectives(items: Iterable[PlanItem]) -> list[DatedObjective]:
    """Return the objective and the due date of each item that has a date and is no figure."""
    return [(item.objective, item.due) for item in items if item.due and item.kind != "figure"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
