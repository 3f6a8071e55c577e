"""Return rounds in words: what a sheet says, who has answered, and what to write to whom."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from plan_data.text import plural
from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.returns.rounds import OpenRound, RoundAnswer
from store.returns.sheet_reader import SheetLine
from store.returns.sheet_rows import CLOSED_STATUSES, SheetRow

_STATES = ("new", "the same", "changed meanwhile", "refused")
_RECORDED = "recorded"
_OVERDUE = frozenset({"overdue", "late start", "return overdue"})
_KIND_WORDS = {"judged": "view", "completed": "action done", "nil": "all items"}
_MOST_NAMED = 12  # items in a reminder


def lines_text(lines: Sequence[SheetLine], is_recorded: Callable[[SheetLine], bool]) -> str:
    """Return what sheets say, a paragraph for each, with the state of every line.

    A line for which `is_recorded` is true was recorded after it was read.
    """
    text = ""
    heading = None
    several = _files_of_several(lines)
    for line in lines:
        file = line.file
        if line.file in several:
            file = f"{line.file}: {line.code or 'no lead'}"
        if file != heading:
            text += f"\n{file}\n" if text else f"{file}\n"
            heading = file
        state = _RECORDED if is_recorded(line) else str(line.state)
        text += f"  {_line_text(line, state)}\n"
    return text


def _files_of_several(lines: Iterable[SheetLine]) -> set[str]:
    """Return the files that have lines of several leads, as those of imports."""
    codes: dict[str, set[str]] = {}
    for line in lines:
        codes.setdefault(line.file, set()).add(line.code)
    return {file for file, found in codes.items() if len(found) > 1}


def _line_text(line: SheetLine, state: str) -> str:
    parts = [f"{state:<17}"]
    if line.row:
        parts.append(f"row {line.row}")
    parts += [part for part in (line.ref, kind_word(line.kind), _one_line(line.text)) if part]
    text = "  ".join(parts)
    if len(parts) == 1:
        return f"{text}  {line.reason}"
    if line.reason:
        return f"{text}: {line.reason}"
    return text


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())


def lines_summary_text(
    lines: Sequence[SheetLine], is_recorded: Callable[[SheetLine], bool] | None = None
) -> str:
    """Return how many lines are in each state: 4 new, 1 refused.

    Those for which `is_recorded` is true are counted as recorded, and not by their state.
    """
    counts = dict.fromkeys((_RECORDED, *_STATES), 0)
    for line in lines:
        state = str(line.state)
        if is_recorded is not None and is_recorded(line):
            state = _RECORDED
        counts[state] += 1
    parts = [f"{count} {state}" for state, count in counts.items() if count]
    return ", ".join(parts) or "nothing is filled in"


def line_object(line: SheetLine) -> dict[str, Any]:
    """Return a line for JSON."""
    return {
        "file": line.file,
        "lead": line.code,
        "row": line.row,
        "ref": line.ref,
        "title": line.title,
        "kind": line.kind,
        "text": line.text,
        "state": line.state,
        "reason": line.reason,
        "others": [entry.id for entry in line.others],
    }


def round_title(opened: OpenRound) -> str:
    """Return what a round is called: Return round for Q2 2009/10, to be answered by 14 Oct 2009."""
    answer_by = format_day(opened.answer_by)
    if opened.is_import:
        return f"Progress imported from {opened.opened.source}, as of {answer_by}"
    return f"Return round for {opened.opened.period}, to be answered by {answer_by}"


def round_counts(opened: OpenRound, answers: Sequence[RoundAnswer]) -> str:
    """Return how many answered: 6 of 18 answered, 1 with nothing to report, 12 not answered, 1 late.

    Of an import, it is how much of it was accepted.
    """
    if opened.is_import:
        count = sum(len(answer.entries) for answer in answers)
        return f"{plural(count, 'entry')} accepted; nobody was asked"
    states = [answer.state for answer in answers]
    late = sum(answer.is_late for answer in answers)
    answered = len(states) - states.count("not answered")
    parts = [f"{answered} of {len(states)} answered"]
    if nothing := states.count("nothing to report"):
        parts.append(f"{nothing} with nothing to report")
    if silent := states.count("not answered"):
        parts.append(f"{silent} not answered")
    if late:
        parts.append(f"{late} late")
    return ", ".join(parts)


def round_line(opened: OpenRound, answers: Sequence[RoundAnswer]) -> str:
    """Return the state of a round in one line, as a status check says it."""
    counts = round_counts(opened, answers)
    answer_by = format_day(opened.answer_by)
    return f"Return round for {opened.opened.period}: {counts}, to be answered by {answer_by}"


def round_answers_text(opened: OpenRound, answers: Iterable[RoundAnswer]) -> str:
    """Return who has answered a round, one line each."""
    known = tuple(answers)
    width = max((len(answer.code) for answer in known), default=0)
    text = f"{round_title(opened)}\n"
    for answer in known:
        text += f"  {answer.code:<{width}}  {round_answer_text(answer)}\n"
    return text


def round_answer_text(answer: RoundAnswer) -> str:
    """Return what one lead answered, and when."""
    if answer.on is None:
        return answer.state
    late = ", late" if answer.is_late else ""
    if answer.state == "answered":
        entries = plural(len(answer.entries), "entry")
        return f"answered {format_day(answer.on)}{late}: {entries}"
    if answer.state == "imported":
        return f"imported, as of {format_day(answer.on)}: {plural(len(answer.entries), 'entry')}"
    return f"{answer.state}, {format_day(answer.on)}{late}"


def answer_object(answer: RoundAnswer) -> dict[str, Any]:
    """Return a lead's answer for JSON."""
    return {
        "lead": answer.code,
        "state": answer.state,
        "on": answer.on,
        "late": answer.is_late,
        "entries": [entry.id for entry in answer.entries],
    }


def covering_text(title: str, opened: OpenRound, file: str) -> str:
    """Return what to write in the mail that takes a sheet to its lead."""
    answer_by = format_day(opened.answer_by)
    return (
        f"Subject: {title}: your return for {opened.opened.period}, by {answer_by}\n\n"
        f"Please find attached your sheet for {opened.opened.period} ({file}).\n"
        "It lists what is yours and still open. Fill in what is new, leave the rest empty, and\n"
        f"send the file back by {answer_by}. If there is nothing to say, mark that in the sheet\n"
        "and send it all the same: we cannot tell silence from nothing to report.\n"
    )


def reminder_text(
    title: str, opened: OpenRound, name: str, rows: Sequence[SheetRow], today: date
) -> str:
    """Return what to write to a lead who has not answered: what is open and overdue."""
    overdue = [row for row in rows if row.state in _OVERDUE]
    verb = "was" if today > opened.answer_by else "is"
    answer_by = format_day(opened.answer_by)
    text = (
        f"To: {name}\n"
        f"Subject: {title}: your return for {opened.opened.period} {verb} due by {answer_by}\n\n"
        f"We have not had your return for {opened.opened.period} yet. You have"
        f" {plural(len(rows), 'open item')}"
    )
    if not overdue:
        return f"{text}.\n"
    text += f", of which {len(overdue)} overdue:\n"
    for row in overdue[:_MOST_NAMED]:
        due = ""
        if row.due:
            due = f", due {format_day(row.due)}"
        text += f"- {row.title} ({row.ref}){due}\n"
    if len(overdue) > _MOST_NAMED:
        text += f"- and {len(overdue) - _MOST_NAMED} more\n"
    return text


def opened_text(opened: OpenRound, count: int, folder: Path, *, is_new: bool) -> str:
    """Return that a round was opened, and where its sheets are."""
    verb = "opened" if is_new else "open already"
    answer_by = format_day(opened.answer_by)
    return (
        f"the round for {opened.opened.period} is {verb}, to be answered by {answer_by}:"
        f" {plural(count, 'sheet')} in '{folder}', each with a text for its mail."
    )


def late_answer_text(opened: OpenRound, today: date) -> str:
    """Return that the day to answer by has passed, so that every answer is late; "" if it has not."""
    if opened.answer_by >= today:
        return ""
    return (
        f"the day to answer by, {format_day(opened.answer_by)}, has passed: sheets and mails name it,"
        " and every answer counts as late."
    )


def unassigned_text(checklist: Checklist, *, of_pathways: bool) -> str:
    """Return how many open items nobody is asked about, since print states nobody; else ""."""
    unassigned = sum(map(_is_unassigned, checklist.counted))
    if of_pathways or not unassigned:
        return ""
    lead = checklist.loaded.vocabulary.singular("lead")
    return (
        f"{plural(unassigned, 'open item')} without a stated {lead} are on no sheet:"
        " `milepost list --lead 'not stated'` lists them."
    )


def _is_unassigned(item: ChecklistItem) -> bool:
    return not item.planned.leads and item.state.status not in CLOSED_STATUSES


def kind_word(kind: str) -> str:
    """Return what a line of a sheet records, in one word: done, forecast, note."""
    return _KIND_WORDS.get(kind, kind)
