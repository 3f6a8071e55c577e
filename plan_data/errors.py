"""Failures of the program's job, each with the exit code the shell gives it.

A mistake in somebody's data is not among these: it is a `plan_data.problem.Problem`.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command tells its caller; docs/commands.md explains each to users.

    It stands here and not beside the commands, since each failure below carries its own.
    """

    OK = 0
    PROBLEMS = 1
    REFUSED = 2
    UNUSABLE = 3
    # A signal ended it: 128 and the signal's number, as shells have it.
    HUNG_UP = 129
    INTERRUPTED = 130
    QUIT = 131
    TERMINATED = 143
    BREAK = 149  # on Windows


class MilepostError(Exception):
    """Base of every failure; the message is one sentence a user can act on.

    What only the shell can do about it is told behind it in the message, and not in `sentence`, which is for the app.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.REFUSED

    def __init__(self, sentence: str, in_shell: str = "") -> None:
        super().__init__(f"{sentence.removesuffix('.')}; {in_shell}" if in_shell else sentence)
        self.sentence = sentence


class Refused(MilepostError):  # noqa: N818 - as it reads in `raise Refused(...)`
    """What was asked cannot be done as asked; nothing was changed."""


class Unusable(MilepostError):  # noqa: N818 - as it reads in `raise Unusable(...)`
    """A plan or a journal cannot be read or written."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNUSABLE


def os_reason(error: OSError) -> str:
    """Return why the system refused, in the words that a sentence of ours can take up."""
    return (error.strerror or str(error)).lower()
