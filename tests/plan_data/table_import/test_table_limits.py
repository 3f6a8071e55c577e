"""Small files that would take seconds or gigabytes: each is read, or refused in one sentence.

No test measures time: each of these files would stop the tests for minutes, or end them for lack
of memory, if it were expanded.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import docx
import openpyxl
import pytest

from plan_data.errors import Unusable
from plan_data.table_import.agency_names import NameRegister
from plan_data.table_import.importer import import_table
from plan_data.table_import.table_limits import MOST_ROWS
from tests.plan_data.table_import.sample_tables import HEADER, OPTIONS, imported, objectives, rows

HEADINGS = ["Ref", "Objective", "Timescale", "Lead"]
ROW = ["1.1", "Open a hub", "March 2010", "Council"]
MARKDOWN = (
    "| Ref | Objective | Timescale | Lead |\n|---|---|---|---|\n| 1.1 | Open | May 2010 | A |\n"
)
SHEET, DOCUMENT = "xl/worksheets/sheet1.xml", "word/document.xml"
DECLARATIONS = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

Edit = Callable[[bytes], bytes]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADINGS, ROW):
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def document() -> bytes:
    made = docx.Document()
    table = made.add_table(2, 4)
    for row, texts in zip(table.rows, (HEADINGS, ROW), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def edited(data: bytes, part: str, edit: Edit, more: dict[str, bytes] | None = None) -> bytes:
    """Return an office file with one part changed, and more parts."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit(text) if name == part else text)
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return content.getvalue()


def before(mark: bytes, addition: bytes) -> Edit:
    """Return what adds to a part before the first of a mark."""

    def edit(text: bytes) -> bytes:
        assert mark in text
        return text.replace(mark, addition + mark, 1)

    return edit


def in_sheet(mark: bytes, addition: bytes) -> bytes:
    return edited(workbook(), SHEET, before(mark, addition))


def in_document(mark: bytes, addition: bytes) -> bytes:
    return edited(document(), DOCUMENT, before(mark, addition))


def with_parts(more: dict[str, bytes]) -> bytes:
    return edited(workbook(), "", bytes, more)


def titles(folder: Path, data: bytes, name: str) -> list[str]:
    """Return the titles of the objectives of a table."""
    path = folder / name
    path.write_bytes(data)
    return [objective.title for objective in objectives(import_table(path, OPTIONS).plan).values()]


def refusal(folder: Path, data: bytes, name: str) -> str:
    """Return why a table is refused: one sentence on one line."""
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(Unusable) as refused:
        import_table(path, OPTIONS)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def ranges(element: str, *refs: str) -> bytes:
    """Return the XML of ranges in a sheet, which come before its margins."""
    place = ' location="x"' if element == "hyperlink" else ""
    parts = "".join(f'<{element} ref="{ref}"{place}/>' for ref in refs)
    return f"<{element}s>{parts}</{element}s>".encode()


# Sheets.


def test_blank_cells_at_the_end_of_the_sheet_are_not_read(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{row}"><c r="XFD{row}" s="0"/></row>' for row in range(3, 303))
    assert titles(tmp_path, in_sheet(b"</sheetData>", blank.encode()), "a.xlsx") == ["Open a hub"]
    last = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert titles(tmp_path, in_sheet(b"</sheetData>", last), "a.xlsx") == ["Open a hub"]


def test_a_filled_cell_far_off_is_refused(tmp_path: Path) -> None:
    column = b'<row r="3"><c r="XFD3"><v>1</v></c></row>'
    assert "more than 200 columns in line 3" in refusal(
        tmp_path, in_sheet(b"</sheetData>", column), "a.xlsx"
    )
    row = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    assert "more than 5000 rows" in refusal(tmp_path, in_sheet(b"</sheetData>", row), "a.xlsx")


@pytest.mark.parametrize(
    "refs",
    [
        ["A1:XFD1048576"],
        ["XFD1048576:A1"],
        ["$A$1:$XFD$1048576"],
        ["A1:XFD00001048576"],
        ["A:XFD"],
        ["1:1048576"],
        ["A1:XFD1"] * 100,
    ],
)
@pytest.mark.parametrize("element", ["mergeCell", "hyperlink"])
def test_cells_merged_or_linked_over_a_sheet_are_refused(
    tmp_path: Path, element: str, refs: list[str]
) -> None:
    data = in_sheet(b"<pageMargins", ranges(element, *refs))
    assert "over more than 20000 cells: unmerge them" in refusal(tmp_path, data, "a.xlsx")


def test_a_merged_title_is_read_however_wide_it_is(tmp_path: Path) -> None:
    data = in_sheet(b"<pageMargins", ranges("mergeCell", "A3:XFD3"))
    assert titles(tmp_path, data, "a.xlsx") == ["Open a hub"]


def test_a_long_number_format_is_refused_and_decimals_have_a_limit(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A2"].number_format = 1.5, f"0.{'0' * 250}"
    book.save(tmp_path / "a.xlsx")
    assert titles(tmp_path, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx") == ["Open a hub"]
    sheet["A2"].number_format = "[" * 100_000
    book.save(tmp_path / "a.xlsx")
    sentence = refusal(tmp_path, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert "a number format that no office program writes" in sentence


def test_long_formulas_that_cells_share_are_refused(tmp_path: Path) -> None:
    first = (
        b'<row r="3"><c r="A3"><f t="shared" ref="A3:A9" si="0">'
        + b"A1+" * 2700
        + b"1</f></c></row>"
    )
    others = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(4, 4004)
    )
    assert "far too large" in refusal(
        tmp_path, in_sheet(b"</sheetData>", first + others.encode()), "a.xlsx"
    )


def test_texts_that_thousands_of_cells_share_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *([["x" * 9_000] * 4] * 3_000)):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    sentence = refusal(tmp_path, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert "far too large" in sentence or "more than 2000000 characters" in sentence


def test_sheets_that_share_one_part_are_refused(tmp_path: Path) -> None:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = '<sheet xmlns:r="{}" name="s{}" sheetId="{}" r:id="{}"/>'
    again = "".join(sheet.format(relations, n, n, "rId1") for n in range(10, 200))
    data = edited(workbook(), "xl/workbook.xml", before(b"</sheets>", again.encode()))
    assert "'rId1' is used twice" in refusal(tmp_path, data, "a.xlsx")


# Documents.


def test_a_cell_that_spans_a_hundred_million_columns_is_read_or_refused(tmp_path: Path) -> None:
    span = b'<w:gridSpan w:val="100000000"/>'
    data = edited(
        document(), DOCUMENT, lambda text: text.replace(b"</w:tcPr>", span + b"</w:tcPr>", 1)
    )
    assert "more than 200 columns in line 1" in refusal(tmp_path, data, "a.docx")

    def last(text: bytes) -> bytes:
        start, mark, end = text.rpartition(b"</w:tcPr>")
        return start + span + mark + end

    assert titles(tmp_path, edited(document(), DOCUMENT, last), "a.docx") == ["Open a hub"]
    start = b'<w:trPr><w:gridBefore w:val="100000000"/></w:trPr>'
    data = edited(document(), DOCUMENT, lambda text: text.replace(b"<w:tr>", b"<w:tr>" + start, 1))
    assert titles(tmp_path, data, "a.docx") == ["Open a hub"]


def test_cells_merged_down_thousands_of_rows_are_read(tmp_path: Path) -> None:
    cell = b"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    data = in_document(b"</w:tbl>", (b"<w:tr>" + cell * 4 + b"</w:tr>") * 3_000)
    assert titles(tmp_path, data, "a.docx") == ["Open a hub"]


def test_a_document_of_pictures_is_read(tmp_path: Path) -> None:
    data = edited(document(), "", bytes, {"word/media/large.bmp": bytes(60_000_000)})
    assert titles(tmp_path, data, "a.docx") == ["Open a hub"]


@pytest.mark.parametrize(
    ("mark", "addition"),
    [
        (b"<w:sectPr", b"<w:x>" * 100_000 + b"</w:x>" * 100_000),
        (b"<w:sectPr", b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 60_000),
        (b"<w:sectPr", b"<x " + b" ".join(b'xmlns:n%d="u"' % n for n in range(20_000)) + b"/>"),
        (b"<w:sectPr", b" " * 30_000_000),
        (b"</w:tc>", b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 80_000),
    ],
)
def test_a_document_of_far_too_many_parts_is_refused(
    tmp_path: Path, mark: bytes, addition: bytes
) -> None:
    assert "far too large once unpacked" in refusal(tmp_path, in_document(mark, addition), "a.docx")


# Archives and XML.


@pytest.mark.parametrize(
    "more",
    [
        {"xl/worksheets/sheet9.xml": b"<a>" + b" " * 90_000_000 + b"</a>"},
        {"xl/worksheets/sheet9.xml": b"<a>" + b"<b/>" * 400_000 + b"</a>"},
        {f"xl/x{n}.xml": b"<a/>" for n in range(3_000)},
    ],
)
def test_a_file_that_unpacks_to_far_more_is_refused(tmp_path: Path, more: dict[str, bytes]) -> None:
    assert "far too large once unpacked" in refusal(tmp_path, with_parts(more), "a.xlsx")


def test_a_file_that_understates_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(
        with_parts({"xl/worksheets/sheet9.xml": b"<a>" + b" " * 200_000_000 + b"</a>"})
    )
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.rfind(mark) + place
        data[start : start + 4] = struct.pack("<I", 100)
    assert "is damaged and cannot be read" in refusal(tmp_path, bytes(data), "a.xlsx")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(tmp_path: Path, method: int) -> None:
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a", method) as archive:
        archive.writestr("xl/a.xml", b" " * 50_000_000)
    assert "is packed as no office program does it" in refusal(
        tmp_path, content.getvalue(), "a.xlsx"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "two parts are named" in refusal(tmp_path, with_parts({SHEET: b"<a/>"}), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_refused_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    def declare(text: bytes) -> bytes:
        root = text.split(b"?>", 1)[1]
        return (
            f'<?xml version="1.0" encoding="{encoding}"?>{(DECLARATIONS + root).decode()}'.encode(
                encoding
            )
        )

    data = edited(document(), DOCUMENT, declare)
    assert "has declarations that no office program writes" in refusal(tmp_path, data, "a.docx")


# Text.


@pytest.mark.parametrize(
    "line",
    [
        " " * 32_000 + "x|",
        "|" + " " * 32_000 + "x",
        "\t" * 100 + " " * 32_000 + "|",
        "---|" * 40 + " " * 32_000,
    ],
)
def test_long_runs_of_spaces_are_read(tmp_path: Path, line: str) -> None:
    for name in ("a.md", "a.txt"):
        assert titles(tmp_path, f"{MARKDOWN}{line}\n".encode(), name)[0] == "Open"


@pytest.mark.parametrize(
    "cell",
    [
        "Q1 " * 3000,
        "monthly " * 1200,
        "may " * 2400,
        "2009 " * 1900,
        "tbc " * 2400,
        "Q1: 3 " * 1600,
    ],
)
def test_a_cell_of_hundreds_of_dates_is_refused_with_its_line(tmp_path: Path, cell: str) -> None:
    text = f"{HEADER}\n\t1.1 Do it\tm\tMay 2009\tA\tB\n\t1.2 More\tm\t{cell}\tA\tB\n"
    if cell.startswith("may"):  # a word and no date: read
        assert titles(tmp_path, text.encode(), "a.txt") == ["Do it", "More"]
    else:
        assert "line 3 of the table has more than 200 dates and figures" in refusal(
            tmp_path, text.encode(), "a.txt"
        )


def test_rows_of_many_dates_are_refused_in_all(tmp_path: Path) -> None:
    lines = [f"\t1.{n} Do it\tm\t{'May 2009 ' * 199}\tA\tB" for n in range(1, 100)]
    sentence = refusal(tmp_path, "\n".join([HEADER, *lines]).encode(), "a.txt")
    assert "a plan of more than 10000 milestones" in sentence


def test_a_text_that_continues_over_thousands_of_pages_is_refused(tmp_path: Path) -> None:
    page = f"{HEADER}\n\tand so on\tmeasure\tMay 2009\tA\tB\n"
    text = f"{HEADER}\n\t1.1 Do it\tm\tMay 2009\tA\tB\n" + page * 2_000
    assert "continues a cell of the rows above to more than 10000 characters" in refusal(
        tmp_path, text.encode(), "a.txt"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Ref,Objective,Timescale,Lead\n" + "," * 3_000_000 + "x\n",
            "more than 200 columns in line 2",
        ),
        ("Ref,Objective,Timescale,Lead" + ",a" * 1_000_000, "more than 200 columns in line 1"),
        ("Ref,Objective,Timescale,Lead\n" + "\n" * 3_000_000, "more than 5000 rows"),
        (
            "Ref,Objective,Timescale,Lead\n" + "1,a,May 2010,b\n" * (MOST_ROWS + 1),
            "more than 5000 rows",
        ),
        ("a,b\n" * 2_000_000, "more than 4 MB of text"),
        (
            f"Ref,Objective,Timescale,Lead\n1,{'x' * 10_001},May 2010,A\n",
            "10000 characters in line 2",
        ),
        (
            "Ref,Objective,Timescale,Lead\n" + f"1,{'x y ' * 2_000},May 2010,A\n" * 300,
            "more than 2000000 characters",
        ),
        (
            "\n".join(",".join(f"heading {row} {n}" for n in range(200)) for row in range(30)),
            "no row of headings",
        ),
    ],
)
def test_text_that_is_far_larger_than_a_table_is_refused(
    tmp_path: Path, text: str, why: str
) -> None:
    assert why in refusal(tmp_path, text.encode(), "a.csv")


def test_blank_columns_to_the_right_are_not_read(tmp_path: Path) -> None:
    text = "".join(f"{','.join(row)}{',' * 16_384}\n" for row in (HEADINGS, ROW))
    assert titles(tmp_path, text.encode(), "a.csv") == ["Open a hub"]


def test_many_rows_of_one_number_or_name_are_read(tmp_path: Path) -> None:
    lines = [f"\t1.1 Do {n}\tm\tMay 2009\tagency of the one long name {n}\tB" for n in range(1_500)]
    plan = rows(tmp_path, *lines)
    assert list(objectives(plan))[-1] == "1.1-1500"
    assert len({agency.code for agency in plan.agencies}) == 1_500


FRAGMENTS = (
    " ", "\t", "a ", "A. ", "1.", "1,000 ", "Q1 ", "Q1:", "Jan ", "by ", "by the end of ", "the ", "end - ", "and ", ", ",
    "; ", "/", "|", "-", "(", "(a, ", ")", "<p ", "<sup>1", "**", "&#", "every month ", "monthly. ", "thereafter ",
    "issued a ", "66 a b ", "12 learners ", "spring 2009 ", "1/2/09 ", "12 of ", "action ", "\u2022 ", "o ", "[", '"',
)  # fmt: skip


@pytest.mark.parametrize("column", range(6))
def test_no_repeated_fragment_makes_a_cell_slow(tmp_path: Path, column: int) -> None:
    chance = random.Random(2009)  # noqa: S311 - the same cells in each run
    pairs = [first + second for first, second in product(FRAGMENTS, chance.sample(FRAGMENTS, 3))]
    for fragment in (*FRAGMENTS, *pairs):
        cells = ["1.1 First", "1.1.1 Do it", "m", "May 2009", "A", "B"]
        cells[column] = (fragment * 9_990)[:9_990].replace("\t", " ") + "x"
        text = f"{HEADER}\n" + "\t".join(cells) + "\n"
        try:
            imported(tmp_path, text)
        except Unusable as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - read, or refused in a sentence


# What a refactoring found.


@pytest.mark.parametrize(
    "timescale", ["spring 2009-2011", "Q2 2009-1010", "Q2 of 2009/2020", "second quarter 09/11"]
)
def test_years_that_do_not_follow_each_other_name_no_season_or_quarter(
    tmp_path: Path, timescale: str
) -> None:
    plan = rows(tmp_path, f"1.1 First\t1.1.1 Do it\tm\t{timescale}\tA\tB")
    (milestone,) = objectives(plan)["1.1.1"].milestones
    assert milestone.when
    assert milestone.when.startswith("undated") or milestone.when.endswith("?")


def test_an_objective_without_a_number_over_two_rows_has_its_title_once(tmp_path: Path) -> None:
    text = "Action,When,Who\nOpen,May 2009,A\nClose,May 2010,B\nClose,June 2010,B\n"
    assert [each.title for each in objectives(imported(tmp_path, text, "a.csv").plan).values()] == [
        "Open",
        "Close",
    ]


def test_a_name_of_small_words_alone_has_a_code() -> None:
    for name in ("the of the of the of the of", "and of the", "of and the and of"):
        codes = NameRegister([name]).read_names(name).codes
        assert codes
        assert all(codes)


def test_a_repeat_that_has_its_end_is_given_no_other(tmp_path: Path) -> None:
    cell = "Plan by May 2011. Weekly to 2009/10"
    plan = rows(tmp_path, f"1.1 First\t1.1.1 Do it\tm\t{cell}\tA\tB")
    whens = [milestone.when for milestone in objectives(plan)["1.1.1"].milestones]
    assert whens == ["by May 2011", "every week to 2009/10"]
