"""Items of one milestone fold into one row, and what that row says."""

from collections.abc import Sequence
from datetime import date

import pytest

from plan_data.model import Milestone
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from store.query.groups import fold_items
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.agenda import agenda_rows
from tui.app.views.rows import Row, fold_summary

DAY = date(2009, 11, 30)
NOTHING_OPEN: frozenset[str] = frozenset()


def agenda(checklist: Checklist, opened: frozenset[str] = NOTHING_OPEN) -> list[Row]:
    return agenda_rows(checklist, checklist.items, opened)


def made(*milestones: Milestone, entries: Sequence[Entry] = (), on: date = DAY) -> Checklist:
    return build_checklist(plan_with(*milestones), entries, on)


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
        ("2009-04-01", "4 quarters not due, next 30 Jun 2009"),
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
        each.first.state.status: fold_summary(each.items)
        for each in fold_items(whole.items)
        if len(each.items) > 1
    }
    assert words["short"] == "2 quarters behind target, oldest 30 Jun 2009"
    assert words["done"] == "2 months done, first 30 Apr 2009"


def test_a_folded_line_names_the_milestone_its_oldest_date_and_its_status() -> None:
    row = agenda(made(milestone("every month"), on=date(2009, 6, 30)))[1]

    assert (row.mark, row.ref, row.text) == (
        "[!]",
        "1.1.1-a",
        "+ 2 months without a tick: Milestone a",
    )
    assert (row.when, row.status) == ("oldest 30 Apr 2009", "OVERDUE 61d")
    assert row.item is not None
    assert row.item.ref == "1.1.1-a@Apr-2009"


def test_an_opened_fold_shows_each_date_under_it() -> None:
    whole = made(milestone("every month"), on=date(2009, 6, 30))
    rows = agenda(whole, frozenset({"1.1.1-a overdue"}))

    assert rows[1].text == "- 2 months without a tick: Milestone a"
    assert [row.when for row in rows[2:4]] == ["due 30 Apr 2009", "due 31 May 2009"]
