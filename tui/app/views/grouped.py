"""Views by group: a side list of groups, and the items of the one chosen."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from msgspec.structs import replace
from textual.content import Content

from plan_data.items import PlanItem
from plan_data.text import plural
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.checklist.status import LATE
from store.query.groups import CLOSED, ItemGroup, tally_items
from tui.actions import JUMP_LETTERS
from tui.app.views.agenda import apply_pins, sorted_rows
from tui.app.views.rows import PinnedItems, Row, TextRow, fold_rows
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace
from tui.wording.measure_text import counts_text

_TROUBLED = frozenset({*LATE, "short", "forecast late"})


class GroupedView(View):
    """Items of one group at a time; a subclass says what the groups are."""

    has_groups: ClassVar[bool] = True

    def __init__(self, workspace: Workspace, row_state: RowState) -> None:
        super().__init__(workspace, row_state)
        self._groups: Sequence[ItemGroup] = ()
        self._grouped: Checklist | None = None
        self._shown: Sequence[ItemGroup] = ()
        self._shown_of: tuple[ChecklistItem, ...] | None = None

    def build_groups(self, checklist: Checklist) -> Sequence[ItemGroup]:
        """Return the groups of a checklist."""
        raise NotImplementedError

    @property
    def all_groups(self) -> Sequence[ItemGroup]:
        """The groups with all their items, built once for each checklist."""
        checklist = self.workspace.checklist
        if self._grouped is not checklist:
            self._groups = self.build_groups(checklist)
            self._grouped = checklist
        return self._groups

    def side_rows(self) -> list[Row]:
        """Return a row for each group."""
        return group_rows(self.groups)

    @property
    def groups(self) -> Sequence[ItemGroup]:
        """The groups with the items that the filter shows: these alone are counted."""
        workspace = self.workspace
        if not workspace.words_in_force:
            return self.all_groups
        if self._shown_of is not workspace.items or self._grouped is not workspace.checklist:
            passing = {item.planned.ref for item in workspace.items}
            self._shown = [_with_passing(group, passing) for group in self.all_groups]
            self._shown_of = workspace.items
        return self._shown

    @property
    def chosen(self) -> ItemGroup | None:
        """The group that is chosen, if the plan has it."""
        return _group_of(self.groups, self.group)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items of the chosen group, without those that the filter hides."""
        chosen = self.chosen
        return chosen.items if chosen else ()

    def rows(self) -> list[Row]:
        """Return the items of the chosen group, by the filter's `sort:` or most urgent first."""
        state, workspace = self.row_state, self.workspace
        if workspace.search.sort:
            return sorted_rows(workspace.filter.in_order(self.items), workspace.search.sort, state)[
                1:
            ]
        return items_rows(self.items, state.opened, state.pinned)

    def measures_text(self) -> Content:
        """Return the position of the chosen group's measures, empty if it has none."""
        states = [state for state in self.workspace.measures if self.holds_measure(state)]
        if not states:
            return Content("")
        return Content.styled(f"{counts_text(states, self.workspace.loaded.vocabulary)}.", "bold")

    def holds_measure(self, state: MeasureState) -> bool:
        """Return whether a measure is of the chosen group."""
        raise NotImplementedError

    def title(self) -> str:
        """Return code and name of the chosen group."""
        return group_title(self.chosen) if self.chosen else ""

    def progress(self) -> str:
        """Return the counts of what the filter shows of the chosen group."""
        chosen, complete = self.chosen, _group_of(self.all_groups, self.group)
        return group_progress(chosen, complete) if chosen and complete else ""

    def reveal(self, item: PlanItem) -> None:
        """Choose a group that holds an item, unless the chosen one does; a family is the last."""
        by_size = sorted(self.groups, key=lambda group: group.is_family)
        holding = [group.code for group in by_size if _holds(group, item)]
        if holding and self.group not in holding:
            self.group = holding[0]

    def reveal_key(self, key: str) -> None:
        """Choose the group of a key."""
        self.group = key


def joined_notes(notes: Iterable[Content]) -> Content:
    """Return notes one below the other, without those that are empty."""
    return Content("\n").join([note for note in notes if note])


def _holds(group: ItemGroup, item: PlanItem) -> bool:
    return any(member.ref == item.ref for member in group.items)


def _group_of(groups: Iterable[ItemGroup], code: str) -> ItemGroup | None:
    for group in groups:
        if group.code == code:
            return group
    return None


def _with_passing(group: ItemGroup, passing: AbstractSet[str]) -> ItemGroup:
    """Return a group with those of its items that the filter lets pass, and their counts."""
    items = tuple(item for item in group.items if item.planned.ref in passing)
    if len(items) == len(group.items):
        return group
    return replace(group, items=items, tally=tally_items(items))


def group_title(group: ItemGroup) -> str:
    """Return a group's code, and its name if that says more."""
    if group.name == group.code:
        return group.code
    return f"{group.code}: {group.name}"


def group_progress(group: ItemGroup, complete: ItemGroup) -> str:
    """Return how many of a group are done and late, and how many of its dates the filter shows.

    `complete` is the group with all its items; without a filter it is `group`.
    """
    shown, total, tally = len(group.items), len(complete.items), group.tally
    progress = f"{tally.done} of {tally.total} done, {tally.late} late"
    if shown < total:
        progress = f"{shown} of {plural(total, 'date')} shown, of these {progress}"
    return progress


def items_rows(
    items: Sequence[ChecklistItem],
    opened: frozenset[str] = frozenset(),
    pinned: PinnedItems | None = None,
) -> list[Row]:
    """Return the rows of a group's items, the most urgent first; pinned items keep their places."""
    placed, current = apply_pins(items, pinned or {})
    return list(fold_rows(sorted(placed, key=urgency), opened, current))


def urgency(item: ChecklistItem) -> tuple[int, object, str]:
    """Sort key within a group: late first, worst first, then by date, then undated, then closed."""
    state = item.state
    if state.status in _TROUBLED:
        return 0, (state.colour != "red", -state.days_late), item.ref
    if state.status in CLOSED:
        return 3, (True, 0), item.ref
    if state.due is None:
        return 2, (state.status == "undated", 0), item.ref
    return 1, (False, state.due.toordinal()), item.ref


def group_rows(groups: Sequence[ItemGroup]) -> list[Row]:
    """Return the side list: a row for each group, with the letter that jumps to it."""
    letters = jump_letters([group.code for group in groups])
    return [_group_row(group, letters.get(group.code, " ")) for group in groups]


def _group_row(group: ItemGroup, letter: str) -> Row:
    tally = group.tally
    return TextRow(
        key=group.code,
        kind="group",
        text=group.code,
        mark=letter,
        when=f"{tally.done}/{tally.total}",
        status=f"{tally.late} late" if tally.late else "",
        colour="amber" if tally.late else "none",
        items=group.items,
    )


def jump_letters(codes: Sequence[str]) -> dict[str, str]:
    """Return a capital letter for each code: the first of its letters that is free, else any."""
    free = list(JUMP_LETTERS)
    letters: dict[str, str] = {}
    for code in codes:
        own = [letter for letter in code.upper() if letter in free]
        if own and code not in letters:
            letters[code] = own[0]
            free.remove(own[0])
    for code in codes:
        if free and code and code not in letters:
            letters[code] = free.pop(0)
    return letters
