"""The lines of each view, made of the checklist: what the list widget draws, and nothing of how."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Literal

from msgspec import Struct

from plan_data.model import Objective
from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.checklist.status import LATE, Colour
from store.dates import format_day
from store.query.groups import (
    CLOSED,
    DONE,
    FoldedItems,
    ItemGroup,
    group_foldable,
    make_fold,
    needing_attention,
    tally_items,
)
from tui.wording.counts import format_number
from tui.wording.item_text import due_text, status_mark, status_text
from tui.wording.report_text import fold_summary_text, last_update

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TROUBLED = frozenset({*LATE, "short", "forecast late"})


class TextRow(Struct, frozen=True, gc=False):
    """A line. `key` stays the same while what it shows changes, so that the cursor can follow.

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
        return bool(self.items) and all(_is_closed(item) for item in self.items)


class ItemRow(Struct, frozen=True, gc=False):
    """The line of one item. Its words are made when it is drawn: most lines of a long list never are."""

    item: ChecklistItem
    level: int = 0
    kind: ClassVar[Literal["item"]] = "item"

    @property
    def key(self) -> str:
        """The item's ref."""
        return self.item.planned.ref

    @property
    def text(self) -> str:
        """The title, after which of its milestone's dates this is."""
        return f"{_label(self.item)}{self.item.planned.title}"

    @property
    def mark(self) -> str:
        """The box."""
        return status_mark(self.item)

    @property
    def ref(self) -> str:
        """The milestone's ref."""
        return self.item.planned.milestone

    @property
    def when(self) -> str:
        """When it is or was due, or a figure's target."""
        return _figure_words(self.item) if self.item.planned.kind == "figure" else due_text(self.item)

    @property
    def status(self) -> str:
        """The status in words."""
        return status_text(self.item)

    @property
    def colour(self) -> Colour:
        """The status's colour."""
        return self.item.state.colour

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """What an act on the line is about."""
        return (self.item,)

    @property
    def is_closed(self) -> bool:
        """Whether the line is dimmed, as there is nothing left to do."""
        return _is_closed(self.item)


Row = TextRow | ItemRow


def _is_closed(item: ChecklistItem) -> bool:
    return item.state.status in CLOSED


def _label(item: ChecklistItem) -> str:
    """Return which of a milestone's dates an item is, for the start of its line: `Aug 2009: `."""
    _, _, label = item.ref.partition("@")
    if not label:
        return ""
    is_day = label[:4].isdigit() and label.count("-") == 2  # noqa: PLR2004 - year, month and day
    return f"{format_day(date.fromisoformat(label)) if is_day else label.replace('-', ' ')}: "


def _figure_words(item: ChecklistItem) -> str:
    """Return a figure's actual and target, or target and month, in the few cells that a line has for them."""
    target, due = format_number(item.planned.target), item.state.due
    if item.state.actual is not None:
        return f"{format_number(item.state.actual)} of {target}"
    return f"{target} by {MONTHS[due.month - 1]} {due.year}" if due else target


Placed = Mapping[str, ChecklistItem]


def fold_rows(items: Iterable[ChecklistItem], opened: frozenset[str], now: Placed) -> Iterator[Row]:
    """Yield a line for each fold of items, and its items under it where it was opened; those in `now` as they are."""
    for each in group_foldable(items):
        if len(each) == 1:
            yield ItemRow(now.get(each[0].planned.ref, each[0]) if now else each[0])
            continue
        row = _fold_row(make_fold(each), opened)
        yield row
        if row.key in opened:
            yield from (ItemRow(now.get(item.ref, item), level=1) for item in each)


def _fold_row(each: FoldedItems, opened: frozenset[str]) -> Row:
    first = each.first
    key = f"{first.planned.milestone} {first.state.status}"
    said, _, oldest = fold_summary(each.items).partition(", ")
    return TextRow(
        key=key,
        kind="fold",
        text=f"{'-' if key in opened else '+'} {said}: {first.planned.title}",
        mark=status_mark(first),
        ref=first.planned.milestone,
        when=oldest,
        status=status_text(first),
        colour=first.state.colour,
        items=tuple(sorted(each.items, key=lambda item: item.ref != first.ref)),
    )


def fold_summary(items: Sequence[ChecklistItem]) -> str:
    """Return what occurrences of one milestone have in common: 34 weeks without a tick, oldest 5 Apr 2009."""
    status = items[0].state.status
    ahead = {"due soon": "due soon, next", "not due": "to come, next"}
    return fold_summary_text(items, ahead.get(status, f"{status}, first"))


def agenda_rows(
    checklist: Checklist, items: Sequence[ChecklistItem], opened: frozenset[str], placed: Placed | None = None
) -> list[Row]:
    """Return what is late, due, later, continuing, undated and done, each under its heading; of nothing, nothing.

    `placed` are items as they were when last looked at: they keep their places, and show what they are now.
    """
    counted, now = _as_placed([item for item in items if item.planned.same_as is None], placed or {})
    gone = [
        stood for ref, stood in (placed or {}).items() if ref in now and now[ref].state.status != stood.state.status
    ]
    moved = {title: len(members) for title, (members, _) in _agenda_parts(checklist, gone).items()}
    is_whole = len(items) == len(checklist.items)
    rows: list[Row] = []
    for title, (members, nothing) in _agenda_parts(checklist, counted).items() if counted else ():
        if members or (nothing and is_whole):
            said = f"{title}: {len(members) - moved[title]}" if members else f"{title}: {nothing}"
            rows.append(TextRow(f"# {title}", "heading", said))
            rows += fold_rows(members, opened, now)
    return rows


def _as_placed(items: Sequence[ChecklistItem], placed: Placed) -> tuple[Sequence[ChecklistItem], Placed]:
    """Return items as they were when they were placed, and those of them as they are now by their refs."""
    if not placed:
        return items, {}
    now = {item.planned.ref: item for item in items if item.planned.ref in placed}
    return [placed.get(item.planned.ref, item) for item in items], now


def _agenda_parts(
    checklist: Checklist, counted: Sequence[ChecklistItem]
) -> dict[str, tuple[Sequence[ChecklistItem], str]]:
    """Return the items under each heading, and what to say where there are none; without such words it is left out."""
    by_status: dict[str, list[ChecklistItem]] = {}
    for item in counted:
        by_status.setdefault(item.state.status, []).append(item)
    meeting = next_meeting(checklist.meetings, checklist.as_of)
    by_board = meeting.on if meeting else None
    ahead = sorted(_having(by_status, "due soon", "not due", "awaiting return"), key=_due)
    soon, later = _soon_and_later(ahead, by_board)
    before = (
        f"Due before the next Board, {format_day(by_board)}"
        if by_board
        else "Due within 31 days (no Board date is set)"
    )
    return {
        "Late, worst first": (needing_attention(_having(by_status, *LATE)), "nothing is late"),
        "Short of target or forecast late": (needing_attention(_having(by_status, "short", "forecast late")), ""),
        before: (soon, "nothing"),
        "Later": (later, ""),
        "Continuing, no update for 3 months": (sorted(by_status.get("no update", []), key=_silent_since), ""),
        "Continuing": (by_status.get("continuing", []), ""),
        "No date": (by_status.get("undated", []), ""),
        "Done": (_having(by_status, *DONE), ""),
        "Withdrawn": (by_status.get("withdrawn", []), ""),
    }


def _having(by_status: Mapping[str, Sequence[ChecklistItem]], *statuses: str) -> list[ChecklistItem]:
    return [item for status in statuses for item in by_status.get(status, ())]


def _due(item: ChecklistItem) -> date:
    return item.state.due or date.max


def _silent_since(item: ChecklistItem) -> date:
    return last_update(item) or date.min


def _soon_and_later(
    ahead: Sequence[ChecklistItem], by_board: date | None
) -> tuple[Sequence[ChecklistItem], Sequence[ChecklistItem]]:
    """Part items that are sorted by when they are due."""
    if by_board:
        after = bisect_right(ahead, by_board, key=_due)
        return ahead[:after], ahead[after:]
    return [i for i in ahead if i.state.status != "not due"], [i for i in ahead if i.state.status == "not due"]


def urgency(item: ChecklistItem) -> tuple[int, object, str]:
    """Sort key for one pathway's or lead's items: late first, worst first, then by date, the done last."""
    state = item.state
    if state.status in TROUBLED:
        return 0, (state.colour != "red", -state.days_late), item.ref
    if state.status in CLOSED:
        return 3, (True, 0), item.ref
    if state.due is None:
        return 2, (state.status == "undated", 0), item.ref
    return 1, (False, state.due.toordinal()), item.ref


def group_rows(groups: Sequence[ItemGroup]) -> list[Row]:
    """Return a line for each pathway or lead, with the letter that jumps to it."""
    letters = jump_letters([group.code for group in groups])
    return [
        TextRow(
            key=group.code,
            kind="group",
            text=group.code,
            mark=letters.get(group.code, " "),
            when=f"{group.tally.done}/{group.tally.total}",
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


def items_rows(
    items: Sequence[ChecklistItem], opened: frozenset[str] = frozenset(), placed: Placed | None = None
) -> list[Row]:
    """Return the lines of one pathway's or lead's items, the most urgent first; `placed` as in the agenda."""
    as_placed, now = _as_placed(items, placed or {})
    return list(fold_rows(sorted(as_placed, key=urgency), opened, now))


def priority_rows(checklist: Checklist, items: Sequence[ChecklistItem], opened: frozenset[str]) -> list[Row]:
    """Return the plan's own tree; a priority shows its objectives once opened, an objective its items until closed."""
    by_section, by_priority, by_objective = (_grouped(items, level) for level in ("section", "priority", "objective"))
    rows: list[Row] = []
    for section in checklist.loaded.full_plan.sections:
        if section.number not in by_section:
            continue
        title = f"{section.number}. {section.title}"
        rows.append(_node(f"section {section.number}", title, by_section[section.number], 0, "heading"))
        for priority in section.priorities:
            inside = by_priority.get(priority.number, [])
            key = f"priority {priority.number}"
            sign = "-" if key in opened else "+"
            if inside:
                rows.append(_node(key, f"{sign} {priority.number} {priority.title}", inside, 0))
            if key in opened:
                rows += _objective_rows(priority.objectives, by_objective, opened)
    return rows


def _objective_rows(
    objectives: Iterable[Objective], by_objective: Mapping[str, Sequence[ChecklistItem]], opened: frozenset[str]
) -> Iterator[Row]:
    for objective in objectives:
        if inside := by_objective.get(objective.number, ()):
            key = f"objective {objective.number}"
            sign = "+" if key in opened else "-"
            yield _node(key, f"{sign} {objective.number} {objective.title}", inside, 1)
            if key not in opened:
                yield from (ItemRow(item, level=2) for item in inside)


def _grouped(items: Iterable[ChecklistItem], level: str) -> dict[str, list[ChecklistItem]]:
    groups: dict[str, list[ChecklistItem]] = {}
    for item in items:
        groups.setdefault(getattr(item.planned, level), []).append(item)
    return groups


def _node(
    key: str, text: str, items: Sequence[ChecklistItem], level: int, kind: Literal["heading", "node"] = "node"
) -> Row:
    counted = tally_items(items)
    late = f", {counted.late} late" if counted.late else ""
    return TextRow(
        key=key,
        kind=kind,
        text=text,
        status=f"{counted.done} of {counted.total} done{late}",
        colour="amber" if counted.late else "none",
        level=level,
    )
