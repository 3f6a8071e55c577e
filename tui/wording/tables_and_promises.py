"""Tables, promises and terms of a plan's text, as facts and as lines."""

from collections.abc import Iterable

from plan_data.model import About, Commitment, Table, Term
from plan_data.text import plural
from tui.wording.item_text import Fact, present_facts, source_text
from tui.wording.level_facts import tags_text

ADDED_BY_EDITOR = "added by the plan's editor"


def table_facts(table: Table) -> list[Fact]:
    """Return what the plan file says of a table, for callers without a checklist."""
    return present_facts(
        [
            ("indicator", table.indicator),
            ("note", table.note),
            ("source", source_text(table.source)),
        ]
    )


def commitment_facts(commitment: Commitment, about: About) -> list[Fact]:
    """Return who answers for a promise of the plan's text, and where it is printed."""
    return present_facts(
        [
            ("group", commitment.group),
            ("lead", ", ".join(commitment.leads)),
            ("pathway", ", ".join(commitment.pathways)),
            ("tags", tags_text(commitment.tags, about)),
            ("note", commitment.note),
            ("source", source_text(commitment.source)),
        ]
    )


def term_meaning(term: Term) -> str:
    """Return what a term means, with its note, and whether the plan's editor added it."""
    meaning = term.means
    if term.note:
        meaning += f" ({term.note})"
    if term.ours:
        meaning += f" [{ADDED_BY_EDITOR}]"
    return meaning


def table_line(table: Table) -> str:
    """Return a table's title, indicator, size and page; the indicator once."""
    indicator = ""
    if table.indicator and not table.title.startswith(table.indicator):
        indicator = f"{table.indicator}: "
    size = plural(len(table.rows), "row")
    source = source_text(table.source)
    if source:
        size += f", {source}"
    return f"{indicator}{table.title} ({size})"


def commitment_line(commitment: Commitment, about: About) -> str:
    """Return a promise on one line, with who made it and where it is printed."""
    details = []
    for name, value in commitment_facts(commitment, about):
        if name != "group":
            details.append(value)
    line = f"{commitment.id}  {commitment.title}"
    if details:
        line += f"  ({'; '.join(details)})"
    return line


def commitments_by_group(commitments: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    """Return promises by heading, in plan order."""
    groups: dict[str, list[Commitment]] = {}
    for commitment in commitments:
        groups.setdefault(commitment.group or "", []).append(commitment)
    return groups
