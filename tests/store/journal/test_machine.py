"""The random id of this machine."""

import os
import stat
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from store.journal.machine import machine_id


def test_a_machine_keeps_its_id_privately(tmp_path: Path) -> None:
    made = machine_id(tmp_path / "state")
    path = tmp_path / "state" / "machine-id"
    assert path.read_text() == made == machine_id(tmp_path / "state")
    assert [stat.S_IMODE(it.stat().st_mode) for it in (path, path.parent)] == [0o600, 0o700]


@pytest.mark.parametrize("content", ["", "../../../x", "0123ABCD", "0123abcd5", "\xff\xfe"])
def test_an_id_of_the_machine_that_is_not_ours_is_not_used(tmp_path: Path, content: str) -> None:
    (tmp_path / "machine-id").write_text(content, encoding="latin-1")
    with pytest.raises(Unusable, match="not as Milepost wrote it"):
        machine_id(tmp_path)


def test_an_id_of_the_machine_can_be_kept_where_files_have_no_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert machine_id(tmp_path) == machine_id(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["machine-id"]
