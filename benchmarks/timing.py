"""Commands and calls that are timed in turn, and the figures made of the times."""

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from msgspec import Struct

LAUNCHER = Path(__file__).with_name("launcher.py")
SHORT = "left out of the short form"
LONGEST = 600.0  # seconds until a command counts as hanging


class NotMeasured(Exception):  # noqa: N818 - it becomes a row's reason
    """Why there is no figure."""


class Sample(Struct):
    """Figures of one thing."""

    name: str
    unit: str
    values: list[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def p95(self) -> float:
        """The one that 95 of 100 do not exceed."""
        return sorted(self.values)[math.ceil(0.95 * len(self.values)) - 1]


class Command(Struct):
    """A command to be timed. `codes` are the exit codes that mean that it did its work."""

    words: Sequence[str]
    environ: Mapping[str, str]
    codes: tuple[int, ...] = (0,)


class Ran(Struct):
    """What one run of a command took."""

    seconds: float
    megabytes: float


def run(command: Command) -> Ran:
    """Run a command once, and return its own time and the most memory it ever had.

    Raises:
        NotMeasured: if it cannot be started, or fails.

    """
    with TemporaryDirectory() as folder:
        result_file = Path(folder) / "result.json"
        stderr = _launched(
            [sys.executable, "-I", "-S", str(LAUNCHER), str(result_file), *command.words], command
        )
        try:
            seconds, megabytes, code = json.loads(result_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise NotMeasured(f"'{_short(command)}' cannot be started: {_last(stderr)}") from None
    if code not in command.codes:
        raise NotMeasured(f"'{_short(command)}' ended with {code}: {_last(stderr)}")
    return Ran(seconds, megabytes)


def _launched(words: list[str], command: Command) -> bytes:
    """Run the launcher and return the command's stderr; no process is left running in any case."""
    with subprocess.Popen(  # noqa: S603 - our own commands and the peers that the reader asked for
        words,
        env=dict(command.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        try:
            return child.communicate(timeout=LONGEST)[1]
        except BaseException as error:
            os.killpg(child.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise NotMeasured(f"'{_short(command)}' took more than {LONGEST:g} s") from None
            raise


def in_turn(
    rounds: int, works: Mapping[str, Callable[[], float]], *, warm: bool = True
) -> dict[str, list[float]]:
    """Return the figures of each work, measured A B A B; one round before it counts for nothing."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(-1 if warm else 0, rounds):
        for name, work in works.items():
            figure = work()
            if number >= 0:
                found[name].append(figure)
    return found


def commands_in_turn(rounds: int, commands: Mapping[str, Command]) -> dict[str, Sample]:
    """Return the milliseconds that commands take, run in turn."""
    works = {name: _milliseconds(command) for name, command in commands.items()}
    return {name: Sample(name, "ms", values) for name, values in in_turn(rounds, works).items()}


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of a call."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def _milliseconds(command: Command) -> Callable[[], float]:
    return lambda: run(command).seconds * 1000


def _short(command: Command) -> str:
    return " ".join([Path(command.words[0]).name, *command.words[1:3]])


def _last(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it printed nothing"
