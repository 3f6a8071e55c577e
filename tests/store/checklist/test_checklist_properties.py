"""What holds for the checklist of every plan, journal and day."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist, build_checklist, count_statuses, with_entries
from store.checklist.retractions import effective
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal
from store.query.filters import STATUSES
from store.query.groups import tally_items
from tests.store.factories import REF, entry, milestone, plan_with, state_of

DAY = date(2009, 12, 1)
PERIODS = st.sampled_from(
    [
        "Sep 2009",
        "2009-10-31",
        "autumn 2009",
        "Q3 2009/10",
        "H1 2009/10",
        "2009/10",
        "2010",
        "28 Feb 2010",
        "15 Dec 2009",
    ]
)
FORMS = st.sampled_from(
    [
        "{}",
        "by {}",
        "Jun 2009 to {}",
        "from {}",
        "throughout {}",
        "ongoing from {}",
        "undated (until {})",
        "ongoing",
    ]
)
WHENS = st.builds(str.format, FORMS, PERIODS)
DAYS = st.dates(date(2009, 3, 1), date(2011, 3, 31))
REFS = ["1.1.1-a", "1.1.1-b", "1.1.1-c@Q1-2009/10", "1.1.1-c@Q3-2009/10", "1.1.1-d", "1.1.1-gone"]
KINDS = [
    "done",
    "reopened",
    "started",
    "note",
    "actual",
    "forecast",
    "rescheduled",
    "withdrawn",
    "retracted",
    "moved",
]


def by_kind(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    return {
        "actual": {"number": draw(st.integers(0, 900))},
        "forecast": {"when": draw(PERIODS)},
        "rescheduled": {"when": draw(PERIODS), "approved_by": "Board"},
        "retracted": {"names": f"{draw(st.integers(1, 13)):026d}"},
        "moved": {"to": draw(st.sampled_from(REFS))},
    }


@st.composite
def journals(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Any entries with ids in the order of recording, as the files of several people hold them."""
    days = sorted(draw(st.lists(st.tuples(DAYS, DAYS), max_size=12)), key=lambda pair: pair[1])
    entries = []
    for number, (on, at) in enumerate(days, start=1):
        kind = draw(st.sampled_from(KINDS))
        more: dict[str, Any] = by_kind(draw).get(kind, {"text": "words"})
        ref = draw(st.sampled_from(REFS))
        entries.append(
            entry(kind, on.isoformat(), ref=ref, at=f"{at}T12:00", id=f"{number:026d}", **more)
        )
    return tuple(entries)


@st.composite
def plans(draw: st.DrawFn) -> LoadedPlan:
    return plan_with(
        milestone(draw(WHENS)),
        milestone(draw(WHENS), "b"),
        milestone(None, "c", cumulative={"Q1": 100, "Q2": 300, "Q3": 500}),
        milestone("Sep 2009", "d", same_as=REF),
    )


def printed(checklist: Checklist) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(checklist, loaded=None))


def has_update(checklist: Checklist, milestone_id: str) -> bool:
    """Return whether any entry about a milestone is of the last 93 days."""
    days = [
        (checklist.as_of - recorded.on).days
        for item in checklist.items
        if item.planned.milestone == milestone_id
        for recorded in item.entries
    ]
    return any(0 <= age < 93 for age in days)


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.none() | DAYS)
def test_every_milestone_is_in_exactly_one_status(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, known_on: date | None
) -> None:
    checklist = build_checklist(plan, entries, day, known_on)
    tally = tally_items(checklist.items)

    assert tally.total == sum(tally.milestones_by_status.values()) == 3
    assert tally.total == len({item.planned.milestone for item in checklist.counted})
    for status, count in tally.milestones_by_status.items():
        assert count <= tally.dates_by_status[status]


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.none() | DAYS)
def test_whatever_was_recorded_each_item_has_one_status_that_agrees_with_its_facts(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, known_on: date | None
) -> None:
    checklist = build_checklist(plan, entries, day, known_on)

    for item in checklist.items:
        state, late = item.state, item.state.days_late
        assert state.status in STATUSES
        assert late >= 0
        assert (late > 0) == (
            state.status in {"overdue", "done late", "late start", "return overdue"}
        )
        if state.status == "overdue":
            assert state.due is not None
            assert (day - state.due).days == late
        if state.status in {"due soon", "not due"}:
            assert state.due is not None
            assert day <= state.due
        if state.due is None or item.planned.kind == "continuing":
            assert state.colour != "green"
        if state.colour == "green":
            assert state.status in {"due soon", "not due"}
            assert item.planned.kind == "figure" or has_update(checklist, item.planned.milestone)
        if state.done_on is not None:
            assert state.status in {"done", "done late"}
            assert state.done_on <= day
        assert (state.colour == "red") <= (state.status in {"overdue", "short"})
    counts = count_statuses(checklist.counted)
    assert (
        sum(counts.values())
        == len(checklist.counted)
        == tally_items(checklist.items).dates
        == len(plan.items) - 1
    )


@settings(deadline=None)
@given(PERIODS, st.integers(-400, 400))
def test_overdue_begins_the_day_after_the_due_date_and_never_overlaps_with_due(
    when: str, days: int
) -> None:
    due = state_of(when, "2009-04-01").due
    assert due is not None
    state = state_of(when, date.fromordinal(due.toordinal() + days).isoformat())

    assert (state.status == "overdue") == (days > 0)
    assert (state.status in {"due soon", "not due"}) == (days <= 0)
    assert state.days_late == max(days, 0)


@settings(deadline=None)
@given(WHENS, DAYS, DAYS)
def test_a_ticked_item_is_never_overdue(when: str, ticked: date, day: date) -> None:
    state = state_of(when, max(ticked, day).isoformat(), entry("done", ticked.isoformat()))

    assert state.status in {"done", "done late"}
    assert state.done_on == ticked


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.randoms(use_true_random=False))
def test_the_checklist_does_not_depend_on_the_order_of_entries(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, chance: Random
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    first, second = build_checklist(plan, entries, day), build_checklist(plan, shuffled, day)

    assert first.items == second.items
    assert first.fingerprint == second.fingerprint
    assert set(first.orphans) == set(second.orphans)


@settings(deadline=None)
@given(plans(), journals(), DAYS, DAYS)
def test_what_was_known_on_a_day_stays_byte_for_byte_the_same(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, known_on: date
) -> None:
    by_then = [each for each in entries if each.at.date() <= known_on]

    assert printed(build_checklist(plan, entries, day, known_on)) == printed(
        build_checklist(plan, by_then, day, known_on)
    )


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.sampled_from(REFS))
def test_undoing_an_undo_changes_nothing(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, ref: str
) -> None:
    act = entry("done", "2009-09-01", ref=ref, id=f"{97:026d}")
    undo = entry("retracted", "2009-09-01", ref=ref, id=f"{98:026d}", names=act.id)
    redo = entry("retracted", "2009-09-01", ref=ref, id=f"{99:026d}", names=undo.id)

    assert effective([*entries, act, undo]) == effective(entries)
    assert effective([*entries, act, undo, redo]) == effective([*entries, act])
    assert printed(build_checklist(plan, [*entries, act, undo, redo], day)) == printed(
        build_checklist(plan, [*entries, act], day)
    )


def test_the_checklist_does_not_depend_on_which_files_the_entries_are_in(tmp_path: Path) -> None:
    plan, now = plan_with(milestone("Sep 2009")), datetime(2009, 11, 30, 10, tzinfo=UTC)
    tick = EntryDraft(ref=REF, kind="done", on=date(2009, 9, 1))
    note = EntryDraft(ref=REF, kind="note", on=date(2009, 9, 2), text="Signed.")
    journal = Journal(tmp_path / "journal", "0a0a0a0a")
    for author, draft in (("ELS lead", tick), ("Board secretary", note)):
        journal.record([draft], plan="small", author=author, now=now)
    before = build_checklist(plan, journal.read().entries, DAY)
    for number, path in enumerate(sorted(journal.folder.iterdir(), reverse=True)):
        path.rename(path.with_name(f"{number}-copied.json"))

    assert build_checklist(plan, journal.read().entries, DAY) == before


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.integers(0, 3))
def test_what_is_recorded_after_gives_the_same_checklist_as_reading_all_again(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, count: int
) -> None:
    count = min(count, len(entries))
    known, new = entries[: len(entries) - count], entries[len(entries) - count :]
    quick, checklist = (
        with_entries(build_checklist(plan, known, day), new),
        build_checklist(plan, entries, day),
    )

    assert quick is None or quick == checklist


@pytest.mark.parametrize("kind", ["done", "note", "started", "withdrawn", "reopened"])
def test_an_act_on_one_item_needs_no_second_reading(kind: str) -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b"))
    before = build_checklist(plan, [entry("note", "2009-09-01")], DAY)

    act = entry(kind, "2009-09-02")

    assert with_entries(before, [act]) == build_checklist(plan, [*before.entries, act], DAY)
