"""Why an act means nothing: one set of rules for the recorder and for the app's forms.

Each rule returns an `Objection`, or None if the act means something. An act has the name of its
method of `store.recorder.Recorder`.
"""

import math
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.text import one_line
from plan_data.timescale.financial_year import Calendar
from store.checklist.history import History
from store.checklist.status import KINDS_WITHOUT_NEW_DATE
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import KINDS, EntryKind, passive

JUDGEMENTS = ("green", "amber", "red")


class Objection(Struct, frozen=True):
    """Why an act means nothing.

    `sentence` is for people, and `shell_hint` what to type in the shell instead. `form_sentence` is
    for a form of the app, which refuses before anything is recorded; it is empty if it is the same,
    or no form asks for the rule.
    """

    sentence: str
    shell_hint: str = ""
    form_sentence: str = ""

    def refused(self) -> Refused:
        """Return the refusal of the recorder."""
        return Refused(self.sentence, self.shell_hint)

    def refused_by_form(self) -> Refused:
        """Return the refusal of a form."""
        return Refused(self.form_sentence or self.sentence)


NO_REASON = Objection(
    "a judgement needs its reason.",
    "say why with --why.",
    "a judgement needs its reason: write why.",
)
NO_POSITION = Objection(
    "an opening position is a day on which it was done, or a note.",
    "add --done-on DAY or --note TEXT.",
    "write the day on which it was done, or a note.",
)
NO_APPROVER = Objection(
    "who approved it is missing.",
    "add --approved-by with the board's or the person's role.",
    "who approved it is missing: write the board, or a role.",
)
NO_AUTHOR = Objection(
    "who is writing is missing.",
    "add --by with a name or a role.",
    "who is writing is missing: write a role, such as programme office.",
)


def check(objection: Objection | None) -> None:
    """Raise the refusal of an objection, if there is one."""
    if objection:
        raise objection.refused()


def require_text(kind: EntryKind, *texts: str) -> None:
    """Refuse an entry of a kind if all its texts are empty."""
    if not any(text.strip() for text in texts):
        raise Refused(KINDS[kind].missing_text)


def approver(text: str) -> str:
    """Return who approved something on one line, and refuse an empty text."""
    name = one_line(text)
    if not name:
        raise NO_APPROVER.refused()
    return name


# Rules about the item as the plan has it.

PlanRule = Callable[[PlanItem], Objection | None]


def plan_objection(act: str, item: PlanItem) -> Objection | None:
    """Return why an act means nothing for an item as the plan has it."""
    rule = _PLAN_RULES.get(act)
    if rule:
        return rule(item)
    return None


def _figure_is_not_ticked(item: PlanItem) -> Objection | None:
    if item.kind != "figure":
        return None
    return Objection(
        f"{item.ref} is a figure and is not ticked.",
        f"use `milepost actual {item.ref} NUMBER`.",
        f"{item.ref} is a figure and is not ticked: choose it alone to record its actual.",
    )


def _figure_is_not_started(item: PlanItem) -> Objection | None:
    if item.kind != "figure":
        return None
    return Objection(
        f"{item.ref} is a figure and is not started.",
        f"use `milepost actual {item.ref} NUMBER`.",
        f"{item.ref} is a figure and is not started: record its actual.",
    )


def _only_figures_have_actuals(item: PlanItem) -> Objection | None:
    if item.kind == "figure":
        return None
    return Objection(
        f"{item.ref} is not a figure.",
        f"`milepost tick {item.ref}` says that it is done.",
        f"{item.ref} is not a figure: tick it when it is done.",
    )


def _takes_no_forecast(item: PlanItem) -> Objection | None:
    """Object to a date as forecast, and to several forecasts at once of which one is of a figure."""
    if item.kind != "figure":
        return _takes_no_date(item, "forecast")
    return Objection(
        f"{item.ref} is a figure and takes a number as forecast, no date.",
        f"use `milepost forecast {item.ref} NUMBER`.",
        f"{item.ref} is a figure: choose it alone to write the number that you expect.",
    )


def _takes_no_date(item: PlanItem, what: str) -> Objection | None:
    if item.kind not in KINDS_WITHOUT_NEW_DATE:
        return None
    kind = "a figure of its quarter" if item.kind == "figure" else "continuing"
    return Objection(
        f"{item.ref} is {kind} and takes no {what}: add a note instead.",
        form_sentence=f"{item.ref} is {kind} and takes no other date: add a note instead.",
    )


_PLAN_RULES: dict[str, PlanRule] = {
    "tick": _figure_is_not_ticked,
    "start": _figure_is_not_started,
    "actual": _only_figures_have_actuals,
    "forecast": _takes_no_forecast,
    "reschedule": partial(_takes_no_date, what="new date"),
}


# Rules about what was recorded for an item.

HistoryRule = Callable[[PlanItem, History, date], Objection | None]


def history_objection(act: str, item: PlanItem, history: History, on: date) -> Objection | None:
    """Return why an act on a day means nothing after what was recorded for the item."""
    for rule in _HISTORY_RULES[act]:
        if objection := rule(item, history, on):
            return objection
    return None


def _was_ticked_already(item: PlanItem, history: History, _: date) -> Objection | None:
    act = history.current_act
    if act is None or act.kind != "done":
        return None
    first = history.first_tick or act
    return Objection(
        f"{item.ref} was ticked already, as done on {format_day(first.on)}, by {first.by}.",
        f"`milepost untick {item.ref}` reopens it.",
    )


def _is_open_already(item: PlanItem, history: History, _: date) -> Objection | None:
    if history.current_act:
        return None
    return Objection(f"{item.ref} is neither ticked nor withdrawn: there is nothing to reopen.")


def _was_started_already(item: PlanItem, history: History, _: date) -> Objection | None:
    started = history.started
    if started is None:
        return None
    return Objection(
        f"{item.ref} was started already, on {format_day(started.on)}, by {started.by}."
    )


def _was_withdrawn_already(item: PlanItem, history: History, _: date) -> Objection | None:
    act = history.current_act
    if act is None or act.kind != "withdrawn":
        return None
    return Objection(f"{item.ref} was withdrawn already, on {format_day(act.on)}, by {act.by}.")


def _is_before_the_last_act(item: PlanItem, history: History, on: date) -> Objection | None:
    act = history.last_opened_or_closed()
    if act is None or on >= act.on:
        return None
    return Objection(
        f"{item.ref} was {passive(act.kind)} on {format_day(act.on)}, by {act.by}: give that day or a later one.",
        "--on gives the day, `milepost undo ENTRY` takes that entry back.",
    )


_HISTORY_RULES: dict[str, tuple[HistoryRule, ...]] = {
    "tick": (_was_ticked_already, _is_before_the_last_act),
    "untick": (_is_open_already, _is_before_the_last_act),
    "start": (_was_started_already,),
    "withdraw": (_was_withdrawn_already, _is_before_the_last_act),
}


# Rules about what was typed.


def future_objection(on: date, today: date) -> Objection | None:
    """Return why a day cannot be that of an act, if it is after `today`."""
    if on <= today:
        return None
    day, latest = format_day(on), format_day(today)
    return Objection(
        f"{day} is in the future: give a day up to {latest}.",
        "--force records it all the same.",
        f"{day} is in the future: write a day up to {latest}.",
    )


def unknown_judgement(typed: str) -> Objection:
    """Return why a word is no judgement."""
    judgements = f"{', '.join(JUDGEMENTS[:-1])} or {JUDGEMENTS[-1]}"
    return Objection(f"'{one_line(typed)}' is no judgement: write {judgements}.")


def figure_objection(
    number: float, item: PlanItem, on: date, quarters: Iterable[tuple[PlanItem, float]]
) -> Objection | None:
    """Return why a number cannot be a figure's actual.

    `quarters` are the measure's other quarters that have an actual, each with it.
    """
    if not math.isfinite(number) or number < 0:
        return Objection(f"{number:g} cannot be an actual: give a number of 0 or more.")
    for other, figure in quarters:
        is_earlier = (other.due or on) < (item.due or on)
        if objection := _contradiction(number, other, figure, is_earlier=is_earlier):
            return objection
    return None


def _contradiction(
    number: float, other: PlanItem | MeasurePeriod, figure: float, *, is_earlier: bool
) -> Objection | None:
    """Return why a number contradicts the figure of another quarter, earlier or later."""
    if is_earlier and figure > number:
        word = "lower"
    elif not is_earlier and figure < number:
        word = "higher"
    else:
        return None
    return Objection(
        f"{number:g} is {word} than the {figure:g} of {other.ref}, and the figures are cumulative:"
        f" check the number, or correct {other.ref} first."
    )


def sum_objection(measure: PlanMeasure) -> Objection | None:
    """Return why a measure that is a sum takes no actual of its own."""
    if not measure.sum_of:
        return None
    parts = ", ".join(measure.sum_of)
    return Objection(f"{measure.id} is the sum of {parts}: record their actuals.")


def measure_objection(
    number: float,
    measure: PlanMeasure,
    period: MeasurePeriod,
    others: Iterable[tuple[MeasurePeriod, float]],
    calendar: Calendar,
) -> Objection | None:
    """Return why a number cannot be a measure's actual.

    A level may fall and be below 0. A cumulative figure may do neither within a year of the
    plan's calendar.
    `others` are the measure's other periods that have an actual, each with it.
    """
    if objection := sum_objection(measure):
        return objection
    if not math.isfinite(number):
        return Objection(f"{number:g} cannot be an actual: give a number.")
    if measure.is_cumulative and number < 0:
        return Objection(f"{number:g} cannot be an actual: give a number of 0 or more.")
    return _contradiction_in_year(number, measure, period, others, calendar)


def expectation_objection(
    number: float,
    measure: PlanMeasure,
    period: MeasurePeriod,
    others: Iterable[tuple[MeasurePeriod, float]],
    calendar: Calendar,
) -> Objection | None:
    """Return why a number cannot be expected of a measure for a period.

    A sum of measures can have such a number, although it takes no actual. `others` are as in
    `measure_objection`.
    """
    if measure.is_cumulative and number < 0:
        return Objection(f"{number:g} cannot be expected: give a number of 0 or more.")
    return _contradiction_in_year(number, measure, period, others, calendar)


def _contradiction_in_year(
    number: float,
    measure: PlanMeasure,
    period: MeasurePeriod,
    others: Iterable[tuple[MeasurePeriod, float]],
    calendar: Calendar,
) -> Objection | None:
    """Return why a cumulative number contradicts the actual of another period of its year."""
    if not measure.is_cumulative:
        return None
    year = calendar.year_containing(period.due)
    for other, figure in others:
        if calendar.year_containing(other.due) != year:
            continue
        is_earlier = other.due < period.due
        if objection := _contradiction(number, other, figure, is_earlier=is_earlier):
            return objection
    return None


# Rules about taking back.


def undo_objection(target: Entry, retraction_of: dict[str, Entry]) -> Objection | None:
    """Return why an entry cannot be taken back; `retraction_of` has the retraction of each id."""
    retraction = retraction_of.get(target.id)
    if retraction is None:
        return None
    return Objection(f"entry {target.id} was taken back already, by {retraction.by}.")


def redo_objection(
    ref: str, retractions: Iterable[Entry], own_names: Collection[str]
) -> Objection | None:
    """Return why an entry cannot be brought back; `retractions` are those in effect.

    `own_names` are the author's names: what somebody else took back, too, is theirs to bring back.
    """
    for retraction in retractions:
        if retraction.by not in own_names:
            return Objection(
                f"{ref} stays as it is: {retraction.by} took the same entry back too, on"
                f" {format_day(retraction.on)}, so that bringing it back would change nothing.",
                f"`milepost undo {retraction.id}` takes that one back, then `milepost redo` yours.",
            )
    return None


def correction_objection(target: Entry, own_names: Collection[str]) -> Objection | None:
    """Return why an entry is not corrected by an author, whose names are `own_names`."""
    if target.by in own_names:
        return None
    return Objection(
        f"entry {target.id} is by {target.by}, and only its author corrects it: add an entry of"
        " your own that says it better.",
    )
