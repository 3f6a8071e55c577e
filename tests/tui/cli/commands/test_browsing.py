"""The commands that look: the contract of the JSON, and the same items in every format."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from msgspec import Struct

from plan_data.load import LoadedPlan
from store.checklist.status import Colour, Status
from store.query.filters import STATUSES
from tests.conftest import EAST_MIDLANDS, LONDON, WEXHOLT, Answer, Milepost

WritePlan = Callable[..., Path]

CHECK_TABLE = """
- {id: 1.1.1-a, title: A month, when: Sep 2009}
- {id: 1.1.1-b, title: A season, when: autumn 2009}
- {id: 1.1.1-c, title: A window, when: Jun 2009 to Dec 2009}
- {id: 1.1.1-d, title: A calendar year, when: "2010"}
- {id: 1.1.1-e, title: A repeat, when: every quarter from Oct 2009}
- {id: 1.1.1-f, title: A figure, cumulative: {Q1: 189}}
- {id: 1.1.1-g, title: A start, when: from Jun 2009}
- {id: 1.1.1-h, title: All year, when: throughout 2009/10}
"""


@pytest.mark.parametrize(
    ("ref", "as_of", "status", "days_late", "colour"),
    [
        ("1.1.1-a", "30 Sep 2009", "due soon", 0, "white"),
        ("1.1.1-a", "1 Oct 2009", "overdue", 1, "amber"),
        ("1.1.1-a", "31 Oct 2009", "overdue", 31, "amber"),
        ("1.1.1-a", "1 Nov 2009", "overdue", 32, "red"),
        ("1.1.1-b", "autumn 2009", "due soon", 0, "white"),
        ("1.1.1-b", "1 Dec 2009", "overdue", 1, "amber"),
        ("1.1.1-c", "1 Jul 2009", "late start", 1, "amber"),
        ("1.1.1-d", "2010", "due soon", 0, "white"),
        ("1.1.1-d", "2011-01-01", "overdue", 1, "amber"),
        ("1.1.1-e@Q3-2009/10", "1 Jan 2010", "overdue", 1, "amber"),
        ("1.1.1-e@Q4-2009/10", "1 Jan 2010", "not due", 0, "white"),
        ("1.1.1-f@Q1-2009/10", "14 Aug 2009", "awaiting return", 0, "white"),
        ("1.1.1-f@Q1-2009/10", "15 Aug 2009", "return overdue", 1, "amber"),
        ("1.1.1-g", "Jun 2009", "due soon", 0, "white"),
        ("1.1.1-g", "1 Jul 2009", "late start", 1, "amber"),
        ("1.1.1-h", "2 Jul 2009", "continuing", 0, "white"),
        ("1.1.1-h", "3 Jul 2009", "no update", 0, "amber"),
        ("1.1.1-h", "1 Apr 2010", "overdue", 1, "amber"),
    ],
)
def test_the_check_table_holds_through_the_command(  # noqa: PLR0913, PLR0917 - the table's columns
    ref: str,
    as_of: str,
    status: str,
    days_late: int,
    colour: str,
    milepost: Milepost,
    small_plan: WritePlan,
) -> None:
    answer = milepost(
        "list", "--plan", str(small_plan(CHECK_TABLE)), "--as-of", as_of, "-f", "json"
    )
    found = {item["ref"]: item for item in answer.json["items"]}[ref]

    assert (found["status"], found["days_late"], found["colour"]) == (status, days_late, colour)
    assert (answer.code, answer.err) == (0, "")


# The contract of `list -f json`, as types: msgspec refuses a missing key or another type.


class Note(Struct):
    id: str
    on: date
    at: datetime
    by: str
    kind: str
    text: str


class Source(Struct):
    page: int | None
    row: str | None


class Item(Struct):
    ref: str
    milestone: str
    objective: str
    priority: str
    section: str
    title: str
    printed: str | None
    when: str | None
    kind: Literal["point", "window", "start", "repeat", "continuing", "undated", "figure"]
    opens: date | None
    due: date | None
    original_due: date | None
    leads: list[str]
    pathways: list[str]
    pathways_inferred: bool
    status: Status
    days_late: int
    colour: Colour
    started_on: date | None
    done_on: date | None
    forecast: date | None
    rescheduled: bool
    same_as: str | None
    target: float | None
    actual: float | None
    notes: list[Note]
    source: Source | None


class PlanKey(Struct):
    id: str
    title: str
    year: str


class Listing(Struct):
    plan: PlanKey
    as_of: date
    items: list[Item]
    problems: list[object]


@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON])
def test_the_json_of_a_real_plan_keeps_the_contract(
    name: str, milepost: Milepost, request: pytest.FixtureRequest
) -> None:
    plan: LoadedPlan = request.getfixturevalue(name.removesuffix("-2009-10").replace("-", "_"))
    noted = next(item.ref for item in plan.items if item.kind == "undated" and not item.same_as)
    assert milepost("note", noted, "Asked.", plan=name).code == 0
    answer = milepost("list", "-f", "json", "--as-of", "2009-11-30", plan=name)
    listing = msgspec.json.decode(answer.out, type=Listing)

    assert (answer.code, answer.err, listing.problems) == (0, "", [])
    assert (listing.plan.id, listing.plan.year, listing.as_of) == (
        name,
        "2009/10",
        date(2009, 11, 30),
    )
    assert [item.ref for item in listing.items] == [item.ref for item in plan.items]
    assert [note.text for item in listing.items for note in item.notes if item.ref == noted] == [
        "Asked."
    ]
    assert all(item.opens is None for item in listing.items if item.kind == "point")
    assert all((item.target is None) == (item.kind != "figure") for item in listing.items)


@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON])
def test_the_counts_of_status_add_up_to_the_total_and_to_the_list(
    name: str, milepost: Milepost
) -> None:
    status = milepost("status", "-f", "json", plan=name).json
    listing = milepost("list", "-f", "json", plan=name).json
    counts = dict(status["counts"])
    once = [item["status"] for item in listing["items"] if item["same_as"] is None]

    assert (status["plan"], status["as_of"]) == (listing["plan"], listing["as_of"])
    assert counts.pop("total") == len(once) == sum(counts.values())
    assert counts == {status: once.count(status) for status in STATUSES}


def test_filters_combine_in_list_and_status_alike(milepost: Milepost) -> None:
    words = ("--pathway", "els", "--status", "overdue", "--due-before", "Oct 2009", "-f", "json")
    items = milepost("list", *words).json["items"]
    all_items = milepost("list", "-f", "json").json["items"]

    assert items
    assert items == [
        item
        for item in all_items
        if "ELS" in item["pathways"] and item["status"] == "overdue" and item["due"] <= "2009-10-31"
    ]
    assert milepost("status", *words).json["counts"]["total"] == len(items)


# Formats, with a plan and notes that try to break them.

HOSTILE = r"""
- {id: 1.1.1-a,
   title: "=1+1 | [b]bold[/b] <script>x</script> \e[31mred\e[0m \u202eevil *s* `c`\nnext",
   when: Sep 2009}
- {id: 1.1.1-b, title: "@SUM(A1)", when: Oct 2009, printed: "+44 | by \\| Oct"}
- {id: 1.1.1-c, title: Plain, when: Nov 2009}
"""
NOTE = "=cmd|' /C calc'!A0\n| second | [link](x) \x1b]0;owned\x07 \u2066\u2069 &amp; <b>"
# Control characters but the newline, and what turns the direction of text.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(milepost: Milepost, small_plan: WritePlan) -> Callable[..., Answer]:
    """Return `list` on a hostile plan with a hostile note."""
    path = str(small_plan(HOSTILE))
    assert milepost("note", "1.1.1-c", NOTE, plan=path, by="-2+3\x1b[1m\nlead").code == 0
    return lambda *words: milepost("list", *words, plan=path)


def rows_of(answer: Answer) -> list[dict[str, str]]:
    assert answer.out.startswith("\ufeff")
    return list(
        csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff"), newline=""), strict=True)
    )


def test_csv_has_one_header_and_a_row_an_item_and_holds_no_formula(
    hostile: Callable[..., Answer],
) -> None:
    answer = hostile("-f", "csv")
    rows = rows_of(answer)

    assert [row["ref"] for row in rows] == ["1.1.1-a", "1.1.1-b", "1.1.1-c"]
    assert all(None not in row and None not in row.values() for row in rows)
    assert [
        cell
        for row in rows
        for cell in row.values()
        if cell.lstrip().startswith(("=", "+", "-", "@"))
    ] == []
    assert rows[1]["title"] == "'@SUM(A1)"
    assert rows[1]["printed"] == r"'+44 | by \| Oct"
    assert "=cmd|' /C calc'!A0\n| second |" in rows[2]["last_note"]
    assert UNSAFE.search(answer.out.replace("\r\n", "\n")) is None


def test_csv_writes_days_as_iso_beside_what_is_printed(milepost: Milepost) -> None:
    rows = rows_of(milepost("list", "-f", "csv"))
    items = milepost("list", "-f", "json").json["items"]

    assert [row["due"] or None for row in rows] == [item["due"] for item in items]
    assert [row["printed"] or None for row in rows] == [item["printed"] for item in items]
    assert [row["target"] and float(row["target"]) for row in rows] == [
        item["target"] or "" for item in items
    ]


def test_csv_keeps_nine_point_ten_a_text(milepost: Milepost) -> None:
    answer = milepost("list", "-f", "csv", plan=LONDON)

    objectives = {row["objective"].split(" ")[0] for row in rows_of(answer)}
    assert {"9.1", "9.10"} <= objectives
    assert not any(row["objective"].replace(".", "").isdigit() for row in rows_of(answer)), (
        "Excel makes 9.1 of 9.10"
    )


def test_csv_keeps_letters_beyond_ascii(milepost: Milepost, small_plan: WritePlan) -> None:
    path = small_plan("- {id: 1.1.1-a, title: Cân â £1.5m — “x” 進捗, when: Sep 2009}")

    assert (
        rows_of(milepost("list", "-f", "csv", plan=str(path)))[0]["title"]
        == "Cân â £1.5m — “x” 進捗"
    )


def test_markdown_shows_foreign_text_as_it_is_in_a_table_that_holds(
    hostile: Callable[..., Answer],
) -> None:
    out = hostile("-f", "md").out
    table = [line for line in out.splitlines() if line.startswith("|")]

    assert len(table) == 2 + 3
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {10}
    assert UNSAFE.search(out) is None
    assert r"=1+1 \| \[b\]bold\[/b\] \<script\>x\</script\>" in out
    assert r"+44 \| by \\\| Oct" in out
    assert r"\/C" not in out
    assert r"A0<br>\| second \| \[link\](x)" in out
    assert r"\&amp; \<b\>" in out


def test_markdown_has_a_heading_for_each_priority(
    milepost: Milepost, east_midlands: LoadedPlan
) -> None:
    headings = re.findall(r"^## ([\d.]+) ", milepost("list", "-f", "md").out, re.MULTILINE)

    assert headings == list(dict.fromkeys(item.priority for item in east_midlands.items))


def test_text_is_one_line_an_item_without_anything_that_steers_a_terminal(
    hostile: Callable[..., Answer],
) -> None:
    out = hostile().out
    items = [line for line in out.splitlines() if line.startswith("[")]

    assert [re.search(r"1\.1\.1-[abc]", line) is not None for line in items] == [True, True, True]
    assert "OVERDUE 61d" in items[0]
    assert "[b]bold[/b] <script>" in items[0]
    assert UNSAFE.search(out) is None


def test_every_other_view_of_hostile_text_is_harmless(
    hostile: Callable[..., Answer], milepost: Milepost, tmp_path: Path
) -> None:
    assert hostile().code == 0
    plan = str(tmp_path / "small.yaml")

    for words in (
        ["status"],
        ["show", "1.1.1-c"],
        ["log"],
        ["tick", "1.1.1-a"],
        ["undo"],
        ["list", "-f", "json"],
    ):
        answer = milepost(*words, plan=plan, by="\x1b[1mx")
        assert answer.code == 0
        assert UNSAFE.search(answer.out + answer.err) is None
    assert milepost("tick", "\x1b[31m1.1.1-z", plan=plan).err.count("\x1b") == 0


# One item, the log, and what a plan holds.


def test_show_takes_a_bare_id_for_all_of_its_items(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    path = str(small_plan(CHECK_TABLE))
    items = milepost("show", "1.1.1-e", "-f", "json", plan=path).json["items"]

    assert [item["ref"] for item in items] == ["1.1.1-e@Q3-2009/10", "1.1.1-e@Q4-2009/10"]
    assert milepost("show", "1.1.1-e@Q4-2009/10", plan=path).out.startswith(
        "1.1.1-e@Q4-2009/10  A repeat"
    )


def test_show_says_what_is_printed_how_we_read_it_and_what_was_noted(milepost: Milepost) -> None:
    milepost("note", "2.4.3-b", "Waiting for the region.", "--on", "2009-11-02")
    out = milepost("show", "2.4.3-b").out

    for words in (
        "To be determined",
        "undated (to be determined)",
        "2 Nov 2009  note  by ELS lead: Waiting",
        "page",
    ):
        assert words in out


def test_the_log_can_be_kept_to_an_item_and_to_what_was_known(milepost: Milepost) -> None:
    milepost("note", "2.4.3-b", "first")
    milepost("note", "2.4.4-c", "second", now="2009-12-01T09:00:00Z")

    assert [entry["text"] for entry in milepost("log", "-f", "json").json] == ["first", "second"]
    for typed in ("2.4.4-C", "2.4.4\u2013c"):
        assert [entry["text"] for entry in milepost("log", typed, "-f", "json").json] == ["second"]
    assert [
        entry["text"] for entry in milepost("log", "-f", "json", known_on="2009-11-30").json
    ] == ["first"]
    assert milepost("log", "2.4.4-zz").code == 2


def test_status_says_what_needs_attention_and_when_the_board_meets(milepost: Milepost) -> None:
    out = milepost("status", "--pathway", "ELS").out

    assert re.search(r"^ +\d+ milestones( \(\d+ dates\))?$", out, re.MULTILINE)
    assert "Next Board: " in out
    assert "Needs attention, worst first:" in out
    assert re.search(r"^  \[!\] OVERDUE \d+d", out, re.MULTILINE)


def test_status_of_all_plans_is_a_line_a_plan(milepost: Milepost) -> None:
    lines = milepost("status", "--plan", "all").out.splitlines()
    rows = milepost("status", "--plan", "all", "-f", "json").json

    assert (
        [line.split()[0] for line in lines]
        == [row["id"] for row in rows]
        == [EAST_MIDLANDS, LONDON, WEXHOLT]
    )
    for row in rows:
        assert (
            row["total"] == milepost("status", "-f", "json", plan=row["id"]).json["counts"]["total"]
        )


@pytest.mark.parametrize("what", ["leads", "pathways"])
@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON])
def test_leads_and_pathways_have_every_printed_spelling_and_counts_that_add_up(
    what: str, name: str, milepost: Milepost, request: pytest.FixtureRequest
) -> None:
    plan = request.getfixturevalue(name.removesuffix("-2009-10").replace("-", "_")).about
    groups = milepost(what, "-f", "json", plan=name).json
    explained = plan.agencies if what == "leads" else plan.pathways

    assert [
        (group["code"], group["name"], group["printed"])
        for group in groups
        if group["code"] != "not stated" and not group["code"].endswith("*")
    ] == [(each.code, each.name, list(each.printed)) for each in explained]
    for group in groups:
        assert group["counts"].pop("total") == sum(group["counts"].values())
        option = ["--lead" if what == "leads" else "--pathway", group["code"]]
        found = milepost("status", *option, "-f", "json", plan=name).json["counts"]
        assert {status: found[status] for status in group["counts"]} == group["counts"]
    assert len(milepost(what, plan=name).out.splitlines()) == len(groups)


def test_the_glossary_finds_a_term_whatever_its_case_accents_and_unicode_form(
    milepost: Milepost, small_plan: Callable[..., Path]
) -> None:
    head = 'glossary: [{term: "Caf\u00e9", means: "a place to meet"}]'
    plan = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}", head=head)
    for typed in ("caf\u00e9", "CAFE", "cafe\u0301"):
        assert "a place to meet" in milepost("glossary", typed, plan=str(plan)).out


def test_the_glossary_explains_one_term_or_all(
    milepost: Milepost, east_midlands: LoadedPlan
) -> None:
    terms = milepost("glossary", "-f", "json").json

    assert [term["term"] for term in terms] == [term.term for term in east_midlands.about.glossary]
    assert milepost("glossary", terms[0]["term"].lower(), "-f", "json").json == terms[:1]
    assert terms[0]["means"] in milepost("glossary", terms[0]["term"]).out


def test_readings_are_all_that_have_a_reason_and_the_doubtful_ones_are_marked(
    milepost: Milepost, london: LoadedPlan
) -> None:
    rows = milepost("readings", "-f", "json", plan=LONDON).json

    with_reason = {item.milestone for item in london.items if item.reading or item.confirm}
    with_reason |= {
        measure.id
        for measure in london.measures
        if measure.reading and (measure.periods or measure.baseline)
    }
    assert {row["milestone"] for row in rows} == with_reason
    assert {row["milestone"] for row in rows if row["doubtful"]} == {
        item.milestone for item in london.items if item.confirm
    }
    assert all(row["when"].endswith("?") for row in rows if row["doubtful"])
    assert rows[0]["milestone"] in milepost("readings", plan=LONDON).out


def test_plans_names_the_plans_that_come_with_milepost(milepost: Milepost) -> None:
    rows = milepost("plans", "-f", "json").json

    assert [row["id"] for row in rows] == [EAST_MIDLANDS, LONDON, WEXHOLT]
    assert rows[0]["title"] in milepost("plans").out


@pytest.mark.parametrize("key", ["id", "file"])
def test_plans_marks_the_plan_in_use(milepost: Milepost, key: str) -> None:
    chosen = milepost("plans", "-f", "json").json[1][key]

    rows = milepost("plans", "-f", "json", plan=chosen).json
    assert [row["id"] for row in rows if row["in_use"]] == [LONDON]
    marked = [
        line for line in milepost("plans", plan=chosen).out.splitlines() if "(in use)" in line
    ]
    assert [line.split()[0] for line in marked] == [LONDON]


def test_plans_names_a_plan_in_use_that_is_elsewhere(
    milepost: Milepost, small_plan: Callable[..., Path]
) -> None:
    plan = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")
    answer = milepost("plans", plan=str(plan))
    assert "(in use)" not in answer.out
    assert f"the plan in use is none of these, but {plan}." in answer.err


def test_info_prints_versions_and_every_path_in_use(milepost: Milepost, tmp_path: Path) -> None:
    first = milepost("info")
    milepost("note", "2.4.4-c", "first")
    rows = milepost("info", "-f", "json").json

    assert "not there yet" in first.out
    assert str(tmp_path / "journal") in rows["journal"]
    assert "(1 file, 1 entr" in rows["journal"]
    assert {"milepost", "python", "textual", "tinydb"} <= set(rows)
    assert (rows["author"], rows["today"], rows["as of"]) == (
        "ELS lead",
        "2009-11-30",
        "2009-11-30",
    )
    assert milepost("info", plan="nowhere.yaml").code == 0
