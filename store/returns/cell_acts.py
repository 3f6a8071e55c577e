"""What the cells of a row ask to record, each as one act of a recorder."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import one_line
from store.board.board_recorder import complete_action
from store.journal.entry import Entry
from store.journal.kinds import EntryKind
from store.query.measure_refs import read_number
from store.recorder import Recorder
from store.returns.filled_sheet import CellName, FilledRow
from store.returns.sheet_rows import ACTION_PREFIX, SheetRow

ParseDay = Callable[[str, date | None], date]
_WITH_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")

CELL_LABELS: dict[CellName, str] = {
    "done_on": "Done on",
    "started_on": "Started on",
    "expected": "Now expected",
    "actual": "Actual",
    "cause": "Why late",
    "action": "What is being done",
    "ask": "Ask of the Board",
    "view": "Your view",
    "note": "Note",
}


class CellAct(Struct, frozen=True):
    """One thing that a row says: the kind of its entry, the cells that it is from, and the act."""

    kind: EntryKind
    cells: tuple[CellName, ...]
    text: str
    record: Callable[[Recorder], Entry]


class RowContext(Struct, frozen=True):
    """A filled row with what is known of it.

    `on` is the day of what has no day of its own. `filled_in` is the day on the sheet, if any: the
    year of a day without one follows from it.
    """

    filled: FilledRow
    row: SheetRow
    on: date
    filled_in: date | None
    parse_day: ParseDay

    def text(self, name: CellName) -> str:
        """Return what a cell says, empty if nothing was filled in."""
        cell = self.filled.cells.get(name)
        return cell.text.strip() if cell else ""


def row_acts(context: RowContext) -> Iterator[CellAct]:
    """Yield what a row records, in the order in which a person would record it.

    A reason for being late belongs to a forecast of the same row, and to a note without one.
    """
    if context.row.kind == "action":
        yield from _acts_on_action(context)
        return
    for kind, name, build in _SINGLE_CELLS:
        if context.text(name):
            text = _without_reason(context.text(name))
            yield CellAct(kind, (name,), text, build(context))
    if context.text("expected"):
        yield CellAct(
            "forecast",
            tuple(_filled(context, "expected", "cause")),
            _without_reason(_joined(context, "expected", "cause")),
            _forecast(context),
        )
    if note_cells := _note_cells(context):
        text = _joined(context, *note_cells)
        yield CellAct("note", note_cells, text, _note(context, note_cells))
    if context.text("view"):
        cells = tuple(_filled(context, "view", "cause", "note"))
        yield CellAct("judged", cells, context.text("view"), _judgement(context))


def _acts_on_action(context: RowContext) -> Iterator[CellAct]:
    """Yield the completion of a Board's action; nothing else is recorded about one."""
    for name in context.filled.cells:
        if name not in {"done_on", "note"}:
            text = context.text(name)
            yield CellAct("completed", (name,), text, _refuse_on_action(name))
    if context.text("done_on"):
        cells = tuple(_filled(context, "done_on", "note"))
        yield CellAct("completed", cells, context.text("done_on"), _completion(context))
    elif context.text("note"):
        yield CellAct("completed", ("note",), context.text("note"), _refuse_on_action("note"))


def _filled(context: RowContext, *names: CellName) -> Iterator[CellName]:
    for name in names:
        if context.text(name):
            yield name


def _joined(context: RowContext, *names: CellName) -> str:
    return "; ".join([context.text(name) for name in _filled(context, *names)])


def _note_cells(context: RowContext) -> tuple[CellName, ...]:
    """Return the filled cells that make a note of their own."""
    names: list[CellName] = ["note", "action", "ask"]
    if not context.text("expected"):
        names.append("cause")
    return tuple(_filled(context, *names))


Record = Callable[[Recorder], Entry]


def _day_of(context: RowContext, name: CellName) -> date:
    """Return the day of a cell; one with `?`, as imports write guesses, is to be confirmed."""
    _refuse_guess(context.text(name))
    return context.parse_day(context.text(name), context.filled_in)


def _refuse_guess(text: str) -> None:
    """Refuse a day with `?` after it, and say why it is a guess.

    Raises:
        Refused: if there is a `?` in the text.

    """
    day, mark, why = one_line(text).partition("?")
    if not mark:
        return
    reason = why.strip() or "it has a question mark"
    if not day.strip():
        raise Refused(f"{reason}: write the day, such as 28 Aug 2009.")
    raise Refused(f"{reason}: write {day.strip()} alone if that is right.")


def _without_reason(text: str) -> str:
    """Return the text of a day's cell up to its `?`: why it is a guess is what the refusal says."""
    day, mark, _ = text.partition("?")
    return f"{day}{mark}"


def _tick(context: RowContext) -> Record:
    def record(recorder: Recorder) -> Entry:
        return recorder.tick(context.row.ref, _day_of(context, "done_on"))

    return record


def _start(context: RowContext) -> Record:
    def record(recorder: Recorder) -> Entry:
        return recorder.start(context.row.ref, _day_of(context, "started_on"))

    return record


def _actual(context: RowContext) -> Record:
    def record(recorder: Recorder) -> Entry:
        number = _read_figure(context.text("actual"))
        return recorder.actual(context.row.ref, context.on, number)

    return record


def _read_figure(text: str) -> float:
    """Return the number of a cell; a percent sign after it is left out.

    Raises:
        Refused: if it is no number, or a comma in it does not separate thousands.

    """
    plain = text.removesuffix("%").strip()
    if "," in plain and not _WITH_THOUSANDS.fullmatch(plain):
        raise Refused(f"the comma in '{text}' can mean two things: write the figure like 61.2.")
    return read_number(plain)


def _forecast(context: RowContext) -> Record:
    def record(recorder: Recorder) -> Entry:
        expected = context.text("expected")
        _refuse_guess(expected)
        return recorder.forecast(context.row.ref, context.on, expected, context.text("cause"))

    return record


def _note(context: RowContext, cells: tuple[CellName, ...]) -> Record:
    cause = context.text("cause") if "cause" in cells else ""

    def record(recorder: Recorder) -> Entry:
        return recorder.note(
            context.row.ref,
            context.on,
            context.text("note"),
            cause,
            context.text("action"),
            context.text("ask"),
        )

    return record


def _judgement(context: RowContext) -> Record:
    reason = context.text("cause") or context.text("note")

    def record(recorder: Recorder) -> Entry:
        if not reason:
            raise Refused("a view needs its reason: write it under 'Why late' or 'Note'.")
        colour = context.text("view").lower()
        return recorder.judge(context.row.ref, context.on, colour, reason)

    return record


def _completion(context: RowContext) -> Record:
    decision = context.row.ref.removeprefix(ACTION_PREFIX)

    def record(recorder: Recorder) -> Entry:
        on = context.parse_day(context.text("done_on"), context.filled_in)
        return complete_action(recorder, decision, on, context.text("note"))

    return record


def _refuse_on_action(name: CellName) -> Record:
    def record(_: Recorder) -> Entry:
        raise Refused(
            f"'{CELL_LABELS[name]}' is not for an action of the Board: write the day in 'Done on',"
            " with a note if there is more to say."
        )

    return record


_SINGLE_CELLS: tuple[tuple[EntryKind, CellName, Callable[[RowContext], Record]], ...] = (
    ("started", "started_on", _start),
    ("done", "done_on", _tick),
    ("actual", "actual", _actual),
)
