"""The two plans that Milepost ships, held against the printed tables."""

import re
from collections import Counter
from itertools import pairwise

import msgspec
import pytest

from plan_data.items import Place, PlanItem, walk_places
from plan_data.load import LoadedPlan, shipped_plans
from plan_data.model import Measure, Objective
from plan_data.plan_file.walk import walk_measures
from plan_data.timescale.parser import parse
from tests.conftest import EAST_MIDLANDS, LONDON


@pytest.fixture(params=["east_midlands", "london"])
def plan(request: pytest.FixtureRequest) -> LoadedPlan:
    found: LoadedPlan = request.getfixturevalue(request.param)
    return found


def item(plan: LoadedPlan, ref: str) -> PlanItem:
    (found,) = (each for each in plan.items if each.ref == ref)
    return found


def milestone(plan: LoadedPlan, name: str) -> Place:
    (found,) = (place for place in walk_places(plan.full_plan) if place[3].id == name)
    return found


def objectives(plan: LoadedPlan) -> list[str]:
    return [
        objective.number
        for section in plan.full_plan.sections
        for priority in section.priorities
        for objective in priority.objectives
    ]


# Both.


def test_two_plans_are_shipped() -> None:
    assert sorted(shipped_plans()) == [EAST_MIDLANDS, LONDON]


def test_a_shipped_plan_has_no_problem_and_is_named_as_its_file(plan: LoadedPlan) -> None:
    assert [problem for problem in plan.problems if problem.severity == "problem"] == []
    assert plan.about.id == plan.path.stem
    assert plan.year.label == "2009/10"


def test_the_only_warning_is_of_the_number_that_london_does_not_print(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    sentences = [problem.sentence for plan in (east_midlands, london) for problem in plan.problems]
    assert sentences == ["10.10 is missing before 10.11: add it, unless print leaves it out too."]


def test_every_objective_has_something_to_tick(plan: LoadedPlan) -> None:
    assert {each.objective for each in plan.items} == set(objectives(plan))


def test_every_ref_is_there_once(plan: LoadedPlan) -> None:
    assert [
        ref for ref, count in Counter(each.ref for each in plan.items).items() if count > 1
    ] == []


def test_titles_are_at_most_90_characters(plan: LoadedPlan) -> None:
    parts = [part for place in walk_places(plan.full_plan) for part in place]
    assert [part.title for part in parts if not 0 < len(part.title) <= 90] == []


def test_every_reading_to_confirm_says_why(plan: LoadedPlan) -> None:
    assert [each.ref for each in plan.items if each.confirm and not each.reading] == []
    assert [each.ref for each in plan.items if each.confirm]


def test_every_milestone_is_lettered_in_order_under_its_objective(plan: LoadedPlan) -> None:
    for objective in {place[2].number: place[2] for place in walk_places(plan.full_plan)}.values():
        letters = "abcdefghijklmnopqrstuvwxyz"[: len(objective.milestones)]
        assert [each.id for each in objective.milestones] == [
            f"{objective.number}-{letter}" for letter in letters
        ]


def test_every_code_is_defined_and_used(plan: LoadedPlan) -> None:
    assert {code for each in plan.items for code in each.leads} == {
        agency.code for agency in plan.about.agencies
    }
    assert {code for each in plan.items for code in each.pathways} == {
        pathway.code for pathway in plan.about.pathways
    }


def test_every_agency_has_its_printed_spellings(plan: LoadedPlan) -> None:
    assert [agency.code for agency in plan.about.agencies if not agency.printed] == []


def test_every_item_has_its_page_and_pages_never_go_back(plan: LoadedPlan) -> None:
    pages = {place[2].number: place[2].source for place in walk_places(plan.full_plan)}
    numbers = [source.page for source in pages.values() if source and source.page]
    assert len(numbers) == len(objectives(plan))
    assert all(earlier <= later for earlier, later in pairwise(numbers))
    assert [each.ref for each in plan.items if not each.source or not each.source.row] == []


def test_a_milestone_without_a_date_says_why(plan: LoadedPlan) -> None:
    undated = [each for each in plan.items if each.kind == "undated"]
    assert [each.ref for each in undated if "(" not in (each.when or "")] == []


@pytest.mark.parametrize(
    ("region", "numbers"), [("east_midlands", {"2.3", "2.4"}), ("london", {"8", "9"})]
)
def test_a_priority_that_wants_a_higher_proportion_does_not_say_more(
    request: pytest.FixtureRequest, region: str, numbers: set[str]
) -> None:
    plan: LoadedPlan = request.getfixturevalue(region)
    titles = {place[1].number: place[1].title for place in walk_places(plan.full_plan)}
    assert {number for number, title in titles.items() if "proportion" in title} == numbers


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("east_midlands", ["1.2.3-b", "1.3.3-a", "2.8.2-b"]),
        (
            "london",
            ["4.2-a", "4.2-b", "6.2-a", "6.2-b", "6.5-a", "6.5-b", "14.4-b", "16.3-a"],
        ),
    ],
)
def test_a_milestone_with_a_reason_of_its_own_still_says_how_it_was_paired(
    request: pytest.FixtureRequest, region: str, names: list[str]
) -> None:
    plan: LoadedPlan = request.getfixturevalue(region)
    for name in names:
        reading = milestone(plan, name)[3].reading or ""
        assert "paired by" in reading.casefold(), name


# East Midlands.


def test_east_midlands_is_complete(east_midlands: LoadedPlan) -> None:
    sections = east_midlands.full_plan.sections
    assert [section.number for section in sections] == ["1", "2", "3"]
    assert sum(len(section.priorities) for section in sections) == 17
    counts = [
        sum(len(priority.objectives) for priority in section.priorities) for section in sections
    ]
    assert counts == [12, 32, 12]
    assert len(set(objectives(east_midlands))) == 56
    terms = east_midlands.about.glossary
    assert len({term.term for term in terms}) == len(terms)
    assert len([term for term in terms if not term.ours]) == 63


@pytest.mark.parametrize(
    ("name", "figures", "title"),
    [
        ("2.7.2-a", [189, 454, 827, 1181], "Community OBP completions"),
        ("2.7.2-b", [169, 418, 701, 1102], "Custodial OBP completions"),
        ("3.2.1-e", [34, 89, 216, 257], "Community DV programme completions"),
        ("3.2.3-a", [15, 37, 58, 107], "Community SOTP completions"),
        ("3.2.3-b", [9, 35, 117, 205], "Custodial SOTP completions"),
    ],
)
def test_east_midlands_cumulative_figures_are_as_printed(
    east_midlands: LoadedPlan, name: str, figures: list[int], title: str
) -> None:
    quarters = [each for each in east_midlands.items if each.milestone == name]
    assert [each.target for each in quarters] == figures
    assert [each.ref for each in quarters] == [f"{name}@Q{n}-2009/10" for n in (1, 2, 3, 4)]
    assert [str(each.due) for each in quarters] == [
        "2009-06-30",
        "2009-09-30",
        "2009-12-31",
        "2010-03-31",
    ]
    assert {each.title for each in quarters} == {title}


def test_east_midlands_has_one_figure_for_the_year_and_no_others(east_midlands: LoadedPlan) -> None:
    starts = item(east_midlands, "2.8.2-b@Q4-2009/10")
    assert (starts.target, starts.kind) == (96, "figure")
    assert {each.milestone for each in east_midlands.items if each.kind == "figure"} == {
        *("2.7.2-a", "2.7.2-b", "2.8.2-b", "3.2.1-e", "3.2.3-a", "3.2.3-b")
    }


def test_east_midlands_target_tables_have_six_areas_and_two(east_midlands: LoadedPlan) -> None:
    tables = {table.title.split(" targets")[0]: table for table in east_midlands.about.tables}
    assert (len(tables["NI 18"].rows), len(tables["NI 30"].rows)) == (6, 2)


# What each row of the printed table says: when, who and under which pathway.
EAST_MIDLANDS_ROWS = {
    "1.1.1-a": ("point", "2009-09-30", "NOMS-DOM", "E&D", 20),
    "1.2.2-b": ("point", "2010-11-30", "NOMS-DOM", "E&D", 21),
    "1.2.3-a": ("point", "2009-08-31", "NOMS-PRISONS NOMS-PROBATION", "ATB", 21),
    "1.2.3-b": ("point", "2010-03-31", "NOMS-DOM", "ATB", 21),
    "1.3.1-b@Q3-2009/10": ("repeat", "2009-12-31", "NOMS-DOM", "", 22),
    "1.3.2-a": ("point", "2010-03-31", "POLICE SSC-GOEM", "OM", 22),
    "1.3.3-b": ("point", "2010-04-30", "NOMS-PROBATION", "OM", 23),
    "1.4.1-a@Jan-2010": ("point", "2010-01-31", "NOMS-DOM", "TS&F", 23),
    "1.4.2-b": ("point", "2009-12-31", "NOMS-DOM", "OM E&D", 23),
    "1.4.3-a": ("start", "2009-06-30", "NOMS-DOM NOMS-PRISONS NOMS-PROBATION", "TS&F", 24),
    "2.2.2-b": ("window", "2009-12-31", "JCP", "PPO ELS", 26),
    "2.3.1-a@H1-2009/10": ("repeat", "2009-09-30", "CLG-EM", "ACCM", 26),
    "2.4.1-b": ("point", "2010-01-31", "JCP", "ELS", 28),
    "2.4.3-b": ("undated", "None", "BIS-LSC", "ELS", 28),
    "2.4.4-a": ("point", "2010-12-31", "BIS-LSC NOMS-DOM", "ELS", 29),
    "2.5.3-a": ("point", "2010-03-31", "DH-NTA", "DRUGS", 30),
    "2.5.5-c": ("point", "2009-11-30", "DH-EM", "HEALTH", 31),
    "2.5.10-a": ("undated", "None", "DH-EM", "ALCOHOL", 33),
    "2.6.5-a": ("point", "2009-12-31", "APF", "C&F", 34),
    "2.6.5-c": ("point", "2010-07-31", "APF", "C&F", 35),
    "2.9.1-e": ("point", "2009-12-31", "NOMS-DOM", "OM E&D", 37),
    "3.1.1-b@2009/10": ("repeat", "2010-03-31", "NOMS-PROBATION", "OM PP", 38),
    "3.1.2-d": ("point", "2010-07-31", "NOMS-PRISONS NOMS-PROBATION", "OM PP", 39),
    "3.2.1-c": ("point", "2009-11-30", "NOMS", "", 39),
    "3.2.2-b": ("point", "2010-03-31", "SSC-GOEM POLICE", "OM PP", 40),
    "3.2.4-e": ("point", "2009-08-31", "NOMS-PROBATION NOMS-DOM", "PP", 41),
    "3.3.1-c": ("start", "2009-10-31", "DH-EM", "HEALTH", 42),
    "3.4.1-a@Dec-2009": ("point", "2009-12-31", "NOMS-PRISONS", "PP", 42),
    "3.4.2-a@Mar-2010": ("point", "2010-03-31", "NOMS-PRISONS", "PP", 43),
    "3.4.4-b": ("continuing", "None", "NOMS-PRISONS NOMS-PROBATION", "PP", 45),
}


@pytest.mark.parametrize("ref", EAST_MIDLANDS_ROWS)
def test_a_row_of_east_midlands_is_as_printed(east_midlands: LoadedPlan, ref: str) -> None:
    found = item(east_midlands, ref)
    page = found.source.page if found.source else None
    stated = (found.kind, str(found.due), " ".join(found.leads), " ".join(found.pathways), page)
    assert stated == EAST_MIDLANDS_ROWS[ref]


def test_the_row_printed_under_the_next_priority_is_put_right(east_midlands: LoadedPlan) -> None:
    section, priority, objective, _ = milestone(east_midlands, "1.3.3-a")
    assert (section.number, priority.number) == ("1", "1.3")
    assert objective.reading


def test_only_rows_that_print_no_pathway_have_none(east_midlands: LoadedPlan) -> None:
    without = {each.objective for each in east_midlands.items if not each.pathways}
    assert without == {"1.3.1", "1.4.2", "3.2.1"}
    assert {
        each.ref for each in east_midlands.items if not each.pathways and each.objective == "1.4.2"
    } == {"1.4.2-a"}


# London.


def test_london_is_complete(london: LoadedPlan) -> None:
    sections = london.full_plan.sections
    assert sum(len(section.priorities) for section in sections) == 19
    counts = [
        sum(len(priority.objectives) for priority in section.priorities) for section in sections
    ]
    assert counts == [17, 49, 12]
    assert len(set(objectives(london))) == 78
    terms = [term.term for term in london.about.glossary]
    assert len(terms) == len(set(terms))
    assert len([term for term in london.about.glossary if not term.ours]) == 51


def test_london_keeps_its_gap_its_nine_ten_and_its_doublet(london: LoadedPlan) -> None:
    numbers = objectives(london)
    assert "10.10" not in numbers
    assert numbers[numbers.index("10.9") + 1] == "10.11"
    assert numbers[numbers.index("9.9") + 1] == "9.10"
    assert numbers.count("9.1") == 1
    assert {each.same_as for each in london.items if each.objective == "17.1"} == {"12.2-a"}
    assert {each.objective for each in london.items if each.same_as} == {"17.1"}


def test_every_pathway_of_london_is_marked_as_inferred(london: LoadedPlan) -> None:
    assert {each.pathways_inferred for each in london.items} == {True}


def test_no_pathway_of_east_midlands_is_inferred(east_midlands: LoadedPlan) -> None:
    assert {each.pathways_inferred for each in east_midlands.items} == {False}


# London: what its cells, names and text say in print.

LONDON_FIGURE_TIMESCALES = {
    "9.2-c": "June 2009 procurement starts September 2009 contract agreed",
    "9.7-b": "Through the year",
    "10.5-b": "Quarterly performance 2009-2010",
    "10.5-c": "Quarterly performance 2009-2010",
    "10.5-d": "Quarterly performance 2009-2010",
    "10.8-b": "Quarterly Performance",
    "10.8-c": "Quarterly Performance",
    "10.9-c": "Quarterly Performance",
    "10.11-b": "Quarterly Performance 2009-2010",
    "16.1-b": "Quarterly Performance",
    "16.2-c": "Quarterly Performance",
    "16.3-c": "Quarterly Performance",
}


def test_every_figure_of_london_has_the_timescale_of_its_row(london: LoadedPlan) -> None:
    figures = [each for each in london.items if each.kind == "figure"]
    assert {each.milestone: each.printed for each in figures} == LONDON_FIGURE_TIMESCALES
    assert [each.ref for each in figures if "without a date" in (each.reading or "")] == []


def test_only_blank_cells_of_london_have_no_printed_timescale(london: LoadedPlan) -> None:
    blank = {each.milestone for each in london.items if each.undated_reason == "blank"}
    assert {each.milestone for each in london.items if not each.printed} == blank
    assert blank == {"5.3-a", "6.4-a", "7.2-a"}
    assert "no date printed" not in {each.undated_reason for each in london.items}


def test_the_leads_of_london_are_in_the_order_of_the_printed_cell(london: LoadedPlan) -> None:
    spellings = {agency.code: agency.printed for agency in london.about.agencies}
    for _, _, objective, _ in walk_places(london.full_plan):
        cell = objective.printed_leads or ""
        starts = [
            min(cell.index(name) for name in spellings[code] if name in cell)
            for code in objective.leads
        ]
        assert starts == sorted(starts), objective.number


def test_a_lead_of_london_is_first_only_where_print_says_with_support(london: LoadedPlan) -> None:
    cells = {
        place[2].number: place[2].printed_leads or "" for place in walk_places(london.full_plan)
    }
    assert len(cells) == 78
    assert cells["11.2"] == "LB Tower Hamlets, NOMS London, HMPS"  # over a page break
    first = {each.objective for each in london.items if each.first_leads}
    assert first == {number for number, cell in cells.items() if cell.endswith("support")}
    assert first == {"10.2", "10.6"}


def test_the_umbrellas_of_london_are_those_that_its_names_print(london: LoadedPlan) -> None:
    parts = {agency.code: agency.part_of for agency in london.about.agencies if agency.part_of}
    assert parts == {"HMPS-CHAPLAINCY": "HMPS", "MOJ-CJG": "MOJ"}


LONDON_TAGS = {
    "WOMEN": "3.1 3.3 5.3 8.2 9.1 12.2 14.1 14.2 14.3 14.4 14.5 14.6 17.1",
    "PPO": "3.3 7.1 7.2",
    "UNDER-12": "6.2 14.4",
    "BME": "5.2 9.1 12.2",
    "YOUNG": "3.2 12.2",
}


def test_the_tags_of_london_are_on_the_rows_that_name_the_group(london: LoadedPlan) -> None:
    assert [tag.code for tag in london.about.tags] == list(LONDON_TAGS)
    for tag, rows in LONDON_TAGS.items():
        tagged = dict.fromkeys(each.objective for each in london.items if tag in each.tags)
        assert " ".join(tagged) == rows
    assert "UNDER-12" not in item(london, "14.4-a").tags


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("domestic violence", {"14.5", "16.3", "16.4"}),
        ("foreign national", {"3.3", "12.2"}),
        ("virtual courts", {"3.2"}),
        ("women's safety", {"3.3"}),
        ("NI 143", {"9.1"}),
        ("NI 30", {"7.1", "7.2"}),
    ],
)
def test_a_row_of_london_keeps_the_words_that_people_search_for(
    london: LoadedPlan, words: str, rows: set[str]
) -> None:
    texts = {
        place[2].number: msgspec.json.encode(place[2]).decode().casefold()
        for place in walk_places(london.full_plan)
    }
    assert {number for number, text in texts.items() if words.casefold() in text} == rows


LONDON_ABBREVIATION = re.compile(r"(?<![A-Za-z&-])[A-Z][A-Za-z&]*[A-Z]\+?(?![A-Za-z])")


def test_every_abbreviation_of_london_is_explained(london: LoadedPlan) -> None:
    about = london.about
    explained = {term.term for term in about.glossary}
    text = msgspec.json.encode(msgspec.structs.replace(london.full_plan, glossary=())).decode()
    codes = [agency.code for agency in about.agencies]
    codes += [pathway.code for pathway in about.pathways]
    codes += [tag.code for tag in about.tags]
    codes += [area.code for area in about.areas] + [measure.id for measure in about.measures]
    for code in codes:
        text = text.replace(f'"{code}"', "")  # its name explains it
    used = set(LONDON_ABBREVIATION.findall(text)) | set(re.findall(r"\b([A-Z]{2,})s\b", text))
    assert {"ATR", "ESF", "ViSOR", "LLU+"} < used
    assert used - explained == set()
    assert [term.term for term in about.glossary if term.ours and term.term not in text] == []


def test_the_promises_of_london_outside_its_table(london: LoadedPlan) -> None:
    promises = london.about.commitments
    pages = [(each.group, each.source.page) for each in promises if each.source]
    assert Counter(pages) == {
        ("Key outcomes for 2010", 5): 14,
        ("Priorities of the Local Delivery Programme", 14): 8,
        ("Extremism: joint work across custody and community", 16): 4,
        ("Actions of the Equality Impact Assessment", 18): 6,
        ("Workstreams on women", 20): 7,
    }
    assert [each.id for each in promises if len(each.title) > 90] == []
    assert [each.id for each in promises if "Corston" in each.title] == ["women-7"]


LONDON_ROWS = {
    "1.1-a": ("1 April 2009", "2009-04-01", "LONDON-PROBATION HMPS NOMS-LONDON"),
    "3.4-a": ("2010", "2010-12-31", "NOMS-LONDON HMPS"),
    "5.3-a": (None, "None", "LONDON-PROBATION NOMS-LONDON HMPS"),
    "6.3-a": ("2010", "2010-12-31", "GOL LAS CDRPS LONDON-PROBATION NOMS-LONDON"),
    "8.2-a": ("End 2009", "2009-12-31", "LONDON-PROBATION NOMS-LONDON HMPS MOJ TSO"),
    "9.3-a": ("March 2009", "2009-03-31", "LSC NOMS-LONDON HMPS"),
    "9.10-b": ("by July 2009", "2009-07-31", "LONDON-PROBATION NOMS-LONDON LSC"),
    "10.1-a": ("2009-2011", "2011-03-31", "LOHPB"),
    "10.2-b": ("go-live from April 2010", "2010-04-30", "NTA NOMS-LONDON"),
    "10.7-a": ("By April 2011", "2011-04-30", "LB-LAMBETH NHS-LAMBETH HMP-BRIXTON"),
    "11.1-a": ("by March 2010", "2010-03-31", "SOUTH-BANK-UNI NOMS-LONDON"),
    "11.2-a": ("Through the year", "2010-03-31", "LB-TOWER-HAMLETS NOMS-LONDON HMPS"),
    "11.4-a": ("Ongoing", "None", "JCP HMPS NOMS-LONDON"),
    "12.4-b": ("by January 2010", "2010-01-31", "LONDON-PROBATION NOMS-LONDON"),
    "14.4-b": ("Autumn 2009", "2009-11-30", "NOMS-LONDON"),
    "16.3-a": ("September 2009-2010", "2010-09-30", "LONDON-PROBATION NOMS-LONDON"),
    "18.1-a": ("To be agreed", "None", "NOMS-LONDON HMPS LOHPB"),
    "19.2-b": ("by end May 2009", "2009-05-31", "LONDON-PROBATION NOMS-LONDON GOL"),
}


@pytest.mark.parametrize("ref", LONDON_ROWS)
def test_a_row_of_london_is_as_printed(london: LoadedPlan, ref: str) -> None:
    found = item(london, ref)
    assert (found.printed, str(found.due), " ".join(found.leads)) == LONDON_ROWS[ref]


def test_the_misprinted_year_of_london_is_kept_and_read(london: LoadedPlan) -> None:
    _, _, _, found = milestone(london, "8.1-a")
    assert found.printed
    assert "2009-1010" in found.printed
    assert parse(found.when or "").confirm
    assert [each.ref for each in london.items if each.milestone == "8.1-a"] == [
        f"8.1-a@Q{n}-2009/10" for n in (1, 2, 3, 4)
    ]


LONDON_FIGURES = {
    "9.2": [4784],
    "9.7": [100],
    "10.5": [2030, 1218, 791],
    "10.8": [2586, 1164],
    "10.9": [500],
    "10.11": [10672],
    "16.1": [66],
    "16.2": [100],
    "16.3": [320],
}


def test_the_year_figures_of_london_are_as_printed(london: LoadedPlan) -> None:
    found: dict[str, list[float | None]] = {}
    for each in london.items:
        if each.kind == "figure":
            assert each.ref.endswith("@Q4-2009/10")
            found.setdefault(each.objective, []).append(each.target)
    assert found == LONDON_FIGURES


# East Midlands: what its file says beside dates and leads.

ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*\d*\b|\b[A-Z]\d\b")


def objective(plan: LoadedPlan, number: str) -> Objective:
    found = {place[2].number: place[2] for place in walk_places(plan.full_plan)}
    return found[number]


def objective_text(objective: Objective) -> str:
    """Return what the file says of an objective, its measures and milestones, in one text."""
    milestones = [(each.title, each.note, each.reading) for each in objective.milestones]
    measures = [(each.title, each.printed, each.note, each.reading) for each in objective.measures]
    parts = [objective.title, objective.note, objective.reading, *objective.success]
    return "\n".join(part for part in (*parts, *sum(milestones, ()), *sum(measures, ())) if part)


def test_east_midlands_prints_a_timescale_in_every_row(east_midlands: LoadedPlan) -> None:
    milestones = [place[3] for place in walk_places(east_midlands.full_plan)]
    assert [each.id for each in milestones if not each.printed] == []
    assert [each.id for each in milestones if "no date printed" in (each.when or "")] == []


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("2.7.2-a", "Q1: 189 Q2: 454 Q3: 827 Q4: 1181"),
        ("2.7.2-b", "Q1: 169 Q2: 418 Q3: 701 Q4: 1102"),
        ("2.8.2-b", "96 starts in 2009/10 ... March 2010"),
        ("3.2.1-e", "Q1: 34 Q2: 89 Q3: 216 Q4: 257"),
        ("3.2.3-a", "Q1:15 Q2:37 Q3:58 Q4:107"),
        ("3.2.3-b", "Q1: 9 Q2: 35 Q3: 117 Q4: 205"),
    ],
)
def test_a_figure_of_east_midlands_quotes_its_row(
    east_midlands: LoadedPlan, name: str, printed: str
) -> None:
    _, _, _, found = milestone(east_midlands, name)
    assert found.printed == printed
    for target in (found.cumulative or {}).values():
        assert f"{target:g}" in re.findall(r"\d+", printed)


def test_every_lead_of_east_midlands_is_in_the_printed_cell(east_midlands: LoadedPlan) -> None:
    spellings = {agency.code: agency.printed for agency in east_midlands.about.agencies}
    for _, _, parent, step in walk_places(east_midlands.full_plan):
        for part in (parent, step):
            for lead in part.leads or ():
                cell = part.printed_leads or ""
                assert any(spelling in cell for spelling in spellings[lead]), (step.id, lead)


def test_east_midlands_pairs_leads_only_where_print_does(east_midlands: LoadedPlan) -> None:
    assert item(east_midlands, "1.3.3-a").leads == ("HO",)
    assert item(east_midlands, "1.3.3-b").leads == ("NOMS-PROBATION",)
    for number in ("1.3.2", "3.2.2"):
        assert "without saying who leads which" in (objective(east_midlands, number).note or "")
    assert not any(each.first_leads for each in east_midlands.items)


def test_noms_of_east_midlands_is_above_its_parts(east_midlands: LoadedPlan) -> None:
    about = east_midlands.about
    assert about.agency_family("NOMS") == {
        *("NOMS", "NOMS-DOM", "NOMS-PRISONS", "NOMS-PROBATION", "NOMS-DERBYSHIRE")
    }
    firsts = {agency.code: agency.printed[0] for agency in about.agencies}
    assert firsts["NOMS-PRISONS"] == "NOMS Prisons"
    assert firsts["NOMS-PROBATION"] == "NOMS Probation"


def test_a_shifted_row_of_east_midlands_says_which_way(east_midlands: LoadedPlan) -> None:
    reading = objective(east_midlands, "3.2.1").reading or ""
    assert "one column to the right" in reading
    assert "the lead under Pathway" in reading


@pytest.mark.parametrize(
    ("number", "measures", "words"),
    [
        ("1.3.2", 1, "1 of 6"),
        ("1.3.3", 2, "responsible authority"),
        ("2.1.1", 1, "PPO, IOM and CDRP"),
        ("2.4.3", 2, "Skills Health Check"),
        ("2.5.1", 2, "older adults, women, and children and young people"),
        ("2.5.3", 1, "HMPs Leicester, Lincoln and Wellingborough"),
        ("2.8.1", 2, "Neighbourhood Crime and Justice Pioneer areas"),
    ],
)
def test_the_objective_cell_of_east_midlands_is_a_note_and_no_measure(
    east_midlands: LoadedPlan, number: str, measures: int, words: str
) -> None:
    found = objective(east_midlands, number)
    assert len(found.success) == measures
    assert words in (found.note or "")
    assert words not in " ".join(found.success)


def test_one_document_that_is_dated_three_ways_names_its_other_places(
    east_midlands: LoadedPlan,
) -> None:
    refs = ("2.5.5-a", "2.5.6-c", "3.3.1-b")
    found = {ref: milestone(east_midlands, ref)[3] for ref in refs}
    for ref in refs:
        note = found[ref].note or ""
        assert [other for other in refs if other != ref and other not in note] == []
        assert found[ref].same_as is None
    assert [found[ref].when for ref in refs] == ["autumn 2009", "Oct 2009", "autumn 2009?"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("domestic violence", {"2.7.2", "2.9.2", "3.2.1"}),
        ("Corston", {"2.5.6", "2.9.1"}),
        ("NI 143", {"2.3.1"}),
        ("violent, sexual and extremism offenders", {"3.1.2"}),
        ("Accommodation Delivery Plan", {"2.3.1"}),
        ("waiting lists", {"3.2.1"}),
    ],
)
def test_words_that_east_midlands_prints_are_in_the_text_of_their_rows(
    east_midlands: LoadedPlan, words: str, numbers: set[str]
) -> None:
    found = {place[2].number: place[2] for place in walk_places(east_midlands.full_plan)}
    assert {number for number, each in found.items() if words in objective_text(each)} == numbers


def test_east_midlands_tags_the_rows_that_name_a_group(east_midlands: LoadedPlan) -> None:
    tagged: dict[str, set[str]] = {}
    for _, _, parent, step in walk_places(east_midlands.full_plan):
        for tag in parent.tags:
            tagged.setdefault(tag, set()).add(parent.number)
        for tag in step.tags:
            tagged.setdefault(tag, set()).add(step.id)
    assert tagged == {
        "WOMEN": {"2.3.2", "2.5.1", "2.5.6", "2.9.1", "2.9.2", "3.2.1-c"},
        "PPO": {"2.1.1", "2.2.1", "2.2.2"},
        "UNDER-12": {"2.1.1"},
        "BME": {"1.1.1"},
        "YOUNG": {"2.5.1"},
    }


def test_east_midlands_has_its_commitments_outside_the_table(east_midlands: LoadedPlan) -> None:
    commitments = east_midlands.about.commitments
    assert Counter(each.group for each in commitments) == {
        "Public confidence": 1,
        "Local Area Agreements": 2,
        "Pathways without a standing group": 2,
        "Third sector and faith": 1,
        "Equality and diversity": 3,
        "Youth justice": 3,
    }
    assert [each.id for each in commitments if len(each.title) > 90] == []


def test_east_midlands_explains_every_abbreviation_that_its_rows_use(
    east_midlands: LoadedPlan,
) -> None:
    about = east_midlands.about
    known = {term.term for term in about.glossary}
    known |= {pathway.code for pathway in about.pathways}
    known |= {agency.code for agency in about.agencies}
    known |= {tag.code for tag in about.tags}
    sections = east_midlands.full_plan.sections
    texts = [part.title for place in walk_places(east_midlands.full_plan) for part in place]
    texts += [objective_text(place[2]) for place in walk_places(east_midlands.full_plan)]
    texts += [section.note or "" for section in sections]
    texts += [commitment.title for commitment in about.commitments]
    texts += [table.title for table in about.tables]
    texts += [each.name for each in about.indicators] + [each.title for each in about.measures]
    used = {word for text in texts for word in ABBREVIATION.findall(text)}
    assert {"MAPPA", "OBP", "ViSOR", "E2"} <= used
    assert {word for word in used if not {word, word.removesuffix("s")} & known} == set()


def test_east_midlands_lists_its_indicators_and_agreements(east_midlands: LoadedPlan) -> None:
    cells = {row[0] for table in east_midlands.about.tables for row in table.rows}
    assert {"NI 18", "NI 30", "NI 143", "NI 144", "PSA 16", "PSA 23", "PSA 25"} <= cells


# Both: their measures, indicators and areas.

QUARTERS_AND_YEAR = ("Q1 2009/10", "Q2 2009/10", "Q3 2009/10", "Q4 2009/10", "2009/10")

# Each measure with its targets, read from print by hand.
MEASURES: dict[str, dict[str, dict[str, float]]] = {
    "east_midlands": {
        "PSA23-REOFFENDING": {"2011": -10},
        "NI18-DERBY": {"2010/11": -11.06},
        "NI18-DERBYSHIRE": {"2010/11": -8.23},
        "NI18-LEICESTER": {"2010/11": -7.97},
        "NI18-LEICESTERSHIRE": {"2010/11": -9.64},
        "NI18-NOTTINGHAM": {"2010/11": -6.62},
        "NI18-NOTTINGHAMSHIRE": {"2010/11": -6.45},
        "NI30-LINCOLNSHIRE": {"2010/11": 280},
        "NI30-NORTHAMPTONSHIRE": {"2010/11": 719},
        "2.5.2-m1": {"2009/10": 100},
        "2.5.2-m2": {"2009/10": 24},
        "2.5.3-m1": {"2009/10": 17},
        "2.7.2-m1": {"2009/10": 65.5},
        "2.7.2-m2": {"2009/10": 2540},
        "2.7.2-m3": {"2009/10": 2283},
        "3.1.1-m1": dict.fromkeys(QUARTERS_AND_YEAR, 61.8),
        "3.1.2-m1": {"2009/10": 90},
        "3.1.2-m2": {"2009/10": 85},
        "3.1.2-m3": {"2009/10": 100},
        "3.1.2-m4": {"2009/10": 90},
        "3.2.1-m1": {"2009/10": 69.9},
        "3.2.3-m1": {"2009/10": 77.2},
        "3.2.3-m2": {"2009/10": 312},
        "3.2.5-m1": {"2009/10": 80},
        "3.2.5-m2": {"2009/10": 80},
    },
    "london": {
        "PSA23-REOFFENDING": {"2011": -10},
        "WIP-WOMEN": {"2010/11": 350},
        "NI18-BARNET": {},
        "NI18-TOWER-HAMLETS": {},
        "6.1-m1": {"2010": 33},
        "8.1-m1": {"2009/10": 90},
        "8.1-m2": {"2009/10": 75},
        "8.1-m3": {"2009/10": 70},
        "10.3-m1": {"2009/10": 10.3},
        "10.5-m1": {"2009/10": 1.5},
        "19.2-m1": {"May 2009": 1.5},
    },
}

# The numbers of a row's measures that no measure has, and why they are sentences.
NUMBERS_IN_SENTENCES: dict[str, dict[str, str]] = {
    "east_midlands": {
        "1.3.1": "18 is the indicator's",
        "2.1.1": "12 months name the offenders",
        "2.2.2": "30 is the indicator's",
        "2.3.1": "143 is the indicator's",
        "3.2.4": "2 and 3 are of MAPPA; 4 monthly is a rule for each record, with no share to be reached",
    },
    "london": {
        "6.4": "18 is the indicator's",
        "7.1": "30 is the indicator's",
        "7.2": "30 is the indicator's",
        "9.1": "143 and 144 are the indicators'",
        "9.4": "144 is the indicator's",
        "12.1": "43/50 is the order's number",
        "14.4": "12 months name the offenders",
        "19.1": "26 is the agreement's",
    },
}
YEAR = re.compile(r"\b20[01]\d(?:[/-]\d+)?\b")


def measures_of(plan: LoadedPlan) -> dict[str, Measure]:
    return {measure.id: measure for _, measure, _ in walk_measures(plan.full_plan)}


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text but for years and codes, such as INT03."""
    words = YEAR.sub("", text)
    return {float(number) for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", words)}


@pytest.fixture(params=sorted(MEASURES))
def named_plan(request: pytest.FixtureRequest) -> tuple[str, LoadedPlan]:
    return request.param, request.getfixturevalue(request.param)


def test_the_measures_of_a_plan_are_those_of_print(named_plan: tuple[str, LoadedPlan]) -> None:
    name, plan = named_plan
    assert {key: each.targets for key, each in measures_of(plan).items()} == MEASURES[name]
    assert len(MEASURES[name]) == {"east_midlands": 25, "london": 11}[name]


def test_a_target_stands_in_the_printed_words_of_its_measure(plan: LoadedPlan) -> None:
    for each in measures_of(plan).values():
        printed = numbers_in(each.printed or "")
        assert {abs(target) for target in each.targets.values()} <= printed, each.id


def test_a_measure_has_a_unit_a_short_title_and_a_place_in_print(plan: LoadedPlan) -> None:
    for each in measures_of(plan).values():
        assert each.unit, each.id
        assert len(each.title) <= 90, each.id
        assert each.source or each.id == "PSA23-REOFFENDING", each.id
        assert each.reading or each.sum_of, each.id


def test_the_measures_of_a_row_are_numbered_from_one(plan: LoadedPlan) -> None:
    for _, _, parent, _ in walk_places(plan.full_plan):
        ids = [each.id for each in parent.measures]
        assert ids == [f"{parent.number}-m{n}" for n in range(1, len(ids) + 1)]


def test_every_number_of_a_success_sentence_is_a_figure_or_has_a_reason_to_be_none(
    named_plan: tuple[str, LoadedPlan],
) -> None:
    name, plan = named_plan
    left = set()
    for _, _, parent, _ in walk_places(plan.full_plan):
        held = {target for each in parent.measures for target in each.targets.values()}
        for step in parent.milestones:
            held |= set((step.cumulative or {}).values())
        if numbers_in(" ".join(parent.success)) - held:
            left.add(parent.number)
    assert left == set(NUMBERS_IN_SENTENCES[name])


def test_a_sentence_that_became_a_measure_is_not_said_twice(plan: LoadedPlan) -> None:
    for _, _, parent, _ in walk_places(plan.full_plan):
        success_text = " ".join(parent.success)
        assert not [each.id for each in parent.measures if each.unit == "%" and "%" in success_text]


def test_measures_count_up_or_down_as_print_wants(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    ours = [each for plan in (east_midlands, london) for each in measures_of(plan).values()]
    lower = {each.id for each in ours if each.better == "lower"}
    assert {name.partition("-")[0] for name in lower} == {"PSA23", "NI18", "NI30", "10.3"}
    counted = {each.id for each in ours if each.shape == "cumulative"}
    assert counted == {"2.7.2-m2", "2.7.2-m3", "3.2.3-m2"}


def test_the_sums_that_east_midlands_prints(east_midlands: LoadedPlan) -> None:
    sums = {key: each.sum_of for key, each in measures_of(east_midlands).items() if each.sum_of}
    assert sums == {
        "2.7.2-m2": ("2.7.2-a", "2.7.2-b", "3.2.1-e"),
        "2.7.2-m3": ("2.7.2-a", "2.7.2-b"),
        "3.2.3-m2": ("3.2.3-a", "3.2.3-b"),
    }
    for key, parts in sums.items():
        total = sum(item(east_midlands, f"{part}@Q4-2009/10").target or 0 for part in parts)
        assert total == measures_of(east_midlands)[key].targets["2009/10"]


def test_an_actual_is_due_more_often_only_where_print_says_so(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    returned: dict[str, set[str]] = {}
    for plan in (east_midlands, london):
        parts = [(each.id, each.returns) for each in measures_of(plan).values()]
        steps = [place[3] for place in walk_places(plan.full_plan)]
        for name, returns in parts + [(step.id, step.returns) for step in steps]:
            if returns:
                returned.setdefault(returns, set()).add(name)
    assert returned == {
        "every year": {"NI18-BARNET", "NI18-TOWER-HAMLETS"},
        "every month": {"10.3-m1"},
        "every quarter": {
            *("3.1.1-m1", "3.1.2-m1", "3.1.2-m2", "3.1.2-m3", "3.1.2-m4"),
            *("8.1-m1", "8.1-m2", "8.1-m3", "10.5-m1"),
            *("10.5-b", "10.5-c", "10.5-d", "10.8-b", "10.8-c", "10.9-c", "10.11-b"),
            *("16.1-b", "16.2-c", "16.3-c"),
        },
    }


def test_the_target_tables_of_east_midlands_are_its_measures_by_area(
    east_midlands: LoadedPlan,
) -> None:
    measures = measures_of(east_midlands)
    by_indicator = {table.indicator: table for table in east_midlands.about.tables}
    for code in ("NI 18", "NI 30"):
        for row in by_indicator[code].rows:
            found = measures[f"{code.replace(' ', '')}-{row[0].upper()}"]
            assert found.targets == {"2010/11": float(row[-1].rstrip("%"))}
            assert (found.area, found.serves) == (row[0].upper(), (code,))
            left_out = [cell for cell in row[1:-1] if cell not in (found.note or "")]
            assert left_out == ([row[5]] if code == "NI 30" else [])
    assert measures["NI30-LINCOLNSHIRE"].baseline == {"Sep 2008": 330}
    assert measures["NI30-NORTHAMPTONSHIRE"].baseline == {"Sep 2008": 858}


SERVED = {
    "east_midlands": {
        "priority": {"2.3": "PSA 16", "2.4": "PSA 16", "2.5": "PSA 23, PSA 25", "3.4": "PSA 26"},
        "objective": {"1.3.1": "NI 18", "2.2.2": "NI 30", "2.3.1": "NI 143, PSA 16"},
        "milestone": {
            "2.3.1-a": "PSA 16",
            "2.3.1-b": "PSA 16",
            "2.7.2-a": "INT03",
            "2.7.2-b": "INT03",
            "3.2.1-e": "INT02",
        },
        "measure": {
            "2.7.2-m1": "INT 15",
            "2.7.2-m2": "E2",
            "2.7.2-m3": "E2",
            "3.2.1-m1": "INT 14",
        },
    },
    "london": {
        "priority": {"8": "PSA 16", "9": "PSA 16", "10": "PSA 25", "19": "PSA 26"},
        "objective": {
            "3.3": "PSA 16",
            "6.4": "NI 18",
            "7.1": "NI 30",
            "7.2": "NI 30",
            "9.1": "NI 143, NI 144",
            "9.4": "NI 144",
            "19.1": "PSA 26",
        },
        "milestone": {},
        "measure": {},
    },
}


def test_what_print_names_beside_a_row_is_what_it_serves(
    named_plan: tuple[str, LoadedPlan],
) -> None:
    name, plan = named_plan
    served: dict[str, dict[str, str]] = {key: {} for key in SERVED[name]}
    for _, priority, parent, step in walk_places(plan.full_plan):
        named = [
            ("priority", priority.number, priority.serves),
            ("objective", parent.number, parent.serves),
            ("milestone", step.id, step.serves),
            *(("measure", each.id, each.serves) for each in parent.measures),
        ]
        for kind, key, codes in named:
            if codes:
                served[kind][key] = ", ".join(codes)
    assert served == SERVED[name]


def test_the_indicators_of_a_plan_have_their_agreements(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    for plan, count in ((east_midlands, 21), (london, 40)):
        psa = {each.code: each.psa for each in plan.about.indicators}
        assert len(psa) == count
        assert psa["NI 18"] == psa["NI 30"] == ("PSA 23",)
        assert psa["NI 143"] == psa["NI 144"] == ("PSA 16",)
        assert psa["NI 35"] == ("PSA 26",)
        assert {f"PSA {number}" for number in (14, 16, 23, 24, 25, 26)} < psa.keys()


def test_every_indicator_in_a_table_is_defined(plan: LoadedPlan) -> None:
    codes = {each.code for each in plan.about.indicators}
    cells = {cell for table in plan.about.tables for row in table.rows for cell in row}
    named = {cell for cell in cells if re.fullmatch(r"(NI|PSA) \d+", cell)}
    assert named <= codes
    assert len(named) > 10


def test_only_areas_with_a_measure_are_listed(plan: LoadedPlan) -> None:
    areas = {each.code for each in plan.about.areas}
    assert {each.area for each in measures_of(plan).values()} - {None} == areas
