"""The items that are marked, so that one act is about all of them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from store.checklist.checklist import ChecklistItem


class Selection:
    """Marked items by ref; what is printed twice is one item."""

    def __init__(self) -> None:
        self.refs: frozenset[str] = frozenset()

    def toggle(self, items: Iterable[ChecklistItem]) -> None:
        """Mark `items`, or where all of them are marked already, none of them."""
        refs = frozenset(item.ref for item in items)
        self.refs = self.refs - refs if refs <= self.refs else self.refs | refs

    def add(self, items: Iterable[ChecklistItem]) -> None:
        """Mark `items` as well."""
        self.refs |= {item.ref for item in items}

    def clear(self) -> None:
        """Mark nothing."""
        self.refs = frozenset()

    def among(self, items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
        """Return the marked ones of `items`, one of each pair that stands for the same."""
        marked = [item for item in items if item.ref in self.refs]
        homes = {item.planned.same_as or item.ref: item for item in reversed(marked)}
        return [item for item in marked if homes[item.planned.same_as or item.ref] is item]

    def label(self, in_view: AbstractSet[str]) -> str:
        """Return how many are marked, and how many of them are out of view."""
        if not self.refs:
            return ""
        hidden = len(self.refs - in_view)
        return f"{len(self.refs)} marked" + (f", {hidden} not in view" if hidden else "")
