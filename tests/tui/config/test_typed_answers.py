"""A Board's answers as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_data.errors import Refused
from store.journal.entry import ANSWERS, Answer
from tui.config.typed_answers import parse_answers


def test_ranges_and_lists_give_each_number_its_answer() -> None:
    assert parse_answers(["1-3=approve", "4,6=refuse", " 5 =Defer "]) == {
        1: "approve",
        2: "approve",
        3: "approve",
        4: "refuse",
        6: "refuse",
        5: "defer",
    }


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "the answers are missing: write them, such as 1-5=approve"),
        (["approve"], "'approve' answers nothing"),
        (["1=aprove"], "'aprove' is no answer; did you mean approve?"),
        (["1="], "'' is no answer; write approve, refuse or defer."),
        (["=approve"], "has no numbers"),
        (["one=approve"], "has no numbers"),
        (["1-=approve"], "has no numbers"),
        (["-1=approve"], "has no numbers"),
        (["5-1=approve"], "'5-1' ends before it starts: write 1-5."),
        (["1-3=approve", "2=refuse"], "ask 2 is answered twice"),
        (["1,1=approve"], "ask 1 is answered twice"),
        (["99999=approve"], "no paper has an ask 99999"),
        (["1-999999999=approve"], "no paper has an ask 999999999"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_to_write(words: list[str], reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_answers(words)
    assert reason in str(refusal.value)


@given(st.dictionaries(st.integers(1, 300), st.sampled_from(ANSWERS), min_size=1))
def test_any_answers_can_be_typed_one_by_one(answers: dict[int, Answer]) -> None:
    assert parse_answers([f"{number}={answer}" for number, answer in answers.items()]) == answers
