"""The Journal view: every entry, newest first, by author, pathway or kind; and who is silent."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual.content import Content

from plan_data.text import fold
from store.checklist.checklist import Checklist
from store.checklist.retractions import (
    by_day,
    corrected_by,
    moved_refs,
    recorded_by,
    retracted_by,
    spellings_of,
)
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.folder import JournalContents
from store.query.entry_filter import entry_test, marked_words
from store.query.journal_search import EntrySearch, folded_words, search_entries
from store.query.silence import silences
from tui.app.views.journal_groups import (
    ALL,
    JournalGroup,
    count_entries,
    journal_sections,
    side_rows,
)
from tui.app.views.journal_rows import EntryContext, EntryRow, SilenceRow
from tui.app.views.rows import Row, TextRow
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace
from tui.wording.counts import plural

if TYPE_CHECKING:
    from store.journal.database import JournalDatabase

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _Source(Struct, frozen=True):
    """What the rows are made from: if it is the same, so are they."""

    contents: JournalContents
    checklist: Checklist
    words: str
    author: str
    today: date

    def is_same(self, other: "_Source | None") -> bool:
        """Return whether rows of another source are the same; the journal is not compared whole."""
        if other is None:
            return False
        same_objects = self.contents is other.contents and self.checklist is other.checklist
        facts = (self.words, self.author, self.today)
        return same_objects and facts == (other.words, other.author, other.today)


class JournalView(View):
    """The journal's entries under the days they are about."""

    has_groups: ClassVar[bool] = True
    lists_items: ClassVar[bool] = False
    group = ALL

    def __init__(self, workspace: Workspace, row_state: RowState) -> None:
        super().__init__(workspace, row_state)
        self._source: _Source | None = None
        self._page: JournalPage | None = None

    @property
    def page(self) -> "JournalPage":
        """What the filter leaves of the journal, made again only if something has changed."""
        workspace = self.workspace
        source = _Source(
            workspace.contents,
            workspace.checklist,
            workspace.filter_words,
            workspace.settings.author,
            workspace.settings.clock.today,
        )
        if self._page is None or not source.is_same(self._source):
            self._page = JournalPage(workspace)
            self._source = source
        return self._page

    def side_rows(self) -> list[Row]:
        """Return the groups: whose entries, of when, of which pathway and kind; and the silent."""
        return self.page.side_rows

    @property
    def _chosen(self) -> JournalGroup:
        return self.page.group(self.group)

    def rows(self) -> list[Row]:
        """Return the entries of the chosen group under their days, or the silent."""
        return self.page.rows(self._chosen)

    def title(self) -> str:
        """Return how many entries are shown, and of what."""
        return self.page.title(self._chosen)

    def group_notes(self) -> Content:
        """Return what the rows of the chosen group mean, where the name does not say it."""
        return Content.styled(self._chosen.note, "$foreground-muted")

    def no_items_text(self) -> str:
        """Return why the group has no entries."""
        return self._chosen.empty


class JournalPage:
    """The entries that a filter leaves, and the groups that they are in."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._checklist = workspace.checklist
        every = self._plan_entries()
        retractions = retracted_by(every)
        self._context = EntryContext(
            checklist=self._checklist,
            moved=moved_refs(every),
            by_id={entry.id: entry for entry in every},
            retractions=retractions,
            corrections=corrected_by(every, retractions),
            marked=marked_words(workspace.search.condition),
        )
        shown = by_day(filter(self._is_shown, every))[::-1]
        self._total = len(shown)
        self._entries = self._passing(shown)
        self._sections = journal_sections(
            self._checklist,
            self._entries,
            sorted(spellings_of(every, workspace.settings.author)),
            workspace.settings,
            self._context.moved,
        )
        self._groups = {group.key: group for part in self._sections for group in part.groups}
        self._rows: dict[str, list[Row]] = {}
        self._shown: dict[str, int] = {}  # entries by group

    def _plan_entries(self) -> tuple[Entry, ...]:
        workspace = self._workspace
        plan_id = workspace.loaded.about.id
        of_plan = [entry for entry in workspace.contents.entries if entry.plan == plan_id]
        return recorded_by(of_plan, workspace.settings.known_on)

    def _is_shown(self, entry: Entry) -> bool:
        """Return whether an entry has a row; what a retraction takes back says so itself."""
        return entry.kind != "retracted" or entry.names not in self._context.by_id

    def _passing(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries that the filter asks for."""
        if not self._workspace.filter_words:
            return entries
        condition = self._workspace.search.condition
        passes = entry_test(condition, self._checklist, self._folded_words)
        return [entry for entry in entries if passes(entry)]

    def _folded_words(self, entry: Entry) -> str:
        """Return the words that a row shows of an entry, its item's title included."""
        words = folded_words(entry)
        item = self._context.item_of(entry)
        return f"{words}\n{fold(item.planned.title)}" if item else words

    @cached_property
    def _database(self) -> "JournalDatabase":
        from store.journal.database import JournalDatabase  # TinyDB is slow to import

        return JournalDatabase(self._entries)

    @cached_property
    def side_rows(self) -> list[Row]:
        """The side list, with the number of entries in each group."""
        counts = count_entries(self._sections, self._entries)
        for group in self._groups.values():
            if group.search is not None and group.key not in counts:
                counts[group.key] = len(search_entries(self._database, group.search))
        return side_rows(self._sections, counts)

    def group(self, key: str) -> JournalGroup:
        """Return a group by its key; if there is none any more, that of all entries."""
        return self._groups.get(key) or self._groups[ALL]

    def rows(self, group: JournalGroup) -> list[Row]:
        """Return the rows of a group."""
        if group.key not in self._rows:
            self._rows[group.key] = self._build_rows(group)
        return self._rows[group.key]

    def _build_rows(self, group: JournalGroup) -> list[Row]:
        if group.search is None:
            return [SilenceRow(silence) for silence in silences(self._checklist)]
        rows: list[Row] = []
        for day, entries in groupby(self._found(group.search), key=attrgetter("on")):
            members = [EntryRow(entry, self._context) for entry in entries]
            rows.append(TextRow(f"# {day}", "heading", self._heading(day, len(members))))
            rows += members
        self._shown[group.key] = sum(row.kind == "entry" for row in rows)
        return rows

    def _found(self, search: EntrySearch) -> Sequence[Entry]:
        if search == EntrySearch():
            return self._entries
        return search_entries(self._database, search)

    def _heading(self, day: date, count: int) -> str:
        words = f"{WEEKDAYS[day.weekday()]}, {format_day(day)}"
        if day > self._checklist.as_of:
            words += " (after the date in view)"
        return f"{words}: {count}"

    def title(self, group: JournalGroup) -> str:
        """Return how much a group shows, and of what."""
        if group.search is None:
            return f" {group.title} "
        self.rows(group)
        shown = self._shown[group.key]
        if self._workspace.filter_words:
            return f" {shown} of {plural(self._total, 'entry')} - {group.title} "
        return f" {plural(shown, 'entry')} - {group.title} "
