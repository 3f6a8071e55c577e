"""The import wizard in a real terminal: typed in one burst, and the file read back."""

from pathlib import Path

import pytest

from tests.tools.terminal import PACES, Terminal, environ_in, output_of
from tests.tui.app.importing.table_files import TRACKER, write_document


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environ_in(tmp_path)


@pytest.mark.parametrize("pace", PACES)
def test_a_table_is_imported_opened_and_noted_in_at_any_speed(
    environ: dict[str, str], tmp_path: Path, pace: str
) -> None:
    table = tmp_path / "tracker.csv"
    table.write_text(TRACKER, encoding="utf-8")
    output = tmp_path / "homes.yaml"
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    to_id = f"pi{table}\r\r\r"
    keys = f"{to_id}\x01\x0bhomes\r\x01\x0bHomes and work\r\x01\x0b{output}\r\rnas agreed\r\r"
    app.type(keys, PACES[pace])
    app.see("Saved: 2-a", "Agree a protocol with landlords")
    assert app.leave() == 0
    expected = output_of(
        environ, "import", str(table), "--id", "homes", "--title", "Homes and work"
    )
    assert output.read_text(encoding="utf-8") == expected
    log = output_of(environ, "log", "--plan", str(output))
    assert "2-a  30 Nov 2009  note  by ELS lead: as agreed" in log


def test_a_table_of_a_document_and_a_role_are_chosen_in_one_burst(
    environ: dict[str, str], tmp_path: Path
) -> None:
    table = write_document(tmp_path / "tables.docx")
    output = tmp_path / "out.yaml"
    down = "\x1b[B"
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press(f"pi{table}\r{down}\r{down * 3} ")
    app.see("What does 'Lead' hold?")
    app.press(f"{down}\r\r\r\r\r\x01\x0b{output}\r")
    app.see("The plan is in")
    app.press("\x1b")
    app.see("Open a plan")
    app.press("\x1b")
    app.wait(lambda: "Open a plan" not in app.text, "the list")
    assert app.leave() == 0
    expected = output_of(environ, "import", str(table), "--table", "1", "--column", "Lead=pathway")
    assert output.read_text(encoding="utf-8") == expected


def test_all_pages_are_gone_through_in_one_burst_over_a_plan_that_is_replaced(
    environ: dict[str, str], tmp_path: Path
) -> None:
    table = write_document(tmp_path / "tables.docx")
    output = tmp_path / "out.yaml"
    output_of(environ, "import", str(table), "--table", "1", "--id", "homes", "-o", str(output))
    down, tab = "\x1b[B", "\t"
    to_columns = f"pi{table}\r{down}\r"
    with_role_and_year = f"{down * 3} {down}\r{tab}2009/10\r"
    to_file = f"nnpp\r\x01\x0bnew-id\r\x01\x0bHomes and work\r\x01\x0b{output}\r"
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press(f"{to_columns}{with_role_and_year}{to_file}\r\rnas agreed\r\r")
    app.see("Saved: 1.1-a", "Open a hub")
    assert app.leave() == 0
    given = ("--table", "1", "--column", "Lead=pathway", "--year", "2009/10")
    named = ("--id", "new-id", "--title", "Homes and work")
    expected = output_of(environ, "import", str(table), *given, *named)
    assert output.read_text(encoding="utf-8") == expected
    assert "as agreed" in output_of(environ, "log", "--plan", str(output))
