"""The form that corrects an entry: its fields as they are, to be changed."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import msgspec

from plan_data.errors import Refused
from plan_data.text import one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.parser import parse_due
from store.corrections import Correction, fields_to_correct
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.forms import CORRECTION, ClockQuestion, day_field
from tui.app.drafts import Draft, KeptDraft, draft_journal
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_figure
from tui.wording.counts import format_number
from tui.wording.entry_text import kind_text

Texts = Mapping[str, str]
_READ_BY_CHECK = frozenset({"on", "number"})  # fields whose check returns their value

_FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("text", "Words", long=True),
        Field("evidence", "Evidence", hint="where the proof can be seen", long=True),
        Field("cause", "Cause: why it is late", hint="may stay empty", long=True),
        Field("action", "Action", hint="may stay empty", long=True),
        Field("ask", "Ask of the Board", hint="may stay empty", long=True),
        Field("number", "Number", hint="such as 454", check=parse_figure),
        Field("when", "Date", hint="such as Jan 2010"),
        Field("approved_by", "Approved by", hint="the board, or a role"),
        Field("colour", "Colour", hint="green, amber or red"),
        Field("owner", "Owner", hint="who is to act"),
        Field("board", "Board", hint="the board that meets"),
    )
}


def correct_form(
    workspace: Workspace, entry: Entry, typed: Texts | None = None
) -> FormDialog[list[Entry]] | None:
    """Return the form that corrects an entry, None if its kind is not corrected.

    `typed` are texts to go on with, by the names of the fields.
    """
    names = fields_to_correct(entry)
    if not names:
        return None
    calendar = workspace.loaded.year.calendar
    fields = [_field(entry, name, calendar) for name in names]
    fields.append(day_field(workspace, "Day it happened", format_day(entry.on)))
    question_clock = ClockQuestion(workspace)

    def submit(values: Texts) -> list[Entry]:
        question_clock.ask()
        return workspace.own.correct(entry, _correction(fields, values))

    title = f"Correct {entry.ref}  {kind_text(entry)}"
    form = FormDialog(title, fields, submit, confirm_discard=True)
    form.typed = typed or {}
    form.on_unsaved = partial(_note_unsaved, workspace, entry)
    return form


def _field(entry: Entry, name: str, calendar: Calendar) -> Field:
    field = _FIELDS[name]
    if name == "when" and entry.kind in {"forecast", "rescheduled"}:
        field = msgspec.structs.replace(field, check=partial(parse_due, calendar=calendar))
    return msgspec.structs.replace(field, value=_value_text(entry, name))


def _value_text(entry: Entry, name: str) -> str:
    value = getattr(entry, name)
    return format_number(value) if name == "number" else str(value)


def _correction(fields: Iterable[Field], values: Texts) -> Correction:
    """Return what was changed; a field that was left as it was is not touched."""
    changed: dict[str, Any] = {}
    for field in fields:
        text = values[field.name]
        if text == field.value:
            continue
        if field.check and field.name in _READ_BY_CHECK:
            changed[field.name] = field.check(text)
        else:
            changed[field.name] = text
    return Correction(changed.pop("on", None), changed)


def resume_correction(workspace: Workspace, kept: KeptDraft) -> FormDialog[list[Entry]]:
    """Return the form of a half-typed correction.

    Raises:
        Refused: if the entry is not there any more, or was taken back.

    """
    (entry_id,) = kept.draft.refs
    entry = workspace.entry_in_effect(entry_id)
    form = correct_form(workspace, entry, kept.draft.texts) if entry else None
    if form is None:
        raise Refused(
            f"entry {one_line(entry_id)} does not count any more; the words are in '{kept.path}'."
        )
    workspace.drafts.resume(kept)
    return form


def _note_unsaved(workspace: Workspace, entry: Entry, texts: Texts | None) -> None:
    """Take note of the unsaved texts, so that they are kept if the app has to end."""
    draft = None
    if texts is not None:
        draft = Draft(
            plan=workspace.loaded.about.id,
            journal=draft_journal(workspace.settings.paths.journal),
            action=CORRECTION,
            refs=(entry.id,),
            texts=dict(texts),
            at=workspace.settings.clock.now,
        )
    workspace.drafts.change(draft)
