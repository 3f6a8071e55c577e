"""The value of a cell as text."""

from datetime import date

import pytest

from tui.formats.cells import CellValue, cell_text, csv_value, json_value


@pytest.mark.parametrize(
    ("value", "text", "csv", "json"),
    [
        (None, "", "", None),
        (date(2009, 10, 31), "31 Oct 2009", "2009-10-31", date(2009, 10, 31)),
        (1181.0, "1181", 1181.0, 1181.0),
        (0, "0", 0, 0),
        (" a\x1bb\n", "a\ufffdb", " a\ufffdb\n", " a\ufffdb\n"),
        ("=1+1", "=1+1", "'=1+1", "=1+1"),
        ("9.10", "9.10", "'9.10", "9.10"),
    ],
)
def test_a_value_is_text_for_people_and_a_value_for_programs(
    value: CellValue, text: str, csv: object, json: object
) -> None:
    assert (cell_text(value), csv_value(value), json_value(value)) == (text, csv, json)
