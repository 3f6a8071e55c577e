"""The HTML of a report, read back with a browser's own rules for parsing."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest

from store.dates import format_day
from tests.tui.reports.renderers.documents import (
    HOSTILE,
    full_document,
    hostile_document,
    small_document,
)
from tests.tui.reports.renderers.sight import contrast
from tui.reports.document import Cell, ChartPoint, ReportDocument, ReportTable, TrajectoryChart
from tui.reports.renderers import report_html
from tui.wording.counts import format_number

DOCUMENTS = [small_document, full_document, hostile_document]
documents = pytest.mark.parametrize(
    "document", [make() for make in DOCUMENTS], ids=[make.__name__ for make in DOCUMENTS]
)
SVG = "{http://www.w3.org/2000/svg}"
LOADS = {"src", "href", "srcset", "action", "data", "poster", "background", "style"}


def page_of(document: ReportDocument) -> Element:
    """Parse a report's page; a single error of syntax is refused."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        report_html.render_html(document)
    )
    assert isinstance(page, Element)
    return page


def inner_text(element: Element) -> str:
    """Return what an element says, line breaks included."""
    if element.tag == "br":
        return "\n" + (element.tail or "")
    return (element.text or "") + "".join(
        inner_text(child) + ("" if child.tag == "br" else child.tail or "") for child in element
    )


def style_of(page: Element) -> str:
    return "".join(style.text or "" for style in page.iter("style"))


def words_of(cell: Cell) -> str:
    """Return a cell as people read it."""
    if isinstance(cell, date):
        return format_day(cell)
    return cell if isinstance(cell, str) else format_number(cell)


def shown(text: str) -> str:
    """Return text as it may reach the page: marks that would turn its direction are replaced."""
    return re.sub("[\u202c\u202e]", "\ufffd", text)


def tables_of(document: ReportDocument) -> list[ReportTable]:
    return [table for block in document.blocks for table in block.tables if table.rows]


@documents
def test_the_page_names_its_language_and_title(document: ReportDocument) -> None:
    page = page_of(document)
    assert page.get("lang") == "en-GB"
    assert inner_text(next(page.iter("title"))) == shown(document.title)


@documents
def test_headings_come_in_order_under_one_title(document: ReportDocument) -> None:
    levels = [
        int(tag[1])
        for tag in (str(element.tag) for element in page_of(document).iter())
        if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def read(table: Element) -> Iterator[dict[str, str]]:
    """Yield what each line of a table says under each of its columns, beside or below."""
    heads = [inner_text(head) for head in table.iterfind("thead/tr/th")]
    rows = list(table.iterfind("tbody/tr"))
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if row.find(".//dl") is None:
            under = (
                {}
                if below is None
                else {
                    inner_text(part[0])[:-1]: inner_text(part[1])
                    for part in below.iterfind(".//dl/div")
                }
            )
            yield dict(zip(heads, map(inner_text, row), strict=True)) | under


def shown_rows(table: ReportTable) -> Iterator[dict[str, str]]:
    """Yield the same of a paper's table; a cell that says nothing may be left out below a row."""
    for row in table.rows:
        yield {
            shown(column.title): shown(words_of(cell))
            for column, cell in zip(table.columns, row, strict=True)
        }


@documents
def test_every_cell_of_every_table_stands_in_the_page(document: ReportDocument) -> None:
    for element, table in zip(page_of(document).iter("table"), tables_of(document), strict=True):
        blank = dict.fromkeys((shown(column.title) for column in table.columns), "")
        assert [blank | line for line in read(element)] == list(shown_rows(table))


@documents
def test_tables_say_what_they_are_and_what_heads_each_column_and_row(
    document: ReportDocument,
) -> None:
    for element, table in zip(page_of(document).iter("table"), tables_of(document), strict=True):
        assert [inner_text(caption) for caption in element.iter("caption")] == [shown(table.title)]
        assert {(head.tag, head.get("scope")) for head in element.iterfind("thead/tr/*")} == {
            ("th", "col")
        }
        assert all(inner_text(head) for head in element.iter("th"))
        assert len(element.findall("tbody/tr/th[@scope='row']")) == len(table.rows)


def test_the_long_texts_of_a_wide_table_stand_named_under_their_row() -> None:
    section = next(
        each for each in page_of(full_document()).iter("section") if each.get("id") == "exceptions"
    )
    table = next(section.iter("table"))
    assert [inner_text(head) for head in table.iterfind("thead/tr/th")][-1] == "Forecast"
    first, second = table.findall("tbody")
    assert [inner_text(part) for part in first.iterfind(".//dl/div")] == [
        "Cause: Funding was agreed late",
        "Action: Board to approve the new date",
        "Last note: Tender is out\n3 Nov 2009, TB",
    ]
    assert [inner_text(part) for part in second.iterfind(".//dl/div")] == [
        "Cause: No explanation recorded"
    ]
    cells = [cell for row in first for cell in row]
    assert (cells[0].get("rowspan"), cells[-1].get("colspan")) == ("2", "7")


def test_a_row_without_a_first_cell_is_headed_by_the_next() -> None:
    block = small_document().blocks[0]
    row: tuple[Cell, ...] = (None, "Total, each once", "ELS lead", None)
    table = msgspec.structs.replace(block.tables[0], rows=(row,))
    document = msgspec.structs.replace(
        small_document(), blocks=(msgspec.structs.replace(block, tables=(table,)),)
    )
    assert [cell.tag for cell in next(page_of(document).iter("tbody"))[0]] == [
        "td",
        "th",
        "td",
        "td",
    ]


def test_an_empty_table_says_its_sentence_under_its_heading() -> None:
    section = next(
        each
        for each in page_of(full_document()).iter("section")
        if each.get("id") == "not_assessed"
    )
    assert [(each.tag, inner_text(each)) for each in section][-2:] == [
        ("h3", "Nil returns"),
        ("p", "Every lead has reported."),
    ]


def test_paragraphs_points_and_facts_all_stand_in_the_page() -> None:
    document, page = full_document(), page_of(full_document())
    assert [
        (inner_text(fact[0]), inner_text(fact[1])) for fact in page.iterfind(".//header/dl/div")
    ] == [fact for fact in document.facts if fact[1] not in document.title]
    assert [inner_text(point) for point in page.iter("li")] == [
        point for block in document.blocks for point in block.points
    ]
    for block in document.blocks:
        section = next(each for each in page.iter("section") if each.get("id") == block.key)
        assert inner_text(section[0]) == block.title
        assert {inner_text(each) for each in section.iter("p")} >= set(block.paragraphs)


def test_dates_are_spoken_and_readable_by_programs() -> None:
    times = {(each.get("datetime"), each.text) for each in page_of(full_document()).iter("time")}
    assert ("2009-09-30", "30 Sep 2009") in times


def test_numbers_and_their_headings_stand_at_the_right() -> None:
    page = page_of(full_document())
    headline = next(page.iter("table"))
    for row in headline.iter("tr"):
        assert [cell.get("class") for cell in row] == ["text", "number", "number", "number"]
    assert "th.number, td.number { text-align: right;" in style_of(page)


def test_a_colour_is_never_said_by_a_mark_alone() -> None:
    for element, table in zip(
        page_of(full_document()).iter("table"), tables_of(full_document()), strict=True
    ):
        marked = [
            cell
            for cell in element.iterfind("tbody/tr/*")
            if cell.find("span[@aria-hidden]") is not None
        ]
        for cell, colour in zip(marked, table.colours, strict=True):
            mark = next(cell.iter("span"))
            assert mark.get("class") == f"mark {colour}"
            assert not inner_text(mark)
            assert inner_text(cell).casefold().startswith(colour)


def rules(style: str) -> Iterator[dict[str, str]]:
    """Yield the declarations of each rule of a style sheet."""
    for body in re.findall(r"\{([^{}]*)\}", style):
        yield dict(re.findall(r"([\w-]+):\s*([^;]+)", body))


def test_every_text_stands_out_from_its_background() -> None:
    style = style_of(page_of(full_document()))
    body = next(rules(style))
    pairs = [
        (rule.get("color", body["color"]), rule.get("background-color", body["background-color"]))
        for rule in rules(style)
        if "color" in rule or "background-color" in rule
    ]
    assert len(pairs) > 8
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_charts_are_pictures_with_words() -> None:
    page = page_of(full_document())
    pictures = list(page.iter(f"{SVG}svg"))
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.get("role") == "img"
        assert [part.tag for part in picture][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert all(part.text for part in picture[:2])


def test_a_measure_of_one_quarter_has_no_chart() -> None:
    single = TrajectoryChart("9.1-a Completions", "completions", (ChartPoint("2009/10", 66, None),))
    block = msgspec.structs.replace(small_document().blocks[0], pictures=(single,))
    assert (
        list(page_of(msgspec.structs.replace(small_document(), blocks=(block,))).iter(f"{SVG}svg"))
        == []
    )


@documents
def test_ids_are_unique_and_every_pattern_is_found(document: ReportDocument) -> None:
    page = page_of(document)
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    fills = {each.get("fill", "") for each in page.iter()}
    assert {fill[5:-1] for fill in fills if fill.startswith("url(#")} <= set(ids)


@documents
def test_a_page_runs_nothing_and_loads_nothing(document: ReportDocument) -> None:
    page = page_of(document)
    assert not {str(each.tag) for each in page.iter()} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "base",
        "form",
    }
    for element in page.iter():
        assert not LOADS & set(element.keys())
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118 - an Element is no mapping
    assert not re.search(r"@import|@font-face|url\(", style_of(page))


def tamed(part: object) -> Any:  # noqa: ANN401 - the same kind of thing as `part`
    """Return a paper or a part of it with harmless words for hostile ones."""
    if isinstance(part, str):
        return part.replace(HOSTILE, "a\nb/c")
    if isinstance(part, tuple):
        return tuple(map(tamed, part))
    return (
        type(part)(*map(tamed, msgspec.structs.astuple(part)))
        if isinstance(part, msgspec.Struct)
        else part
    )


def test_hostile_text_adds_no_element_and_no_attribute() -> None:
    def shapes(document: ReportDocument) -> set[tuple[str, tuple[str, ...]]]:
        return {(str(each.tag), tuple(sorted(each.keys()))) for each in page_of(document).iter()}

    assert shapes(hostile_document()) == shapes(tamed(hostile_document()))


def test_a_word_wider_than_its_column_may_be_broken() -> None:
    table = small_document().blocks[0].tables[0]
    row: tuple[Cell, ...] = (
        "x" * 5000,
        "y" * 5000,
        "https://example.org/" + "z" * 900,
        date(2009, 9, 30),
    )
    block = msgspec.structs.replace(
        small_document().blocks[0], tables=(msgspec.structs.replace(table, rows=(row,)),)
    )
    page = report_html.render_html(msgspec.structs.replace(small_document(), blocks=(block,)))
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert max(map(len, re.split(r"<[^>]*>|\s", text))) <= 25


def test_a_ref_breaks_at_its_occurrence_only() -> None:
    page = report_html.render_html(full_document())
    assert "<span>1.3.1-b@</span><wbr><span>Q3-2009/10</span>" in page
    assert ".date time, .ref span { white-space: nowrap; }" in page


def test_the_page_prints_on_a4_with_heads_on_every_page_and_whole_rows() -> None:
    style = " ".join(style_of(page_of(full_document())).split())
    assert "size: A4;" in style
    assert "thead { display: table-header-group; }" in style
    assert "tr, li, .item { break-inside: avoid; }" in style
    assert '| Page " counter(page) " of " counter(pages);' in style
    assert 'Delivery Plan 2009-10, position as of 30 Nov 2009";' in style
    assert style.count('content: "Not protectively marked"') == 2


@pytest.mark.parametrize("make", DOCUMENTS, ids=[make.__name__ for make in DOCUMENTS])
def test_the_same_paper_is_the_same_page_wherever_it_is_made(
    make: Callable[[], ReportDocument],
) -> None:
    code = (
        f"import sys; from {make.__module__} import {make.__name__} as make; "
        "from tui.reports.renderers import report_html; "
        "sys.stdout.buffer.write(report_html.render_html(make()).encode())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "UTC+9"},
        capture_output=True,
        check=True,
    )
    assert made.stdout.decode() == report_html.render_html(make())
