"""Closed and full streams, and terminals that cannot show the app."""

import subprocess
import sys
from pathlib import Path

import pytest

from store.journal.folder import read_folder
from tests.conftest import Answer, Milepost

pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="the system has no disk that is always full"
)
NOTE = "note 2.4.4-c Said"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Milepost:
    """Return what runs words in a real shell, in which MILEPOST is the command."""
    (tmp_path / "journal").mkdir()
    monkeypatch.setenv("MILEPOST_JOURNAL", str(tmp_path / "journal"))
    monkeypatch.setenv("MILEPOST_BY", "ELS lead")
    monkeypatch.setenv("MILEPOST_NOW", "2009-11-30T10:00:00Z")

    def run(*words: str, **_: str) -> Answer:
        command = " ".join(words).replace("MILEPOST", f"{sys.executable} -m tui")
        done = subprocess.run(
            ["bash", "-c", command],  # noqa: S607 - whichever bash there is
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


def notes(tmp_path: Path) -> list[str]:
    contents = read_folder(tmp_path / "journal")
    assert contents.problems == ()
    return [entry.text for entry in contents.entries]


@pytest.mark.parametrize(
    "streams",
    [
        ">&-",
        "2>&-",
        "<&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
        "2>/dev/full",
        ">/dev/full",
        ">/dev/full 2>&1",
        "-f json >&-",
        "-f json >/dev/full",
        "-f json >/dev/full 2>/dev/full",
        "-f json | true",
        "2> >(true)",
        "1</dev/null 2</dev/null",
    ],
)
def test_a_recorded_act_is_done_once_and_exits_0_whatever_the_streams_are(
    shell: Milepost, tmp_path: Path, streams: str
) -> None:
    answer = shell(f"MILEPOST {NOTE} {streams}")
    assert answer.code == 0
    assert "Traceback" not in answer.err
    assert notes(tmp_path) == ["Said"]


def test_an_act_whose_answer_cannot_be_written_says_that_it_is_done(shell: Milepost) -> None:
    answer = shell(f"MILEPOST {NOTE} -f json >/dev/full")
    assert "it is done, and not to be repeated" in answer.err
    assert "no space left" in answer.err


def test_a_merge_that_was_made_is_no_failure_and_one_that_was_only_tried_is(
    shell: Milepost, tmp_path: Path
) -> None:
    shell(f"MILEPOST {NOTE}")
    merge = f"MILEPOST merge '{tmp_path}/journal' --journal '{tmp_path}/other'"
    assert shell(f"{merge} --dry-run >/dev/full").code == 3
    answer = shell(f"{merge} >/dev/full")
    assert answer.code == 0
    assert "it is done" in answer.err


@pytest.mark.parametrize("extra", ["", " -f json"])
@pytest.mark.parametrize(
    "words", ["journal erase {entry_id} --why 'asked by letter'", "repair '{file}'"]
)
def test_an_erased_entry_and_a_repaired_file_are_done_whatever_stdout_is(
    shell: Milepost, tmp_path: Path, words: str, extra: str
) -> None:
    shell(f"MILEPOST {NOTE}")
    (entry,) = read_folder(tmp_path / "journal").entries
    (file,) = (tmp_path / "journal").iterdir()
    command = words.format(entry_id=entry.id, file=file)
    answer = shell(f"MILEPOST {command}{extra} >/dev/full")
    assert answer.code == 0
    assert "it is done, and not to be repeated" in answer.err


@pytest.mark.parametrize("words", ["--help", "--version", "list --help", "--plan x --help", "list"])
def test_data_that_cannot_be_written_is_one_sentence_and_exit_3(
    shell: Milepost, words: str
) -> None:
    answer = shell(f"MILEPOST {words} >/dev/full")
    assert (answer.code, answer.err.count("\n")) == (3, 1)
    assert "the answer cannot be written" in answer.err
    assert shell(f"MILEPOST {words} >/dev/full 2>/dev/full").code == 3


@pytest.mark.parametrize("words", ["--help", "list", "status -f json"])
def test_data_for_a_closed_stream_goes_nowhere(shell: Milepost, words: str) -> None:
    answer = shell(f"MILEPOST {words} >&-")
    assert (answer.code, answer.err) == (0, "")


def test_a_refusal_keeps_its_exit_code_where_nobody_can_read_it(shell: Milepost) -> None:
    assert shell("MILEPOST tick 9.9.9-z 2>&-").code == 2
    assert shell("MILEPOST list -o no/such/list.txt 2>/dev/full").code == 3


@pytest.mark.parametrize("streams", ["</dev/null", "<&-", "<&- >&- 2>&-"])
def test_the_app_without_a_terminal_is_refused(shell: Milepost, streams: str) -> None:
    assert shell(f"MILEPOST {streams}").code == 2


@pytest.mark.parametrize("command", ["MILEPOST", "MILEPOST demo"])
@pytest.mark.parametrize("name", ["dumb", "unknown", "DUMB"])
def test_a_terminal_without_a_cursor_is_refused_and_commands_are_named(
    shell: Milepost, command: str, name: str
) -> None:
    answer = shell(f"TERM={name} script -qec '{command}' /dev/null </dev/null")
    assert answer.code == 2
    assert f"(TERM={name})" in answer.out
    assert "`milepost status`" in answer.out
    assert "\x1b" not in answer.out
