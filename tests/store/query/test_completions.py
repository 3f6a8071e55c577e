"""What a search may go on with is offered by its beginning, and can be searched as it is."""

import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.query.completions import Completer
from store.query.search import read_words
from tests.store.factories import entry, milestone, plan_with
from tests.store.query.searches import DAY


@pytest.fixture(scope="module")
def completer(east_midlands: LoadedPlan) -> Completer:
    return Completer(east_midlands)


def texts(completer: Completer, words: str, **saved: str) -> list[str]:
    return [each.text for each in completer.complete(words, saved, ["Health lead"])]


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        ("over", "overdue", "overdue "),
        ("late not d", "not due", "late not due "),
        ("no up", "no update", "no update "),
        ("OVERDUE empl", "ELS", "OVERDUE ELS "),
        ("(dr", "DRUGS", "(DRUGS "),
        ("lead:jobc", "lead:JCP", "lead:JCP "),
        ("lead:noms*", "", ""),
        ("lead:nom", "lead:NOMS", "lead:NOMS "),
        ("due<", "due<board", "due<board "),
        ("due<=d", "due<=dec-2009", "due<=dec-2009 "),
        ("by:he", 'by:"Health lead"', 'by:"Health lead" '),
        ("sort:d", "sort:due", "sort:due "),
        ("status:ret", 'status:"return overdue"', 'status:"return overdue" '),
        ("pri", "priority:", "priority:"),
        ("priority:2.4", "", ""),
        ("2.4.", "2.4.1", "2.4.1 "),
        ("1.3.1-", "1.3.1-a", "1.3.1-a "),
        ("handov", "2.4.2-a", "2.4.2-a "),
        ("janu", "jan", "jan "),
        ("derb", "area:DERBY", "area:DERBY "),
        ("area:derb", "area:DERBY", "area:DERBY "),
        ("serves:psa", 'serves:"PSA 23"', 'serves:"PSA 23" '),
        ("ELS serves:ni", 'serves:"NI 16"', 'ELS serves:"NI 16" '),
    ],
)
def test_the_last_word_is_completed(
    completer: Completer, typed: str, text: str, words: str
) -> None:
    found = {each.text: each.words for each in completer.complete(typed, {}, ["Health lead"])}
    if text:
        assert found[text] == words
    else:
        assert typed not in found, "what is complete is not offered again"


def test_an_empty_box_offers_what_people_ask_most_and_the_saved_filters_first(
    completer: Completer,
) -> None:
    offered = completer.complete("", {"mine": "lead:JCP", "Late ELS": "overdue ELS"})
    assert [each.text for each in offered[:3]] == ["mine", "(overdue ELS)", "overdue"]
    assert offered[0].meaning == "your own: lead:JCP"


def test_the_same_is_not_offered_twice_and_never_more_than_five(completer: Completer) -> None:
    for typed in ("", "n", "no", "e", "2", "lead:", "s", "a", "due", "(", "zzzz", '"', "lead:zzz"):
        offered = texts(completer, typed)
        assert len(offered) == len(set(offered)) <= 5


@pytest.mark.parametrize(
    "typed", ["o", "n", "lead:", "pathway:", "tag:", "priority:", "status:", "due>=", "sort:", "2"]
)
def test_what_is_offered_can_be_searched(east_midlands: LoadedPlan, typed: str) -> None:
    checklist = build_checklist(east_midlands, [entry("note", "2009-08-01", "2.4.2-a")], DAY)
    for completion in Completer(east_midlands).complete(typed, {}):
        if completion.text.endswith(":") or "board" in completion.text:
            continue
        try:
            read_words(checklist, completion.words)
        except Refused as refusal:
            raise AssertionError(f"{completion.words}: {refusal}") from refusal


def test_names_with_spaces_and_markup_stay_one_value_of_plain_text() -> None:
    plan = plan_with(milestone("Sep 2009"))
    offered = Completer(plan).complete("by:", {}, ['[b]A "B" C[/]', "A B"])
    assert 'by:"A B"' in [each.text for each in offered]
