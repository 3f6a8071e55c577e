"""Correcting one's own entry: the old one is taken back and a new one recorded, both or none."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from plan_data.errors import Refused
from store.checklist.retractions import corrected_by, effective, retracted_by
from store.corrections import Correction
from store.journal.entry import Entry
from store.journal.folder import Journal
from store.recorder import Recorder
from tests.store.factories import REF, milestone, plan_with

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
TODAY = NOW.date()
PLAN = plan_with(
    milestone("Sep 2009"),
    milestone(None, "b", cumulative={"Q1": 189, "Q2": 454, "Q3": 827}),
)
Q1, Q2 = (f"1.1.1-b@Q{quarter}-2009/10" for quarter in (1, 2))
DAY, LATER, LATEST = date(2009, 11, 2), date(2009, 11, 9), date(2009, 11, 16)

Acts = Callable[..., Recorder]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", "0a0a0a0a")


@pytest.fixture
def acts(journal: Journal) -> Acts:
    """Return what gives a recorder that has just read the journal."""

    def recorder(author: str = "ELS lead") -> Recorder:
        contents = journal.read()
        return Recorder(
            PLAN,
            journal,
            contents.entries,
            stamp=contents.stamp,
            author=author,
            now=NOW,
            today=TODAY,
        )

    return recorder


def in_effect(journal: Journal) -> tuple[Entry, ...]:
    return effective(journal.read().entries)


def test_a_corrected_entry_stands_for_the_old_one_and_names_it(
    acts: Acts, journal: Journal
) -> None:
    note = acts().note(REF, DAY, "Three bids", cause="Staff left")
    old, new = acts().correct(note.id, TODAY, Correction(LATER, {"text": "Four bids"}))
    assert old == note
    assert (new.kind, new.ref, new.on, new.text, new.cause) == (
        "note", REF, LATER, "Four bids", "Staff left",
    )  # fmt: skip
    assert (new.corrects, new.by) == (note.id, "ELS lead")
    assert in_effect(journal) == (new,)
    entries = journal.read().entries
    assert corrected_by(entries, retracted_by(entries)) == {note.id: new}


def test_undo_of_a_correction_brings_the_old_entry_back_and_redo_the_correction(
    acts: Acts, journal: Journal
) -> None:
    note = acts().note(REF, DAY, "Three bids")
    _, new = acts().correct(note.id, TODAY, Correction(None, {"text": "Four bids"}))
    undone, _ = acts().undo(TODAY)
    assert (undone, in_effect(journal)) == (new, (note,))
    redone, _ = acts().redo(TODAY)
    assert (redone, in_effect(journal)) == (new, (new,))
    acts().undo(TODAY)
    acts().undo(TODAY)
    assert in_effect(journal) == ()


def test_a_correction_can_be_corrected(acts: Acts, journal: Journal) -> None:
    note = acts().note(REF, DAY, "One")
    _, second = acts().correct(note.id, TODAY, Correction(None, {"text": "Two"}))
    _, third = acts().correct(second.id, TODAY, Correction(None, {"text": "Three"}))
    assert in_effect(journal) == (third,)
    acts().undo(TODAY)
    assert in_effect(journal) == (second,)


def refused(acts: Acts, entry: Entry, on: date | None = None, **values: object) -> str:
    """Return why a correction is refused; nothing is recorded then."""
    with pytest.raises(Refused) as refusal:
        acts().correct(entry.id, TODAY, Correction(on, values))
    return str(refusal.value)


def test_only_ones_own_entries_are_corrected_in_any_spelling_of_the_name(
    acts: Acts, journal: Journal
) -> None:
    note = acts("Health lead").note(REF, DAY, "Theirs")
    assert "is by Health lead, and only its author corrects it" in refused(acts, note, text="Mine")
    assert in_effect(journal) == (note,)
    acts("HEALTH LEAD").correct(note.id, TODAY, Correction(None, {"text": "Ours"}))
    assert [entry.text for entry in in_effect(journal)] == ["Ours"]


def test_a_correction_that_means_nothing_is_refused_and_nothing_is_recorded(
    acts: Acts, journal: Journal
) -> None:
    note = acts().note(REF, DAY, "Three bids")
    forecast = acts().forecast(REF, DAY, "Jan 2010")
    reading = journal.read().entries
    assert "says that already" in refused(acts, note, DAY, text="Three bids")
    assert "a note needs words" in refused(acts, note, text="  ")
    assert "a 'note' has no number: what it has is on, text, cause, action" in refused(
        acts, note, number=3.0
    )
    assert "'soon'" in refused(acts, forecast, when="soon")
    assert "is in the future" in refused(acts, note, date(2009, 12, 1), text="Later")
    _, retraction = acts().undo(TODAY)
    assert "taken back already" in refused(acts, forecast, when="Feb 2010")
    assert "'retracted' is not corrected, only taken back" in refused(acts, retraction, text="x")
    assert journal.read().entries == (*reading, retraction)


def test_the_order_of_ticks_and_reopenings_stays(acts: Acts) -> None:
    tick = acts().tick(REF, DAY)
    reopened = acts().untick(REF, LATER)
    assert "was reopened on 9 Nov 2009, by ELS lead: give a day before that" in refused(
        acts, tick, LATEST
    )
    assert "was ticked on 2 Nov 2009, by ELS lead: give that day or a later one" in refused(
        acts, reopened, date(2009, 11, 1)
    )
    _, new = acts().correct(tick.id, TODAY, Correction(date(2009, 11, 1), {"evidence": "Minutes"}))
    assert (new.on, new.evidence) == (date(2009, 11, 1), "Minutes")


def test_a_corrected_forecast_does_not_pass_a_later_one_of_the_same_day(
    acts: Acts, journal: Journal
) -> None:
    first = acts().forecast(REF, DAY, "Jan 2010", "why")
    acts().forecast(REF, DAY, "Feb 2010")
    assert "was given a forecast on 2 Nov 2009" in refused(acts, first, text="because")
    acts().correct(first.id, TODAY, Correction(LATER, {}))
    assert [entry.when for entry in in_effect(journal)] == ["Feb 2010", "Jan 2010"]


def test_a_corrected_figure_must_fit_the_other_quarters(acts: Acts) -> None:
    acts().actual(Q1, DAY, 190)
    second = acts().actual(Q2, DAY, 400)
    assert f"150 is lower than the 190 of {Q1}" in refused(acts, second, number=150.0)
    _, new = acts().correct(second.id, TODAY, Correction(None, {"number": 410.0}))
    assert new.number == 410


def test_what_was_corrected_elsewhere_meanwhile_is_not_corrected_twice(
    acts: Acts, journal: Journal
) -> None:
    note = acts().note(REF, DAY, "Three bids")
    window, other = acts(), acts()
    other.correct(note.id, TODAY, Correction(None, {"text": "Four bids"}))
    with pytest.raises(Refused, match="taken back already"):
        window.correct(note.id, TODAY, Correction(None, {"text": "Five bids"}))
    assert [entry.text for entry in in_effect(journal)] == ["Four bids"]
