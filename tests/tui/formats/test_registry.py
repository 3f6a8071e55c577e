"""One row for each format of a checklist."""

import inspect
from collections import Counter

import pytest

from tui.formats.registry import (
    LIST_ENDINGS,
    LIST_FORMATS,
    LIST_ROWS,
    OutputFormat,
    app_endings,
    load_renderer,
)

rows = pytest.mark.parametrize("row", LIST_ROWS, ids=lambda row: row.name)


@rows
def test_the_module_of_every_row_renders_a_checklist(row: OutputFormat) -> None:
    parameters = ["checklist", "items"]
    if row.takes_width:
        parameters.append("width")
    assert list(inspect.signature(load_renderer(row)).parameters) == parameters


def test_no_two_rows_have_a_name_an_ending_or_a_place_in_the_app_in_common() -> None:
    names = Counter(row.name for row in LIST_ROWS)
    endings = Counter(ending for row in LIST_ROWS for ending in row.endings)
    positions = Counter(row.app_position for row in LIST_ROWS)
    assert {*names.values(), *endings.values(), *positions.values()} == {1}


def test_names_and_endings_are_those_of_the_rows() -> None:
    assert LIST_FORMATS == ("text", "json", "csv", "md")
    assert LIST_ENDINGS == {".txt": "text", ".json": "json", ".csv": "csv", ".md": "md"}
    assert app_endings(LIST_ROWS) == (".csv", ".md", ".txt", ".json")
