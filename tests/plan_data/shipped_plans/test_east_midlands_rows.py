"""The rows of the East Midlands plan as printed, and what its file says beside them."""

import re
from collections import Counter

import pytest

from plan_data.items import walk_places
from plan_data.load import LoadedPlan
from tests.plan_data.shipped_plans.reading import (
    item,
    milestone,
    objective,
    objective_text,
    objectives,
)


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


def test_no_pathway_of_east_midlands_is_inferred(east_midlands: LoadedPlan) -> None:
    assert {each.pathways_inferred for each in east_midlands.items} == {False}


ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*\d*\b|\b[A-Z]\d\b")


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
