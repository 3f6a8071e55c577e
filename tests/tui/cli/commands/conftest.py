"""What several tests of single commands need."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

SetEditor = Callable[[str], None]


@pytest.fixture
def set_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SetEditor:
    """Return what makes a shell script the editor; the file is its first word."""

    def write(body: str) -> None:
        script = tmp_path / "my editor"
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(script))

    return write


def kept_file(answer: Answer) -> Path:
    """Return the file that a message says the text is kept in."""
    match = re.search(r"your text is kept in (.*)$", answer.err, re.MULTILINE)
    assert match, answer.err
    return Path(match[1])
