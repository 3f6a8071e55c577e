"""A page of a meeting: one item across the whole width, with nothing cut."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from plan_data.load import LoadedPlan
from store.board.board_actions import board_actions
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.retractions import by_day
from store.checklist.status import AHEAD
from store.dates import format_day, format_days
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from store.query.groups import ATTENTION, CLOSED
from tui.app.views.cycle_words import action_due, action_status, wanted_text
from tui.app.views.rows import fold_summary
from tui.wording.entry_text import entry_text
from tui.wording.item_text import due_text, lead_facts, status_text
from tui.wording.measure_text import forecast_text
from tui.wording.report_text import (
    ahead_text,
    colour_word,
    due_or_never,
    judgement_text,
    signed,
)

_LABEL_WIDTH = 11
_INDENT = "  "
_DECIDING = kinds_that(lambda traits: traits.decides)
_NO_ACCOUNT = _DECIDING | {"confirmed"}
_LABEL_STYLE = "$foreground-muted"
_REF_STYLE = "bold $accent"
_STATUS_STYLES = {
    "red": "bold reverse $text-error",
    "amber": "bold reverse $text-warning",
    "green": "bold reverse $text-success",
    "blue": "bold reverse $text-primary",
}
_NONE_RECORDED = "none recorded"


class PageItem(Struct, frozen=True):
    """What a page is about: dates of one milestone that are alike, the oldest first.

    An act is about `first`; `entries` are those of all of them, by the day they happened.
    """

    items: tuple[ChecklistItem, ...]
    entries: tuple[Entry, ...]

    @property
    def first(self) -> ChecklistItem:
        """The oldest of the items."""
        return self.items[0]


def page_item(items: Iterable[ChecklistItem]) -> PageItem:
    """Return what a page shows of items: those that are still open, or all if none is."""
    members = sorted(items, key=due_or_never)
    still_open = [item for item in members if item.state.status not in CLOSED]
    entries: dict[str, Entry] = {}
    for item in members:
        entries |= {entry.id: entry for entry in item.entries}
    return PageItem(tuple(still_open or members), tuple(by_day(entries.values())))


def item_page(page: PageItem, checklist: Checklist, width: int, height: int) -> Content:
    """Return the page for a width and a height, with air between its facts if there is room."""
    head = [title_lines(page.first, width), status_lines(page, width)]
    facts = [labelled_lines(label, text, width) for label, text in page_facts(page, checklist)]
    return spread([*head, *facts], height, air_after=len(head))


def spread(parts: Sequence[Sequence[Content]], height: int, air_after: int = 2) -> Content:
    """Return parts of a page one below the other, with air between them if there is room.

    With little room, the first `air_after` parts alone have air after them.
    """
    lines = sum(map(len, parts))
    is_airy = lines + len(parts) <= height
    has_room = lines + air_after <= height
    text: list[Content] = []
    for at, part in enumerate(parts):
        text += part
        if is_airy or (at < air_after and has_room):
            text.append(Content(""))
    return Content("\n").join(text)


def title_lines(item: ChecklistItem, width: int) -> list[Content]:
    """Return the ref and the title, wrapped."""
    title = Content.assemble((item.ref, _REF_STYLE), (f"  {item.planned.title}", "bold"))
    return title.wrap(width)


def status_lines(page: PageItem, width: int) -> list[Content]:
    """Return the status, the date in force and the printed timescale, wrapped."""
    item = page.first
    style = _STATUS_STYLES.get(item.state.colour, "bold reverse")
    line = Content.assemble(
        (f" {status_words(item)} ", style),
        (f"  {when_text(item)}", "bold"),
        f"  printed: {item.planned.printed or 'no timescale'}",
    )
    lines = line.wrap(width)
    if len(page.items) > 1:
        summary = f"{fold_summary(page.items)}. What is recorded is about the oldest."
        lines += Content(summary).wrap(width)
    return lines


def status_words(item: ChecklistItem) -> str:
    """Return the status in full words, with the days and the colour: OVERDUE 30 days, Amber."""
    days, status = item.state.days_late, item.state.status
    words = status_text(item)
    if days:
        words = words.replace(f" {days}d", f" {format_days(days)}")
    elif status in AHEAD:
        words = f"{status}, {ahead_text(item.state.colour)}"
    return f"{words}, {colour_word(item.state.colour)}"


def when_text(item: ChecklistItem) -> str:
    """Return when an item was done, or is due by the date in force, and by the plan's before."""
    state, planned = item.state, item.planned
    text = due_text(item)
    if state.due is None and not state.done_on:
        return f"no date: {planned.undated_reason}" if planned.undated_reason else "no date"
    due = format_day(state.due) if state.due else ""
    if due and due not in text:
        text += f", due {due}"
    if state.rescheduled and planned.due:
        text += f" (was {format_day(planned.due)})"
    return text


def page_facts(page: PageItem, checklist: Checklist) -> list[tuple[str, str]]:
    """Return what a meeting needs to know of an item, as labels and texts."""
    item, entries = page.first, page.entries
    is_asked_about = item.state.status in ATTENTION
    facts = [
        *_lead_texts(item, checklist.loaded),
        ("Cause", _cause_text(entries)),
        ("Action", _action_text(entries)),
        *_asked_for(page, checklist),
        ("Forecast", _forecast_text(item, entries) or _expected_text(item, checklist)),
        ("Judged", judgement_text(item) or ""),
    ]
    if is_asked_about:
        facts = [(label, _or_none_recorded(label, text)) for label, text in facts]
    facts.append(("Last word", _last_word(entries) or "nobody has recorded any"))
    facts += [("Decided", entry_text(entry)) for entry in reversed(entries) if _decides(entry)]
    return [(label, text) for label, text in facts if text]


def _asked_for(page: PageItem, checklist: Checklist) -> list[tuple[str, str]]:
    """Return the open actions that the Board asked for about the items of a page."""
    refs = {item.ref for item in page.items}
    facts = []
    for action in board_actions(checklist):
        if action.is_open and action.decision.ref in refs:
            text = f"{wanted_text(action)} ({action_due(action)}, {action_status(action)})"
            facts.append(("Asked for", text))
    return facts


def _or_none_recorded(label: str, text: str) -> str:
    if label in {"Cause", "Action", "Forecast"}:
        return text or _NONE_RECORDED
    return text


def _lead_texts(item: ChecklistItem, loaded: LoadedPlan) -> list[tuple[str, str]]:
    if not loaded.has_leads:
        return []
    reword = loaded.vocabulary.reword
    names = {agency.code: agency.name for agency in loaded.about.agencies}
    planned = item.planned
    if not planned.leads:
        return [(reword("Lead"), "not stated")]
    texts: list[tuple[str, str]] = []
    for label, codes in lead_facts(planned.leads, first_leads=planned.first_leads):
        named = [_named(code, names) for code in codes.split(", ")]
        texts.append((reword(label.capitalize()), "; ".join(named)))
    return texts


def _named(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code, code)
    return code if name == code else f"{name} ({code})"


def _cause_text(entries: Sequence[Entry]) -> str:
    for entry in reversed(entries):
        if entry.cause:
            return signed(entry.cause, entry)
    return ""


def _action_text(entries: Sequence[Entry]) -> str:
    for entry in reversed(entries):
        if entry.action and not _decides(entry):
            return signed(entry.action, entry)
    return ""


def _forecast_text(item: ChecklistItem, entries: Sequence[Entry]) -> str:
    forecast = item.state.forecast
    if forecast is None:
        return ""
    for entry in reversed(entries):
        if entry.kind == "forecast":
            return f"{format_day(forecast)}: {signed(entry.text, entry)}"
    return format_day(forecast)


def _expected_text(item: ChecklistItem, checklist: Checklist) -> str:
    """Return the number that is expected of a figure's measure; empty if nobody recorded one."""
    if item.planned.kind != "figure":
        return ""
    for state in checklist.measure_states:
        if state.measure.id == item.planned.milestone:
            return forecast_text(state)
    return ""


def _last_word(entries: Sequence[Entry]) -> str:
    """Return the newest entry that is no decision, without the cause and action shown above."""
    for entry in reversed(entries):
        has_own_words = entry.text or entry.evidence or entry.kind != "note"
        if entry.kind not in _NO_ACCOUNT and has_own_words:
            return entry_text(replace(entry, cause="", action=""))
    return ""


def _decides(entry: Entry) -> bool:
    return entry.kind in _DECIDING


def labelled_lines(label: str, text: str, width: int) -> list[Content]:
    """Return a fact, its text wrapped beside its label."""
    room = max(1, width - _LABEL_WIDTH)
    lines = Content(" / ".join(text.splitlines())).wrap(room)
    shown = Content.styled(f"{label:<{_LABEL_WIDTH}}", _LABEL_STYLE)
    indent = Content(" " * _LABEL_WIDTH)
    first, *rest = lines or [Content("")]
    return [shown + first, *(indent + line for line in rest)]


def closed_page(title: str, items: Iterable[ChecklistItem], width: int, hint: str) -> Content:
    """Return the list of what is done or withdrawn; `hint` says what can be done with it."""
    members = list(items)
    lines = [
        *Content.styled(f"{title}: {len(members)}", "bold").wrap(width),
        *Content(hint).wrap(width),
        Content(""),
    ]
    for item in members:
        text = Content.assemble(
            (f"{item.ref}  ", _REF_STYLE),
            f"{item.planned.title}  ",
            (f"{status_words(item)}, {when_text(item)}", "bold"),
        )
        first, *rest = text.wrap(max(1, width - len(_INDENT)))
        lines += [first, *(Content(_INDENT) + line for line in rest)]
    return Content("\n").join(lines)
