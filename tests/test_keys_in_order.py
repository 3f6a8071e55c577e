"""Keys arrive in the order typed, at any speed: every action of the app, in a real terminal."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.terminal import Terminal, environ_in, output_of

PACES = {
    "in one burst": None,
    "0 ms": 0.0,
    "2 ms": 0.002,
    "5 ms": 0.005,
    "10 ms": 0.01,
    "20 ms": 0.02,
}

ESC = "\x1b"
# What is typed, each beginning on the main screen and ending there, and the entry that it records.
ACTIONS = (
    ("g2.4.4-b\rnthe first words\r\r", "2.4.4-b  30 Nov 2009  note  by ELS lead: the first words"),
    (
        "g2.4.2-a\rn\x0atwo\x0alines\r29 Nov 2009\r",
        "2.4.2-a  29 Nov 2009  note  by ELS lead: two / lines",
    ),
    (
        "g2.4.3-a\rcamber\rbids are in\r\r",
        "2.4.3-a  30 Nov 2009  judged amber  by ELS lead: bids are in",
    ),
    (
        "g2.4.4-c\rfJan 2010\rawaiting the team\r\r",
        "forecast Jan 2010  by ELS lead: awaiting the team",
    ),
    (
        "g2.4.5-a\rbtoo few bids\rask again\r\r",
        "note  by ELS lead: Cause: too few bids / Action: ask again",
    ),
    (
        "g2.4.1-a\rrFeb 2010\rEMRRP Board\rmoved\r\r",
        "rescheduled to Feb 2010, approved by EMRRP Board  by ELS lead: moved",
    ),
    (
        "g2.2.2-b\rs28 Nov 2009\rbegun at last\r",
        "2.2.2-b  28 Nov 2009  started  by ELS lead: begun at last",
    ),
    (
        "g2.5.9-a\rwEMRRP Board\rno longer\r\r",
        "withdrawn, approved by EMRRP Board  by ELS lead: no longer",
    ),
    ("g2.4.4-a\r 27 Nov 2009\rdone well\r", "2.4.4-a  27 Nov 2009  done  by ELS lead: done well"),
    ("g2.4.4-a\r 28 Nov 2009\rnot yet\r", "2.4.4-a  28 Nov 2009  reopened  by ELS lead: not yet"),
    ("g2.7.2-a@Q1-2009/10\ra190\rcounted twice\r\r", "actual 190  by ELS lead: counted twice"),
    ("2Snof a pathway\r\r1", "note  by ELS lead: of a pathway"),
    ("/jobcentre\rnfiltered\r\r\x1b", "note  by ELS lead: filtered"),
    ("/visit\t\rncompleted\r\r\x1b", "2.6.2-a  30 Nov 2009  note  by ELS lead: completed"),
    ("g2.4.1-a\rLnat its lead\r\r\x7f", "2.4.1-a  30 Nov 2009  note  by ELS lead: at its lead"),
    ("g2.4.4-b\rxxnof both\r\r", "note  by ELS lead: of both"),
    ("g2.4.4-b\rnonce more\r\r", "2.4.4-b  30 Nov 2009  note  by ELS lead: once more"),
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environ_in(tmp_path)


def type_actions(app: Terminal, pace: float | None) -> None:
    """Type all actions, with a stop only before and after Esc.

    In a burst a terminal sends the same bytes for Esc and a key as for that key with alt.
    """
    burst = ""
    for keys, words in ACTIONS:
        burst += keys.removesuffix(ESC)
        if keys.endswith(ESC):
            app.type(burst, pace)
            app.see(f"Saved: {words.partition('  ')[0]}" if words[:1].isdigit() else "Saved: ")
            app.press(ESC)
            app.wait(lambda: " / " not in app.text.splitlines()[1], "the whole list")
            burst = ""
    app.type(burst, pace)


@pytest.mark.parametrize("pace", PACES)
def test_every_action_records_what_was_typed_at_any_speed(
    environ: dict[str, str], pace: str
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    type_actions(app, PACES[pace])
    app.see("once more")
    app.type("g2.4.3-a\rnthe very last\r\r", PACES[pace])
    app.see("Saved: 2.4.3-a")
    assert app.leave() == 0
    lines = output_of(environ, "log").splitlines()
    expected = []
    for keys, words in ACTIONS:
        expected += [words, words] if "xx" in keys else [words]  # about two marked lines
    expected.append("the very last")
    assert [words for words, line in zip(expected, lines, strict=True) if words not in line] == []


# A meeting about ELS in one go: its first two items, a decision, and what was taken down.
MEETING = (
    "2Sm"
    "nfirst words\r\r"
    "jbwhy\rwhat\r\r"
    "Dwait\rwrite again\rJCP\rJan 2010\r\r"
    "rFeb 2010\rEMRRP Board\rmoved\r\r"
    "fMar 2010\rstaff left\r\r"
    "camber\rsound\r\r"
    "kndropped\r\r"
    "v\x04"
    "\x1b"
)
IN_MEETING = (
    "2.4.2-a  30 Nov 2009  note  by ELS lead: first words",
    "2.4.3-a  30 Nov 2009  note  by ELS lead: Cause: why / Action: what",
    "2.4.3-a  30 Nov 2009  decision, for JCP, by Jan 2010  by ELS lead: wait / Action: write again",
    "2.4.3-a  30 Nov 2009  rescheduled to Feb 2010, approved by EMRRP Board  by ELS lead: moved",
    "2.4.3-a  30 Nov 2009  forecast Mar 2010  by ELS lead: staff left",
    "2.4.3-a  30 Nov 2009  judged amber  by ELS lead: sound",
    "2.4.2-a  30 Nov 2009  note  by ELS lead: dropped",
)


@pytest.mark.parametrize("pace", ["in one burst", "5 ms"])
def test_a_whole_meeting_typed_at_any_speed_is_taken_down_in_order(
    environ: dict[str, str], pace: str
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.type(MEETING, PACES[pace])
    app.see("Taken back: 2.4.2-a", "item 1 of 13")
    app.type("m", None)
    app.see("Reports to OLASS Board")
    assert app.leave() == 0
    lines = output_of(environ, "log").splitlines()
    assert [words for words in IN_MEETING if not any(words in line for line in lines)] == []
    assert "retracted" in lines[-1]
    assert len(lines) == len(IN_MEETING) + 1


# The forms of measures: returns of two quarters, the second one corrected, a number expected, a note.
MEASURES = (
    "g3.1.1-m1\ra\r62.4\r\r20 Jul 2009\r"
    "aQ2\r61.2\rtwo areas late\r29 Nov 2009\r"
    "6\x05" + "\x7f" * 4 + "61.4\r and counted again\r28 Nov 2009\r"
    "7g2.7.2-a@Q1-2009/10\rf\r1,100\rlikely\r\r"
    "g2.7.2-m1\rnby a new form\r\r"
)
OF_MEASURES = (
    "3.1.1-m1@Q1-2009/10  20 Jul 2009  actual 62.4  by ELS lead",
    "3.1.1-m1@Q2-2009/10  29 Nov 2009  actual 61.2  by ELS lead: two areas late",
    "3.1.1-m1@Q2-2009/10  30 Nov 2009  retracted",
    "3.1.1-m1@Q2-2009/10  28 Nov 2009  actual 61.4  by ELS lead: two areas late and counted again",
    "2.7.2-a@Q4-2009/10  30 Nov 2009  forecast 1100  by ELS lead: likely",
    "2.7.2-m1  30 Nov 2009  note  by ELS lead: by a new form",
)


@pytest.mark.parametrize("pace", ["in one burst", "5 ms"])
def test_the_forms_of_measures_record_what_was_typed_at_any_speed(
    environ: dict[str, str], pace: str
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.type(MEASURES, PACES[pace])
    app.see("Saved: 2.7.2-m1")
    assert app.leave() == 0
    lines = output_of(environ, "log").splitlines()
    assert [words for words in OF_MEASURES if not any(words in line for line in lines)] == []
    assert len(lines) == len(OF_MEASURES)


def test_enter_pressed_three_times_records_once_and_the_app_lives(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("nabc\r\r\r")
    app.see("Esc: close")  # the third Enter is the list's, and opens the item
    app.press("\x1b")
    app.wait(lambda: "Esc: close" not in app.text, "the list again")
    assert app.leave() == 0
    (line,) = output_of(environ, "log").splitlines()
    assert "note  by ELS lead: abc" in line


def test_enter_pressed_too_often_in_every_form_records_once(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    too_often = "\r\r"  # the first opens the item under the cursor, the second closes it
    for opening in ("d30 Nov 2009\r", "dtoday\r", "p\r", "t\r", "?\r", "g2.4.4-b\r"):
        app.press(f"{opening}{too_often}")
    actions = ACTIONS[:11]
    app.press("".join(f"{keys}{too_often}" for keys, _ in actions))
    app.press(f"g2.4.3-a\rnthe very last\r\r{too_often}")
    app.see("Saved: 2.4.3-a")
    app.wait(lambda: "Esc: close" not in app.text, "the list")
    assert app.leave() == 0
    expected = [*(words for _, words in actions), "the very last"]
    assert [
        words
        for words, line in zip(expected, output_of(environ, "log").splitlines(), strict=True)
        if words not in line
    ] == []


def test_textual_still_needs_the_queue() -> None:
    """Run the reproduction of docs/keys.md; if it holds abc one day, the queue may go."""
    page = Path(__file__).parent.parent / "docs" / "keys.md"
    program = page.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout != "abc\n"


def test_lines_pasted_without_brackets_are_refused_and_not_glued_together(
    environ: dict[str, str],
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("nfirst line\rsecond line\rthird line\r")
    app.see("first line", "is not a time")
    app.close()
    assert output_of(environ, "log") == ""
