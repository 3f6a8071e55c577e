"""Foreign text cannot steer a terminal, and the nearest right words are named."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.problem import Problem
from plan_data.suggest import did_you_mean, nearest_names
from plan_data.text import clean, fold, fold_case, needs_cleaning, one_line


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


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("cafe", "Caf\u00e9"),
        ("caf\u00e9", "CAFE\u0301"),
        ("strasse", "Stra\u00dfe"),
        ("lodz", "\u0141\u00f3d\u017a"),
        ("aerosol", "\u00c6ros\u00f8l"),
        ("istanbul", "\u0130stanbul"),
        ("fire", "\ufb01re"),
        ("women's", "women\u2019s"),
        ("2009-10", "2009\u201310"),
        ("\u03b1\u03b8\u03b7\u03bd\u03b1\u03c3", "\u0391\u03b8\u03ae\u03bd\u03b1\u03c2"),
        ("a b", "a\u00a0b"),
    ],
)
def test_case_accents_and_unicode_form_do_not_matter(typed: str, printed: str) -> None:
    assert fold(typed) == fold(printed)


def test_letters_without_accents_stay_apart() -> None:
    assert (
        len({fold(word) for word in ("cafe", "care", "\u00e7afe", "\u5bb6", "\u0434\u0430", "")})
        == 5
    )


@settings(deadline=None)
@given(st.text())
def test_a_folded_text_is_its_own_fold_in_every_form(text: str) -> None:
    folded = fold(text)
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == folded


def test_a_name_is_the_same_in_every_form_and_case_and_another_with_other_accents() -> None:
    assert fold_case("Ren\u00e9") == fold_case("RENE\u0301") == fold_case("ren\u00e9")
    assert len({fold_case(name) for name in ("Rene", "Ren\u00e9", "Ren\u00eb", "Ron\u00f6")}) == 4
