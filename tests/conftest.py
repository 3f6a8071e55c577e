"""What several tests share: a private home, the command, and small plans."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plan_data.load import LoadedPlan, find_plan, load_plan
from tui.cli.main import main

EAST_MIDLANDS = "east-midlands-2009-10"
LONDON = "london-2009-10"
WEXHOLT = "wexholt-2024-26"  # the example, which is made up


def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` starts: two a core, since tests of the app mostly wait."""
    return 2 * (os.cpu_count() or 1)


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str
    raw: bytes = b""

    @property
    def json(self) -> Any:  # noqa: ANN401 - as wide as JSON
        return json.loads(self.out)


Milepost = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the developer's own files and settings."""
    for name in ("PLAN", "JOURNAL", "AS_OF", "KNOWN_ON", "BY", "NOW", "ASCII"):
        monkeypatch.delenv(f"MILEPOST_{name}", raising=False)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def milepost(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Milepost:
    """Return the command `milepost`, run in this process on a journal of its own.

    The journal's folder is there; a test that names another one makes it or not, as it likes.
    `by`, `now` and other names set MILEPOST_BY, MILEPOST_NOW and so on.
    """

    def run(*words: str, **environ: str) -> Answer:
        settings = {
            "JOURNAL": str(tmp_path / "journal"),
            "BY": "ELS lead",
            "NOW": "2009-11-30T10:00:00Z",
        }
        settings |= {name.upper(): value for name, value in environ.items()}
        if "journal" not in environ:
            (tmp_path / "journal").mkdir(mode=0o700, exist_ok=True)
        capfdbinary.readouterr()
        code = main(words, {f"MILEPOST_{name}": value for name, value in settings.items()})
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(errors="replace"), err.decode(), out)

    return run


def on_plan(milepost: Milepost, path: Path) -> Milepost:
    """Return the command on a plan, unless a test names another."""

    def command(*words: str, **environ: str) -> Answer:
        return milepost(*words, **({"plan": str(path)} | environ))

    return command


@pytest.fixture(scope="session")
def east_midlands() -> LoadedPlan:
    return load_plan(find_plan(EAST_MIDLANDS))


@pytest.fixture(scope="session")
def london() -> LoadedPlan:
    return load_plan(find_plan(LONDON))


def plan_text(milestones: str, *, year: str = "2009/10", head: str = "") -> str:
    """Return a plan file with one objective, 1.1.1, that has the given milestones (YAML, not indented)."""
    indented = "\n".join(f"              {line}" for line in milestones.strip("\n").splitlines())
    return f"""\
plan: small
title: A small plan
year: {year}
{head}
pathways:
  - {{code: ELS, name: "Employment, Learning and Skills", printed: [ELS]}}
agencies:
  - {{code: JCP, name: Jobcentre Plus, printed: [JCP]}}
sections:
  - number: "1"
    title: Everything
    priorities:
      - number: "1.1"
        title: First things
        objectives:
          - number: "1.1.1"
            title: The objective
            leads: [JCP]
            pathways: [ELS]
            milestones:
{indented}
"""


@pytest.fixture
def small_plan(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a plan file of the given milestones and returns its path."""

    def write(milestones: str, name: str = "small.yaml", **more: str) -> Path:
        path = tmp_path / name
        path.write_text(plan_text(milestones, **more), encoding="utf-8")
        return path

    return write
