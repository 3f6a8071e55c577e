"""The main journey, in a real terminal: open, find what ELS is late with, tick, quit, look again."""

import subprocess
from pathlib import Path

import pytest

from tests.tools.terminal import MILEPOST, Terminal, environ_in, output_of

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environ_in(tmp_path)


def test_a_lead_finds_ticks_undoes_and_finds_the_tick_again(environ: dict[str, str]) -> None:
    app = Terminal("--plan", "east-midlands-2009-10", environ=environ)
    app.see("East Midlands 2009/10", "as of 30 Nov 2009", "1.3.1-a", "OVERDUE 122d")
    app.press("2")
    app.see("Tab, A-Z")
    app.press("S")
    app.see("0 of 13 done, 8 late", "2.4.2-a", "OVERDUE 91d")
    app.press("j")  # from 2.4.4-b to the handover
    app.see("Smooth handover between providers", "printed      August 2009")
    app.press(" ")
    app.see("Tick as done: 2.4.2-a")
    app.press("28 Aug 2009")
    app.see("28 Aug 2009")
    app.enter()
    app.press("Handed over")
    app.see("Handed over")
    app.press("\r")
    app.see("1 of 13 done, 7 late", "[x] 2.4.2-a", "Saved: 2.4.2-a")
    app.press("u")
    app.see("0 of 13 done, 8 late", "Taken back: 2.4.2-a")
    app.press("\x12")  # ctrl+r
    app.see("1 of 13 done, 7 late")
    assert app.leave() == 0

    log = output_of(environ, "log", "2.4.2-a")
    assert "28 Aug 2009  done  by ELS lead: Handed over" in log

    again = Terminal("--plan", "east-midlands-2009-10", environ=environ)
    again.see("1.3.1-a")
    again.press("2S")
    again.see("1 of 13 done, 7 late")
    again.press("\x1b[F")  # end: what is done comes last
    again.see("[x] 2.4.2-a", "done 28 Aug 2009", "Handed over")
    assert again.leave() == 0


def without_scrollbars(text: str) -> list[str]:
    return [line.rstrip(" ▁▂▃▄▅▆▇█") for line in text.strip().splitlines()]


def test_the_screen_in_the_readme_is_what_a_person_sees(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("2S")
    printed = without_scrollbars(
        README.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    )
    app.wait(lambda: without_scrollbars(app.text) == printed, "the README's screen")
    assert app.leave() == 0


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize(
    "mode", [{}, {"NO_COLOR": "1"}, {"TEXTUAL_THEME": "textual-light"}, {"LANG": "C"}]
)
def test_the_app_opens_at_any_size_and_in_any_colours(
    environ: dict[str, str], columns: int, lines: int, mode: dict[str, str]
) -> None:
    app = Terminal(environ={**environ, **mode}, columns=columns, lines=lines)
    app.see("[!] 1.3.1-a")
    assert app.leave() == 0


def test_the_size_is_the_terminal_s_own_whatever_the_environment_says(
    environ: dict[str, str],
) -> None:
    stale = {"COLUMNS": "120", "LINES": "40"}
    app = Terminal(environ={**environ, **stale}, columns=60, lines=20)
    app.see("[!] 1.3.1-a")
    app.wait(lambda: app.text.endswith("/ filter"), "as many keys as there is room for")
    assert app.leave() == 0


def test_the_app_without_a_terminal_says_what_to_do_instead(environ: dict[str, str]) -> None:
    answer = subprocess.run(
        [MILEPOST],
        env=environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "needs a terminal" in answer.stderr


def test_what_is_typed_ahead_of_a_form_is_typed_into_it(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("nabc\r\r")
    app.see("Saved: 1.3.1-a")
    app.close()
    log = output_of(environ, "log")
    assert "note  by ELS lead: abc" in log


def test_what_is_saved_has_the_words_that_were_typed_ahead_for_it(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press(" \rhi\ny\r")
    app.see("Saved: 1.3.1-a")
    assert app.leave() == 0
    log = output_of(environ, "log")
    assert log.endswith("30 Nov 2009  done  by ELS lead: hi / y\n")


def test_keys_typed_ahead_of_a_dialog_never_act_on_the_list(environ: dict[str, str]) -> None:
    subprocess.run(
        [MILEPOST, "note", "2.4.2-a", "Sent"], env=environ, check=True, capture_output=True
    )
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("nuuu wdue\r")  # as a paste or a slow line brings them: u would undo the note
    app.see("Note: 1.3.1-a")
    app.close()
    log = output_of(environ, "log")
    assert "Sent" in log
    assert "taken back" not in log


def test_a_lead_reads_the_journal_corrects_an_entry_and_takes_it_back(
    environ: dict[str, str],
) -> None:
    for words in (["note", "2.4.4-c", "Three bids"], ["note", "2.4.1-b", "Draft agreed"]):
        subprocess.run([MILEPOST, *words], env=environ, capture_output=True, check=True)
    app = Terminal("--plan", "east-midlands-2009-10", environ=environ)
    app.see("1.3.1-a")
    app.press("6")
    app.see("2 entries - newest first", "Monday, 30 Nov 2009: 2", "Draft agreed")
    app.press("j\r")
    app.see("NOMS co-financing contracts in place", "[!] 2.4.5-a")
    app.press("\x1b")
    app.see("2 entries - newest first")
    app.press("\x05")  # ctrl+e
    app.see("Correct 2.4.4-c  note", "Three bids")
    app.press(" or four\x13")  # ctrl+s
    app.see("Corrected: 2.4.4-c", "corrected by ELS lead")
    app.press("\x04")  # ctrl+d
    app.see("Take back 2.4.4-c")
    app.press("\x1b[B\r")
    app.see("Taken back: 2.4.4-c")
    assert app.leave() == 0

    log = output_of(environ, "log", "--mine")
    assert "Three bids or four  (taken back by ELS lead, 30 Nov 2009)" in log
