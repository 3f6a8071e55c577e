"""Plain lines: no boxes, a word beside every symbol, one item a line."""

from collections.abc import Iterable, Sequence
from datetime import date

from plan_data.items import PlanItem, undated_reason
from plan_data.model import About, Objective, Pathway
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.checklist.readings import Reading
from store.dates import format_day, format_days
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.groups import FoldedItems, ItemGroup, Tally, fold_items, needing_attention, tally_items
from tui.wording.item_text import (
    codes_text,
    due_text,
    fold_text,
    format_number,
    plural,
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


def pathways_label(item: PlanItem) -> str:
    """Return an item's pathways, saying where the plan's editor inferred them."""
    return codes_text(item.pathways) + (" (inferred)" if item.pathways_inferred and item.pathways else "")


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


def item_facts(item: ChecklistItem, objective: Objective) -> list[tuple[str, str]]:
    """Return what there is to say of an item, each with its name, the status first."""
    plan, state = item.planned, item.state
    rows = [
        ("status", f"{status_mark(item)} {status_text(item)}"),
        ("when", due_text(item)),
        ("due", _day(state.due) if state.done_on and state.due else None),
        ("objective", f"{objective.number} {objective.title}"),
        ("printed", plan.printed or "no timescale is printed"),
        ("our reading", plan.when or f"{format_number(plan.target)} {plan.unit or ''} by {_day(plan.due)}"),
        ("because", plan.reading),
        ("no date", undated_reason(plan.when) if plan.kind == "undated" and not state.due else None),
        ("opens", _day(plan.opens) if plan.opens else None),
        ("start by", _day(plan.start_by) if plan.kind == "window" else None),
        ("started", _day(state.started_on) if state.started_on else None),
        ("new date", f"{_day(state.due)} (was {_day(plan.due)})" if state.rescheduled else None),
        ("forecast", _day(state.forecast) if state.forecast else None),
        ("late by", format_days(state.days_late) if state.days_late else None),
        ("lead", codes_text(plan.leads)),
        ("pathway", pathways_label(plan)),
        ("same as", plan.same_as),
        ("success", "; ".join(objective.success)),
        ("source", f"page {plan.source.page}, row {plan.source.row}" if plan.source else None),
    ]
    return [(name, value) for name, value in rows if value]


def _day(on: date | None) -> str:
    return format_day(on) if on else "no date"


def entry_text(entry: Entry) -> str:
    """Return what an entry says, on one line: when, what, who."""
    says = {
        "actual": f" {format_number(entry.number)}",
        "forecast": f" {entry.when}",
        "rescheduled": f" to {entry.when}, approved by {entry.approved_by}",
        "withdrawn": f", approved by {entry.approved_by}",
        "moved": f" to {entry.to}",
        "retracted": f" {entry.names}",
        "confirmed": f" the reading '{entry.when}'",
        "judged": f" {entry.colour}",
        "meeting": f" of the {entry.board} on {entry.when}",
        "decision": f"{f', for {entry.owner}' if entry.owner else ''}{f', by {entry.when}' if entry.when else ''}",
    }.get(entry.kind, "")
    words = f": {' / '.join(entry.all_text.splitlines())}" if entry.all_text else ""
    return f"{format_day(entry.on)}  {entry.kind}{says}  by {entry.by}{words}"


def log_line(entry: Entry, retraction: Entry | None) -> str:
    """Return an entry of the log; one that was taken back says by whom and when."""
    gone = f"  (taken back by {retraction.by}, {format_day(retraction.at.date())})" if retraction else ""
    return f"{entry.id}  {entry.ref}  {entry_text(entry)}{gone}"


def leads_text(groups: Iterable[ItemGroup]) -> str:
    """Return the lead agencies with what is done, late and in all."""
    return "".join(f"{group.code:<20} {_standing(group.tally)}  {group.name}\n" for group in groups)


def pathways_text(plan: About, groups: Iterable[ItemGroup]) -> str:
    """Return the pathways with what is done, late and in all, and who answers for each."""
    answering = {pathway.code: accountable_for(pathway, plan) for pathway in plan.pathways}
    rows = [(group, answering.get(group.code, "")) for group in groups]
    return "".join(f"{group.code:<12} {_standing(group.tally)}  {group.name}{roles}\n" for group, roles in rows)


def accountable_for(pathway: Pathway, plan: About) -> str:
    """Return who leads and champions a pathway, and which board it reports to and how often that meets."""
    meets = next((board.meets for board in plan.boards if board.name == pathway.board), None)
    often = f" ({meets})" if meets else ""
    roles = [("led by", pathway.lead), ("champion", pathway.champion), ("board", pathway.board)]
    said = "".join(f", {word} {role}" for word, role in roles if role)
    return said + often


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
