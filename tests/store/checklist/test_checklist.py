"""Plan, entries and a date make the checklist: which entries count, and what follows from them."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, build_checklist, count_statuses, with_entries
from store.checklist.retractions import effective
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal
from store.query.filters import STATUSES
from store.query.groups import tally_items
from tests.store.factories import REF, entry, item_of, milestone, plan_with, state_of

DAY = date(2009, 12, 1)


# Ticked, reopened, withdrawn.


def test_of_ticks_reopenings_and_withdrawals_the_last_stands() -> None:
    tick, reopened = entry("done", "2009-09-01"), entry("reopened", "2009-09-02")
    withdrawn, again = entry("withdrawn", "2009-09-03"), entry("reopened", "2009-09-04")

    assert state_of("Sep 2009", "2009-09-01", tick, reopened, withdrawn, again).status == "done"
    assert state_of("Sep 2009", "2009-09-02", tick, reopened, withdrawn, again).status == "due soon"
    assert (
        state_of("Sep 2009", "2009-09-03", tick, reopened, withdrawn, again).status == "withdrawn"
    )
    assert state_of("Sep 2009", "2009-09-04", tick, reopened, withdrawn, again).status == "due soon"


def test_the_day_it_was_done_is_the_first_tick_since_the_last_reopening() -> None:
    before = [entry("done", "2009-09-01"), entry("reopened", "2009-09-02")]
    first, second = entry("done", "2009-09-10"), entry("done", "2009-10-20")
    state = state_of("Sep 2009", "2009-12-01", *before, first, second)

    assert (state.status, state.done_on) == ("done", date(2009, 9, 10))


def test_what_is_open_again_was_not_done() -> None:
    state = state_of(
        "Sep 2009", "2009-10-02", entry("done", "2009-09-01"), entry("reopened", "2009-10-02")
    )

    assert (state.status, state.done_on, state.days_late) == ("overdue", None, 2)


def test_entries_of_one_day_count_in_the_order_they_were_recorded() -> None:
    tick, reopened = entry("done", "2009-09-01"), entry("reopened", "2009-09-01")

    assert state_of("Sep 2009", "2009-09-01", reopened, tick).status == "due soon"
    again = entry("done", "2009-09-01")
    assert state_of("Sep 2009", "2009-09-01", again, reopened, tick).status == "done"


def test_an_entry_recorded_later_for_an_earlier_day_counts_from_its_day() -> None:
    reopened = entry("reopened", "2009-09-05")
    tick = entry("done", "2009-09-01", at="2009-09-20T12:00")

    assert state_of("Sep 2009", "2009-09-06", reopened, tick).status == "due soon"


# Due dates, forecasts.


def test_lateness_is_judged_by_the_due_date_in_force_on_the_day_it_was_done() -> None:
    moved = entry("rescheduled", "2009-09-20", when="Oct 2009", approved_by="EMRRP Board")
    moved_after = entry("rescheduled", "2009-10-20", when="Oct 2009", approved_by="EMRRP Board")
    tick = entry("done", "2009-10-10")

    assert state_of("Sep 2009", "2009-12-01", moved, tick).status == "done"
    late = state_of("Sep 2009", "2009-12-01", moved_after, tick)
    assert (late.status, late.days_late, late.due) == ("done late", 10, date(2009, 10, 31))


def test_a_new_date_counts_from_the_day_it_was_approved() -> None:
    moved = entry("rescheduled", "2009-10-10", when="by Jan 2010", approved_by="EMRRP Board")

    assert state_of("Sep 2009", "2009-10-09", moved).status == "overdue"
    state = state_of("Sep 2009", "2009-10-10", moved)
    assert (state.status, state.due, state.rescheduled) == ("not due", date(2010, 1, 31), True)


def test_the_latest_approved_date_stands() -> None:
    first = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
    second = entry("rescheduled", "2009-06-02", when="Nov 2009", approved_by="EMRRP Board")

    assert state_of("Sep 2009", "2009-06-02", first, second).due == date(2009, 11, 30)


def test_the_plans_own_date_stays_beside_a_new_one() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
    item = item_of(plan_with(milestone("Sep 2009")), "2009-06-01", moved)

    assert (item.planned.due, item.state.due) == (date(2009, 9, 30), date(2010, 1, 31))


def test_an_undated_item_follows_the_date_it_was_given() -> None:
    moved = entry("rescheduled", "2009-06-01", when="31 Jan 2010", approved_by="EMRRP Board")

    assert state_of("undated (why)", "2009-06-01", moved).status == "not due"
    assert state_of("undated (why)", "2010-02-01", moved).status == "overdue"
    assert item_of(plan_with(milestone("undated (why)")), "2010-02-01", moved).planned.due is None


def test_a_forecast_alone_leaves_an_undated_item_undated() -> None:
    state = state_of(
        "undated (why)", "2009-06-01", entry("forecast", "2009-06-01", when="Jan 2010")
    )

    assert (state.status, state.due, state.forecast) == ("undated", None, date(2010, 1, 31))


def test_a_forecast_is_held_against_the_approved_date() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")

    assert state_of(
        "Sep 2009", "2009-09-30", moved, entry("forecast", "2009-06-02", when="Jan 2010")
    ).status != ("forecast late")
    assert state_of(
        "Sep 2009", "2009-09-30", moved, entry("forecast", "2009-06-02", when="1 Feb 2010")
    ).status == ("forecast late")


def test_the_latest_forecast_stands() -> None:
    worse, better = (
        entry("forecast", f"2009-06-0{day}", when=when)
        for day, when in ((1, "Jan 2010"), (2, "Aug 2009"))
    )

    assert state_of("Sep 2009", "2009-06-01", worse, better).status == "forecast late"
    assert state_of("Sep 2009", "2009-06-02", worse, better).status == "not due"


def test_a_new_date_of_a_window_leaves_its_start_by() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2011", approved_by="EMRRP Board")

    assert state_of("Jun 2009 to Dec 2009", "2009-07-01", moved).status == "late start"


# Retractions and the two clocks.


def test_a_retraction_works_whatever_the_as_of_date() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-11-30", names=tick.id)

    assert state_of("Sep 2009", "2009-09-01", tick, undo).status == "due soon"


def test_only_known_on_limits_a_retraction() -> None:
    tick = entry("done", "2009-09-01")
    undo = entry("retracted", "2009-09-01", names=tick.id, at="2009-11-30T23:59")
    plan = plan_with(milestone("Sep 2009"))

    assert item_of(plan, "2009-09-01", tick, undo, known_on="2009-11-29").state.status == "done"
    assert item_of(plan, "2009-09-01", tick, undo, known_on="2009-11-30").state.status == "due soon"


def test_what_was_recorded_later_is_not_known_yet() -> None:
    tick = entry("done", "2009-09-01", at="2009-10-05T00:00")
    plan = plan_with(milestone("Sep 2009"))

    assert item_of(plan, "2009-12-01", tick, known_on="2009-10-04").state.status == "overdue"
    assert item_of(plan, "2009-12-01", tick, known_on="2009-10-05").state.status == "done"


def test_the_fingerprint_shows_that_an_entry_merged_later_counts() -> None:
    plan, early = plan_with(milestone("Sep 2009")), entry("note", "2009-09-01", text="Asked.")
    merged = entry("note", "2009-09-02", text="Asked again.")
    later = entry("note", "2009-11-01", text="Answered.")
    known = date(2009, 9, 30)

    alone = build_checklist(plan, [early], DAY, known)
    assert build_checklist(plan, [early, later], DAY, known).fingerprint == alone.fingerprint
    assert build_checklist(plan, [early, merged], DAY, known).fingerprint != alone.fingerprint


# Whose entries.


def test_entries_count_for_their_own_plan_only() -> None:
    elsewhere = entry("done", "2009-09-01", plan="london-2009-10")
    whole = build_checklist(plan_with(milestone("Sep 2009")), [elsewhere], DAY)

    assert whole.items[0].state.status == "overdue"
    assert (whole.items[0].entries, whole.orphans) == ((), ())


def test_an_entry_whose_item_left_the_plan_is_an_orphan() -> None:
    gone = entry("note", "2009-09-01", ref="1.1.1-z", text="Kept.")
    undone = entry("note", "2009-09-01", ref="1.1.1-z", text="Taken back.")
    undo = entry("retracted", "2009-09-01", ref="1.1.1-z", names=undone.id)

    assert build_checklist(plan_with(milestone("Sep 2009")), [gone, undone, undo], DAY).orphans == (
        gone,
    )


def test_an_item_printed_twice_has_the_status_and_entries_of_the_other_and_counts_once() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    tick = entry("done", "2009-09-01", text="Signed.")
    whole = build_checklist(plan, [tick], DAY)
    twin = whole.by_ref()["1.1.1-b"]

    assert (twin.state.status, twin.notes, twin.planned.same_as) == ("done", (tick,), REF)
    assert [item.ref for item in whole.counted] == [REF]


def test_what_was_recorded_before_two_items_were_known_to_be_one_counts_for_both() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    whole = build_checklist(plan, [entry("done", "2009-09-01", ref="1.1.1-b")], DAY)

    assert [item.state.status for item in whole.items] == ["done", "done"]
    assert whole.orphans == ()


def test_notes_are_all_standing_entries_with_text_oldest_first() -> None:
    second, first = (
        entry("note", "2009-09-02", text="b"),
        entry("done", "2009-09-01", evidence="minutes"),
    )
    silent, unknown = entry("started", "2009-09-03"), entry("cheered", "2009-09-04", text="c")
    item = item_of(plan_with(milestone("Sep 2009")), "2009-12-01", second, first, silent, unknown)

    assert item.notes == (first, second, unknown)
    assert item.entries == (first, second, silent, unknown)


def test_a_figure_below_the_quarter_before_it_is_a_problem_that_is_shown() -> None:
    figures = {"Q1": 189, "Q2": 454, "Q3": 827}
    plan = plan_with(
        milestone(cumulative=figures), milestone(letter="b", cumulative=figures, same_as=REF)
    )
    actuals = [
        entry("actual", "2010-01-05", ref=f"1.1.1-a@Q{quarter}-2009/10", number=number)
        for quarter, number in ((1, 190), (2, 180), (3, 200))
    ]
    kept = Problem("small.yaml", 3, 1, "a problem of the plan")
    problems = build_checklist(plan, actuals, date(2010, 1, 31), problems=[kept]).problems

    assert problems[0] == kept
    assert len(problems) == 2
    assert "1.1.1-a@Q2-2009/10" in problems[1].sentence
    assert "180 is below 190" in problems[1].sentence


# What holds for all days and all journals.

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


def printed(whole: Checklist) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(whole, loaded=None))


def has_update(whole: Checklist, milestone_id: str) -> bool:
    """Return whether any entry about a milestone is of the last 93 days."""
    days = [
        (whole.as_of - recorded.on).days
        for item in whole.items
        if item.planned.milestone == milestone_id
        for recorded in item.entries
    ]
    return any(0 <= age < 93 for age in days)


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.none() | DAYS)
def test_every_milestone_is_in_exactly_one_status(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, known_on: date | None
) -> None:
    whole = build_checklist(plan, entries, day, known_on)
    tally = tally_items(whole.items)

    assert tally.total == sum(tally.milestones_by_status.values()) == 3
    assert tally.total == len({item.planned.milestone for item in whole.counted})
    for status, count in tally.milestones_by_status.items():
        assert count <= tally.dates_by_status[status]


@settings(deadline=None)
@given(plans(), journals(), DAYS, st.none() | DAYS)
def test_whatever_was_recorded_each_item_has_one_status_that_agrees_with_its_facts(
    plan: LoadedPlan, entries: tuple[Entry, ...], day: date, known_on: date | None
) -> None:
    whole = build_checklist(plan, entries, day, known_on)

    for item in whole.items:
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
            assert item.planned.kind == "figure" or has_update(whole, item.planned.milestone)
        if state.done_on is not None:
            assert state.status in {"done", "done late"}
            assert state.done_on <= day
        assert (state.colour == "red") <= (state.status in {"overdue", "short"})
    counts = count_statuses(whole.counted)
    assert (
        sum(counts.values())
        == len(whole.counted)
        == tally_items(whole.items).dates
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
    quick, whole = (
        with_entries(build_checklist(plan, known, day), new),
        build_checklist(plan, entries, day),
    )

    assert quick is None or quick == whole


@pytest.mark.parametrize("kind", ["done", "note", "started", "withdrawn", "reopened"])
def test_an_act_on_one_item_needs_no_second_reading(kind: str) -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b"))
    before = build_checklist(plan, [entry("note", "2009-09-01")], DAY)

    act = entry(kind, "2009-09-02")

    assert with_entries(before, [act]) == build_checklist(plan, [*before.entries, act], DAY)
