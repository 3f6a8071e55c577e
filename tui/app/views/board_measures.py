"""The Board view's measures: how many have each status, and those that are short or not returned."""

from collections.abc import Sequence

from rich.cells import cell_len

from store.checklist.measure_states import MeasureState
from tui.app.links import Link, LinkStyle
from tui.app.views.board_page import EMPTY_LINE, MUTED, BoardPage
from tui.app.widgets.drawing import Line, wrap_text
from tui.wording.measure_text import (
    deciding_text,
    is_of_later_years,
    state_colour,
    state_word,
    years_counts_text,
)

_MOST = 8
_REF = 10  # cells
_WORST_FIRST = ("red", "amber")
_STYLES = {"red": "bold $text-error", "amber": "$text-warning"}


def board_measure_lines(page: BoardPage, states: Sequence[MeasureState]) -> list[Line]:
    """Return the section about measures; none if there are none."""
    if not states:
        return []
    vocabulary, last = page.checklist.loaded.vocabulary, page.checklist.loaded.year.last
    of_this_year = [state for state in states if not is_of_later_years(state, last)]
    counts = years_counts_text(states, of_this_year or states, vocabulary)
    lines = [page.heading(vocabulary.reword("Measures against their targets"))]
    lines += page.wrap(counts, "bold")
    worst = [state for state in states if state_colour(state) in _WORST_FIRST]
    worst.sort(key=_urgency)
    for state in worst[:_MOST]:
        lines += _lines_of(page, state)
    if len(worst) > _MOST:
        lines += page.wrap(f"and {len(worst) - _MOST} more", MUTED)
    return [*lines, EMPTY_LINE]


def _lines_of(page: BoardPage, state: MeasureState) -> list[Line]:
    """Return a measure's title and below it the period that decides; neither is cut."""
    link = Link("measure", state.measure.id)
    ref = state.measure.id + " " * max(1, _REF - cell_len(state.measure.id))
    first, *rest = wrap_text(state.measure.title, max(1, page.width - cell_len(ref)))
    lines: list[Line] = [((ref, LinkStyle.of(link, MUTED)), (first, LinkStyle.of(link)))]
    indent = (" " * cell_len(ref), "")
    lines += [(indent, (line, LinkStyle.of(link))) for line in rest]
    style, room = _STYLES[state_colour(state)], max(1, page.width - _REF)
    lines += [((" " * _REF, ""), (line, style)) for line in wrap_text(deciding_text(state), room)]
    return lines


def _urgency(state: MeasureState) -> tuple[int, bool]:
    """Sort key: red before amber, what is short before what was not returned."""
    return _WORST_FIRST.index(state_colour(state)), state_word(state) != "short"
