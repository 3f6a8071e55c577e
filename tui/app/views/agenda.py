"""The agenda: what is late, due, later, continuing, undated and done."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from store.board.boards import find_board
from store.checklist.checklist import Checklist, ChecklistItem, without_repeats
from store.checklist.status import LATE
from store.dates import format_day
from store.query.due_before_board import DueBeforeBoard, due_before_board
from store.query.groups import DONE, needing_attention
from store.query.publication import due_before_publication
from tui.app.views.action_rows import ActionRow, action_rows, actions_heading
from tui.app.views.rows import PinnedItems, Row, TextRow, fold_rows
from tui.app.views.view import RowState, View
from tui.wording.counts import count_text
from tui.wording.report_text import BEFORE_PUBLICATION, due_or_never, last_update

LATE_PART = "Late, worst first"
LATER = "Later"
AWAITED = "Awaiting a return"
CONTINUING = "Continuing"
DONE_PART = "Done"
MOST_ACTIONS = 5  # of the Board, before the line that shows the rest of them
_MORE_ACTIONS = "# More actions"
WITHDRAWN_PART = "Withdrawn"


class AgendaView(View):
    """All items by urgency, each part under its heading."""

    def rows(self) -> list[Row]:
        """Return the parts of the agenda."""
        state, workspace = self.row_state, self.workspace
        if workspace.search.sort:
            return sorted_rows(
                workspace.filter.in_order(workspace.items), workspace.search.sort, state
            )
        actions = action_rows(workspace, state.kept_actions)
        return agenda_rows(
            workspace.checklist, workspace.items, state.opened, state.pinned, actions
        )


def sorted_rows(items: Sequence[ChecklistItem], sort: str, state: RowState) -> list[Row]:
    """Return items in the order that the filter asks for, under one heading."""
    if not items:
        return []
    placed, current = apply_pins(items, state.pinned)
    heading = TextRow(
        "# Sorted", "heading", f"Sorted by {sort}: {count_text(without_repeats(items))}"
    )
    return [heading, *fold_rows(placed, state.opened, current)]


class AgendaPart(Struct, frozen=True):
    """The items under one heading. Without items and without `empty_text` it is left out.

    `all_due` are all that fall due in a part's time, those in other parts included.
    """

    title: str
    items: Sequence[ChecklistItem]
    empty_text: str = ""
    all_due: Sequence[ChecklistItem] = ()


def agenda_rows(
    checklist: Checklist,
    items: Sequence[ChecklistItem],
    opened: frozenset[str],
    pinned: PinnedItems | None = None,
    actions: Sequence[ActionRow] = (),
) -> list[Row]:
    """Return the parts of the agenda, each under its heading; for no items no rows.

    Pinned items keep their places and are shown as they are now. `actions` follow what is late.
    """
    counted = without_repeats(items)
    if not counted:
        return []
    placed, current = apply_pins(counted, pinned or {})
    moved = _moved_refs(checklist, pinned or {}, current)
    has_all = len(items) == len(checklist.items)
    rows: list[Row] = []
    for part in agenda_parts(checklist, placed):
        if heading := _heading(part, moved, has_all=has_all):
            rows.append(TextRow(f"# {part.title}", "heading", heading))
            rows += fold_rows(part.items, opened, current)
        if part.title == LATE_PART and actions:
            rows.append(TextRow("# Actions", "heading", actions_heading(actions)))
            rows += _limited(actions, opened)
    return rows


def _limited(actions: Sequence[ActionRow], opened: frozenset[str]) -> list[Row]:
    """Return the first actions and a row that shows the rest, or all of them if it is `opened`."""
    hidden = len(actions) - MOST_ACTIONS
    if hidden < 2:  # noqa: PLR2004 - the row itself takes a line
        return [*actions]
    if _MORE_ACTIONS in opened:
        return [*actions, TextRow(_MORE_ACTIONS, "node", "- Fewer actions: Enter")]
    more = TextRow(_MORE_ACTIONS, "node", f"+ {hidden} more actions: Enter")
    return [*actions[:MOST_ACTIONS], more]


def _heading(part: AgendaPart, moved: Mapping[str, set[str]], *, has_all: bool) -> str:
    """Return the heading of a part with its count; nothing if the part is left out."""
    if not part.items and not part.all_due:
        return f"{part.title}: {part.empty_text}" if part.empty_text and has_all else ""
    remaining = _remaining(part, moved)
    if not part.all_due:
        return f"{part.title}: {count_text(remaining)}"
    here = {item.ref for item in remaining}
    elsewhere = [item for item in part.all_due if item.ref not in here]
    heading = f"{part.title}: {count_text([*remaining, *elsewhere])}"
    if elsewhere:
        heading += f", {count_text(elsewhere)} of them in other parts"
    return heading


def apply_pins(
    items: Sequence[ChecklistItem], pinned: PinnedItems
) -> tuple[Sequence[ChecklistItem], PinnedItems]:
    """Return items with the pinned ones as they were, and by ref the pinned ones as they are."""
    if not pinned:
        return items, {}
    placed = [pinned.get(item.planned.ref, item) for item in items]
    current = {item.planned.ref: item for item in items if item.planned.ref in pinned}
    return placed, current


def _moved_refs(
    checklist: Checklist, pinned: PinnedItems, current: PinnedItems
) -> dict[str, set[str]]:
    """Return the refs of pinned items that no longer belong under each heading."""
    before = [item for ref, item in pinned.items() if ref in current]
    if not before:
        return {}
    titles_now = _titles_by_ref(checklist, [current[item.ref] for item in before])
    moved: dict[str, set[str]] = {}
    for ref, title in _titles_by_ref(checklist, before).items():
        if titles_now.get(ref) != title:
            moved.setdefault(title, set()).add(ref)
    return moved


def _titles_by_ref(checklist: Checklist, items: Sequence[ChecklistItem]) -> dict[str, str]:
    """Return the title of the agenda's part that each item belongs to."""
    titles: dict[str, str] = {}
    for part in agenda_parts(checklist, items):
        titles |= dict.fromkeys((item.ref for item in part.items), part.title)
    return titles


def _remaining(part: AgendaPart, moved: Mapping[str, set[str]]) -> Sequence[ChecklistItem]:
    """Return the items of a part without those that no longer belong there."""
    gone = moved.get(part.title)
    if not gone:
        return part.items
    return [item for item in part.items if item.ref not in gone]


def agenda_parts(checklist: Checklist, items: Sequence[ChecklistItem]) -> list[AgendaPart]:
    """Return all parts of the agenda in their order, also those without items."""
    early = due_before_publication(checklist, items)
    early_refs = {item.ref for item in early}
    by_status: dict[str, list[ChecklistItem]] = {}
    for item in items:
        if item.ref not in early_refs:
            by_status.setdefault(item.state.status, []).append(item)
    due_next = due_before_board(
        checklist, items, find_board(checklist.loaded, checklist.calendar).board
    )
    ahead = _with_status(by_status, "due soon", "not due")
    soon, later = _split_ahead(sorted(ahead, key=due_or_never), due_next.until)
    late = needing_attention(_with_status(by_status, *LATE))
    short = needing_attention(_with_status(by_status, "short", "forecast late"))
    silent = sorted(by_status.get("no update", []), key=_last_update)
    return [
        AgendaPart(LATE_PART, late, "nothing else" if early else "nothing is late"),
        AgendaPart("Short of target or forecast late", short),
        AgendaPart(BEFORE_PUBLICATION, needing_attention(early)),
        AgendaPart(_soon_title(due_next), soon, "nothing", due_next.items),
        AgendaPart(AWAITED, by_status.get("awaiting return", [])),
        AgendaPart(LATER, later),
        AgendaPart("Continuing, no update for 3 months", silent),
        AgendaPart(CONTINUING, by_status.get("continuing", [])),
        AgendaPart("No date", by_status.get("undated", [])),
        AgendaPart(DONE_PART, _with_status(by_status, *sorted(DONE))),
        AgendaPart(WITHDRAWN_PART, by_status.get("withdrawn", [])),
    ]


def _with_status(
    by_status: Mapping[str, Sequence[ChecklistItem]], *statuses: str
) -> list[ChecklistItem]:
    items: list[ChecklistItem] = []
    for status in statuses:
        items += by_status.get(status, ())
    return items


def _soon_title(due_next: DueBeforeBoard) -> str:
    if due_next.meeting is None:
        return "Due within 31 days (no Board date is set)"
    return f"Due before the next Board, {format_day(due_next.until)}"


def _last_update(item: ChecklistItem) -> date:
    return last_update(item) or date.min


def _split_ahead(
    ahead: Sequence[ChecklistItem], until: date
) -> tuple[Sequence[ChecklistItem], Sequence[ChecklistItem]]:
    """Split items sorted by due date: those that are due up to a day, and the later ones."""
    split = bisect_right(ahead, until, key=due_or_never)
    return ahead[:split], ahead[split:]
