"""What the app remembers for its user."""

import os
import stat
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from tests.conftest import Milepost
from tui.config.preferences import Preferences, read_preferences, remember
from tui.config.settings import default_paths


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "down" / "preferences.json"


def test_what_is_remembered_is_there_next_time_and_the_rest_stays(kept: Path) -> None:
    remember(kept, author="ELS lead", filters={"late": "overdue ELS"})
    remember(kept, theme="milepost-light")
    assert read_preferences(kept) == Preferences(
        author="ELS lead", theme="milepost-light", filters={"late": "overdue ELS"}
    )


def test_nothing_is_remembered_at_first(kept: Path) -> None:
    assert read_preferences(kept) == Preferences()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"author": 7}', b"\xff\xfe", b'{"filters": {"a": []}}']
)
def test_a_broken_file_remembers_nothing_and_is_replaced_by_the_next_choice(
    kept: Path, content: bytes
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    assert read_preferences(kept) == Preferences()
    remember(kept, plan="london-2009-10")
    assert read_preferences(kept).plan == "london-2009-10"


def test_words_of_a_later_version_do_no_harm(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text('{"author": "ELS lead", "of_next_year": [1]}', encoding="utf-8")
    assert read_preferences(kept).author == "ELS lead"


def test_a_folder_that_cannot_be_made_is_a_sentence_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unusable, match="cannot be"):
        remember(tmp_path / "file" / "preferences.json", author="ELS lead")


def test_a_disk_that_refuses_leaves_what_was_remembered(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(kept, author="ELS lead")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unusable, match="no space left"):
        remember(kept, author="Health lead")
    assert read_preferences(kept).author == "ELS lead"
    assert [path.name for path in kept.parent.iterdir()] == ["preferences.json"]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep a home private in other ways")
def test_only_its_owner_can_read_it(kept: Path) -> None:
    remember(kept, author="ELS lead")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_shell_says_that_the_app_chose_a_plan_that_has_moved_and_how_to_choose_another(
    milepost: Milepost, tmp_path: Path
) -> None:
    remember(default_paths().preferences, plan=str(tmp_path / "moved.yaml"))
    answer = milepost("status")
    assert answer.code == 2
    assert "the plan that was chosen in the app is gone: there is no plan" in answer.err
    assert "--plan PLAN" in answer.err
    assert milepost("status", "--plan", "london-2009-10").code == 0
    answer = milepost("status", "--plan", "moved.yaml")
    assert "chosen in the app" not in answer.err
