"""The filter in words, as people type it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.query.search import read_words, search_texts

DAY = date(2009, 11, 30)


def found(plan: LoadedPlan, words: str) -> list[str]:
    items = build_checklist(plan, (), DAY).items
    return [item.ref for item in read_words(plan.about, words).select(items)]


def test_status_pathway_and_month_narrow_one_another(east_midlands: LoadedPlan) -> None:
    assert found(east_midlands, "overdue ELS oct") == ["2.4.4-c", "2.4.5-a", "2.5.9-a"]


def test_upper_and_lower_case_and_the_order_of_words_are_one(east_midlands: LoadedPlan) -> None:
    assert found(east_midlands, "OCTOBER els Overdue") == found(east_midlands, "overdue ELS oct")


def test_a_status_of_two_words_is_asked_for_as_the_list_says_it(east_midlands: LoadedPlan) -> None:
    items = build_checklist(east_midlands, (), DAY).by_ref()
    refs = found(east_midlands, "due soon DRUGS")
    assert refs
    assert {items[ref].state.status for ref in refs} == {"due soon"}
    assert found(east_midlands, "late start") == [
        ref for ref in items if items[ref].state.status == "late start"
    ]


def test_a_word_that_names_nothing_is_looked_for_in_refs_and_titles(
    east_midlands: LoadedPlan,
) -> None:
    assert found(east_midlands, "2.4.4-c") == ["2.4.4-c"]
    assert found(east_midlands, "co-financing contracts october") == ["2.4.4-c"]
    assert found(east_midlands, "zebra") == []


def test_two_pathways_are_alternatives_and_two_words_are_not(east_midlands: LoadedPlan) -> None:
    assert set(found(east_midlands, "ELS ATB")) == {
        *found(east_midlands, "ELS"),
        *found(east_midlands, "ATB"),
    }
    assert set(found(east_midlands, "mappa audit")) == {*found(east_midlands, "mappa")} & {
        *found(east_midlands, "audit")
    }


@pytest.mark.parametrize("words", ["", "   ", "\t"])
def test_no_words_ask_for_everything(east_midlands: LoadedPlan, words: str) -> None:
    assert len(found(east_midlands, words)) == len(east_midlands.items)


@given(
    words=st.text(max_size=20)
    | st.sampled_from(["overdue els", "report", "oct report", "[/]", "late nov"])
)
@settings(deadline=None, max_examples=60)
def test_texts_made_ready_before_change_no_answer(east_midlands: LoadedPlan, words: str) -> None:
    items = build_checklist(east_midlands, (), DAY).items
    search = read_words(east_midlands.about, words)
    assert search.select(items, search_texts(items)) == search.select(items)
