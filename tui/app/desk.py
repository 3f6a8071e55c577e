"""The app's model: the plan, the journal and the date in view. It knows no Textual."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from plan_data.load import UsablePlan, find_plan, load_usable
from store.checklist import Checklist, ChecklistItem, checklist
from store.journal import Contents, Journal, machine_id, read_folder
from store.record import Recorder
from store.search import Search, read_words
from tui.settings import Settings

T = TypeVar("T")


class Desk:
    """What is in front of the user. Every change of it makes a new checklist."""

    def __init__(self, settings: Settings) -> None:
        """Load plan and journal.

        Raises:
            MilepostError: where either cannot be read.

        """
        self.settings = settings
        self.as_of = settings.as_of
        self.words = ""
        self._search = Search()
        self._stamp: tuple[object, ...] = ()
        self.plan: UsablePlan
        self.contents = Contents()
        self.open_plan(settings.plan)

    def open_plan(self, name: str) -> None:
        """Show another plan.

        Raises:
            MilepostError: where it cannot be read; the one in view then stays.

        """
        self.plan = load_usable(find_plan(name), self.settings.paths.cache)
        self.reload()

    def reload(self) -> None:
        """Read the journal's folder again."""
        self._stamp = self._journal_stamp()
        self.contents = read_folder(self.settings.paths.journal)
        self._refresh()

    def changed_elsewhere(self) -> bool:
        """Return whether another window or machine has written to the folder since it was read."""
        return self._journal_stamp() != self._stamp

    def travel(self, as_of: date) -> None:
        """Show the plan as of another date."""
        self.as_of = as_of
        self._refresh()

    def search(self, words: str) -> None:
        """Show only what the words ask for; none shows everything."""
        self.words = words.strip()
        self._search = read_words(self.plan.plan, self.words)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items that the filter lets pass, in plan order."""
        return tuple(item for item in self.checklist.items if self._search.passes(item))

    @property
    def is_today(self) -> bool:
        """Whether the date in view is the user's own day."""
        return self.as_of == self.settings.clock.today

    def record(self, act: Callable[[Recorder], T]) -> T:
        """Carry out an act and show what came of it.

        Raises:
            MilepostError: where the act means nothing, or the disk refuses.

        """
        settings = self.settings
        journal = Journal(settings.paths.journal, machine_id(settings.paths.state))
        recorder = Recorder(
            self.plan,
            journal,
            self.contents.entries,
            author=settings.author,
            now=settings.clock.now,
            today=settings.clock.today,
        )
        result = act(recorder)
        self.reload()
        return result

    def _refresh(self) -> None:
        contents = self.contents
        self.checklist: Checklist = checklist(
            self.plan, contents.entries, self.as_of, self.settings.known_on, contents.problems
        )
        self._search = read_words(self.plan.plan, self.words)

    def _journal_stamp(self) -> tuple[object, ...]:
        return Journal(self.settings.paths.journal, "").stamp()
