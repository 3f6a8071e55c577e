"""What changed since a day: each changed item then and now, with the entries that changed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from textual.content import Content

from plan_data.errors import Refused
from plan_data.text import plural
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem, build_checklist, without_repeats
from store.checklist.milestones import CLOSED_WORST_FIRST, OPEN_WORST_FIRST
from store.checklist.retractions import retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from store.query.groups import tally_items
from store.query.item_changes import ItemChange, item_changes
from store.query.measure_changes import MeasureChange, measure_changes
from store.query.reporting_period import is_after, position_before
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.workspace import Workspace
from tui.config.typed_values import parse_date
from tui.wording.entry_text import entry_text
from tui.wording.item_text import status_text
from tui.wording.measure_change_text import (
    changes_summary,
    return_change_texts,
    state_change_texts,
)

_AHEAD = frozenset({"due soon", "not due"})


class StatusChangeCount(Struct, frozen=True):
    """How many milestones had a status, as was reported on the earlier day, and have it now."""

    status: str
    before: int
    now: int


class ChangesSince(Struct, frozen=True):
    """What changed in some items since the end of a day, and their counts on the two days.

    `measures` are the changes of the measures in view. `retractions` are by the id of the entry
    that each takes back. `decisions` are those about the complete plan; a decision about an item
    is among its entries.
    """

    since: date
    until: date
    counts: tuple[StatusChangeCount, ...]
    changes: tuple[ItemChange, ...]
    measures: tuple[MeasureChange, ...]
    retractions: dict[str, Entry]
    decisions: tuple[Entry, ...]
    vocabulary: Vocabulary


class _Groups(Struct):
    """Changes by their cause; `nearer` are items that passed from not due to due soon."""

    recorded: list[ItemChange]
    by_calendar: list[ItemChange]
    nearer: list[ItemChange]


def since_form(workspace: Workspace, items: Sequence[ChecklistItem]) -> FormDialog[ChangesSince]:
    """Return a form that asks for the day to compare with.

    It proposes the day of the last Board meeting, or the end of the previous quarter if there was
    no meeting.
    """
    proposed = position_before(workspace.checklist.meetings, workspace.as_of, workspace.loaded.year)
    hint = "31 Oct 2009, Oct 2009 or Q2 2009/10"
    field = Field("since", "Since the end of", format_day(proposed), hint)
    title = f"What changed in the {plural(len(items), 'item')} in view"

    def submit(texts: Mapping[str, str]) -> ChangesSince:
        since = parse_day_before(workspace, texts["since"])
        return _find_changes(workspace, items, since)

    return FormDialog(title, [field], submit)


def parse_day_before(workspace: Workspace, typed: str) -> date:
    """Return the day that was typed.

    Raises:
        Refused: if it is not a date, or not before the as-of date.

    """
    latest = workspace.as_of - timedelta(days=1)
    day = parse_date(typed, workspace.settings.clock.today, latest, workspace.loaded.year.calendar)
    if day >= workspace.as_of:
        as_of = format_day(workspace.as_of)
        raise Refused(f"{format_day(day)} is not before {as_of}: give an earlier day.")
    return day


def _find_changes(
    workspace: Workspace, items: Iterable[ChecklistItem], since: date
) -> ChangesSince:
    entries = workspace.contents.entries
    known_on = workspace.settings.known_on
    reported_on = min(since, known_on or since)
    earlier = build_checklist(workspace.loaded, entries, since, reported_on)
    as_reported = earlier.by_ref()
    as_known_now = build_checklist(workspace.loaded, entries, since, known_on).by_ref()
    now = without_repeats(items)
    reported = [as_reported[item.ref] for item in now]
    restated = [as_known_now[item.ref] for item in now]
    changes = item_changes(reported, restated, now)
    decisions = _plan_decisions(workspace.checklist.decisions, since)
    counts = _status_counts(reported, now)
    return ChangesSince(
        since=since,
        until=workspace.as_of,
        counts=counts,
        changes=changes,
        measures=measure_changes(earlier.measure_states, workspace.measures),
        retractions=retracted_by(entries),
        decisions=decisions,
        vocabulary=workspace.loaded.vocabulary,
    )


def _status_counts(
    before: Iterable[ChecklistItem], now: Iterable[ChecklistItem]
) -> tuple[StatusChangeCount, ...]:
    """Return the counts of each status that a milestone had or has, in the order of the list."""
    counts_before = tally_items(before).milestones_by_status
    counts_now = tally_items(now).milestones_by_status
    found = []
    for status in (*OPEN_WORST_FIRST, *CLOSED_WORST_FIRST):
        if status in counts_before or status in counts_now:
            count = StatusChangeCount(
                status, counts_before.get(status, 0), counts_now.get(status, 0)
            )
            found.append(count)
    return tuple(found)


def _plan_decisions(decisions: Iterable[Entry], since: date) -> tuple[Entry, ...]:
    """Return the decisions after a day that are not about a single item."""
    return tuple(entry for entry in decisions if not entry.ref and is_after(entry, since))


def changes_text(changes_since: ChangesSince) -> Content:
    """Return the changes as text: in numbers, by entries, by the calendar, measures, decisions."""
    groups = _group_by_cause(changes_since.changes)
    lines = [*_count_lines(changes_since), Content("")]
    lines += _recorded_lines(groups.recorded, changes_since.retractions)
    lines.append(Content(""))
    lines += _calendar_lines(groups.by_calendar)
    if groups.nearer:
        count = plural(len(groups.nearer), "item")
        lines.append(Content(f"Not listed: {count} that passed from not due to due soon."))
    lines += _measure_lines(changes_since)
    if changes_since.decisions:
        lines += [Content(""), _bold("Decided by the Board about the whole plan")]
        lines += [Content(entry_text(entry)) for entry in changes_since.decisions]
    return Content("\n").join(lines)


def _count_lines(changes_since: ChangesSince) -> list[Content]:
    """Return the two days side by side in numbers: each status, and the difference."""
    since, until = format_day(changes_since.since), format_day(changes_since.until)
    lines = [
        _bold(
            f"{changes_since.vocabulary.plural_title('milestone'):<18}{since:>13}{until:>13}{'':>7}"
        )
    ]
    total = StatusChangeCount(
        "all",
        sum(count.before for count in changes_since.counts),
        sum(count.now for count in changes_since.counts),
    )
    for count in (*changes_since.counts, total):
        difference = count.now - count.before
        text = f"{count.status:<18}{count.before:>13}{count.now:>13}"
        if difference:
            lines.append(Content.assemble(text, (f"{difference:>+7}", "bold")))
        else:
            lines.append(Content(text))
    return lines


def _group_by_cause(changes: Iterable[ItemChange]) -> _Groups:
    groups = _Groups([], [], [])
    for change in changes:
        if change.new or change.gone:
            groups.recorded.append(change)
        elif not change.is_another_status:
            continue
        elif _statuses(change) <= _AHEAD:
            groups.nearer.append(change)
        else:
            groups.by_calendar.append(change)
    return groups


def _statuses(change: ItemChange) -> set[str]:
    return {change.reported.state.status, change.now.state.status}


def _recorded_lines(
    changes: Sequence[ItemChange], retractions: Mapping[str, Entry]
) -> list[Content]:
    """Return each item that has new or retracted entries, with these entries under it."""
    lines = [_bold(f"Recorded since: {plural(len(changes), 'item')}")]
    for change in changes:
        lines.append(_change_line(change))
        lines += [Content(f"    {entry_text(entry)}") for entry in change.new]
        for entry in change.gone:
            reason = _why_gone(retractions.get(entry.id))
            lines.append(Content(f"    {reason}: {entry_text(entry)}"))
    return lines


def _why_gone(retraction: Entry | None) -> str:
    if retraction is None:
        return "belongs to another ref now"
    return f"taken back by {retraction.by}, {format_day(retraction.on)}"


def _calendar_lines(changes: Sequence[ItemChange]) -> list[Content]:
    """Return one line for the dates of a milestone that changed their status in the same way."""
    title = _bold(f"Changed by the calendar alone: {plural(len(changes), 'item')}")
    similar = _group_similar(changes)
    return [title, *(_change_line(group[0], len(group)) for group in similar)]


def _measure_lines(changes_since: ChangesSince) -> list[Content]:
    """Return a line for each return that is another, with its entries, and for each other state."""
    changes = changes_since.measures
    if not changes:
        return []
    vocabulary = changes_since.vocabulary
    measures = vocabulary.plural_title("measure")
    lines = [Content(""), _bold(f"{measures}: {changes_summary(changes, vocabulary)}")]
    for change in changes:
        for each in change.returns:
            texts = return_change_texts(each, change.measure)
            lines.append(_measure_line(each.ref, change, f"{each.kind}, ", texts))
            lines += _return_entries(each.ref, change, changes_since.retractions)
        if change.is_by_calendar:
            lines.append(_measure_line(change.measure.id, change, "", state_change_texts(change)))
    return lines


def _measure_line(
    ref: str, change: MeasureChange, kind: str, then_and_now: tuple[str, str]
) -> Content:
    then, now = then_and_now
    title = f"{change.measure.title}: {kind}"
    return Content.assemble((f"{ref}  ", "bold"), title, (f"{then} -> {now}", "bold"))


def _return_entries(
    ref: str, change: MeasureChange, retractions: Mapping[str, Entry]
) -> Iterator[Content]:
    for entry in change.new:
        if entry.ref == ref:
            yield Content(f"    {entry_text(entry)}")
    for entry in change.gone:
        if entry.ref == ref:
            yield Content(f"    {_why_gone(retractions.get(entry.id))}: {entry_text(entry)}")


def _group_similar(changes: Iterable[ItemChange]) -> Iterable[list[ItemChange]]:
    """Return the changes in groups that share the milestone, the old status and the new status."""
    groups: dict[tuple[str, str, str], list[ItemChange]] = {}
    for change in changes:
        now = change.now
        key = (now.planned.milestone, change.reported.state.status, now.state.status)
        groups.setdefault(key, []).append(change)
    return groups.values()


def _change_line(change: ItemChange, dates: int = 1) -> Content:
    """Return an item's line; `dates` is how many dates of its milestone the line is about."""
    ref = change.now.ref
    if dates > 1:
        ref = f"{ref} and {plural(dates - 1, 'date')} more"
    now = status_text(change.now)
    status = f"still {now}"
    if change.is_another_status:
        status = f"{status_text(change.reported)} -> {now}"
    title = change.now.planned.title
    return Content.assemble((f"{ref}  ", "bold"), f"{title}: ", (status, "bold"))


def _bold(text: str) -> Content:
    return Content.styled(text, "bold")
