"""The filter in words, as people type it."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.model import Agency, Pathway, Tag
from store.checklist.checklist import Checklist, build_checklist
from store.query.conditions import HasCode
from store.query.filters import (
    STATUSES,
    Filter,
    find_lead,
    find_pathway,
)
from store.query.groups import CLOSED
from store.query.lookup import find_item
from store.query.search import read_words
from store.query.text_index import TextIndex
from tests.store.factories import entry, milestone, plan_with
from tests.store.query.searches import DAY, found, found_in, refs


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


# The grammar.


@pytest.mark.parametrize("status", [*STATUSES])
def test_a_status_is_exactly_that_of_the_json(checklist: Checklist, status: str) -> None:
    with_status = {item.ref for item in checklist.items if item.state.status == status}
    assert refs(checklist, status) == with_status
    assert refs(checklist, f'status:"{status}"') == with_status
    assert refs(checklist, f"not {status}") == refs(checklist, "") - with_status


def test_late_and_closed_stand_for_three_statuses_each(checklist: Checklist) -> None:
    late = "overdue or late start or return overdue"
    assert refs(checklist, "late") == refs(checklist, late) > refs(checklist, "overdue")
    assert refs(checklist, "closed") == refs(checklist, "done or done late or met")
    assert refs(checklist, "closed") == {"2.4.4-c"}


def test_not_stated_is_without_lead_or_pathway_and_rescheduled_has_a_new_date(
    checklist: Checklist,
) -> None:
    assert refs(checklist, "not stated") == {
        item.ref for item in checklist.items if not (item.planned.leads and item.planned.pathways)
    }
    assert refs(checklist, 'pathway:"not stated" or lead:"not stated"') == refs(
        checklist, "not stated"
    )
    assert refs(checklist, "rescheduled") == {"2.4.5-a"}


def test_what_is_ahead_is_found_by_the_words_that_are_shown_of_it(
    east_midlands: LoadedPlan,
) -> None:
    note = entry("note", "2009-11-02", "2.4.5-b", text="On course", plan=east_midlands.about.id)
    checklist = build_checklist(east_midlands, [note], DAY)
    ahead = refs(checklist, "due soon or not due")
    no_word_yet = ahead - {"2.4.5-b"}

    assert refs(checklist, "reported on") == {"2.4.5-b"}
    assert refs(checklist, "no word yet") == no_word_yet
    assert refs(checklist, "not no word yet") == refs(checklist, "") - no_word_yet
    assert refs(checklist, "due soon no word yet") == refs(checklist, "due soon")
    assert refs(checklist, "no update") == {
        item.ref for item in checklist.items if item.state.status == "no update"
    }


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("ELS overdue", "ELS and overdue"),
        ("ELS AND Overdue", "overdue els"),
        ("ELS or DRUGS", "ELS DRUGS"),
        ("overdue or late start ELS", "overdue or (late start and ELS)"),
        ("not (ELS or DRUGS)", "not ELS not DRUGS"),
        ("not not ELS", "ELS"),
        ("not due soon", "not (due soon)"),
        ("not due overdue", "not due or overdue"),
        ("jan feb", "jan or feb"),
        ("ELS ATB overdue", "(ELS or ATB) and overdue"),
        ('"co-financing"', "co-financing"),
        ("“co-financing”", "co-financing"),
        ("status:overdue", "overdue"),
        ("pathway:ELS", "els"),
        ("ELS sort:due", "ELS"),
        ("due<dec-2009 or due>=dec-2009", "due>=1900"),
        ("due=dec-2009", 'due>="Dec 2009" due<=31-dec-2009'),
    ],
)
def test_two_ways_to_ask_for_the_same(checklist: Checklist, words: str, same: str) -> None:
    assert refs(checklist, words)
    assert found_in(checklist, words) == found_in(checklist, same)


def test_explicit_and_narrows_what_side_by_side_are_alternatives(checklist: Checklist) -> None:
    both = refs(checklist, "DRUGS and ALCOHOL")
    assert both == refs(checklist, "DRUGS") & refs(checklist, "ALCOHOL")
    assert refs(checklist, "pathway:DRUGS pathway:ALCOHOL") == both
    assert refs(checklist, "DRUGS ALCOHOL") == refs(checklist, "DRUGS") | refs(checklist, "ALCOHOL")


def test_a_number_is_matched_by_level(checklist: Checklist, london: LoadedPlan) -> None:
    planned = [item.planned for item in checklist.items]
    assert refs(checklist, "2.4") == {item.ref for item in planned if item.priority == "2.4"}
    assert refs(checklist, "2.4.2") == {item.ref for item in planned if item.objective == "2.4.2"}
    assert refs(checklist, "1.3.1-B@q3-2009/10") == {"1.3.1-b@Q3-2009/10"}
    assert refs(checklist, "1.3.1-b") == {"1.3.1-b@Q3-2009/10", "1.3.1-b@Q4-2009/10"}
    assert found(london, "9.1") == [item.ref for item in london.items if item.objective == "9.1"]


def test_a_number_that_the_plan_lacks_is_a_whole_number_in_the_texts() -> None:
    figures = msgspec.structs.replace(milestone("Sep 2009"), title="Reach 65.5% and 12.75")
    plan = plan_with(figures, milestone("Sep 2009", "b"))
    assert found(plan, "65.5") == found(plan, "12.75") == ["1.1.1-a"]
    assert found(plan, "5.5") == found(plan, "2.7") == found(plan, "1.2") == []


def test_by_finds_the_authors_of_entries(checklist: Checklist) -> None:
    assert refs(checklist, "by:jose") == refs(checklist, 'by:"José Ruiz"') == {"2.4.2-a"}
    assert refs(checklist, "zoe") == {"2.4.2-a"}
    assert refs(checklist, "by:nobody") == set()


def test_due_before_the_board_is_open_and_due_by_its_next_meeting(checklist: Checklist) -> None:
    meeting = date(2010, 1, 12)
    dated = [item for item in checklist.items if item.state.due]
    before = {item.ref for item in dated if item.state.due and item.state.due <= meeting}
    closed = {item.ref for item in dated if item.state.status in CLOSED}
    assert closed & before
    assert refs(checklist, "due<board") == refs(checklist, "due<=board") == before - closed
    assert refs(checklist, "due<=2010-01-12") == before
    assert refs(checklist, "due>=board") == {item.ref for item in dated} - before
    assert refs(checklist, "due<board not due<today") == refs(checklist, "due>=today due<board")


def test_forecast_finds_what_has_one_and_not_only_what_it_makes_late() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2010", "b"), milestone("Sep 2010", "c"))
    later = [
        entry("forecast", "2009-11-01", ref="1.1.1-a", when="Jan 2010"),
        entry("forecast", "2009-11-01", ref="1.1.1-b", when="Dec 2010"),
    ]
    checklist = build_checklist(plan, later, date(2009, 11, 30))
    assert found_in(checklist, "forecast") == ["1.1.1-a", "1.1.1-b"]
    assert found_in(checklist, "forecast late") == ["1.1.1-b"]
    assert found_in(checklist, "forecast overdue") == ["1.1.1-a"]


def test_a_family_is_found_by_the_umbrellas_code_and_lead_stays_exact() -> None:
    plan = plan_with(
        milestone("Sep 2009", leads=("NOMS",)),
        milestone("Sep 2009", "b", leads=("PRISONS",)),
        milestone("Sep 2009", "c"),
    )
    agencies = (
        Agency("JCP", "Jobcentre Plus"),
        Agency("NOMS", "The Service"),
        Agency("PRISONS", "Prisons", part_of="NOMS"),
    )
    plan = msgspec.structs.replace(
        plan, about=msgspec.structs.replace(plan.about, agencies=agencies)
    )
    for family in ("NOMS", "noms*", "lead:NOMS*", 'lead:"The Service"*'):
        assert found(plan, family) == ["1.1.1-a", "1.1.1-b"]
    assert found(plan, "lead:NOMS") == ["1.1.1-a"]
    assert found(plan, "prisons") == ["1.1.1-b"]


def test_a_tag_is_found_by_code_and_name() -> None:
    plan = plan_with(milestone("Sep 2009", tags=("WOMEN",)), milestone("Sep 2009", "b"))
    about = msgspec.structs.replace(plan.about, tags=(Tag("WOMEN", "Women who offend"),))
    plan = msgspec.structs.replace(plan, about=about)
    for words in ("women", "#Women", "tag:women", 'tag:"women who offend"', "offend"):
        assert found(plan, words) == ["1.1.1-a"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("overdue and", "'and' needs words before and after it"),
        ("or overdue", "'or' needs words"),
        ("overdue or or ELS", "'or' needs words"),
        ("ELS not", "'not' needs words after it"),
        ("(ELS", "'(' is not closed"),
        ("ELS)", "')' without a '('"),
        ("()", "nothing between"),
        ('"ELS', "quotation mark is not closed"),
        ("lead:", "'lead:' needs a word"),
        ("lead:JPC", "did you mean JCP"),
        ("status:overdeu", "did you mean overdue"),
        ("priority:99", "there is no priority '99'"),
        ("tag:none", "this plan has no tags"),
        ("sort:colour", "nothing is sorted by 'colour'"),
        ("due<jan", "has no year"),
        ("due<2009-10", "can be read in two ways"),
        ("due<", "needs a word after it"),
        ("due<board", "no date of a Board is set"),
        ("(" * 60, "brackets are open at once"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(words: str, reason: str) -> None:
    checklist = build_checklist(plan_with(milestone("Sep 2009")), (), DAY)
    with pytest.raises(Refused) as refusal:
        read_words(checklist, words)
    assert reason in str(refusal.value)
    assert reason in read_words(checklist, words, while_typing=True).problem


@pytest.mark.parametrize(
    ("typed", "complete"),
    [
        ("overdue and", "overdue"),
        ("overdue or", "overdue"),
        ("overdue not", "overdue"),
        ("overdue (", "overdue"),
        ("overdue (ELS or", "overdue ELS"),
        ('overdue "contr', 'overdue "contr"'),
        ("overdue lead:", "overdue"),
        ("overdue lead:J", "overdue"),
        ("overdue due<", "overdue"),
        ("overdue due<de", "overdue"),
        ("overdue sort:d", "overdue"),
        ("overdue )", "overdue"),
    ],
)
def test_while_typing_what_is_incomplete_is_left_out(
    checklist: Checklist, typed: str, complete: str
) -> None:
    search = read_words(checklist, typed, while_typing=True)
    shown = search.select(checklist.items, TextIndex(checklist))
    assert [item.ref for item in shown] == found_in(checklist, complete)


TERMS = st.sampled_from([
    "overdue", "not due", "ELS", "JCP", "oct", "2.4", '"report"', "lead:JCP", "due<board",
    "not stated", "closed", "by:els", "co-financing", "zebra", "rescheduled", "due>jan-2010",
])  # fmt: skip
EXPRESSIONS = st.recursive(
    TERMS,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda pair: f"({pair[0]}) and ({pair[1]})"),
        st.tuples(parts, parts).map(lambda pair: f"({pair[0]}) or ({pair[1]})"),
        parts.map(lambda part: f"not ({part})"),
    ),
    max_leaves=6,
)


@given(one=EXPRESSIONS, other=EXPRESSIONS)
@settings(deadline=None, max_examples=60)
def test_and_or_not_are_those_of_sets(checklist: Checklist, one: str, other: str) -> None:
    found_one, found_other = refs(checklist, one), refs(checklist, other)
    assert refs(checklist, f"({one}) and ({other})") == found_one & found_other
    assert refs(checklist, f"({one}) or ({other})") == found_one | found_other
    assert refs(checklist, f"not ({one})") == refs(checklist, "") - found_one


@given(
    text=st.text(max_size=30)
    | st.lists(
        st.sampled_from([*'()"<>=:* ', "and", "or", "not", "due", "lead:", "ELS", "2.", "é"]),
        max_size=9,
    ).map(" ".join)
)
@settings(deadline=None, max_examples=150)
def test_every_text_is_read_or_refused_and_while_typing_always_read(
    checklist: Checklist, text: str
) -> None:
    lenient = read_words(checklist, text, while_typing=True)
    try:
        strict = read_words(checklist, text)
    except Refused:
        assert lenient.problem
    else:
        assert lenient == strict
