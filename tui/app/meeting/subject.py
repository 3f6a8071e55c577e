"""What a meeting is about: a pathway, the pathways of a Board, or the whole plan."""

from collections.abc import Iterator

from msgspec import Struct

from plan_data.model import About
from store.board.boards import find_board
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import meetings_of
from store.query.filters import Filter
from store.query.groups import ItemGroup, Tally, by_pathway, tally_items
from tui.app.views.pathways import PathwaysView
from tui.app.views.view import View
from tui.app.workspace import Workspace


class Subject(Struct, frozen=True):
    """What a meeting is about; `filter` selects its items.

    `board` is the name of the board that it reports to, or that meets.
    """

    title: str
    filter: Filter = Filter()
    board: str = ""

    def items(self, workspace: Workspace) -> tuple[ChecklistItem, ...]:
        """Return the items that the workspace's filter lets pass; printed twice counts once."""
        by_ref = workspace.checklist.by_ref()
        refs = [item.planned.same_as or item.ref for item in self.filter.select(workspace.items)]
        return tuple([by_ref[ref] for ref in dict.fromkeys(refs)])

    def tally(self, workspace: Workspace) -> Tally:
        """Return the counts of all of it, whatever the workspace's filter hides."""
        return tally_items(self.filter.select(workspace.checklist.items))


def subjects(checklist: Checklist) -> list[Subject]:
    """Return what can be chosen: each pathway, each Board with pathways, and the whole plan."""
    about = checklist.loaded.about
    chosen = [subject_of_group(group, checklist) for group in by_pathway(checklist)]
    chosen += _board_subjects(about)
    board = find_board(checklist.loaded, checklist.calendar).board
    whole_plan = Subject("The whole plan", board=board)
    if about.boards:
        whole_plan = Subject(f"{board}: the whole plan", board=board)
    return [*chosen, whole_plan]


def subject_of_group(group: ItemGroup, checklist: Checklist) -> Subject:
    """Return a pathway as a subject."""
    filter_ = Filter(pathways=(group.code,))
    return Subject(_title_of(group), filter_, _board_of(group.code, checklist))


def _board_of(code: str, checklist: Checklist) -> str:
    """Return the board that a pathway reports to, if it has meetings; else "", the plan's first."""
    for pathway in checklist.loaded.about.pathways:
        if pathway.code == code and meetings_of(checklist.calendar, pathway.board or ""):
            return pathway.board or ""
    return ""


def _title_of(group: ItemGroup) -> str:
    if group.name == group.code:
        return group.code
    return f"{group.code}: {group.name}"


def _board_subjects(about: About) -> Iterator[Subject]:
    for board in about.boards:
        codes = about.pathways_of_board(board.name)
        if codes:
            title = f"{board.name}: {', '.join(codes)}"
            yield Subject(title, Filter(pathways=codes), board.name)


def chosen_subject(view: View) -> Subject | None:
    """Return the pathway or tag that is chosen in the pathways view, None in another view."""
    if not isinstance(view, PathwaysView) or view.chosen is None:
        return None
    board = _board_of(view.chosen.code, view.workspace.checklist)
    return Subject(_title_of(view.chosen), view.export_filter(), board)
