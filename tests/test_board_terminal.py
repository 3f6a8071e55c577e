"""A Board's answers, in a real terminal of 80 columns and 24 lines, typed in one burst."""

from pathlib import Path

from tests.tools.terminal import Terminal, environ_in, output_of


def test_a_paper_is_tabled_and_answered_in_one_burst(tmp_path: Path) -> None:
    environ = environ_in(tmp_path, author="Board secretary", now="2010-01-12T15:00:00Z")
    for words in (
        ["board", "add", "2010-01-12"],
        ["forecast", "1.2.3-b", "Jun 2010", "--note", "The policy is awaited."],
        ["forecast", "2.4.4-c", "Mar 2010"],
    ):
        output_of(environ, *words)

    app = Terminal(environ=environ)
    app.see("1 Agenda", "as of 12 Jan 2010")
    app.press("5h\r\rannot before May\rr\r\r\r")
    app.see("Saved: 2 items decided, 1 item given a new date", "u takes them back")
    app.see("The Board is asked to decide: nothing")
    assert app.leave() == 0

    log = output_of(environ, "log")
    assert "tabled for the EMRRP Board" in log
    assert "rescheduled to 30 Jun 2010, approved by EMRRP Board" in log
    assert "decision: refuse  by Board secretary: not before May" in log
