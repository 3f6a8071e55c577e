"""The lines of each view and what they say, before any of them is drawn."""

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Board, Milestone
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from store.query.groups import by_lead, by_pathway, fold_items, tally_items
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.rows import Row, agenda_rows, fold_summary, group_rows, jump_letters, priority_rows

DAY = date(2009, 11, 30)
NOTHING_OPEN: frozenset[str] = frozenset()


def agenda(whole: Checklist, opened: frozenset[str] = NOTHING_OPEN) -> list[Row]:
    return agenda_rows(whole, whole.items, opened)


def made(*milestones: Milestone, entries: Sequence[Entry] = (), on: date = DAY) -> Checklist:
    return build_checklist(plan_with(*milestones), entries, on)


def headings(rows: Sequence[Row]) -> list[str]:
    return [row.text for row in rows if row.kind == "heading"]


def under(rows: Sequence[Row], heading: str) -> list[str]:
    """Return the refs under a heading."""
    refs: list[str] = []
    inside = False
    for row in rows:
        if row.kind == "heading":
            inside = row.text.startswith(heading)
        elif inside:
            refs.append(row.ref)
    return refs


# The agenda


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
@pytest.mark.parametrize("on", [date(2009, 4, 1), DAY, date(2010, 6, 30)])
def test_the_agenda_of_a_real_plan_has_every_item_once(
    plan_name: str, on: date, request: pytest.FixtureRequest
) -> None:
    whole = build_checklist(request.getfixturevalue(plan_name), [], on)
    rows = agenda(whole)

    refs = [item.ref for row in rows for item in row.items]
    assert sorted(refs) == sorted(item.ref for item in whole.counted)
    told = [int(number) for text in headings(rows) if (number := text.rpartition(": ")[2]).isdigit()]
    assert sum(told) == len(whole.counted)


def test_the_number_at_late_is_the_one_that_status_and_board_tell(east_midlands: LoadedPlan) -> None:
    whole = build_checklist(east_midlands, [], DAY)

    assert headings(agenda(whole))[0] == f"Late, worst first: {tally_items(whole.items).late}"


def test_the_agenda_tells_late_then_due_then_later_then_continuing_then_undated_then_done() -> None:
    entries = [
        entry("done", "2009-08-01", "1.1.1-g"),
        entry("note", "2009-11-01", "1.1.1-e", text="Going on"),
        entry("forecast", "2009-11-01", "1.1.1-h", when="Mar 2010"),
    ]
    whens = ["undated: not printed", "ongoing", "Mar 2010", "Dec 2009", "ongoing", "Sep 2009", "Aug 2009", "Dec 2009"]
    rows = agenda(
        made(*(milestone(when, letter) for when, letter in zip(whens, "abcdefgh", strict=True)), entries=entries)
    )

    assert headings(rows) == [
        "Late, worst first: 1",
        "Short of target or forecast late: 1",
        "Due within 31 days (no Board date is set): 1",
        "Later: 1",
        "Continuing, no update for 3 months: 1",
        "Continuing: 1",
        "No date: 1",
        "Done: 1",
    ]
    assert [row.ref[-1] for row in rows if row.items] == list("fhdcbeag")


def test_the_worst_is_first() -> None:
    rows = agenda(made(milestone("Oct 2009"), milestone("Apr 2009", "b"), milestone("Aug 2009", "c")))

    assert under(rows, "Late") == ["1.1.1-b", "1.1.1-c", "1.1.1-a"]


def test_what_is_due_before_the_next_board_includes_the_day_it_meets() -> None:
    plan = plan_with(milestone("12 Jan 2010"), milestone("13 Jan 2010", "b"))
    meeting = entry("meeting", "2009-11-01", "", when="2010-01-12", board="The Board")
    rows = agenda(build_checklist(plan, [meeting], DAY))

    assert under(rows, "Due before the next Board, 12 Jan 2010") == ["1.1.1-a"]
    assert under(rows, "Later") == ["1.1.1-b"]


def test_a_plan_with_nothing_late_says_so() -> None:
    assert headings(agenda(made(milestone("Mar 2010"))))[:2] == [
        "Late, worst first: nothing is late",
        "Due within 31 days (no Board date is set): nothing",
    ]


def test_an_agenda_of_nothing_has_no_headings_either() -> None:
    assert agenda_rows(made(milestone("Mar 2010")), [], NOTHING_OPEN) == []


# Folds


@pytest.mark.parametrize(
    ("when", "on", "words"),
    [
        ("every week", "2009-11-29", "34 weeks without a tick, oldest 5 Apr 2009"),
        ("every month", "2009-06-30", "2 months without a tick, oldest 30 Apr 2009"),
        ("every quarter", "2009-11-30", "2 quarters without a tick, oldest 30 Jun 2009"),
        ("every 6 months", "2010-04-30", "2 half-years without a tick, oldest 30 Sep 2009"),
        ("Apr 2009, Jun 2009", "2009-11-30", "2 dates without a tick, oldest 30 Apr 2009"),
    ],
)
def test_a_fold_says_in_words_how_many_and_since_when(when: str, on: str, words: str) -> None:
    whole = made(milestone(when), on=date.fromisoformat(on))

    assert fold_summary(fold_items(whole.items)[0].items) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2009-04-01", "4 quarters to come, next 30 Jun 2009"),
        ("2010-02-28", "3 quarters without a return, oldest 30 Jun 2009"),
    ],
)
def test_a_fold_of_figures_says_what_is_missing(on: str, words: str) -> None:
    figures = milestone(cumulative={"Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4})
    whole = made(figures, on=date.fromisoformat(on))

    assert fold_summary(fold_items(whole.items)[0].items) == words


def test_figures_below_their_targets_are_behind_and_done_ones_done() -> None:
    figures = milestone(cumulative={"Q1": 10, "Q2": 20})
    actuals = [entry("actual", "2009-10-10", f"1.1.1-a@Q{n}-2009/10", number=5) for n in (1, 2)]
    repeats = milestone("every month", "b")
    ticks = [entry("done", "2009-04-30", f"1.1.1-b@{month}-2009") for month in ("Apr", "May")]
    whole = made(figures, repeats, entries=[*actuals, *ticks])

    words = {
        each.first.state.status: fold_summary(each.items) for each in fold_items(whole.items) if len(each.items) > 1
    }
    assert words["short"] == "2 quarters behind target, oldest 30 Jun 2009"
    assert words["done"] == "2 months done, first 30 Apr 2009"


def test_a_folded_line_names_the_milestone_its_oldest_date_and_its_status() -> None:
    row = agenda(made(milestone("every month"), on=date(2009, 6, 30)))[1]

    assert (row.mark, row.ref, row.text) == ("[!]", "1.1.1-a", "+ 2 months without a tick: Milestone a")
    assert (row.when, row.status) == ("oldest 30 Apr 2009", "OVERDUE 61d")
    assert row.item is not None
    assert row.item.ref == "1.1.1-a@Apr-2009"


def test_an_opened_fold_shows_each_date_under_it() -> None:
    whole = made(milestone("every month"), on=date(2009, 6, 30))
    rows = agenda(whole, frozenset({"1.1.1-a overdue"}))

    assert rows[1].text == "- 2 months without a tick: Milestone a"
    assert [row.when for row in rows[2:4]] == ["due 30 Apr 2009", "due 31 May 2009"]


# Pathways and leads


def test_a_pathway_tells_done_of_total_and_late() -> None:
    whole = made(milestone("Sep 2009"), milestone("Aug 2009", "b"), entries=[entry("done", "2009-08-01", "1.1.1-b")])
    (row,) = group_rows(by_pathway(whole))

    assert (row.mark, row.text, row.when, row.status) == ("E", "ELS", "1/2", "1 late")


def test_what_is_not_late_has_no_word_for_it() -> None:
    (row,) = group_rows(by_lead(made(milestone("Mar 2010"))))

    assert (row.text, row.when, row.status) == ("JCP", "0/1", "")


def test_each_of_up_to_26_has_a_letter_of_its_own() -> None:
    codes = [f"{letter}LS" for letter in "EEEABCDEFGHIJKLMNOPQRSTU"]
    letters = jump_letters(list(dict.fromkeys(codes)))

    assert len(set(letters.values())) == len(letters) == len(set(codes))
    assert letters["ELS"] == "E"


# Priorities


def test_progress_is_rolled_up_at_each_level(east_midlands: LoadedPlan) -> None:
    done = entry("done", "2009-08-28", "2.4.2-a", plan=east_midlands.about.id)
    whole = build_checklist(east_midlands, [done], DAY)
    rows = {row.key: row for row in priority_rows(whole, whole.items, frozenset({"priority 2.4"}))}

    assert rows["section 2"].status.startswith("1 of 95 done, ")
    assert rows["priority 2.4"].status.startswith("1 of 11 done, ")
    assert rows["objective 2.4.2"].status == "1 of 1 done"
    assert rows["2.4.2-a"].status == "done"


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
def test_the_sections_of_a_real_plan_hold_all_of_it(plan_name: str, request: pytest.FixtureRequest) -> None:
    whole = build_checklist(request.getfixturevalue(plan_name), [], DAY)
    sections = [row for row in priority_rows(whole, whole.items, NOTHING_OPEN) if row.kind == "heading"]

    assert sum(int(row.status.split(" of ")[1].split()[0]) for row in sections) == len(whole.counted)


def test_an_opened_priority_shows_its_objectives_and_a_closed_objective_hides_its_items() -> None:
    whole = made(milestone("Sep 2009"))

    def keys(*opened: str) -> list[str]:
        return [row.key for row in priority_rows(whole, whole.items, frozenset(opened))]

    assert keys() == ["section 1", "priority 1.1"]
    assert keys("priority 1.1") == ["section 1", "priority 1.1", "objective 1.1.1", "1.1.1-a"]
    assert keys("priority 1.1", "objective 1.1.1") == ["section 1", "priority 1.1", "objective 1.1.1"]


def test_a_filter_leaves_only_the_branches_that_it_shows(east_midlands: LoadedPlan) -> None:
    whole = build_checklist(east_midlands, [], DAY)
    found = [item for item in whole.items if item.planned.objective == "2.4.2"]
    rows = priority_rows(whole, found, frozenset({"priority 2.4"}))

    assert [row.key for row in rows] == ["section 2", "priority 2.4", "objective 2.4.2", "2.4.2-a"]


def test_the_calendar_of_the_plan_file_counts_as_that_of_the_journal() -> None:
    plan = plan_with(milestone("Dec 2009"))
    dated = msgspec.structs.replace(plan.about, boards=(Board("The Board", dates=("2009-12-15",)),))
    rows = agenda(build_checklist(msgspec.structs.replace(plan, about=dated), [], DAY))

    assert "Due before the next Board, 15 Dec 2009: nothing" in headings(rows)
