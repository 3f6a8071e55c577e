from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_data.errors import MilepostError, Unusable
from plan_data.load import check_plan_file
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_table
from tests.plan_data.table_import.sample_tables import HEADER, OPTIONS, imported, objectives

HEADINGS = ["Ref", "Action", "By when", "Owner", "Theme", "Target"]
ROW = ["1.1", "Open a hub", "March 2010", "Council", "Homes", "Hub used"]


def _summary(
    result: ImportResult,
) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    objective = objectives(result.plan)["1.1"]
    return (
        objective.title,
        objective.milestones[0].when,
        objective.leads,
        objective.pathways,
        objective.success,
    )


READ = ("Open a hub", "Mar 2010", ("COUNCIL",), ("HOMES",), ("Hub used",))


@pytest.mark.parametrize(
    ("name", "mark"),
    [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.txt", "\t"), ("a.csv", "\t")],
)
def test_separated_text_is_read_whatever_separates_it(tmp_path: Path, name: str, mark: str) -> None:
    assert _summary(imported(tmp_path, f"{mark.join(HEADINGS)}\n{mark.join(ROW)}\n", name)) == READ


def test_a_markdown_table_is_read(tmp_path: Path) -> None:
    text = (
        f"# Plan\n\n| {' | '.join(HEADINGS)} |\n|:--|---|---|---|---|--:|\n| {' | '.join(ROW)} |\n"
    )
    assert _summary(imported(tmp_path, text, "a.md")) == READ


def test_quoted_cells_with_lines_are_read_in_csv_and_tsv(tmp_path: Path) -> None:
    for mark, name in ((",", "a.csv"), ("\t", "a.tsv")):
        text = f'{mark.join(HEADINGS)}\n{mark.join(ROW[:5])}{mark}"First, this\nThen ""that"""\n'
        assert objectives(imported(tmp_path, text, name).plan)["1.1"].success == (
            "First, this",
            'Then "that"',
        )


@pytest.mark.parametrize(
    "headings",
    [
        ["Owner", "Target", "Ref", "Theme", "By when", "Action"],
        [
            "Lead officer",
            "Success criteria",
            "No.",
            "Workstream",
            "Completion date",
            "What we will do",
        ],
        ["Who", "Outcomes", "Reference", "Strand", "Deadline", "Activity"],
        ["By whom", "KPIs", "#id", "Pathway", "Timescale (if known)", "Key actions"],
        ["Responsible", "Output", "Item no", "Themes", "Time-frame", "Task"],
    ],
)
def test_columns_are_known_by_their_headings_in_any_order(
    tmp_path: Path, headings: list[str]
) -> None:
    row = [ROW[3], ROW[5], ROW[0], ROW[4], ROW[2], ROW[1]]
    assert _summary(imported(tmp_path, f"{','.join(headings)}\n{','.join(row)}\n", "a.csv")) == READ


def test_a_misspelt_heading_is_a_guess(tmp_path: Path) -> None:
    result = imported(
        tmp_path, "Ref,Objectve,By when,Owner\n1.1,Open a hub,March 2010,Council\n", "a.csv"
    )
    assert objectives(result.plan)["1.1"].milestones[0].when == "Mar 2010"
    assert any("Objectve" in sentence for sentence in result.report.guessed)


def test_start_end_and_quarter_columns_are_read_and_ranks_are_no_priorities(tmp_path: Path) -> None:
    headings = "Priority,Action,Start date,End date,Who,Q1,Q2,Cost"
    text = f"{headings}\nHigh,Open,April 2009,June 2009,Council,10,20,£5\n"
    result = imported(tmp_path, text, "a.csv")
    first, figures = objectives(result.plan)["1"].milestones
    assert (first.when, figures.cumulative) == ("Apr 2009 to Jun 2009", {"Q1": 10, "Q2": 20})
    assert any("'Cost'" in sentence for sentence in result.report.left)
    assert any("'Priority'" in sentence for sentence in result.report.left)


def test_objectives_without_numbers_are_numbered_and_said_to_be(tmp_path: Path) -> None:
    result = imported(
        tmp_path, "Action,When,Who\nOpen,May 2009,A\nClose,May 2010,B\nClose,June 2010,B\n", "a.csv"
    )
    assert list(objectives(result.plan)) == ["1", "2"]
    assert all("ours" in (each.reading or "") for each in objectives(result.plan).values())
    assert [each.when for each in objectives(result.plan)["2"].milestones] == [
        "May 2010",
        "Jun 2010",
    ]


def test_a_spreadsheets_1_1_after_1_9_is_1_10(tmp_path: Path) -> None:
    lines = [f"1.{n},Do {n},May 2009,A" for n in [*range(1, 10), 1, 11]]
    result = imported(tmp_path, "\n".join(["Ref,Action,When,Who", *lines]), "a.csv")
    assert list(objectives(result.plan))[-2:] == ["1.10", "1.11"]
    assert objectives(result.plan)["1.10"].reading


def _workbook(path: Path, rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return book


def test_a_spreadsheets_dates_and_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    month, day = datetime(2010, 3, 1), datetime(2010, 3, 5)  # noqa: DTZ001 - a sheet's dates have no zone
    first, second = [9.1, "Open", month, "A", "Homes", 0.9], [9.2, "=1+1", day, "B", "", ""]
    book = _workbook(path, [HEADINGS, first, second])
    sheet = book.worksheets[0]
    sheet["A2"].number_format, sheet["C2"].number_format, sheet["F2"].number_format = (
        "0.00",
        "mmm-yy",
        "0%",
    )
    book.save(path)
    found = objectives(import_table(path, OPTIONS).plan)
    assert found["9.10"].milestones[0].when == "Mar 2010"
    assert [each.printed for each in found["9.10"].measures] == ["90%"]
    assert found["9.2"].milestones[0].when == "2010-03-05"
    assert "save the sheet once" in found["9.2"].title


def test_the_sheet_with_the_table_is_found_among_others(tmp_path: Path) -> None:
    book = _workbook(tmp_path / "a.xlsx", [HEADINGS, ROW])
    book.create_sheet("Notes").append(["Anything", "else"])
    book.save(tmp_path / "a.xlsx")
    assert _summary(import_table(tmp_path / "a.xlsx", OPTIONS)) == READ


def _document(path: Path, tables: list[list[list[str]]]) -> None:
    document = docx.Document()
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))


def test_a_documents_table_is_read_and_of_several_the_one_that_is_named(tmp_path: Path) -> None:
    _document(tmp_path / "one.docx", [[HEADINGS, ROW]])
    assert _summary(import_table(tmp_path / "one.docx", OPTIONS)) == READ
    _document(tmp_path / "two.docx", [[["a", "b"]], [HEADINGS, ROW]])
    options = ImportOptions(plan="x", title="X", year="2009/10", table=2)
    assert _summary(import_table(tmp_path / "two.docx", options)) == READ
    assert _summary(import_table(tmp_path / "two.docx", OPTIONS)) == READ
    _document(tmp_path / "none.docx", [[["a", "b"]], [["c", "d"]]])
    with pytest.raises(Unusable, match="2 tables"):
        import_table(tmp_path / "none.docx", OPTIONS)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(
            st.text(max_size=25)
            | st.sampled_from(
                [
                    "1.1 Do",
                    "1.",
                    "2.1.1",
                    "May 2010",
                    "A, B",
                    "no",
                    "010",
                    "~",
                    "#x",
                    "- a",
                    "Q1: 5 Q2: 3",
                    "=",
                ]
            ),
            min_size=6,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_the_cells_hold_the_plan_loads_without_a_problem(
    tmp_path: Path, cells: list[list[str]]
) -> None:
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in cells]
    try:
        result = imported(
            tmp_path,
            "\n".join([HEADER, *lines]).replace("\0", "").encode("utf-8", "replace").decode(),
        )
    except MilepostError as refusal:
        assert str(refusal)  # noqa: PT017 - either refused in a sentence, or whole
        return
    path = tmp_path / "plan.yaml"
    path.write_text(result.text, encoding="utf-8")
    loaded = check_plan_file(path)
    assert not [each for each in loaded.problems if each.severity == "problem"]
    assert loaded.plan == result.plan


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture: type its table"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00", "is a picture: type its table"),
        ("a.xlsx", b"\x7fELF\x00\x00", "is neither XLSX nor DOCX, whatever its name"),
        ("a.csv", b"", "is empty: give the file"),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_what_it_is(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unusable, match=why):
        import_table(path, OPTIONS)
