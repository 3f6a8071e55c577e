"""Markdown for pasting into papers: a heading a priority, a table of its items."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from store.checklist import Checklist, ChecklistItem
from store.dates import spoken
from store.overview import tally
from tui.formats.as_text import pathways
from tui.words import due_words, mark, plural, position, said_of, status_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def list_markdown(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return `items` as tables under their priorities."""
    titles = {p.number: p.title for section in checklist.plan.whole.sections for p in section.priorities}
    counted = tally(items)
    standing = f"{plural(counted.total, 'item')}, {counted.done} done, {counted.late} late"
    lines = [
        f"# {escaped(checklist.plan.plan.title)}",
        "",
        f"{escaped(position(checklist))}: {escaped(standing)}.",
    ]
    for number, members in groupby(items, key=lambda item: item.plan.priority):
        lines += ["", f"## {escaped(number)} {escaped(titles.get(number, ''))}", "", *_table(members)]
    return "\n".join([*lines, ""])


def _table(items: Iterable[ChecklistItem]) -> list[str]:
    heading = ("", "Ref", "Milestone", "Printed", "Due", "Status", "Lead", "Pathway", "Last note")
    return [_row(heading), _row(["---"] * len(heading)), *(_row(_cells(item)) for item in items)]


def _cells(item: ChecklistItem) -> list[str]:
    plan = item.plan
    due = spoken(item.state.due) if item.state.due else ""
    status = f"{status_words(item)}, {due_words(item)}" if item.state.done_on else status_words(item)
    last = item.notes[-1] if item.notes else None
    note = f"{spoken(last.on)}, {last.by}: {last.words}" if last else ""
    cells = [mark(item), plan.ref, plan.title, plan.printed or "", due, status]
    return [escaped(cell) for cell in (*cells, said_of(plan.leads), pathways(plan), note)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line of a table."""
    return "<br>".join(_SPECIAL.sub(r"\\\1", line) for line in text.splitlines())
