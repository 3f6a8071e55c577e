"""The signals that ask Milepost to end, on each system.

On Linux and macOS these are HUP (the terminal was closed), INT, QUIT and TERM. In the app ctrl+c
and ctrl+backslash are keys like others and send no signal. Windows has INT, BREAK and TERM; a
console window that is closed there ends the process without a signal that Python could handle.

The handlers are Python's own and not an event loop's: Windows has no others, and these run also
while the loop waits for a terminal that takes no more.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NAMES = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGBREAK")
_SHELL_BASE = 128  # shells add a signal's number to it for the exit code

_last_acts: list[Callable[[], object]] = []


def ending_signals() -> list[signal.Signals]:
    """Return the signals that this system has."""
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


def signal_exit_code(number: int) -> int:
    """Return the exit code that shells give a program that a signal ended."""
    return _SHELL_BASE + number


@contextmanager
def signals_handled(handler: Callable[[int], object]) -> Iterator[None]:
    """Call a handler in the main thread at a signal; afterwards the handlers are as before."""
    before = {number: signal.getsignal(number) for number in ending_signals()}
    for number in before:
        signal.signal(number, lambda number, _frame: handler(number))
    try:
        yield
    finally:
        for number, previous in before.items():
            if previous is not None:  # else it was not set by Python
                signal.signal(number, previous)


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """Turn the signals into `SystemExit` with their exit codes, which closes `with` blocks."""
    with signals_handled(_leave):
        yield


def _leave(number: int) -> None:
    raise SystemExit(signal_exit_code(number))


@contextmanager
def done_at_the_latest(act: Callable[[], object]) -> Iterator[None]:
    """Have `exit_at_once` do something that the `with` block would do when it is closed."""
    _last_acts.append(act)
    try:
        yield
    finally:
        _last_acts.remove(act)


def exit_at_once(number: int) -> None:
    """End the process from any thread, without closing `with` blocks."""
    for act in _last_acts:
        act()
    os._exit(signal_exit_code(number))
