"""Failures, each with the exit code that the command ends with.

A mistake in the user's data is not among these: it is a `plan_data.problem.Problem`.
"""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The exit codes of the command; docs/commands.md explains each to users.

    They are defined here because each failure below carries its own.
    """

    OK = 0
    PROBLEMS = 1
    REFUSED = 2
    UNUSABLE = 3
    INTERRUPTED = 130


class MilepostError(Exception):
    """Base of every failure; the message is one sentence a user can act on.

    `in_shell` is advice that only helps in the shell: it ends the message, and is left out of
    `sentence`, which the app shows.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.REFUSED

    def __init__(self, sentence: str, in_shell: str = "") -> None:
        message = sentence
        if in_shell:
            message = f"{sentence.removesuffix('.')}; {in_shell}"
        super().__init__(message)
        self.sentence = sentence


class Refused(MilepostError):  # noqa: N818 - as it reads in `raise Refused(...)`
    """A request cannot be carried out as given; nothing was changed."""


class Unusable(MilepostError):  # noqa: N818 - as it reads in `raise Unusable(...)`
    """A plan or a journal cannot be read or written."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNUSABLE


def os_reason(error: OSError) -> str:
    """Return why the operating system refused, in lower case, to go into a sentence."""
    return (error.strerror or str(error)).lower()
