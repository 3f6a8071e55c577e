"""Shell completion: the files in completions/ are up to date, and shells can use them."""

import shutil
import subprocess
from argparse import ArgumentParser

import pytest

from tests.tools.completions import (
    FILE_NAMES,
    FILE_VALUES,
    FOLDER,
    FOLDER_VALUES,
    completion_text,
    value_names,
)
from tests.tools.pins import ROOT, pyproject
from tui.cli.registry import COMMAND_ROWS, load_command
from tui.formats.registry import LIST_FORMATS
from tui.reports.context import REPORT_KINDS

# Presses Tab after the words that follow, and prints what bash offers.
PRESS_TAB = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_shtab_milepost
printf '%s\\n' "${COMPREPLY[@]}"
"""


def shell_path(name: str) -> str:
    """Return the path of a shell, or skip the test if it is not installed."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def output_of(*words: str) -> str:
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stderr == ""
    return answer.stdout


def offered_by_bash(*words: str) -> set[str]:
    path = str(FOLDER / FILE_NAMES["bash"])
    output = output_of(shell_path("bash"), "-c", PRESS_TAB, "bash", path, "milepost", *words)
    return set(output.split())


@pytest.mark.parametrize("shell", FILE_NAMES)
def test_a_completion_file_is_what_the_commands_make_it(shell: str) -> None:
    kept = (FOLDER / FILE_NAMES[shell]).read_text(encoding="utf-8")
    is_current = kept == completion_text(shell)
    assert is_current, "`python -m tests.tools.completions` writes it"


def test_every_completion_file_is_installed() -> None:
    shared = pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert set(shared) == {f"completions/{name}" for name in FILE_NAMES.values()}
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [path for path in shared.values() if path.rpartition("/")[0] not in page] == []


def test_every_value_that_is_completed_as_a_path_is_one_of_a_command() -> None:
    names: set[str] = set()
    for name in COMMAND_ROWS:
        parser = ArgumentParser()
        load_command(name).add(parser)
        names |= value_names(parser)
    assert names >= FILE_VALUES | FOLDER_VALUES


def test_bash_completes_milepost_once_the_file_is_sourced() -> None:
    path = str(FOLDER / FILE_NAMES["bash"])
    script = 'source "$1"; complete -p milepost'
    output = output_of(shell_path("bash"), "-c", script, "bash", path)
    assert output.split()[-1] == "milepost"


def test_bash_offers_commands_options_and_choices() -> None:
    assert offered_by_bash("re") == {
        "readings",
        "redo",
        "repair",
        "report",
        "reschedule",
        "restore",
        "returns",
    }
    assert set(COMMAND_ROWS) <= offered_by_bash("")
    assert offered_by_bash("list", "--due") == {"--due-before"}
    assert set(LIST_FORMATS) == offered_by_bash("list", "-f", "")
    assert set(REPORT_KINDS) == offered_by_bash("report", "")


def test_bash_offers_files_and_folders_where_an_argument_is_one() -> None:
    assert offered_by_bash("check", "pypro") == {"pyproject.toml"}
    assert offered_by_bash("list", "-o", "READ") == {"README.md"}
    assert offered_by_bash("sync", "pypro") == set()
    assert offered_by_bash("sync", "completi") == {"completions"}


def test_fish_offers_commands_choices_and_files() -> None:
    path = str(FOLDER / FILE_NAMES["fish"])
    script = f"source '{path}'; complete -C '%s'"

    def offered(line: str) -> list[str]:
        output = output_of(shell_path("fish"), "--no-config", "-c", script % line)
        return [offer.split("\t")[0] for offer in output.splitlines()]

    assert offered("milepost rep") == ["repair", "report"]
    assert offered("milepost report ") == list(REPORT_KINDS)
    assert offered("milepost check pypro") == ["pyproject.toml"]


def test_zsh_completes_milepost_once_the_file_is_sourced() -> None:
    path = str(FOLDER / FILE_NAMES["zsh"])
    script = 'autoload -Uz compinit; compinit -D -u; eval "$(<$1)"; print ${_comps[milepost]}'
    output = output_of(shell_path("zsh"), "-f", "-c", script, "zsh", path)
    assert output.split() == ["_shtab_milepost"]
