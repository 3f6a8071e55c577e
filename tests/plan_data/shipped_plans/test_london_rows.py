"""The rows of the London plan as printed, and what its file says beside them."""

import re
from collections import Counter

import msgspec
import pytest

from plan_data.items import walk_places
from plan_data.load import LoadedPlan
from plan_data.timescale.parser import parse
from tests.plan_data.shipped_plans.reading import (
    item,
    milestone,
    objectives,
)


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
