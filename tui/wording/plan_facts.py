"""What a plan file says of its parts, as names and values, for the shell and the app."""

from collections.abc import Callable, Iterable
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
from plan_data.text import fold
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.dates import format_day
from store.query.dependencies import Dependency, holds_up, waits_for
from store.query.plan_parts import Part, Psa, codes_served
from store.query.served import parts_that_serve
from tui.wording.counts import codes_text, plural
from tui.wording.item_text import lead_facts, source_text
from tui.wording.measure_facts import measure_facts, serves_text
from tui.wording.measure_text import summary_text

Fact = tuple[str, str]
ADDED_BY_EDITOR = "added by the plan's editor"
_OptionalFact = tuple[str, str | None]


def _present(facts: Iterable[_OptionalFact]) -> list[Fact]:
    return [(name, value) for name, value in facts if value]


def tags_text(codes: Iterable[str], about: About) -> str:
    """Return the names of tags, each with its code."""
    names = {tag.code: tag.name for tag in about.tags}
    return ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes)


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
            *_measure_facts_of(objective, checklist),
            *_objective_texts(objective),
            (f"{priority.number} note", priority.note),
        ]
    )


def _serves_facts(codes: Iterable[str], checklist: Checklist) -> list[_OptionalFact]:
    return [("serves", serves_text(code, checklist.loaded.about)) for code in codes]


def _measure_facts_of(objective: Objective, checklist: Checklist) -> list[_OptionalFact]:
    """Return a line for each measure of an objective: its title, and how it stands."""
    return [("measure", summary_text(state)) for state in measures_of(objective, checklist)]


def measures_of(objective: Objective, checklist: Checklist) -> list[MeasureState]:
    """Return the states of an objective's measures, in plan order."""
    number = objective.number
    return [state for state in checklist.measure_states if state.measure.objective == number]


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
    before = [("waits for", waiting_text(each)) for each in waits_for(checklist, milestone)]
    after = [
        ("holds up", f"{each.milestone}: {each.title}") for each in holds_up(checklist, milestone)
    ]
    return [*before, *after]


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
    serves = level.serves if isinstance(level, Priority) else ()
    above = _levels_above(level, checklist)
    own: list[_OptionalFact] = [("note", level.note), *_serves_facts(serves, checklist)]
    return _present([*above, *own, *_note_of_section(level, checklist)])


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
            *[("success", sentence) for sentence in objective.success],
            *_measure_facts_of(objective, checklist),
            *_serves_facts(objective.serves, checklist),
            ("because", objective.reading),
            ("source", source_text(objective.source)),
        ]
    )


# What stands at the top of the plan file


def board_facts(board: Board, checklist: Checklist) -> list[Fact]:
    """Return who chairs a board and sits on it, whom it reports to, and when it meets."""
    about = checklist.loaded.about
    pathways = tuple(pathway.code for pathway in about.pathways if pathway.board == board.name)
    days = [format_day(meeting.on) for meeting in checklist.calendar if meeting.board == board.name]
    return _present(
        [
            ("chair", board.chair),
            ("meets", board.meets),
            ("meetings", ", ".join(days)),
            ("reports to", board.reports_to),
            *[("reports here", name) for name in boards_below(board, about)],
            ("pathways", ", ".join(pathways)),
            *[("member", member) for member in board.members],
            ("note", board.note),
            ("source", source_text(board.source)),
        ]
    )


def boards_below(board: Board, about: About) -> list[str]:
    """Return the names of the boards that report to one."""
    return [other.name for other in about.boards if _reports_to(other, board.name)]


def _reports_to(board: Board, name: str) -> bool:
    """Return whether a board reports to another; print may name several, with semicolons."""
    names = (board.reports_to or "").split(";")
    return fold(name) in [fold(each.strip()) for each in names]


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
    parts = tuple(other.code for other in about.agencies if other.part_of == agency.code)
    return _present(
        [
            ("part of", ", ".join(about.agencies_above(agency.code))),
            ("parts", ", ".join(parts)),
            ("printed", "; ".join(agency.printed)),
            ("note", agency.note),
        ]
    )


def tag_facts(tag: Tag, _checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a tag."""
    return _present([("note", tag.note), ("source", source_text(tag.source))])


def indicator_facts(indicator: Indicator, checklist: Checklist) -> list[Fact]:
    """Return the PSAs of an indicator, its table, and which parts of the plan serve it."""
    tables = checklist.loaded.about.tables
    return _present(
        [
            ("psa", ", ".join(indicator.psa)),
            ("note", indicator.note),
            *[("table", table.title) for table in tables if table.indicator == indicator.code],
            *_served_facts(indicator, checklist),
            ("source", source_text(indicator.source)),
        ]
    )


def psa_facts(psa: Psa, checklist: Checklist) -> list[Fact]:
    """Return the indicators of a PSA, and which parts of the plan serve it or one of them."""
    indicators: list[_OptionalFact] = [
        ("indicator", f"{indicator.code} {indicator.name}") for indicator in psa.indicators
    ]
    return _present([*indicators, *_served_facts(psa, checklist)])


def _served_facts(part: Part, checklist: Checklist) -> list[_OptionalFact]:
    """Return the priorities and objectives that serve an indicator or PSA, and the measures."""
    served = parts_that_serve(checklist.loaded, codes_served(part, checklist.loaded.about))
    ids = {measure.id for measure in served.measures}
    levels: list[Priority | Objective] = [*served.priorities, *served.objectives]
    return [
        *[("served by", f"{level.number} {level.title}") for level in levels],
        *[("served by", f"{each.id} {each.title}") for each in served.milestones],
        *[
            ("measure", summary_text(state))
            for state in checklist.measure_states
            if state.measure.id in ids
        ],
    ]


def area_facts(area: Area, checklist: Checklist) -> list[Fact]:
    """Return the spellings of an area in print, and its measures."""
    states = [each for each in checklist.measure_states if each.measure.area == area.code]
    return _present(
        [
            ("printed", "; ".join(area.printed)),
            ("note", area.note),
            *[("measure", summary_text(state)) for state in states],
        ]
    )


def facts_of_measure(measure: Measure, checklist: Checklist) -> list[Fact]:
    """Return all of a measure: its returns, and what the plan file says of it."""
    for state in checklist.measure_states:
        if state.measure.id == measure.id:
            return measure_facts(state, checklist.loaded)
    return []


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
    held = [
        ("pathways", about.pathways),
        ("leads", about.agencies),
        ("tags", about.tags),
        ("indicators", about.indicators),
        ("areas", about.areas),
        ("measures", checklist.loaded.measures),
        ("commitments", about.commitments),
        ("tables", about.tables),
        ("glossary", about.glossary),
    ]
    counts = [(name, str(len(parts)) if parts else None) for name, parts in held]
    return _present(
        [
            ("id", about.id),
            ("year", about.year),
            ("published", about.published),
            ("publisher", about.publisher),
            ("note", about.note),
            *counts,
            *[("board", _board_line(board)) for board in about.boards],
            *[(f"footnote {note.number}", note.text) for note in about.footnotes],
        ]
    )


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
    source = source_text(table.source)
    page = f", {source}" if source else ""
    return f"{indicator}{table.title} ({plural(len(table.rows), 'row')}{page})"


def commitment_line(commitment: Commitment, about: About) -> str:
    """Return a promise on one line, with who made it and where it is printed."""
    details = [value for name, value in _commitment_facts(commitment, about) if name != "group"]
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
    return part.name if isinstance(part, Board) else part.title


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
    return _FACTS_OF[type(part)](part, checklist)
