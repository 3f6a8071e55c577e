"""Read Milepost's own `list -f csv` back into a plan, as far as its columns carry it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_data.model import (
    Agency,
    Milestone,
    Objective,
    Pathway,
    Plan,
    Priority,
    Section,
    Source,
)
from plan_data.table_import.plan_heading import PlanHeading
from plan_data.table_import.table_cells import Row, flatten

_NEEDED = frozenset(
    {"ref", "title", "when", "printed", "leads", "objective", "priority", "section"}
)
_READ = _NEEDED | {"due", "target", "unit", "pathways", "pathways_inferred"}


@dataclass
class _Group:
    """The things of one section, priority or objective, by their printed number and title."""

    label: str
    groups: "dict[str, _Group]" = field(default_factory=dict)
    rows: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number that the label begins with."""
        return self.label.partition(" ")[0]

    @property
    def title(self) -> str:
        """The label without its number."""
        return self.label.partition(" ")[2]


def is_own_list(rows: Sequence[Row]) -> bool:
    """Return whether the first row has the headings of `list -f csv`."""
    return bool(rows) and set(rows[0].cells) >= _NEEDED


def unread_columns(rows: Sequence[Row]) -> list[str]:
    """Return the headings whose cells no plan holds, such as status and done_on."""
    unread = []
    for column, heading in enumerate(rows[0].cells):
        filled = any(row.cells[column : column + 1] not in {(), ("",)} for row in rows[1:])
        if heading not in _READ and filled:
            unread.append(heading)
    return unread


def when_cells(rows: Sequence[Row]) -> list[str]:
    """Return the cells from which the plan's year is found."""
    return [row["when"] for row in _row_cells(rows)]


def plan_of_list(heading: PlanHeading, rows: Sequence[Row]) -> Plan:
    """Return the plan of an exported list; occurrences of one milestone are one."""
    root = _Group("")
    agencies: dict[str, None] = {}
    pathways: dict[str, None] = {}
    for cells in _row_cells(rows):
        group = root
        for level in ("section", "priority", "objective"):
            label = cells.get(level, "") or f"1 {heading.title}"
            group = group.groups.setdefault(label, _Group(label))
        group.rows.append(cells)
        agencies.update(dict.fromkeys(_codes(cells["leads"])))
        pathways.update(dict.fromkeys(_codes(cells.get("pathways", ""))))
    return Plan(
        plan=heading.plan_id,
        title=heading.title,
        year=heading.one_year,
        years=heading.several_years,
        year_starts=heading.year_starts,
        quarters=heading.quarters,
        start=heading.start,
        pathways=tuple([Pathway(code, code, (code,)) for code in pathways]),
        agencies=tuple([Agency(code, code, (code,)) for code in agencies]),
        sections=tuple(map(_section, root.groups.values())),
    )


def _row_cells(rows: Sequence[Row]) -> Iterator[Mapping[str, str]]:
    headings = rows[0].cells
    for row in rows[1:]:
        if row.filled():
            cells = dict.fromkeys(headings, "")
            cells.update(zip(headings, map(flatten, row.cells), strict=False))
            yield cells


def _section(group: _Group) -> Section:
    return Section(
        group.number, group.title, priorities=tuple(map(_priority, group.groups.values()))
    )


def _priority(group: _Group) -> Priority:
    return Priority(
        group.number, group.title, objectives=tuple(map(_objective, group.groups.values()))
    )


def _objective(group: _Group) -> Objective:
    rows_of: dict[str, list[Mapping[str, str]]] = {}
    for cells in group.rows:
        milestone_id = cells["ref"].partition("@")[0]
        rows_of.setdefault(milestone_id, []).append(cells)
    first = group.rows[0]
    leads = _codes(first["leads"])
    pathways = _pathways(group.rows)
    milestones = []
    for milestone_id, rows in rows_of.items():
        milestones.append(_milestone(milestone_id, rows, leads))
    return Objective(
        number=group.number,
        title=group.title,
        leads=leads,
        pathways=pathways,
        source=Source(row=group.number),
        milestones=tuple(milestones),
    )


def _pathways(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    for cells in rows:
        if cells.get("pathways_inferred") != "yes":
            return _codes(cells.get("pathways", ""))
    return ()


def _milestone(
    milestone_id: str, rows: Sequence[Mapping[str, str]], leads: tuple[str, ...]
) -> Milestone:
    first = rows[0]
    own_leads: tuple[str, ...] | None = _codes(first["leads"])
    if own_leads == leads:
        own_leads = None
    figures = _figures(rows)
    when: str | None = first["when"] or None
    if not when and not figures:
        when = "undated (blank)"
    return Milestone(
        id=milestone_id,
        title=first["title"],
        printed=first["printed"] or None,
        when=when,
        unit=first.get("unit") or None,
        cumulative=figures or None,
        leads=own_leads,
    )


def _figures(rows: Iterable[Mapping[str, str]]) -> dict[str, float]:
    """Return the figures of a milestone by quarter, from refs such as 2.7.2-a@Q1-2009/10."""
    figures = {}
    for cells in rows:
        label = cells["ref"].partition("@")[2].partition("-")[0]
        target = cells.get("target", "")
        if label and target:
            figures[label] = float(target)
    return figures


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(","))))
