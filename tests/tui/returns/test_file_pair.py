"""A plan and the return beside it are always of one import, whatever ends or runs at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plan_data.errors import ExitCode, Refused, Unusable
from tests.conftest import Milepost
from tui.returns.file_pair import refuse_unfinished, write_together

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and names of POSIX")

TABLE = "Ref,Action,Owner,Target date,Status\n1.1,{title},Council,31/03/2024,Done\n"
# Runs `milepost`; between the names of the two files it does what the first argument says.
BETWEEN = """
import os, sys
from pathlib import Path
from tui.cli.main import run

real_replace = Path.replace
def replace(part, target):
    real_replace(part, target)
    if target.name == "P-progress.csv":
        Path.replace = real_replace
        exec(between)
Path.replace = replace
between = sys.argv.pop(1)
run()
"""
SIGNAL = "os.kill(os.getpid(), {number})"
WAIT = "print('between', flush=True); sys.stdin.readline()"


def start(folder: Path, between: str, table: str) -> subprocess.Popen[str]:
    """Start an import of a table over the pair in a folder."""
    words = ("import", table, "-o", "P.yaml", "--year", "2024", "--force")
    environ = {**os.environ, "MILEPOST_JOURNAL": "journal", "XDG_STATE_HOME": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", BETWEEN, between, *words],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def tables_of_pair(folder: Path) -> tuple[str, ...]:
    """Return which tables the plan and the return in a folder are of."""
    found = []
    for name in ("P.yaml", "P-progress.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        found += [table for table in ("old.csv", "new.csv", "third.csv") if table in text]
    return tuple(found)


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, milepost: Milepost) -> Path:
    """Return a folder with the plan and the return of a first import, and three tables."""
    path = tmp_path / "work"
    path.mkdir()
    monkeypatch.chdir(path)
    for name in ("old", "new", "third"):
        (path / f"{name}.csv").write_text(TABLE.format(title=f"Open the {name} hub"))
    assert milepost("import", "old.csv", "-o", "P.yaml", "--year", "2024").code == 0
    return path


def test_ctrl_c_between_the_two_names_leaves_the_old_pair(folder: Path) -> None:
    process = start(folder, SIGNAL.format(number=int(signal.SIGINT)), "new.csv")
    process.communicate()
    assert process.returncode == ExitCode.INTERRUPTED
    assert tables_of_pair(folder) == ("old.csv", "old.csv")
    assert hidden(folder) == []


def test_an_error_between_the_two_names_leaves_the_old_pair(folder: Path) -> None:
    process = start(folder, "raise OSError(5, 'disk failed')", "new.csv")
    assert "disk failed" in process.communicate()[1]
    assert process.returncode == 3
    assert tables_of_pair(folder) == ("old.csv", "old.csv")
    assert hidden(folder) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_pair_whose_import_was_killed_is_refused_until_it_is_imported_again(
    folder: Path, milepost: Milepost, number: int
) -> None:
    process = start(folder, SIGNAL.format(number=int(number)), "new.csv")
    process.communicate()
    assert process.returncode == -number
    assert tables_of_pair(folder) == ("old.csv", "new.csv")
    read = ("returns", "read", "P-progress.csv", "--plan", "P.yaml")
    refused = milepost(*read, plan=None)
    assert refused.code == 1
    assert "'P-progress.csv' and the file written with it may be of two imports" in refused.err
    again = ("import", "new.csv", "-o", "P.yaml", "--year", "2024", "--force")
    assert milepost(*again).code == 0
    assert tables_of_pair(folder) == ("new.csv", "new.csv")
    assert hidden(folder) == []
    assert "two imports" not in milepost(*read, plan=None).err


def test_two_imports_at_once_leave_the_pair_of_the_one_that_came_last(folder: Path) -> None:
    first = start(folder, WAIT, "new.csv")
    assert first.stdout is not None
    assert first.stdout.readline() == "between\n"
    second = start(folder, "pass", "third.csv")
    assert second.stderr is not None
    lines = iter(second.stderr.readline, "")
    assert any("waiting for another program" in line for line in lines)
    assert first.communicate("go\n")
    second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert tables_of_pair(folder) == ("third.csv", "third.csv")
    assert hidden(folder) == []


def test_files_that_are_there_are_not_replaced_and_neither_is_their_neighbour(
    folder: Path,
) -> None:
    with pytest.raises(Refused, match="exists already"):
        write_together({folder / "other.csv": b"1", folder / "P.yaml": b"2"}, force=False)
    assert not (folder / "other.csv").exists()
    assert tables_of_pair(folder) == ("old.csv", "old.csv")


def test_a_mark_without_its_file_stops_nothing(folder: Path) -> None:
    (folder / ".gone.csv.unfinished").write_bytes(b"")
    refuse_unfinished(folder / "gone.csv")
    write_together({folder / "gone.csv": b"1", folder / "gone.yaml": b"2"}, force=False)
    assert hidden(folder) == []
    (folder / ".gone.csv.unfinished").write_bytes(b"")
    with pytest.raises(Unusable, match=r"'.*gone\.csv' and the file written with it"):
        refuse_unfinished(folder / "gone.csv")
