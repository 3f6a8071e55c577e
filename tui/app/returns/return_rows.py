"""The rows of a round's answers, and of the lines of sheets."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from plan_data.text import plural
from store.checklist.checklist import Checklist
from store.checklist.status import Colour
from store.dates import format_day
from store.returns.rounds import RoundAnswer
from store.returns.sheet_reader import LineState, SheetLine
from tui.app.views.rows import TextRow
from tui.returns.returned_sheets import ReturnedSheets, key_of_line
from tui.returns.sheet_layout import name_of_code, name_with_code
from tui.wording.return_text import kind_word

_COLOURS: dict[LineState, Colour] = {
    "new": "green",
    "the same": "none",
    "changed meanwhile": "amber",
    "refused": "red",
}
_ANSWER_MARKS = {
    "answered": "[x]",
    "nothing to report": "[0]",
    "not answered": "[ ]",
    "imported": "[x]",
}
_ANSWER_COLOURS: dict[str, Colour] = {
    "answered": "green",
    "nothing to report": "green",  # an answer; blue rows show their day instead of it
    "not answered": "white",
    "imported": "green",
}


def answer_rows(
    answers: Sequence[RoundAnswer], checklist: Checklist, *, is_over: bool
) -> Iterator[TextRow]:
    """Yield a row for each lead or pathway of a round.

    If the day to answer by `is_over`, those who have not answered are marked.
    """
    width = max((cell_len(answer.code) for answer in answers), default=0)
    for answer in answers:
        is_silent = answer.state == "not answered"
        yield TextRow(
            key=answer.code,
            kind="item",
            text=name_of_code(checklist, answer.code),
            ref=set_cell_size(answer.code, width),
            mark="[!]" if is_silent and is_over else _ANSWER_MARKS[answer.state],
            when=_when_answered(answer),
            status=_status_of_answer(answer),
            colour="red" if is_silent and is_over else _ANSWER_COLOURS[answer.state],
        )


def _when_answered(answer: RoundAnswer) -> str:
    if answer.on is None:
        return ""
    day = format_day(answer.on)
    return f"{day}, late" if answer.is_late else day


def _status_of_answer(answer: RoundAnswer) -> str:
    if answer.state == "answered":
        return f"answered: {plural(len(answer.entries), 'entry')}"
    if answer.state == "imported":
        return f"imported: {plural(len(answer.entries), 'entry')}"
    return answer.state


def line_rows(returned: ReturnedSheets, checklist: Checklist) -> Iterator[TextRow]:
    """Yield a heading for each sheet, and a row for each of its lines."""
    at = -1
    for number, line in enumerate(returned.lines):
        if line.at != at:
            at = line.at
            name = name_with_code(checklist, line.code) or "No lead"
            yield TextRow(key=f"sheet {at}", kind="heading", text=f"{name}  {line.file}")
        yield TextRow(
            key=str(number),
            kind="item",
            text=_line_text(line),
            mark=_mark(returned, line),
            ref=line.ref,
            status=line.state,
            colour=_COLOURS[line.state],
        )
    for number, failure in enumerate(returned.failures):
        if not number:
            yield TextRow(key="failures", kind="heading", text="Cannot be read")
        yield TextRow(key=f"file {number}", kind="item", text=failure, mark="[!]", colour="red")


def _line_text(line: SheetLine) -> str:
    if not line.text:
        return line.reason
    text = " / ".join(line.text.splitlines())
    return f"{kind_word(line.kind)}: {text}" if line.kind else text


def _mark(returned: ReturnedSheets, line: SheetLine) -> str:
    key = key_of_line(line)
    if key in returned.accepted:
        return "[x]"
    if key in returned.left_out:
        return "[-]"
    return {"refused": "[!]", "the same": "   "}.get(line.state, "[ ]")
