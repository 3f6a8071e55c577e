"""What each view shows: its lines, its pathways or leads, and which folds are open. It knows no widgets."""

from collections.abc import Collection, Iterable
from datetime import date

from textual.content import Content

from plan_data.items import PlanItem
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import ItemGroup, by_lead, by_pathway
from tui.app.views import pane_texts
from tui.app.views.rows import Row, agenda_rows, items_rows, priority_rows
from tui.app.workspace import Workspace

VIEWS = ("agenda", "pathways", "leads", "priorities", "board")
GROUP_BUILDERS = {"pathways": by_pathway, "leads": by_lead}


class Views:
    """The view in use. `group` is the code of the pathway or lead that is chosen in it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.name = "agenda"
        self._group_of: dict[str, str] = {}
        self.opened: frozenset[str] = frozenset()
        self._grouped: tuple[Checklist, str, list[ItemGroup]] | None = None
        self._placed: dict[str, ChecklistItem] = {}
        self._placed_on: tuple[str, date] | None = None

    @property
    def has_groups(self) -> bool:
        """Whether a list of pathways or leads stands beside the items."""
        return self.name in GROUP_BUILDERS

    @property
    def group(self) -> str:
        """The pathway or lead that was chosen last in the view in use."""
        return self._group_of.get(self.name, "")

    @group.setter
    def group(self, code: str) -> None:
        self._group_of[self.name] = code

    @property
    def groups(self) -> list[ItemGroup]:
        """The pathways or leads, counted once for each checklist."""
        whole = self.workspace.checklist
        if self._grouped is None or self._grouped[0] is not whole or self._grouped[1] != self.name:
            self._grouped = (whole, self.name, GROUP_BUILDERS[self.name](whole))
        return self._grouped[2]

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items in view: those of the chosen pathway or lead, as far as the filter lets them pass."""
        if not self.has_groups:
            return self.workspace.items
        chosen = self._chosen()
        found = chosen.items if chosen else ()
        if not self.workspace.filter_words:
            return found
        passing = {item.ref for item in self.workspace.items}
        return tuple(item for item in found if item.ref in passing)

    def keep_places(self, lines: Iterable[Row], refs: Collection[str]) -> None:
        """Leave the lines of items that were acted on where they are, so that nothing jumps under the cursor."""
        alone: dict[str, ChecklistItem] = {}
        for row in lines:
            if row.kind == "item" and row.key in refs and not row.level:
                alone[row.key] = row.items[0]
                if len(alone) == len(refs):
                    break
        self._placed = alone | self._placed
        self._placed_on = self._position

    @property
    def _position(self) -> tuple[str, date]:
        return self.workspace.loaded.about.id, self.workspace.as_of

    def reset_order(self) -> None:
        """Put every line where its item belongs by now."""
        self._placed = {}

    def rows(self) -> list[Row]:
        """Return the lines of the items in view."""
        workspace = self.workspace
        if self._placed_on != self._position:
            self.reset_order()
        if self.name == "agenda":
            return agenda_rows(workspace.checklist, workspace.items, self.opened, self._placed)
        if self.name == "priorities":
            return priority_rows(workspace.checklist, workspace.items, self.opened)
        return [] if self.name == "board" else items_rows(self.items, self.opened, self._placed)

    def title(self) -> str:
        """Return what stands above the items: how the chosen pathway or lead stands, and how many a filter shows."""
        chosen = self._chosen() if self.has_groups else None
        return pane_texts.group_title(chosen, len(self.items)) if chosen else ""

    def accountable(self) -> Content:
        """Return who answers for the chosen pathway, or that the plan states none; nothing in other views."""
        chosen = self._chosen() if self.has_groups else None
        return pane_texts.accountable_text(chosen, self.workspace.loaded.about, self.name)

    def why_empty(self) -> str:
        """Return why there is no line, and what to do."""
        return pane_texts.empty_text(self.name, self.workspace.filter_words, self.workspace.checklist)

    def toggle(self, key: str) -> None:
        """Open or close a folded line."""
        self.opened ^= {key}

    def reveal(self, item: PlanItem) -> None:
        """Choose the pathway or lead, or open the priority, that holds an item, where it is not in view already."""
        if self.name == "priorities":
            self.opened = (self.opened | {f"priority {item.priority}"}) - {f"objective {item.objective}"}
        elif self.has_groups:
            holding = [group.code for group in self.groups if any(each.ref == item.ref for each in group.items)]
            if holding and self.group not in holding:
                self.group = holding[0]

    def line_of(self, ref: str, rows: Iterable[Row]) -> Row | None:
        """Return the line that holds an item: its own, else the fold that it is in."""
        holding = [row for row in rows if any(item.ref == ref for item in row.items)]
        return next((row for row in holding if row.kind == "item"), next(iter(holding), None))

    def _chosen(self) -> ItemGroup | None:
        return next((group for group in self.groups if group.code == self.group), None)
