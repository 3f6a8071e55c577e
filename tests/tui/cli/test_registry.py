"""One row a command, which its module declares with both of its parts."""

from importlib import import_module
from pathlib import Path

import pytest

from tui.cli.commands import __path__ as commands_path
from tui.cli.registry import COMMAND_ROWS, GROUP_HEADINGS, Command, load_command, overview

MODULES = sorted(path.stem for path in Path(commands_path[0]).glob("[!_]*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_declares_the_commands_whose_rows_name_it(module: str) -> None:
    rows = {name for name, row in COMMAND_ROWS.items() if row.module == module}
    assert rows
    assert set(import_module(f"tui.cli.commands.{module}").COMMANDS) == rows


def test_every_row_names_a_module_that_exists() -> None:
    assert {row.module for row in COMMAND_ROWS.values()} == set(MODULES)


@pytest.mark.parametrize("name", COMMAND_ROWS)
def test_a_command_has_a_help_line_and_can_be_loaded(name: str) -> None:
    assert COMMAND_ROWS[name].help
    assert isinstance(load_command(name), Command)


def test_every_heading_of_the_help_is_above_a_command() -> None:
    assert set(GROUP_HEADINGS) <= set(COMMAND_ROWS)
    lines = overview().splitlines()
    for name, heading in GROUP_HEADINGS.items():
        below = lines[lines.index(heading) + 1]
        assert below.startswith(f"milepost {name} ")
