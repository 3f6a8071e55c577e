from pathlib import Path

import pytest

from tests.plan_data.table_import.sample_tables import milestones, objectives, rows, whens


def test_each_date_of_a_cell_takes_the_words_before_it(tmp_path: Path) -> None:
    found = milestones(
        tmp_path, "Pack ready September 2009 Teams engaged by July 2010 Audit the increase"
    )
    assert [(each.title, each.printed, each.when) for each in found] == [
        ("Pack ready", "September 2009", "Sep 2009"),
        ("Teams engaged", "by July 2010", "by Jul 2010"),
        ("Audit the increase", "Audit the increase", "undated (no date printed)"),
    ]


def test_a_cell_that_opens_with_its_date_takes_the_words_after_it(tmp_path: Path) -> None:
    found = milestones(tmp_path, "June 2009 buying starts  September 2009 - contract agreed")
    assert [each.title for each in found] == ["buying starts", "contract agreed"]


def test_paragraphs_of_a_cell_are_milestones(tmp_path: Path) -> None:
    found = milestones(
        tmp_path, "<p>October 2009</p> <p>March 2010</p>", "<p>Plan agreed</p> <p>Events held</p>"
    )
    assert [(each.title, each.when) for each in found] == [
        ("Plan agreed", "Oct 2009"),
        ("Events held", "Mar 2010"),
    ]


def test_a_date_alone_takes_the_objectives_words_and_no_two_titles_are_alike(
    tmp_path: Path,
) -> None:
    found = milestones(tmp_path, "October 2009  March 2010", objective="1.1.1 Hold events")
    assert [each.title for each in found] == [
        "Hold events (October 2009)",
        "Hold events (March 2010)",
    ]


def test_a_long_title_is_cut_at_a_word_and_its_wording_kept(tmp_path: Path) -> None:
    words = "Review" + " the arrangements of every partner" * 5
    (milestone,) = milestones(tmp_path, f"{words} by May 2009")
    assert len(milestone.title) <= 90
    assert (
        milestone.title
        == "Review" + " the arrangements of every partner" * 2 + " the\N{HORIZONTAL ELLIPSIS}"
    )
    assert milestone.wording == words


def test_titles_that_are_alike_when_cut_keep_their_wording(tmp_path: Path) -> None:
    words = "Review " + "the arrangements of every partner " * 4
    found = milestones(tmp_path, f"<p>{words}one May 2009</p><p>{words}two May 2009</p>")
    assert len({each.title for each in found}) == 2
    assert all(len(each.title) <= 90 for each in found)
    assert [each.wording for each in found] == [f"{words}one", f"{words}two"]


@pytest.mark.parametrize("printed", ["25/05/2009", "25.05.2009", "25-May-2009", "25/05/09"])
def test_a_day_in_digits_keeps_its_year(tmp_path: Path, printed: str) -> None:
    assert whens(tmp_path, printed) == ["25 May 2009"]


@pytest.mark.parametrize("printed", ["31/02/2009", "30 Feb 2010 at the latest"])
def test_a_day_that_does_not_exist_is_named_as_such(tmp_path: Path, printed: str) -> None:
    assert whens(tmp_path, printed) == ["undated (no such day)"]


def test_a_title_that_is_cut_to_make_room_for_its_date_keeps_its_wording(tmp_path: Path) -> None:
    words = "Members of the group take part in an event of another organisation in the region"
    found = milestones(tmp_path, "October 2009  March 2010", objective=f"1.1.1 {words}")
    assert all(len(each.title) <= 90 for each in found)
    assert [each.wording for each in found] == [words, words]


def test_a_deadline_in_the_measure_or_the_objective_is_a_guess(tmp_path: Path) -> None:
    found = milestones(
        tmp_path, "Plan made", "Agreed by July 2009.", "1.1.1 Do it, as due in October 2009"
    )
    assert [each.when for each in found] == [
        "undated (no date printed)",
        "Oct 2009?",
        "by Jul 2009?",
    ]
    assert "objective" in (found[1].reading or "")
    assert "measure" in (found[2].reading or "")


def test_a_measures_date_that_the_timescale_has_too_and_an_old_one_are_left(tmp_path: Path) -> None:
    assert whens(tmp_path, "November 09", "Workshop November 2009; report (December 2007)") == [
        "Nov 2009"
    ]


def test_quarters_figures_are_cumulative(tmp_path: Path) -> None:
    found = milestones(
        tmp_path,
        "Review by May 2009 Community completions (Cumulative) Q1: 34 Q2: 89 Q3:216 Q4: 1,257",
    )
    assert found[0].when == "by May 2009"
    assert found[1].cumulative == {"Q1": 34, "Q2": 89, "Q3": 216, "Q4": 1257}
    assert (found[1].title, found[1].unit) == ("Community completions", "completions")


def test_figures_that_fall_are_added_up_with_a_reading(tmp_path: Path) -> None:
    (figures,) = milestones(tmp_path, "Starts Q1: 10 Q2: 5 Q3: 7")
    assert figures.cumulative == {"Q1": 10, "Q2": 15, "Q3": 22}
    assert "added up" in (figures.reading or "")


def test_a_number_of_things_in_the_measure_is_the_years_figure(tmp_path: Path) -> None:
    found = milestones(
        tmp_path,
        "Quarterly",
        "Fewer untreated. 2030 people sign up. Then 66 Course Programme completions.",
    )
    assert [each.cumulative for each in found] == [None, {"Q4": 2030}, {"Q4": 66}]
    assert all(each.reading for each in found[1:])


def test_shares_years_and_parts_of_a_whole_are_no_figures(tmp_path: Path) -> None:
    found = milestones(
        tmp_path,
        "Quarterly",
        "90% of cases. 24 of the 34 indicators. Target for 2008/2009 met. £1.5 m given.",
    )
    assert [each.cumulative for each in found] == [None]


def test_leads_of_a_further_row_are_its_milestones_own(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1.1 First\t1.1.1 Involve people\tAsk\tMarch 2010\tPolice\t",
        "\t\tA system\tDecember 09\tCouncil\tOM",
    )
    objective = objectives(plan)["1.1.1"]
    assert [each.leads for each in objective.milestones] == [("POLICE",), ("COUNCIL",)]
    assert [each.pathways for each in objective.milestones] == [(), ("OM",)]
    assert objective.leads == ("POLICE", "COUNCIL")


@pytest.mark.parametrize("between", ["and then", "then", "and thereafter"])
def test_words_that_link_two_dates_are_no_milestone(tmp_path: Path, between: str) -> None:
    titles = [each.title for each in milestones(tmp_path, f"May 2009 {between} each May")]
    assert not any("then" in title for title in titles)
