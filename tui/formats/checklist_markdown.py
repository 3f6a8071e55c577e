"""Markdown for pasting into papers: a heading a priority, a table of its items."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.query.groups import tally_items
from tui.wording.counts import codes_text, plural
from tui.wording.item_text import due_text, pathways_label, status_mark, status_text, title_and_date

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def list_markdown(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return `items` as tables under their priorities."""
    titles = {p.number: p.title for section in checklist.loaded.full_plan.sections for p in section.priorities}
    counted = tally_items(items)
    standing = f"{plural(counted.total, 'item')}, {counted.done} done, {counted.late} late"
    lines = [
        f"# {escape_markdown(checklist.loaded.about.title)}",
        "",
        f"{escape_markdown(title_and_date(checklist))}: {escape_markdown(standing)}.",
    ]
    for number, members in groupby(items, key=lambda item: item.planned.priority):
        lines += ["", f"## {escape_markdown(number)} {escape_markdown(titles.get(number, ''))}", "", *_table(members)]
    return "\n".join([*lines, ""])


def _table(items: Iterable[ChecklistItem]) -> list[str]:
    heading = ("", "Ref", "Milestone", "Printed", "Due", "Status", "Lead", "Pathway", "Last note")
    return [_row(heading), _row(["---"] * len(heading)), *(_row(_cells(item)) for item in items)]


def _cells(item: ChecklistItem) -> list[str]:
    plan = item.planned
    due = format_day(item.state.due) if item.state.due else ""
    status = f"{status_text(item)}, {due_text(item)}" if item.state.done_on else status_text(item)
    last = item.notes[-1] if item.notes else None
    note = f"{format_day(last.on)}, {last.by}: {last.all_text}" if last else ""
    cells = [status_mark(item), plan.ref, plan.title, plan.printed or "", due, status]
    return [escape_markdown(cell) for cell in (*cells, codes_text(plan.leads), pathways_label(plan), note)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line of a table."""
    return "<br>".join(_SPECIAL.sub(r"\\\1", line) for line in text.splitlines())
