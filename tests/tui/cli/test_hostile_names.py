"""Names of files and filters that would steer a terminal or break a line are printed clean."""

import json
import shutil
from pathlib import Path

import pytest

from plan_data.load import SHIPPED
from tests.conftest import EAST_MIDLANDS, Milepost
from tui.config.preferences import remember
from tui.config.settings import default_paths

HOSTILE = "a\x1b[31m\nb"
CLEAN = "a\ufffd[31m\ufffdb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / HOSTILE
    folder.mkdir()
    shutil.copy(SHIPPED / f"{EAST_MIDLANDS}.yaml", folder / f"{HOSTILE}.yaml")
    return folder


def is_clean(text: str) -> bool:
    return "\x1b" not in text and "\nb" not in text


@pytest.mark.parametrize(
    "words", [("plans",), ("status", "--plan", "all"), ("info",), ("info", "--plan", "{plan}")]
)
def test_plans_and_folders(milepost: Milepost, folder: Path, words: tuple[str, ...]) -> None:
    plan = str(folder / f"{HOSTILE}.yaml")
    named = [word.format(plan=plan) for word in words]
    answer = milepost(*named, plans=str(folder), journal=str(folder))
    assert is_clean(answer.out)
    assert CLEAN in answer.out
    assert is_clean(answer.err)


def test_check_prints_a_line_for_each_problem_with_its_place(
    milepost: Milepost, folder: Path
) -> None:
    path = folder / f"{HOSTILE}-broken.yaml"
    path.write_text("plan: small\ntitle: [not closed\nyear: 2009/10\n", encoding="utf-8")
    answer = milepost("check", str(path))
    assert answer.code == 1
    (line,) = answer.out.splitlines()
    place, _, _ = line.partition(": ")
    name, number, column = place.rsplit(":", 2)
    assert name.endswith(f"{CLEAN}/{CLEAN}-broken.yaml")
    assert (int(number), int(column)) == (2, 8)
    assert answer.err.count("\n") == 1
    assert is_clean(answer.err)


def test_sync_merge_restore_and_written_files(milepost: Milepost, folder: Path) -> None:
    shared = folder / "shared"
    shared.mkdir()
    milepost("note", "2.4.4-c", "Said")
    for words in (
        ("sync", str(shared)),
        ("merge", str(shared)),
        ("backup", str(folder / "b.zip")),
        ("restore", str(folder / "b.zip")),
        ("list", "-o", str(folder / "list.txt")),
        ("merge", str(folder / "nothing")),
        ("list", "--plan", str(folder / "nothing.yaml")),
    ):
        answer = milepost(*words)
        assert is_clean(answer.out)
        assert is_clean(answer.err)


def test_filters_whose_file_was_edited(milepost: Milepost) -> None:
    remember(default_paths().preferences, filters={HOSTILE: f"overdue {HOSTILE}"})
    answer = milepost("filters")
    assert answer.out.splitlines() == [f"{CLEAN:<20} overdue {CLEAN}"]
    assert json.loads(milepost("filters", "-f", "json").out)[0]["name"] == HOSTILE
