"""Which editor is called, and with which words; no shell takes part."""

from pathlib import Path

import pytest

from plan_data.errors import Refused
from tui.editing.editors import Editor, find_editor, run_editor

FILE = Path("/plans/north plan.yaml")


def program(folder: Path, name: str, body: str = "exit 0") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which programs are looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_visual_comes_before_editor_and_both_before_what_is_installed(path_folder: Path) -> None:
    for name in ("nano", "mine", "other"):
        program(path_folder, name)
    assert find_editor({"VISUAL": "mine", "EDITOR": "other"}, has_terminal=False).words == ("mine",)
    assert find_editor({"VISUAL": " ", "EDITOR": "other"}, has_terminal=False).words == ("other",)
    assert find_editor({"TERM": "xterm"}, has_terminal=True).words == ("nano",)


def test_without_any_editor_it_says_what_to_set(path_folder: Path) -> None:
    assert path_folder.is_dir()
    with pytest.raises(Refused, match="no editor was found"):
        find_editor({"TERM": "xterm"}, has_terminal=True)


def test_options_are_words_of_their_own_and_nothing_is_for_a_shell(path_folder: Path) -> None:
    program(path_folder, "mine")
    words = find_editor({"VISUAL": "mine -x 'a b' ; touch $HOME"}, has_terminal=False).words
    assert words == ("mine", "-x", "a b", ";", "touch", "$HOME")


def test_a_program_with_spaces_in_its_path_needs_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "my editors").mkdir()
    path = program(tmp_path / "my editors", "mine")
    assert find_editor({"VISUAL": path}, has_terminal=False).words == (path,)
    quoted = find_editor({"VISUAL": f"'{path}' --wait"}, has_terminal=False)
    assert quoted.words == (path, "--wait")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("nosuch --wait", "VISUAL names the editor 'nosuch', which is not there"),
        ("mine 'a", "which has a quote that is not closed"),
        ("''", "VISUAL names the editor '', which is not there"),
    ],
)
def test_an_editor_that_cannot_be_called_is_refused(
    value: str, sentence: str, path_folder: Path
) -> None:
    program(path_folder, "mine")
    with pytest.raises(Refused, match=sentence):
        find_editor({"VISUAL": value}, has_terminal=True)


@pytest.mark.parametrize(("value", "term"), [("vi", ""), ("nano -w", "dumb"), ("emacs -nw", "")])
def test_an_editor_that_draws_in_a_terminal_needs_one(
    value: str, term: str, path_folder: Path
) -> None:
    program(path_folder, value.partition(" ")[0])
    has_terminal = bool(term)  # one that cannot move its cursor is no use
    with pytest.raises(Refused, match="needs a terminal"):
        find_editor({"VISUAL": value, "TERM": term or "xterm"}, has_terminal=has_terminal)


def test_an_editor_with_a_window_needs_no_terminal(path_folder: Path) -> None:
    program(path_folder, "emacs")
    assert find_editor({"VISUAL": "emacs"}, has_terminal=False).name == "emacs"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("vi", ["vi", "+12", str(FILE)]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+12", str(FILE)]),
        ("hx", ["hx", f"{FILE}:12"]),
        ("code", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("code -w", ["code", "-w", "--goto", f"{FILE}:12"]),
        ("kate", ["kate", "--block", str(FILE)]),
        ("mine", ["mine", str(FILE)]),
    ],
)
def test_each_editor_is_asked_for_a_line_and_to_wait_in_its_own_way(
    words: str, expected: list[str]
) -> None:
    assert Editor(tuple(words.split())).command(FILE, 12) == expected


def test_without_a_line_the_file_is_all_that_is_named() -> None:
    assert Editor(("vi",)).command(FILE) == ["vi", str(FILE)]


def test_an_editor_gets_the_file_as_one_word(tmp_path: Path) -> None:
    file = tmp_path / "a plan; touch x.yaml"
    file.write_text("before")
    mine = program(tmp_path, "mine", 'test $# = 1 && echo after > "$1"')
    run_editor(Editor((mine,)), file)
    assert file.read_text() == "after\n"
    assert sorted(tmp_path.iterdir()) == [file, tmp_path / "mine"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("exit 3", "ended with exit code 3"), ("kill -9 $$", "was ended by a signal")],
)
def test_an_editor_that_fails_is_named_with_its_reason(
    body: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=sentence):
        run_editor(Editor((program(tmp_path, "mine", body),)), FILE)


def test_a_file_that_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"\x7fELF nonsense")
    path.chmod(0o755)
    with pytest.raises(Refused, match="cannot be started"):
        run_editor(Editor((str(path),)), FILE)
