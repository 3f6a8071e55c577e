"""The lines of each view, made of the checklist: what the list widget draws, and nothing of how."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from store.board import next_meeting
from store.checklist import Checklist, ChecklistItem
from store.dates import spoken
from store.overview import DONE, Fold, Group, attention, fold, tally
from store.status import LATE, Colour
from tui.words import due_words, mark, status_words

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Row(Struct, frozen=True):
    """One line. `key` stays the same while what it shows changes, so that the cursor can follow.

    `items` are what an act on the line is about, the oldest first; a heading has none.
    """

    key: str
    kind: Literal["heading", "item", "fold", "group", "node"]
    text: str
    mark: str = ""
    ref: str = ""
    when: str = ""
    status: str = ""
    colour: Colour = "none"
    level: int = 0
    items: tuple[ChecklistItem, ...] = ()

    @property
    def item(self) -> ChecklistItem | None:
        """The item an act on this line is about."""
        return self.items[0] if self.items else None

    @property
    def is_closed(self) -> bool:
        """Whether the line is dimmed, as there is nothing left to do."""
        return bool(self.items) and all(item.state.status in {*DONE, "withdrawn"} for item in self.items)


def item_row(item: ChecklistItem, level: int = 0) -> Row:
    """Return the line of one item."""
    return Row(
        key=item.ref,
        kind="item",
        text=item.plan.title,
        mark=mark(item),
        ref=item.plan.milestone,
        when=due_words(item),
        status=status_words(item),
        colour=item.state.colour,
        level=level,
        items=(item,),
    )


def fold_rows(folds: Iterable[Fold], opened: frozenset[str]) -> Iterator[Row]:
    """Yield a line for each fold, and its items under it where it was opened."""
    for each in folds:
        if len(each.items) == 1:
            yield item_row(each.first)
            continue
        first = each.first
        key = f"{first.plan.milestone} {first.state.status}"
        ordered = tuple(sorted(each.items, key=lambda item: item.ref != first.ref))
        oldest = f"oldest {spoken(first.state.due)}" if first.state.due else ""
        yield Row(
            key=key,
            kind="fold",
            text=f"{'-' if key in opened else '+'} {len(each.items)} x {first.plan.title}",
            mark=mark(first),
            ref=first.plan.milestone,
            when=oldest,
            status=status_words(first),
            colour=first.state.colour,
            items=ordered,
        )
        if key in opened:
            yield from (item_row(item, level=1) for item in each.items)


def agenda_rows(checklist: Checklist, items: Sequence[ChecklistItem], opened: frozenset[str]) -> list[Row]:
    """Return what is late, due, later, continuing, undated and done, each under its heading."""
    meeting = next_meeting(checklist.meetings, checklist.as_of)
    by_board = meeting.on if meeting else None
    counted = [item for item in items if item.plan.same_as is None]
    troubled = attention(counted)
    late = [item for item in troubled if item.state.status in {*LATE, "short", "forecast late"}]
    ahead = sorted(
        (item for item in counted if item.state.status in {"due soon", "not due", "awaiting return"}),
        key=lambda item: item.state.due or checklist.as_of,
    )
    soon = [item for item in ahead if _is_soon(item, by_board)]
    before = f"Due before the next Board, {spoken(by_board)}" if by_board else "Due within 31 days"
    parts = {
        "Late, worst first": late,
        before: soon,
        "Later": [item for item in ahead if item not in soon],
        "Continuing": [item for item in counted if item.state.status in {"no update", "continuing"}],
        "No date": [item for item in counted if item.state.status == "undated"],
        "Done or withdrawn": [item for item in counted if item.state.status in {*DONE, "withdrawn"}],
    }
    rows: list[Row] = []
    for title, members in parts.items():
        rows.append(Row(f"# {title}", "heading", f"{title}: {len(members)}"))
        rows += fold_rows(fold(members), opened)
    return rows


def _is_soon(item: ChecklistItem, by_board: date | None) -> bool:
    if by_board is None:
        return item.state.status != "not due"
    return item.state.due is not None and item.state.due <= by_board


def urgency(item: ChecklistItem) -> tuple[int, object, str]:
    """Sort key for one pathway's or lead's items: late first, worst first, then by date, the done last."""
    state = item.state
    if state.status in {*LATE, "short", "forecast late"}:
        return 0, (state.colour != "red", -state.days_late), item.ref
    if state.status in {*DONE, "withdrawn"}:
        return 3, (True, 0), item.ref
    if state.due is None:
        return 2, (state.status == "undated", 0), item.ref
    return 1, (False, state.due.toordinal()), item.ref


def group_rows(groups: Sequence[Group]) -> list[Row]:
    """Return a line for each pathway or lead, with the letter that jumps to it."""
    letters = jump_letters([group.code for group in groups])
    return [
        Row(
            key=group.code,
            kind="group",
            text=group.code,
            mark=letters.get(group.code, " "),
            status=f"{group.tally.late} late" if group.tally.late else "",
            colour="amber" if group.tally.late else "none",
            items=group.items,
        )
        for group in groups
    ]


def jump_letters(codes: Sequence[str]) -> dict[str, str]:
    """Return a capital letter for each code, the first of its own letters that is free."""
    free = list(LETTERS)
    letters: dict[str, str] = {}
    for codes_left in (codes, [code for code in codes if code]):
        for code in codes_left:
            if code in letters or not free:
                continue
            own = [letter for letter in code.upper() if letter in free]
            if own or codes_left is not codes:
                letters[code] = (own or free)[0]
                free.remove(letters[code])
    return letters


def items_rows(items: Iterable[ChecklistItem]) -> list[Row]:
    """Return the lines of one pathway's or lead's items, the most urgent first."""
    return [item_row(item) for item in sorted(items, key=urgency)]


def priority_rows(checklist: Checklist, items: Sequence[ChecklistItem], opened: frozenset[str]) -> list[Row]:
    """Return the plan's own tree; a priority or objective shows its items where it was opened."""
    by_objective: dict[str, list[ChecklistItem]] = {}
    for item in items:
        by_objective.setdefault(item.plan.objective, []).append(item)
    rows: list[Row] = []
    for section in checklist.plan.plan.sections:
        inside = [item for item in items if item.plan.section == section.number]
        rows.append(_node(f"section {section.number}", f"{section.number}. {section.title}", inside, 0, "heading"))
        for priority in section.priorities:
            inside = [item for item in items if item.plan.priority == priority.number]
            key = f"priority {priority.number}"
            sign = "-" if key in opened else "+"
            rows.append(_node(key, f"{sign} {priority.number} {priority.title}", inside, 0))
            if key not in opened:
                continue
            for objective in priority.objectives:
                inside = by_objective.get(objective.number, [])
                if inside:
                    title = f"{objective.number} {objective.title}"
                    rows.append(_node(f"objective {objective.number}", title, inside, 1))
                    rows += (item_row(item, level=2) for item in inside)
    return rows


def _node(
    key: str, text: str, items: Sequence[ChecklistItem], level: int, kind: Literal["heading", "node"] = "node"
) -> Row:
    counted = tally(items)
    late = f", {counted.late} late" if counted.late else ""
    return Row(
        key=key,
        kind=kind,
        text=text,
        status=f"{counted.done}/{counted.total} done{late}",
        colour="amber" if counted.late else "none",
        level=level,
    )
