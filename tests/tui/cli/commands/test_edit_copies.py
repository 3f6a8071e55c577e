"""`milepost edit` of a plan that comes with Milepost: a copy is edited."""

from pathlib import Path

import pytest

from plan_data.load import SHIPPED
from tests.conftest import LONDON, Milepost
from tests.tui.cli.commands.conftest import SetEditor, kept_file


def test_of_a_shipped_plan_a_copy_is_edited_in_this_folder(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (SHIPPED / f"{LONDON}.yaml").read_bytes()
    set_editor('sed -i "s/^title: .*/title: Ours/" "$1"')
    answer = milepost("edit", LONDON)
    assert answer.code == 0
    name = f"{LONDON}.yaml"
    assert f"saved to {name}, a copy of {LONDON}: `--plan {name}` opens it" in answer.err
    assert (SHIPPED / name).read_bytes() == before
    copy = (tmp_path / name).read_text()
    assert "\ntitle: Ours\n" in copy
    assert copy.startswith("# yaml-language-server: $schema=plan.schema.json\n")
    assert milepost("check", name).code == 0
    again = milepost("edit", LONDON)
    assert again.code == 2
    assert f"`milepost edit {name}` opens it" in again.err
    assert (tmp_path / name).read_text() == copy


def test_the_copy_goes_into_the_folder_of_plans_if_there_is_one(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor
) -> None:
    plans = tmp_path / "plans"
    set_editor('sed -i "s/^title: .*/title: Ours/" "$1"')
    answer = milepost("edit", LONDON, plans=str(plans))
    assert answer.code == 2
    assert f"your folder of plans '{plans}' is not there" in answer.err
    plans.mkdir()
    assert milepost("edit", LONDON, plans=str(plans)).code == 0
    assert "Ours" in milepost("plans", plans=str(plans)).out
    set_editor('sed -i "s/^title: .*/title: Changed again/" "$1"')
    assert milepost("edit", LONDON, plans=str(plans)).code == 0  # by its name it is the copy now
    assert "Changed again" in milepost("plans", plans=str(plans)).out


def test_an_unchanged_copy_is_not_written(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_editor("true")
    answer = milepost("edit", LONDON)
    assert answer.code == 0
    assert "no copy was made" in answer.err
    assert not (tmp_path / f"{LONDON}.yaml").exists()


def test_a_copy_is_not_written_over_a_file_that_appeared_meanwhile(
    milepost: Milepost, tmp_path: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_editor(f'sed -i "s/^title: .*/title: Ours/" "$1"; echo theirs > {LONDON}.yaml')
    answer = milepost("edit", LONDON)
    assert answer.code == 2
    assert (tmp_path / f"{LONDON}.yaml").read_text() == "theirs\n"
    assert "title: Ours" in kept_file(answer).read_text()


# Signals
