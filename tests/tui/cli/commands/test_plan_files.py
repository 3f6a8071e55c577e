"""The commands for the keeper of a plan file: check and new, also with files that are no plan."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.plan_file.schema import schema_text
from tests.conftest import EAST_MIDLANDS, LONDON, Milepost, plan_text
from tests.plan_data.plan_file.test_validate import MISTAKES, expected

WritePlan = Callable[..., Path]
WARNED = "- {id: 1.1.1-a, title: Read, when: 2010?}"


# check


def test_each_of_more_than_thirty_mistakes_is_told_with_file_line_and_column(
    milepost: Milepost, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(MISTAKES.replace("year: 2009-10", "year: 2009/10"))
    answer = milepost("check", str(path))
    lines = [line.split(": ", 1) for line in answer.out.splitlines()]
    missed = [
        (number, words)
        for number, words in expected(path.read_text())
        if not any(
            place.startswith(f"{path}:{number}:") and words in sentence for place, sentence in lines
        )
    ]
    assert (answer.code, missed) == (1, [])
    assert len(expected(path.read_text())) >= 30
    assert len(milepost("check", str(path), "-f", "json").json) == len(lines)


def test_a_warning_is_said_by_check_and_costs_nothing(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    path = small_plan(WARNED)
    answer = milepost("check", str(path))
    (warning,) = milepost("check", str(path), "-f", "json").json
    assert answer.code == 0
    assert (
        answer.out
        == f"{path}:{warning['line']}:{warning['column']}: warning: {warning['sentence']}\n"
    )
    assert answer.err == f"milepost: {path}: no problems, 1 warning\n"
    assert (warning["severity"], warning["file"]) == ("warning", str(path))


@pytest.mark.parametrize("command", ["list", "status", "leads"])
def test_a_warning_is_not_said_on_every_call(
    command: str, milepost: Milepost, small_plan: WritePlan
) -> None:
    answer = milepost(command, "--plan", str(small_plan(WARNED)))
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("command", ["list", "status"])
def test_the_json_of_a_checklist_holds_problems_and_no_warnings(
    command: str, milepost: Milepost, small_plan: WritePlan
) -> None:
    path = small_plan(f"{WARNED}\n- {{id: 1.1.1-b, title: Wrong, when: some day}}")
    answer = milepost(command, "--plan", str(path), "-f", "json")
    assert [problem["severity"] for problem in answer.json["problems"]] == ["problem"]
    assert answer.code == 1


@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON])
def test_a_shipped_plan_is_checked_by_its_name(name: str, milepost: Milepost) -> None:
    assert milepost("check", name).code == 0


# new


@pytest.mark.parametrize("name", ["north-2010-11.yaml", "Our Plan (draft).yml", "---.yaml", "2010"])
def test_a_new_plan_is_right_and_can_be_worked_with_at_once(
    name: str, milepost: Milepost, tmp_path: Path
) -> None:
    path = tmp_path / name
    written = milepost("new", str(path))
    assert (written.code, written.out) == (0, "")
    assert "milepost check" in written.err
    checked = milepost("check", str(path))
    assert (checked.code, checked.out) == (0, "")
    listing = milepost("list", "--plan", str(path), "-f", "json").json
    assert listing["plan"]["year"] == "2009/10"
    assert {item["kind"] for item in listing["items"]} == {"point", "repeat", "undated", "figure"}


def test_a_new_plan_is_of_the_year_that_is_asked_for(milepost: Milepost, tmp_path: Path) -> None:
    milepost("new", str(tmp_path / "a.yaml"), "--as-of", "31 Mar 2013")
    assert "year: 2012/13" in (tmp_path / "a.yaml").read_text()


def test_a_new_plan_explains_itself_and_names_its_schema(
    milepost: Milepost, tmp_path: Path
) -> None:
    milepost("new", str(tmp_path / "a.yaml"))
    lines = (tmp_path / "a.yaml").read_text().splitlines()
    assert lines[0] == "# yaml-language-server: $schema=plan.schema.json"
    assert sum("#" in line for line in lines) > 10


def test_a_new_plan_holds_no_path_of_the_machine(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    milepost("new", str(path))
    assert not re.search(r"file:|(?:^|[\s='\"])(?:/\w|[A-Za-z]:\\)", path.read_text())


def test_the_schema_that_a_new_plan_names_is_written_if_it_is_asked_for(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    milepost("new", "a.yaml")
    named = Path("a.yaml").read_text().splitlines()[0].partition("$schema=")[2]
    assert not Path(named).exists()
    written = milepost("new", "--schema")
    assert (written.code, written.out) == (0, "")
    assert Path(named).read_text() == schema_text()
    assert (milepost("new", "--schema").code, milepost("new", "--schema", "--force").code) == (2, 0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new",), "the file to write is missing"),
        (("new", "--schema", "plan.yaml"), "is no name for a schema"),
        (("new", "--schema", "--year", "2026"), "--schema writes none"),
    ],
)
def test_a_schema_or_plan_that_cannot_be_written_is_refused(
    words: tuple[str, ...], sentence: str, milepost: Milepost
) -> None:
    answer = milepost(*words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_new_plan_never_replaces_a_file_unless_forced(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine")
    refused = milepost("new", str(path))
    assert (refused.code, path.read_text()) == (2, "mine")
    assert "--force replaces it" in refused.err
    assert milepost("new", str(path), "--force").code == 0
    assert path.read_text() != "mine"


def test_a_new_plan_in_a_folder_that_is_not_there_is_refused_in_a_sentence(
    milepost: Milepost, tmp_path: Path
) -> None:
    answer = milepost("new", str(tmp_path / "no" / "a.yaml"))
    assert (answer.code, answer.out) == (3, "")
    assert "cannot be written (no such file or directory)" in answer.err


def test_an_empty_file_is_told_how_to_begin(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.touch()
    assert "`milepost new PLAN.yaml` writes a small plan" in milepost("check", str(path)).out


# Files that are no plan.

RIGHT = plan_text("- {id: 1.1.1-a, title: Right, when: 2010}")
LAUGHS = "\n".join(
    ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
)
BAD: dict[str, bytes] = {
    "broken YAML": RIGHT.encode()[:-20] + b"\n  'never closed: [",
    "wrong indentation": b"plan: small\n title: x\n",
    "YAML that expands without end": LAUGHS.encode(),
    "deep YAML": b"[" * 100_000,
    "an alias": b"plan: *other\ntitle: x\nyear: 2009/10\nsections: []\n",
    "a tag": b"plan: !!python/object/apply:os.system [echo]\ntitle: x\nyear: 2009/10\n",
    "duplicate keys": b"plan: [x]\nplan: y\ntitle: x\n",
    "wrong types": b"plan: {x: y}\ntitle: [x]\nyear: {}\nsections: 5\n",
    "a list": b"- plan\n- title\n",
    "50 MB": b"# " + b"x" * (50 * 1024 * 1024),
    "UTF-16": RIGHT.encode("utf-16"),
    "a binary file": bytes(range(256)) * 40,
    "an image": b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 200,
    "an empty file": b"",
}


@pytest.fixture(params=BAD, ids=[name.replace(" ", "-") for name in BAD])
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "bad.yaml"
    path.write_bytes(BAD[request.param])
    return path


def test_a_bad_file_is_checked_by_line_and_sentence(bad: Path, milepost: Milepost) -> None:
    answer = milepost("check", str(bad))
    lines = answer.out.splitlines()
    assert answer.code == 1
    assert lines
    assert all(line.startswith(f"{bad}:") and line.endswith((".", "?")) for line in lines)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--plan"),
        ("status", "--plan"),
        ("diff", LONDON),
        ("carry-forward", "-o", "{out}", "--plan"),
    ],
)
def test_a_bad_file_cannot_be_worked_with_and_one_sentence_says_why(
    words: tuple[str, ...], bad: Path, milepost: Milepost, tmp_path: Path
) -> None:
    out = tmp_path / "out.yaml"
    answer = milepost(*(word.format(out=out) for word in words), str(bad))
    assert (answer.code, answer.out) == (3, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"milepost: {bad}")
    assert not out.exists()
    assert list(tmp_path.glob(".*part")) == []


@pytest.mark.parametrize(
    "words", [("check",), ("diff", LONDON), ("list", "--plan"), ("carry-forward", "--plan")]
)
def test_a_folder_or_an_unknown_name_is_no_plan(
    words: tuple[str, ...], milepost: Milepost, tmp_path: Path
) -> None:
    folder, unknown = milepost(*words, str(tmp_path)), milepost(*words, "no-such.yaml")
    assert (folder.code, folder.out, unknown.code, unknown.out) == (3, "", 2, "")
    assert "cannot be read: is a directory" in folder.err
    assert "there is no plan 'no-such.yaml'" in unknown.err
