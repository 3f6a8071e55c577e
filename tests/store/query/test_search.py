"""The filter in words, as people type it."""

from datetime import date

import msgspec
import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Agency, Pathway
from store.checklist.checklist import Checklist, build_checklist
from store.query.conditions import HasCode
from store.query.filters import Filter, find_lead, find_pathway
from store.query.lookup import find_item
from store.query.search import read_words
from store.query.text_index import TextIndex
from tests.store.factories import entry, milestone, plan_with

DAY = date(2009, 11, 30)


def found(plan: LoadedPlan, words: str) -> list[str]:
    return found_in(build_checklist(plan, (), DAY), words)


def found_in(checklist: Checklist, words: str) -> list[str]:
    search = read_words(checklist, words)
    return [item.ref for item in search.select(checklist.items, TextIndex(checklist))]


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


CAFE = ("Caf\u00e9", "Cafe\u0301")  # one word, its last letter as one code point and as two


@pytest.mark.parametrize("written", CAFE)
@pytest.mark.parametrize("typed", [*CAFE, "cafe", "CAF\u00c9"])
def test_case_accents_and_unicode_form_do_not_matter_in_titles_and_notes(
    written: str, typed: str
) -> None:
    titled = milestone("Sep 2009")
    plan = plan_with(
        msgspec.structs.replace(titled, title=f"Open a {written}"),
        milestone("Sep 2009", "b"),
        milestone("Sep 2009", "c"),
    )
    note = entry("note", "2009-09-01", "1.1.1-b", text=f"The {written} is open.")
    checklist = build_checklist(plan, [note], DAY)
    assert found_in(checklist, typed) == ["1.1.1-a", "1.1.1-b"]
    by_text = Filter(text=typed).select(checklist.items, TextIndex(checklist))
    assert [item.ref for item in by_text] == ["1.1.1-a", "1.1.1-b"]


@pytest.mark.parametrize("typed", [*CAFE, "cafe"])
def test_pathways_leads_and_ids_are_found_whatever_their_accents(typed: str) -> None:
    plan = plan_with(milestone("Sep 2009"))
    for written in CAFE:
        about = msgspec.structs.replace(
            plan.about,
            pathways=(Pathway(written, "Food"),),
            agencies=(Agency("X", "Y", printed=(written,)),),
        )
        assert find_pathway(about, typed) == written
        assert find_lead(about, typed) == "X"
        loaded = msgspec.structs.replace(plan, about=about)
        condition = read_words(build_checklist(loaded, (), DAY), typed).condition
        assert isinstance(condition, HasCode)
        assert condition.codes == {written}
        items = [msgspec.structs.replace(plan.items[0], ref=f"1.1.1-{written}")]
        assert find_item(items, f"1.1.1-{typed}") is items[0]


def test_two_codes_that_differ_by_an_accent_are_each_found_exactly() -> None:
    about = msgspec.structs.replace(
        plan_with(milestone("Sep 2009")).about,
        pathways=(Pathway("CAFE", "One"), Pathway("CAF\u00c9", "Two")),
    )
    assert find_pathway(about, "cafe") == "CAFE"
    assert find_pathway(about, "cafe\u0301") == "CAF\u00c9"
