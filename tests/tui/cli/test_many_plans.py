"""A national office: the plans of many regions in one folder, and their notes in one journal."""

from pathlib import Path

import pytest

from tests.conftest import EAST_MIDLANDS, LONDON, WEXHOLT, Milepost, plan_text

MILESTONES = (
    "- {id: 1.1.1-a, title: One, when: Sep 2009}\n- {id: 1.1.1-b, title: Two, when: Sep 2009}"
)


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    """Return a folder with the plans of two regions."""
    folder = tmp_path / "regions"
    folder.mkdir()
    for region in ("north", "south"):
        text = plan_text(MILESTONES).replace("plan: small", f"plan: {region}-2009-10")
        (folder / f"{region}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_one_line_a_plan_counts_each_regions_own_entries(milepost: Milepost, regions: Path) -> None:
    environ = {"plans": str(regions)}
    milepost("tick", "1.1.1-a", "--plan", "north", by="North lead", **environ)
    milepost("tick", "1.1.1-a", "--plan", "south", by="South lead", **environ)
    milepost("tick", "1.1.1-b", "--plan", "south", by="South lead", **environ)
    milepost(
        "note", "1.1.1-b", "Of the other region", "--plan", "north", by="South lead", **environ
    )

    rows = milepost("status", "--plan", "all", "-f", "json", **environ).json

    assert {
        row["id"]: (row["total"], row["done"], row["late"]) for row in rows if row["total"] == 2
    } == {
        "north": (2, 1, 1),
        "south": (2, 2, 0),
    }
    assert [row["id"] for row in rows] == [EAST_MIDLANDS, LONDON, WEXHOLT, "north", "south"]


def test_the_plans_of_ones_own_folder_are_listed_and_taken_by_name(
    milepost: Milepost, regions: Path
) -> None:
    listed = milepost("plans", "-f", "json", plans=str(regions)).json
    assert [plan["id"] for plan in listed] == [EAST_MIDLANDS, LONDON, WEXHOLT, "north", "south"]
    assert milepost("status", "--plan", "north", plans=str(regions)).out.startswith("A small plan")
    assert "did you mean north?" in milepost("status", "--plan", "nort", plans=str(regions)).err


def test_a_plan_that_cannot_be_used_is_named_and_the_others_are_shown(
    milepost: Milepost, regions: Path
) -> None:
    (regions / "west.yaml").write_text("plan: [", encoding="utf-8")

    answer = milepost("status", "--plan", "all", plans=str(regions))

    assert answer.code == 1
    assert len(answer.out.splitlines()) == 5
    assert "west.yaml" in answer.err


def test_a_journal_file_that_cannot_be_read_is_named_once(
    milepost: Milepost, regions: Path, tmp_path: Path
) -> None:
    milepost("tick", "1.1.1-a", "--plan", "north", plans=str(regions))
    (tmp_path / "journal" / "broken.json").write_text("no journal", encoding="utf-8")

    answer = milepost("status", "--plan", "all", plans=str(regions))

    assert answer.code == 1
    assert answer.err.count("broken.json") == 1
