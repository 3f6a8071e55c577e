"""What holds for every plan and journal: no item is lost, and nothing recorded later counts."""

from collections import Counter
from datetime import date

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from plan_data.vocabulary import VOCABULARY
from store.checklist.checklist import ChecklistItem, build_checklist, count_statuses
from store.checklist.milestones import deciding_items
from store.journal.entry import Entry
from tests.tui.reports.factories import DAYS, PLANS_AND_JOURNALS, document_of, rows_of, table_of
from tui.reports.blocks.listing import listing_columns
from tui.reports.context import REPORT_KINDS
from tui.reports.document import ReportDocument
from tui.wording.report_text import colour_word

LISTING_COLUMNS = listing_columns(VOCABULARY)
Made = tuple[LoadedPlan, tuple[Entry, ...]]
AS_OF = DAYS.filter(lambda day: day > date(2009, 4, 1))
COLOURS = ("blue", "green", "amber", "red", "white", "withdrawn")


def made(found: Made, day: date, kind: str = "exception", known_on: str = "") -> ReportDocument:
    plan, entries = found
    return document_of(
        plan,
        *entries,
        on=day.isoformat(),
        known_on=known_on,
        kind=kind,
        compare_with=date(2009, 4, 1),
    )


def listed(document: ReportDocument, block: str) -> list[tuple[object, ...]]:
    """Return the lines of a full checklist that count."""
    tables = next(each.tables for each in document.blocks if each.key == block)
    return [
        row
        for table in tables
        if table.columns == LISTING_COLUMNS
        for row in table.rows
        if row[6] is not None
    ]


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, AS_OF)
def test_every_item_is_in_exactly_one_status_and_every_total_is_the_plans(
    found: Made, day: date
) -> None:
    document = made(found, day)
    counted = build_checklist(*found, day).counted
    by_status = {row["status"]: row["this_period"] for row in rows_of(document, "by_status")}
    by_colour = Counter(
        colour_word(item.state.colour)
        for item in deciding_items(build_checklist(*found, day).counted)
    )
    *groups, total = rows_of(document, "progress")
    headline = {row["measure"]: row["this_period"] for row in rows_of(document, "headline")}
    milestones = deciding_items(counted)
    statuses = count_statuses(milestones)
    dates = {row["status"]: row["dates"] for row in rows_of(document, "by_status")}

    assert by_status.pop("total") == len(milestones)
    assert dates.pop("total") == len(counted)
    assert {status: count for status, count in by_status.items() if count} == statuses
    assert {status: count for status, count in dates.items() if count} == count_statuses(counted)
    assert headline["done on time"] == statuses["done"]
    across = {"rescheduled with approval", "due so far"}
    assert sum(headline[name] for name in headline if name not in across) == len(milestones)
    assert (
        headline["overdue, up to one month"] + headline["overdue, more than one month"]
        == statuses["overdue"]
    )
    assert {colour: total[colour] for colour in COLOURS} == {
        c: by_colour[c.capitalize()] for c in COLOURS
    }
    assert total["total"] == sum(by_colour.values()) == len(milestones)
    assert len(listed(document, "annex")) == len(counted)
    for group in groups:
        assert sum(group[colour] for colour in COLOURS) == group["total"]
    printed_under = sum(len(item.planned.pathways) or 1 for item in milestones)
    assert sum(group["total"] for group in groups) == printed_under


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, AS_OF, st.sampled_from(["priority", "pathway", "lead"]))
def test_the_checklist_has_every_item_under_each_of_its_groups(
    found: Made, day: date, by: str
) -> None:
    plan, entries = found
    document = document_of(
        plan,
        *entries,
        on=day.isoformat(),
        kind="checklist",
        group_by=by,
        compare_with=date(2009, 4, 1),
    )
    printed = {
        item.ref: {"priority": 1, "pathway": len(item.pathways) or 1, "lead": len(item.leads) or 1}[
            by
        ]
        for item in plan.items
    }
    tables = [
        table
        for block in document.blocks
        for table in block.tables
        if table.columns == LISTING_COLUMNS
    ]
    lines = Counter(row[0] for table in tables for row in table.rows)

    assert lines == printed
    assert {row[0] for row in listed(document, "checklist")} == {
        item.ref for item in plan.items if not item.same_as
    }


def is_late(item: ChecklistItem) -> bool:
    return item.state.colour in {"red", "amber"}


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, AS_OF)
def test_every_exception_is_shown_or_in_the_annex(found: Made, day: date) -> None:
    document = made(found, day)
    counted = build_checklist(*found, day).counted
    tables = [table for block in document.blocks for table in block.tables]
    shown = [row[0] for table in tables if table.key == "all_exceptions" for row in table.rows]
    deciding = {item.planned.milestone: item for item in deciding_items(counted)}
    troubled = [
        item
        for item in counted
        if item.is_disputed
        or (
            item.state.colour in {"red", "amber"}
            and (item.planned.kind != "figure" or is_late(deciding[item.planned.milestone]))
        )
    ]

    assert all(item.ref in shown or item.planned.milestone in shown for item in troubled)
    assert {ref.partition("@")[0] for ref in map(str, shown)} == {
        item.planned.milestone for item in troubled
    }
    red = [*rows_of(document, "exceptions"), *rows_of(document, "more_red", [])]
    every = table_of(document, "all_exceptions").colours
    assert len(red) == every.count("red")


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, AS_OF)
def test_the_figures_then_and_what_changed_since_make_the_figures_now(
    found: Made, day: date
) -> None:
    rows = rows_of(made(found, day, "changes"), "figures")

    for row in rows:
        assert row["reported"] + row["late"] + row["since"] == row["now"]
    assert sum(row["late"] for row in rows) == sum(row["since"] for row in rows) == 0
    assert sum(row["now"] for row in rows[:-1]) == rows[-1]["now"]


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, AS_OF, DAYS, st.sampled_from(REPORT_KINDS))
def test_what_is_recorded_later_changes_no_paper_of_what_was_known(
    found: Made, day: date, known: date, kind: str
) -> None:
    plan, entries = found
    by_then = tuple(entry for entry in entries if entry.at.date() <= known)
    later, early = (made((plan, some), day, kind, known.isoformat()) for some in (entries, by_then))

    assert later == early
    assert msgspec.json.encode(later) == msgspec.json.encode(early)


@settings(deadline=None, max_examples=40)
@given(PLANS_AND_JOURNALS, AS_OF, st.sampled_from(REPORT_KINDS))
def test_every_event_has_a_name_of_its_own_and_every_row_all_its_cells(
    found: Made, day: date, kind: str
) -> None:
    document = made(found, day, kind)
    keys = [table.key for block in document.blocks for table in block.tables]

    assert len({event.uid for event in document.events}) == len(document.events)
    assert len(set(keys)) == len(keys)
    for block in document.blocks:
        for table in block.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert len(table.colours) in {0, len(table.rows)}
