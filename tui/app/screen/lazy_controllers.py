"""The parts of the main screen that its first frame does not need, imported when first used."""

from functools import cached_property
from typing import TYPE_CHECKING

from tui.app.screen.navigator import Navigator
from tui.app.screen.places import Places
from tui.app.screen.plan_controller import PlanController
from tui.app.screen.recording_controller import RecordingController
from tui.app.screen.screen_services import ScreenServices

if TYPE_CHECKING:
    from tui.app.screen.link_controller import LinkController
    from tui.app.screen.meeting_controller import MeetingController
    from tui.app.screen.more_acts import MoreActs
    from tui.app.screen.report_controller import ReportController
    from tui.app.screen.return_controller import ReturnController


class LazyControllers:
    """Builds each controller once. The arguments are what they use."""

    def __init__(
        self,
        screen: ScreenServices,
        navigator: Navigator,
        places: Places,
        recording: RecordingController,
        plans: PlanController,
    ) -> None:
        self._screen = screen
        self._navigator = navigator
        self._places = places
        self._recording = recording
        self._plans = plans

    @cached_property
    def links(self) -> "LinkController":
        """What opens links, and what belongs to an item."""
        from tui.app.screen.link_controller import LinkController

        return LinkController(self._screen, self._navigator, self._places)

    @cached_property
    def more_acts(self) -> "MoreActs":
        """What offers the acts that are not about the items in view."""
        from tui.app.screen.more_acts import MoreActs

        return MoreActs(self._screen, self._recording.show_saved, self._plans.import_table)

    @cached_property
    def reports(self) -> "ReportController":
        """What shows changes and exports."""
        from tui.app.screen.report_controller import ReportController

        return ReportController(self._screen, self.links)

    @cached_property
    def meetings(self) -> "MeetingController":
        """What opens meetings."""
        from tui.app.screen.meeting_controller import MeetingController

        return MeetingController(self._screen)

    @cached_property
    def returns(self) -> "ReturnController":
        """What shows return rounds, and reads sheets."""
        from tui.app.screen.return_controller import ReturnController

        return ReturnController(self._screen, self._recording.show_saved)
