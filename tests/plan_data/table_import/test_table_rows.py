from pathlib import Path

import pytest

from tests.plan_data.table_import.sample_tables import HEADER, imported, objectives, rows


def test_a_row_split_over_pages_is_joined(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1. Overall\t\t\t\t\t",
        "1.1 Better homes for\t1.1.1 Support the\tMore\tStaff engaged - December\tLB North, NHS\tOM",
        "page",
        "people who leave\tSounding Board\thomes\t2009 Trained by July 2010\tTown\t",
        "\t1.1.2 Next\tGood\tMay 2009\tPolice\tOM",
    )
    assert plan.sections[0].priorities[0].title == "Better homes for people who leave"
    first = objectives(plan)["1.1.1"]
    assert first.title == "Support the Sounding Board"
    assert [each.when for each in first.milestones] == ["Dec 2009", "by Jul 2010"]
    assert first.leads == ("LB-NORTH", "NHS-TOWN")
    assert list(objectives(plan)) == ["1.1.1", "1.1.2"]


def test_numbered_lines_of_one_cell_are_sections_and_others_are_left(tmp_path: Path) -> None:
    headings = "1. Overall\t\t\t\t\t\nAdults\t\t\t\t\t"
    text = f"{HEADER}\n{headings}\n1.1 First\t1.1.1 Do\tx\tMay 2009\tPolice\tOM"
    result = imported(tmp_path, text)
    assert [(each.number, each.title) for each in result.plan.sections] == [("1", "Overall")]
    assert any("Adults" in sentence for sentence in result.report.left)


def test_headings_without_numbers_are_sections_also_between_the_rows(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "<b>OVERALL</b>\t\t\t\t\t",
        "1. First\t1.1 Do\tx\tMay 2009\tPolice\tOM",
        "<sup>32</sup> [a footnote]",
        "#### SERIOUS THINGS",
        "<b>2. Second</b>\t2.1 Do more\tx\tMay 2009\tPolice\tOM",
    )
    assert [(each.number, each.title) for each in plan.sections] == [
        ("1", "OVERALL"),
        ("2", "SERIOUS THINGS"),
    ]
    assert [priority.number for section in plan.sections for priority in section.priorities] == [
        "1",
        "2",
    ]


def test_a_row_shifted_by_one_column_is_read_by_its_numbers(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1.1 First\t1.1.1 Do\tx\tMay 2009\tPolice\tOM",
        "\t1.2 Second\t1.2.1 Do more\tHalf of them\tJune 2009\tCouncil",
    )
    moved = objectives(plan)["1.2.1"]
    assert (moved.title, moved.leads, moved.milestones[0].when) == (
        "Do more",
        ("COUNCIL",),
        "Jun 2009",
    )
    assert [each.number for each in plan.sections[0].priorities] == ["1.1", "1.2"]


def test_an_objective_under_another_priority_goes_where_its_number_says(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1.1 First\t1.1.1 Do\tx\tMay 2009\tPolice\tOM",
        "1.2 Second\t1.1.2 Strayed\tx\tMay 2009\tPolice\tOM",
        "\t1.2.1 Own\tx\tMay 2009\tPolice\tOM",
    )
    first, second = plan.sections[0].priorities
    assert [each.number for each in first.objectives] == ["1.1.1", "1.1.2"]
    assert [each.number for each in second.objectives] == ["1.2.1"]
    assert "1.2" in (objectives(plan)["1.1.2"].reading or "")


def test_numbers_are_text_and_a_percentage_is_none(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "9. First\t9.9 Do\t10.3% in 2009/10\tOngoing\tPolice\tOM",
        "\t9.10 Do more\tx\tMay 2009\tPolice\tOM",
    )
    assert list(objectives(plan)) == ["9.9", "9.10"]


def test_markup_bullets_and_footnote_marks_go_and_signs_stay(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1.1 First\t1.1.1 Help <12 month people <sup>34</sup> &amp; <i>more</i>\t• One • Two\tMay 2009\tX\tOM",
    )
    objective = objectives(plan)["1.1.1"]
    assert objective.title == "Help <12 month people & more"
    assert objective.success == ("One", "Two")


def test_control_characters_never_reach_the_plan(tmp_path: Path) -> None:
    result = imported(
        tmp_path, f"{HEADER}\n1.1 A\t1.1.1 Red\x1b[31m \u202eback\x85\tx\tMay 2009\tP\tOM"
    )
    assert not any(ord(letter) < 32 and letter != "\n" for letter in result.text)
    assert "\u202e" not in result.text


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("SSC, GOEM", ("SSC", "GOEM")),
        ("Police; Fire Service", ("POLICE", "FIRE-SERVICE")),
        ("NOMS (Prisons and Probation)", ("NOMS-PRISONS-AND-PROBATION",)),
        (
            "LB Lambeth and NHS Lambeth and HMP Brixton",
            ("LB-LAMBETH", "NHS-LAMBETH", "HMP-BRIXTON"),
        ),
        ("HMPS,", ("HMPS",)),
    ],
)
def test_a_lead_cell_is_split_into_agencies(
    tmp_path: Path, cell: str, codes: tuple[str, ...]
) -> None:
    plan = rows(tmp_path, f"1.1 First\t1.1.1 Do\tx\tMay 2009\t{cell}\tOM")
    found = objectives(plan)["1.1.1"].leads
    assert len(found) == len(codes)
    if all(len(code) <= 24 for code in codes):
        assert found == codes


def test_spellings_of_one_agency_have_one_code(tmp_path: Path) -> None:
    plan = rows(
        tmp_path,
        "1.1 First\t1.1.1 Do\tx\tMay 2009\tNOMS (Probation)\tOM",
        "\t1.1.2 Do\tx\tMay 2009\tNOMS(Probation)\tPPOs PPOs OM",
    )
    (agency,) = plan.agencies
    assert (agency.code, agency.printed) == (
        "NOMS-PROBATION",
        ("NOMS (Probation)", "NOMS(Probation)"),
    )
    assert [each.code for each in plan.pathways] == ["OM", "PPOS"]


def test_links_that_are_defined_apart_are_read_as_their_text(tmp_path: Path) -> None:
    text = (
        "| What | Who | When |\n|---|---|---|\n"
        "| **Begin [Code Freeze]** | Lead | May 2009 |\n"
        "| Call for [exceptions][Exception] | Lead | [June 2009](https://a.example/s) |\n"
        "| Keep [this] | Lead | July 2009 |\n\n"
        "[Code Freeze]: ../phases.md#code\n[Exception]: ../phases.md#exceptions\n"
    )
    result = imported(tmp_path, text, "release.md")
    titles = [each.title for each in objectives(result.plan).values()]
    assert titles == ["Begin Code Freeze", "Call for exceptions", "Keep [this]"]
    assert any("../phases.md#code" in sentence for sentence in result.report.left)


def test_a_table_of_the_documents_history_is_not_read(tmp_path: Path) -> None:
    text = (
        "### Milestones\n\n| Specification | Draft | Final |\n|---|---|---|\n"
        "| Cue sheets | May 2009 | March 2010 |\n\n"
        "### Charter history\n\n| Period | Start Date | End Date | Changes |\n|---|---|---|---|\n"
        "| First charter | 2 May 2006 | 30 April 2009 | none |\n"
    )
    result = imported(tmp_path, text, "charter.md")
    assert [each.title for each in objectives(result.plan).values()] == ["Cue sheets"]
    assert any("Period, Start Date" in sentence for sentence in result.report.left)
