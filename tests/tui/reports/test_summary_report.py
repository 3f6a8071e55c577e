"""The summary: what one page has room for."""

from datetime import date

import pytest

from plan_data.errors import Refused
from store.query.filters import Filter
from tests.store.factories import REF, entry, milestone, plan_with
from tests.tui.reports.factories import BOARD, block_of, document_of, rows_of

TEN = plan_with(*(milestone("Sep 2009", letter) for letter in "abcdefghij"))


def test_it_has_headline_pathways_the_five_worst_and_the_next_board() -> None:
    document = document_of(
        TEN, entry("meeting", "2009-04-01", "", when="2010-01-12", board=BOARD), kind="summary"
    )

    assert [block.title for block in document.blocks] == [
        "For the Board",
        "Headline",
        "By pathway",
        "Exceptions",
        "Due before the next Board",
    ]
    assert [row["ref"][-1] for row in rows_of(document, "exceptions")] == list("abcde")
    assert "and 5 more, see the exception report." in block_of(document, "exceptions").paragraphs[0]
    assert (
        "Due before the next Board (EMRRP Board, 12 Jan 2010): nothing."
        in block_of(document, "due").paragraphs[0]
    )


def test_its_figures_are_those_of_the_exception_report() -> None:
    summary, exception = document_of(TEN, kind="summary"), document_of(TEN)

    assert rows_of(summary, "headline") == rows_of(exception, "headline")
    assert rows_of(summary, "progress") == rows_of(exception, "progress")


def test_a_filter_narrows_it_and_the_header_says_so() -> None:
    document = document_of(TEN, kind="summary", filter=Filter(text="Milestone c", leads=("JCP",)))

    assert dict(document.facts)["Only"] == "lead JCP; with 'Milestone c' (1 of 10 milestones)"
    assert (
        "Of 1 milestone in this paper: 1 Red. 1 was due"
        in block_of(document, "headline").paragraphs[0]
    )


def test_words_ask_as_in_the_apps_filter() -> None:
    document = document_of(TEN, kind="summary", words="overdue ELS sep")

    assert dict(document.facts)["Only"] == "as in 'overdue ELS sep' (10 of 10 milestones)"
    assert (
        dict(document_of(TEN, kind="summary", words="done").facts)["Only"]
        == "as in 'done' (0 of 10 milestones)"
    )


def test_a_filter_that_has_only_the_second_print_of_an_item_counts_it() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    document = document_of(plan, kind="summary", filter=Filter(text="Milestone b"))

    assert [row["ref"] for row in rows_of(document, "exceptions")] == ["1.1.1-b"]
    assert rows_of(document, "progress")[-1]["total"] == 1


@pytest.mark.parametrize("day", ["2009-11-30", "2009-12-01"])
def test_a_day_to_compare_with_that_is_not_before_is_refused(day: str) -> None:
    with pytest.raises(Refused, match="is not before 30 Nov 2009"):
        document_of(TEN, kind="summary", compare_with=date.fromisoformat(day))
