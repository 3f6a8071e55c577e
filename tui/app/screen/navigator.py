"""Going to an item, to the other list and to a group by its letter, and looking up the terms in sight."""

from collections.abc import Sequence

from plan_data.items import PlanItem
from store.query.groups import CLOSED, needing_attention
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.registry import VIEWS
from tui.app.views.rows import row_of_item


class Navigator:
    """Moves the cursor to what is asked for, opening and choosing whatever holds it."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def best_of(self, matches: Sequence[PlanItem]) -> PlanItem:
        """Return the one of some items that needs attention most, else the first that is open."""
        if len(matches) == 1:
            return matches[0]
        by_ref = self._workspace.checklist.by_ref()
        items = [by_ref[match.ref] for match in matches]
        open_items = [item for item in items if item.state.status not in CLOSED]
        candidates = [*needing_attention(items), *open_items, *items]
        return candidates[0].planned

    def go_to_measure(self, measure_id: str) -> None:
        """Put the cursor on a measure in its view, clearing a filter that hides it."""
        screen, workspace = self._screen, self._workspace
        messages: list[str] = []
        if all(shown.measure.id != measure_id for shown in workspace.measures):
            messages = self.clear_filter(measure_id)
        screen.show_view("measures")
        screen.area.rows.put_cursor(measure_id)
        screen.area.rows.focus()
        if messages:
            screen.show_message(" ".join(messages))

    def go_to(self, item: PlanItem) -> None:
        """Put the cursor on an item, clearing a filter that hides it."""
        screen = self._screen
        messages = self._clear_hiding_filter(item)
        view = screen.views.current
        if view.is_drawn or not view.lists_items:
            screen.show_view(VIEWS[0].id)
        self._reveal(item)
        if not self._put_cursor(item.ref) and item.same_as:
            self._put_cursor(item.same_as)
            same = f"this is {item.same_as}, which stands for both."
            messages.append(f"{item.ref} is printed twice: {same}")
        screen.area.rows.focus()
        if messages:
            screen.show_message(" ".join(messages))

    def _clear_hiding_filter(self, item: PlanItem) -> list[str]:
        """Clear the filter if it hides an item; return the messages to show about it."""
        if any(shown.ref == item.ref for shown in self._workspace.items):
            return []
        return self.clear_filter(item.ref)

    def clear_filter(self, hidden: str) -> list[str]:
        """Clear the filter that hides what is asked for; return the messages to show about it."""
        words = self._workspace.words_in_force
        if not words:
            return []
        self._workspace.filter.show("", only_mine=False)
        return [f"{hidden} does not fit the filter '{words}', which is cleared."]

    def _reveal(self, item: PlanItem) -> None:
        view, side = self._screen.views.current, self._screen.area.side
        view.reveal(item)
        if view.has_groups:
            side.put_cursor(view.group)
        self._screen.refresh_all()

    def _put_cursor(self, ref: str) -> bool:
        """Put the cursor on an item's row, opening its fold; return whether there is such a row."""
        rows = self._screen.area.rows
        row = row_of_item(ref, rows.lines)
        if row is None:
            return False
        if row.kind == "fold":
            self._screen.views.row_state.toggle(row.key)
            self._screen.refresh_items()
        rows.put_cursor(ref)
        return True

    def jump(self, letter: str) -> None:
        """Go to the items of the group with a letter."""
        if not self._screen.views.current.has_groups:
            return
        for row in self._screen.area.side.lines:
            if row.mark == letter:
                self._choose_group(row.key)

    def go_to_other_list(self) -> None:
        """Focus the side list, or from it the items; a folded one is shown as a dialog."""
        area = self._screen.area
        if area.is_folded:
            self.pick_group()
        elif self._screen.views.current.has_groups and not area.side.has_focus:
            area.side.focus()
        else:
            area.focus_items()

    def pick_group(self) -> None:
        """Show all groups with their names and counts, to choose one."""
        from tui.app.dialogs.group_picker import GroupPicker, group_names

        area, view = self._screen.area, self._screen.views.current
        title = next(spec.title for spec in VIEWS if spec.id == self._screen.views.name)
        picker = GroupPicker(title, area.side.lines, group_names(view.groups), view.group)
        self._screen.show_dialog(picker, self._choose_group)

    def _choose_group(self, code: str | None) -> None:
        if code is None:
            return
        area = self._screen.area
        area.side.put_cursor(code)
        area.rows.focus()
        area.rows.action_to_end(-1)

    def show_terms(self, heading: str) -> None:
        """Show what the abbreviations in sight mean, those in `heading` included."""
        from tui.app.dialogs.glossary_dialog import GlossaryDialog, terms_in

        glossary = self._workspace.loaded.about.glossary
        if not glossary:
            self._screen.show_message("This plan's file has no glossary.")
            return
        area = self._screen.area
        current = area.rows.row.text if area.rows.row else ""
        texts = "\n".join([current, heading, *area.visible_texts()])
        self._screen.show_dialog(GlossaryDialog(glossary, terms_in(texts, glossary)))
