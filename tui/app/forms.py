"""The form of each act: what it asks, and what it records when it is filled in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from plan_data.errors import Refused
from plan_data.timescale import parse_due
from store.checklist import ChecklistItem
from store.dates import spoken
from store.entry import Entry
from store.record import Recorder
from tui.app.desk import Desk
from tui.app.dialogs import Field, FormDialog
from tui.formats.checklist import ENDINGS, lay_out
from tui.settings import parse_date, parse_day, parse_figure
from tui.shell.output import write_whole
from tui.words import plural

Form = FormDialog[Entry]
Values = Mapping[str, str]
Act = Callable[[Recorder, str, date, Values], Entry]


def tick_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask when an item was done; for one that is done or withdrawn, when it was opened again."""
    if item.plan.kind == "figure":
        return actual_form(desk, item)
    if item.state.status in {"done", "done late", "withdrawn"}:
        return _form(
            desk,
            item,
            f"Open again: {item.state.status}",
            [Field("text", "Why", hint="may stay empty")],
            lambda recorder, ref, on, values: recorder.untick(ref, on, values["text"]),
        )
    return _form(
        desk,
        item,
        "Tick as done",
        [Field("text", "Note", hint="may stay empty")],
        lambda recorder, ref, on, values: recorder.tick(ref, on, values["text"]),
    )


def note_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask for a note and the day it is about; the note comes first, as the day is mostly right."""
    return _form(
        desk,
        item,
        "Note",
        [Field("text", "Note")],
        lambda recorder, ref, on, values: recorder.note(ref, on, values["text"]),
        day_last=True,
    )


def start_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask when work on an item started."""
    return _form(
        desk,
        item,
        "Started",
        [Field("text", "Note", hint="may stay empty")],
        lambda recorder, ref, on, values: recorder.start(ref, on, values["text"]),
    )


def actual_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask for the figure reached by the end of a quarter."""
    return _form(
        desk,
        item,
        "Actual, cumulative since April",
        [
            Field("number", "Number", hint="such as 454", check=parse_figure),
            Field("text", "Note", hint="may stay empty"),
        ],
        lambda recorder, ref, on, values: recorder.actual(ref, on, parse_figure(values["number"]), values["text"]),
        day_last=True,
    )


def forecast_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask when an item is now expected."""
    return _form(
        desk,
        item,
        "Forecast",
        [
            Field("when", "Now expected", hint="such as Jan 2010", check=parse_due),
            Field("text", "Why", hint="may stay empty"),
        ],
        lambda recorder, ref, on, values: recorder.forecast(ref, on, values["when"], values["text"]),
        day_last=True,
    )


def reschedule_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask for a new date and who approved it."""
    return _form(
        desk,
        item,
        "New date",
        [
            Field("when", "New date", hint="such as Jan 2010", check=parse_due),
            Field("approved_by", "Approved by", hint="the board, or a role"),
            Field("text", "Why", hint="may stay empty"),
        ],
        lambda recorder, ref, on, v: recorder.reschedule(ref, on, v["when"], v["approved_by"], v["text"]),
        day_last=True,
    )


def withdraw_form(desk: Desk, item: ChecklistItem) -> Form:
    """Ask who approved that an item is no longer to be done."""
    return _form(
        desk,
        item,
        "Withdraw",
        [
            Field("approved_by", "Approved by", hint="the board, or a role"),
            Field("text", "Why", hint="may stay empty"),
        ],
        lambda recorder, ref, on, values: recorder.withdraw(ref, on, values["approved_by"], values["text"]),
        day_last=True,
    )


def travel_form(desk: Desk) -> FormDialog[date]:
    """Ask for the date that everything is to be about."""
    today = desk.settings.clock.today
    field = Field("date", "See the plan as of", hint="31 Oct 2009, Oct 2009, Q2 2009/10 or today")
    return FormDialog("Another date", [field], lambda values: parse_date(values["date"], today))


def export_form(desk: Desk, items: Sequence[ChecklistItem]) -> FormDialog[Path]:
    """Ask for the file that the items in view are to be written to."""
    name = f"{desk.plan.plan.plan}-{desk.as_of.isoformat()}.csv"
    field = Field("file", "File (.csv, .md, .json or .txt)", value=name)

    def write(values: Values) -> Path:
        path = Path(values["file"].strip()).expanduser()
        if path.suffix.lower() not in ENDINGS:
            raise Refused(f"'{path.name}' does not say which format: end the name with {', '.join(ENDINGS)}.")
        data = lay_out(desk.checklist, items, ENDINGS[path.suffix.lower()])
        write_whole(path, data.encode() if isinstance(data, str) else data, force=False)
        return path.resolve()

    return FormDialog(f"Export {plural(len(items), 'item')}, as in view", [field], write)


def _form(  # noqa: PLR0913 - what a form is made of
    desk: Desk, item: ChecklistItem, title: str, fields: list[Field], act: Act, *, day_last: bool = False
) -> Form:
    today = desk.settings.clock.today
    day = Field("on", "On", spoken(desk.as_of), "a day, such as 28 Aug 2009", lambda text: _past_day(text, today))
    asked = [*fields, day] if day_last else [day, *fields]

    def submit(values: Values) -> Entry:
        on = parse_day(values["on"], today)
        return desk.record(lambda recorder: act(recorder, item.ref, on, values))

    return FormDialog(f"{title}: {item.ref}  {item.plan.title}", asked, submit)


def _past_day(text: str, today: date) -> date:
    on = parse_day(text, today)
    if on > today:
        raise Refused(f"{spoken(on)} is in the future: write a day up to {spoken(today)}.")
    return on
