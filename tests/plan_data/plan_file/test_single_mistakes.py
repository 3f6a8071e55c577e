"""One mistake in a plan that `milepost new` wrote: its line, and one suggestion in the plan's year.

Each case changes one place of the new plan. It must be reported once, on the line of the change,
with the words to write.
"""

from pathlib import Path

import pytest
from msgspec import Struct

from plan_data.load import check_plan_file
from plan_data.plan_file.template import plan_template
from plan_data.problem import Problem
from plan_data.table_import.plan_years_option import read_year

VOCABULARY = "vocabulary: {pathway: theme, lead: owner, milestone: step}"
FINANCIAL = plan_template("north.yaml", read_year("2026/27"))
CALENDAR = plan_template("north.yaml", read_year("2026"))
SEVERAL = plan_template("north.yaml", read_year("2026 to 2028")).replace(
    "# vocabulary: {pathway: theme, lead: owner}", VOCABULARY
)

ID, TITLE, WHEN = "id: 1.1.1-b", "title: Something due by the end of a month", "when: by Sep 2026"
LEADS, OWN_LEADS, PATHWAYS = "leads: [LEAD]  ", "leads: [PARTNER]", "pathways: [ELS]  "
CODE, NAME = "{code: LEAD,", 'name: "Employment, Learning and Skills"'
FIGURES, SOURCE = "Q3: 40, Q4: 60}", 'source: {page: 1, row: "1.1.1"}'
SUCCESS = 'success: ["What will show that it has worked"]'
NUMBER = '- number: "1.1.1"'


class Case(Struct, frozen=True):
    """A text of the new plan, what replaces it, and what the message suggests."""

    old: str
    new: str
    suggestion: str


def of_when(written: str, suggestion: str) -> Case:
    return Case(WHEN, f"when: {written}", suggestion)


def of_title(written: str, suggestion: str) -> Case:
    return Case(TITLE, f"title: {written}", suggestion)


def after_when(written: str, suggestion: str) -> Case:
    return Case(WHEN, f"{WHEN}\n                {written}", suggestion)


TEXT = [
    of_title("Reach #1 place", 'write "Reach #1 place" in quotes'),
    of_title("#1 in the region", 'write "#1 in the region" in quotes'),
    of_title("Open the site (see # 4) soon", 'write "Open the site (see # 4) soon"'),
    Case("printed: By September 2026", "printed: Ref #4 by June", 'write "Ref #4 by June"'),
    Case(SUCCESS, "success: [Reach #1 place, Grow]", 'write "Reach #1 place"'),
    Case("name: The lead agency", "name: The #1 agency", 'write "The #1 agency"'),
    of_title("\u201cSomething due\u201d", 'write straight ones, "Something due"'),
    of_title("\u2018Phase 2: the pilot\u2019", 'write straight ones, "Phase 2: the pilot"'),
    of_title('\u201cSomething due"', 'write straight ones, "Something due"'),
    of_title('"Something due\u201d', 'does not end in this line: write "Something due"'),
    Case(NUMBER, "- number: \u201c1.1.1\u201d", 'write straight ones, "1.1.1"'),
    Case(CODE, "{code: \u201cLEAD\u201d,", 'write straight ones, "LEAD"'),
    Case(NAME, "name: \u201cLearning, Skills\u201d", 'write straight ones, "Learning, Skills"'),
    of_title('"Something due', 'does not end in this line: write "Something due"'),
    of_title("'Something due", 'does not end in this line: write "Something due"'),
    of_title("'The lead's report'", 'text follows the closing quote: write "The lead\'s report"'),
    of_title('"The "big" report"', "write 'The \"big\" report'"),
    of_title('"Big" report', "write '\"Big\" report'"),
    of_title('"C:\\Users\\x"', "write 'C:\\Users\\x'"),
    of_title("Phase 2: the pilot", 'a colon stands in quotes: write "Phase 2: the pilot"'),
    of_title("@home scheme", 'write "@home scheme"'),
    of_title("`home` scheme", 'write "`home` scheme"'),
    of_title("%age who finish", 'write "%age who finish"'),
    of_title("*urgent* report", 'write "*urgent* report"'),
    of_title("*urgent", 'write the value out, or "*urgent"'),
    of_title("&more report", 'write "&more report"'),
    of_title("& more report", 'write "& more report"'),
    of_title("!important report", 'write "!important report"'),
    of_title("> 50 people", 'write "> 50 people"'),
    of_title("| x", 'write "| x"'),
    of_title("- Open centre", 'write "- Open centre"'),
    of_title("? Open centre", 'write "? Open centre"'),
    of_title("[draft] Open centre", 'write "[draft] Open centre"'),
    of_title("", "give it one"),
    Case(TITLE, "title:\u00a0Something", "a no-break space (U+00A0) stands here"),
    Case(TITLE, "\u200btitle: Something", "a zero width space (U+200B) stands here"),
    Case(TITLE, "title\uff1a Something", "write title: with the colon of the keyboard"),
]
LAYOUT = [
    Case(TITLE, "title:Something", "write title: Something"),
    Case(WHEN, "when:by Sep 2026", "write when: by Sep 2026"),
    Case(TITLE, "title Something", "a colon is missing after the key: write title: Something"),
    Case(WHEN, "when by Sep 2026", "a colon is missing after the key: write when: by Sep 2026"),
    Case(f"- {ID}", f"-{ID}", f"a space is missing after the dash: write - {ID}"),
    Case(f"- {ID}", f"  {ID}", "write '- ' before it"),
    Case(f"- {ID}", f"\u2013 {ID}", f"write - {ID}"),
    Case(f" - {ID}", f"- {ID}", "13 spaces stand before this line"),
    Case(f"- {ID}", f" - {ID}", "15 spaces stand before this line"),
    Case(WHEN, f" {WHEN}", "17 spaces stand before this line"),
    Case(f" {WHEN}", WHEN, "15 spaces stand before this line"),
    Case(f"                {WHEN}", f"\t\t{WHEN}", "a tab stands before the first word"),
    Case(LEADS, "leads: [LEAD  ", "the bracket '[' is not closed in this line: write [LEAD]"),
    Case(OWN_LEADS, "leads: [PARTNER", "not closed in this line: write [PARTNER]"),
    Case(SOURCE, SOURCE[:-1], "the bracket '{' is not closed in this line"),
    Case("[Lead Agency]}", "[Lead Agency}", "'[' is closed by '}' here: write ']}'"),
    Case("[Lead Agency]}", "Lead Agency]}", "']' closes no bracket: write '[' before its list"),
    Case(
        " - {code: LEAD", " -{code: LEAD", "a space is missing after the dash: write - {code: LEAD"
    ),
    Case(
        " - {code: LEAD", " - code: LEAD", "the last } closes no bracket: write {code: LEAD, name"
    ),
    Case(SOURCE, SOURCE.replace(": {", " {"), "a colon is missing after the key: write source: {"),
    Case(SOURCE, SOURCE.replace("page: 1", "page 1"), "a space after it: write page: 1"),
    Case(SOURCE, SOURCE.replace("page: 1", "page:1"), "a space after it: write page: 1"),
    Case("\nsections:", "\n  sections:", "2 spaces stand before this line"),
    Case(f"    {NUMBER}", f"   {NUMBER}", "9 spaces stand before this line, and what follows"),
    Case(f"          {NUMBER}", NUMBER, "0 spaces stand before this line"),
    Case("[Lead Agency]}", "[Lead Agency]", "write {code: LEAD, name: The lead agency"),
    Case("- id: 1.1.2-a", "  id: 1.1.2-a", "write '- ' before the first key of each part"),
    Case(WHEN, f"{WHEN}\n                when: by Oct 2026", "'when' stands here twice"),
    Case(TITLE, f"{TITLE}\n                and more", "this line has no key"),
]
KEYS = [
    *(Case("when: by", f"{key}: by", "call it 'when'") for key in ("due", "deadline", "by")),
    *(Case("when: by", f"{key}: by", "call it 'when'") for key in ("date", "Due date", "When")),
    *(Case("when: by", f"{key}: by", "call it 'when'") for key in ("target", "timescale")),
    Case("when: by", "wehn: by", "did you mean when?"),
    *(Case("leads: [P", f"{key}: [P", "call it 'leads'") for key in ("owner", "lead", "who")),
    *(Case("leads: [P", f"{key}: [P", "call it 'leads'") for key in ("responsible", "partners")),
    *(Case("title: Something due", f"{key}: x", "call it 'title'") for key in ("name", "task")),
    Case("- id: 1.1.1-b", "- ref: 1.1.1-b", "call it 'id'"),
    Case("milestones:  ", "milestone:  ", "call it 'milestones'"),
    after_when("notes: x", "call it 'note'"),
    after_when("status: Completed", "`milepost tick 1.1.1-a`"),
    after_when("status: In progress", "`milepost start 1.1.1-a`"),
    after_when("status: Not started", "take it out"),
    after_when("status: Cancelled", "`milepost withdraw 1.1.1-a --approved-by ROLE`"),
    after_when("done: yes", "`milepost tick 1.1.1-a`"),
    after_when("complete: no", "take it out"),
    after_when("completed: 12/8/26", "--on 2026-"),
    after_when("completed: 12 Aug 2026", "`milepost tick 1.1.1-a --on 2026-08-12`"),
    after_when("progress: half of it", "`milepost note 1.1.1-a 'half of it'`"),
    after_when("percent: 100", "`milepost tick 1.1.1-a`"),
    after_when('"% complete": 40', "`milepost note 1.1.1-a 40`"),
    after_when("rag: Green", "`milepost judge 1.1.1-a green --why REASON`"),
    Case(PATHWAYS, f"rag: red\n            {PATHWAYS}", "such as: `milepost judge 1.1.1-a red"),
    Case(LEADS, "leads: LEAD, PARTNER  ", "put both in brackets: [LEAD, PARTNER]"),
    Case(OWN_LEADS, "leads: LEAD and PARTNER", "put both in brackets: [LEAD, PARTNER]"),
    Case(OWN_LEADS, "leads: [LEAD; PARTNER]", "put both in brackets: [LEAD, PARTNER]"),
    Case(OWN_LEADS, "leads: [LEAD PARTNER]", "put both in brackets: [LEAD, PARTNER]"),
    Case(OWN_LEADS, "leads: [PARTNR]", "did you mean PARTNER?"),
    Case(OWN_LEADS, "leads: Partner", "write PARTNER"),
    Case(PATHWAYS, f"pathways_inferred: yes\n            {PATHWAYS}", "write true, not 'yes'"),
    Case(SOURCE, "source: page 1", "write it like {page: 12"),
    Case("plan: north", "plan: Our Plan", "write letters, digits and hyphens, our-plan"),
    Case(NUMBER, '- number: "1.1.3"', 'write "1.1.1"'),
]
# What follows is the same in a plan of a financial year and of calendar years.
TIMES = [
    of_when("Septembr 2026", "is written Sep 2026"),
    of_when("Sept 2026", "is written Sep 2026"),
    of_when("30/9/26", "is written 30 Sep 2026"),
    of_when("9/30/2026", "is written 30 Sep 2026"),
    of_when("3/4/26", "write 3 Apr 2026 or 4 Mar 2026"),
    of_when("2026-09", "write Sep 2026"),
    of_when("09/2026", "is written Sep 2026"),
    of_when("1st September 2026", "is written 1 Sep 2026"),
    of_when("Sep-26", "is written Sep 2026"),
    of_when("September 30, 2026", "is written 30 Sep 2026"),
    of_when("mid-2026", "write Jun 2026, with a ?"),
    of_when("Autum 2026", "is written autumn 2026"),
    of_when("Sep 2026 onwards", "is written from Sep 2026"),
    of_when("Sep-Dec 2026", "is written Sep 2026 to Dec 2026"),
    of_when("end of September 2026", "is written by Sep 2026"),
    of_when("TBC", "is written undated (to be confirmed)"),
    of_when("ASAP", "is written undated (asap)"),
    of_when("unknown", "write 'undated (not stated)'"),
    of_when("undated", "'undated (to be agreed)'"),
    of_when("fortnightly", "the nearest is every week or every month"),
    of_when("Quaterly", "is written every quarter"),
    of_when("every three months", "is written every quarter"),
    of_when("half-yearly", "is written every 6 months"),
    of_when("continuous", "can be read as ongoing"),
    of_when("done", "`milepost tick 1.1.1-a`"),
    of_when("some day", "a day (30 Sep 2026), a month (Sep 2026), autumn 2026"),
    of_when("ongoing for ever", "'ongoing from Oct 2026'"),
    of_when("month 18", "such as start: 1 "),
    of_when("[Sep 2026, Dec 2026]", 'write it in quotes and no brackets, "Sep 2026, Dec 2026"'),
    of_when("31 Sep 2026", "write a day from 1 to 30 Sep 2026"),
    Case("# dates: [2026-06-16,", "dates: [16/6/26] #", "is written 2026-06-16"),
    Case("# dates: [2026-06-16,", "dates: [soon] #", "write it like 202"),
]
OF_FINANCIAL_YEAR = [
    of_when("FY27 Q1", "is written Q1 2026/27"),
    of_when("end of Q3", "can be read as by Q3 2026/27"),
    of_when("Q3", "write Q3 2026/27"),
    of_when("Q3 2026", "write Q3 2026/27"),
    of_when("September", "write Sep 2026"),
    of_when("14 February", "write 14 Feb 2027"),
    of_when("Spring", "write spring 2027"),
    Case("year: 2026/27", "year: 2026-27", "write 2026/27"),
    Case("year: 2026/27", "year: FY27", "write 2026/27"),
    Case("year: 2026/27", "year: 2026-2028", "write years: 2026 to 2028"),
    Case("cumulative: {Q1: 10, Q2: 25, Q3: 40, Q4: 60}", "cumulative: 60", "like {Q4: 60}"),
    Case(FIGURES, "Q3: 40, Q4: 1,181}", "is written without a comma: 1181"),
    Case(FIGURES, "Q3: 40, Q5: 60}", "write Q1, Q2, Q3 or Q4"),
]
OF_CALENDAR_YEAR = [
    of_when("FY27 Q1", "is written Q1 2027"),
    of_when("end of Q3", "can be read as by Q3 2026"),
    of_when("Q3", "write Q3 2026"),
    of_when("Q3 2026/27", "write it like Q3 2026"),
    of_when("February", "write Feb 2026"),
]
OF_SEVERAL_YEARS = [
    of_when("September", "write Sep and the year"),
    of_when("Q3", "such as Q3 2026"),
    Case("years: 2026 to 2028", "years: 2026-2028", "write 2026 to 2028"),
    Case("years: 2026 to 2028", "years: 2026", "write year: 2026"),
    Case("cumulative: {Q1 2026", "cumulative: {Q1", "from Q1 2026 to Q4 2028"),
    Case("leads: [P", "owner: [P", "is not a key of a step: call it 'leads'"),
    Case("pathways: [ELS]  ", "themes: [ELS]  ", "call it 'pathways'"),
    Case("milestones:  ", "steps:  ", "call it 'milestones'"),
    Case(OWN_LEADS, "leads: [PARTNR]", "owner 'PARTNR' is not under 'agencies'"),
    after_when("cumulative: {Q4 2026: 1}", "a step has both"),
]


def problems_after(plan: str, case: Case, folder: Path) -> tuple[int, tuple[Problem, ...]]:
    """Return the line that a case changes in a plan, and what is then reported."""
    index = plan.index(case.old)
    path = folder / "north.yaml"
    path.write_text(plan[:index] + case.new + plan[index + len(case.old) :], encoding="utf-8")
    same = 0
    while same < min(len(case.old), len(case.new)) and case.old[same] == case.new[same]:
        same += 1
    line = plan.count("\n", 0, index) + case.new.count("\n", 0, same + 1) + 1
    return line, check_plan_file(path).problems


def assert_suggested(plan: str, case: Case, folder: Path) -> None:
    line, problems = problems_after(plan, case, folder)
    assert [(problem.line, case.suggestion in problem.sentence) for problem in problems] == [
        (line, True)
    ], problems
    assert "2009" not in problems[0].sentence


@pytest.mark.parametrize("plan", [FINANCIAL, CALENDAR, SEVERAL])
def test_the_plans_that_they_are_made_in_have_no_mistake(plan: str, tmp_path: Path) -> None:
    (tmp_path / "north.yaml").write_text(plan)
    assert check_plan_file(tmp_path / "north.yaml").problems == ()


@pytest.mark.parametrize("case", [*TEXT, *LAYOUT, *KEYS], ids=lambda case: case.new)
@pytest.mark.parametrize("plan", [FINANCIAL, SEVERAL], ids=["2026/27", "2026 to 2028"])
def test_a_single_mistake_has_one_suggestion_on_its_line(
    plan: str, case: Case, tmp_path: Path
) -> None:
    assert_suggested(plan, case, tmp_path)


@pytest.mark.parametrize("case", TIMES, ids=lambda case: case.new)
@pytest.mark.parametrize(
    "plan", [FINANCIAL, CALENDAR, SEVERAL], ids=["2026/27", "2026", "2026 to 2028"]
)
def test_a_time_that_is_not_read_gets_the_nearest_in_the_plan_s_own_year(
    plan: str, case: Case, tmp_path: Path
) -> None:
    assert_suggested(plan, case, tmp_path)


WRITTEN_OTHERWISE = [case for case in TIMES if case.suggestion.startswith("is written")]


@pytest.mark.parametrize("case", WRITTEN_OTHERWISE, ids=lambda case: case.new)
@pytest.mark.parametrize(
    "plan", [FINANCIAL, CALENDAR, SEVERAL], ids=["2026/27", "2026", "2026 to 2028"]
)
def test_what_is_to_be_written_for_a_time_is_right(plan: str, case: Case, tmp_path: Path) -> None:
    _, (problem,) = problems_after(plan, case, tmp_path)
    wrong, _, right = problem.sentence.rstrip(".").partition(" is written ")
    corrected = case.new.replace(wrong.strip("'"), right)
    _, problems = problems_after(plan, Case(case.old, corrected, ""), tmp_path)
    assert problems == ()


@pytest.mark.parametrize("case", OF_FINANCIAL_YEAR, ids=lambda case: case.new)
def test_a_suggestion_in_a_plan_of_a_financial_year(case: Case, tmp_path: Path) -> None:
    assert_suggested(FINANCIAL, case, tmp_path)


@pytest.mark.parametrize("case", OF_CALENDAR_YEAR, ids=lambda case: case.new)
def test_a_suggestion_in_a_plan_of_a_calendar_year(case: Case, tmp_path: Path) -> None:
    assert_suggested(CALENDAR, case, tmp_path)


@pytest.mark.parametrize("case", OF_SEVERAL_YEARS, ids=lambda case: case.new)
def test_a_suggestion_in_a_plan_of_several_years_with_words_of_its_own(
    case: Case, tmp_path: Path
) -> None:
    assert_suggested(SEVERAL, case, tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        "when: by Sep 2026  # agreed by the Board",
        "when: by Sep 2026 # agreed by the Board",
        "when: by Sep 2026   #agreed",
        "when: by Sep 2026 #",
        "when: by Sep 2026 ## agreed",
        "when: by Sep 2026 #-- agreed",
        'when: "by Sep 2026" #agreed',
    ],
)
def test_a_comment_gets_no_warning(written: str, tmp_path: Path) -> None:
    _, problems = problems_after(FINANCIAL, Case(WHEN, written, ""), tmp_path)
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"\u201cThrough the gate\u201d"', "\u201cThrough the gate\u201d"),
        ("Learn \u201cthis\u201d", "Learn \u201cthis\u201d"),
        ("\u201cThis\u201d and \u201cthat\u201d", "\u201cThis\u201d and \u201cthat\u201d"),
        ("It\u2019s ours", "It\u2019s ours"),
        ("1.10", "1.10"),
        ("no", "no"),
        ("'#1 in the region'", "#1 in the region"),
    ],
)
def test_a_text_that_is_right_is_kept_as_it_is(written: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / "north.yaml"
    path.write_text(FINANCIAL.replace(TITLE, f"title: {written}"), encoding="utf-8")
    checked = check_plan_file(path)
    assert checked.problems == ()
    assert checked.items[0].title == title


def test_a_value_under_a_wrong_key_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "north.yaml"
    path.write_text(FINANCIAL.replace("when: by", "due: by", 1), encoding="utf-8")
    assert str(check_plan_file(path).items[0].due) == "2026-09-30"


def test_a_suggestion_that_repeats_a_line_has_no_character_that_turns_text(tmp_path: Path) -> None:
    case = Case(TITLE, "title:\u202eSomething", "a space is missing after the colon")
    _, (problem,) = problems_after(FINANCIAL, case, tmp_path)
    assert case.suggestion in problem.sentence
    assert "\u202e" not in problem.sentence
