"""The forms of a measure: an actual of one of its periods, a note, the number that is expected."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from msgspec.structs import replace

from plan_data.errors import Refused
from plan_data.measures import PlanMeasure
from plan_data.text import one_line, with_article
from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import ChecklistItem
from store.checklist.measure_states import MeasureState, PeriodState
from store.dates import format_day
from store.journal.entry import Entry
from store.query.measure_refs import MeasureRefs, read_number
from store.recorder import Recorder
from store.rules import sum_objection
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.form_table import FORMS, Form
from tui.app.dialogs.forms import FormSubject, build_form, dialog_of
from tui.app.drafts import KeptDraft
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_figure
from tui.wording.measure_text import deciding_text, period_label, value_text

ACTS = {"actual": "measure_actual", "tick": "measure_actual", "note": "measure_note",
        "forecast": "measure_forecast", "ask": "measure_ask"}  # fmt: skip
_NOTE = Field("text", "Note", hint="may stay empty", long=True)
_WHY = Field("text", "Why", hint="may stay empty", long=True)


def build_measure_form(
    workspace: Workspace, name: str, state: MeasureState, typed: Mapping[str, str] | None = None
) -> FormDialog[list[Entry]]:
    """Return the form of an act about a measure; `name` is an action's, or the act's own.

    A note or an ask about a cumulative milestone is about its quarter, as in the other views.

    Raises:
        Refused: if the act means nothing for a measure.

    """
    act = ACTS.get(name, name)
    measure = state.measure
    if act not in _FORMS:
        noun = with_article(workspace.loaded.vocabulary.singular("measure"))
        raise Refused(f"{measure.id} is {noun}: it takes an actual, a note or a forecast.")
    if measure.is_milestone and act in {"measure_note", "measure_ask"}:
        return _item_form(workspace, act.removeprefix("measure_"), state)
    if act == "measure_actual" and (objection := sum_objection(measure)):
        raise objection.refused_by_form()
    form = _FORMS[act](state, _counted_year(state, workspace))
    form = replace(form, fields=tuple(_checked(field, measure, workspace) for field in form.fields))
    title = f"{form.title}: {measure.id}  {measure.title}"
    return dialog_of(
        workspace, form, FormSubject(act, title, deciding_text(state), (measure.id,)), typed
    )


def build_figure_forecast(
    workspace: Workspace, item: ChecklistItem, typed: Mapping[str, str] | None = None
) -> FormDialog[list[Entry]]:
    """Return the form of the number that is expected of a figure's measure.

    Raises:
        Refused: if the plan has no measure of that id.

    """
    measure_id = (item.planned.same_as or item.ref).partition("@")[0]
    for state in workspace.checklist.measure_states:
        if state.measure.id == measure_id:
            return build_measure_form(workspace, "forecast", state, typed)
    noun = workspace.loaded.vocabulary.singular("measure")
    raise Refused(f"{item.ref} is of no {noun} of this plan.")


def _counted_year(state: MeasureState, workspace: Workspace) -> FinancialYear:
    """Return the year from whose first day a measure counts: of a milestone all years of the plan."""
    year = workspace.loaded.year
    return year if state.measure.is_milestone else year.year_at(workspace.as_of)


def resume_measure_form(workspace: Workspace, kept: KeptDraft) -> FormDialog[list[Entry]]:
    """Return the form of a draft about a measure, with the words that were typed.

    Raises:
        Refused: if the measure is no longer in the plan.

    """
    draft = kept.draft
    for state in workspace.checklist.measure_states:
        if (state.measure.id,) == draft.refs:
            form = build_measure_form(workspace, draft.action, state, draft.texts)
            workspace.drafts.resume(kept)
            return form
    raise Refused(
        f"{one_line(draft.refs[0])} is not in this plan any more; the words are in '{kept.path}'."
    )


def _item_form(workspace: Workspace, name: str, state: MeasureState) -> FormDialog[list[Entry]]:
    """Return the form of the milestone's quarter that decides, or of its first one."""
    by_ref = workspace.checklist.by_ref()
    first = [state.deciding] if state.deciding else []
    for each in (*first, *state.periods):
        if each.period.ref in by_ref:
            return build_form(workspace, name, [by_ref[each.period.ref]])
    raise Refused(f"{state.measure.id} has no quarter with a figure.")


def _checked(field: Field, measure: PlanMeasure, workspace: Workspace) -> Field:
    """Return a field; that of the period with the check that reads it."""
    if field.name != "period":
        return field
    return replace(field, check=partial(_period_ref, measure=measure, workspace=workspace))


def _period_ref(text: str, *, measure: PlanMeasure, workspace: Workspace) -> str:
    """Return the ref of the period that is typed: Q2, Q2 2009/10, 2009/10 or Oct 2009.

    Raises:
        Refused: if the measure has no such period.

    """
    label = "-".join(text.split())
    if not label:
        raise Refused("which period is missing: write one, such as Q2.")
    year = workspace.loaded.year.year_at(workspace.as_of)
    quarter = year.quarters_by_key().get(label.upper())
    if quarter is not None:
        label = quarter.label
    ref = f"{measure.id}@{label}"
    period = MeasureRefs(workspace.loaded).find_period(ref)
    return period.ref if period else ref


def _record_actual(  # noqa: PLR0913, PLR0917 - the fields of the form
    recorder: Recorder, ref: str, period: str, number: float, text: str, on: date
) -> Entry:
    return recorder.actual(period or ref, on, number, text)


def _record_forecast(  # noqa: PLR0913, PLR0917 - the fields of the form
    recorder: Recorder, ref: str, period: str, when: float, text: str, on: date
) -> Entry:
    return recorder.forecast(period or ref, on, f"{when:.15g}", text)


def _actual_form(state: MeasureState, year: FinancialYear) -> Form:
    measure = state.measure
    title = "Actual"
    if measure.is_cumulative:
        title = f"Actual, cumulative since {format_day(year.first)}"
    number = Field("number", _with_unit("Number", measure), hint=_hint(state), check=parse_figure)
    return Form(title, _record_actual, (_period_field(_due_without_return(state)), number, _NOTE))


def _forecast_form(state: MeasureState, _year: FinancialYear) -> Form:
    targets = [each for each in state.periods if each.period.target is not None]
    number = Field(
        "when", _with_unit("Number expected", state.measure), hint=_hint(state), check=read_number
    )
    last = targets[-1] if targets else None
    return Form("Number expected", _record_forecast, (_period_field(last), number, _WHY))


def _note_form(_state: MeasureState, _year: FinancialYear) -> Form:
    return FORMS["note"]


def _ask_form(_state: MeasureState, _year: FinancialYear) -> Form:
    return FORMS["ask"]


_FORMS: dict[str, Callable[[MeasureState, FinancialYear], Form]] = {
    "measure_actual": _actual_form,
    "measure_note": _note_form,
    "measure_ask": _ask_form,
    "measure_forecast": _forecast_form,
}


def _period_field(each: PeriodState | None) -> Field:
    label = period_label(each.period.label) if each else ""
    return Field("period", "Period", label, hint="such as Q2, or 2009/10")


def _with_unit(label: str, measure: PlanMeasure) -> str:
    return f"{label} ({measure.unit})" if measure.unit else label


def _hint(state: MeasureState) -> str:
    """Return an example: the first target that print gives."""
    for each in state.periods:
        if each.period.target is not None:
            return f"such as {value_text(each.period.target, None)}"
    return "such as 64.5"


def _due_without_return(state: MeasureState) -> PeriodState | None:
    """Return the earliest period that is over without a return, else the next, else the last."""
    missing = [each for each in state.periods if each.actual is None]
    overdue = [each for each in missing if each.status in {"awaiting return", "return overdue"}]
    for candidates in (overdue, missing):
        if candidates:
            return candidates[0]
    return state.periods[-1] if state.periods else None
