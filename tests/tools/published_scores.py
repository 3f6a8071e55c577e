"""Score imports of tables laid out as published plans and trackers are.

python -m tests.tools.published_scores [-v] [PART OF A NAME]

Each file in tests/plan_data/table_import/published has tables and what a careful person reads in
them. `%% NAME SUFFIX [--year YEAR] [--column HEADING=ROLE] ...` begins one, then comes its text, a
line `->`, and a line for each row: `title | time | lead`, the lead only where print has one. The
text of a sheet is CSV: `^` is merged with the cell above, `<` with the cell to the left, and
`@2024-05-31` is a date. The text of a document is Markdown with the same signs. A table is imported
as it is; only if that is refused, the options count.
"""

import csv
import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.plan_years import plan_year
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import import_table
from plan_data.timescale.financial_year import FinancialYear
from tests.tools.import_comparison import (
    RowScore,
    is_sure,
    lead_names,
    milestones_of,
    times_of,
    words_of,
)

if TYPE_CHECKING:
    from docx.document import Document as Docx

FOLDER = Path(__file__).parents[1] / "plan_data" / "table_import" / "published"
UP, LEFT = "^", "<"
DEFAULT_YEAR = "2024"  # of a table that is refused because it names no year


class Row(Struct, frozen=True):
    """What a careful person reads in a row."""

    title: str
    when: str
    lead: str = ""


class PublishedTable(Struct, frozen=True):
    """A table as published, the options for it, and its rows."""

    name: str
    suffix: str
    options: str
    text: str
    rows: tuple[Row, ...]


class Score(RowScore):
    """Counts of tables and rows, and a sentence for each that is not as it should be."""

    needed_options: int = 0
    leads_found: int = 0


def read_published() -> Iterator[PublishedTable]:
    """Yield the tables of all files, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in f"\n{path.read_text(encoding='utf-8')}".split("\n%% ")[1:]:
            heading, _, rest = block.partition("\n")
            described, _, options = heading.partition(" --")
            name, _, suffix = described.rpartition(" ")
            text, _, lines = rest.partition("\n->\n")
            rows = [Row(*line.split(" | ")) for line in lines.strip().splitlines()]
            yield PublishedTable(name, suffix, f"--{options}", text.strip("\n"), tuple(rows))


def score_published(table: PublishedTable, folder: Path) -> Score:
    """Import one table and compare its plan with what a careful person reads."""
    score = Score(tables=1, rows=len(table.rows))
    path = folder / f"table.{table.suffix}"
    write_table(table, path)
    try:
        plan = import_table(path, ImportOptions(plan="x", title="X")).plan
    except MilepostError as refusal:
        score.needed_options = 1
        score.faults.append(f"refused: {refusal}")
        try:
            plan = import_table(path, _options(table.options)).plan
        except MilepostError as second:
            score.refused = 1
            score.faults.append(f"refused with {table.options}: {second}")
            plan = None
    if plan is not None:
        _compare(table, plan, score)
    score.faults = [f"{table.name}: {fault}" for fault in score.faults]
    return score


def _options(words: str) -> ImportOptions:
    year = DEFAULT_YEAR
    columns = []
    for option in words.split("--")[1:]:
        name, _, value = option.strip().partition(" ")
        if name == "year":
            year = value.strip('"')
        elif name == "column":
            columns.append(value.strip('"'))
    return ImportOptions(plan="x", title="X", year=year, columns=tuple(columns))


def _compare(table: PublishedTable, plan: Plan, score: Score) -> None:
    years = plan_year(plan.about) or FinancialYear(2024)
    milestones = list(milestones_of(plan))
    taken: set[str] = set()
    for row in table.rows:
        found = None
        for objective, milestone in milestones:
            if row.title in words_of(objective, milestone) and milestone.id not in taken:
                found = (objective, milestone)
                break
        if found is None:
            score.faults.append(f"'{row.title}' is not found")
            continue
        taken.add(found[1].id)
        score.found += 1
        _compare_time(row, found[1], years, score)
        _compare_lead(row, found, plan, score)
    for _, milestone in milestones:
        if milestone.id not in taken and is_sure(milestone):
            score.wrong += 1
            score.faults.append(f"'{milestone.title}' ({milestone.when}) is too many")


def _compare_time(row: Row, milestone: Milestone, years: FinancialYear, score: Score) -> None:
    wanted = times_of(row.when.removeprefix("?"), years)
    if times_of(milestone.when or "", years) == wanted:
        score.right += 1
        return
    score.faults.append(f"'{row.title}' is {milestone.when}, not {row.when}")
    if is_sure(milestone):
        score.wrong += 1
    elif (milestone.when or "").startswith("undated"):
        score.undated += 1
    else:
        score.marked += 1


def _compare_lead(row: Row, found: tuple[Objective, Milestone], plan: Plan, score: Score) -> None:
    if not row.lead:
        return
    score.leads += 1
    names = lead_names(*found, plan)
    if row.lead in " ".join(names):
        score.leads_found += 1
    else:
        score.faults.append(f"'{row.title}' is led by {names}, not {row.lead}")


def write_table(table: PublishedTable, path: Path) -> None:
    """Write the file of a table."""
    if table.suffix == "xlsx":
        _write_sheet(table.text, path)
    elif table.suffix == "docx":
        _write_document(table.text, path)
    else:
        path.write_text(f"{table.text}\n", encoding="utf-8")


def _write_sheet(text: str, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    rows = list(csv.reader(io.StringIO(text)))
    for number, row in enumerate(rows, 1):
        for column, word in enumerate(row, 1):
            if word in ("", UP, LEFT):
                continue
            value: str | float | date = word
            if word.startswith("@"):
                value = date.fromisoformat(word[1:])
            elif word.replace(".", "", 1).isdigit():
                value = float(word)
            sheet.cell(number, column, value)
    for top, left, bottom, right in _merged(rows):
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    book.save(path)


def _merged(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield first and last row and column of each merged cell."""
    for top, row in enumerate(rows):
        for left, word in enumerate(row):
            if word in (UP, LEFT):
                continue
            bottom, right = top, left
            while bottom + 1 < len(rows) and rows[bottom + 1][left : left + 1] == [UP]:
                bottom += 1
            while row[right + 1 : right + 2] == [LEFT]:
                right += 1
            if (bottom, right) != (top, left):
                yield top, left, bottom, right


def _write_document(text: str, path: Path) -> None:
    from docx import Document

    document = Document()
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if table:
            _add_table(document, [row for row in table if set("".join(row)) != {"-"}])
            table = []
        level = len(line) - len(line.lstrip("#"))
        if level:
            document.add_heading(line.strip("# "), level)
        elif line:
            document.add_paragraph(line)
    document.save(str(path))


def _add_table(document: "Docx", rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width)
    for top, left, bottom, right in _merged(rows):
        table.cell(top, left).merge(table.cell(bottom, right))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            if words in ("", UP, LEFT):
                continue
            paragraphs = words.replace("**", "").split("<br>")
            cell = table.cell(number, column)
            cell.paragraphs[0].text = paragraphs[0]
            for paragraph in paragraphs[1:]:
                cell.add_paragraph(paragraph)


def score_all_published(part: str = "") -> Score:
    """Return the sum of the scores of the tables whose names have `part`."""
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        for table in read_published():
            if part in table.name:
                total.add(score_published(table, Path(folder)))
    return total


def main(words: list[str]) -> int:
    """Print the scores and return 0 if no sure date is wrong."""
    parts = [word for word in words if word != "-v"]
    total = score_all_published(" ".join(parts))
    sys.stdout.write(
        f"{total.tables} tables, {total.rows} rows\n"
        f"  tables refused as published  {total.needed_options:4}\n"
        f"  tables refused with options  {total.refused:4}\n"
        f"  rows found                   {total.found:4}\n"
        f"  time right                   {total.right:4}\n"
        f"  marked                       {total.marked:4}\n"
        f"  undated, print has a time    {total.undated:4}\n"
        f"  wrong and sure               {total.wrong:4}\n"
        f"  lead found                   {total.leads_found:4} of {total.leads}\n"
    )
    if "-v" in words:
        sys.stdout.write("".join(f"{fault}\n" for fault in total.faults))
    return int(total.wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
