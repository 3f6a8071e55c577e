"""Markdown of a checklist for pasting into papers: a heading and a table for each priority."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.query.groups import tally_items
from tui.wording.counts import progress_text
from tui.wording.item_text import (
    codes_of_item,
    due_text,
    status_mark,
    status_text,
    title_and_date,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def render_list_markdown(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return `items` as tables under the titles of their priorities."""
    titles = checklist.loaded.full_plan.priority_titles()
    vocabulary = checklist.loaded.vocabulary
    counts = progress_text(tally_items(items), vocabulary)
    lines = [
        f"# {escape_markdown(checklist.loaded.about.title)}",
        "",
        f"{escape_markdown(title_and_date(checklist))}: {escape_markdown(counts)}.",
    ]
    for number, members in groupby(items, key=lambda item: item.planned.priority):
        title = titles.get(number, "")
        lines += ["", f"## {escape_markdown(number)} {escape_markdown(title)}", ""]
        lines += _table(members, checklist.loaded)
    lines.append("")
    return "\n".join(lines)


def _table(items: Iterable[ChecklistItem], loaded: LoadedPlan) -> Iterator[str]:
    titles = _titles(loaded)
    yield markdown_row(titles)
    yield markdown_row(["---"] * len(titles))
    for item in items:
        yield markdown_row(map(escape_markdown, _cells(item, loaded)))


def _titles(loaded: LoadedPlan) -> list[str]:
    vocabulary = loaded.vocabulary
    nouns = map(vocabulary.title, loaded.stated_nouns)
    return [
        "",
        "Ref",
        vocabulary.title("milestone"),
        "Printed",
        "Due",
        "Status",
        *nouns,
        "Last note",
    ]


def _cells(item: ChecklistItem, loaded: LoadedPlan) -> list[str]:
    planned = item.planned
    return [
        status_mark(item),
        planned.ref,
        planned.title,
        planned.printed or "",
        _due(item),
        _status(item),
        *codes_of_item(planned, loaded),
        _last_note(item),
    ]


def _due(item: ChecklistItem) -> str:
    if item.state.due is None:
        return ""
    return format_day(item.state.due)


def _status(item: ChecklistItem) -> str:
    if item.state.done_on is None:
        return status_text(item)
    return f"{status_text(item)}, {due_text(item)}"


def _last_note(item: ChecklistItem) -> str:
    if not item.notes:
        return ""
    entry = item.notes[-1]
    return f"{format_day(entry.on)}, {entry.by}: {entry.all_text}"


def markdown_row(cells: Iterable[str]) -> str:
    """Return a row of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line of a table."""
    return "<br>".join(_SPECIAL.sub(r"\\\1", text).splitlines())


RENDERER = render_list_markdown
