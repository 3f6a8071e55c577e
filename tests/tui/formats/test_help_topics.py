"""`milepost help TOPIC` prints the docs, which the wheel carries."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from plan_data.errors import Refused
from tests.conftest import Milepost
from tui.formats.help_topics import topic_files, topic_text, topic_titles

ROOT = Path(__file__).parents[3]
PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


def test_every_page_is_a_topic_with_its_title(milepost: Milepost) -> None:
    assert list(topic_files()) == PAGES
    assert topic_titles()["status"] == "Status on a date"
    listed = milepost("help").out
    assert [name for name in PAGES if f"milepost help {name}" not in listed] == []
    assert "milepost tick" in listed


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [60, 80])
def test_a_topic_is_plain_text_without_the_marks_of_its_source(name: str, width: int) -> None:
    text = topic_text(name, width)
    prose = [line for line in text.splitlines() if not line.startswith("    ")]
    assert [line for line in prose if "](" in line or "**" in line or "|--" in line] == []
    assert len(text) > 500


def test_a_table_is_in_columns_and_a_list_is_wrapped_under_its_text() -> None:
    lines = topic_text("status", 70).splitlines()
    assert "1   the item was withdrawn  withdrawn           none" in lines
    bullet = next(number for number, line in enumerate(lines) if line.startswith("- "))
    assert lines[bullet + 1].startswith("  ")
    assert max(map(len, lines)) <= 70


def test_a_heading_within_a_part_is_underlined_otherwise_than_the_part() -> None:
    text = topic_text("data", 80)
    assert "\nTables\n------\n" in text
    assert "\nplans\n.....\n" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("statsu", "did you mean status?"),
        ("tick", "`milepost tick --help`"),
        ("[/]", "no help topic"),
    ],
)
def test_a_topic_that_is_none_is_refused_with_what_may_be_meant(
    milepost: Milepost, typed: str, sentence: str
) -> None:
    answer = milepost("help", typed)
    assert answer.code == 2
    assert sentence in answer.err


def test_a_page_may_be_named_as_a_file() -> None:
    assert topic_text("docs/status.md", 80) == topic_text("Status", 80)
    with pytest.raises(Refused):
        topic_text("../README", 80)


def test_the_wheel_carries_every_page(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {f"docs/{name}.md": f"tui/docs/{name}.md" for name in PAGES}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in PAGES if f"tui/docs/{name}.md" not in names] == []
