"""A report as Markdown, read back by a reader of GitHub's Markdown."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.tui.reports.renderers.documents import (
    AS_OF,
    ASKS,
    PICTURES,
    document_with,
    full_document,
    hostile_document,
    small_document,
)
from tui.formats.cells import cell_text
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_markdown

DOCUMENTS = pytest.mark.parametrize(
    "document", [small_document(), full_document(), hostile_document()], ids=lambda each: each.kind
)


def tokens(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(markdown)


def shown(inline: Token) -> str:
    """Return what a reader of the page sees; a text may have no markup but line breaks."""
    lines = []
    for child in inline.children or []:
        assert child.type in {
            "text",
            "text_special",
            "html_inline",
            "strong_open",
            "strong_close",
        }, child
        assert child.type != "html_inline" or child.content == "<br>"
        lines.append("\n" if child.type == "html_inline" else child.content)
    return "".join(lines)


def tables(markdown: str) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for before, token in pairwise(tokens(markdown)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and before.type in {"td_open", "th_open"}:
            found[-1][-1].append(shown(token))
    return found


def is_narrow(table: ReportTable) -> bool:
    """Return whether a table stays one: five columns at most that are not numbers."""
    columns = [column for column in table.columns if column.kind != "number"]
    return table.style == "table" and len(columns) <= 5


def paragraphs(markdown: str) -> list[str]:
    found = tokens(markdown)
    return [shown(token) for before, token in pairwise(found) if before.type == "paragraph_open"]


def lined(text: str) -> str:
    return "\n".join(line.strip() for line in cell_text(text).split("\n"))


def test_a_short_paper_is_headings_facts_and_a_table() -> None:
    assert report_markdown.render_markdown(small_document()) == (
        "# Summary for the Board\n\n- **Plan:** East Midlands 2009-10\n\n"
        "## Due before the next Board\n\nOne milestone is due by 12 Jan 2010.\n\n"
        "| Ref | Milestone | Lead | Due |\n| --- | --- | --- | --- |\n"
        "| 2.4.2-a | Introduce the scheme across the region | ELS lead | 31 Dec 2009 |\n"
    )


@DOCUMENTS
def test_every_table_is_read_back_cell_for_cell(document: ReportDocument) -> None:
    wanted = [
        [
            [lined(cell_text(cell)) for cell in row]
            for row in ([column.title for column in table.columns], *table.rows)
        ]
        for block in document.blocks for table in block.tables if table.rows and is_narrow(table)
    ]  # fmt: skip
    assert [
        [[lined(cell) for cell in row] for row in table]
        for table in tables(report_markdown.render_markdown(document))
    ] == wanted


@DOCUMENTS
def test_headings_are_in_order_and_no_text_becomes_markup(document: ReportDocument) -> None:
    found = tokens(report_markdown.render_markdown(document))
    levels = [int(token.tag[1]) for token in found if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    known = {
        "heading",
        "paragraph",
        "bullet_list",
        "list_item",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "inline",
    }
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in found} <= known
    assert shown(next(token for token in found if token.type == "inline")) == cell_text(
        document.title
    )


def test_the_rows_of_a_wide_table_are_short_paragraphs() -> None:
    written = paragraphs(report_markdown.render_markdown(full_document()))
    assert (
        "2.4.2-a Introduce the scheme Colour: Red: 61 days behind; Lead: ELS lead;"
        " Timescale: by end Sept 2009; Due: 30 Sep 2009; Days late: 61; Forecast: 31 Jan 2010;"
        " Cause: Funding was agreed late; Action: Board to approve the new date;"
        " Last note: Tender is out\n3 Nov 2009, TB"
    ) in written
    assert len([text for text in written if text.startswith("2.1.1-a") or "2.30.1-a" in text]) == 2


def test_an_ask_has_its_number_title_and_ref_on_one_line() -> None:
    written = paragraphs(report_markdown.render_markdown(document_with(asks=ASKS)))
    assert "1. Introduce the scheme (2.4.2-a) To: 31 Jan 2010; Why: Funding was late" in written


def test_pictures_are_tables_or_words() -> None:
    markdown = report_markdown.render_markdown(document_with(pictures=PICTURES))
    assert tables(markdown) == [[["Pathway", "Q1", "Q2"], ["Drugs", "3 Red of 7", ""]]]
    written = paragraphs(markdown)
    assert "Late at each month's end: milestones late: Jun 0, Jul 4." in written
    assert any("forecast 31 Jan 2010" in text for text in written)


def test_numbers_are_on_the_right() -> None:
    assert (
        "| Measure | This period | Last period | Change |\n| --- | ---: | ---: | ---: |"
        in report_markdown.render_markdown(full_document())
    )


@pytest.mark.parametrize("text", ["- x", "+ x", "1. x", "2) x", "---", "- - -", "# x", "> x", "===",
                                  "    x", "***", "| a |", "[x]: y", "<!-- x", "&lt;", "`x`", "~~~",
                                  "\\", "x\\|y"])  # fmt: skip
def test_a_line_that_would_be_markup_is_shown_as_it_is(text: str) -> None:
    columns = (Column("a", text), Column("b", "b", "number"))
    table = ReportTable("t", "Table", columns, ((text, 1), ("next", 2)))
    markdown = report_markdown.render_markdown(
        ReportDocument(
            "summary",
            text,
            AS_OF,
            ((text, text),),
            (Block("b", text, (text, text), (text,), (table,)),),
        )
    )
    assert tables(markdown) == [[[text.strip(), "b"], [text.strip(), "1"], ["next", "2"]]]
    seen = [shown(token) for token in tokens(markdown) if token.type == "inline"]
    assert seen[:6] == [text.strip(), f"{text.strip()}: {text.strip()}", *[text.strip()] * 4]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60), st.text(alphabet="|\\`*_<>&[]()!#~ \n", max_size=30))
def test_no_text_breaks_a_table(one: str, other: str) -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    document = ReportDocument(
        "summary",
        "P",
        AS_OF,
        (),
        (Block("b", "B", tables=(ReportTable("t", "T", columns, ((one, other),)),)),),
    )
    assert [
        [len(row) for row in table] for table in tables(report_markdown.render_markdown(document))
    ] == [[2, 2]]
