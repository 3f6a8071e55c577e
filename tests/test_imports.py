"""What each shell command imports: a status check in a meeting does not wait for the app."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import plan_text
from tui.cli.registry import COMMAND_ROWS

WORDS = {
    "show": ["2.4.2-a"], "tick": ["2.4.2-a"], "untick": ["2.4.2-a"], "start": ["2.4.2-a"],
    "note": ["2.4.2-a", "Said"],
    "actual": ["2.7.2-a@Q1-2009/10", "190"], "forecast": ["2.4.4-c", "Jan 2010"],
    "reschedule": ["2.4.4-c", "Jan 2010", "--approved-by", "EMRRP Board"],
    "withdraw": ["2.4.4-c", "--approved-by", "EMRRP Board"], "move": ["9.9-a", "2.4.2-a"],
    "check": ["east-midlands-2009-10"], "merge": ["."], "sync": ["."], "backup": ["b.zip"],
    "restore": ["b.zip"],
    "new": ["new.yaml"], "diff": ["small.yaml", "small.yaml"], "carry-forward": ["-o", "next.yaml"],
    "import": ["table.csv", "-o", "imported.yaml"], "confirm": ["2.4.3-a"],
    "judge": ["2.4.4-c", "amber", "--why", "Bids are in"], "decision": ["Agreed"],
    "board": ["add", "12 Jan 2010"],
    "demo": ["--folder", "new"], "serve": ["--host", "somewhere.example"],
    "report": ["exception"],
}  # fmt: skip

LOOK = """
import sys
from tui.cli.main import main
code = main(sys.argv[1:])
found = sorted(name for name in ("textual", "rich", "asyncio") if name in sys.modules)
sys.stderr.write(f"code {code} imports {found}")
"""


LIST_MODULES = """
import sys
from tui.cli.main import main
main(sys.argv[1:])
sys.stderr.write(" ".join(sys.modules))
"""


def modules_after(folder: Path, *words: str) -> set[str]:
    """Return the modules that a new process has imported after a command."""
    command = [sys.executable, "-c", LIST_MODULES, *words]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(answer.stderr.split())


def command_modules(modules: set[str]) -> set[str]:
    prefix = "tui.cli.commands."
    return {name.removeprefix(prefix) for name in modules if name.startswith(prefix)}


@pytest.mark.parametrize("name", COMMAND_ROWS)
def test_a_shell_command_starts_without_textual_and_rich(name: str, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(
        plan_text("- {id: 1.1.1-a, title: One, when: Sep 2009}"), encoding="utf-8"
    )
    (tmp_path / "table.csv").write_text(
        "Ref,Action,By when\n1.1,Do it,Sep 2009\n", encoding="utf-8"
    )
    words = [sys.executable, "-c", LOOK, name, *WORDS.get(name, [])]
    answer = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stderr.endswith("imports []")
    assert "Traceback" not in answer.stderr


def test_status_reads_no_yaml_once_the_plan_is_cached(tmp_path: Path) -> None:
    first = modules_after(tmp_path, "status")
    second = modules_after(tmp_path, "status")
    assert "yaml" in first
    assert "yaml" not in second


def test_status_imports_the_module_of_its_own_command_and_no_other(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "status")
    assert command_modules(modules) == {COMMAND_ROWS["status"].module}


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_import_no_command(word: str, tmp_path: Path) -> None:
    modules = modules_after(tmp_path, word)
    assert "tui.cli.registry" in modules
    assert command_modules(modules) == set()


def test_the_app_reads_the_journal_without_tinydb_until_the_journal_view_is_opened() -> None:
    look = "import sys, tui.app.app; sys.exit('tinydb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
