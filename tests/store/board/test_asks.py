"""What a Board is asked, what has passed, and what was decided before."""

from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.board.asks import Ask, BoardAsks, find_asks
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.board.office import JANUARY, PLAN
from tests.store.factories import entry

AS_OF = date(2009, 11, 30)


def asks(*entries: Entry, as_of: date = AS_OF, meeting: date = JANUARY) -> BoardAsks:
    checklist = build_checklist(PLAN, entries, as_of)
    return find_asks(checklist.counted, checklist.measure_states, meeting)


def refs(*entries: Entry) -> tuple[list[str], list[str], list[str]]:
    found = asks(*entries)
    asked, passed, answered = found.asked, found.passed, found.answered
    return refs_of(asked), refs_of(passed), refs_of(answered)


def refs_of(some: Iterable[Ask]) -> list[str]:
    return [ask.ref for ask in some]


def test_a_forecast_later_than_the_date_in_force_asks_for_a_new_date_with_its_reason() -> None:
    forecast = entry("forecast", "2009-11-02", when="Feb 2010", text="Vetting")
    (ask,) = asks(forecast).asked
    assert (ask.kind, ask.ref, ask.title, ask.leads) == (
        "new date",
        "1.1.1-a",
        "Milestone a",
        ("JCP",),
    )
    assert (ask.due, ask.to, ask.days, ask.why) == (
        date(2009, 9, 30),
        date(2010, 2, 28),
        151,
        "Vetting",
    )


def test_a_date_for_an_undated_item_is_a_first_date() -> None:
    (ask,) = asks(entry("forecast", "2009-11-02", "1.1.1-c", when="Mar 2010")).asked
    assert (ask.kind, ask.due, ask.to, ask.days) == ("first date", None, date(2010, 3, 31), None)


def test_a_note_that_asks_is_a_request_and_words_alone_are_not() -> None:
    note = entry("note", "2009-11-02", text="Bids are in", ask="Release the money")
    guessed = entry("note", "2009-11-03", "1.1.1-b", text="The Board is to decide", action="Board")
    (ask,) = asks(note, guessed).asked
    assert (ask.kind, ask.why, ask.to) == ("request", "Release the money", None)


@pytest.mark.parametrize(
    ("when", "asked", "passed"),
    [("12 Jan 2010", [], ["1.1.1-a"]), ("13 Jan 2010", ["1.1.1-a"], [])],
)
def test_a_forecast_that_has_passed_by_the_meeting_is_not_asked_but_said(
    when: str, asked: list[str], passed: list[str]
) -> None:
    forecast = entry("forecast", "2009-11-02", when=when)
    assert refs(forecast) == (asked, passed, [])


@pytest.mark.parametrize(
    "later",
    [
        entry("done", "2009-11-20"),
        entry("withdrawn", "2009-11-20", approved_by="Board"),
        entry("forecast", "2009-11-20", when="Sep 2009"),
        entry("rescheduled", "2009-11-20", when="Feb 2010", approved_by="Board"),
    ],
)
def test_what_is_closed_on_time_or_approved_is_not_asked(later: Entry) -> None:
    asked, passed, _ = refs(entry("forecast", "2009-11-02", when="Feb 2010", id="0"), later)
    assert (asked, passed) == ([], [])


def test_only_the_latest_forecast_asks_and_counts_how_often_the_date_was_moved() -> None:
    (ask,) = asks(
        entry("rescheduled", "2009-10-01", when="Oct 2009", approved_by="Board"),
        entry("forecast", "2009-10-02", when="Jan 2010"),
        entry("forecast", "2009-11-02", when="Feb 2010"),
    ).asked
    assert (ask.to, ask.moved) == (date(2010, 2, 28), 1)


@pytest.mark.parametrize("answer", ["", "refuse", "defer"])
def test_what_was_decided_is_not_asked_again_before_a_newer_forecast(answer: str) -> None:
    forecast = entry("forecast", "2009-11-02", when="Feb 2010")
    named = forecast.id if answer else ""
    decision = entry("decision", "2009-11-17", text="Wait", answer=answer, answers=named)
    asked, _, answered = refs(forecast, decision)
    assert (asked, answered) == ([], ["1.1.1-a"])
    newer = entry("forecast", "2009-11-20", when="Mar 2010")
    assert refs(forecast, decision, newer)[0] == ["1.1.1-a"]


def test_an_older_decision_answers_nothing() -> None:
    forecast = entry("forecast", "2009-11-18", when="Feb 2010")
    recorded_late = entry("decision", "2009-11-17", text="Wait")
    assert refs(forecast, recorded_late)[0] == ["1.1.1-a"]


def test_an_answer_to_a_request_leaves_the_date_of_the_same_item_asked() -> None:
    forecast = entry("forecast", "2009-11-02", when="Feb 2010")
    note = entry("note", "2009-11-03", ask="Release the money")
    answer = entry("decision", "2009-11-17", text="No", answer="refuse", answers=note.id)
    found = asks(forecast, note, answer)
    assert [ask.kind for ask in found.asked] == ["new date"]
    assert [(ask.kind, ask.answer) for ask in found.answered] == [("request", answer)]


def test_an_answer_holds_for_the_correction_of_what_it_answers() -> None:
    forecast = entry("forecast", "2009-11-02", when="Feb 2010", text="Veting")
    answer = entry("decision", "2009-11-17", text="No", answer="refuse", answers=forecast.id)
    back = entry("retracted", "2009-11-20", names=forecast.id)
    corrected = entry(
        "forecast", "2009-11-02", when="Feb 2010", text="Vetting", corrects=forecast.id
    )
    assert refs(forecast, answer, back, corrected)[2] == ["1.1.1-a"]


def test_an_answer_that_is_dated_before_its_forecast_is_one_all_the_same() -> None:
    forecast = entry("forecast", "2009-11-18", when="Feb 2010")
    answer = entry("decision", "2009-11-17", text="No", answer="refuse", answers=forecast.id)
    assert refs(forecast, answer)[2] == ["1.1.1-a"]


def test_the_same_words_asked_twice_are_one_ask_and_the_newer_counts() -> None:
    old = entry("note", "2009-11-02", ask="Release the money")
    answer = entry("decision", "2009-11-17", text="No", answer="refuse", answers=old.id)
    new = entry("note", "2009-11-20", ask="Release the money")
    (ask,) = asks(old, answer, new).asked
    assert ask.entry == new


REFS = ("1.1.1-a", "1.1.1-b", "1.1.1-c", "1.1.1-d")
DAYS = st.integers(1, 29).map(lambda n: f"2009-11-{n:02}")
FORECASTS = st.builds(
    lambda on, ref, when: entry("forecast", on, ref, when=when),
    DAYS,
    st.sampled_from(REFS),
    st.sampled_from(["Dec 2009", "Jan 2010", "Feb 2010", "May 2010"]),
)
NOTES = st.builds(
    lambda on, ref, ask: entry("note", on, ref, ask=ask),
    DAYS,
    st.sampled_from(REFS),
    st.sampled_from(["Money", "People", "Time"]),
)
DECISIONS = st.builds(
    lambda on, ref: entry("decision", on, ref, text="Wait"), DAYS, st.sampled_from(REFS)
)


@given(st.lists(FORECASTS | NOTES | DECISIONS, max_size=12), st.randoms())
def test_asks_are_numbered_the_same_whatever_the_order_of_entries(
    entries: list[Entry], random: Random
) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert asks(*shuffled) == asks(*entries)


@given(st.lists(FORECASTS | NOTES | DECISIONS, max_size=12))
def test_every_ask_is_in_one_place_and_after_the_meeting_if_it_is_asked(
    entries: list[Entry],
) -> None:
    found = asks(*entries)
    everything = [*found.asked, *found.passed, *found.answered]
    assert len({ask.entry.id for ask in everything}) == len(everything)
    assert all(ask.to is None or ask.to > JANUARY for ask in found.asked)
    assert all(ask.to is not None and ask.to <= JANUARY for ask in found.passed)
    assert all(ask.answer is None for ask in (*found.asked, *found.passed))
