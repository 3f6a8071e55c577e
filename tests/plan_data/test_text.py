"""Foreign text cannot steer a terminal, and the nearest right words are named."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.problem import Problem
from plan_data.suggest import did_you_mean, nearest_names
from plan_data.text import clean, needs_cleaning, one_line


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\u061c",
        "\x1b",
        "\x7f",
        "\x9b",
        "\r",
        "\u200e",
        "\u200f",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ud800",
    ],
)
def test_characters_that_steer_a_terminal_are_shown_as_replaced(character: str) -> None:
    assert clean(f"a{character}b") == "a\ufffdb"
    assert needs_cleaning(json.dumps(f"a{character}b").encode())


def test_words_tabs_lines_and_accents_stay() -> None:
    assert (
        clean("naïve £1.5 m\t\N{EN DASH} “quoted”\r\nsecond 家 👍🏽")
        == "naïve £1.5 m\t\N{EN DASH} “quoted”\nsecond 家 👍🏽"
    )


def test_one_line_has_no_line_breaks_and_no_runs_of_spaces() -> None:
    assert one_line("  two\r\n  lines\u2028and\N{NO-BREAK SPACE} \tone\n") == "two lines and one"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_no_control_or_surrogate_survives(text: str) -> None:
    cleaned = clean(text)
    assert {each for each in cleaned if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}} <= {
        "\t",
        "\n",
    }
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert "\n" not in one_line(text)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_that_is_said_to_need_no_cleaning_needs_none(text: str) -> None:
    for written in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        assert needs_cleaning(written.encode()) or clean(text) == text


def test_the_nearest_words_come_best_first_whatever_their_capitals() -> None:
    assert nearest_names("els", ["ATB", "ELS", "HEALTH"]) == ["ELS"]
    assert nearest_names("nothing like it", ["ATB", "ELS"]) == []


def test_a_hint_names_the_nearest_else_all_where_they_are_few() -> None:
    assert did_you_mean("Q3-2009", ["Q1-2009/10", "Q3-2009/10"]).startswith(
        "did you mean Q3-2009/10"
    )
    assert did_you_mean("zzz", ["ATB", "C&F", "ELS"]) == "write ATB, C&F or ELS."
    assert did_you_mean("zzz", [f"code {n}" for n in range(20)]) == ""
    assert did_you_mean("zzz", []) == ""


def test_a_problem_is_told_as_compilers_do() -> None:
    assert str(Problem("plan.yaml", 3, 7, "mend this.")) == "plan.yaml:3:7: mend this."
    assert str(Problem("plan.yaml", 0, 0, "mend this.")) == "plan.yaml: mend this."
    assert (
        str(Problem("plan.yaml", 3, 7, "look at this.", "warning"))
        == "plan.yaml:3:7: warning: look at this."
    )
