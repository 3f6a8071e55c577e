"""The measures: numbers that show success, a row each, with their periods in columns."""

from typing import ClassVar

from tui.app.views.measure_rows import measure_rows
from tui.app.views.rows import Row
from tui.app.views.view import View


class MeasuresView(View):
    """The measures that the filter finds, the cumulative ones first."""

    lists_items: ClassVar[bool] = False
    list_height: ClassVar[int] = 19  # nine measures of two lines and their heading

    def rows(self) -> list[Row]:
        """Return a row for each measure, under the headings of their parts."""
        loaded = self.workspace.loaded
        year = loaded.year.year_at(self.workspace.as_of)
        titles = loaded.full_plan.priority_titles()
        return [*measure_rows(self.workspace.measures, titles, year)]

    def pane_title(self) -> str:
        """Return the title in the frame around the measures."""
        return self.workspace.loaded.vocabulary.plural_title("measure")

    @property
    def found_text(self) -> str:
        """How many measures the filter finds, of how many."""
        workspace = self.workspace
        return f"{len(workspace.measures)} of {len(workspace.loaded.measures)}"

    @property
    def finds_nothing(self) -> bool:
        """Whether the filter leaves no measure."""
        return not self.workspace.measures

    def no_items_text(self) -> str:
        """Return why there are no rows although the plan has items."""
        text = "This plan sets no measures. Its file can: `milepost help measures` says how."
        return self.workspace.loaded.vocabulary.reword(text)
