"""The other parts of a Board's paper: the year, measures, silent leads, names and annexes."""

from plan_data.model import Milestone
from tests.store.factories import REF, entry
from tests.tui.reports.demo_papers import body_of, day, demo_paper
from tests.tui.reports.factories import (
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
)
from tui.reports.document import LineChart, Matrix, Timeline


def test_late_at_each_months_end_is_a_line_with_words() -> None:
    (line,) = [
        picture
        for picture in block_of(demo_paper(), "progress").pictures
        if isinstance(picture, LineChart)
    ]

    assert line.words.startswith("Late at month's end Apr 0, May ")
    assert [point.label for point in line.points][-1] == "Nov"
    late = [
        count
        for row in rows_of(demo_paper(), "headline")
        for count in [row["this_period"]]
        if row["measure"].startswith("overdue")
    ]
    assert line.points[-1].value is not None
    assert line.points[-1].value >= sum(late)


def test_what_is_asked_has_its_dates_on_a_line_of_months() -> None:
    (timeline,) = [
        picture
        for picture in block_of(demo_paper(), "annex_details").pictures
        if isinstance(picture, Timeline)
    ]

    rows = {row.label.partition(" ")[0]: row for row in timeline.rows}
    assert (rows["1.2.3-b"].planned, rows["1.2.3-b"].forecast) == (
        day("2010-03-31"),
        day("2010-06-30"),
    )
    assert rows["2.3.2-a"].approved == day("2010-03-31")
    assert timeline.today == day("2009-11-30")


def test_pathways_and_quarters_are_a_matrix_in_words() -> None:
    plan = plan_of(
        objective(
            "1.1.1",
            Milestone(REF, "One", when="Sep 2009"),
            Milestone("1.1.1-b", "Two", when="Aug 2009"),
            Milestone("1.1.1-c", "Three", when="undated (why)"),
        )
    )
    matrix, _ = block_of(
        document_of(plan, entry("done", "2009-08-20", "1.1.1-b")), "progress"
    ).pictures

    assert isinstance(matrix, Matrix)
    assert matrix.columns == ("Q1", "Q2", "Q3", "Q4", "Other, none")
    (row,) = matrix.rows
    assert [cell.text for cell in row.cells] == ["", "1 Red of 2", "", "", "1 White"]


def test_figures_are_a_row_each_with_what_the_coming_quarters_need() -> None:
    rows = {row["ref"]: row for row in rows_of(demo_paper(), "trajectories")}

    assert len(rows) == 6
    custodial = rows["2.7.2-b"]
    assert [custodial[quarter] for quarter in ("q1", "q2", "q3", "q4")] == [
        "160 of 169",
        "366 of 418",
        "needs 335",
        "needs 736",
    ]
    assert (custodial["state"], custodial["needed"]) == (
        "Red: short",
        "736 in 2 after 366 in 2",
    )
    assert rows["3.2.1-e"]["state"] == "Amber: return overdue"


def test_other_measures_that_are_short_or_not_assessed_are_one_paragraph() -> None:
    paragraph = block_of(demo_paper(), "measures").paragraphs[1]

    assert paragraph.startswith("Besides the figures, Amber: 2.7.2-m2 Accredited programmes")
    assert "(short, 797 of 872)" in paragraph
    assert len(rows_of(demo_paper(), "measures")) > 20


def test_nil_returns_are_of_the_quarter_and_only_of_who_has_something_open() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Mar 2010")),
        objective("1.2.1", Milestone("1.2.1-a", "Two", when="Sep 2009"), leads=("NOMS",)),
        dates=("2009-11-25",),
    )
    done = entry("done", "2009-09-20", "1.2.1-a")
    note = entry("note", "2009-10-20", text="On its way.")

    (row,) = [each for each in rows_of(document_of(plan, done), "nil_returns") if "lead" in
              str(each["kind"]).lower()]  # fmt: skip
    assert (row["code"], row["open"]) == ("JCP", 1)
    assert "since 1 Oct 2009: JCP" in block_of(document_of(plan, done), "not_assessed").points[
        0
    ].replace("Jobcentre Plus", "JCP")
    assert rows_of(document_of(plan, done, note), "nil_returns") == []


def test_one_number_is_due_before_the_next_board() -> None:
    exception, summary = demo_paper(), demo_paper(kind="summary")

    sentence = block_of(summary, "due").paragraphs[0]
    assert block_of(exception, "headline").paragraphs[1].startswith(sentence)
    assert "(EMRRP Board, 12 Jan 2010): 34 milestones (35 dates)" in sentence


def test_leads_are_named_as_printed_and_explained_at_the_end() -> None:
    document = demo_paper()

    assert "NOMS-DOM," not in body_of(document)
    paragraph = block_of(document, "key").paragraphs[-1]
    assert paragraph.startswith("Abbreviations used: ")
    assert "DH (NTA) (DH-NTA): National Treatment Agency" in paragraph
    assert "MAPPA: Multi Agency Public Protection Arrangements" in paragraph
    body = [block.key for block in document.blocks if not block.is_annex]
    assert body[-1] == "key"


def test_the_paper_begins_with_what_is_asked_and_only_annexes_follow_its_body() -> None:
    document = demo_paper()

    titles = [block.title for block in document.blocks]
    assert titles[:2] == ["The Board is asked to", "Headline"]
    assert [title.startswith("Annex") for title in titles] == [
        block.is_annex for block in document.blocks
    ]
    assert "annex" not in body_of(document).lower()


def test_annexes_are_left_out_on_request() -> None:
    assert not [block for block in demo_paper(annex=False).blocks if block.is_annex]


def test_the_programme_offices_own_sentences_come_first() -> None:
    document = demo_paper(opening="A hard quarter.\n\nThree things to decide.")

    assert document.blocks[0].paragraphs == ("A hard quarter.", "Three things to decide.")


def test_totals_are_of_milestones_and_dates_come_second() -> None:
    sentence = block_of(demo_paper(), "headline").paragraphs[0]

    assert sentence.startswith("Of 132 milestones in the plan: ")
    assert sentence.endswith("of their 190 dates were due by 30 Nov 2009.")


def test_the_same_paper_is_the_same_again() -> None:
    assert demo_paper() == demo_paper()
