"""The items that are marked, so that one action is about all of them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from store.checklist.checklist import ChecklistItem


class Selection:
    """Marked items by ref; an item that is printed twice counts as one."""

    def __init__(self) -> None:
        self.refs: frozenset[str] = frozenset()

    def toggle(self, items: Iterable[ChecklistItem]) -> None:
        """Mark `items`, or unmark them if all of them are marked."""
        refs = frozenset(item.ref for item in items)
        if refs <= self.refs:
            self.refs -= refs
        else:
            self.refs |= refs

    def add(self, items: Iterable[ChecklistItem]) -> None:
        """Mark `items` as well."""
        self.refs |= {item.ref for item in items}

    def clear(self) -> None:
        """Unmark everything."""
        self.refs = frozenset()

    def among(self, items: Sequence[ChecklistItem]) -> list[ChecklistItem]:
        """Return the marked ones of `items`; of an item that is printed twice, the first."""
        marked: dict[str, ChecklistItem] = {}
        for item in items:
            if item.ref in self.refs:
                marked.setdefault(item.planned.same_as or item.ref, item)
        return list(marked.values())

    def label(self, in_view: AbstractSet[str]) -> str:
        """Return how many items are marked, and how many of them are not in view."""
        if not self.refs:
            return ""
        label = f"{len(self.refs)} marked"
        if hidden := len(self.refs - in_view):
            label += f", {hidden} not in view"
        return label
