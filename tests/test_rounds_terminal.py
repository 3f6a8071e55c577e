"""Return rounds and asks of the Board, in a real terminal, typed in one burst or key by key."""

import csv
from pathlib import Path

import pytest

from tests.tools.terminal import PACES, Terminal, environ_in, output_of

SHEET = "JCP return Nov 2009.csv"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environ_in(tmp_path, author="Programme office")


def started(environ: dict[str, str]) -> Terminal:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    return app


@pytest.mark.parametrize("pace", PACES)
def test_asks_of_the_board_are_recorded_as_typed(environ: dict[str, str], pace: str) -> None:
    app = started(environ)
    app.type(
        "g2.4.4-c\r*two officers more\r\r\r"
        "g2.4.1-a\r*a later date\rin print\r29 Nov 2009\r"
        "g2.4.3-a\r*the last of three\r\r\r",
        PACES[pace],
    )
    app.see("Saved: 2.4.3-a")
    assert app.leave() == 0

    lines = output_of(environ, "log").splitlines()

    assert [line.partition("  by Programme office: ")[2] for line in lines] == [
        "Ask: two officers more",
        "in print / Ask: a later date",
        "Ask: the last of three",
    ]
    assert ["29 Nov 2009" in line for line in lines] == [False, True, False]


@pytest.mark.parametrize("pace", PACES)
def test_a_round_is_opened_and_its_sheet_accepted_as_typed(
    environ: dict[str, str], tmp_path: Path, pace: str
) -> None:
    folder = tmp_path / "s"
    app = started(environ)
    app.type(f"#oNov 2009\r27 Nov 2009\r{folder}\rcsv\rJCP\r", PACES[pace])
    app.see("Return round for Nov 2009", "JCP")
    close_rounds(app)
    assert app.leave() == 0
    ref = fill_first_row(folder / SHEET)

    app = started(environ)
    app.type(f"#r{folder / SHEET}\ra\r", PACES[pace])
    app.see("1 of 1 answered")
    close_rounds(app)
    assert app.leave() == 0

    opened, done = output_of(environ, "log").splitlines()
    assert "round of returns for Nov 2009  by Programme office" in opened
    assert ref in done
    assert "24 Nov 2009  done  by sheet of JCP, accepted by Programme office" in done
    assert "JCP  answered 30 Nov 2009, late: 1 entry" in output_of(environ, "returns", "status")


def close_rounds(app: Terminal) -> None:
    """Press Esc, and wait until the rounds are gone: Esc and a letter at once are another key."""
    app.press("\x1b")
    app.wait(lambda: "Return round for" not in app.text, "the list without the rounds")


def fill_first_row(path: Path) -> str:
    """Say on a sheet that its first item was done; return the item's ref."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[1][rows[0].index("Done on")] = "24 Nov 2009"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return rows[1][0]
