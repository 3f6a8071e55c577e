"""Entries in effect: retractions, retractions of those, moves, and what was known by a day."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec

from store.checklist.retractions import (
    effective,
    happened_order,
    newest_to_redo,
    newest_to_undo,
    recorded_by,
    retracted_by,
)
from tests.store.factories import REF, entry

NEXT = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"  # an id that every other comes before


def test_an_entry_that_a_retraction_names_does_not_stand_and_neither_is_shown() -> None:
    tick, note = entry("done", "2009-09-01"), entry("note", "2009-09-02", text="Kept.")
    undo = entry("retracted", "2009-09-03", names=tick.id)

    assert effective([tick, note, undo]) == (note,)


def test_undo_of_undo_brings_an_entry_back() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-09-02", names=tick.id)
    redo = entry("retracted", "2009-09-03", names=undo.id)
    again = entry("retracted", "2009-09-04", names=redo.id)

    assert effective([tick, undo, redo]) == (tick,)
    assert effective([tick, undo, redo, again]) == ()


def test_a_retraction_by_one_of_two_people_is_enough() -> None:
    tick = entry("done", "2009-09-01")
    first, second = (
        entry("retracted", "2009-09-02", names=tick.id, by=by) for by in ("ELS lead", "Plan keeper")
    )
    taken_back = entry("retracted", "2009-09-03", names=second.id)

    assert effective([tick, first, second, taken_back]) == ()


def test_a_retraction_names_only_an_id_older_than_its_own() -> None:
    younger = entry("retracted", "2009-09-01", names=f"{10**20:026d}")
    tick = entry("done", "2009-09-01", id=f"{10**20:026d}")
    itself = entry("retracted", "2009-09-01", id="5", names="5")

    assert effective([younger, tick, itself]) == (tick,)


def test_two_retractions_that_name_each_other_do_not_hang() -> None:
    tick = entry("done", "2009-09-01", id="1")
    first, second = (
        entry("retracted", "2009-09-01", id=one, names=other)
        for one, other in (("2", "3"), ("3", "2"))
    )

    assert retracted_by([tick, first, second]) == {"2": second}


def test_a_retraction_of_what_is_not_there_takes_nothing_back() -> None:
    tick = entry("done", "2009-09-01")

    assert effective([tick, entry("retracted", "2009-09-01", names="0")]) == (tick,)


def test_an_entry_that_was_taken_back_names_who_did() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-09-02", names=tick.id, by="Plan keeper")

    assert retracted_by([undo, tick])[tick.id].by == "Plan keeper"


def test_the_kinds_of_a_later_version_stand() -> None:
    unknown = entry("cheered", "2009-09-01", text="Well done.")

    assert effective([unknown]) == (unknown,)


def test_moved_entries_stand_at_their_new_ref() -> None:
    note = entry("note", "2009-09-01", ref="1.1.1-z", text="Kept.")
    move = entry("moved", "2009-09-02", ref="1.1.1-z", to=REF)

    assert effective([note, move]) == (msgspec.structs.replace(note, ref=REF), move)


def test_moves_follow_each_other() -> None:
    note = entry("note", "2009-09-01", ref="x", text="Kept.")
    moves = [
        entry("moved", "2009-09-02", ref="x", to="y"),
        entry("moved", "2009-09-03", ref="y", to="z"),
    ]

    assert effective([note, *moves])[0].ref == "z"


def test_a_move_there_and_back_ends_where_it_began() -> None:
    note, other = (entry("note", "2009-09-01", ref=ref, text="Kept.") for ref in ("x", "y"))
    there, back = (
        entry("moved", "2009-09-02", ref="x", to="y"),
        entry("moved", "2009-09-01", ref="y", to="x"),
    )

    assert [each.ref for each in effective([back, there, note, other])][2:] == ["x", "x"]


def test_a_later_move_of_the_same_ref_replaces_the_earlier() -> None:
    note = entry("note", "2009-09-01", ref="x", text="Kept.")
    moves = [
        entry("moved", "2009-09-02", ref="x", to="y"),
        entry("moved", "2009-09-01", ref="x", to="z"),
    ]

    assert effective([note, *moves])[0].ref == "z"


def test_a_move_can_be_taken_back() -> None:
    note, move = (
        entry("note", "2009-09-01", ref="x", text="Kept."),
        entry("moved", "2009-09-02", ref="x", to="y"),
    )

    assert effective([note, move, entry("retracted", "2009-09-03", ref="x", names=move.id)]) == (
        note,
    )


def test_known_on_compares_the_day_in_utc() -> None:
    summer_time = timezone(timedelta(hours=1))
    just_after_midnight = msgspec.structs.replace(
        entry("note", "2009-09-30", text="Late."),
        at=datetime(2009, 10, 1, 0, 30, tzinfo=summer_time),
    )
    last_minute = entry("note", "2009-09-01", at="2009-09-30T23:59", text="In time.")
    first_minute = msgspec.structs.replace(last_minute, at=datetime(2009, 10, 1, 0, 0, tzinfo=UTC))

    recorded = recorded_by([just_after_midnight, last_minute, first_minute], date(2009, 9, 30))

    assert recorded == (just_after_midnight, last_minute)


def test_without_a_known_on_date_everything_is_known() -> None:
    entries = (entry("note", "2009-09-01", at="2199-01-01T00:00", text="Someday."),)

    assert recorded_by(entries, None) == entries


def test_entries_are_in_the_order_of_their_days_and_then_of_recording() -> None:
    first = entry("note", "2009-09-02", text="a")
    second = entry("note", "2009-09-02", text="b")
    earlier = entry("note", "2009-09-01", text="c")

    assert sorted([second, first, earlier], key=happened_order) == [earlier, first, second]


def test_the_entries_of_one_author_are_found_whatever_form_the_name_was_typed_in() -> None:
    composed, decomposed = "Caf\u00e9 lead", "cafe\u0301 lead"
    tick, other = (
        entry("done", "2009-09-01", by=composed),
        entry("note", "2009-09-02", by="Cafe lead"),
    )
    undo = entry("retracted", "2009-09-03", by=decomposed, names=tick.id)

    assert newest_to_undo([tick, other], decomposed, NEXT) is tick
    assert newest_to_undo([tick, other], "Caf\u00eb lead", NEXT) is None
    assert newest_to_redo([tick, other, undo], composed, NEXT) is undo
