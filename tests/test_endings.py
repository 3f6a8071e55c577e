"""However the app ends, the shell can be used, and the next start has what was half-typed."""

import fcntl
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyte
import pytest

from tests.tools.terminal import MILEPOST, Terminal, environ_in, output_of

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]
NOTE = "half of a no"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return environ_in(tmp_path)


def log(environ: dict[str, str]) -> list[str]:
    return output_of(environ, "log").splitlines()


def drafts(environ: dict[str, str]) -> list[Path]:
    return sorted(Path(environ["XDG_STATE_HOME"]).glob("milepost/drafts/*"))


def half_typed(environ: dict[str, str], keys: str = f"g2.4.4-c\rn{NOTE}") -> Terminal:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press(keys)
    app.see("Note: 2.4.4-c", NOTE)
    return app


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_puts_the_terminal_back_and_keeps_what_was_typed(
    environ: dict[str, str], number: signal.Signals
) -> None:
    app = half_typed(environ)
    app.signal(number)
    app.wait(lambda: app.is_as_before, "the terminal as it was")
    assert app.end() == 128 + number
    (draft,) = drafts(environ)
    assert draft.stat().st_mode & 0o777 == 0o600
    assert draft.parent.stat().st_mode & 0o777 == 0o700
    assert json.loads(draft.read_bytes()) == {
        "plan": "east-midlands-2009-10",
        "journal": environ["MILEPOST_JOURNAL"],
        "action": "note",
        "refs": ["2.4.4-c"],
        "texts": {"text": NOTE, "on": "30 Nov 2009"},
        "at": "2009-11-30T10:00:00Z",
    }
    assert log(environ) == []


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_where_nothing_is_typed_keeps_nothing(
    environ: dict[str, str], number: signal.Signals
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("n")
    app.see("Note: 1.3.1-a")
    app.signal(number)
    app.wait(lambda: app.is_as_before, "the terminal as it was")
    assert app.end() == 128 + number
    assert drafts(environ) == []


def test_a_terminal_that_is_closed_keeps_what_was_typed(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    assert app.hang_up() == 128 + signal.SIGHUP
    (draft,) = drafts(environ)
    assert NOTE in draft.read_text(encoding="utf-8")


def test_a_terminal_that_is_closed_while_the_app_draws_ends_it(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("jjjjjkkkk2S15" * 10)  # more than the terminal takes at once
    assert app.hang_up() == 128 + signal.SIGHUP


def test_a_terminal_that_takes_no_more_does_not_keep_the_app_from_ending(
    environ: dict[str, str],
) -> None:
    app = half_typed(environ)
    app.press("\r\r" + "2345" * 60)  # and nobody reads what is drawn
    app.signal(signal.SIGTERM)
    assert app.wait_unread() == 143


def test_the_next_start_goes_on_with_the_words_and_saves_them_once(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143

    app = Terminal(environ=environ)
    app.see("You had a half-typed note for 2.4.4-c, from 30 Nov 2009", NOTE, "d: drop it")
    app.press("\rte\r\r\r")  # the third Enter is the list's
    app.see("Esc: close")
    app.press("\x1b")
    app.wait(lambda: "Esc: close" not in app.text, "the list again")
    assert app.leave() == 0
    (line,) = log(environ)
    assert "2.4.4-c" in line
    assert f"note  by ELS lead: {NOTE}te" in line
    assert drafts(environ) == []
    again = Terminal(environ=environ)
    again.see("1.3.1-a", f"{NOTE}te" if "2.4.4-c" in again.text else "1.3.1-a")
    assert again.leave() == 0


def test_words_that_are_dropped_are_not_offered_again(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.press("d")
    app.see("d again drops them")
    assert len(drafts(environ)) == 1
    app.press("d")
    app.wait(lambda: "half-typed" not in app.text, "the list")
    assert drafts(environ) == []
    assert app.leave() == 0
    assert log(environ) == []


def test_escape_leaves_the_words_for_the_next_start(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    for _ in range(2):
        leave_for_later(environ)
    assert len(drafts(environ)) == 1


def leave_for_later(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.press("\x1b")
    app.wait(lambda: "half-typed" not in app.text, "the list")
    assert app.leave() == 0


def test_words_that_somebody_goes_on_with_survive_a_kill(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.press("\r")
    app.see("Note: 2.4.4-c", NOTE)
    other = Terminal(environ=environ)
    other.see("1.3.1-a")
    assert "half-typed" not in other.text
    assert other.leave() == 0
    app.signal(signal.SIGKILL)
    app.end()
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.close()


def test_a_draft_is_kept_until_it_is_answered_and_again_if_that_is_interrupted(
    environ: dict[str, str],
) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    app = Terminal(environ=environ)
    app.see("half-typed", NOTE)
    app.press("\rMORE")
    app.see(f"{NOTE}MORE")
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    (draft,) = drafts(environ)
    assert json.loads(draft.read_bytes())["texts"]["text"] == f"{NOTE}MORE"


def test_a_draft_of_another_journal_or_plan_is_not_offered(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    other = {"MILEPOST_JOURNAL": environ["XDG_DATA_HOME"]}
    for change in (other, {"MILEPOST_PLAN": "london-2009-10"}):
        app = Terminal(environ={**environ, **change})
        app.see("OVERDUE")
        assert "half-typed" not in app.text
        assert app.leave() == 0
    assert len(drafts(environ)) == 1


def test_words_that_the_user_dropped_are_no_draft(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.press("\x11\x11")  # ctrl+q twice
    assert app.end() == 0
    assert drafts(environ) == []


CRASH = """
import sys
from tui.app.dialogs.form_dialog import FormDialog
from tui.cli.main import run

def crash(self):
    raise RuntimeError("a mistake in the program")

FormDialog.action_leave = crash
sys.argv = ["milepost"]
run()
"""


def test_a_mistake_in_the_program_puts_the_terminal_back_and_keeps_the_words(
    environ: dict[str, str],
) -> None:
    app = Terminal(environ=environ, command=(sys.executable, "-c", CRASH))
    app.see("1.3.1-a")
    app.press(f"n{NOTE}")
    app.see(NOTE)
    app.press("\x1b")
    app.wait(lambda: app.is_as_before, "the terminal as it was")
    app.see("a mistake in the program")
    assert app.end() == 1
    (draft,) = drafts(environ)
    assert NOTE in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", SIGNALS)
def test_the_demo_removes_its_folder(
    environ: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    app = Terminal("demo", environ={**environ, "TMPDIR": str(temporary)})
    app.see("OVERDUE 122d")
    assert len(list(temporary.glob("milepost-demo-*"))) == 1
    app.press("nwords")
    app.see("words")
    app.signal(number)
    app.wait(lambda: app.is_as_before, "the terminal as it was")
    assert app.end() == 128 + number
    assert list(temporary.iterdir()) == []


def packet(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def test_a_browser_tab_that_is_closed_keeps_what_was_typed(environ: dict[str, str]) -> None:
    tab = {**environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    with subprocess.Popen(
        [MILEPOST], env=tab, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as app:
        assert app.stdin
        assert app.stdout
        app.stdout.readline()

        def see(words: str, output: IO[bytes] = app.stdout) -> None:
            while words not in "\n".join(screen.display):
                assert output.read(1)
                size = int.from_bytes(output.read(4), "big")
                stream.feed(output.read(size))

        see("1.3.1-a")
        app.stdin.write(packet(b"D", f"n{NOTE}".encode()))
        app.stdin.flush()
        see(NOTE)
        app.stdin.write(packet(b"M", b'{"type": "quit"}'))
        app.stdin.flush()
        app.stdout.read()
    (draft,) = drafts(environ)
    assert json.loads(draft.read_bytes())["texts"]["text"] == NOTE


def test_a_draft_is_taken_up_by_one_window(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.signal(signal.SIGTERM)
    assert app.end() == 143
    windows = [Terminal(environ=environ), Terminal(environ=environ)]
    for window in windows:
        window.see("half-typed", NOTE)
    windows[0].press("\r")
    windows[0].see("Note: 2.4.4-c", NOTE)
    windows[1].press("\r")
    windows[1].see("Another window has gone on with this draft")
    for window in windows:
        window.close()


# A save that has to wait


@contextmanager
def lock_held(path: Path) -> Iterator[None]:
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def own_file(environ: dict[str, str]) -> Path:
    subprocess.run(
        [MILEPOST, "note", "2.4.4-b", "the first"], env=environ, check=True, capture_output=True
    )
    (path,) = Path(environ["MILEPOST_JOURNAL"]).glob("*.json")
    return path


def test_enter_pressed_again_while_a_save_waits_records_once(environ: dict[str, str]) -> None:
    with lock_held(own_file(environ)):
        app = half_typed(environ)
        app.press("\r\r\r")
        app.see("Saving ...")
        app.press("\r\r")
    # The Enters that follow the save are the list's: they open the item, close it and open it.
    app.wait(lambda: "Esc: close" in app.text, "the item")
    app.press("\x1b")
    app.wait(lambda: "Esc: close" not in app.text, "the list again")
    assert app.leave() == 0
    assert [NOTE in line for line in log(environ)] == [False, True]


def test_what_is_typed_while_a_save_waits_goes_where_it_would_have_gone(
    environ: dict[str, str],
) -> None:
    with lock_held(own_file(environ)):
        app = half_typed(environ)
        app.press("\r\r")
        app.see("Saving ...")
        app.press("g2.4.2-a\rnthe next one\r\r")
    app.see("Saved: 2.4.2-a")
    assert app.leave() == 0
    assert [line.partition("lead: ")[2] for line in log(environ)] == [
        "the first",
        NOTE,
        "the next one",
    ]


def test_a_signal_while_a_save_waits_neither_loses_nor_doubles_the_words(
    environ: dict[str, str],
) -> None:
    with lock_held(own_file(environ)):
        app = half_typed(environ)
        app.press("\r\r")
        app.see("Saving ...")
        app.signal(signal.SIGTERM)
        app.wait(lambda: app.is_as_before, "the terminal as it was")
        assert len(drafts(environ)) == 1
    assert app.end() == 143
    assert [NOTE in line for line in log(environ)] == [False, True]
    assert drafts(environ) == []


def test_a_second_signal_does_not_wait_for_the_save(environ: dict[str, str]) -> None:
    with lock_held(own_file(environ)):
        app = half_typed(environ)
        app.press("\r\r")
        app.see("Saving ...")
        app.signal(signal.SIGTERM)
        app.wait(lambda: app.is_as_before, "the terminal as it was")
        app.signal(signal.SIGTERM)
        assert app.end() == 143
    assert len(log(environ)) == 1
    assert len(drafts(environ)) == 1


# ctrl+z


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
@pytest.mark.parametrize("opening", ["", "d", "/"], ids=["list", "form", "filter"])
def test_ctrl_z_stops_the_app_and_fg_brings_it_back(environ: dict[str, str], opening: str) -> None:
    bash = ("bash", "--norc", "--noprofile", "--noediting", "-i")
    shell = Terminal(environ={**environ, "PS1": "ready> "}, command=bash)
    shell.see("ready>")
    shell.press(f"{MILEPOST}\r")
    shell.see("1.3.1-a")
    if opening:
        shell.press(f"{opening}zzz")
        shell.see("zzz")
    shell.press("\x1a")
    shell.see("Stopped")
    assert shell.is_as_before
    shell.press("echo the $((40 + 2))nd line\r")
    shell.see("the 42nd line")
    shell.press("fg\r")
    shell.see("zzz" if opening else "1.3.1-a")
    shell.press("\x1b" if opening else "")
    shell.wait(lambda: "zzz" not in shell.text, "the list")
    shell.press("n")
    shell.see("Note: 1.3.1-a")
    shell.press("\x1b")
    shell.wait(lambda: "Note: 1.3.1-a" not in shell.text, "the list")
    shell.press("q")
    shell.see("ready>")
    shell.wait(lambda: shell.is_as_before, "the terminal as it was")
    shell.press("exit\r")
    assert shell.end() == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_a_signal_ends_the_app_also_after_it_was_stopped(environ: dict[str, str]) -> None:
    bash = ("bash", "--norc", "--noprofile", "--noediting", "-i")
    shell = Terminal(environ={**environ, "PS1": "ready> "}, command=bash)
    shell.see("ready>")
    shell.press(f"{MILEPOST}\r")
    shell.see("1.3.1-a")
    shell.press("dzzz")
    shell.see("zzz")
    shell.press("\x1a")
    shell.see("Stopped")
    shell.press("kill -TERM %1; fg; echo code=$?\r")
    shell.see("code=143")
    shell.wait(lambda: shell.is_as_before, "the terminal as it was")
    shell.press("exit\r")
    assert shell.end() == 0


def test_a_stop_that_no_program_can_handle_leaves_a_terminal_that_can_be_put_back(
    environ: dict[str, str],
) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.signal(signal.SIGSTOP)
    app.signal(signal.SIGCONT)
    app.wait(lambda: app.openings == 2, "the app again")
    app.press("n")
    app.see("Note: 1.3.1-a")
    app.signal(signal.SIGTERM)
    app.wait(lambda: app.is_as_before, "the terminal as it was")
    assert app.end() == 143


def test_without_job_control_ctrl_z_says_so_and_stops_nothing(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press("\x1a")
    app.see("no shell here")
    assert app.leave() == 0


def test_ctrl_z_in_a_note_takes_typing_back(environ: dict[str, str]) -> None:
    app = half_typed(environ)
    app.press("\x1a")
    app.wait(lambda: NOTE not in app.text, "the note before it was typed")
    app.press("other words\r\r")
    app.see("Saved: 2.4.4-c")
    assert app.leave() == 0


# Pasting


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_a_paste_keeps_its_lines_and_its_place_among_the_keys(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    lines = pasted("two\r\nthree\nfour")
    app.press(f"g2.4.4-c\rnone {lines} five{pasted(' six')}\r\r")
    app.see("Saved: 2.4.4-c")
    app.press(f"g{pasted('2.4.2-a')}\rn{pasted('again')}\r{pasted('')}\r")
    app.see("Saved: 2.4.2-a")
    assert app.leave() == 0
    texts = [line.partition("lead: ")[2] for line in log(environ)]
    assert texts == ["one two / three / four five six", "again"]


def test_several_lines_pasted_into_a_field_of_one_line_are_refused(environ: dict[str, str]) -> None:
    app = Terminal(environ=environ)
    app.see("1.3.1-a")
    app.press(f"nwords\r{pasted('29 Nov 2009' + chr(10) + '28 Nov 2009')}")
    app.see("'On' has one line: paste one, not 2.", "30 Nov 2009")
    app.press(f"\x15{pasted('29 Nov 2009' + chr(10))}\r")  # ctrl+u empties the line
    app.see("Saved: 1.3.1-a")
    assert app.leave() == 0
    assert "29 Nov 2009" in log(environ)[0]
