"""The plan's own tree: sections, priorities, objectives and their items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.model import Objective, Priority
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import tally_items
from tui.app.views.rows import ItemRow, Row, TextRow
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace

ByNumber = Mapping[str, Sequence[ChecklistItem]]


class PrioritiesView(View):
    """The plan's tree with progress at each level."""

    def __init__(self, workspace: Workspace, row_state: RowState) -> None:
        super().__init__(workspace, row_state)
        self._toggled: frozenset[str] = frozenset()  # under the words of a filter
        self._toggled_under = ""

    def pane_title(self) -> str:
        """Return the title in the frame around the tree."""
        return self.workspace.loaded.vocabulary.plural_title("priority")

    def rows(self) -> list[Row]:
        """Return the rows of the tree; under a filter it is open at what the filter shows.

        The filter's `sort:` orders the items of each objective.
        """
        workspace = self.workspace
        items = workspace.filter.in_order(workspace.items)
        opened = self.row_state.opened
        if workspace.words_in_force:
            opened = frozenset(f"priority {item.planned.priority}" for item in items)
            opened ^= self._toggled_now()
        return priority_rows(workspace.checklist, items, opened)

    def toggle(self, key: str) -> None:
        """Open or close a row; under a filter only until the words change."""
        if self.workspace.words_in_force:
            self._toggled = self._toggled_now() ^ {key}
        else:
            super().toggle(key)

    def _toggled_now(self) -> frozenset[str]:
        """Return what was opened or closed under the filter in force."""
        words = self.workspace.words_in_force
        if words != self._toggled_under:
            self._toggled, self._toggled_under = frozenset(), words
        return self._toggled

    def reveal(self, item: PlanItem) -> None:
        """Open the priority and the objective that hold an item."""
        opened = self.row_state.opened | {f"priority {item.priority}"}
        self.row_state.opened = opened - {f"objective {item.objective}"}
        self._toggled = frozenset()

    def reveal_key(self, key: str) -> None:
        """Open a priority, or the priority that holds an objective."""
        opened = {key} if key.startswith("priority ") else set[str]()
        for section in self.workspace.loaded.full_plan.sections:
            for priority in section.priorities:
                if any(key == f"objective {each.number}" for each in priority.objectives):
                    opened.add(f"priority {priority.number}")
        self.row_state.opened |= opened
        self._toggled = frozenset()

    def folded_into(self, item: PlanItem) -> Sequence[str]:
        """Return the keys of the objective and the priority that hold an item."""
        return f"objective {item.objective}", f"priority {item.priority}"


class _Tree(Struct, frozen=True):
    """Items by the numbers of their priorities and objectives, and the keys of opened rows.

    A priority is closed until its key is in `opened`; an objective is open until its key is.
    """

    by_priority: ByNumber
    by_objective: ByNumber
    opened: frozenset[str]


def priority_rows(
    checklist: Checklist, items: Sequence[ChecklistItem], opened: frozenset[str]
) -> list[Row]:
    """Return the plan's tree as far as it holds `items`."""
    by_section = _group_by(items, "section")
    by_priority = _group_by(items, "priority")
    tree = _Tree(by_priority, _group_by(items, "objective"), opened)
    rows: list[Row] = []
    for section in checklist.loaded.full_plan.sections:
        number = section.number
        if number not in by_section:
            continue
        title = f"{number}. {section.title}"
        rows.append(_node(f"section {number}", title, by_section[number], kind="heading"))
        for priority in section.priorities:
            rows += _priority_rows(priority, tree)
    return rows


def _group_by(items: Iterable[ChecklistItem], level: str) -> dict[str, list[ChecklistItem]]:
    groups: dict[str, list[ChecklistItem]] = {}
    for item in items:
        groups.setdefault(getattr(item.planned, level), []).append(item)
    return groups


def _priority_rows(priority: Priority, tree: _Tree) -> Iterator[Row]:
    key = f"priority {priority.number}"
    is_open = key in tree.opened
    if members := tree.by_priority.get(priority.number, ()):
        sign = "-" if is_open else "+"
        yield _node(key, f"{sign} {priority.number} {priority.title}", members)
    if is_open:
        for objective in priority.objectives:
            yield from _objective_rows(objective, tree)


def _objective_rows(objective: Objective, tree: _Tree) -> Iterator[Row]:
    members = tree.by_objective.get(objective.number, ())
    if not members:
        return
    key = f"objective {objective.number}"
    is_closed = key in tree.opened
    sign = "+" if is_closed else "-"
    yield _node(key, f"{sign} {objective.number} {objective.title}", members, level=1)
    if not is_closed:
        for item in members:
            yield ItemRow(item, level=2)


def _node(
    key: str,
    text: str,
    items: Sequence[ChecklistItem],
    *,
    level: int = 0,
    kind: Literal["heading", "node"] = "node",
) -> Row:
    tally = tally_items(items)
    status = f"{tally.done} of {tally.total} done"
    if tally.late:
        status += f", {tally.late} late"
    colour: Literal["amber", "none"] = "amber" if tally.late else "none"
    return TextRow(key=key, kind=kind, text=text, status=status, colour=colour, level=level)
