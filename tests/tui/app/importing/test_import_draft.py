"""What the import wizard writes over a plan: the ids of what is still there stay."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from plan_data.errors import Refused
from plan_data.load import load_plan
from plan_data.table_import.option_refusal import OptionRefused
from tui.app.importing import import_draft
from tui.app.importing.import_answers import TextName
from tui.app.importing.import_draft import ImportDraft
from tui.app.importing.import_step import ImportStep, StepStopped
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


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the steps that take long, in the order in which they are taken."""
    taken: list[str] = []
    for name in ("read_table_file", "prepare_table", "import_prepared"):
        step = getattr(import_draft, name)
        monkeypatch.setattr(import_draft, name, partial(_take_down, taken, step, name))
    return taken


def _take_down(
    taken: list[str], step: Callable[..., object], name: str, *arguments: object
) -> object:
    taken.append(name)
    return step(*arguments)


def test_a_plan_that_is_replaced_is_read_once(
    draft: ImportDraft, tmp_path: Path, reads: list[str]
) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    reads.clear()
    write_table(draft, tmp_path / "march.csv", RENT, HIRE)
    assert reads == ["read_table_file", "prepare_table", "import_prepared"]


def test_another_role_is_given_without_reading_the_file_again(
    draft: ImportDraft, tmp_path: Path, reads: list[str]
) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    (tmp_path / "march.csv").unlink()
    reads.clear()
    draft.choose_role("Lead", "pathway")
    draft.choose_role("Lead", None)
    assert reads == ["import_prepared", "import_prepared"]


def test_the_plan_that_is_shown_has_the_ids_with_which_it_is_written(
    draft: ImportDraft, tmp_path: Path
) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE, output="march.yaml")
    table = tmp_path / "march.csv"
    table.write_text(f"{HEADINGS}\n{RENT}\n{HIRE}\n", encoding="utf-8")
    draft.open_file(str(table))
    shown = draft.make_plan()
    draft.write(replace=True)
    assert draft.replaces_plan
    assert (tmp_path / "march.yaml").read_text(encoding="utf-8") == shown.text


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("year", "", "year"),
        ("year", "2024/29", "year"),
        ("year_starts", "Foo", "year_starts"),
        ("quarters", "odd", "quarters"),
        ("start", "soon", "start"),
    ],
)
def test_a_refusal_names_the_answer_that_it_is_about(
    draft: ImportDraft, tmp_path: Path, name: TextName, text: str, fault: TextName
) -> None:
    table = tmp_path / "march.csv"
    table.write_text(f"{HEADINGS}\nHire staff,Q3,JCP\n", encoding="utf-8")
    draft.open_file(str(table))
    draft.answers.texts[name] = text
    with pytest.raises(OptionRefused):
        draft.make_plan()
    assert draft.fault == fault


def test_an_id_that_cannot_be_one_is_refused_when_the_plan_is_written_and_not_before(
    draft: ImportDraft, tmp_path: Path
) -> None:
    table = tmp_path / "march.csv"
    table.write_text(f"{HEADINGS}\n{HIRE}\n", encoding="utf-8")
    draft.open_file(str(table))
    draft.answers.texts["plan"] = "no id"
    assert draft.make_plan().plan.plan == "march"
    draft.answers.output = str(tmp_path / "plan.yaml")
    with pytest.raises(OptionRefused, match="'no id' cannot be a plan's id"):
        draft.write()
    assert not (tmp_path / "plan.yaml").exists()


def test_the_answers_about_each_file_are_kept(draft: ImportDraft, tmp_path: Path) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    draft.choose_role("Lead", "pathway")
    write_table(draft, tmp_path / "june.csv", RENT, output="june.yaml")
    assert draft.answers.choices == {}
    draft.open_file(str(tmp_path / "march.csv"))
    assert draft.answers.choices == {"Lead": "pathway"}
    assert draft.output == str(tmp_path / "plan.yaml")


def test_a_step_that_is_stopped_changes_nothing(draft: ImportDraft, tmp_path: Path) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    before = (draft.reading, draft.answers.choices)
    step = ImportStep()

    def choose() -> None:
        assert step.stop()
        draft.choose_role("Lead", "pathway")

    with pytest.raises(StepStopped):
        draft.carry_out(choose, step)
    assert (draft.reading, draft.answers.choices) == before


def test_a_step_that_is_stopped_before_it_writes_writes_nothing(
    draft: ImportDraft, tmp_path: Path
) -> None:
    write_table(draft, tmp_path / "march.csv", HIRE)
    (tmp_path / "plan.yaml").unlink()
    step = ImportStep()
    draft.carry_out(lambda: None, step)
    assert step.stop()
    with pytest.raises(StepStopped):
        draft.write(replace=True)
    assert not (tmp_path / "plan.yaml").exists()
    finished = ImportStep()
    draft.carry_out(draft.write, finished)
    assert not finished.stop(), "it has written"
    assert (tmp_path / "plan.yaml").exists()
