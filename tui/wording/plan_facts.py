"""What a plan file says of its parts, as names and values, for the shell and the app."""

from collections.abc import Callable, Iterable, Sized
from typing import Any

from plan_data.model import (
    About,
    Agency,
    Area,
    Board,
    Commitment,
    Indicator,
    Measure,
    Milestone,
    Objective,
    Pathway,
    Priority,
    Section,
    Table,
    Tag,
    Term,
)
from plan_data.text import plural
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.dates import format_day
from store.query.dependencies import Dependency, holds_up, waits_for
from store.query.plan_parts import Part, Psa, codes_served
from store.query.related_parts import (
    board_days,
    boards_below,
    measures_of,
    measures_of_area,
    measures_that_serve,
    parts_of_agency,
    state_of_measure,
)
from store.query.served import parts_that_serve
from tui.wording.counts import codes_text
from tui.wording.item_text import lead_facts, source_text
from tui.wording.measure_facts import measure_facts, serves_text
from tui.wording.measure_text import summary_text
from tui.wording.plan_words import facts_in_own_words

Fact = tuple[str, str]
ADDED_BY_EDITOR = "added by the plan's editor"
_OptionalFact = tuple[str, str | None]


def _present(facts: Iterable[_OptionalFact]) -> list[Fact]:
    """Return the facts that have a value."""
    present = []
    for name, value in facts:
        if value:
            present.append((name, value))
    return present


def _one_each(name: str, values: Iterable[str]) -> list[Fact]:
    """Return a fact for each value, all of one name."""
    return [(name, value) for value in values]


def _measure_lines(states: Iterable[MeasureState]) -> list[Fact]:
    """Return a fact for each measure: its title, and how it stands."""
    return _one_each("measure", map(summary_text, states))


def tags_text(codes: Iterable[str], about: About) -> str:
    """Return the names of tags, each with its code."""
    names = {tag.code: tag.name for tag in about.tags}
    texts = []
    for code in codes:
        if code in names:
            texts.append(f"{names[code]} ({code})")
        else:
            texts.append(code)
    return ", ".join(texts)


# Items


def plan_facts_of_item(item: ChecklistItem, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of an item and of the levels above it, beside `item_facts`."""
    place = checklist.loaded.places.get(item.planned.milestone)
    if place is None:
        return []
    _, priority, objective, milestone = place
    return _present(
        [
            ("wording", milestone.wording),
            ("note", milestone.note),
            ("printed lead", printed_leads(milestone, objective)),
            ("tags", tags_text(item.planned.tags, checklist.loaded.about)),
            *dependency_facts(checklist, milestone.id),
            ("carried from", milestone.carried_from),
            ("returns", milestone.returns),
            *_serves_facts(item.planned.serves, checklist),
            *_measure_lines(measures_of(objective, checklist)),
            *_objective_texts(objective),
            (f"{priority.number} note", priority.note),
        ]
    )


def _serves_facts(codes: Iterable[str], checklist: Checklist) -> list[Fact]:
    about = checklist.loaded.about
    return [("serves", serves_text(code, about)) for code in codes]


def _objective_texts(objective: Objective) -> list[_OptionalFact]:
    number = objective.number
    return [(f"{number} wording", objective.wording), (f"{number} note", objective.note)]


def printed_leads(milestone: Milestone, objective: Objective) -> str | None:
    """Return the printed cell of a milestone's leads: its objective's unless it has its own."""
    if milestone.leads is None:
        return milestone.printed_leads or objective.printed_leads
    return milestone.printed_leads


def dependency_facts(checklist: Checklist, milestone: str) -> list[Fact]:
    """Return what a milestone waits for and what it holds up, one fact each."""
    before = map(waiting_text, waits_for(checklist, milestone))
    after = [f"{each.milestone}: {each.title}" for each in holds_up(checklist, milestone)]
    return [*_one_each("waits for", before), *_one_each("holds up", after)]


def waiting_text(waited_for: Dependency) -> str:
    """Return what is waited for, and whether it is done: `1.2.3-a, which is not done (Title)`."""
    if not waited_for.milestone:
        return waited_for.title
    state = "which is not done"
    if waited_for.is_withdrawn:
        state = "which is withdrawn"
    elif waited_for.is_done:
        state = "which is done"
    return f"{waited_for.milestone}, {state}: {waited_for.title}"


# Levels


def level_facts(level: Section | Priority, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a section or priority, apart from what is in it."""
    facts = _levels_above(level, checklist)
    facts.append(("note", level.note))
    if isinstance(level, Priority):
        facts += _serves_facts(level.serves, checklist)
    facts += _note_of_section(level, checklist)
    return _present(facts)


def _note_of_section(level: Section | Priority, checklist: Checklist) -> list[_OptionalFact]:
    """Return the note of the section that a priority is in: its heading takes no cursor in the app."""
    for section in checklist.loaded.full_plan.sections:
        if level in section.priorities:
            return [(f"{section.number} note", section.note)]
    return []


def _levels_above(
    level: Section | Priority | Objective, checklist: Checklist
) -> list[_OptionalFact]:
    """Return the section that a priority is in; of an objective also the priority."""
    for section in checklist.loaded.full_plan.sections:
        in_section = ("section", f"{section.number} {section.title}")
        for priority in section.priorities:
            if level is priority:
                return [in_section]
            if level in priority.objectives:
                return [in_section, ("priority", f"{priority.number} {priority.title}")]
    return []


def objective_facts(objective: Objective, checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of an objective, apart from its milestones."""
    pathways = codes_text(objective.pathways)
    if objective.pathways and objective.pathways_inferred:
        pathways = f"{pathways} (inferred)"
    return _present(
        [
            *_levels_above(objective, checklist),
            ("wording", objective.wording),
            ("note", objective.note),
            *lead_facts(objective.leads, first_leads=objective.first_leads),
            ("printed lead", objective.printed_leads),
            ("pathway", pathways),
            ("tags", tags_text(objective.tags, checklist.loaded.about)),
            *_one_each("success", objective.success),
            *_measure_lines(measures_of(objective, checklist)),
            *_serves_facts(objective.serves, checklist),
            ("because", objective.reading),
            ("source", source_text(objective.source)),
        ]
    )


# What stands at the top of the plan file


def board_facts(board: Board, checklist: Checklist) -> list[Fact]:
    """Return who chairs a board and sits on it, whom it reports to, and when it meets."""
    about = checklist.loaded.about
    days = map(format_day, board_days(board, checklist))
    return _present(
        [
            ("chair", board.chair),
            ("meets", board.meets),
            ("meetings", ", ".join(days)),
            ("reports to", board.reports_to),
            *_one_each("reports here", boards_below(board, about)),
            ("pathways", ", ".join(about.pathways_of_board(board.name))),
            *_one_each("member", board.members),
            ("note", board.note),
            ("source", source_text(board.source)),
        ]
    )


def pathway_facts(pathway: Pathway, checklist: Checklist) -> list[Fact]:
    """Return who leads and champions a pathway, its board, and its spellings in print."""
    meets = {board.name: board.meets for board in checklist.loaded.about.boards}
    board = pathway.board
    if board and meets.get(board):
        board = f"{board} ({meets[board]})"
    return _present(
        [
            ("led by", pathway.lead),
            ("champion", pathway.champion),
            ("board", board),
            ("printed", "; ".join(pathway.printed)),
            ("note", pathway.note),
            ("source", source_text(pathway.source)),
        ]
    )


def agency_facts(agency: Agency, checklist: Checklist) -> list[Fact]:
    """Return what an agency is a part of, its own parts, and its spellings in print."""
    about = checklist.loaded.about
    return _present(
        [
            ("part of", ", ".join(about.agencies_above(agency.code))),
            ("parts", ", ".join(parts_of_agency(agency, about))),
            ("printed", "; ".join(agency.printed)),
            ("note", agency.note),
        ]
    )


def tag_facts(tag: Tag, _checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a tag."""
    return _present([("note", tag.note), ("source", source_text(tag.source))])


def indicator_facts(indicator: Indicator, checklist: Checklist) -> list[Fact]:
    """Return the PSAs of an indicator, its table, and which parts of the plan serve it."""
    about = checklist.loaded.about
    tables = [table.title for table in about.tables if table.indicator == indicator.code]
    return _present(
        [
            ("psa", ", ".join(indicator.psa)),
            ("note", indicator.note),
            *_one_each("table", tables),
            *_served_facts(indicator, checklist),
            ("source", source_text(indicator.source)),
        ]
    )


def psa_facts(psa: Psa, checklist: Checklist) -> list[Fact]:
    """Return the indicators of a PSA, and which parts of the plan serve it or one of them."""
    indicators = [f"{indicator.code} {indicator.name}" for indicator in psa.indicators]
    return _present([*_one_each("indicator", indicators), *_served_facts(psa, checklist)])


def _served_facts(part: Indicator | Psa, checklist: Checklist) -> list[Fact]:
    """Return the priorities and objectives that serve an indicator or PSA, and the measures."""
    served = parts_that_serve(checklist.loaded, codes_served(part, checklist.loaded.about))
    levels: list[Priority | Objective] = [*served.priorities, *served.objectives]
    names = [f"{level.number} {level.title}" for level in levels]
    names += [f"{milestone.id} {milestone.title}" for milestone in served.milestones]
    measures = measures_that_serve(served, checklist)
    return [*_one_each("served by", names), *_measure_lines(measures)]


def area_facts(area: Area, checklist: Checklist) -> list[Fact]:
    """Return the spellings of an area in print, and its measures."""
    return _present(
        [
            ("printed", "; ".join(area.printed)),
            ("note", area.note),
            *_measure_lines(measures_of_area(area, checklist)),
        ]
    )


def facts_of_measure(measure: Measure, checklist: Checklist) -> list[Fact]:
    """Return all of a measure: its returns, and what the plan file says of it."""
    state = state_of_measure(measure, checklist)
    if state is None:
        return []
    return measure_facts(state, checklist.loaded)


def table_facts(table: Table, _checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a table, apart from its cells."""
    return facts_of_table(table)


def facts_of_table(table: Table) -> list[Fact]:
    """Return what the plan file says of a table, for callers without a checklist."""
    return _present(
        [
            ("indicator", table.indicator),
            ("note", table.note),
            ("source", source_text(table.source)),
        ]
    )


def commitment_facts(commitment: Commitment, checklist: Checklist) -> list[Fact]:
    """Return who answers for a promise of the plan's text, and where it is printed."""
    return _commitment_facts(commitment, checklist.loaded.about)


def _commitment_facts(commitment: Commitment, about: About) -> list[Fact]:
    return _present(
        [
            ("group", commitment.group),
            ("lead", ", ".join(commitment.leads)),
            ("pathway", ", ".join(commitment.pathways)),
            ("tags", tags_text(commitment.tags, about)),
            ("note", commitment.note),
            ("source", source_text(commitment.source)),
        ]
    )


def plan_facts(about: About, checklist: Checklist) -> list[Fact]:
    """Return what a plan says of itself; what it holds is counted."""
    footnotes = [(f"footnote {note.number}", note.text) for note in about.footnotes]
    return _present(
        [
            ("id", about.id),
            ("year", about.year_text),
            ("year starts", about.year_starts),
            ("quarters", about.quarters),
            ("start", about.start),
            ("published", about.published),
            ("publisher", about.publisher),
            ("note", about.note),
            ("pathways", _count_text(about.pathways)),
            ("leads", _count_text(about.agencies)),
            ("tags", _count_text(about.tags)),
            ("indicators", _count_text(about.indicators)),
            ("areas", _count_text(about.areas)),
            ("measures", _count_text(checklist.loaded.measures)),
            ("commitments", _count_text(about.commitments)),
            ("tables", _count_text(about.tables)),
            ("glossary", _count_text(about.glossary)),
            *_one_each("board", map(_board_line, about.boards)),
            *footnotes,
        ]
    )


def _count_text(parts: Sized) -> str | None:
    """Return how many parts there are, None if there are none."""
    if not parts:
        return None
    return str(len(parts))


def _board_line(board: Board) -> str:
    line = board.name
    if board.chair:
        line += f", chaired by {board.chair}"
    if board.meets:
        line += f", meets {board.meets}"
    return line


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
    for name, value in _commitment_facts(commitment, about):
        if name != "group":
            details.append(value)
    line = f"{commitment.id}  {commitment.title}"
    if details:
        line += f"  ({'; '.join(details)})"
    return line


def commitments_by_group(commitments: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    """Return promises by the heading that they stand under, in plan order."""
    groups: dict[str, list[Commitment]] = {}
    for commitment in commitments:
        groups.setdefault(commitment.group or "", []).append(commitment)
    return groups


# All kinds


def part_title(part: Part) -> str:
    """Return the title of a part: its number or code, and its name."""
    if isinstance(part, Section | Priority | Objective):
        return f"{part.number}  {part.title}"
    if isinstance(part, Pathway | Agency | Tag | Indicator | Area):
        return f"{part.code}  {part.name}"
    if isinstance(part, Psa):
        return part.code
    if isinstance(part, Commitment | Measure):
        return f"{part.id}  {part.title}"
    if isinstance(part, Board):
        return part.name
    return part.title


# The function for each class of part; mypy cannot tell that each is called with its own class.
_FACTS_OF: dict[type, Callable[[Any, Checklist], list[Fact]]] = {
    Section: level_facts,
    Priority: level_facts,
    Objective: objective_facts,
    Measure: facts_of_measure,
    Board: board_facts,
    Pathway: pathway_facts,
    Agency: agency_facts,
    Tag: tag_facts,
    Indicator: indicator_facts,
    Psa: psa_facts,
    Area: area_facts,
    Table: table_facts,
    Commitment: commitment_facts,
    About: plan_facts,
}


def part_facts(part: Part, checklist: Checklist) -> list[Fact]:
    """Return all that the plan file says of a part, apart from what is below it."""
    facts = _FACTS_OF[type(part)](part, checklist)
    return facts_in_own_words(facts, checklist.loaded)
