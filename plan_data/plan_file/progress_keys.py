"""Keys of a plan file that say what happened: each gets the command that records it."""

import re
import shlex
from collections.abc import Iterator

from plan_data.model import Milestone, Plan
from plan_data.plan_file.decode import Finding, Located
from plan_data.plan_file.nearest_timescale import nearest_day
from plan_data.plan_file.plan_keys import plain_key
from plan_data.plan_file.walk import walk_measures, walk_milestones
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale

_LONGEST_NOTE = 60  # characters of a value that are quoted in a command
_DONE = {
    *("100", "achieved", "closed", "complete", "completed", "delivered", "done", "finished"),
    *("met", "true", "x", "y", "yes"),
}
_STARTED = {"begun", "in progress", "ongoing", "started", "underway", "under way", "wip"}
_NOTHING = {
    *("", "0", "false", "n", "no", "none", "not done", "not started", "open", "outstanding"),
    *("pending", "planned", "tbc", "tbd", "to do", "todo"),
}
_DROPPED = {"abandoned", "cancelled", "canceled", "dropped", "stopped", "withdrawn"}
# The command for each value, without the program's name; "" for what records nothing.
_COMMANDS = (
    ({"green", "amber", "red"}, "judge {ref} {word} --why REASON"),
    (_DONE, "tick {ref}"),
    (_STARTED, "start {ref}"),
    (_NOTHING, ""),
    (_DROPPED, "withdraw {ref} --approved-by ROLE"),
)
_FIGURE_KEYS = {"achieved", "actual", "actuals", "delivered", "outturn"}
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def find_progress_keys(
    plan: Plan, located: Located, year: FinancialYear | None
) -> Iterator[Finding]:
    """Yield each key that says what happened, with the command that records it."""
    if not located.progress:
        return
    milestones = {path: milestone for path, milestone, _ in walk_milestones(plan)}
    measures = {path: measure.id for path, measure, _ in walk_measures(plan)}
    for path, key, value in located.progress:
        inside = [each for each in milestones if each[: len(path)] == path]
        ref = measures.get(path, "")
        if inside:
            ref = _first_ref(milestones[inside[0]], year)
        command = _command(plain_key(key), value, ref or "REF", year)
        yield (*path, key), _sentence(key, command, is_milestone=path in milestones)


def _first_ref(milestone: Milestone, year: FinancialYear | None) -> str:
    """Return the ref of a milestone's first item."""
    if year is None or not milestone.id:
        return milestone.id
    try:
        occurrences = expand_occurrences(milestone, year)
    except NotATimescale:
        return milestone.id
    if not occurrences or not occurrences[0].label:
        return milestone.id
    return f"{milestone.id}@{occurrences[0].label}"


def _sentence(key: str, command: str, *, is_milestone: bool) -> str:
    if not command:
        return (
            f"'{key}' is no key of a plan file: take it out, nothing is done until it is recorded."
        )
    what = "record it"
    if not is_milestone:
        what = "record it for what was done, such as"
    return f"'{key}' is progress, which a plan file does not hold: take it out, and {what}: `milepost {command}`."


def _command(key: str, value: str, ref: str, year: FinancialYear | None) -> str:
    """Return the command that records a value, "" if there is nothing to record."""
    word = value.lower().replace("-", " ").rstrip("%").strip()
    if key in _FIGURE_KEYS and _NUMBER.fullmatch(word):
        return f"actual {ref} {word}"
    for words, command in _COMMANDS:
        if word in words:
            return command.format(ref=ref, word=word)
    day = nearest_day(value, year) if year else ""
    if not day:
        return f"note {ref} {shlex.quote(value[:_LONGEST_NOTE])}"
    if key == "started":
        return f"start {ref} --on {day}"
    return f"tick {ref} --on {day}"
