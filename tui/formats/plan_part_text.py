"""Plain text of one item, or of a part of the plan with the items below it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from plan_data.load import LoadedPlan
from plan_data.model import (
    Agency,
    Board,
    Commitment,
    Measure,
    Pathway,
    Priority,
    Section,
    Table,
    Tag,
)
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import tally_items
from store.query.plan_parts import NamedPart, Part, items_of_part
from store.query.related_parts import state_of_measure
from tui.formats.checklist_text import item_line
from tui.wording.entry_text import entry_text
from tui.wording.item_text import Fact, item_facts
from tui.wording.level_facts import plan_facts_of_item
from tui.wording.plan_facts import part_facts, part_title
from tui.wording.plan_words import facts_in_own_words
from tui.wording.tables_and_promises import commitment_line

PAGE_WIDTH = 100


def item_details_text(item: ChecklistItem, checklist: Checklist) -> str:
    """Return all of one item: what was promised, what happened, and where it is printed."""
    loaded = checklist.loaded
    objective = loaded.objectives[item.planned.objective]
    facts = [*item_facts(item, objective), *plan_facts_of_item(item, checklist)]
    facts = facts_in_own_words(facts, loaded)
    lines = [f"{item.ref}  {item.planned.title}", "", *indented_facts(facts), ""]
    lines += _entry_lines(item)
    lines.append("")
    return "\n".join(lines)


def indented_facts(facts: Iterable[Fact]) -> list[str]:
    """Return facts one a line, their values below each other."""
    return [f"  {name:<13} {value}" for name, value in facts]


def _entry_lines(item: ChecklistItem) -> list[str]:
    if not item.entries:
        return ["  No entries yet."]
    return ["  Entries:", *[f"    {entry_text(entry)}" for entry in item.entries]]


def part_text(named: NamedPart, checklist: Checklist, width: int) -> str:
    """Return a part of the plan: what its file says of it, and the items below it.

    A table is at most `width` columns wide.
    """
    part = named.part
    kind = checklist.loaded.vocabulary.reword(named.kind)
    lines = [f"{part_title(part)}  ({kind})"]
    if facts := part_facts(part, checklist):
        lines += ["", *indented_facts(facts)]
    if isinstance(part, Table):
        from tui.formats.table_text import table_lines  # most parts have no columns to measure

        lines += ["", *table_lines(part, width)]
    lines += _commitment_lines(named, checklist)
    if isinstance(part, Measure):
        lines += ["", *_measure_entry_lines(part, checklist)]
    items = items_of_part(checklist, named)
    if items:
        lines += ["", f"  {_progress_text(items)}"]
        lines += _lines_below(part, items, checklist)
    lines.append("")
    return "\n".join(lines)


def _measure_entry_lines(measure: Measure, checklist: Checklist) -> list[str]:
    """Return the entries about a measure, each with the period that it is of."""
    state = state_of_measure(measure, checklist)
    if state is None or not state.entries:
        return ["  No entries yet."]
    return ["  Entries:", *[f"    {entry.ref}  {entry_text(entry)}" for entry in state.entries]]


def _commitment_lines(named: NamedPart, checklist: Checklist) -> list[str]:
    """Return the promises of the plan's text that name a pathway, lead or tag."""
    about = checklist.loaded.about
    codes_of = _CODES_OF_COMMITMENT.get(type(named.part))
    if codes_of is None:
        return []
    named_in = [each for each in about.commitments if named.name in codes_of(each)]
    if not named_in:
        return []
    lines = [f"    {commitment_line(commitment, about)}" for commitment in named_in]
    return ["", "  Promises in the plan's text:", *lines]


_CODES_OF_COMMITMENT: dict[type, Callable[[Commitment], Sequence[str]]] = {
    Pathway: attrgetter("pathways"),
    Agency: attrgetter("leads"),
    Tag: attrgetter("tags"),
}


def _lines_below(part: Part, items: Sequence[ChecklistItem], checklist: Checklist) -> Iterator[str]:
    """Yield the lines of a part's items, some below headings."""
    if isinstance(part, Section):
        for priority in part.priorities:
            yield from _priority_lines(priority, items, checklist.loaded)
    elif isinstance(part, Priority):
        yield from _objective_lines(part, items, checklist.loaded, indent="  ")
    elif isinstance(part, Board):
        yield from _pathway_lines(part, items, checklist)
    elif isinstance(part, Agency):
        yield from _lead_lines(part, items, checklist.loaded)
    else:
        for item in items:
            yield f"  {item_line(item, checklist.loaded)}"


def _progress_text(items: Sequence[ChecklistItem]) -> str:
    tally = tally_items(items)
    return f"{tally.done} of {tally.total} done, {tally.late} late"


def _priority_lines(
    priority: Priority, items: Sequence[ChecklistItem], loaded: LoadedPlan
) -> Iterator[str]:
    own = [item for item in items if item.planned.priority == priority.number]
    yield ""
    yield f"  {priority.number}  {priority.title}  ({_progress_text(own)})"
    yield from _objective_lines(priority, own, loaded, indent="    ")


def _objective_lines(
    priority: Priority, items: Sequence[ChecklistItem], loaded: LoadedPlan, indent: str
) -> Iterator[str]:
    for objective in priority.objectives:
        yield f"{indent}{objective.number}  {objective.title}"
        for item in items:
            if item.planned.objective == objective.number:
                yield f"{indent}  {item_line(item, loaded)}"


def _pathway_lines(
    board: Board, items: Sequence[ChecklistItem], checklist: Checklist
) -> Iterator[str]:
    for pathway in checklist.loaded.about.pathways:
        if pathway.board != board.name:
            continue
        yield f"  {part_title(pathway)}"
        for item in items:
            if pathway.code in item.planned.pathways:
                yield f"    {item_line(item, checklist.loaded)}"


def _lead_lines(
    agency: Agency, items: Iterable[ChecklistItem], loaded: LoadedPlan
) -> Iterator[str]:
    """Yield the lines of items, marked if the plan says that the agency is a partner in one."""
    for item in items:
        line = f"  {item_line(item, loaded)}"
        planned = item.planned
        if planned.first_leads and agency.code in planned.leads[1:]:
            line += "  (partner)"
        yield line
