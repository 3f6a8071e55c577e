"""What a person mistypes in the shell is answered with what was meant."""

import pytest

from tests.conftest import Milepost


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["list", "--pathwya", "ELS"],
            "there is no option '--pathwya' here; did you mean --pathway",
        ),
        (["--as-of", "30 Nov 2009", "list"], "write milepost list --as-of '30 Nov 2009'"),
        (["staus"], "did you mean status"),
        (["tick", "2.4.2-a", "--on", "12/11"], "write the month's name, such as 3 Apr 2010"),
        (["tick", "2.4.2-a", "--on", "09/10"], "write 2009/10"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: list[str], message: str, milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert answer.code == 2
    assert message in answer.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["filters"], "`milepost filters save NAME WORDS`"),
        (["board", "--plan", "london-2009-10"], "`milepost board add"),
    ],
)
def test_an_empty_answer_says_why_and_what_to_do(
    words: list[str], message: str, milepost: Milepost
) -> None:
    answer = milepost(*words)

    assert (answer.code, answer.out) == (0, "")
    assert message in answer.err
