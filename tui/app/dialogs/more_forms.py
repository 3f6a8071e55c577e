"""Forms of the acts that are not about the items in view."""

from collections.abc import Callable, Mapping
from functools import partial

from store.checklist.readings import Reading
from store.journal.entry import Entry
from store.query.lookup import find_item
from store.recorder import Recorder
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.form_table import needed
from tui.app.dialogs.forms import build_plan_form
from tui.app.journal_exchange import Preview
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_meeting_day
from tui.formats.checklist_text import reading_text

EntryForm = FormDialog[list[Entry]]


def meeting_form(workspace: Workspace, board: str) -> EntryForm:
    """Return the form for the day on which a board meets."""
    today = workspace.settings.clock.today
    fields = [
        Field(
            "day",
            "Day of the meeting",
            hint="with its year, such as 12 Jan 2010",
            check=partial(parse_meeting_day, today=today, as_of=workspace.as_of),
        ),
        Field("board", "Board", board, check=needed("whose meeting it is, is missing.")),
    ]
    return build_plan_form(workspace, "Board date", fields, Recorder.meet)


def confirmation_form(workspace: Workspace, reading: Reading) -> EntryForm:
    """Return the form for a lead's confirmation of how print is read."""
    field = Field("text", "Note", hint="who was asked, or what was said; may stay empty", long=True)
    about = " ".join(reading_text(reading, workspace.loaded).split())
    record = partial(Recorder.confirm, ref=reading.id)
    return build_plan_form(
        workspace, f"Confirm the reading of {reading.id}", [field], record, about=about
    )


def move_form(workspace: Workspace, old: str, near: str) -> EntryForm:
    """Return the form that moves the entries of a ref; `near` is the item to begin with."""
    items = workspace.loaded.items

    def item_ref(text: str) -> str:
        return find_item(items, text).ref

    field = Field("new", "To the item", near, "its ref, such as 2.4.4-c", item_ref)
    record = partial(Recorder.move, old=old)
    return build_plan_form(workspace, f"Move the entries of {old}", [field], record)


def exchange_form(title: str, label: str, preview: Callable[[str], Preview]) -> FormDialog[Preview]:
    """Return a form that asks for a path, and returns what is new there."""

    def submit(values: Mapping[str, str]) -> Preview:
        return preview(values["path"])

    hint = "its path; what is new there is shown before anything is written"
    return FormDialog(title, [Field("path", label, hint=hint)], submit)
