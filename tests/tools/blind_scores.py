"""Score imports of tables that were written without sight of the importer.

python -m tests.tools.blind_scores [-v] [--bare] [PART OF A NAME]

Each table in tests/plan_data/table_import/blind has beside it what a careful reader finds, in a
form that README.md there describes. A table is imported with the options that its reader gives,
or with none with `--bare`. Exits 1 if a sure date is wrong.
"""

import re
import shlex
import sys
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plan_data.errors import MilepostError
from plan_data.items import ItemKind
from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.plan_years import plan_year
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import import_table
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import Occurrence, expand_occurrences
from tests.tools.import_comparison import RowScore, is_sure, lead_names, milestones_of

FOLDER = Path(__file__).parents[1] / "plan_data" / "table_import" / "blind"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KINDS: dict[str, set[ItemKind]] = {
    "none": {"undated"},
    "from": {"start"},
    "ongoing": {"continuing"},
    "repeat": {"repeat"},
}
OPENED = frozenset({"from", "ongoing"})  # times whose day is the first
OPTIONS = {"--year": "year", "--year-starts": "year_starts", "--start": "start"}


class BlindRow(Struct, frozen=True):
    """What a careful reader finds in a row: its words, leads, and time."""

    words: str
    leads: tuple[str, ...]
    when: str

    @property
    def is_doubtful(self) -> bool:
        """Whether a careful reader would hesitate."""
        return self.when.startswith("?")


class BlindTable(Struct, frozen=True):
    """A table, the options for it and its rows."""

    path: Path
    options: ImportOptions
    rows: tuple[BlindRow, ...]


class FoundMilestone(Struct, frozen=True):
    """A milestone, its objective, and what they expand to."""

    objective: Objective
    milestone: Milestone
    occurrences: tuple[Occurrence, ...]

    @property
    def words(self) -> str:
        """The words of the objective and of the milestone."""
        return f"{_plain(self.objective.title)}: {self.own_words}"

    @property
    def own_words(self) -> str:
        """The words of the milestone."""
        return _plain(self.milestone.wording or self.milestone.title)

    @property
    def is_sure(self) -> bool:
        """Whether it has a time that is no guess."""
        return is_sure(self.milestone)

    @property
    def dues(self) -> set[date]:
        """Its deadlines."""
        return {each.due for each in self.occurrences if each.due and each.kind != "start"}


def read_blind() -> list[BlindTable]:
    """Return the tables, in order."""
    tables = []
    for expected in sorted(FOLDER.glob("*.expected")):
        first, *lines = expected.read_text(encoding="utf-8").splitlines()
        words = shlex.split(first.partition(":")[2])
        values = {OPTIONS[name]: value for name, value in zip(words[::2], words[1::2], strict=True)}
        rows = []
        for line in lines:
            title, lead, when = line.split("\t")
            leads = tuple(name for name in lead.split("; ") if name)
            rows.append(BlindRow(title, leads, when))
        (path,) = (each for each in FOLDER.glob(f"{expected.stem}.*") if each != expected)
        options = replace(ImportOptions(plan="x", title="X"), **values)
        tables.append(BlindTable(path, options, tuple(rows)))
    return tables


def score_blind(table: BlindTable, *, is_bare: bool = False) -> RowScore:
    """Import one table and compare its plan with what a careful reader finds."""
    score = RowScore(tables=1, rows=len(table.rows))
    options = ImportOptions(plan="x", title="X") if is_bare else table.options
    try:
        plan = import_table(table.path, options).plan
    except MilepostError as refusal:
        score.refused = 1
        score.faults.append(f"refused: {refusal}")
    else:
        _compare(table, plan, score)
    score.faults = [f"{table.path.stem}: {fault}" for fault in score.faults]
    return score


def _compare(table: BlindTable, plan: Plan, score: RowScore) -> None:
    left = _milestones(plan)
    for row in table.rows:
        found = _find(row, left)
        if not found:
            score.faults.append(f"'{row.words}' is not found")
            continue
        score.found += 1
        left = [each for each in left if each not in found]
        _compare_time(row, found, score)
        names = _lead_names(found, plan)
        if all(lead in names for lead in row.leads):
            score.leads += 1
        else:
            score.faults.append(f"'{row.words}' is led by {names}")
    for each in left:
        if each.is_sure:
            score.wrong += 1
            score.faults.append(f"'{each.words}' ({each.milestone.when}) is too many")


def _milestones(plan: Plan) -> list[FoundMilestone]:
    years = plan_year(plan.about) or FinancialYear(2024)
    found = []
    for objective, milestone in milestones_of(plan):
        occurrences: tuple[Occurrence, ...] = ()
        if milestone.when or milestone.cumulative:
            occurrences = expand_occurrences(milestone, years)
        found.append(FoundMilestone(objective, milestone, occurrences))
    return found


def _plain(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").split())


def _find(row: BlindRow, milestones: list[FoundMilestone]) -> list[FoundMilestone]:
    """Return the milestones of the first objective that has the row's words."""
    words = _plain(row.words.partition("#")[0])
    stage = words.split("|")
    tests = (
        lambda each: each.own_words == words,
        lambda each: _plain(each.objective.title) == words,
        lambda each: all(part in each.words for part in stage),
    )
    for test in tests:
        found = [each for each in milestones if test(each)]
        if found:
            return [each for each in found if each.objective is found[0].objective]
    return []


def _compare_time(row: BlindRow, found: list[FoundMilestone], score: RowScore) -> None:
    if _is_right(row.when.removeprefix("?"), found):
        score.right += 1
        return
    times = ", ".join(str(each.milestone.when or each.milestone.cumulative) for each in found)
    sure = [each for each in found if each.is_sure]
    days = {date.fromisoformat(day) for day in DAY.findall(row.when)}
    if row.is_doubtful and days and all(each.dues and each.dues <= days for each in sure):
        score.marked += 1
    elif sure:
        score.wrong += 1
        score.faults.append(f"'{row.words}' is {times}, not {row.when}: SURE")
    elif row.is_doubtful:
        score.marked += 1
    elif not any(each.dues for each in found) and DAY.search(row.when):
        score.undated += 1
        score.faults.append(f"'{row.words}' is {times}, not {row.when}: undated")
    else:
        score.marked += 1
        score.faults.append(f"'{row.words}' is {times}, not {row.when}: marked")


def _is_right(when: str, found: list[FoundMilestone]) -> bool:
    """Return whether milestones have the time of a row, figures of its measures apart."""
    dated = [each for each in found if each.milestone.cumulative is None]
    if not when:
        return not any(each.is_sure for each in dated)
    occurrences = [each for one in dated for each in one.occurrences]
    kinds = {each.kind for each in occurrences}
    days = [date.fromisoformat(day) for day in DAY.findall(when)]
    word = when.partition(" ")[0]
    if word in KINDS:
        if days and word in OPENED and occurrences[0].opens != days[0]:
            return False
        return kinds <= KINDS[word]
    windows = {each.opens for each in occurrences if each.kind == "window"}
    deadlines = {each.due for each in occurrences if each.kind != "start"}
    if " to " in when:
        return windows == {days[0]} and deadlines == {days[1]}
    return deadlines == set(days)


def _lead_names(found: list[FoundMilestone], plan: Plan) -> str:
    names: list[str] = []
    for each in found:
        names += lead_names(each.objective, each.milestone, plan)
    return " ".join(names)


def main(words: list[str]) -> int:
    """Print the scores and return 0 if no sure date is wrong."""
    part = " ".join(word for word in words if word not in ("-v", "--bare"))
    total = RowScore()
    for table in read_blind():
        if part in table.path.stem:
            total.add(score_blind(table, is_bare="--bare" in words))
    sys.stdout.write(
        f"{total.tables} tables, {total.rows} rows\n"
        f"  tables refused             {total.refused:4}\n"
        f"  rows found                 {total.found:4}\n"
        f"  time right                 {total.right:4}\n"
        f"  marked                     {total.marked:4}\n"
        f"  undated, print has a time  {total.undated:4}\n"
        f"  wrong and sure             {total.wrong:4}\n"
        f"  lead found                 {total.leads:4}\n"
    )
    if "-v" in words:
        sys.stdout.write("".join(f"{fault}\n" for fault in total.faults))
    return int(total.wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
