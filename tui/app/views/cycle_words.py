"""The words for asks and actions in the app, in the parts that its rows and pages have."""

from datetime import date

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.text import plural
from store.board.answer_words import answer_word
from store.board.asks import Ask
from store.board.board_actions import BoardAction
from store.checklist.checklist import Checklist
from store.dates import format_day, format_days
from store.journal.entry import AskKind, TabledAsk
from tui.wording.board_cycle_words import plain_title
from tui.wording.counts import codes_text

_MARKS = {"open": "[ ]", "overdue": "[!]", "done": "[x]", "done late": "[x]"}


class AskWords(Struct, frozen=True):
    """An ask in words: its title with its ref, its leads, its dates, and why or what it asks for."""

    title: str
    leads: str
    dates: str
    why: str

    @property
    def text(self) -> str:
        """Dates and reason on one line."""
        return ": ".join(filter(None, [self.dates, self.why]))


def words_of_ask(ask: Ask, checklist: Checklist) -> AskWords:
    """Return an ask in words; without a reason of its own, its item's latest cause is why."""
    dates = _dates_text(ask.kind, ask.due, ask.to)
    if ask.moved:
        dates += f", moved {plural(ask.moved, 'time')} before"
    why = on_one_line(ask.why or _latest_cause(ask.ref, checklist))
    return AskWords(f"{ask.title} ({ask.ref})", codes_text(ask.leads), dates, why)


def _latest_cause(ref: str, checklist: Checklist) -> str:
    position = checklist.loaded.positions.get(ref)
    if position is None:
        return ""
    for entry in reversed(checklist.items[position].entries):
        if entry.cause:
            return entry.cause
    return ""


def words_of_tabled(ask: TabledAsk, loaded: LoadedPlan) -> AskWords:
    """Return an ask of a tabled paper in words; its title and leads are those of the plan now."""
    title = plain_title(loaded, ask.ref)
    named = f"{title} ({ask.ref})" if title else ask.ref
    dates = _dates_text(ask.kind, _day_or_none(ask.due), _day_or_none(ask.to))
    return AskWords(named, codes_text(_leads(ask.ref, loaded)), dates, on_one_line(ask.text))


def _dates_text(kind: AskKind, due: date | None, to: date | None) -> str:
    if to is None or kind == "request":
        return ""
    if due is None:
        return f"first date {format_day(to)}"
    return f"from {format_day(due)} to {format_day(to)}, {format_days((to - due).days)}"


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _leads(ref: str, loaded: LoadedPlan) -> tuple[str, ...]:
    """Return the leads of an item or a measure."""
    position = loaded.positions.get(ref)
    if position is not None:
        return loaded.items[position].leads
    measure_id = ref.partition("@")[0]
    for measure in loaded.measures:
        if measure.id == measure_id:
            return measure.leads
    return ()


def answered_word(answer: str) -> str:
    """Return what was answered in small letters, or that there is no answer."""
    return answer_word(answer).lower() if answer else "not answered"


# Actions


def action_mark(action: BoardAction) -> str:
    """Return the box of an action: [x] done, [!] overdue, [ ] to do."""
    return _MARKS[action.status]


def action_status(action: BoardAction) -> str:
    """Return the status of an action, as that of an item: OVERDUE 12d, open, done."""
    if action.status == "overdue":
        return f"OVERDUE {action.days_late}d"
    return action.status


def action_due(action: BoardAction) -> str:
    """Return by when an action is to be done, or when it was."""
    if action.completed is not None:
        return f"done {format_day(action.completed.on)}"
    if action.due is None:
        return action.decision.when or "no date"
    return f"due {format_day(action.due)}"


def wanted_text(action: BoardAction) -> str:
    """Return what is to be done, after who is to do it."""
    text = on_one_line(action.decision.action)
    return f"{action.decision.owner or 'nobody named'}: {text}"


def on_one_line(text: str) -> str:
    """Return a text of several lines on one."""
    return " / ".join(text.splitlines())
