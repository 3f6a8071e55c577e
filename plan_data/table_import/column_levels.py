"""Settle which of several columns of actions is ticked, and which are its parents.

The finest column, which differs from row to row, holds the milestones; a coarser one, merged or
repeated over several rows, holds their objectives, and one still coarser the priorities.
"""

from collections.abc import Sequence

from plan_data.table_import.column_contents import ColumnContents
from plan_data.table_import.heading_levels import is_description, level_of_heading
from plan_data.table_import.heading_words import ColumnRole, plain_words

_ONLY_DIFFERENT = "the only column that differs from row to row"
_OUTPUTS = frozenset({"output", "outputs", "expected outputs", "result", "results", "deliverables"})


def settle_levels(
    roles: list[ColumnRole | None],
    whys: list[str],
    headings: Sequence[str],
    contents: Sequence[ColumnContents],
) -> None:
    """Give the columns of objectives, actions and milestones their levels, in `roles`."""
    _take_finer_than_milestones(roles, whys, contents)
    items = []
    for column, role in enumerate(roles):
        if role == "objective" and not is_description(headings[column]):
            items.append(column)
    has_milestones = "milestone" in roles
    if not has_milestones:
        _take_outputs(items, roles, whys, headings, contents)
        _take_unknown(items, roles, whys, contents)
        _split_lists(items, roles, whys, contents)
        has_milestones = "milestone" in roles
    if len(items) < 2:  # noqa: PLR2004 - one column has no levels
        return
    items.sort(key=lambda column: _fineness(column, headings, contents))
    coarser, finest = items[-2], items[-1]
    if has_milestones:
        items.append(finest)  # the column of milestones is finer than all
    elif _fineness(coarser, headings, contents)[:2] == _fineness(finest, headings, contents)[:2]:
        return
    else:
        roles[finest] = "milestone"
    for column in items[:-1]:
        roles[column] = "priority"
    roles[items[-2]] = "objective"


def _take_finer_than_milestones(
    roles: list[ColumnRole | None], whys: list[str], contents: Sequence[ColumnContents]
) -> None:
    """Read a milestone that is repeated with other dates as what the finer column belongs to.

    Commitment, Milestone, Indicator, Deadline: the indicator is what is due.
    """
    if roles.count("milestone") != 1 or "timescale" not in roles:
        return
    milestone, timescale = roles.index("milestone"), roles.index("timescale")
    if contents[milestone].changes >= contents[timescale].changes:
        return
    for column, role in enumerate(roles):
        if role == "measure" and contents[column].is_finest():
            roles[milestone], roles[column] = "objective", "milestone"
            whys[column] = _ONLY_DIFFERENT
            return


def numbers_of_milestones(
    roles: Sequence[ColumnRole | None], contents: Sequence[ColumnContents]
) -> list[int]:
    """Return the columns of numbers between objectives and milestones that differ in each row.

    They number the milestones: Action, No., Deliverable.
    """
    if "objective" not in roles or "milestone" not in roles:
        return []
    first, last = roles.index("objective"), roles.index("milestone")
    if contents[first].differs_in_each_row():
        return []
    between = [column for column in range(first + 1, last) if roles[column] == "ref"]
    return [column for column in between if contents[column].differs_in_each_row()]


def _take_outputs(
    items: list[int],
    roles: Sequence[ColumnRole | None],
    whys: list[str],
    headings: Sequence[str],
    contents: Sequence[ColumnContents],
) -> None:
    """Add a column of outputs that differs in each row to a single coarser column of actions."""
    if len(items) != 1 or contents[items[0]].differs_in_each_row():
        return
    for column, role in enumerate(roles):
        is_output = role == "measure" and plain_words(headings[column]) in _OUTPUTS
        if is_output and contents[column].differs_in_each_row():
            items.append(column)
            whys[column] = _ONLY_DIFFERENT
            return


def _take_unknown(
    items: list[int],
    roles: Sequence[ColumnRole | None],
    whys: list[str],
    contents: Sequence[ColumnContents],
) -> None:
    """Add the first unknown column of words that differs in each row to coarser ones of actions."""
    if not items or any(contents[column].differs_in_each_row() for column in items):
        return
    for column, role in enumerate(roles):
        holds_words = role is None and contents[column].holds_words()
        if holds_words and contents[column].differs_in_each_row():
            items.append(column)
            whys[column] = _ONLY_DIFFERENT
            return


def _split_lists(
    items: list[int],
    roles: list[ColumnRole | None],
    whys: list[str],
    contents: Sequence[ColumnContents],
) -> None:
    """Read a single column of actions in lists as milestones of the priorities beside it."""
    above = [column for column, role in enumerate(roles) if role == "priority"]
    if len(items) != 1 or not above or not contents[items[0]].holds_lists():
        return
    roles[items[0]] = "milestone"
    roles[above[-1]] = "objective"
    whys[items[0]] = "its cells are lists"
    items.clear()


def _fineness(
    column: int, headings: Sequence[str], contents: Sequence[ColumnContents]
) -> tuple[int, int, int]:
    """Return what sorts columns from coarse to fine: how often they change, level, place."""
    return contents[column].changes, level_of_heading(headings[column]), column
