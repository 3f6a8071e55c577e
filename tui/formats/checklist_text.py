"""Plain lines: no boxes, a word beside every symbol, one item a line."""

from collections.abc import Iterable, Sequence

from plan_data.model import About, Objective
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.checklist.readings import Reading
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.groups import FoldedItems, ItemGroup, Tally, fold_items, needing_attention, tally_items
from tui.wording.counts import codes_text, plural
from tui.wording.entry_text import entry_text
from tui.wording.item_text import (
    accountable_for,
    due_text,
    fold_text,
    item_facts,
    pathways_label,
    status_mark,
    status_text,
    title_and_date,
)


def list_text(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return `items`, one a line, and how many they are."""
    counted = tally_items(items)
    end = f"{plural(counted.total, 'item')}, {counted.done} done, {counted.late} late"
    return "\n".join([title_and_date(checklist), "", *(item_line(item) for item in items), "", end, ""])


def item_line(item: ChecklistItem) -> str:
    """Return an item on one line."""
    twin = f"  (the same as {item.planned.same_as})" if item.planned.same_as else ""
    answering = f"{codes_text(item.planned.leads)}  {pathways_label(item.planned)}"
    return f"{status_mark(item)} {status_text(item):<15} {item.ref}  {item.planned.title}  {due_text(item)}  {answering}{twin}"


def status_report_text(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return the counts, and then what needs attention, worst first."""
    counted = tally_items(items)
    lines = [title_and_date(checklist), "", f"{counted.total:5} items"]
    lines += [f"{counted.counts[status]:5} {status}" for status in STATUSES if counted.counts.get(status)]
    if moved := sum(item.state.rescheduled for item in items if not item.planned.same_as):
        lines.append(f"{moved:5} rescheduled with approval (counted above as well)")
    unstated = sum(not item.planned.leads or not item.planned.pathways for item in items if not item.planned.same_as)
    if unstated:
        lines.append(f"{unstated:5} with lead or pathway not stated (counted above as well)")
    lines += ["", _next_board_line(checklist), ""]
    troubled = fold_items(needing_attention(items))
    lines.append("Needs attention, worst first:" if troubled else "Nothing needs attention.")
    lines += [_fold_line(each) for each in troubled]
    lines += _orphan_lines(checklist.orphans)
    return "\n".join([*lines, ""])


def _next_board_line(checklist: Checklist) -> str:
    meeting = next_meeting(checklist.meetings, checklist.as_of)
    return f"Next Board: {format_day(meeting.on)}, {meeting.board}" if meeting else "Next Board: no date is set"


def _fold_line(each: FoldedItems) -> str:
    item = each.first
    ref = item.ref if len(each.items) == 1 else item.planned.milestone
    lead = codes_text(item.planned.leads)
    return f"  {status_mark(item)} {status_text(item):<19} {ref}  {item.planned.title}  {fold_text(each)}  {lead}"


def _orphan_lines(orphans: Iterable[Entry]) -> list[str]:
    lines = [f"  {entry.ref}  {entry_text(entry)}" for entry in orphans]
    return (
        ["", "Entries whose item is not in this plan (kept; `milepost move` re-homes them):", *lines] if lines else []
    )


def item_details_text(item: ChecklistItem, objective: Objective) -> str:
    """Return one item whole: what was promised, what happened, and where print says so."""
    lines = [f"{item.ref}  {item.planned.title}", ""]
    lines += [f"  {name:<13} {value}" for name, value in item_facts(item, objective)]
    lines += ["", "  Entries:" if item.entries else "  No entries yet."]
    lines += [f"    {entry_text(entry)}" for entry in item.entries]
    return "\n".join([*lines, ""])


def leads_text(groups: Iterable[ItemGroup]) -> str:
    """Return the lead agencies with what is done, late and in all."""
    return "".join(f"{group.code:<20} {_standing(group.tally)}  {group.name}\n" for group in groups)


def pathways_text(plan: About, groups: Iterable[ItemGroup]) -> str:
    """Return the pathways with what is done, late and in all, and who answers for each."""
    answering = {pathway.code: accountable_for(pathway, plan) for pathway in plan.pathways}
    rows = [(group, answering.get(group.code, "")) for group in groups]
    return "".join(f"{group.code:<12} {_standing(group.tally)}  {group.name}{roles}\n" for group, roles in rows)


def _standing(counted: Tally) -> str:
    return f"{counted.done:3} of {counted.total:3} done, {counted.late:3} late"


def plan_counts(name: str, whole: Checklist) -> dict[str, object]:
    """Return one plan's line of `status --plan all`."""
    counted = tally_items(whole.items)
    return {
        "id": name,
        "title": whole.loaded.about.title,
        "total": counted.total,
        "done": counted.done,
        "late": counted.late,
    }


def plans_text(rows: Iterable[dict[str, object]]) -> str:
    """Return one line for each plan."""
    return "".join(f"{r['id']:<24} {r['total']:4} items, {r['done']:4} done, {r['late']:4} late\n" for r in rows)


def reading_text(reading: Reading) -> str:
    """Return a reading with print's words, why we read it so, and whether it was confirmed."""
    item, entry = reading.item, reading.confirmed
    printed = f"print says '{item.printed}'" if item.printed else "nothing is printed"
    stands = (
        f"confirmed on {format_day(entry.on)}, by {entry.by}"
        if entry
        else f"to be confirmed by {codes_text(item.leads)}"
    )
    words = f": {' / '.join(entry.all_text.splitlines())}" if entry and entry.all_text else ""
    return (
        f"{item.milestone}  {item.title}\n    {printed}; we read '{item.when}'. {item.reading or ''}\n"
        f"    {stands}{words}\n"
    )
