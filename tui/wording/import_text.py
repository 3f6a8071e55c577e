"""The reading of a table in words: what each column is read as, and what was guessed."""

import re
from pathlib import Path

from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_reading import ROLE_NAMES
from plan_data.table_import.heading_words import ColumnRole
from plan_data.text import path_text

_LONGEST_SAMPLE = 40  # characters of a cell in a line about its column
_ADVICE_IN_BRACKETS = re.compile(r" \(--[^()]*\)")
_OPTION = re.compile(r"(?P<command>`[^`]*`)|^--[a-z-]+: |(?: with)? --[a-z-]+")

ROLE_MEANINGS: dict[ColumnRole, str] = {
    "ref": "the number of a line, such as 1.1",
    "priority": "the heading above objectives",
    "objective": "what is to be reached",
    "milestone": "what is done for an objective",
    "measure": "how success shows",
    "target": "the number to reach",
    "baseline": "the number at the start",
    "start": "when work begins",
    "timescale": "by when it is to be done",
    "lead": "who answers for it",
    "pathway": "the theme",
    "done": "the day it was done",
    "started": "the day it was started",
    "expected": "when it is now expected",
    "status": "how it stands: done, late, red",
    "percent": "how much of it is done",
    "update": "what is being done, in words",
    "other": "not read",
}


def role_name(role: ColumnRole | None) -> str:
    """Return what a column is read as, in words."""
    if role is None or role == "other":
        return "not read"
    return ROLE_NAMES.get(role, role)


def column_text(reading: ColumnReading) -> str:
    """Return a line such as "'By when' is timescale (as headed), such as 'March 2024'"."""
    heading = reading.heading or "(no heading)"
    text = f"'{heading}' is {role_name(reading.role)} ({reading.why})"
    if reading.sample:
        text += f", such as '{short_sample(reading)}'"
    return text


def short_sample(reading: ColumnReading) -> str:
    """Return the beginning of a column's sample."""
    return reading.sample[:_LONGEST_SAMPLE]


def column_reason(reading: ColumnReading) -> str:
    """Return why a column has its role, in words without the shell's options."""
    if reading.role is None and reading.why == "its heading":
        return "its heading is not known"
    return reading.why.replace("chosen with --column", "your choice")


def without_options(sentence: str) -> str:
    """Return a sentence without the options of the shell, which the app does not have.

    A command of the shell in backticks keeps its own.
    """
    return _OPTION.sub(_command_alone, _ADVICE_IN_BRACKETS.sub("", sentence))


def _command_alone(match: re.Match[str]) -> str:
    return match["command"] or ""


def old_progress_text(path: Path) -> str:
    """Return the sentence about a return of an earlier import that lies beside the new plan."""
    return (
        f"'{path_text(path.name)}' is of an earlier import: this table has no progress, and nothing"
        " replaced it."
    )
