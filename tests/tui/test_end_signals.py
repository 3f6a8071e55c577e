"""What asks Milepost to end, on this system and, by substitution, on others."""

import os
import signal

import pytest

from tui import end_signals
from tui.app import job_control


def test_the_signals_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert end_signals.ending_signals() == [
        signal.SIGHUP,
        signal.SIGINT,
        signal.SIGQUIT,
        signal.SIGTERM,
    ]
    for name in ("SIGHUP", "SIGQUIT"):
        monkeypatch.delattr(signal, name)
    monkeypatch.setattr(signal, "SIGBREAK", 21, raising=False)
    assert end_signals.ending_signals() == [signal.SIGINT, signal.SIGTERM, 21]


def test_the_handlers_are_put_back() -> None:
    before = [signal.getsignal(number) for number in end_signals.ending_signals()]
    numbers: list[int] = []
    with end_signals.signals_handled(numbers.append):
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGHUP)
    assert numbers == [signal.SIGTERM, signal.SIGHUP]
    assert [signal.getsignal(number) for number in end_signals.ending_signals()] == before


def test_what_has_to_be_done_at_the_latest_is_done_before_the_process_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events: list[object] = []
    monkeypatch.setattr(os, "_exit", events.append)
    with end_signals.done_at_the_latest(lambda: events.append("folder removed")):
        end_signals.exit_at_once(signal.SIGTERM)
    end_signals.exit_at_once(signal.SIGHUP)
    assert events == ["folder removed", 143, 129]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT])
def test_a_command_that_is_told_to_end_closes_what_is_open(number: int) -> None:
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as caught, end_signals.exit_on_signals():
        os.kill(os.getpid(), number)
    assert caught.value.code == 128 + number
    assert signal.getsignal(number) is before


def test_windows_has_no_job_control(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getpgrp")
    assert not job_control.has_job_control()


@pytest.mark.parametrize(
    ("group", "session", "parents_session", "expected"),
    [
        (30, 10, 10, True),  # a shell (10) started it as a job (30)
        (10, 10, 10, False),  # sh -c 'milepost; true': in the group of the session's leader
        (30, 30, 10, False),  # a terminal started it directly
        (30, 10, None, False),  # its parent has ended
    ],
)
def test_job_control_needs_a_shell_that_watches(
    monkeypatch: pytest.MonkeyPatch,
    group: int,
    session: int,
    parents_session: int | None,
    *,
    expected: bool,
) -> None:
    def session_of(pid: int) -> int:
        if pid == 0:
            return session
        if parents_session is None:
            raise ProcessLookupError
        return parents_session

    monkeypatch.setattr(os, "getpgrp", lambda: group)
    monkeypatch.setattr(os, "getsid", session_of)
    assert job_control.has_job_control() == expected
