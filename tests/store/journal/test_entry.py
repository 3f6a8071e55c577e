"""Entries and their ids."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.journal.entry import Entry, EntryDraft, entry_from
from store.journal.ids import next_id

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
ULID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")
clocks = st.datetimes(datetime(1970, 1, 2), datetime(2069, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - zone given


def _made_at(moment: datetime) -> Entry:
    draft = EntryDraft(ref="1.1.1-a", kind="note", on=date(2009, 11, 2), text="words")
    return entry_from(draft, entry_id="1", plan="small", at=moment, by="ELS lead")


@given(st.lists(clocks, min_size=2, max_size=20))
@settings(deadline=None)
def test_ids_rise_from_one_entry_to_the_next_also_where_the_clock_steps_back(
    moments: list[datetime],
) -> None:
    ids = [""]
    for moment in moments:
        ids.append(next_id(moment, ids[-1]))
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert all(ULID.fullmatch(made) for made in ids[1:])


@given(earlier=clocks, later=clocks)
@settings(deadline=None)
def test_ids_sort_by_the_time_of_recording_to_the_millisecond(
    earlier: datetime, later: datetime
) -> None:
    if later - earlier >= timedelta(milliseconds=2):
        assert next_id(earlier) < next_id(later)


@given(own=clocks, other=clocks)
@settings(deadline=None)
def test_an_id_follows_every_id_that_it_is_told_of(own: datetime, other: datetime) -> None:
    known = next_id(own), next_id(other)
    assert next_id(NOW, *known) > max(known)


def test_two_machines_that_follow_the_same_id_of_a_clock_ahead_do_not_make_the_same_one() -> None:
    ahead = next_id(NOW + timedelta(hours=1))
    made = {next_id(NOW, ahead) for _ in range(100)}
    assert len(made) == 100
    assert min(made) > ahead


def test_many_ids_of_one_moment_differ() -> None:
    assert len({next_id(NOW) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "strange",
    [
        "",
        "x",
        "../../etc/passwd",
        "0" * 27,
        "Z" * 26,
        "7" + "Z" * 25,
        "ß" * 26,
        "0" * 25 + "\n",
        "0" * 25 + "U",
    ],
)
def test_an_id_that_no_milepost_made_does_not_lead_new_ids_astray(strange: str) -> None:
    made = next_id(NOW, strange)
    assert ULID.fullmatch(made)
    assert next_id(NOW - timedelta(days=1)) < made < next_id(NOW + timedelta(days=1))


def test_a_clock_before_1970_still_gives_an_id() -> None:
    assert ULID.fullmatch(next_id(datetime(1960, 1, 1, tzinfo=UTC)))


def test_an_entry_is_recorded_in_utc() -> None:
    entry = _made_at(NOW.astimezone(timezone(timedelta(hours=5))))
    assert entry.at == NOW
    assert entry.at.tzinfo is UTC


def test_an_entry_answers_for_the_fields_that_it_has() -> None:
    entry = _made_at(NOW)
    assert (entry["kind"], entry["text"]) == ("note", "words")
    assert "text" in entry
    for name in ("number", "evidence", "words", "no such"):
        assert name not in entry
        with pytest.raises(KeyError):
            entry[name]


@pytest.mark.parametrize(
    ("text", "evidence", "words"),
    [
        ("", "", ""),
        ("said", "", "said"),
        ("", "seen", "Evidence: seen"),
        ("said", "seen", "said\nEvidence: seen"),
    ],
)
def test_the_words_of_an_entry_are_its_text_and_its_evidence(
    text: str, evidence: str, words: str
) -> None:
    draft = EntryDraft(
        ref="1.1.1-a", kind="done", on=date(2009, 11, 2), text=text, evidence=evidence
    )
    assert entry_from(draft, entry_id="1", plan="small", at=NOW, by="ELS lead").all_text == words
