"""Which texts a search looks in, what it says if nothing is found, and in which order it lists."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist, build_checklist, with_entries
from store.query.filters import (
    SORT_NAMES,
    Filter,
    SortName,
)
from store.query.search import read_words
from store.query.sorting import sort_items
from store.query.suggestions import explain_nothing_found
from store.query.text_index import TextIndex
from tests.store.factories import entry, milestone, plan_with
from tests.store.query.searches import DAY, refs

# The texts.


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_a_word_that_is_seen_of_an_item_finds_it(checklist: Checklist, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(checklist.items))
    objective = checklist.loaded.objectives[item.planned.objective]
    seen = [item.planned.title, item.planned.printed or "", item.planned.reading or ""]
    seen += [objective.title, *objective.success, *(entry.text for entry in item.entries)]
    text = data.draw(st.sampled_from([text for text in seen if text.strip()]))
    word = data.draw(st.sampled_from(text.split()))
    if '"' not in word:
        assert item.ref in refs(checklist, f'"{word.upper()}"')
    phrase = Filter(text=text.swapcase()).select(checklist.items, TextIndex(checklist))
    assert item in phrase


@pytest.mark.parametrize(
    "text",
    ["Corston", "NI 143", "domestic violence", "Jobcentre Plus", "employment, LEARNING and skills"],
)
def test_what_the_plan_says_around_an_item_finds_it(checklist: Checklist, text: str) -> None:
    assert Filter(text=text).select(checklist.items, TextIndex(checklist))


@pytest.mark.parametrize("text", ["Virtual Courts", "foreign national"])
def test_the_same_in_london(london: LoadedPlan, text: str) -> None:
    checklist = build_checklist(london, (), DAY)
    assert Filter(text=text).select(checklist.items, TextIndex(checklist))


def test_an_index_that_follows_another_finds_what_a_new_one_finds(checklist: Checklist) -> None:
    index = TextIndex(checklist)
    index.build()
    note = entry("note", "2009-11-05", "1.1.1-a", text="quixotic", plan=checklist.loaded.about.id)
    later = with_entries(checklist, [note])
    assert later
    for following in (index.follow(later), index.follow(checklist).follow(later)):
        for text in ("quixotic", "zoe", "corston"):
            assert following.with_text(later.items, text) == TextIndex(later).with_text(
                later.items, text
            )
    assert index.with_text(checklist.items, "quixotic") == []


def test_an_index_of_another_plan_takes_nothing_over(
    checklist: Checklist, london: LoadedPlan
) -> None:
    index = TextIndex(checklist)
    index.build()
    other = build_checklist(london, (), DAY)
    assert index.follow(other).with_text(other.items, "virtual courts")


# What is said of nothing.


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("overdeu", "no item has 'overdeu'; did you mean overdue?"),
        ("overdue ESL", "no item has 'ESL'; did you mean ELS?"),
        ("employmant", "no item has 'employmant'; did you mean employment?"),
        ("zzzzzz qqqqq", "no item has 'zzzzzz'; no item has 'qqqqq'."),
        ("withdrawn", "no item has 'withdrawn'."),
        ("closed overdue", ""),
        ("closed and overdue", "no item fits all of these words at once."),
        ("not zzzzzz", ""),
    ],
)
def test_nothing_found_is_explained(checklist: Checklist, words: str, sentence: str) -> None:
    search, index = read_words(checklist, words), TextIndex(checklist)
    if search.select(checklist.items, index):
        assert not sentence
    else:
        assert explain_nothing_found(search, index) == sentence


# The order.


@pytest.mark.parametrize("name", SORT_NAMES)
def test_every_order_keeps_the_items(checklist: Checklist, name: SortName) -> None:
    assert read_words(checklist, f"ELS sort:{name.upper()}").sort == name
    assert sorted(sort_items(checklist.items, name), key=id) == sorted(checklist.items, key=id)


def test_orders_by_due_date_days_late_and_number() -> None:
    plan = plan_with(
        milestone("undated (why)"), milestone("Oct 2009", "b"), milestone("Jul 2009", "c")
    )
    items = build_checklist(plan, (), DAY).items
    a, b, c = items
    assert sort_items(items, "due") == (c, b, a)
    assert sort_items(items, "late") == (c, b, a)
    tenth = msgspec.structs.replace(a, planned=msgspec.structs.replace(a.planned, ref="1.1.10-a"))
    ninth = msgspec.structs.replace(a, planned=msgspec.structs.replace(a.planned, ref="1.1.9-a"))
    assert sort_items((tenth, ninth), "ref") == (ninth, tenth)
