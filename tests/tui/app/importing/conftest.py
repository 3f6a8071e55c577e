"""Tests of the import work in a folder of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of the test's own."""
    path = tmp_path / "work"
    path.mkdir()
    monkeypatch.chdir(path)
    return path
