"""For each word of a search it can be said which text of an item has it."""

import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.query.match_reasons import match_reasons
from store.query.search import read_words
from store.query.text_index import TextIndex
from tests.store.factories import entry
from tests.store.query.searches import DAY


@pytest.mark.parametrize(
    ("words", "ref", "where", "match"),
    [
        ("handover", "2.4.2-a", "title", "handover"),
        ("miap", "2.4.2-a", "measure of success", "MIAP"),
        ('"said by"', "2.4.2-a", "note by ELS lead, 1 Aug 2009", "Said by"),
        ("jobcentre", "2.4.1-a", "lead", "Jobcentre"),
        ("NOMS", "1.3.1-a", "lead", "NOMS-DOM"),
    ],
)
def test_the_text_that_has_the_word_is_named(
    east_midlands: LoadedPlan, words: str, ref: str, where: str, match: str
) -> None:
    note = entry(
        "note",
        "2009-08-01",
        "2.4.2-a",
        plan=east_midlands.about.id,
        by="ELS lead",
        text="Said by [b]two[/]",
    )
    checklist = build_checklist(east_midlands, [note], DAY)
    search, index = read_words(checklist, words), TextIndex(checklist)
    (reason,) = match_reasons(search, checklist.by_ref()[ref], index)
    assert (reason.where, reason.match) == (where, match)


def test_every_text_that_is_searched_has_a_name(east_midlands: LoadedPlan) -> None:
    checklist = build_checklist(east_midlands, [], DAY)
    index = TextIndex(checklist)
    for word in ("offender", "plan", "2009", "prison", "page"):
        search = read_words(checklist, f'"{word}"')
        found = search.select(checklist.items, index)
        assert found
        assert all(len(match_reasons(search, item, index)) == 1 for item in found)


@pytest.mark.parametrize("words", ["", "overdue", "ELS", "not handover", "due<today"])
def test_what_the_line_says_needs_no_reason(east_midlands: LoadedPlan, words: str) -> None:
    checklist = build_checklist(east_midlands, [], DAY)
    index = TextIndex(checklist)
    item = checklist.by_ref()["2.4.2-a"]
    assert match_reasons(read_words(checklist, words), item, index) == []
