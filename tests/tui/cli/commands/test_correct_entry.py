"""`correct`: one act that takes back an own entry and records the corrected one."""

import pytest

from tests.conftest import Milepost

ITEM = "2.4.4-c"


def recorded_id(milepost: Milepost, *words: str, **environ: str) -> str:
    """Record an entry and return its id."""
    entry_id: str = milepost(*words, "-f", "json", **environ).json["id"]
    return entry_id


def test_a_corrected_note_is_shown_in_place_of_the_old_one(milepost: Milepost) -> None:
    old = recorded_id(milepost, "note", ITEM, "Three bids", "--on", "2009-11-02")
    answer = milepost("correct", old[-8:], "--text", "Four bids", "--on", "2009-11-03")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        f"milepost: corrected: {ITEM}  3 Nov 2009  note  by ELS lead: Four bids; it was"
        " 2 Nov 2009  note  by ELS lead: Three bids\n"
    )
    shown = milepost("show", ITEM).out
    assert "Four bids" in shown
    assert "Three bids" not in shown
    first, retraction, new = milepost("log", ITEM, "-f", "json").json
    assert first["retracted"]["corrected_by"] == new["id"]
    assert (retraction["names"], new["corrects"]) == (old, old)
    assert f"(corrected by ELS lead, 30 Nov 2009: {new['id']})" in milepost("log", ITEM).out


def test_each_kind_is_corrected_in_its_own_fields(milepost: Milepost) -> None:
    forecast = recorded_id(milepost, "forecast", ITEM, "Jan 2010")
    assert milepost("correct", forecast, "--when", "Feb 2010", "--why", "Staff").code == 0
    judged = recorded_id(milepost, "judge", ITEM, "red", "--why", "No answer")
    assert milepost("correct", judged, "--colour", "amber").code == 0
    actual = recorded_id(milepost, "actual", "2.7.2-a@Q1-2009/10", "189")
    answer = milepost("correct", actual, "--number", "1,180", "-f", "json")
    assert answer.json["number"] == 1180
    (item,) = [item for item in milepost("list", "-f", "json").json["items"] if item["ref"] == ITEM]
    assert item["forecast"] == "2010-02-28"
    assert [note["text"] for note in item["notes"]] == ["Staff", "No answer"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ((), "what is to be corrected is missing"),
        (("--number", "3"), "a 'note' has no number"),
        (("--number", "three"), "is not a number"),
        (("--text", ""), "a note needs words"),
        (("--on", "2009-12-24"), "is in the future"),
        (("--text", "Three bids"), "says that already"),
    ],
)
def test_a_correction_that_means_nothing_is_refused_and_changes_nothing(
    milepost: Milepost, words: tuple[str, ...], refusal: str
) -> None:
    old = recorded_id(milepost, "note", ITEM, "Three bids")
    answer = milepost("correct", old, *words)
    assert answer.code == 2
    assert refusal in answer.err
    assert len(milepost("log", "-f", "json").json) == 1


def test_what_others_recorded_is_not_corrected(milepost: Milepost) -> None:
    old = recorded_id(milepost, "note", ITEM, "Three bids", by="Health lead")
    answer = milepost("correct", old, "--text", "None")
    assert answer.code == 2
    assert "is by Health lead, and only its author corrects it" in answer.err


def test_version_0_1_sees_the_old_entry_taken_back_and_the_new_one(milepost: Milepost) -> None:
    """Its entries have no field `corrects`; unknown fields are left alone."""
    old = recorded_id(milepost, "note", ITEM, "Three bids")
    milepost("correct", old, "--text", "Four bids")
    _, retraction, new = milepost("log", "-f", "json").json
    assert retraction["kind"] == "retracted"
    assert retraction["names"] == old
    assert new["kind"] == "note"
