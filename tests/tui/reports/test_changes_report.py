"""The report of changes: why the figures are others than last time."""

from datetime import date

from plan_data.model import Measure
from tests.store.factories import REF, entry, milestone, plan_with
from tests.store.measure_factories import PLACES, RATE, actual, plan_of, rate
from tests.tui.reports.factories import BOARD, block_of, document_of, rows_of

PLAN = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b"), milestone("31 Dec 2009", "c"))
SINCE = date(2009, 9, 30)


def test_each_figure_is_told_from_the_last_to_this() -> None:
    late = entry("done", "2009-09-29", at="2009-10-05T12:00")
    document = document_of(PLAN, late, kind="changes", compare_with=SINCE)

    assert document.title == "Changes since 30 Sep 2009: A small plan"
    assert [tuple(row.values()) for row in rows_of(document, "figures")] == [
        ("done", 0, 1, 0, 1),
        ("overdue", 0, 0, 1, 1),
        ("due soon", 2, -1, 0, 1),
        ("not due", 1, 0, -1, 0),
        ("total", 3, 0, 0, 3),
    ]
    paragraph = block_of(document, "figures").paragraphs[1]
    assert paragraph.startswith(
        "3 of 3 dates have another status than was known on 30 Sep 2009. 1 date had"
    )


def test_an_item_of_another_status_is_told_with_what_was_recorded() -> None:
    document = document_of(
        PLAN, entry("done", "2009-10-05", text="Signed."), kind="changes", compare_with=SINCE
    )

    assert [
        (row["ref"], row["then"], row["now"], row["why"]) for row in rows_of(document, "statuses")
    ] == [
        (
            REF,
            "White: due soon, no word yet",
            "Blue: done 5 Oct 2009, 5 days behind",
            "5 Oct 2009  done  by ELS lead: Signed.",
        ),
        (
            "1.1.1-b",
            "White: due soon, no word yet",
            "Amber: 30 days behind",
            "nothing: the days passed",
        ),
    ]
    assert (
        "1 date passed between not due and due soon" in block_of(document, "statuses").paragraphs[0]
    )


def test_an_entry_that_was_taken_back_is_told_with_who_did() -> None:
    tick = entry("done", "2009-09-20")
    undo = entry("retracted", "2009-11-01", names=tick.id, by="Programme office")
    document = document_of(PLAN, tick, undo, kind="changes", compare_with=SINCE)

    (row,) = rows_of(document, "entries")
    assert (row["ref"], row["on"], row["effect"]) == (
        REF,
        date(2009, 9, 20),
        "taken back by Programme office on 1 Nov 2009",
    )
    assert rows_of(document, "statuses")[0]["now"] == "Red: 61 days behind"


def test_every_entry_that_counts_again_is_listed_with_when_it_was_recorded() -> None:
    late = entry("note", "2009-09-20", text="Told late.", at="2009-10-01T12:00")
    new, known = (
        entry("note", "2009-10-02", text="New."),
        entry("note", "2009-09-20", text="Known."),
    )
    document = document_of(PLAN, late, new, known, kind="changes", compare_with=SINCE)

    assert [
        (row["recorded"].isoformat(), row["effect"]) for row in rows_of(document, "entries")
    ] == [
        ("2009-10-01", "new, though it happened before"),
        ("2009-10-02", "new"),
    ]


def test_a_reading_of_a_repeating_milestone_is_one_entry() -> None:
    plan = plan_with(milestone("every month?"))
    confirmed = entry("confirmed", "2009-10-02", when="every month")

    assert (
        len(rows_of(document_of(plan, confirmed, kind="changes", compare_with=SINCE), "entries"))
        == 1
    )


def test_occurrences_that_changed_alike_are_one_line_with_the_first_of_their_entries() -> None:
    plan = plan_with(milestone("every week from Oct 2009 to Nov 2009"))
    ticks = [
        entry("done", f"2009-10-{day:02d}", f"1.1.1-a@2009-10-{day:02d}") for day in (4, 11, 18, 25)
    ] + [entry("done", "2009-11-01", "1.1.1-a@2009-11-01")]
    document = document_of(plan, *ticks, kind="changes", compare_with=SINCE)
    done = rows_of(document, "statuses")[0]

    assert (done["ref"], done["then"], done["now"]) == (REF, "White: no word yet", "Blue: done")
    assert done["why"].endswith("and 2 more lines, see Entries")
    assert len(rows_of(document, "entries")) == 5


def test_dates_withdrawals_and_decisions_are_told_as_in_the_exception_report() -> None:
    entries = [
        entry("rescheduled", "2009-10-20", when="Jan 2010", approved_by=BOARD),
        entry("withdrawn", "2009-10-20", "1.1.1-b", approved_by=BOARD),
        entry("decision", "2009-10-20", "", text="Agreed"),
    ]
    changes, exception = (
        document_of(PLAN, *entries, kind=kind, compare_with=SINCE)
        for kind in ("changes", "exception")
    )

    for key in ("new_dates", "withdrawn", "confirmed", "decisions"):
        assert rows_of(changes, key) == rows_of(exception, key)
    assert len(rows_of(changes, "decisions")) == 1


def test_measures_are_named_with_their_returns_then_and_now() -> None:
    quarterly = rate(targets={"Q1 2009/10": 60, "Q2 2009/10": 62}, returns="every quarter")
    places = Measure(PLACES, "Places", shape="cumulative", targets={"2009/10": 40})
    plan = plan_of(quarterly, places)
    entries = [
        actual(61, "Q1-2009/10", "2009-07-10"),
        actual(59, "Q1-2009/10", "2009-10-10"),
        actual(62, "Q2-2009/10", "2009-10-10"),
    ]
    document = document_of(plan, *entries, kind="changes", compare_with=SINCE)

    block = block_of(document, "measures")
    assert block.paragraphs == ("Since 30 Sep 2009: 1 corrected return, 1 new return.",)
    rows = [tuple(row.values()) for row in rows_of(document, "measures")]
    assert [(row[0], *row[3:]) for row in rows] == [
        (
            f"{RATE}@Q1-2009/10",
            "corrected return",
            "met, 61 of 60%",
            "short, 59 of 60%, short by 1",
            "10 Oct 2009  actual 59  by ELS lead",
        ),
        (
            f"{RATE}@Q2-2009/10",
            "new return",
            "due soon, target 62%",
            "met, 62 of 62%",
            "10 Oct 2009  actual 62  by ELS lead",
        ),
    ]
    recorded = [row["ref"] for row in rows_of(document, "entries")]
    assert recorded == [f"{RATE}@Q1-2009/10", f"{RATE}@Q2-2009/10"]


def test_a_measure_that_became_overdue_by_the_calendar_alone_is_named() -> None:
    plan = plan_of(rate(targets={}, returns="every quarter"))
    document = document_of(plan, on="2009-08-20", kind="changes", compare_with=date(2009, 8, 1))

    (row,) = rows_of(document, "measures")
    assert (row["ref"], row["change"], row["then"], row["now"], row["why"]) == (
        RATE,
        "another state",
        "Q1 2009/10 awaiting return, no target",
        "Q1 2009/10 return overdue, no target, 6 days",
        "nothing: the days passed",
    )
