"""The filter bar opens with the words in force, and reports what is typed into it."""

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input

from tui.app.widgets.filter_bar import FilterBar


class BarApp(App[None]):
    """Nothing but the bar; notes what it reports."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = FilterBar(id="filter")
        self.reports: list[Message | str] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    @on(FilterBar.Changed)
    def changed(self, event: FilterBar.Changed) -> None:
        self.reports.append(event.words)

    @on(FilterBar.Submitted)
    def submitted(self) -> None:
        self.reports.append("submitted")

    @on(Input.Changed)
    @on(Input.Submitted)
    def leaked(self, event: Message) -> None:
        self.reports.append(event)


async def test_each_letter_and_enter_are_reported_once_and_as_the_bars_own() -> None:
    app = BarApp()
    async with app.run_test() as pilot:
        assert not app.bar.is_open
        app.bar.open("late ")
        await pilot.press("E", "enter")
        await pilot.pause()
        assert app.reports == ["late ", "late E", "submitted"]
        assert app.bar.is_open, "whoever hears of it closes the bar"
        app.bar.close()
        assert not app.bar.is_open
