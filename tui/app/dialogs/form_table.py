"""The form of each act: its title, its fields, and the recorder's method that takes them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.parser import parse_due
from store.journal.entry import Entry
from store.journal.kinds import KINDS, EntryKind
from store.recorder import Recorder
from store.rules import JUDGEMENTS, NO_APPROVER, NO_REASON, unknown_judgement
from tui.app.dialogs.form_dialog import Field
from tui.config.typed_values import parse_figure


class Form(Struct, frozen=True):
    """An act's fields, and the recorder's method that takes their checked values by name."""

    title: str
    record: Callable[..., Entry]
    fields: tuple[Field, ...]
    day_first: bool = False


def needed(sentence: str) -> Callable[[str], str]:
    """Return a check that refuses an empty answer with a sentence."""

    def check(text: str) -> str:
        if not text.strip():
            raise Refused(sentence)
        return text

    return check


def due_date(text: str, calendar: Calendar = APRIL) -> str:
    """Return the text of a due date as it was typed.

    Raises:
        NotATimescale: if it is not a date in a plan of the calendar.

    """
    parse_due(text, calendar)
    return text


def due_ahead(text: str, *, as_of: date, calendar: Calendar) -> str:
    """Return by when an action is due, if anything was typed: 15 Dec is the next one.

    Raises:
        MilepostError: if it cannot be read.

    """
    if not text.strip():
        return ""
    try:
        return due_date(text, calendar)
    except MilepostError:
        for year in (as_of.year, as_of.year + 1):
            with suppress(MilepostError):
                if parse_due(f"{text} {year}").last >= as_of:
                    return f"{text.strip()} {year}"
        raise


def _colour(text: str) -> str:
    """Return the judgement that a word or its first letters mean."""
    word = text.strip().lower()
    for colour in JUDGEMENTS:
        if word and colour.startswith(word):
            return colour
    raise unknown_judgement(text).refused_by_form()


_NOTE = Field("text", "Note", hint="may stay empty", long=True)
_WHY = Field("text", "Why", hint="may stay empty", long=True)
DONE_ON_FIELD = Field("done_on", "Done on", hint="the day, if it was done and you know it")
DUE_FIELD = Field("due", "By when", hint="such as 15 Dec or Jan 2010; may stay empty")
_APPROVED_BY = Field(
    "approved_by",
    "Approved by",
    hint="the board, or a role",
    check=needed(NO_APPROVER.form_sentence),
)


def _text_form(kind: EntryKind) -> Form:
    """Return the form of a kind of entry that is text alone."""
    label = kind.capitalize()
    field = Field("text", label, check=needed(KINDS[kind].missing_text), long=True)
    return Form(label, partial(Recorder.record_text, kind=kind), (field,))


_TEXT_FORMS: dict[str, Form] = {
    kind: _text_form(kind)
    for kind, traits in KINDS.items()
    if traits.scope == "item" and traits.missing_text
}

FORMS: dict[str, Form] = _TEXT_FORMS | {
    "tick": Form("Tick as done", Recorder.tick, (_NOTE,), day_first=True),
    "untick": Form("Open again", Recorder.untick, (_WHY,), day_first=True),
    "start": Form("Started", Recorder.start, (_NOTE,), day_first=True),
    "explain": Form(
        "For the Board's paper",
        partial(Recorder.note, text=""),
        (
            Field("cause", "Cause: why it is late", hint="may stay empty", long=True),
            Field("action", "Action: what is done about it", hint="may stay empty", long=True),
        ),
    ),
    "ask": Form(
        "Ask of the Board",
        Recorder.note,
        (
            Field(
                "ask",
                "What the Board is to decide: it is numbered in its next paper",
                check=needed("what is asked of the Board is missing: write it."),
                long=True,
            ),
            _NOTE,
        ),
    ),
    "judge": Form(
        "How you see it",
        Recorder.judge,
        (
            Field("colour", "Colour", hint="green, amber or red", check=_colour),
            Field("text", "Why", check=needed(NO_REASON.form_sentence), long=True),
        ),
    ),
    "actual": Form(
        "Actual, cumulative since {month}",
        Recorder.actual,
        (Field("number", "Number", hint="such as 454", check=parse_figure), _NOTE),
    ),
    "forecast": Form(
        "Forecast",
        Recorder.forecast,
        (Field("when", "Now expected", hint="such as Jan 2010", check=due_date), _WHY),
    ),
    "reschedule": Form(
        "New date",
        Recorder.reschedule,
        (Field("when", "New date", hint="such as Jan 2010", check=due_date), _APPROVED_BY, _WHY),
    ),
    "opening": Form(
        "Opening position",
        Recorder.open_position,
        (
            DONE_ON_FIELD,
            Field("text", "Note", hint="what there is to say; may stay empty", long=True),
        ),
    ),
    "withdraw": Form("Withdraw", Recorder.withdraw, (_APPROVED_BY, _WHY)),
    "decide": Form(
        "Decision",
        Recorder.decide,
        (
            Field("text", "Decided", check=needed(KINDS["decision"].missing_text), long=True),
            Field("action", "Action", hint="what is to be done; may stay empty", long=True),
            Field("owner", "Who does it", hint="may stay empty"),
            DUE_FIELD,
        ),
    ),
}
