"""The form of each act: what it asks, and what it records when it is filled in."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.text import one_line
from plan_data.timescale.parser import parse_due
from store.checklist.checklist import ChecklistItem
from store.checklist.status import KINDS_WITHOUT_NEW_DATE
from store.dates import format_day
from store.journal.entry import Entry
from store.query.groups import CLOSED
from store.recorder import JUDGEMENTS, Recorder
from tui.app.dialogs.dialogs import Field, FormDialog
from tui.app.workspace import Workspace
from tui.config.preferences import remember
from tui.config.settings import parse_date, parse_day, parse_figure
from tui.wording.counts import plural
from tui.wording.item_text import due_text, status_text

Values = Mapping[str, str]
_MOST_REFS = 4  # named in the title of a form about several items


class Form(Struct, frozen=True):
    """What an act asks, and the recorder's method that takes what each field's check makes of the answer."""

    title: str
    record: Callable[..., Entry]
    fields: tuple[Field, ...]
    day_first: bool = False


def _needed(sentence: str) -> Callable[[str], str]:
    """Return a check that refuses an empty answer with a sentence."""

    def check(text: str) -> str:
        if not text.strip():
            raise Refused(sentence)
        return text

    return check


def _due(text: str) -> str:
    parse_due(text)
    return text


def _colour(text: str) -> str:
    """Return the judgement that a word or its first letters mean."""
    word = text.strip().lower()
    for colour in JUDGEMENTS:
        if word and colour.startswith(word):
            return colour
    raise Refused(f"'{one_line(text)}' is no judgement: write green, amber or red.")


_NOTE = Field("text", "Note", hint="may stay empty", long=True)
_WHY = Field("text", "Why", hint="may stay empty", long=True)
_APPROVED_BY = Field(
    "approved_by",
    "Approved by",
    hint="the board, or a role",
    check=_needed("who approved it is missing: write the board, or a role."),
)

FORMS: dict[str, Form] = {
    "tick": Form("Tick as done", Recorder.tick, (_NOTE,), day_first=True),
    "untick": Form("Open again", Recorder.untick, (_WHY,), day_first=True),
    "start": Form("Started", Recorder.start, (_NOTE,), day_first=True),
    "note": Form(
        "Note",
        Recorder.note,
        (
            Field(
                "text",
                "Note",
                check=_needed("a note needs words: write what there is to say."),
                long=True,
            ),
        ),
    ),
    "explain": Form(
        "For the Board's paper",
        partial(Recorder.note, text=""),
        (
            Field("cause", "Cause: why it is late", hint="may stay empty", long=True),
            Field(
                "action",
                "Action: what is done about it, or asked of the Board",
                hint="may stay empty",
                long=True,
            ),
        ),
    ),
    "judge": Form(
        "How you see it",
        Recorder.judge,
        (
            Field("colour", "Colour", hint="green, amber or red", check=_colour),
            Field(
                "text", "Why", check=_needed("a judgement needs its reason: write why."), long=True
            ),
        ),
    ),
    "actual": Form(
        "Actual, cumulative since April",
        Recorder.actual,
        (Field("number", "Number", hint="such as 454", check=parse_figure), _NOTE),
    ),
    "forecast": Form(
        "Forecast",
        Recorder.forecast,
        (Field("when", "Now expected", hint="such as Jan 2010", check=_due), _WHY),
    ),
    "reschedule": Form(
        "New date",
        Recorder.reschedule,
        (Field("when", "New date", hint="such as Jan 2010", check=_due), _APPROVED_BY, _WHY),
    ),
    "withdraw": Form("Withdraw", Recorder.withdraw, (_APPROVED_BY, _WHY)),
}


def build_form(
    workspace: Workspace, name: str, items: Sequence[ChecklistItem]
) -> FormDialog[list[Entry]]:
    """Return the form of an act about one item or several, which are recorded all or not at all.

    Raises:
        Refused: where the act means nothing for one of the items.

    """
    chosen = list({item.planned.same_as or item.ref: item for item in items}.values())
    left: list[ChecklistItem] = []
    if name == "tick":
        name, chosen, left = _ticking(chosen)
    _refuse_meaningless(name, chosen)
    form, today = FORMS[name], workspace.settings.clock.today
    day = Field(
        "on",
        "Day it happened" if form.day_first else "On",
        format_day(min(workspace.as_of, today)),
        "a day, such as 28 Aug 2009, or today",
        partial(_past_day, today=today),
    )
    asked = (day, *form.fields) if form.day_first else (*form.fields, day)
    if not workspace.settings.author_is_known:
        asked = (*asked, _author(workspace.settings.author))
    title, about = _heading(form.title, name, chosen, left)
    refs = [item.ref for item in chosen]
    return FormDialog(
        title,
        asked,
        lambda values: _record(workspace, form.record, asked, refs, values),
        about=about,
        confirm_discard=True,
    )


def _ticking(items: list[ChecklistItem]) -> tuple[str, list[ChecklistItem], list[ChecklistItem]]:
    """Return what ticking these means, for which of them, and which are left as they are."""
    figures = [item for item in items if item.planned.kind == "figure"]
    if len(figures) == len(items):
        return "actual", items, []
    if figures:
        raise Refused(
            f"{figures[0].ref} is a figure and is not ticked: choose it alone to record its actual."
        )
    closed = [item for item in items if item.state.status in CLOSED]
    if len(closed) == len(items):
        return "untick", items, []
    return "tick", [item for item in items if item not in closed], closed


def _refuse_meaningless(name: str, items: list[ChecklistItem]) -> None:
    figures = [item.ref for item in items if item.planned.kind == "figure"]
    if name == "actual" and len(figures) < len(items):
        ref = next(item.ref for item in items if item.ref not in figures)
        raise Refused(f"{ref} is not a figure: tick it when it is done.")
    if name == "actual" and len(items) > 1:
        raise Refused("an actual is recorded for one figure at a time: choose one.")
    if name == "start" and figures:
        raise Refused(f"{figures[0]} is a figure and is not started: record its actual.")
    fixed = [item for item in items if item.planned.kind in KINDS_WITHOUT_NEW_DATE]
    if name in {"forecast", "reschedule"} and fixed:
        kind = "a figure of its quarter" if fixed[0].planned.kind == "figure" else "continuing"
        raise Refused(f"{fixed[0].ref} is {kind} and takes no other date: add a note instead.")


def _heading(
    title: str, name: str, items: list[ChecklistItem], left: list[ChecklistItem]
) -> tuple[str, str]:
    """Return a form's title, and what is said of the items under it."""
    if len(items) == 1 and not left:
        item = items[0]
        now = f"{status_text(item)}, {due_text(item)}" if name == "untick" else ""
        is_withdrawn = name == "untick" and item.state.status == "withdrawn"
        return (
            f"{title}{' (it is withdrawn)' * is_withdrawn}: {item.ref}  {item.planned.title}",
            now,
        )
    refs = ", ".join(item.ref for item in items[:_MOST_REFS])
    more = f" and {len(items) - _MOST_REFS} more" if len(items) > _MOST_REFS else ""
    done = f"; {plural(len(left), 'item')} closed already and left so" if left else ""
    return f"{title}: {plural(len(items), 'item')}", f"{refs}{more}{done}"


def _author(login: str) -> Field:
    return Field(
        "author",
        "Who is writing (asked once, kept for next time)",
        login,
        "a role, such as ELS lead",
        _needed("who is writing is missing: write a role, such as ELS lead."),
    )


def _record(
    workspace: Workspace,
    record: Callable[..., Entry],
    asked: Sequence[Field],
    refs: Sequence[str],
    values: Values,
) -> list[Entry]:
    meant: dict[str, Any] = {
        field.name: field.check(values[field.name]) if field.check else values[field.name]
        for field in asked
    }
    author = meant.pop("author", None)
    if author:
        workspace.settings = msgspec.structs.replace(workspace.settings, author=one_line(author))
    recorded = workspace.record_all(partial(record, ref=ref, **meant) for ref in refs)
    if author:
        workspace.settings = msgspec.structs.replace(workspace.settings, author_is_known=True)
        with suppress(MilepostError):  # the entry is safe; who writes is asked again next time
            remember(workspace.settings.paths.preferences, author=workspace.settings.author)
    return recorded


def as_of_form(workspace: Workspace) -> FormDialog[date]:
    """Ask for the date that everything is to be about."""
    today = workspace.settings.clock.today
    field = Field("date", "See the plan as of", hint="31 Oct 2009, Oct 2009, Q2 2009/10 or today")
    return FormDialog("Another date", [field], lambda values: parse_date(values["date"], today))


def _past_day(text: str, *, today: date) -> date:
    on = parse_day(text, today)
    if on > today:
        raise Refused(f"{format_day(on)} is in the future: write a day up to {format_day(today)}.")
    return on
