"""Where the user is and was: the place of each view, and the steps back."""

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.rows import Row, row_of_item

_MOST_STEPS = 50


class Place(Struct, frozen=True):
    """A line of a view, with all that decides what the view shows and how far it is scrolled."""

    plan: str
    view: str
    group: str
    words: str
    only_mine: bool
    opened: frozenset[str]
    row: Row | None
    top: int
    in_side_list: bool


class Places:
    """Takes the cursor from view to view, and goes back step by step."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._steps: list[Place] = []
        self._last: dict[str, Place] = {}
        self._ref = ""  # of the item that the cursor was on last, in whichever view
        self._ref_at_leaving: dict[str, str] = {}  # that ref when each view was left

    @property
    def _here(self) -> Place:
        screen, workspace = self._screen, self._workspace
        area, views = screen.area, screen.views
        return Place(
            plan=workspace.loaded.about.id,
            view=views.name,
            group=views.current.group,
            words=workspace.filter.words,
            only_mine=workspace.filter.only_mine,
            opened=views.row_state.opened,
            row=area.rows.row,
            top=area.rows.scroll_offset.y,
            in_side_list=area.side.has_focus,
        )

    # Back

    def add_step(self) -> None:
        """Remember the present place, to go back to it."""
        here = self._here
        if self._steps and self._steps[-1] == here:
            return
        self._steps = [*self._steps[1 - _MOST_STEPS :], here]

    def go_back(self) -> bool:
        """Go to the place before the last step; return whether there is one in this plan."""
        while self._steps:
            place = self._steps.pop()
            if place.plan == self._workspace.loaded.about.id:
                self._return_to(place)
                return True
        return False

    def _return_to(self, place: Place) -> None:
        screen = self._screen
        self.leave()
        self._workspace.filter.show(place.words, only_mine=place.only_mine)
        screen.views.row_state.opened = place.opened
        screen.views.select(place.view)
        screen.views.current.group = place.group
        screen.area.show_current_view()
        screen.refresh_all(reset=True)
        screen.area.rows.restore(place.row, place.top)
        if place.in_side_list:
            screen.area.side.focus()
        else:
            screen.area.focus_items()

    # From view to view

    def leave(self) -> None:
        """Remember the place in the current view, and the item if the cursor was in its list."""
        here = self._here
        self._last[here.view] = here
        if here.row and here.row.item and not here.in_side_list:
            self._ref = here.row.item.ref
        self._ref_at_leaving[here.view] = self._ref

    def choose_group(self) -> None:
        """Choose the group of the current view that holds the item that the cursor was on.

        A view keeps its group if the cursor was on no other item since it was left.
        """
        item = self._item
        view = self._screen.views.current
        if item and view.has_groups and not self._is_as_left:
            view.reveal(item.planned)

    @property
    def _is_as_left(self) -> bool:
        return self._ref_at_leaving.get(self._screen.views.name) == self._ref

    def enter(self) -> None:
        """Put the cursor on the item it was on, else where it was in this view the last time.

        It is where it was, too, if it was on no other item since the view was left.
        """
        rows, last = self._screen.area.rows, self._last_place()
        row = self._row_to_enter(last)
        if last is not None and (row is None or _is_same_row(last.row, row)):
            rows.restore(last.row, last.top)
        elif row is not None:
            rows.put_cursor(row.key)

    def _last_place(self) -> Place | None:
        """Return the place in the current view when it was left, None if another plan was open."""
        last = self._last.get(self._screen.views.name)
        if last and last.plan == self._workspace.loaded.about.id:
            return last
        return None

    def _row_to_enter(self, last: Place | None) -> Row | None:
        """Return the row of the item that the cursor was on, None if the view keeps its place."""
        keeps_place = last is not None and self._is_as_left
        if keeps_place or not self._screen.views.current.lists_items:
            return None
        return self._row_of_item()

    @property
    def _item(self) -> ChecklistItem | None:
        """The item that the cursor was on, unless the plan or the filter leaves it out."""
        if not self._ref:
            return None
        for item in self._workspace.items:
            if item.planned.ref == self._ref:
                return item
        return None

    def _row_of_item(self) -> Row | None:
        item, rows = self._item, self._screen.area.rows.lines
        if item is None:
            return None
        row = row_of_item(item.ref, rows)
        if row is not None:
            return row
        by_key = {row.key: row for row in rows if not row.items}
        for key in self._screen.views.current.folded_into(item.planned):
            if key in by_key:
                return by_key[key]
        return None


def _is_same_row(last: Row | None, row: Row) -> bool:
    return last is not None and last.key == row.key
