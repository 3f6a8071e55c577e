"""Why an act means nothing, as the recorder and the app's forms say it."""

from datetime import date

import pytest

from plan_data.items import PlanItem
from store.checklist.history import NO_HISTORY
from store.rules import Objection, future_objection, history_objection, plan_objection
from tests.store.factories import milestone, plan_with

TODAY = date(2009, 11, 30)
FIGURE, CONTINUING, POINT = plan_with(
    milestone(None, cumulative={"Q1": 189}), milestone("ongoing", "b"), milestone("Sep 2009", "c")
).items


@pytest.mark.parametrize(
    ("act", "item", "in_shell", "in_form"),
    [
        (
            "tick",
            FIGURE,
            "is a figure and is not ticked; use `milepost actual 1.1.1-a@Q1-2009/10 NUMBER`.",
            "is a figure and is not ticked: choose it alone to record its actual.",
        ),
        (
            "start",
            FIGURE,
            "is a figure and is not started; use `milepost actual 1.1.1-a@Q1-2009/10 NUMBER`.",
            "is a figure and is not started: record its actual.",
        ),
        (
            "actual",
            POINT,
            "is not a figure; `milepost tick 1.1.1-c` says that it is done.",
            "is not a figure: tick it when it is done.",
        ),
        (
            "forecast",
            CONTINUING,
            "is continuing and takes no forecast: add a note instead.",
            "is continuing and takes no other date: add a note instead.",
        ),
        (
            "forecast",
            FIGURE,
            "is a figure and takes a number as forecast, no date; use `milepost forecast 1.1.1-a@Q1-2009/10 NUMBER`.",
            "is a figure: choose it alone to write the number that you expect.",
        ),
        (
            "reschedule",
            FIGURE,
            "is a figure of its quarter and takes no new date: add a note instead.",
            "is a figure of its quarter and takes no other date: add a note instead.",
        ),
    ],
)
def test_what_the_plan_makes_meaningless_is_refused_in_the_words_of_each_place(
    act: str, item: PlanItem, in_shell: str, in_form: str
) -> None:
    objection = plan_objection(act, item)
    assert objection
    assert str(objection.refused()) == f"{item.ref} {in_shell}"
    assert str(objection.refused_by_form()) == f"{item.ref} {in_form}"


@pytest.mark.parametrize("act", ["tick", "untick", "start", "note", "forecast", "withdraw"])
def test_what_means_something_for_an_item_of_the_plan_is_not_objected_to(act: str) -> None:
    assert plan_objection(act, POINT) is None


@pytest.mark.parametrize("act", ["tick", "start", "withdraw"])
def test_an_item_without_a_history_can_be_ticked_started_and_withdrawn(act: str) -> None:
    assert history_objection(act, POINT, NO_HISTORY, TODAY) is None


def test_an_item_without_a_history_cannot_be_reopened() -> None:
    objection = history_objection("untick", POINT, NO_HISTORY, TODAY)
    assert objection == Objection(
        "1.1.1-c is neither ticked nor withdrawn: there is nothing to reopen."
    )


def test_a_day_in_the_future_is_refused_in_the_words_of_each_place() -> None:
    objection = future_objection(date(2009, 12, 1), TODAY)
    assert objection
    sentence = "1 Dec 2009 is in the future: give a day up to 30 Nov 2009"
    assert str(objection.refused()) == f"{sentence}; --force records it all the same."
    assert objection.refused().sentence == f"{sentence}."
    in_form = "1 Dec 2009 is in the future: write a day up to 30 Nov 2009."
    assert str(objection.refused_by_form()) == in_form
    assert future_objection(TODAY, TODAY) is None
