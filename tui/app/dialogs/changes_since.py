"""What changed since a day: each item then and now, and who said so."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from textual.content import Content

from plan_data.errors import Refused
from store.checklist.checklist import ChecklistItem, build_checklist
from store.checklist.retractions import retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from store.query.item_changes import ItemChange, item_changes
from store.query.reporting_period import is_after, position_before
from tui.app.dialogs.dialogs import Field, FormDialog
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_date
from tui.wording.counts import plural
from tui.wording.entry_text import entry_text
from tui.wording.item_text import status_text

_AHEAD = frozenset({"due soon", "not due"})


class ChangesSince(Struct, frozen=True):
    """What changed in some items since the end of a day; `gone` says who took which entry back.

    `decisions` are those about the whole plan; what was decided about an item is among its entries.
    """

    since: date
    found: tuple[ItemChange, ...]
    gone: dict[str, Entry]
    decisions: tuple[Entry, ...]


def since_form(workspace: Workspace, items: Sequence[ChecklistItem]) -> FormDialog[ChangesSince]:
    """Ask since which day; the last Board's meeting is proposed, or the end of the quarter before."""
    proposed = position_before(workspace.checklist.meetings, workspace.as_of)
    field = Field("since", "Since the end of", format_day(proposed), "31 Oct 2009, Oct 2009 or Q2 2009/10")
    title = f"What changed in the {plural(len(items), 'item')} in view"
    return FormDialog(title, [field], lambda values: _news(workspace, items, values))


def parse_day_before(workspace: Workspace, typed: str) -> date:
    """Return the day that was typed.

    Raises:
        Refused: where it is no date, or not before the date in view.

    """
    day = parse_date(typed, workspace.settings.clock.today)
    if day >= workspace.as_of:
        raise Refused(f"{format_day(day)} is not before {format_day(workspace.as_of)}: give an earlier day.")
    return day


def _news(workspace: Workspace, items: Iterable[ChecklistItem], values: Mapping[str, str]) -> ChangesSince:
    since = parse_day_before(workspace, values["since"])
    entries, known_on = workspace.contents.entries, workspace.settings.known_on
    now = [item for item in items if item.planned.same_as is None]
    then = build_checklist(workspace.loaded, entries, since, min(since, known_on or since)).by_ref()
    known = build_checklist(workspace.loaded, entries, since, known_on).by_ref()
    found = item_changes([then[item.ref] for item in now], [known[item.ref] for item in now], now)
    decisions = tuple(entry for entry in workspace.checklist.decisions if not entry.ref and is_after(entry, since))
    return ChangesSince(since, found, retracted_by(entries), decisions)


def changes_text(news: ChangesSince) -> Content:
    """Return what people recorded, then what the passing of days alone has changed."""
    said = [change for change in news.found if change.new or change.gone]
    passed = [change for change in news.found if change.is_another_status and not (change.new or change.gone)]
    ahead = [change for change in passed if {change.reported.state.status, change.now.state.status} <= _AHEAD]
    lines = [_bold(f"Recorded since: {plural(len(said), 'item')}")]
    for change in said:
        lines.append(_then_and_now(change))
        lines += [Content(f"    {entry_text(entry)}") for entry in change.new]
        lines += [Content(f"    {_gone(entry, news.gone)}: {entry_text(entry)}") for entry in change.gone]
    alike = _alike(change for change in passed if change not in ahead)
    lines += [Content(""), _bold(f"Changed by the calendar alone: {plural(len(passed) - len(ahead), 'item')}")]
    lines += [_then_and_now(changed[0], len(changed)) for changed in alike]
    if ahead:
        lines.append(Content(f"Not listed: {plural(len(ahead), 'item')} that passed from not due to due soon."))
    if news.decisions:
        lines += [Content(""), _bold("Decided by the Board about the whole plan")]
        lines += [Content(entry_text(entry)) for entry in news.decisions]
    return Content("\n").join(lines)


def _bold(text: str) -> Content:
    return Content.styled(text, "bold")


def _gone(entry: Entry, gone: Mapping[str, Entry]) -> str:
    by = gone.get(entry.id)
    return f"taken back by {by.by}, {format_day(by.on)}" if by else "belongs to another ref now"


def _alike(found: Iterable[ItemChange]) -> Iterable[list[ItemChange]]:
    """Return changes of one milestone that went the same way together."""
    by_way: dict[tuple[str, str, str], list[ItemChange]] = {}
    for change in found:
        way = (change.now.planned.milestone, change.reported.state.status, change.now.state.status)
        by_way.setdefault(way, []).append(change)
    return by_way.values()


def _then_and_now(change: ItemChange, dates: int = 1) -> Content:
    then, now = status_text(change.reported), status_text(change.now)
    moved = f"{then} -> {now}" if change.is_another_status else f"still {now}"
    more = f" and {plural(dates - 1, 'date')} more" if dates > 1 else ""
    return Content.assemble((f"{change.now.ref}{more}  ", "bold"), f"{change.now.planned.title}: ", (moved, "bold"))
