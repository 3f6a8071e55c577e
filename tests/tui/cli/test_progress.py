"""The bar of steps: on a terminal's stderr, once a second has passed, and gone at the end."""

import io
import threading

import pytest

from tests.conftest import Milepost
from tui.cli import progress
from tui.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and when it has been written to."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.drawn.set()
        return written


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the second pass at once."""
    monkeypatch.setattr(progress, "SHOW_AFTER", 0.0)


@pytest.mark.usefixtures("at_once")
def test_it_says_how_many_steps_are_done_which_one_runs_and_for_how_long() -> None:
    times, stream = iter([0.0]), Terminal()
    with Progress(4, stream, lambda: next(times, 3.2)) as bar:
        for step in ("reading the plan", "reading the journal"):
            bar.step(step)
        while "reading the journal" not in stream.getvalue():
            stream.drawn.clear()
            assert stream.drawn.wait(20)

    assert "\r[#####---------------] 1 of 4 done, 3 s: reading the journal" in stream.getvalue()


@pytest.mark.usefixtures("at_once")
def test_its_line_is_cleared_and_nothing_of_it_runs_on_also_after_a_failure() -> None:
    stream, before = Terminal(), threading.active_count()

    def fail() -> None:
        with Progress(1, stream) as bar:
            bar.step("reading the plan")
            assert stream.drawn.wait(20)
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    *_, cleared, rest = stream.getvalue().split("\r")
    assert (cleared.strip(), rest) == ("", "")
    assert threading.active_count() == before


@pytest.mark.usefixtures("at_once")
def test_a_step_of_any_name_keeps_to_one_line_of_plain_letters() -> None:
    stream = Terminal()
    with Progress(1, stream) as bar:
        bar.step("進捗" * 100)
        while "?" not in stream.getvalue():
            stream.drawn.clear()
            assert stream.drawn.wait(20)

    assert stream.getvalue().isascii()
    assert max(map(len, stream.getvalue().split("\r"))) < 80


def test_what_is_done_within_the_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SHOW_AFTER", 3600.0)
    stream = Terminal()
    with Progress(2, stream) as bar:
        bar.step("reading the plan")

    assert stream.getvalue() == ""


@pytest.mark.usefixtures("at_once")
def test_where_stderr_is_no_terminal_there_is_no_bar_and_no_thread() -> None:
    stream, before = io.StringIO(), threading.active_count()
    with Progress(2, stream) as bar:
        bar.step("reading the plan")
        assert threading.active_count() == before

    assert stream.getvalue() == ""


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("words", [["report", "exception"], ["status", "--plan", "all"]])
def test_a_command_shows_it_on_stderr_and_leaves_the_answer_as_it_is(
    milepost: Milepost, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    plain, stream = milepost(*words, plan="east-midlands-2009-10"), Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    answer = milepost(*words, plan="east-midlands-2009-10")

    assert answer == plain
    assert " done, " in stream.getvalue()
    assert stream.getvalue().endswith(" \r")
