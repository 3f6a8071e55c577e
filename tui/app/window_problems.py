"""What is wrong with the open plan, its journal, the settings, the clock and the drafts."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist
from store.journal.entry import Entry
from store.journal.folder import JournalContents
from tui.app.drafts import Drafts, KeptDraft, draft_journal
from tui.config.clock_checks import clock_problem, future_entries, future_entries_text
from tui.config.settings import Settings


class CheckedWindow(Protocol):
    """The plan, the journal and the checklist that are open."""

    loaded: LoadedPlan
    settings: Settings
    contents: JournalContents
    checklist: Checklist


class WindowProblems:
    """Finds what is wrong with what is open, and keeps it until something changes."""

    def __init__(self, window: CheckedWindow, drafts: Drafts) -> None:
        self._window = window
        self._drafts = drafts
        self._draft_problem = ""
        self._future_problem: tuple[date, str] | None = None  # on a day, once it is looked for

    def forget_entries(self) -> None:
        """Look for entries after today again: there are other entries now."""
        self._future_problem = None

    @property
    def of_clock(self) -> str:
        """Why the clock cannot be right, empty if it can."""
        window = self._window
        return clock_problem(window.settings.clock, window.loaded.about.published)

    def others(self) -> tuple[str, ...]:
        """Return what is wrong with settings and drafts, and which entries are after today."""
        settings = self._window.settings
        today = settings.clock.today
        if self._future_problem is None or self._future_problem[0] != today:
            entries = self._window.contents.entries
            self._future_problem = (today, self.future_text(entries))
        found = [self._draft_problem, self._future_problem[1]]
        return (*settings.problems, *filter(None, found))

    @property
    def count(self) -> int:
        """How many problems the page of problems names, warnings included."""
        of_checklist = [problem.count for problem in self._window.checklist.problems]
        return len(self.others()) + sum(of_checklist)

    @property
    def has_mistakes(self) -> bool:
        """Whether some of the problems are more than warnings."""
        severities = {problem.severity for problem in self._window.checklist.problems}
        return "problem" in severities or bool(self.others())

    def oldest_draft(self) -> KeptDraft | None:
        """Return the oldest draft for the open plan and journal, if there is one."""
        window = self._window
        journal = draft_journal(window.settings.paths.journal)
        return self._drafts.oldest(window.loaded.about.id, journal)

    def check_drafts(self) -> None:
        """Set aside the drafts that cannot be read; they are among the problems from then on."""
        self._draft_problem = self._drafts.set_aside_unreadable()

    def future_text(self, entries: Sequence[Entry]) -> str:
        """Return which of the plan's entries are dated after today, and how to take one back."""
        clock, about = self._window.settings.clock, self._window.loaded.about
        ahead = [entry for entry in future_entries(entries, clock) if entry.plan == about.id]
        return future_entries_text(ahead, clock, about.published)
