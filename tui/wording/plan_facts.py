"""What a plan file says of its parts, as names and values, for the shell and the app."""

from collections.abc import Callable, Sized
from typing import Any

from plan_data.model import (
    About,
    Agency,
    Area,
    Board,
    Commitment,
    Indicator,
    Measure,
    Objective,
    Pathway,
    Priority,
    Section,
    Table,
    Tag,
)
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.query.plan_parts import Part, Psa, codes_served
from store.query.related_parts import (
    board_days,
    boards_below,
    measures_of_area,
    measures_that_serve,
    parts_of_agency,
    state_of_measure,
)
from store.query.served import parts_that_serve
from tui.wording.item_text import Fact, present_facts, source_text
from tui.wording.level_facts import facts_of_measures, level_facts, objective_facts, one_each
from tui.wording.measure_facts import measure_facts
from tui.wording.plan_words import facts_in_own_words
from tui.wording.tables_and_promises import commitment_facts, table_facts


def _board_facts(board: Board, checklist: Checklist) -> list[Fact]:
    """Return who chairs a board and sits on it, whom it reports to, and when it meets."""
    about = checklist.loaded.about
    days = map(format_day, board_days(board, checklist))
    return present_facts(
        [
            ("chair", board.chair),
            ("meets", board.meets),
            ("meetings", ", ".join(days)),
            ("reports to", board.reports_to),
            *one_each("reports here", boards_below(board, about)),
            ("pathways", ", ".join(about.pathways_of_board(board.name))),
            *one_each("member", board.members),
            ("note", board.note),
            ("source", source_text(board.source)),
        ]
    )


def _pathway_facts(pathway: Pathway, checklist: Checklist) -> list[Fact]:
    """Return who leads and champions a pathway, its board, and its spellings in print."""
    meets = {board.name: board.meets for board in checklist.loaded.about.boards}
    board = pathway.board
    if board and meets.get(board):
        board = f"{board} ({meets[board]})"
    return present_facts(
        [
            ("led by", pathway.lead),
            ("champion", pathway.champion),
            ("board", board),
            ("printed", "; ".join(pathway.printed)),
            ("note", pathway.note),
            ("source", source_text(pathway.source)),
        ]
    )


def _agency_facts(agency: Agency, checklist: Checklist) -> list[Fact]:
    """Return what an agency is a part of, its own parts, and its spellings in print."""
    about = checklist.loaded.about
    return present_facts(
        [
            ("part of", ", ".join(about.agencies_above(agency.code))),
            ("parts", ", ".join(parts_of_agency(agency, about))),
            ("printed", "; ".join(agency.printed)),
            ("note", agency.note),
        ]
    )


def _tag_facts(tag: Tag, _checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a tag."""
    return present_facts([("note", tag.note), ("source", source_text(tag.source))])


def _indicator_facts(indicator: Indicator, checklist: Checklist) -> list[Fact]:
    """Return the PSAs of an indicator, its table, and which parts of the plan serve it."""
    about = checklist.loaded.about
    tables = [table.title for table in about.tables if table.indicator == indicator.code]
    return present_facts(
        [
            ("psa", ", ".join(indicator.psa)),
            ("note", indicator.note),
            *one_each("table", tables),
            *_served_facts(indicator, checklist),
            ("source", source_text(indicator.source)),
        ]
    )


def _psa_facts(psa: Psa, checklist: Checklist) -> list[Fact]:
    """Return the indicators of a PSA, and which parts of the plan serve it or one of them."""
    indicators = [f"{indicator.code} {indicator.name}" for indicator in psa.indicators]
    return present_facts([*one_each("indicator", indicators), *_served_facts(psa, checklist)])


def _served_facts(part: Indicator | Psa, checklist: Checklist) -> list[Fact]:
    """Return the priorities and objectives that serve an indicator or PSA, and the measures."""
    served = parts_that_serve(checklist.loaded, codes_served(part, checklist.loaded.about))
    levels: list[Priority | Objective] = [*served.priorities, *served.objectives]
    names = [f"{level.number} {level.title}" for level in levels]
    names += [f"{milestone.id} {milestone.title}" for milestone in served.milestones]
    measures = measures_that_serve(served, checklist)
    return [*one_each("served by", names), *facts_of_measures(measures)]


def _area_facts(area: Area, checklist: Checklist) -> list[Fact]:
    """Return the spellings of an area in print, and its measures."""
    return present_facts(
        [
            ("printed", "; ".join(area.printed)),
            ("note", area.note),
            *facts_of_measures(measures_of_area(area, checklist)),
        ]
    )


def _measure_facts(measure: Measure, checklist: Checklist) -> list[Fact]:
    """Return all of a measure: its returns, and what the plan file says of it."""
    state = state_of_measure(measure, checklist)
    if state is None:
        return []
    return measure_facts(state, checklist.loaded)


def _table_facts(table: Table, _checklist: Checklist) -> list[Fact]:
    """Return what the plan file says of a table, apart from its cells."""
    return table_facts(table)


def _commitment_facts(commitment: Commitment, checklist: Checklist) -> list[Fact]:
    """Return who answers for a promise of the plan's text, and where it is printed."""
    return commitment_facts(commitment, checklist.loaded.about)


def _plan_facts(about: About, checklist: Checklist) -> list[Fact]:
    """Return what a plan says of itself; what it holds is counted."""
    footnotes = [(f"footnote {note.number}", note.text) for note in about.footnotes]
    return present_facts(
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
            *one_each("board", map(_board_line, about.boards)),
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


# The function for each class of part; mypy does not know that each is called with its own class.
_FACTS_OF: dict[type, Callable[[Any, Checklist], list[Fact]]] = {
    Section: level_facts,
    Priority: level_facts,
    Objective: objective_facts,
    Measure: _measure_facts,
    Board: _board_facts,
    Pathway: _pathway_facts,
    Agency: _agency_facts,
    Tag: _tag_facts,
    Indicator: _indicator_facts,
    Psa: _psa_facts,
    Area: _area_facts,
    Table: _table_facts,
    Commitment: _commitment_facts,
    About: _plan_facts,
}


def part_facts(part: Part, checklist: Checklist) -> list[Fact]:
    """Return all that the plan file says of a part, apart from what is below it."""
    facts = _FACTS_OF[type(part)](part, checklist)
    return facts_in_own_words(facts, checklist.loaded)
