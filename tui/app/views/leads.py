"""The checklist by lead agency."""

from collections.abc import Sequence

from textual.content import Content

from plan_data.model import About
from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState
from store.query.filters import NOT_STATED, Filter, find_leads
from store.query.groups import ItemGroup, by_lead_and_family
from tui.app.views.grouped import GroupedView, joined_notes


class LeadsView(GroupedView):
    """The items of one lead agency."""

    def build_groups(self, checklist: Checklist) -> Sequence[ItemGroup]:
        """Return a group for each lead agency, and for one with parts a group of them all."""
        return by_lead_and_family(checklist)

    def group_notes(self) -> Content:
        """Return the position of the lead's measures, and a note about what has no lead."""
        notes = lead_notes(self.group, self.workspace.loaded.about)
        return joined_notes([self.measures_text(), notes])

    def holds_measure(self, state: MeasureState) -> bool:
        """Return whether a measure is the chosen lead's, or that of one of its parts in a family."""
        chosen, measure = self.chosen, state.measure
        codes = {self.group}
        if chosen and chosen.is_family:
            codes = set(find_leads(self.workspace.loaded.about, self.group))
        return bool(measure.objective) and not codes.isdisjoint(measure.leads or (NOT_STATED,))

    def no_items_text(self) -> str:
        """Return why the lead has no rows."""
        noun = self.workspace.loaded.vocabulary.singular("lead")
        return f"No item of this plan names this {noun}."

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
    noun = about.vocabulary.singular("lead")
    note = f"No {noun} is stated in this plan."
    if about.agencies:
        note = f"Print states no {noun} for these."
    return Content.styled(note, "$foreground-muted")
