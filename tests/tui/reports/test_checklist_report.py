"""The checklist report: every milestone under its priority, pathway or lead."""

from plan_data.model import Milestone
from store.query.filters import Filter
from tests.store.factories import REF, entry
from tests.tui.reports.factories import block_of, document_of, objective, plan_of, rows_of

PLAN = plan_of(
    objective(
        "1.1.1",
        Milestone(REF, "One", when="Sep 2009", printed="By September"),
        leads=("JCP", "NOMS"),
    ),
    objective(
        "1.2.1", Milestone("1.2.1-a", "Two", when="every quarter"), leads=("NOMS",), pathways=()
    ),
)


def test_every_date_of_a_milestone_stands_on_a_line_of_its_own() -> None:
    document = document_of(PLAN, kind="checklist")

    assert [block.title for block in document.blocks] == [
        "Headline",
        "Checklist by priority",
        "Key and notes",
    ]
    assert [row["ref"][-10:] for row in rows_of(document, "priority_2")] == [
        f"Q{n}-2009/10" for n in (1, 2, 3, 4)
    ]


def test_a_line_says_how_the_item_stands_and_what_was_said_last() -> None:
    entries = [
        entry("done", "2009-10-05", text="Signed.", evidence="minutes"),
        entry("started", "2009-10-06"),
    ]
    (row,) = rows_of(document_of(PLAN, *entries, kind="checklist"), "priority_1")

    assert (row["printed"], row["colour"], row["stands"]) == (
        "By September",
        "Blue",
        "done 5 Oct 2009, 5 days behind",
    )
    assert row["note"] == "Signed. / Evidence: minutes (5 Oct 2009, ELS lead)"


def test_what_several_leads_share_stands_under_each_and_that_is_said() -> None:
    document = document_of(PLAN, kind="checklist", group_by="lead")

    assert [row["ref"] for row in rows_of(document, "lead_1")] == [REF]
    assert len(rows_of(document, "lead_2")) == 5
    assert block_of(document, "checklist").paragraphs == (
        (
            "2 milestones (5 dates), each date of a repeating one and each quarter on its own line."
            " 1 of the lines repeat one that stands under another lead as well."
        ),
    )


def test_who_asks_for_one_lead_gets_no_group_of_another() -> None:
    document = document_of(PLAN, kind="checklist", group_by="lead", filter=Filter(leads=("JCP",)))

    (_, table) = block_of(document, "checklist").tables
    assert table.title == "JCP Jobcentre Plus: 1 milestone"


def test_what_has_no_pathway_is_under_not_stated() -> None:
    tables = block_of(document_of(PLAN, kind="checklist", group_by="pathway"), "checklist").tables

    assert [table.title for table in tables[1:]] == [
        "ELS Employment, Learning and Skills: 1 milestone",
        "Not stated: 1 milestone (4 dates)",
    ]
