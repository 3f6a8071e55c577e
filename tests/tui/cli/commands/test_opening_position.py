"""`opening`: the position of items due before publication, several at once."""

from tests.conftest import Milepost

REF, OTHER = "1.4.3-b", "2.4.4-b"


def listed(milepost: Milepost) -> set[str]:
    return {item["ref"] for item in milepost("opening", "-f", "json").json["items"]}


def test_it_lists_what_fell_due_before_publication_without_an_entry(milepost: Milepost) -> None:
    answer = milepost("opening")

    assert "Due before publication, nothing recorded: 14 (16 dates)" in answer.out
    assert REF in listed(milepost)
    assert "1.3.1-a" not in listed(milepost)
    in_status = milepost("status", "-f", "json").json["due_before_publication"]
    assert set(in_status) == listed(milepost)


def test_a_note_about_all_of_it_empties_the_list(milepost: Milepost) -> None:
    refs = listed(milepost)
    answer = milepost("opening", "--all", "--note", "Taken over unseen.", "-f", "json")

    assert answer.code == 0
    assert {entry["ref"] for entry in answer.json} == refs
    assert {(entry["kind"], entry["on"]) for entry in answer.json} == {("note", "2009-11-30")}
    assert listed(milepost) == set()


def test_one_undo_takes_all_of_an_opening_position_back(milepost: Milepost) -> None:
    refs = listed(milepost)
    milepost("note", "1.3.1-a", "Its own act.", now="2009-11-30T09:00:00Z")
    message = milepost("opening", "--all", "--note", "Taken over unseen.").err
    assert "`milepost undo --together` takes all of it back" in message

    answer = milepost("undo", "--together", "-f", "json")
    assert (answer.code, len(answer.json)) == (0, len(refs))
    assert "taken back: 16 entries, the last " in answer.err
    assert listed(milepost) == refs
    (kept,) = milepost("list", "--words", '"its own act"', "-f", "json").json["items"]
    assert kept["ref"] == "1.3.1-a"


def test_one_redo_brings_all_of_it_back_and_nothing_else(milepost: Milepost) -> None:
    refs = listed(milepost)
    milepost("note", "1.3.1-a", "Its own act.", now="2009-11-30T09:00:00Z")
    milepost("undo", now="2009-11-30T09:30:00Z")
    milepost("opening", "--all", "--note", "Taken over unseen.")
    milepost("undo", "--together", now="2009-11-30T11:00:00Z")

    answer = milepost("redo", "--together", "-f", "json", now="2009-11-30T12:00:00Z")

    assert (answer.code, len(answer.json)) == (0, len(refs))
    assert "brought back: 16 entries, the last " in answer.err
    assert listed(milepost) == set()
    assert milepost("list", "--words", '"its own act"', "-f", "json").json["items"] == []
    milepost("undo", "--together", now="2009-11-30T13:00:00Z")
    assert listed(milepost) == refs


def test_what_was_done_is_done_on_the_day_that_is_named(milepost: Milepost) -> None:
    answer = milepost(
        "opening", REF, OTHER, "--done-on", "2009-06-12", "--note", "Minutes.", "-f", "json"
    )

    assert [(entry["ref"], entry["kind"], entry["on"]) for entry in answer.json] == [
        (REF, "done", "2009-06-12"),
        (OTHER, "done", "2009-06-12"),
    ]


def test_no_day_is_invented(milepost: Milepost) -> None:
    answer = milepost("opening", "--all")

    assert answer.code == 2
    assert "an opening position is a day on which it was done, or a note" in answer.err
    assert milepost("log", "-f", "json").json == []


def test_an_item_that_is_not_in_the_list_is_refused_and_nothing_is_recorded(
    milepost: Milepost,
) -> None:
    answer = milepost("opening", REF, "1.3.1-a", "--note", "Taken over.")

    assert answer.code == 2
    assert "1.3.1-a did not fall due before publication, or has an entry; `milepost" in answer.err
    assert milepost("log", "-f", "json").json == []


def test_a_note_without_any_item_asks_for_which(milepost: Milepost) -> None:
    answer = milepost("opening", "--note", "Taken over.")

    assert answer.code == 2
    assert "--all" in answer.err


def test_the_future_is_refused(milepost: Milepost) -> None:
    assert milepost("opening", REF, "--done-on", "2010-01-01").code == 2
    assert milepost("log", "-f", "json").json == []
