"""What the app remembers for its user."""

import json
import os
import stat
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from store.journal import lock
from tests.conftest import Milepost
from tui.config.file_lock import changing
from tui.config.preferences import Preferences, load_preferences, read_preferences, remember
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
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"author": 7}',
        b"\xff\xfe",
        b'{"filters": {"a": []}}',
        b'{"author": "caf\xe9"}',
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
    ids=range(9),
)
def test_a_broken_file_is_set_aside_and_reported_once(kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    preferences, problems = load_preferences(kept)
    assert preferences == Preferences()
    assert len(problems) == 1
    assert "preferences.json.broken-1" in problems[0]
    assert load_preferences(kept) == (Preferences(), ())
    remember(kept, plan="london-2009-10")
    assert read_preferences(kept).plan == "london-2009-10"
    assert kept.with_name("preferences.json.broken-1").read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["preferences.json", "config.toml"])
def test_a_pipe_in_place_of_a_file_of_settings_is_reported_and_not_waited_for(
    milepost: Milepost, name: str
) -> None:
    path = default_paths().preferences.with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    answer = milepost("status")
    assert answer.code == (0 if name == "preferences.json" else 3)
    assert "it is no plain file" in answer.err


def test_a_second_broken_file_gets_a_name_of_its_own(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    for content in (b"one", b"two", b"three"):
        kept.write_bytes(content)
        read_preferences(kept)
    names = [kept.with_name(f"preferences.json.broken-{number}") for number in (1, 2, 3)]
    assert [path.read_bytes() for path in names] == [b"one", b"two", b"three"]


def test_a_save_does_not_write_over_a_broken_file_that_nobody_has_read(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b'{"filters": {"late": "overd')
    remember(kept, theme="milepost-light")
    assert read_preferences(kept).theme == "milepost-light"
    broken = kept.with_name("preferences.json.broken-1")
    assert broken.read_bytes() == b'{"filters": {"late": "overd'


def test_one_wrong_value_costs_no_other(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text('{"author": ["a"], "plan": "london-2009-10", "next": 1}', encoding="utf-8")
    preferences, problems = load_preferences(kept)
    assert preferences == Preferences(plan="london-2009-10")
    assert "(author)" in problems[0]
    assert load_preferences(kept) == (Preferences(plan="london-2009-10"), ())
    assert '"author": ["a"]' in kept.with_name("preferences.json.broken-1").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_mark_that_an_editor_puts_before_a_text_is_stepped_over(
    kept: Path, encoding: str
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text('{"author": "Zoë", "filters": {"late": "overdue"}}', encoding=encoding)
    preferences = Preferences(author="Zoë", filters={"late": "overdue"})
    assert load_preferences(kept)[0] == preferences
    remember(kept, plan="london-2009-10")
    assert read_preferences(kept).filters == {"late": "overdue"}


def test_words_of_a_later_version_do_no_harm_and_stay(kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text('{"author": "ELS lead", "of_next_year": [1]}', encoding="utf-8")
    assert read_preferences(kept).author == "ELS lead"
    remember(kept, author="")
    assert json.loads(kept.read_bytes()) == {"of_next_year": [1]}


def test_eight_saves_at_once_keep_eight(milepost: Milepost) -> None:
    words = [sys.executable, "-m", "tui", "filters", "save"]
    running = [
        subprocess.Popen([*words, f"late {number}", "overdue"], stderr=subprocess.DEVNULL)
        for number in range(8)
    ]
    assert [process.wait() for process in running] == [0] * 8
    assert len(milepost("filters", "-f", "json").json) == 8


def test_waiting_for_a_window_that_hangs_ends_with_a_sentence(
    milepost: Milepost, monkeypatch: pytest.MonkeyPatch
) -> None:
    milepost("filters", "save", "late", "overdue")
    now = count(step=0.5)
    monkeypatch.setattr(lock, "sleep", lambda _: None)
    monkeypatch.setattr(lock, "monotonic", lambda: next(now))
    path = default_paths().preferences
    with changing(path):
        answer = milepost("filters", "save", "mine", "ELS")
        assert answer.code == 3
        waiting, refusal = answer.err.splitlines()
        assert waiting.endswith("after 10 seconds Milepost gives up, and nothing is saved.")
        assert f"nothing was saved: another program has kept '{path}' locked for 10" in refusal
        with pytest.raises(Unusable, match="for 2 seconds"):
            remember(path, theme="dark")
        assert milepost("filters").code == 0, "reading waits for nobody"
    assert milepost("filters", "-f", "json").json == [{"name": "late", "words": "overdue"}]


def test_the_shell_reports_a_broken_file_and_goes_on(milepost: Milepost) -> None:
    path = default_paths().preferences
    milepost("filters", "save", "late", "overdue")
    path.write_bytes(path.read_bytes()[:-4])
    answer = milepost("filters", "save", "mine", "ELS")
    assert answer.code == 0
    assert f"the preferences '{path}' cannot be read" in answer.err
    assert "is kept as 'preferences.json.broken-1'" in answer.err
    assert "preferences" not in milepost("list").err


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
    left = {path.name for path in kept.parent.iterdir()}
    assert left == {"preferences.json", ".preferences.json.lock"}


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
