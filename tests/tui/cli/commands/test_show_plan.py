"""`show` takes the number or name of any part of the plan, and says what its file says of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import LONDON, Answer, Milepost, on_plan

PLAN = """\
plan: parts
title: A plan with parts
year: 2009/10
boards:
  - {name: Skills Board, chair: The chair, meets: every quarter, dates: [2010-01-12], reports_to: Top Board; Other Board}
  - {name: Top Board}
pathways:
  - {code: ELS, name: Learning, printed: [Skills], board: Skills Board}
  - {code: DRUGS, name: "Drugs, misused"}
agencies:
  - {code: NOMS, name: Offender Service}
  - {code: NOMS-DOM, name: DOM Office, printed: [Both offices], part_of: NOMS}
  - {code: NTA, name: Treatment Agency, printed: [Both offices]}
tags:
  - {code: WOMEN, name: Women}
  - {code: ELS, name: Those who learn}
commitments:
  - {id: c1, title: Listen to women, group: The assessment, tags: [WOMEN], leads: [NTA]}
  - {id: c2, title: Publish the results, group: The assessment, pathways: [ELS]}
  - {id: c3, title: Review the caf\u00e9s}
tables:
  - {title: Targets for NI 18, indicator: NI 18, columns: [Area, Rate], rows: [[Derby, "-11%"]]}
  - {title: Targets by council, indicator: NI 30, columns: [Area], rows: [[Derby]]}
sections:
  - number: "1"
    title: Everything
    priorities:
      - number: "1"
        title: First things
        objectives:
          - number: "1.1"
            title: The objective
            leads: [NTA, NOMS-DOM]
            first_leads: true
            pathways: [ELS]
            milestones:
              - {id: 1.1-a, title: Guidance out, when: Sep 2009}
              - {id: 1.1-b, title: Guidance used, when: Jan 2010, after: [1.1-a], tags: [WOMEN]}
"""


@pytest.fixture
def run(milepost: Milepost, tmp_path: Path) -> Milepost:
    path = tmp_path / "parts.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return on_plan(milepost, path)


def first_line(answer: Answer) -> str:
    return answer.out.partition("\n")[0]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("1.1", "1.1  The objective  (objective)"),
        ("section 1", "1  Everything  (section)"),
        ("priority 1", "1  First things  (priority)"),
        ("first THINGS", "1  First things  (priority)"),
        ("skills board", "Skills Board  (board)"),
        ("Skills", "ELS  Learning  (pathway)"),
        ("pathway els", "ELS  Learning  (pathway)"),
        ("tag ELS", "ELS  Those who learn  (tag)"),
        ("drugs misused", "DRUGS  Drugs, misused  (pathway)"),
        ("noms-dom", "NOMS-DOM  DOM Office  (lead)"),
        ("women", "WOMEN  Women  (tag)"),
        ("ni 30", "Targets by council  (table)"),
        ("C2", "c2  Publish the results  (commitment)"),
        ("plan", "A plan with parts  (plan)"),
        ("1.1-a", "1.1-a  Guidance out"),
    ],
)
def test_a_part_is_found_by_its_number_code_or_name(run: Milepost, typed: str, title: str) -> None:
    answer = run("show", typed)
    assert (answer.code, answer.err) == (0, "")
    assert first_line(answer) == title


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1", "'1' names 2 parts of this plan: write 'section 1' or 'priority 1'."),
        ("ELS", "'ELS' names 2 parts of this plan: write 'pathway ELS' or 'tag ELS'."),
        (
            "both offices",
            "'both offices' names 2 parts of this plan: write 'lead NOMS-DOM' or 'lead NTA'.",
        ),
        ("Skill Bord", "nothing in this plan is called 'Skill Bord'; did you mean 'Skills Board'"),
        ("targets", "did you mean 'Targets for NI 18' or 'Targets by council'?"),
        ("qqqq", "nothing in this plan is called 'qqqq'; `milepost list`, `pathways`"),
        ("1.1-z", "there is no item '1.1-z' in this plan; did you mean 1.1-"),
    ],
)
def test_what_names_several_parts_or_none_is_refused_with_the_candidates(
    run: Milepost, typed: str, sentence: str
) -> None:
    answer = run("show", typed)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_number_that_a_section_and_a_priority_share_is_refused(milepost: Milepost) -> None:
    answer = milepost("show", "2", plan=LONDON)
    assert (answer.code, answer.out) == (2, "")
    assert "'section 2'" in answer.err
    assert "'priority 2'" in answer.err


def test_a_level_shows_the_items_below_it_with_their_status(run: Milepost) -> None:
    assert run("show", "section 1").out.splitlines() == [
        "1  Everything  (section)",
        "",
        "  0 of 2 done, 1 late",
        "",
        "  1  First things  (0 of 2 done, 1 late)",
        "    1.1  The objective",
        "      [!] OVERDUE 61d     1.1-a  Guidance out  due 30 Sep 2009  NTA, NOMS-DOM  ELS",
        "      [ ] not due         1.1-b  Guidance used  due 31 Jan 2010  NTA, NOMS-DOM  ELS",
    ]


def test_a_board_shows_its_chair_its_meetings_and_who_reports_to_it(run: Milepost) -> None:
    run("board", "add", "16 Mar 2010", "--board", "Skills Board")
    lines = run("show", "Skills Board").out
    assert "  chair         The chair\n" in lines
    assert "  meetings      12 Jan 2010, 16 Mar 2010\n" in lines
    assert "  reports to    Top Board; Other Board\n" in lines
    assert "  reports here  Skills Board\n" in run("show", "Top Board").out
    assert "1.1-a  Guidance out" in lines


def test_an_umbrella_shows_its_parts_and_their_items(run: Milepost) -> None:
    lines = run("show", "NOMS").out
    assert "  parts         NOMS-DOM\n" in lines
    assert "1.1-a  Guidance out" in lines
    assert "  part of       NOMS\n" in run("show", "NOMS-DOM").out


def test_a_lead_that_print_names_second_is_marked_as_a_partner(run: Milepost) -> None:
    assert "NTA, NOMS-DOM  ELS  (partner)\n" in run("show", "NOMS-DOM").out
    assert "(partner)" not in run("show", "NTA").out
    item = run("show", "1.1-a").out
    assert "  lead          NTA\n" in item
    assert "  partners      NOMS-DOM\n" in item


def test_a_lead_shows_its_promises_too(run: Milepost) -> None:
    assert "    c1  Listen to women  (NTA; Women (WOMEN))\n" in run("show", "NTA").out
    assert "c1" not in run("show", "NOMS-DOM").out


def test_what_holds_up_what_is_said_both_ways_until_it_is_done(run: Milepost) -> None:
    waiting = "  waits for     1.1-a, which is not done: Guidance out\n"
    assert waiting in run("show", "1.1-b").out
    assert "  holds up      1.1-b: Guidance used\n" in run("show", "1.1-a").out
    (item,) = run("show", "1.1-b", "-f", "json").json["items"]
    assert item["after"] == [{"id": "1.1-a", "title": "Guidance out", "done": False}]

    run("tick", "1.1-a", "--on", "2 Nov 2009")
    assert "which is done: Guidance out" in run("show", "1.1-b").out
    assert waiting in run("show", "1.1-b", "--as-of", "1 Nov 2009").out
    (item,) = run("show", "1.1-a", "-f", "json").json["items"]
    assert item["holds_up"] == [{"id": "1.1-b", "title": "Guidance used", "done": False}]


def test_what_was_waited_for_and_is_withdrawn_is_said_to_be(run: Milepost) -> None:
    run("withdraw", "1.1-a", "--approved-by", "Top Board")
    assert "1.1-a, which is withdrawn: Guidance out" in run("show", "1.1-b").out


def test_the_json_of_a_part_has_the_keys_of_its_file_and_the_items_below(run: Milepost) -> None:
    board = run("show", "Skills Board", "-f", "json").json
    assert (board["kind"], board["chair"], board["members"]) == ("board", "The chair", [])
    assert board["meetings"] == ["2010-01-12"]
    assert [item["ref"] for item in board["items"]] == ["1.1-a", "1.1-b"]
    objective = run("show", "1.1", "-f", "json").json
    assert objective["first_leads"] is True
    assert objective["milestones"][0] == {"id": "1.1-a", "title": "Guidance out"}
    assert objective["plan"]["id"] == "parts"
    lead = run("show", "NOMS", "-f", "json").json
    assert lead["parts"] == ["NOMS-DOM"]


# Tables, promises and tags


def test_tables_are_listed_and_one_is_printed_in_columns(run: Milepost) -> None:
    assert run("tables").out.splitlines() == [
        "NI 18: Targets for NI 18 (1 row)",
        "NI 30: Targets by council (1 row)",
    ]
    assert run("tables", "ni-18").out.splitlines() == [
        "Targets for NI 18",
        "  indicator     NI 18",
        "",
        "Area   Rate",
        "-----  ----",
        "Derby  -11%",
    ]
    assert run("tables", "targets").out == run("tables").out
    assert "Derby" in run("tables", "council").out


def test_an_indicator_that_begins_a_title_is_not_repeated(milepost: Milepost) -> None:
    lines = milepost("tables", plan="london-2009-10").out.splitlines()
    assert any(line.startswith("NI 18: London local authorities") for line in lines)


def test_part_of_a_number_names_no_table(run: Milepost) -> None:
    answer = run("tables", "NI 1")
    assert (answer.code, answer.out) == (2, "")
    assert "this plan has no table 'NI 1'; did you mean NI 18" in answer.err


def test_a_table_is_written_as_json_and_csv(run: Milepost) -> None:
    (table,) = run("tables", "NI 18", "-f", "json").json["tables"]
    assert (table["columns"], table["rows"]) == (["Area", "Rate"], [["Derby", "-11%"]])
    assert run("tables", "NI 18", "-f", "csv").out == (
        '\ufeff"Area","Rate"\r\n"Derby","\'-11%"\r\n'
    ), "no cell is a formula"
    assert run("tables", "-f", "csv").out.splitlines()[1] == '"Targets for NI 18","NI 18","",1'


def test_promises_are_listed_under_their_headings(run: Milepost) -> None:
    assert run("commitments").out.splitlines() == [
        "The assessment",
        "  c1  Listen to women  (NTA; Women (WOMEN))",
        "  c2  Publish the results  (ELS)",
        "",
        "  c3  Review the caf\u00e9s",
    ]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--tag", "women"], ["c1"]),
        (["--lead", "Treatment Agency"], ["c1"]),
        (["--pathway", "learning"], ["c2"]),
        (["--pathway", "not stated"], ["c1", "c3"]),
        (["--text", "CAFE"], ["c3"]),
        (["--text", "assessment"], ["c1", "c2"]),
        (["--tag", "women", "--text", "results"], []),
    ],
)
def test_promises_are_filtered(run: Milepost, words: list[str], ids: list[str]) -> None:
    answer = run("commitments", *words, "-f", "json")
    assert [commitment["id"] for commitment in answer.json["commitments"]] == ids
    assert answer.json["plan"]["id"] == "parts"


def test_promises_are_never_in_the_list(run: Milepost) -> None:
    assert [item["ref"] for item in run("list", "-f", "json").json["items"]] == ["1.1-a", "1.1-b"]


def test_tags_are_counted_like_pathways(run: Milepost) -> None:
    rows = {row["code"]: row["counts"]["total"] for row in run("tags", "-f", "json").json}
    assert rows == {"WOMEN": 1, "ELS": 0}
    assert run("tags").out.startswith("WOMEN")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("tables", "this plan's file has no tables."),
        ("commitments", "this plan's file has no commitments"),
        ("tags", "this plan's file has no tags"),
    ],
)
def test_a_plan_without_any_says_so(
    milepost: Milepost, small_plan: Callable[..., Path], command: str, sentence: str
) -> None:
    plan = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")
    answer = milepost(command, plan=str(plan))
    assert (answer.code, answer.out) == (0, "")
    assert sentence in answer.err
