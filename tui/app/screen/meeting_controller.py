"""Meeting mode: what it is about, and its screen, which is imported when it is first opened."""

from typing import TYPE_CHECKING

from plan_data.text import plural
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.screen_services import ScreenServices

if TYPE_CHECKING:
    from tui.app.meeting.subject import Subject


class MeetingController:
    """Opens a meeting about the group chosen in the pathways view, or asks what it is about."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def start(self) -> None:
        """Open the meeting, or ask what it is about."""
        from tui.app.meeting.subject import chosen_subject, subjects

        chosen = chosen_subject(self._screen.views.current)
        if chosen is not None:
            self._open(chosen)
            return
        offered = subjects(self._workspace.checklist)
        choices = {str(number): subject.title for number, subject in enumerate(offered)}

        def open_picked(number: str | None) -> None:
            if number is not None:
                self._open(offered[int(number)])

        self._screen.show_dialog(PickDialog("A meeting about", choices), open_picked)

    def _open(self, subject: "Subject") -> None:
        from tui.app.meeting.meeting_screen import MeetingScreen
        from tui.app.meeting.running_order import RunningOrder

        items = subject.items(self._workspace)
        if not items:
            self._screen.show_message(self._nothing_text(subject))
            return
        order = RunningOrder(self._workspace.checklist, items)
        screen = MeetingScreen(self._screen, subject, order)
        self._screen.area.app.push_screen(screen)

    def _nothing_text(self, subject: "Subject") -> str:
        if not self._workspace.filter.words:
            return f"{subject.title} has no items in this plan."
        hidden = plural(len(subject.filter.select(self._workspace.checklist.items)), "item")
        return (
            f"The filter '{self._workspace.filter.words}' hides all of {subject.title} ({hidden})."
        )
