"""`milepost data`: what other programs count is what `status` and `list` count."""

import re
import sqlite3
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import EAST_MIDLANDS, LONDON, Milepost
from tests.tools.data_docs import DOCS

QUESTIONS = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def demo(milepost: Milepost, tmp_path: Path) -> Milepost:
    """Return the command on the demo's journal, as of its own day."""
    milepost("demo", "--folder", str(tmp_path / "demo"))

    def command(*words: str) -> Any:  # noqa: ANN401 - the answer of a command
        return milepost(*words, "--as-of", "2009-11-30", journal=str(tmp_path / "demo"))

    return command


@pytest.fixture
def database(demo: Milepost, tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "plan.sqlite"
    answer = demo("data", "-o", str(path))
    assert answer.code == 0, answer.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return sqlite3.connect(path)


def items(demo: Milepost, *words: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = demo("list", *words, "-f", "json").json["items"]
    return [item for item in listed if item["same_as"] is None]


def in_parquet(query: str, folder: Path) -> list[Any]:
    """Return the rows of a query over the Parquet files of a table."""
    return duckdb.execute(query.format(f"'{folder}/*.parquet'")).fetchall()


def nonzero(counts: dict[str, int]) -> dict[str, int]:
    return {status: count for status, count in counts.items() if count and status != "total"}


def test_counts_are_those_of_status(demo: Milepost, database: sqlite3.Connection) -> None:
    status = demo("status", "-f", "json").json
    assert dict(database.execute(QUESTIONS[0])) == nonzero(status["counts"])
    milestones = dict(
        database.execute(
            "SELECT status, count(*) FROM items WHERE decides = 1"
            " AND as_of = (SELECT max(as_of) FROM items) GROUP BY status"
        )
    )
    assert milestones == nonzero(status["milestones"])


def test_each_question_of_the_docs_has_the_answer_of_the_shell(
    demo: Milepost, database: sqlite3.Connection
) -> None:
    answers = [database.execute(question).fetchall() for question in QUESTIONS]
    assert len(answers) == 10
    everything = items(demo)

    overdue = items(demo, "--status", "overdue")
    assert {row[0] for row in answers[1]} == {item["ref"] for item in overdue}
    by_lead = Counter(lead for item in overdue for lead in item["leads"])
    assert {row[0]: row[2] for row in answers[2] if row[1] == "2009-11-30"} == by_lead
    milestones = demo("pathways", "-f", "json").json
    for pathway in milestones:
        found = sum(row[2] for row in answers[3] if row[0] == pathway["code"])
        refs = {item["milestone"] for item in everything if pathway["code"] in item["pathways"]}
        assert found == len(refs), pathway["code"]
    moved = {item["ref"] for item in everything if item["rescheduled"] and item["original_due"]}
    assert {row[0] for row in answers[4]} == moved
    late = items(demo, "--status", "forecast late")
    assert {row[0] for row in answers[5]} == {item["ref"] for item in late}
    assert {row[0] for row in answers[6]} == {lead for item in everything for lead in item["leads"]}
    log = demo("log", "-f", "json").json
    assert sum(row[2] for row in answers[7]) == len(log)
    measures = demo("measures", "-f", "json").json["measures"]
    short = {
        period["ref"]
        for measure in measures
        for period in measure["periods"]
        if period["status"] in {"short", "return overdue"}
    }
    assert {row[0] for row in answers[8]} == short
    decided = [entry for entry in log if entry["kind"] == "decision" and entry.get("action")]
    assert {row[0] for row in answers[9]} <= {entry["action"] for entry in decided}
    assert answers[9]


def test_a_months_end_is_the_status_of_that_day(
    milepost: Milepost, database: sqlite3.Connection, tmp_path: Path
) -> None:
    rows = database.execute(
        "SELECT status, count(*) FROM items WHERE as_of = '2009-08-31' AND same_as IS NULL"
        " GROUP BY status"
    )
    then = milepost(
        "status", "-f", "json", "--as-of", "2009-08-31", journal=str(tmp_path / "demo")
    ).json
    assert dict(rows) == nonzero(then["counts"])


def test_parquet_of_all_plans_has_the_counts_of_status(demo: Milepost, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    answer = demo("data", "--plan", "all", "-o", str(folder))
    assert answer.code == 0, answer.err
    counts = "SELECT plan, count(*) FROM {} WHERE as_of = '2009-11-30' AND same_as IS NULL"
    rows = in_parquet(f"{counts} GROUP BY plan", folder / "items")
    totals = {
        plan: demo("status", "--plan", plan, "-f", "json").json["counts"]["total"]
        for plan, _ in rows
    }
    assert dict(rows) == totals
    assert totals.keys() >= {EAST_MIDLANDS, LONDON}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*.parquet")} == {0o600}
    noted = in_parquet("SELECT text FROM {}", folder / "entries")
    assert len(noted) == len(demo("log", "-f", "json").json)


def test_foreign_text_comes_through_whole(milepost: Milepost, tmp_path: Path) -> None:
    text = 'She said "no", then:\nnext line; =1+1, \\N, it\'s'
    milepost("note", "2.4.4-c", text)
    milepost("data", "-o", str(tmp_path / "x.sqlite"))
    milepost("data", "-o", str(tmp_path / "x"))

    query = "SELECT text FROM {} WHERE ref = '2.4.4-c'"
    with sqlite3.connect(tmp_path / "x.sqlite") as database:
        assert database.execute(query.format("entries")).fetchall() == [(text,)]
    assert in_parquet(query, tmp_path / "x" / "entries") == [(text,)]


def test_what_was_there_stays_unless_forced(milepost: Milepost, tmp_path: Path) -> None:
    path, folder = tmp_path / "x.sqlite", tmp_path / "x"
    path.write_bytes(b"mine")
    folder.mkdir()
    (folder / "mine").touch()

    assert milepost("data", "-o", str(path)).code == 2
    assert milepost("data", "-o", str(folder)).code == 2
    assert path.read_bytes() == b"mine"
    assert milepost("data", "-o", str(path), "--force").code == 0
    assert milepost("data").code == 2
    assert milepost("data", "-o", str(tmp_path / "journal" / "x.sqlite")).code == 2


def test_a_journal_file_that_cannot_be_read_is_named_with_all_plans_too(
    milepost: Milepost, tmp_path: Path
) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "broken.json").write_text("no journal", encoding="utf-8")

    answer = milepost("data", "--plan", "all", "-o", str(tmp_path / "x.sqlite"))
    assert answer.code == 1
    assert "broken.json" in answer.err
