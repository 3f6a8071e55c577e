"""A report as plain text."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import width

from tests.tui.reports.renderers.documents import (
    ASKS,
    FORMULAS,
    PICTURES,
    document_with,
    full_document,
    hostile_document,
    small_document,
)
from tui.reports.document import Block, Cell, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_plain_text

LISTED = (Column("ref", "Ref", "ref"), Column("milestone", "Milestone"), Column("lead", "Lead"),
          Column("due", "Due", "date"), Column("note", "Last note"))  # fmt: skip


def listed(*rows: tuple[Cell, ...], title: str = "Listed") -> str:
    table = ReportTable("listed", title, LISTED, rows)
    return report_plain_text.render_plain_text(
        ReportDocument(
            "summary", "A paper", date(2009, 11, 30), (), (Block("b", "A block", tables=(table,)),)
        )
    )


def test_a_short_paper_is_a_title_its_facts_and_underlined_headings() -> None:
    assert report_plain_text.render_plain_text(small_document()) == (
        "Summary for the Board\n"
        "=====================\n"
        "\n"
        "Plan: East Midlands 2009-10\n"
        "\n"
        "\n"
        "Due before the next Board\n"
        "-------------------------\n"
        "\n"
        "One milestone is due by 12 Jan 2010.\n"
        "\n"
        "Ref      Milestone                               Lead      Due\n"
        "-------  --------------------------------------  --------  -----------\n"
        "2.4.2-a  Introduce the scheme across the region  ELS lead  31 Dec 2009\n"
    )


def test_counts_stand_in_columns_with_numbers_to_the_right() -> None:
    lines = report_plain_text.render_plain_text(full_document()).splitlines()
    start = lines.index("Counts this period and last")
    assert lines[start + 2 : start + 5] == [
        "Measure                       This period  Last period  Change",
        "----------------------------  -----------  -----------  ------",
        "due this period                        31           24       7",
    ]


def test_a_wide_row_is_said_in_words_and_what_is_empty_is_left_out() -> None:
    text = report_plain_text.render_plain_text(full_document())
    assert (
        "2.4.2-a  Introduce the scheme\n"
        "    Colour: Red: 61 days behind\n"
        "    Lead: ELS lead\n"
        "    Timescale: by end Sept 2009\n"
    ) in text
    assert "    Last note: Tender is out\n      3 Nov 2009, TB\n" in text
    assert text.count("Forecast:") == 1


def test_short_rows_too_wide_for_columns_take_a_line_or_two_each() -> None:
    text = listed(
        ("2.4.2-a", "A milestone " * 7, "ELS lead", date(2009, 12, 31), None),
        (
            "2.4.3-a",
            "Another",
            "NOMS-DOM",
            None,
            "The draft of this is with the Board's secretary, who reads it",
        ),
    )
    assert (
        "    Lead: ELS lead; Due: 31 Dec 2009\n2.4.3-a  Another\n    Lead: NOMS-DOM; Last note: The draft"
        in text
    )


def test_a_table_without_rows_says_so() -> None:
    assert (
        "Nil returns\n...........\nEvery lead has reported.\n"
        in report_plain_text.render_plain_text(full_document())
    )


def test_progress_by_pathway_is_drawn_with_its_numbers() -> None:
    assert (
        "    Accommodation                      9 of 21   #########............\n"
        in report_plain_text.render_plain_text(full_document())
    )


def test_every_cell_of_a_paper_is_in_its_text() -> None:
    text = " ".join(report_plain_text.render_plain_text(full_document()).split())
    for block in full_document().blocks:
        for table in block.tables:
            for row in table.rows:
                for cell in row:
                    if isinstance(cell, str):
                        assert " ".join(cell.split()) in text


def test_hostile_text_keeps_to_its_lines() -> None:
    text = report_plain_text.render_plain_text(hostile_document())
    assert not set(text) & set("\u202e\u202c\x1b\t\r")
    assert all(formula.strip() in text for formula in FORMULAS)


def test_a_narrow_table_of_wide_letters_is_aligned_by_what_is_seen() -> None:
    lines = listed(
        ("1.1.1-a", "進捗", "é e\u0301", None, "end"), ("1.1.2-a", "abcd", "x", None, "end")
    ).splitlines()
    assert len({width(line.partition("end")[0]) for line in lines if line.endswith("end")}) == 1


@pytest.mark.parametrize("make", [small_document, full_document, hostile_document])
def test_no_line_is_longer_than_a_hundred_columns(make: Callable[[], ReportDocument]) -> None:
    assert max(map(width, report_plain_text.render_plain_text(make()).splitlines())) <= 100


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[st.text(max_size=150)] * 3), min_size=1, max_size=4))
def test_whatever_a_table_says_no_line_is_too_long(rows: list[tuple[str, str, str]]) -> None:
    text = listed(*((ref, title, lead, None, "") for ref, title, lead in rows))
    assert max(map(width, text.splitlines())) <= 100


def test_titles_of_five_thousand_letters_are_wrapped() -> None:
    text = listed(("1.1.1-a", "進" * 5000, "lead " * 1000, None, "x" * 5000), title="t" * 5000)
    assert max(map(width, text.splitlines())) <= 100
    assert text.count("進") == 5000


@pytest.mark.parametrize("page_width", [20, 40, 76, 99])
def test_a_preview_is_wrapped_at_its_width_and_has_the_tables_of_the_file(page_width: int) -> None:
    narrow = report_plain_text.render_plain_text(full_document(), page_width).splitlines()
    wide = report_plain_text.render_plain_text(full_document()).splitlines()
    too_wide = [line for line in narrow if width(line) > page_width]
    assert [line for line in too_wide if line not in wide] == []
    assert "due this period                        31           24       7" in narrow


def test_a_preview_says_all_that_the_file_says() -> None:
    narrow = report_plain_text.render_plain_text(full_document(), 50)
    wide = report_plain_text.render_plain_text(full_document())
    assert words(narrow) == words(wide)


def words(text: str) -> list[str]:
    """Return the words of a text, without lines under titles, bars and ends of lines."""
    return [word.rstrip(";") for word in text.split() if word.strip("=-.#")]


def test_an_ask_has_its_number_title_and_ref_on_one_line() -> None:
    text = report_plain_text.render_plain_text(document_with(asks=ASKS))
    assert "1. Introduce the scheme (2.4.2-a)\n    To: 31 Jan 2010; Why: Funding was late\n" in text


def test_pictures_are_tables_or_words() -> None:
    text = report_plain_text.render_plain_text(document_with(pictures=PICTURES))
    assert "Pathway  Q1          Q2\n-------  ----------  --\nDrugs    3 Red of 7\n" in text
    assert "- milestones late: Jun 0, Jul 4.\n" in text
    assert "- 2.4.2-a The scheme: planned 30 Sep 2009, forecast 31 Jan 2010.\n" in text
    assert "- 9.10-b The directory: planned 31 Oct 2009, approved 31 Dec 2009.\n" in text
