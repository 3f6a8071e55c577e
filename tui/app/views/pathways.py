"""The checklist by pathway and tag, with who is accountable for each."""

from collections.abc import Sequence

from msgspec.structs import replace
from textual.content import Content

from plan_data.load import LoadedPlan
from plan_data.model import About, Pathway, Tag
from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState
from store.query.filters import NOT_STATED, TAG_MARK, Filter
from store.query.groups import ItemGroup, by_pathway, by_tag
from tui.app.views.grouped import GroupedView, joined_notes

_MUTED = "$foreground-muted"


class PathwaysView(GroupedView):
    """The items of one pathway, or of one tag, which cuts across them."""

    def build_groups(self, checklist: Checklist) -> Sequence[ItemGroup]:
        """Return a group for each pathway, then one for each tag."""
        tags = [replace(group, code=f"{TAG_MARK}{group.code}") for group in by_tag(checklist)]
        return [*by_pathway(checklist), *tags]

    @property
    def _tag(self) -> Tag | None:
        """The tag that is chosen, None if a pathway is."""
        for tag in self.workspace.loaded.about.tags:
            if self.group == f"{TAG_MARK}{tag.code}":
                return tag
        return None

    def group_notes(self) -> Content:
        """Return the position of its measures, and who is accountable, or what the chosen tag is."""
        return joined_notes([self.measures_text(), self._own_notes()])

    def _own_notes(self) -> Content:
        if self._tag is not None:
            return tag_notes(self._tag, self.workspace.loaded)
        chosen = self.chosen
        if chosen is None:
            return Content("")
        return accountable_text(chosen.code, self.workspace.loaded.about)

    def holds_measure(self, state: MeasureState) -> bool:
        """Return whether a measure is under the chosen pathway or tag."""
        measure = state.measure
        if self._tag is not None:
            return self._tag.code in measure.tags
        return bool(measure.objective) and self.group in (measure.pathways or (NOT_STATED,))

    def no_items_text(self) -> str:
        """Return why the pathway or tag has no rows."""
        if self._tag is not None:
            return "No item of this plan has this tag."
        noun = self.workspace.loaded.vocabulary.singular("pathway")
        return f"No item of this plan names this {noun}."

    def export_filter(self) -> Filter:
        """Return the filter for the chosen pathway or tag."""
        if self._tag is not None:
            return Filter(tags=(self._tag.code,))
        return Filter(pathways=(self.group,))


def tag_notes(tag: Tag, loaded: LoadedPlan) -> Content:
    """Return what a tag is, and the note of the plan file about it."""
    notes = []
    if loaded.has_pathways:
        about_tags = f"A group across the {loaded.vocabulary.plural('pathway')}."
        notes.append(Content.styled(about_tags, _MUTED))
    if tag.note:
        notes.append(Content(tag.note))
    return Content("\n").join(notes)


def accountable_text(code: str, about: About) -> Content:
    """Return who leads and champions a pathway and which board it reports to, one per line."""
    if code == NOT_STATED:
        return Content.styled(_not_stated_text(about), _MUTED)
    for pathway in about.pathways:
        if pathway.code == code:
            return _roles_text(pathway, about)
    return Content("")


def _not_stated_text(about: About) -> str:
    noun = about.vocabulary.singular("pathway")
    if about.pathways:
        return f"Print states no {noun} for these."
    return f"No {noun} is stated in this plan."


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
        nothing = about.vocabulary.reword("The plan names no lead, champion or board for it.")
        return Content.styled(nothing, _MUTED)
    return Content("\n").join(lines)


def _board_text(name: str | None, about: About) -> str | None:
    """Return a board's name with how often it meets, if the plan says so."""
    for board in about.boards:
        if name and board.name == name and board.meets:
            return f"{name} ({board.meets})"
    return name
