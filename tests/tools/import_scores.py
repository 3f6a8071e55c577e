"""Score imports of small tables against the plans that a careful person would write of them.

python -m tests.tools.import_scores [-v]

Each file in tests/plan_data/table_import/layouts has tables as programs and people lay them out.
A line `## NAME SUFFIX` begins one, then comes its table, a line `->`, and the plan: a line for each
milestone, `title | time`, where the time is in the timescale language, `undated` or `ongoing`; a
leading `?` allows the reading to be marked as a guess. Prints how many milestones are found by
their titles, how many have the right time or are marked, how many are missing and not named, and
how many have a wrong date that is sure. Exits 1 if there is one of the last.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.model import Milestone
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_table
from plan_data.timescale.financial_year import FinancialYear
from tests.tools.import_comparison import ImportScore, is_sure, milestones_of, times_of, words_of

FOLDER = Path(__file__).parents[1] / "plan_data" / "table_import" / "layouts"
YEAR = "2024/25"


class Layout(Struct, frozen=True):
    """A table, and the title and the time of each milestone that its plan has."""

    name: str
    suffix: str
    table: str
    wanted: tuple[tuple[str, str], ...]


class LayoutScore(ImportScore):
    """Counts of milestones, and a sentence for each that is not as it should be."""

    wanted: int = 0
    silent: int = 0


def read_layouts() -> Iterator[Layout]:
    """Yield the tables of all files, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in f"\n{path.read_text(encoding='utf-8')}".split("\n## ")[1:]:
            heading, _, rest = block.partition("\n")
            name, _, suffix = heading.rpartition(" ")
            table, _, plan = rest.partition("\n->\n")
            wanted = []
            for line in plan.strip().splitlines():
                title, _, when = line.rpartition(" | ")
                wanted.append((title.strip(), when.strip()))
            yield Layout(name, suffix, table.replace("<TAB>", "\t"), tuple(wanted))


def score_layout(layout: Layout, folder: Path) -> LayoutScore:
    """Import one table and compare its plan with the one that is wanted."""
    score = LayoutScore(wanted=len(layout.wanted))
    path = folder / f"table.{layout.suffix}"
    path.write_text(layout.table, encoding="utf-8")
    try:
        result = import_table(path, ImportOptions(plan="x", title="X", year=YEAR))
    except MilepostError as refusal:
        score.silent = score.wanted
        score.faults.append(f"{layout.name}: refused: {refusal}")
        return score
    _compare(layout, result, score)
    return score


def _compare(layout: Layout, result: ImportResult, score: LayoutScore) -> None:
    milestones = list(milestones_of(result.plan))
    left = " ".join(result.report.left)
    taken: set[str] = set()
    for title, when in layout.wanted:
        found = None
        for objective, milestone in milestones:
            if title in words_of(objective, milestone) and milestone.id not in taken:
                found = milestone
                break
        if found is None:
            if title not in left:
                score.silent += 1
            score.faults.append(f"{layout.name}: '{title}' is not found")
            continue
        taken.add(found.id)
        score.found += 1
        _compare_time(layout.name, title, when, found, score)
    for _, milestone in milestones:
        if milestone.id not in taken and is_sure(milestone):
            score.wrong += 1
            score.faults.append(
                f"{layout.name}: '{milestone.title}' ({milestone.when}) is too many"
            )


def _compare_time(
    name: str, title: str, when: str, milestone: Milestone, score: LayoutScore
) -> None:
    year = FinancialYear.parse(YEAR)
    if times_of(milestone.when or "", year) == times_of(when.removeprefix("?"), year):
        score.right += 1
    elif not is_sure(milestone):
        score.marked += 1
        score.faults.append(f"{name}: '{title}' is marked {milestone.when}, not {when}")
    else:
        score.wrong += 1
        score.faults.append(f"{name}: '{title}' is {milestone.when}, not {when}")


def score_all() -> LayoutScore:
    """Return the sum of the scores of all tables."""
    total = LayoutScore()
    with tempfile.TemporaryDirectory() as folder:
        for layout in read_layouts():
            total.add(score_layout(layout, Path(folder)))
    return total


def main(words: list[str]) -> int:
    """Print the scores and return 0 if no sure date is wrong."""
    total = score_all()
    tables = len(list(read_layouts()))
    sys.stdout.write(
        f"{tables} tables, {total.wanted} milestones\n"
        f"  found            {total.found:4}\n"
        f"  time right       {total.right:4}\n"
        f"  marked           {total.marked:4}\n"
        f"  silent           {total.silent:4}\n"
        f"  wrong and sure   {total.wrong:4}\n"
    )
    if "-v" in words:
        sys.stdout.write("".join(f"{fault}\n" for fault in total.faults))
    return int(total.wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
