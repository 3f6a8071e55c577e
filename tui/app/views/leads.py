"""The checklist by lead agency."""

from collections.abc import Sequence

from textual.content import Content

from plan_data.model import About
from store.checklist.checklist import Checklist
from store.query.filters import NOT_STATED, Filter, find_leads
from store.query.groups import ItemGroup, by_lead_and_family
from tui.app.views.grouped import GroupedView


class LeadsView(GroupedView):
    """The items of one lead agency."""

    def build_groups(self, checklist: Checklist) -> Sequence[ItemGroup]:
        """Return a group for each lead agency, and for one with parts a group of them all."""
        return by_lead_and_family(checklist)

    def group_notes(self) -> Content:
        """Return a note about the items without a lead."""
        return lead_notes(self.group, self.workspace.loaded.about)

    def no_items_text(self) -> str:
        """Return why the lead has no rows."""
        return "No item of this plan names this lead."

    def export_filter(self) -> Filter:
        """Return the filter for the chosen lead."""
        chosen = self.chosen
        if chosen and chosen.is_family:
            return Filter(leads=find_leads(self.workspace.loaded.about, self.group))
        return Filter(leads=(self.group,))


def lead_notes(code: str, about: About) -> Content:
    """Return a note if `code` is that of the items without a lead, else nothing."""
    if code != NOT_STATED:
        return Content("")
    note = "No lead is stated in this plan."
    if about.agencies:
        note = "Print states no lead for these."
    return Content.styled(note, "$foreground-muted")
