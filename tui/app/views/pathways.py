"""The checklist by pathway, with who is accountable for each."""

from collections.abc import Sequence

from textual.content import Content

from plan_data.model import About, Pathway
from store.checklist.checklist import Checklist
from store.query.filters import NOT_STATED, Filter
from store.query.groups import ItemGroup, by_pathway
from tui.app.views.grouped import GroupedView

_MUTED = "$foreground-muted"


class PathwaysView(GroupedView):
    """The items of one pathway."""

    def build_groups(self, checklist: Checklist) -> Sequence[ItemGroup]:
        """Return a group for each pathway."""
        return by_pathway(checklist)

    def group_notes(self) -> Content:
        """Return who is accountable for the chosen pathway."""
        chosen = self.chosen
        if chosen is None:
            return Content("")
        return accountable_text(chosen.code, self.workspace.loaded.about)

    def no_items_text(self) -> str:
        """Return why the pathway has no rows."""
        return "No item of this plan names this pathway."

    def export_filter(self) -> Filter:
        """Return the filter for the chosen pathway."""
        return Filter(pathways=(self.group,))


def accountable_text(code: str, about: About) -> Content:
    """Return who leads and champions a pathway and which board it reports to, one per line."""
    if code == NOT_STATED:
        return Content.styled(_not_stated_text(about), _MUTED)
    for pathway in about.pathways:
        if pathway.code == code:
            return _roles_text(pathway, about)
    return Content("")


def _not_stated_text(about: About) -> str:
    if about.pathways:
        return "Print states no pathway for these."
    return "No pathway is stated in this plan."


def _roles_text(pathway: Pathway, about: About) -> Content:
    roles = [
        ("Led by", pathway.lead),
        ("Champion", pathway.champion),
        ("Reports to", _board_text(pathway.board, about)),
    ]
    lines = []
    for label, role in roles:
        if role:
            lines.append(Content.assemble((f"{label} ", _MUTED), Content(" ".join(role.split()))))
    if not lines:
        return Content.styled("The plan names no lead, champion or board for it.", _MUTED)
    return Content("\n").join(lines)


def _board_text(name: str | None, about: About) -> str | None:
    """Return a board's name with how often it meets, if the plan says so."""
    for board in about.boards:
        if name and board.name == name and board.meets:
            return f"{name} ({board.meets})"
    return name
