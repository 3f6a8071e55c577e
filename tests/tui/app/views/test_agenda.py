"""The agenda: its parts, what is in each, and what it says of empty ones."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec
import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Board, Milestone
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from store.query.groups import tally_items
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.agenda import agenda_rows
from tui.app.views.rows import Row
from tui.wording.report_text import BEFORE_PUBLICATION

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


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
@pytest.mark.parametrize("on", [date(2009, 4, 1), DAY, date(2010, 6, 30)])
def test_the_agenda_of_a_real_plan_has_every_item_once(
    plan_name: str, on: date, request: pytest.FixtureRequest
) -> None:
    whole = build_checklist(request.getfixturevalue(plan_name), [], on)
    rows = agenda(whole)

    refs = [item.ref for row in rows for item in row.items]
    assert sorted(refs) == sorted(item.ref for item in whole.counted)
    count = r"(\d+)(?: \((\d+) dates?\))?"
    heading = re.compile(rf": {count}(?:, {count} of them in other parts)?$", re.MULTILINE)
    total = 0
    for milestones, dates, elsewhere, dates_elsewhere in heading.findall("\n".join(headings(rows))):
        total += int(dates or milestones) - int(dates_elsewhere or elsewhere or 0)
    assert total == len(whole.counted)


def test_the_number_at_late_is_the_one_that_status_and_board_tell(
    east_midlands: LoadedPlan,
) -> None:
    whole = build_checklist(east_midlands, [], DAY)

    rows = agenda(whole)
    late, early = set(under(rows, "Late,")), set(under(rows, BEFORE_PUBLICATION))
    assert headings(rows)[0].startswith(f"Late, worst first: {len(late)} (")
    assert len(late | early) == tally_items(whole.items).late


def test_what_fell_due_before_publication_has_a_heading_of_its_own_until_it_is_recorded(
    east_midlands: LoadedPlan,
) -> None:
    empty = build_checklist(east_midlands, [], DAY)
    assert "1.4.3-b" in under(agenda(empty), BEFORE_PUBLICATION)

    note = entry("note", "2009-11-30", "1.4.3-b", text="Taken over.", plan=east_midlands.about.id)
    noted = build_checklist(east_midlands, [note], DAY)
    assert "1.4.3-b" not in under(agenda(noted), BEFORE_PUBLICATION)
    assert "1.4.3-b" in under(agenda(noted), "Late,")


def test_the_agenda_tells_late_then_due_then_later_then_continuing_then_undated_then_done() -> None:
    entries = [
        entry("done", "2009-08-01", "1.1.1-g"),
        entry("note", "2009-11-01", "1.1.1-e", text="Going on"),
        entry("forecast", "2009-11-01", "1.1.1-h", when="Mar 2010"),
    ]
    whens = [
        "undated: not printed",
        "ongoing",
        "Mar 2010",
        "Dec 2009",
        "ongoing",
        "Sep 2009",
        "Aug 2009",
        "Dec 2009",
    ]
    rows = agenda(
        made(
            *(milestone(when, letter) for when, letter in zip(whens, "abcdefgh", strict=True)),
            entries=entries,
        )
    )

    assert headings(rows) == [
        "Late, worst first: 1",
        "Short of target or forecast late: 1",
        "Due within 31 days (no Board date is set): 2, 1 of them in other parts",
        "Later: 1",
        "Continuing, no update for 3 months: 1",
        "Continuing: 1",
        "No date: 1",
        "Done: 1",
    ]
    assert [row.ref[-1] for row in rows if row.items] == list("fhdcbeag")


def test_the_worst_is_first() -> None:
    rows = agenda(
        made(milestone("Oct 2009"), milestone("Apr 2009", "b"), milestone("Aug 2009", "c"))
    )

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


def test_what_fell_due_before_publication_is_late_too() -> None:
    plan = plan_with(milestone("Jun 2009"))
    about = msgspec.structs.replace(plan.about, published="July 2009")
    whole = build_checklist(msgspec.structs.replace(plan, about=about), (), DAY)

    assert headings(agenda(whole))[:2] == [
        "Late, worst first: nothing else",
        f"{BEFORE_PUBLICATION}: 1",
    ]


def test_an_agenda_of_nothing_has_no_headings_either() -> None:
    assert agenda_rows(made(milestone("Mar 2010")), [], NOTHING_OPEN) == []


def test_the_calendar_of_the_plan_file_counts_as_that_of_the_journal() -> None:
    plan = plan_with(milestone("Dec 2009"))
    dated = msgspec.structs.replace(plan.about, boards=(Board("The Board", dates=("2009-12-15",)),))
    rows = agenda(build_checklist(msgspec.structs.replace(plan, about=dated), [], DAY))

    assert "Due before the next Board, 15 Dec 2009: nothing" in headings(rows)


def test_the_done_are_told_in_one_order_always_done_then_done_late_then_met() -> None:
    figures = milestone(letter="a", cumulative={"Q1": 1})
    entries = [
        entry("actual", "2009-07-01", "1.1.1-a@Q1-2009/10", number=1),
        entry("done", "2009-10-10", "1.1.1-b"),
        entry("done", "2009-08-01", "1.1.1-c"),
    ]
    checklist = made(
        figures, milestone("Aug 2009", "b"), milestone("Sep 2009", "c"), entries=entries
    )

    assert under(agenda(checklist), "Done") == ["1.1.1-c", "1.1.1-b", "1.1.1-a"]
