"""The position of an item in words."""

from datetime import date
from typing import get_args

import msgspec
import pytest

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.status import Status
from store.journal.entry import Entry
from tests.store.factories import REF, entry, item_of, milestone, plan_with
from tui.wording.item_text import status_mark
from tui.wording.report_text import fold_summary_text, period_text, position_text, signed

Q1 = "1.1.1-a@Q1-2009/10"
MOVED = entry("rescheduled", "2009-09-01", when="Dec 2009", approved_by="EMRRP Board")


@pytest.mark.parametrize(
    ("when", "entries", "words"),
    [
        ("Mar 2010", [], "not due, no word yet"),
        ("Dec 2009", [], "due soon, no word yet"),
        (
            "Mar 2010",
            [entry("note", "2009-11-03", text="Met.")],
            "not due, reported on, nothing late",
        ),
        ("Oct 2009", [], "30 days behind"),
        ("29 Nov 2009", [], "1 day behind"),
        (
            "Sep 2009",
            [MOVED],
            "due soon, no word yet; rescheduled with approval (was 30 Sep 2009)",
        ),
        (
            "undated (why)",
            [MOVED],
            "due soon, no word yet; rescheduled with approval (was undated)",
        ),
        ("undated (why)", [], "date to be agreed"),
        ("ongoing", [entry("note", "2009-07-03", text="Met.")], "no update since 3 Jul 2009"),
        ("ongoing", [], "no update yet"),
        (
            "ongoing",
            [entry("note", "2009-11-03", text="Met.")],
            "continuing, last update 3 Nov 2009",
        ),
        ("ongoing from Oct 2009", [], "continuing, no update yet"),
        ("from Jun 2009", [], "start 153 days behind"),
        ("from Jun 2009", [entry("started", "2009-06-15")], "no update since 15 Jun 2009"),
        (
            "Dec 2009",
            [entry("forecast", "2009-11-01", when="Jan 2010")],
            "forecast 31 Jan 2010, 31 days behind",
        ),
        ("Sep 2009", [entry("done", "2009-09-20")], "done 20 Sep 2009"),
        ("Sep 2009", [entry("done", "2009-10-01")], "done 1 Oct 2009, 1 day behind"),
        (
            "Sep 2009",
            [entry("withdrawn", "2009-10-20", approved_by="EMRRP Board")],
            "withdrawn with approval (EMRRP Board, 20 Oct 2009)",
        ),
    ],
)
def test_each_status_has_its_words(when: str, entries: list[Entry], words: str) -> None:
    assert position_text(item_of(plan_with(milestone(when)), "2009-11-30", *entries)) == words


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_has_a_mark_and_a_position(status: Status) -> None:
    item = item_of(plan_with(milestone("Oct 2009")), "2009-11-30")
    state = msgspec.structs.replace(item.state, status=status)
    item = msgspec.structs.replace(item, state=state)

    assert status_mark(item)
    assert position_text(item)


@pytest.mark.parametrize(
    ("day", "actual", "words"),
    [
        ("2009-07-20", None, "awaiting return"),
        ("2009-08-20", None, "return 6 days behind"),
        ("2009-08-20", 100.5, "target met: 100.5 of 100.5"),
        ("2009-08-20", 90, "90 of 100.5, 10.5 behind"),
    ],
)
def test_each_state_of_a_figure_has_its_words(day: str, actual: float | None, words: str) -> None:
    actuals = [] if actual is None else [entry("actual", "2009-07-10", Q1, number=actual)]
    plan = plan_with(milestone(None, cumulative={"Q1": 100.5}))

    assert position_text(item_of(plan, day, *actuals, ref=Q1)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("every week to Apr 2009", "4 weeks without a tick, oldest 5 Apr 2009"),
        ("every month to Jun 2009", "3 months without a tick, oldest 30 Apr 2009"),
        ("every 2 months to Jul 2009", "2 two-month periods without a tick, oldest 31 May 2009"),
        ("every quarter to Sep 2009", "2 quarters without a tick, oldest 30 Jun 2009"),
        ("Jun 2009, Sep 2009", "2 dates without a tick, oldest 30 Jun 2009"),
    ],
)
def test_occurrences_are_counted_by_what_they_are(when: str, words: str) -> None:
    plan = plan_with(milestone(when))
    items = [item_of(plan, "2009-12-31", ref=item.ref) for item in plan.items]

    assert fold_summary_text(items) == words


def test_words_of_several_lines_are_signed_on_one() -> None:
    assert (
        signed("First\nsecond", entry("note", "2009-11-05", REF))
        == "First / second (5 Nov 2009, ELS lead)"
    )
    assert signed("Said", entry("note", "2009-11-05", by="")) == "Said (5 Nov 2009)"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2009-06-30", "2009-09-30", "Q2 2009/10 (Jul-Sep 2009)"),
        ("2009-12-31", "2010-03-31", "Q4 2009/10 (Jan-Mar 2010)"),
        ("2009-09-30", "2009-11-30", "Q3 2009/10 (Oct-Dec 2009), so far to 30 Nov 2009"),
        ("2009-09-30", "2010-01-31", "1 Oct 2009 to 31 Jan 2010"),
        ("2009-11-17", "2009-11-30", "18 Nov 2009 to 30 Nov 2009"),
    ],
)
def test_a_period_is_named_by_its_quarter_where_it_begins_one(
    since: str, until: str, words: str
) -> None:
    days = date.fromisoformat(since), date.fromisoformat(until)

    assert period_text(*days, FinancialYear(2009)) == words
