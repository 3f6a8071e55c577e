"""Recording acts into a journal: what is written, and what is refused with nothing written."""

import shutil
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal
from store.recorder import Recorder
from tests.store.factories import REF, milestone, plan_with

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
TODAY = NOW.date()
PLAN = plan_with(
    milestone("Sep 2009"),
    milestone(None, "b", cumulative={"Q1": 189, "Q2": 454, "Q3": 827}),
    milestone("ongoing", "c"),
    milestone("from Jun 2009", "d"),
    milestone("Sep 2009", "e", same_as=REF),
)
Q1, Q2, Q3 = (f"1.1.1-b@Q{quarter}-2009/10" for quarter in (1, 2, 3))

Acts = Callable[..., Recorder]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", "0a0a0a0a")


@pytest.fixture
def acts(journal: Journal) -> Acts:
    """Return what gives a recorder that has just read the journal."""

    def recorder(
        author: str = "ELS lead", plan: LoadedPlan = PLAN, *, force: bool = False
    ) -> Recorder:
        entries = journal.read().entries
        return Recorder(plan, journal, entries, author=author, now=NOW, today=TODAY, force=force)

    return recorder


def status_of(journal: Journal, ref: str = REF, plan: LoadedPlan = PLAN) -> str:
    return build_checklist(plan, journal.read().entries, TODAY).by_ref()[ref].state.status


def day(text: str) -> date:
    return date.fromisoformat(text)


# What is written.


def test_an_act_is_one_signed_dated_entry(journal: Journal, acts: Acts) -> None:
    made = acts().tick(REF, day("2009-09-29"), "Signed.", "minutes of July")

    assert journal.read().entries == (made,)
    assert (made.plan, made.ref, made.kind, made.on) == ("small", REF, "done", day("2009-09-29"))
    assert (made.at, made.by, made.text, made.evidence) == (
        NOW,
        "ELS lead",
        "Signed.",
        "minutes of July",
    )


def test_each_act_makes_the_entry_of_its_kind(journal: Journal, acts: Acts) -> None:
    acts().start(REF, TODAY, "Begun.")
    acts().note(REF, TODAY, "Asked.")
    acts().actual(Q1, TODAY, 190.5, "From the return.")
    acts().forecast(REF, TODAY, "by  Jan 2010", "Procurement.")
    acts().reschedule(REF, TODAY, "Feb 2010", " EMRRP\nBoard ", "Agreed.")
    acts().withdraw(REF, TODAY, "EMRRP Board", "Not needed.")
    acts().untick(REF, TODAY, "Needed.")
    entries = journal.read().entries

    assert [each.kind for each in entries] == [
        "started", "note", "actual", "forecast", "rescheduled", "withdrawn", "reopened"
    ]  # fmt: skip
    assert [each.text for each in entries if not each.text] == []
    assert entries[2].number == 190.5
    assert (entries[3].when, entries[4].when) == ("by Jan 2010", "Feb 2010")
    assert (entries[4].approved_by, entries[5].approved_by) == ("EMRRP Board", "EMRRP Board")


def test_an_entry_of_text_alone_is_recorded_like_a_note(journal: Journal, acts: Acts) -> None:
    acts().record_text("note", REF, TODAY, " Asked. ")
    acts().note(REF, TODAY, "Asked.")
    first, second = journal.read().entries
    assert (first.kind, first.ref, first.text) == (second.kind, second.ref, second.text)
    with pytest.raises(Refused, match="a note needs words"):
        acts().record_text("note", REF, TODAY, " ")


def test_control_characters_in_words_never_reach_the_journal(acts: Acts) -> None:
    made = acts("ELS \x1b[31mlead").note(REF, TODAY, " first\nsecond \x1b]0;owned\x07\u202e ")

    assert made.text == "first\nsecond \ufffd]0;owned\ufffd\ufffd"
    assert made.by == "ELS \ufffd[31mlead"


def test_an_act_on_an_item_printed_twice_goes_to_the_other(journal: Journal, acts: Acts) -> None:
    assert acts().tick("1.1.1-E", TODAY).ref == REF
    assert status_of(journal) == status_of(journal, "1.1.1-e") == "done late"


def test_an_entry_made_where_a_clock_stepped_back_sorts_after_the_others(
    journal: Journal, acts: Acts
) -> None:
    first = acts("Plan keeper").note(REF, TODAY, "Asked.")
    early = Recorder(
        PLAN,
        journal,
        journal.read().entries,
        author="ELS lead",
        now=datetime(2009, 6, 1, tzinfo=UTC),
        today=TODAY,
    )

    assert early.undo(TODAY, first.id)[1].id > first.id


def test_a_withdrawn_item_can_be_reopened_and_ticked(journal: Journal, acts: Acts) -> None:
    acts().withdraw(REF, TODAY, "EMRRP Board")
    acts().untick(REF, TODAY)
    assert status_of(journal) == "overdue"
    acts().tick(REF, TODAY)
    assert status_of(journal) == "done late"


def test_a_figure_can_be_put_right_and_filled_in_between(journal: Journal, acts: Acts) -> None:
    acts().actual(Q1, TODAY, 200)
    acts().actual(Q3, TODAY, 800)
    acts().actual(Q2, TODAY, 454)
    acts().actual(Q1, TODAY, 189)

    assert (status_of(journal, Q1), status_of(journal, Q2)) == ("met", "met")


# What is refused.


def before_refusals(acts: Acts) -> None:
    """Record what the acts refused below conflict with."""
    acts().tick(REF, day("2009-10-01"))
    acts("Plan keeper").untick(REF, day("2009-11-10"))
    acts().start("1.1.1-d", day("2009-06-01"))
    acts().withdraw("1.1.1-c", day("2009-11-01"), "EMRRP Board")
    acts().actual(Q1, TODAY, 200)
    acts().actual(Q3, TODAY, 700)


REFUSALS: list[tuple[Callable[[Recorder], object], str]] = [
    (
        lambda act: act.tick("1.1.1-x", TODAY),
        "there is no item '1.1.1-x' in this plan; did you mean 1.1.1-",
    ),
    (lambda act: act.tick("1.1.1-b", TODAY), f"name one of {Q1}, {Q2}, {Q3}"),
    (lambda act: act.tick(REF, day("2009-11-09")), "reopened on 10 Nov 2009, by Plan keeper"),
    (lambda act: act.tick(REF, day("2009-12-01")), "1 Dec 2009 is in the future"),
    (lambda act: act.tick(Q1, TODAY), f"milepost actual {Q1} NUMBER"),
    (lambda act: act.tick("1.1.1-c", day("2009-10-31")), "withdrawn on 1 Nov 2009"),
    (lambda act: act.untick(REF, TODAY), "nothing to reopen"),
    (lambda act: act.untick("1.1.1-c", day("2009-10-31")), "withdrawn on 1 Nov 2009"),
    (lambda act: act.start("1.1.1-d", TODAY), "was started already, on 1 Jun 2009, by ELS lead"),
    (lambda act: act.start(Q1, TODAY), "is a figure"),
    (lambda act: act.note(REF, TODAY, " \n "), "a note needs words"),
    (lambda act: act.actual(REF, TODAY, 1), "is not a figure"),
    (lambda act: act.actual(Q2, TODAY, 199), f"199 is lower than the 200 of {Q1}"),
    (lambda act: act.actual(Q2, TODAY, 701), f"701 is higher than the 700 of {Q3}"),
    (lambda act: act.actual(Q2, TODAY, -1), "0 or more"),
    (lambda act: act.actual(Q2, TODAY, float("nan")), "0 or more"),
    (
        lambda act: act.forecast(Q1, TODAY, "Jan 2010"),
        "is a figure and takes a number as forecast",
    ),
    (lambda act: act.forecast("1.1.1-c", TODAY, "Jan 2010"), "is continuing and takes no forecast"),
    (lambda act: act.forecast(REF, TODAY, "Jan 10"), "may be a day or a year"),
    (lambda act: act.forecast(REF, TODAY, "from Jan 2010"), "not a single date"),
    (lambda act: act.forecast(REF, TODAY, "every month"), "not a single date"),
    (lambda act: act.reschedule(Q1, TODAY, "Jan 2010", "EMRRP Board"), "takes no new date"),
    (lambda act: act.reschedule(REF, TODAY, "Jan 2010", " "), "--approved-by"),
    (lambda act: act.reschedule(REF, TODAY, "2009-10", "EMRRP Board"), "two ways"),
    (lambda act: act.withdraw(REF, TODAY, ""), "--approved-by"),
    (
        lambda act: act.withdraw("1.1.1-c", TODAY, "EMRRP Board"),
        "was withdrawn already, on 1 Nov 2009, by ELS lead",
    ),
    (lambda act: act.withdraw(REF, day("2009-11-09"), "EMRRP Board"), "reopened on 10 Nov 2009"),
    (lambda act: act.undo(day("2009-12-01")), "in the future"),
    (lambda act: act.undo(TODAY, "nothing"), "no entry of this plan can be meant by 'nothing'"),
    (lambda act: act.undo(TODAY, "0"), "6 entries of this plan can be meant by '0'"),
    (lambda act: act.redo(TODAY), "nothing of yours to redo"),
    (lambda act: act.move("1.1.1-z", REF, TODAY), "no entry is recorded for '1.1.1-z'"),
    (lambda act: act.move("1.1.1-D", REF, TODAY), "1.1.1-d is in this plan"),
]


@pytest.mark.parametrize(
    ("refused", "sentence"), REFUSALS, ids=[sentence for _, sentence in REFUSALS]
)
def test_what_would_mean_nothing_is_refused_and_nothing_is_written(
    refused: Callable[[Recorder], object], sentence: str, journal: Journal, acts: Acts
) -> None:
    before_refusals(acts)
    written = [path.read_bytes() for path in sorted(journal.folder.iterdir())]

    with pytest.raises(Refused) as refusal:
        refused(acts())

    assert sentence in str(refusal.value)
    assert [path.read_bytes() for path in sorted(journal.folder.iterdir())] == written


def test_ticking_a_ticked_item_says_when_and_by_whom_it_was(acts: Acts) -> None:
    acts("Plan keeper").tick(REF, day("2009-09-29"))

    with pytest.raises(
        Refused, match=r"was ticked already, as done on 29 Sep 2009, by Plan keeper"
    ):
        acts().tick(REF, TODAY)
    with pytest.raises(Refused, match=r"29 Sep 2009"):
        acts().tick("1.1.1-e", TODAY)


def test_a_refused_first_act_leaves_no_journal_behind(journal: Journal, acts: Acts) -> None:
    with pytest.raises(Refused):
        acts().tick("1.1.1-x", TODAY)

    assert not journal.folder.exists()


def test_a_future_day_can_be_forced(journal: Journal, acts: Acts) -> None:
    acts(force=True).tick(REF, day("2010-01-01"))

    assert status_of(journal) == "overdue"
    assert (
        build_checklist(PLAN, journal.read().entries, day("2010-01-01")).by_ref()[REF].state.status
        == "done late"
    )


# Undo, redo, move.


def test_undo_takes_back_the_authors_own_newest_entry_that_stands(
    journal: Journal, acts: Acts
) -> None:
    first = acts().note(REF, TODAY, "first")
    second = acts().tick(REF, TODAY)
    acts("Plan keeper").note(REF, TODAY, "theirs")

    assert acts().undo(TODAY)[0] == second
    assert acts().undo(TODAY)[0] == first
    with pytest.raises(Refused, match="nothing of yours to undo"):
        acts().undo(TODAY)
    assert [
        each.text for each in build_checklist(PLAN, journal.read().entries, TODAY).items[0].entries
    ] == ["theirs"]


def test_a_colleagues_entry_is_taken_back_only_by_its_id_and_the_retraction_is_signed(
    journal: Journal, acts: Acts
) -> None:
    theirs = acts("Plan keeper").tick(REF, TODAY)

    with pytest.raises(Refused, match="nothing of yours to undo"):
        acts().undo(TODAY)
    undone, retraction = acts().undo(TODAY, theirs.id[-8:].lower())

    assert (undone, retraction.names, retraction.by) == (theirs, theirs.id, "ELS lead")
    assert status_of(journal) == "overdue"
    with pytest.raises(Refused, match="was taken back already, by ELS lead"):
        acts("Plan keeper").undo(TODAY, theirs.id)


def test_redo_brings_back_what_was_undone_last_and_undo_takes_it_back_again(
    journal: Journal, acts: Acts
) -> None:
    tick = acts().tick(REF, TODAY)
    for _ in range(3):
        assert acts().undo(TODAY)[0] == tick
        assert status_of(journal) == "overdue"
        assert acts().redo(TODAY)[0] == tick
        assert status_of(journal) == "done late"
    with pytest.raises(Refused, match="nothing of yours to redo"):
        acts().redo(TODAY)


def test_redo_leaves_what_a_colleague_took_back(acts: Acts) -> None:
    mine = acts().tick(REF, TODAY)
    acts("Plan keeper").undo(TODAY, mine.id)

    with pytest.raises(Refused, match="nothing of yours to redo"):
        acts().redo(TODAY)


@pytest.fixture
def machines(journal: Journal) -> Callable[[str, str], Recorder]:
    """Return what gives a recorder on a machine that had read the journal before the others wrote."""

    def recorder(machine: str, author: str = "ELS lead") -> Recorder:
        other = Journal(journal.folder.with_name(machine), machine)
        shutil.copytree(journal.folder, other.folder)
        return Recorder(PLAN, other, other.read().entries, author=author, now=NOW, today=TODAY)

    return recorder


def sync(journal: Journal) -> None:
    """Bring the files of all machines to the journal."""
    for path in journal.folder.parent.glob("*/*.json"):
        shutil.copy(path, journal.folder / f"{path.parent.name} {path.name}")


def test_redo_brings_back_what_two_machines_took_back(
    journal: Journal, acts: Acts, machines: Callable[[str, str], Recorder]
) -> None:
    tick = acts().tick(REF, TODAY)
    for machine, author in (
        ("0b0b0b0b", "ELS lead"),
        ("0c0c0c0c", "els LEAD"),
        ("0d0d0d0d", "ELS lead"),
    ):
        machines(machine, author).undo(TODAY, tick.id)
    sync(journal)
    assert status_of(journal) == "overdue"
    brought_back, newest = acts().redo(TODAY)
    assert (brought_back, newest.kind) == (tick, "retracted")
    assert status_of(journal) == "done late"
    with pytest.raises(Refused, match="nothing of yours to redo"):
        acts().redo(TODAY)
    assert acts().undo(TODAY)[0] == tick
    assert status_of(journal) == "overdue"
    acts().redo(TODAY)
    assert status_of(journal) == "done late"


def test_redo_says_who_else_holds_an_entry_back_and_records_nothing(
    journal: Journal, acts: Acts, machines: Callable[[str, str], Recorder]
) -> None:
    tick = acts().tick(REF, TODAY)
    theirs = machines("0b0b0b0b", "Plan keeper").undo(TODAY, tick.id)[1]
    machines("0c0c0c0c", "ELS lead").undo(TODAY)
    sync(journal)
    before = len(journal.read().entries)
    with pytest.raises(Refused) as refusal:
        acts().redo(TODAY)
    assert refusal.value.sentence == (
        f"{REF} stays as it is: Plan keeper took the same entry back too, on 30 Nov 2009,"
        " so that bringing it back would change nothing."
    )
    assert f"`milepost undo {theirs.id}` takes that one back, then `milepost redo` yours." in str(
        refusal.value
    )
    assert len(journal.read().entries) == before
    acts().undo(TODAY, theirs.id)
    acts().redo(TODAY)
    assert status_of(journal) == "done late"


def test_redo_of_a_named_entry_wants_one_that_is_taken_back(acts: Acts) -> None:
    tick = acts().tick(REF, TODAY)
    with pytest.raises(Refused, match=f"entry {tick.id} is not taken back"):
        acts().redo(TODAY, tick.id)
    note = acts().note(REF, TODAY, "later")
    acts().undo(TODAY, tick.id)
    acts().undo(TODAY, note.id)
    assert acts().redo(TODAY, tick.id)[0] == tick


def test_a_retraction_that_takes_nothing_back_is_not_redone(journal: Journal, acts: Acts) -> None:
    draft = EntryDraft(ref=REF, kind="retracted", on=TODAY, names="7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
    journal.record([draft], plan="small", author="ELS lead", now=NOW)
    with pytest.raises(Refused, match="nothing of yours to redo"):
        acts().redo(TODAY)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_was_recorded_under_another_spelling_of_the_name_is_ones_own(
    acts: Acts, form: Literal["NFC", "NFD"]
) -> None:
    made = acts("R\u00e9n\u00e9").note(REF, TODAY, "words")
    assert acts(unicodedata.normalize(form, "R\u00c9n\u00e9")).undo(TODAY)[0] == made
    with pytest.raises(Refused, match="nothing of yours to redo"):
        acts("Rene").redo(TODAY)


def test_undo_is_kept_to_the_plan_at_hand(acts: Acts) -> None:
    acts().tick(REF, TODAY)
    elsewhere = msgspec.structs.replace(
        PLAN, about=msgspec.structs.replace(PLAN.about, plan="london-2009-10")
    )

    with pytest.raises(Refused, match="nothing of yours to undo in this plan"):
        acts(plan=elsewhere).undo(TODAY)


@pytest.fixture
def orphan(journal: Journal) -> Entry:
    """Return an entry whose item has left the plan."""
    draft = EntryDraft(ref="1.1.1-Z", kind="done", on=day("2009-09-29"))
    return journal.record([draft], plan="small", author="Plan keeper", now=NOW)[0]


def test_entries_of_a_ref_that_left_the_plan_are_moved_with_the_day_they_happened(
    journal: Journal, acts: Acts, orphan: Entry
) -> None:
    acts().move("1.1.1-z", "1.1.1-e", TODAY)
    whole = build_checklist(PLAN, journal.read().entries, TODAY)

    assert (whole.orphans, whole.by_ref()[REF].state.done_on) == ((), orphan.on)
    with pytest.raises(Refused, match="was ticked already"):
        acts().tick(REF, TODAY)


def test_what_one_act_moves_the_next_one_knows(acts: Acts, orphan: Entry) -> None:
    recorder = acts()
    recorder.move(orphan.ref, REF, TODAY)
    with pytest.raises(Refused, match="was ticked already"):
        recorder.tick(REF, TODAY)


def test_a_move_to_an_unknown_ref_names_the_nearest(acts: Acts, orphan: Entry) -> None:
    with pytest.raises(Refused, match=r"did you mean 1\.1\.1-"):
        acts().move(orphan.ref, "1.1.1-y", TODAY)


def test_undoing_a_move_makes_an_orphan_again(journal: Journal, acts: Acts, orphan: Entry) -> None:
    acts().move(orphan.ref, REF, TODAY)
    acts().undo(TODAY)

    assert build_checklist(PLAN, journal.read().entries, TODAY).orphans == (orphan,)
