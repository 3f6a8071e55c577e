"""Building the form of an act, and recording what was typed into it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.text import one_line, plural
from plan_data.timescale.financial_year import Calendar
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import Meeting
from store.dates import format_day
from store.journal.entry import Entry
from store.query.groups import CLOSED
from store.recorder import Recorder
from store.rules import NO_AUTHOR, future_objection, plan_objection
from tui.app.dialogs.form_dialog import Field, FormDialog, Questioned
from tui.app.dialogs.form_table import (
    DONE_ON_FIELD,
    DUE_FIELD,
    FORMS,
    Form,
    due_ahead,
    due_date,
    needed,
)
from tui.app.drafts import Draft, KeptDraft, draft_journal
from tui.app.workspace import Workspace
from tui.config.preferences import remember
from tui.config.typed_values import parse_date, parse_day
from tui.wording.item_text import due_text, status_text

CORRECTION = "correct"  # the action under which the words of a correction are kept
Values = Mapping[str, str]
Act = Callable[[Recorder], object]
# The names of the actions about a measure, as drafts have them.
MEASURE_ACTS = ("measure_actual", "measure_note", "measure_forecast", "measure_ask")
_MOST_REFS = 4  # named in the title of a form about several items


def resume_form(workspace: Workspace, kept: KeptDraft) -> FormDialog[list[Entry]]:
    """Return the form of a draft, with the words that were typed.

    Raises:
        Refused: if the plan or an item has changed so that there is no such form any more.

    """
    draft = kept.draft
    if draft.action in MEASURE_ACTS:
        from tui.app.dialogs.measure_forms import resume_measure_form  # which builds on this module

        return resume_measure_form(workspace, kept)
    if draft.action == CORRECTION:
        from tui.app.dialogs.correct_form import resume_correction  # which builds on this module

        return resume_correction(workspace, kept)
    by_ref = workspace.checklist.by_ref()
    for ref in draft.refs:
        if ref not in by_ref:
            raise Refused(
                f"{one_line(ref)} is not in this plan any more; the words are in '{kept.path}'."
            )
    items = [by_ref[ref] for ref in draft.refs]
    is_closed = draft.action == "tick" and _act_of_ticking(items)[0] != "tick"
    if is_closed or draft.action not in FORMS:
        raise Refused(
            f"{one_line(draft.refs[0])} was closed meanwhile; the words are in '{kept.path}'."
        )
    form = build_form(workspace, draft.action, items, draft.texts)
    workspace.drafts.resume(kept)
    return form


def build_form(
    workspace: Workspace, name: str, items: Sequence[ChecklistItem], typed: Values | None = None
) -> FormDialog[list[Entry]]:
    """Return the form of an act about one item or several, which are recorded all or not at all.

    `typed` are texts to go on with, by the names of the fields.

    Raises:
        Refused: if the act means nothing for one of the items.

    """
    if name == "forecast" and len(items) == 1 and items[0].planned.kind == "figure":
        from tui.app.dialogs.measure_forms import build_figure_forecast  # builds on this module

        return build_figure_forecast(workspace, items[0], typed)
    chosen = list({item.planned.same_as or item.ref: item for item in items}.values())
    left: list[ChecklistItem] = []
    if name == "tick":
        name, chosen, left = _act_of_ticking(chosen)
    _refuse_meaningless(name, chosen)
    form = _form_of(name, workspace.board.sitting)
    title, about = _heading(_form_title(form, workspace), name, chosen, left)
    subject = FormSubject(name, title, about, tuple([item.ref for item in chosen]))
    return dialog_of(workspace, form, subject, typed)


def _form_title(form: Form, workspace: Workspace) -> str:
    """Return the title with the month from which the plan's figures count."""
    return form.title.replace("{month}", workspace.loaded.year.counted_from)


def _form_of(name: str, sitting: Meeting | None) -> Form:
    """Return the form of an act; a decision is that of the meeting that is being held."""
    form = FORMS[name]
    if name != "decide" or sitting is None:
        return form
    decide = partial(Recorder.decide, board=sitting.board, meeting=sitting.on.isoformat())
    title = f"Decision of the {sitting.board}, {format_day(sitting.on)}"
    return msgspec.structs.replace(form, title=title, record=decide)


class FormSubject(Struct, frozen=True):
    """What a form is about: the act's name, a title, a line below it, and the refs to record for."""

    act: str
    title: str
    about: str
    refs: tuple[str, ...]


def dialog_of(
    workspace: Workspace, form: Form, subject: FormSubject, typed: Values | None = None
) -> FormDialog[list[Entry]]:
    """Return the dialog of a form, which records about every ref of its subject, all or none."""
    fields = _fields(workspace, form.fields, day_first=form.day_first)
    question_clock = ClockQuestion(workspace)

    def submit(values: Values) -> list[Entry]:
        question_clock.ask()
        return _record(
            workspace,
            lambda checked: [partial(form.record, ref=ref, **checked) for ref in subject.refs],
            fields,
            values,
        )

    dialog = FormDialog(
        subject.title,
        fields,
        submit,
        about=subject.about,
        confirm_discard=True,
    )
    dialog.typed = typed or {}
    dialog.on_unsaved = partial(_note_unsaved, workspace, subject.act, subject.refs)
    return dialog


def build_plan_form(
    workspace: Workspace,
    title: str,
    fields: Sequence[Field],
    record: Callable[..., Entry],
    about: str = "",
) -> FormDialog[list[Entry]]:
    """Return the form of an act that is not about the items in view.

    `record` takes a recorder, and the checked values by the names of the fields.
    """
    return build_acts_form(
        workspace, title, fields, lambda checked: [partial(record, **checked)], about
    )


def build_acts_form(  # noqa: PLR0913, PLR0917 - what the form shows, and what it records
    workspace: Workspace,
    title: str,
    fields: Sequence[Field],
    acts: Callable[[dict[str, Any]], Iterable[Act]],
    about: str = "",
    day: date | None = None,
) -> FormDialog[list[Entry]]:
    """Return the form of acts that are recorded all or not at all.

    `acts` returns them for the checked values by the names of the fields. `day` is the day to begin
    with, if it is not the as-of date.
    """
    all_fields = _fields(workspace, fields, day=day)
    question_clock = ClockQuestion(workspace)

    def submit(values: Values) -> list[Entry]:
        question_clock.ask()
        return _record(workspace, acts, all_fields, values)

    return FormDialog(title, all_fields, submit, about=about, confirm_discard=True)


class ClockQuestion:
    """Asks once about a clock that cannot be right: what it dates stays so for good."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._was_asked = False

    def ask(self) -> None:
        """Ask the first time.

        Raises:
            Questioned: if the clock cannot be right.

        """
        problem = self._workspace.problems.of_clock
        if problem and not self._was_asked:
            self._was_asked = True
            raise Questioned(f"nothing was recorded: {problem}")


def _note_unsaved(
    workspace: Workspace, name: str, refs: tuple[str, ...], texts: Values | None
) -> None:
    """Take note of a form's unsaved texts, so that they are kept if the app has to end."""
    draft = None
    if texts is not None:
        draft = Draft(
            plan=workspace.loaded.about.id,
            journal=draft_journal(workspace.settings.paths.journal),
            action=name,
            refs=refs,
            texts=dict(texts),
            at=workspace.settings.clock.now,
        )
    workspace.drafts.change(draft)


def _fields(
    workspace: Workspace,
    own: Sequence[Field],
    *,
    day_first: bool = False,
    day: date | None = None,
) -> tuple[Field, ...]:
    """Return the fields of a form, with the day, and the author if nobody knows who that is."""
    today = workspace.settings.clock.today
    as_of = min(workspace.as_of, today)
    label = "Day it happened" if day_first else "On"
    on = day_field(workspace, label, format_day(day or as_of))
    calendar = workspace.loaded.year.calendar
    own_fields = tuple(_with_date_check(field, today, as_of, calendar) for field in own)
    fields = (on, *own_fields) if day_first else (*own_fields, on)
    if workspace.settings.author_is_known:
        return fields
    return (*fields, author_field(workspace.settings.author, workspace.loaded.vocabulary))


def day_field(workspace: Workspace, label: str, value: str) -> Field:
    """Return the field of the day on which something happened."""
    today = workspace.settings.clock.today
    as_of = min(workspace.as_of, today)
    check = partial(_past_day, today=today, as_of=as_of)
    return Field("on", label, value, "a day, such as 28 Aug, yesterday or 3 days ago", check)


def _with_date_check(field: Field, today: date, as_of: date, calendar: Calendar) -> Field:
    """Return the field; that of a date gets the check that reads it in a plan of the calendar."""
    if field.name == DUE_FIELD.name:
        check = partial(due_ahead, as_of=as_of, calendar=calendar)
        return msgspec.structs.replace(field, check=check)
    if field.check is due_date:
        return msgspec.structs.replace(field, check=partial(due_date, calendar=calendar))
    if field.name != DONE_ON_FIELD.name:
        return field
    return msgspec.structs.replace(
        field, check=partial(_past_day_or_none, today=today, as_of=as_of)
    )


def _act_of_ticking(
    items: list[ChecklistItem],
) -> tuple[str, list[ChecklistItem], list[ChecklistItem]]:
    """Return what ticking means for items, for which of them, and which stay as they are.

    Figures get their actual, and if all items are closed, they are opened again.
    """
    if all(item.planned.kind == "figure" for item in items):
        return "actual", items, []
    _refuse_meaningless("tick", items)
    still_open, closed = [], []
    for item in items:
        if item.state.status in CLOSED:
            closed.append(item)
        else:
            still_open.append(item)
    if not still_open:
        return "untick", closed, []
    return "tick", still_open, closed


def _refuse_meaningless(name: str, items: Sequence[ChecklistItem]) -> None:
    for item in items:
        if objection := plan_objection(name, item.planned):
            raise objection.refused_by_form()
    if name == "actual" and len(items) > 1:
        raise Refused("an actual is recorded for one figure at a time: choose one.")


def _heading(
    title: str, name: str, items: list[ChecklistItem], left: list[ChecklistItem]
) -> tuple[str, str]:
    """Return a form's title, and the line about the items below it."""
    if len(items) == 1 and not left:
        return _heading_of_one(title, name, items[0])
    about = ", ".join(item.ref for item in items[:_MOST_REFS])
    if len(items) > _MOST_REFS:
        about += f" and {len(items) - _MOST_REFS} more"
    if left:
        about += f"; {plural(len(left), 'item')} closed already and left so"
    return f"{title}: {plural(len(items), 'item')}", about


def _heading_of_one(title: str, name: str, item: ChecklistItem) -> tuple[str, str]:
    about = ""
    if name == "untick":
        about = f"{status_text(item)}, {due_text(item)}"
        if item.state.status == "withdrawn":
            title += " (it is withdrawn)"
    return f"{title}: {item.ref}  {item.planned.title}", about


def author_field(login: str, vocabulary: Vocabulary) -> Field:
    """Return the field that asks who is writing, with the login's name to begin with."""
    return Field(
        "author",
        "Who is writing (asked once, kept for next time)",
        login,
        vocabulary.reword("a role, such as ELS lead"),
        needed(NO_AUTHOR.form_sentence),
    )


def _record(
    workspace: Workspace,
    acts: Callable[[dict[str, Any]], Iterable[Act]],
    fields: Sequence[Field],
    values: Values,
) -> list[Entry]:
    """Record the acts for the checked values, and keep the author's name if it was asked."""
    checked: dict[str, Any] = {}
    for field in fields:
        value = values[field.name]
        checked[field.name] = field.check(value) if field.check else value
    author = checked.pop("author", None)
    if author:
        workspace.settings = msgspec.structs.replace(workspace.settings, author=one_line(author))
    recorded = workspace.record_all(acts(checked))
    if author:
        keep_author(workspace)
    return recorded


def keep_author(workspace: Workspace) -> None:
    """Keep who is writing for the next start."""
    workspace.settings = msgspec.structs.replace(workspace.settings, author_is_known=True)
    with suppress(MilepostError):  # the entry is safe; the author is asked again next time
        remember(workspace.settings.paths.preferences, author=workspace.settings.author)


def as_of_form(workspace: Workspace) -> FormDialog[date]:
    """Ask for the as-of date; an empty box means today."""
    hint = "empty: today; or 31 Oct, Oct 2009, Q2 2009/10, 3 days ago"
    field = Field("date", "See the plan as of", hint=hint)

    def submit(values: Values) -> date:
        typed = values["date"].strip().lower() or "today"
        as_of = parse_date(
            typed,
            workspace.settings.clock.today,
            calendar=workspace.loaded.year.calendar,
        )
        workspace.follows_today = typed == "today"
        return as_of

    return FormDialog("Another date", [field], submit)


def _past_day(text: str, *, today: date, as_of: date) -> date:
    on = parse_day(text, today, as_of)
    if objection := future_objection(on, today):
        raise objection.refused_by_form()
    return on


def _past_day_or_none(text: str, *, today: date, as_of: date) -> date | None:
    if not text.strip():
        return None
    return _past_day(text, today=today, as_of=as_of)
