"""What a Board is asked, what it answered and what it wants done, in words."""

from datetime import date
from typing import Final

from msgspec import Struct

from store.board.asks import Ask
from store.board.board_actions import BoardAction
from store.checklist.checklist import Checklist
from store.dates import format_day, format_days
from store.journal.entry import Answer, AskKind, Entry, TabledAsk

ANSWERED: Final[dict[str, str]] = {
    "approve": "approved",
    "refuse": "refused",
    "defer": "deferred",
}
_MARKS = {"open": "[ ]", "overdue": "[!]", "done": "[x]", "done late": "[x]"}
_PLAN = "the plan"


class AskText(Struct, frozen=True):
    """An ask in words.

    `change` says which date is asked for, or nothing for a request; `why` is the reason, or what is
    asked for.
    """

    ref: str
    title: str
    leads: str
    change: str
    why: str

    @property
    def subject(self) -> str:
        """The title with its ref."""
        return f"{self.title} ({self.ref})"


def ask_text(ask: Ask) -> AskText:
    """Return an ask in words."""
    change = change_text(ask.kind, ask.due, ask.to)
    if ask.moved:
        change += f", moved {_times(ask.moved)} before"
    return AskText(ask.ref, ask.title, leads_text(ask.leads), change, _one_line(ask.why))


def tabled_ask_text(ask: TabledAsk, checklist: Checklist) -> AskText:
    """Return an ask of a tabled paper in words; its title is that of the plan as it is now."""
    title, leads = _subject_of(ask.ref, checklist)
    change = change_text(ask.kind, _day_or_none(ask.due), _day_or_none(ask.to))
    asking = asking_entry(ask, checklist)
    why = (asking.ask or asking.text) if asking else ""
    return AskText(ask.ref, title, leads_text(leads), change, _one_line(why))


def asking_entry(ask: TabledAsk, checklist: Checklist) -> Entry | None:
    """Return the forecast or note that asks, None if it counts no more."""
    for entry in checklist.entries:
        if entry.id == ask.entry:
            return entry
    return None


def change_text(kind: AskKind, due: date | None, to: date | None) -> str:
    """Return which date is asked for: 30 Jun 2010 instead of 31 Mar 2010, 91 days later."""
    if to is None or kind == "request":
        return ""
    if due is None:
        return f"first date {format_day(to)}"
    later = format_days((to - due).days)
    return f"{format_day(to)} instead of {format_day(due)}, {later} later"


def leads_text(leads: tuple[str, ...]) -> str:
    """Return the codes of leads, or that none is stated."""
    return ", ".join(leads) or "no lead stated"


def answer_word(answer: Answer | str) -> str:
    """Return what became of an ask: approved, refused, deferred."""
    return ANSWERED.get(answer, answer or "no answer yet")


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


def action_text(action: BoardAction) -> str:
    """Return what is to be done, after who is to do it."""
    text = _one_line(action.decision.action)
    return f"{action.decision.owner}: {text}" if action.decision.owner else text


def subject_of_decision(ref: str, checklist: Checklist) -> str:
    """Return the title and ref of what a decision is about."""
    if not ref:
        return _PLAN
    title, _ = _subject_of(ref, checklist)
    return f"{title} ({ref})" if title != ref else ref


def _subject_of(ref: str, checklist: Checklist) -> tuple[str, tuple[str, ...]]:
    """Return the title and leads of an item or measure; the ref itself if the plan has neither."""
    position = checklist.loaded.positions.get(ref)
    if position is not None:
        planned = checklist.items[position].planned
        return planned.title, planned.leads
    measure_id = ref.partition("@")[0]
    for measure in checklist.loaded.measures:
        if measure.id == measure_id:
            return measure.title, measure.leads
    return ref or _PLAN, ()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())
