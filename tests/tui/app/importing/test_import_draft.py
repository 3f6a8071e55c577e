"""What the import wizard writes over a plan: the ids of what is still there stay."""

from pathlib import Path

import pytest

from plan_data.errors import Refused
from plan_data.load import load_plan
from tui.app.importing.import_draft import ImportDraft
from tui.config.settings import Clock, Paths

HEADINGS = "Objective,Deadline,Lead"
HIRE, RENT = "Hire staff,30 June 2024,JCP", "Rent a building,31 May 2024,JCP"


@pytest.fixture
def draft(tmp_path: Path) -> ImportDraft:
    folders = [tmp_path / name for name in ("config", "preferences", "journal", "state", "cache")]
    return ImportDraft(Paths(*folders), Clock())


def write_table(draft: ImportDraft, table: Path, *rows: str, output: str = "plan.yaml") -> None:
    table.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
    draft.open_file(str(table))
    draft.answers.output = str(table.with_name(output))
    draft.answers.texts["year"] = "2024/25"
    draft.write(replace=True)


def test_a_plan_that_is_replaced_keeps_its_id_and_those_of_its_items(
    draft: ImportDraft, tmp_path: Path
) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    write_table(draft, tmp_path / "june.csv", RENT, HIRE)
    loaded = load_plan(tmp_path / "plan.yaml")
    assert loaded.about.id == "march"
    assert {item.title: item.ref for item in loaded.items} == {
        "Hire staff": "1-a",
        "Rent a building": "2-a",
    }


def test_the_table_itself_is_not_written_over(draft: ImportDraft, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is the table itself"):
        write_table(draft, tmp_path / "march.csv", HIRE, output="march.csv")
