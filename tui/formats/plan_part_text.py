"""Plain text of one item, or of a part of the plan with the items below it."""

from collections.abc import Iterable, Iterator, Sequence

from plan_data.model import Agency, Board, Measure, Pathway, Priority, Section, Table, Tag
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import tally_items
from store.query.plan_parts import NamedPart, items_of_part
from tui.formats.checklist_text import item_line
from tui.wording.entry_text import entry_text
from tui.wording.item_text import item_facts
from tui.wording.plan_facts import (
    Fact,
    commitment_line,
    part_facts,
    part_title,
    plan_facts_of_item,
)

PAGE_WIDTH = 100


def item_details_text(item: ChecklistItem, checklist: Checklist) -> str:
    """Return all of one item: what was promised, what happened, and where it is printed."""
    objective = checklist.loaded.objectives[item.planned.objective]
    facts = [*item_facts(item, objective), *plan_facts_of_item(item, checklist)]
    lines = [f"{item.ref}  {item.planned.title}", "", *_fact_lines(facts), ""]
    lines += _entry_lines(item)
    lines.append("")
    return "\n".join(lines)


def _fact_lines(facts: Iterable[Fact]) -> list[str]:
    return [f"  {name:<13} {value}" for name, value in facts]


def _entry_lines(item: ChecklistItem) -> list[str]:
    if not item.entries:
        return ["  No entries yet."]
    lines = [f"    {entry_text(entry)}" for entry in item.entries]
    return ["  Entries:", *lines]


def part_text(named: NamedPart, checklist: Checklist, width: int = PAGE_WIDTH) -> str:
    """Return a part of the plan: what its file says of it, and the items below it.

    A table is at most `width` columns wide.
    """
    part = named.part
    lines = [f"{part_title(part)}  ({named.kind})"]
    if facts := part_facts(part, checklist):
        lines += ["", *_fact_lines(facts)]
    if isinstance(part, Table):
        from tui.formats.table_text import table_lines  # most parts have no columns to measure

        lines += ["", *table_lines(part, width)]
    lines += _commitment_lines(named, checklist)
    if isinstance(part, Measure):
        lines += ["", *_measure_entry_lines(part, checklist)]
    items = items_of_part(checklist, named)
    if items:
        lines += ["", f"  {_progress_text(items)}"]
        lines += _lines_below(named, items, checklist)
    lines.append("")
    return "\n".join(lines)


def _measure_entry_lines(measure: Measure, checklist: Checklist) -> list[str]:
    """Return the entries about a measure, each with the period that it is of."""
    entries = [
        entry
        for state in checklist.measure_states
        if state.measure.id == measure.id
        for entry in state.entries
    ]
    if not entries:
        return ["  No entries yet."]
    return ["  Entries:", *[f"    {entry.ref}  {entry_text(entry)}" for entry in entries]]


def _commitment_lines(named: NamedPart, checklist: Checklist) -> list[str]:
    """Return the promises of the plan's text that name a pathway, lead or tag."""
    part, about = named.part, checklist.loaded.about
    lines = []
    for commitment in about.commitments:
        codes = {
            Pathway: commitment.pathways,
            Agency: commitment.leads,
            Tag: commitment.tags,
        }.get(type(part), ())
        if named.name in codes:
            lines.append(f"    {commitment_line(commitment, about)}")
    if not lines:
        return []
    return ["", "  Promises in the plan's text:", *lines]


def _lines_below(
    named: NamedPart, items: Sequence[ChecklistItem], checklist: Checklist
) -> list[str]:
    part = named.part
    if isinstance(part, Section):
        return [line for each in part.priorities for line in _priority_lines(each, items)]
    if isinstance(part, Priority):
        return list(_objective_lines(part, items, indent="  "))
    if isinstance(part, Board):
        return list(_pathway_lines(part, items, checklist))
    if isinstance(part, Agency):
        return [f"  {_line_of_lead(item, part)}" for item in items]
    return [f"  {item_line(item)}" for item in items]


def _progress_text(items: Sequence[ChecklistItem]) -> str:
    tally = tally_items(items)
    return f"{tally.done} of {tally.total} done, {tally.late} late"


def _priority_lines(priority: Priority, items: Sequence[ChecklistItem]) -> Iterator[str]:
    own = [item for item in items if item.planned.priority == priority.number]
    yield ""
    yield f"  {priority.number}  {priority.title}  ({_progress_text(own)})"
    yield from _objective_lines(priority, own, indent="    ")


def _objective_lines(
    priority: Priority, items: Sequence[ChecklistItem], indent: str
) -> Iterator[str]:
    for objective in priority.objectives:
        yield f"{indent}{objective.number}  {objective.title}"
        for item in items:
            if item.planned.objective == objective.number:
                yield f"{indent}  {item_line(item)}"


def _pathway_lines(
    board: Board, items: Sequence[ChecklistItem], checklist: Checklist
) -> Iterator[str]:
    for pathway in checklist.loaded.about.pathways:
        if pathway.board == board.name:
            yield f"  {part_title(pathway)}"
            for item in items:
                if pathway.code in item.planned.pathways:
                    yield f"    {item_line(item)}"


def _line_of_lead(item: ChecklistItem, agency: Agency) -> str:
    """Return an item's line, marked if the plan says that the agency is a partner in it."""
    planned = item.planned
    line = item_line(item)
    if planned.first_leads and agency.code in planned.leads[1:]:
        return f"{line}  (partner)"
    return line
