"""`milepost filters`, and `--words`: the filter in words, in the shell."""

from pathlib import Path

import pytest

from tests.conftest import Milepost
from tui.config.preferences import read_preferences
from tui.config.saved_filters import save_filter, saved_words


def test_a_saved_filter_is_listed_replaced_and_removed(milepost: Milepost) -> None:
    assert milepost("filters", "save", "late ELS", "overdue", "ELS").code == 0
    assert milepost("filters", "save", "LATE els", "overdue ELS oct").code == 0
    assert milepost("filters", "-f", "json").json == [
        {"name": "LATE els", "words": "overdue ELS oct"}
    ]
    assert "overdue ELS oct" in milepost("filters").out
    assert milepost("filters", "remove", "late els").code == 0
    assert milepost("filters", "-f", "json").json == []


def test_a_name_is_found_and_replaced_whatever_its_accents_and_unicode_form(
    milepost: Milepost,
) -> None:
    milepost("filters", "save", "caf\u00e9", "overdue")
    for typed in ("cafe", "CAFE\u0301", "caf\u00e9"):
        listed = milepost("list", "--words", typed, "-f", "json").json
        assert listed["items"] == milepost("list", "--words", "overdue", "-f", "json").json["items"]
    milepost("filters", "save", "cafe", "ELS")
    assert milepost("filters", "-f", "json").json == [{"name": "cafe", "words": "ELS"}]
    assert milepost("filters", "remove", "CAF\u00c9").code == 0


def test_of_two_names_that_differ_in_accents_each_is_found_by_its_own(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"filters": {"caf\u00e9": "ELS", "cafe": "overdue"}}', encoding="utf-8")
    preferences = read_preferences(path)
    assert saved_words(preferences, "cafe") == "overdue"
    assert saved_words(preferences, "caf\u00e9") == "ELS"
    assert save_filter(path, "cafe", "jan").filters == {"caf\u00e9": "ELS", "cafe": "jan"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("save",), "a name for the filter is missing"),
        (("save", "mine"), "the words of the filter are missing"),
        (("remove", "late EL"), "did you mean late ELS?"),
        (("remove", "late", "ELS"), "put its name in quotation marks"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(
    milepost: Milepost, words: tuple[str, ...], message: str
) -> None:
    milepost("filters", "save", "late ELS", "overdue ELS")
    answer = milepost("filters", *words)
    assert answer.code == 2
    assert message in answer.err
    assert milepost("filters", "-f", "json").json == [{"name": "late ELS", "words": "overdue ELS"}]


def test_words_ask_the_list_and_the_status_as_the_app_is_asked(milepost: Milepost) -> None:
    listed = milepost("list", "--words", "overdue ELS oct", "-f", "json").json["items"]
    assert [item["ref"] for item in listed] == ["2.4.4-c", "2.4.5-a", "2.5.9-a"]
    counts = milepost("status", "--words", "overdue ELS oct", "-f", "json").json["counts"]
    assert {status: count for status, count in counts.items() if count} == {
        "total": 3,
        "overdue": 3,
    }


def test_words_and_other_filters_are_both_asked_for(milepost: Milepost) -> None:
    listed = milepost("list", "--words", "overdue ELS oct", "--lead", "JCP", "-f", "json").json[
        "items"
    ]
    assert [item["ref"] for item in listed] == ["2.4.5-a", "2.5.9-a"]


def test_words_are_one_plans_own(milepost: Milepost) -> None:
    answer = milepost("status", "--plan", "all", "--words", "ELS")
    assert answer.code == 2
    assert "name that plan with --plan" in answer.err
