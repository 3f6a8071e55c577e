"""What parts of a plan have to do with each other: measures, boards, pathways and agencies."""

from datetime import date

from plan_data.model import About, Agency, Area, Board, Measure, Objective
from plan_data.text import fold
from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState
from store.query.served import Served


def measures_of(objective: Objective, checklist: Checklist) -> list[MeasureState]:
    """Return the states of an objective's measures, in plan order."""
    number = objective.number
    return [state for state in checklist.measure_states if state.measure.objective == number]


def measures_of_area(area: Area, checklist: Checklist) -> list[MeasureState]:
    """Return the states of an area's measures, in plan order."""
    return [state for state in checklist.measure_states if state.measure.area == area.code]


def measures_that_serve(served: Served, checklist: Checklist) -> list[MeasureState]:
    """Return the states of the measures that serve an indicator or PSA, in plan order."""
    ids = {measure.id for measure in served.measures}
    return [state for state in checklist.measure_states if state.measure.id in ids]


def state_of_measure(measure: Measure, checklist: Checklist) -> MeasureState | None:
    """Return the state of a measure, None if the checklist has none of it."""
    for state in checklist.measure_states:
        if state.measure.id == measure.id:
            return state
    return None


def board_days(board: Board, checklist: Checklist) -> list[date]:
    """Return the days on which a board meets, in the order of the calendar."""
    return [meeting.on for meeting in checklist.calendar if meeting.board == board.name]


def boards_below(board: Board, about: About) -> list[str]:
    """Return the names of the boards that report to one."""
    return [other.name for other in about.boards if _reports_to(other, board.name)]


def _reports_to(board: Board, name: str) -> bool:
    """Return whether a board reports to another; print may name several, with semicolons."""
    names = (board.reports_to or "").split(";")
    return fold(name) in [fold(each.strip()) for each in names]


def parts_of_agency(agency: Agency, about: About) -> list[str]:
    """Return the codes of the agencies that are parts of one."""
    return [other.code for other in about.agencies if other.part_of == agency.code]
