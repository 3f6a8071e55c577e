"""A plan's table is read out of a document with pages of prose and other tables around it."""

from pathlib import Path

import docx
import msgspec
import pytest

from plan_data.table_import.importer import ImportResult, import_table
from plan_data.text import path_text
from tests.plan_data.table_import.sample_tables import OPTIONS, objectives

YEAR = msgspec.structs.replace(OPTIONS, year="2024/25")
BEFORE = [
    "Coast Delivery Plan",
    "Foreword",
    "This plan says what we do by March 2025. It was agreed in June 2024, and replaces that of 2023.",
    "Our partners meet every month, and report to the Board by 30 September 2024.",
]
HISTORY = [["Version", "Date", "Author", "Change"], ["1", "May 2024", "Plan editor", "First draft"]]
FIRST = [
    ["Objective", "Measure", "Timescale", "Lead"],
    ["Open the dunes", "Path open", "September 2024", "Parks"],
    ["Mark the paths", "Signs up", "31 December 2024", "Parks"],
]
SECOND = [
    ["Objective", "Measure", "Timescale", "Lead"],
    ["Clean the beach", "Beach clean", "June 2024", "Shore"],
]
GLOSSARY = [["RAG", "Red, amber, green"], ["SRO", "Senior responsible owner"], ["KPI", "A measure"]]
ROLES = [
    ["Body", "Chair", "Members", "Secretary"],
    ["Board", "Coast lead", "All leads", "Plan office"],
]
AFTER = [
    "How we review the plan",
    "The plan is reviewed by 31 March 2025; a new one begins in April 2025.",
    "Risks stand in the register, which is updated quarterly.",
]
WANTED = {
    "Open the dunes": "Sep 2024",
    "Mark the paths": "31 Dec 2024",
    "Clean the beach": "Jun 2024",
}


def _markdown_table(rows: list[list[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [*lines[:1], f"|{'---|' * len(rows[0])}", *lines[1:], ""]


def _markdown(path: Path) -> None:
    parts = [
        *["# Coast Delivery Plan", "", *BEFORE, "", "## History", ""],
        *_markdown_table(HISTORY),
        *["## Theme A: dunes", ""],
        *_markdown_table(FIRST),
        *["Some words between two tables, with a date: May 2024.", "", "## Glossary", ""],
        *_markdown_table([["Word", "Meaning"], *GLOSSARY]),
        *["## Theme B: beaches", ""],
        *_markdown_table(SECOND),
        *["## Who does what", ""],
        *_markdown_table(ROLES),
        *["## Review", "", *AFTER],
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


def _tab_separated(path: Path) -> None:
    def table(rows: list[list[str]]) -> list[str]:
        return ["\t".join(row) for row in rows]

    parts = [
        *[*BEFORE, "Foreword\t2", "The plan\t3", "Glossary\t9", ""],
        *table(HISTORY),
        *["", "THEME A: DUNES", ""],
        *table(FIRST),
        *["", "Glossary", ""],
        *table(GLOSSARY),
        *["", "THEME B: BEACHES", ""],
        *table(SECOND),
        *["", "Who does what", ""],
        *table(ROLES),
        *["", *AFTER],
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


def _document(path: Path) -> None:
    document = docx.Document()

    def add(heading: str, rows: list[list[str]]) -> None:
        document.add_heading(heading, level=1)
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    for line in BEFORE:
        document.add_paragraph(line)
    add("History", HISTORY)
    add("Theme A: dunes", FIRST)
    add("Glossary", [["Word", "Meaning"], *GLOSSARY])
    add("Theme B: beaches", SECOND)
    add("Who does what", ROLES)
    for line in AFTER:
        document.add_paragraph(line)
    document.save(str(path))


WRITERS = {"plan.md": _markdown, "plan.txt": _tab_separated, "plan.docx": _document}


def _imported(folder: Path, name: str) -> ImportResult:
    WRITERS[name](folder / name)
    return import_table(folder / name, YEAR)


@pytest.mark.parametrize("name", WRITERS)
def test_the_plan_has_the_objectives_of_its_tables_and_nothing_else(
    tmp_path: Path, name: str
) -> None:
    found = objectives(_imported(tmp_path, name).plan).values()

    assert {each.title: each.milestones[0].when for each in found} == WANTED
    assert all(len(each.milestones) == 1 for each in found)


@pytest.mark.parametrize("name", WRITERS)
def test_each_table_of_the_plan_is_a_section_and_other_tables_are_named(
    tmp_path: Path, name: str
) -> None:
    result = _imported(tmp_path, name)
    titles = [section.title.casefold() for section in result.plan.sections]
    left = " ".join(result.report.left)

    assert titles[-1] == "theme b: beaches"
    assert len(titles) == 2
    assert "Body, Chair, Members, Secretary" in left
    assert "RAG" in left or "Word, Meaning" in left
    assert path_text(name) not in titles


COPIED = """Our plan
Ref\tObjective\tMeasure\tTimescale\tLead
1.1\tOpen the dunes\tPath open
Signs up
Maps out\tSeptember 2024\tParks
1.2\tMark the paths\tSigns
Maps\tJune 2024\tParks
1.3\tClean the beach\tBeach clean\tMay 2024\tShore

After the table, by July 2024.
"""


def test_paragraphs_of_a_cell_that_word_copies_as_lines_are_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "copied.txt"
    path.write_text(COPIED, encoding="utf-8")
    found = objectives(import_table(path, YEAR).plan)

    assert list(found) == ["1.1", "1.2", "1.3"]
    assert found["1.1"].success == ("Path open", "Signs up", "Maps out")
    assert [each.milestones[0].when for each in found.values()] == [
        "Sep 2024",
        "Jun 2024",
        "May 2024",
    ]
    assert found["1.2"].leads == ("PARKS",)


def test_rows_without_the_tabs_at_their_ends_are_not_joined(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text(
        "Objective\tTimescale\tMeasure\tLead\nOpen the dunes\tMay 2024\tPath open\tParks\n"
        "Mark the paths\tJune 2024\nClean the beach\tJuly 2024\tBeach clean\n",
        encoding="utf-8",
    )
    found = objectives(import_table(path, YEAR).plan)

    assert {each.title: each.milestones[0].when for each in found.values()} == {
        "Open the dunes": "May 2024",
        "Mark the paths": "Jun 2024",
        "Clean the beach": "Jul 2024",
    }


def test_a_section_between_two_runs_of_rows_does_not_end_the_table(tmp_path: Path) -> None:
    path = tmp_path / "sections.txt"
    lines = ["\t".join(row) for row in FIRST]
    lines += ["", "THEME B: BEACHES", "", "\t".join(SECOND[1]), "", "NOTES", "", "a\tb", "c\td"]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = import_table(path, YEAR)
    found = objectives(result.plan).values()

    assert {each.title: each.milestones[0].when for each in found} == WANTED
    assert "the table in lines 11 to 12 (a, b) is not read" in result.report.left
