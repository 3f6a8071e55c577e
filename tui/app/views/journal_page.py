"""What the Journal view shows: the entries that the filter leaves, their groups and their rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len

from plan_data.text import fold, plural
from store.checklist.meetings import last_meeting
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
from store.query.conditions import EVERYTHING, Condition
from store.query.entry_filter import entry_test, marked_words
from store.query.journal_search import EntrySearch, folded_words, search_entries
from store.query.search import Search
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
from tui.app.workspace import Workspace

if TYPE_CHECKING:
    from store.journal.database import JournalDatabase

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class JournalBook:
    """The plan's entries, newest first, and what became of each.

    It stays the same until an entry, the plan or the as-of date changes.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.contents = workspace.contents
        self.checklist = workspace.checklist
        self.author = workspace.settings.author
        plan_id = workspace.loaded.about.id
        of_plan = [entry for entry in self.contents.entries if entry.plan == plan_id]
        every = recorded_by(of_plan, workspace.settings.known_on)
        retractions = retracted_by(every)
        self.context = EntryContext(
            checklist=self.checklist,
            moved=moved_refs(every),
            by_id={entry.id: entry for entry in every},
            retractions=retractions,
            corrections=corrected_by(every, retractions),
        )
        self.entries = by_day(filter(self._is_shown, every))[::-1]
        self.retractions = len(every) - len(self.entries)  # each is part of the row it takes back
        self.own_names = sorted(spellings_of(every, self.author))
        self._folded: dict[str, str] = {}  # words of entries by id, once they were searched

    def _is_shown(self, entry: Entry) -> bool:
        """Return whether an entry has a row; what a retraction takes back says so itself."""
        return entry.kind != "retracted" or entry.names not in self.context.by_id

    def is_of(self, workspace: Workspace) -> bool:
        """Return whether the book is what the workspace has open."""
        is_same = self.contents is workspace.contents and self.checklist is workspace.checklist
        return is_same and self.author == workspace.settings.author

    def passing(self, condition: Condition) -> list[Entry]:
        """Return the entries that a search asks for."""
        passes = entry_test(condition, self.checklist, self._folded_words)
        return [entry for entry in self.entries if passes(entry)]

    def _folded_words(self, entry: Entry) -> str:
        """Return the words that a row shows of an entry, its item's title included."""
        words = self._folded.get(entry.id)
        if words is None:
            words = folded_words(entry)
            if item := self.context.item_of(entry):
                words = f"{words}\n{fold(item.planned.title)}"
            self._folded[entry.id] = words
        return words


class JournalPage:
    """The entries that a filter leaves, and the groups that they are in.

    `asked` are the search and today.
    """

    def __init__(self, book: JournalBook, workspace: Workspace, asked: tuple[Search, date]) -> None:
        self.asked = asked
        self._checklist = book.checklist
        self._total = len(book.entries)
        self._retractions = book.retractions
        condition = workspace.search.condition
        self._is_filtered = condition != EVERYTHING
        self._entries = book.passing(condition) if self._is_filtered else book.entries
        self._context = replace(book.context, marked=marked_words(condition))
        self._sections = journal_sections(
            self._checklist, self._entries, book.own_names, workspace.settings, book.context.moved
        )
        self._groups = {group.key: group for part in self._sections for group in part.groups}
        self._rows: dict[str, list[Row]] = {}
        self._shown: dict[str, int] = {}  # entries by group

    @cached_property
    def _database(self) -> "JournalDatabase":
        from store.journal.database import JournalDatabase  # TinyDB is slow to import

        return JournalDatabase(self._entries)

    @cached_property
    def side_rows(self) -> list[Row]:
        """The side list, with the number of entries in each group."""
        return side_rows(self._sections, count_entries(self._sections, self._entries))

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
            return list(self._silence_rows())
        rows: list[Row] = []
        context = replace(self._context, names_author=not group.search.authors)
        for day, entries in groupby(self._found(group.search), key=attrgetter("on")):
            members = [EntryRow(entry, context) for entry in entries]
            rows.append(TextRow(f"# {day}", "heading", self._heading(day, len(members))))
            rows += members
        self._shown[group.key] = sum(row.kind == "entry" for row in rows)
        return rows

    def _silence_rows(self) -> Iterator[Row]:
        """Yield the leads and pathways, those first that have not reported since the last Board."""
        meeting = last_meeting(self._checklist.meetings, self._checklist.as_of)
        everybody = silences(self._checklist)
        code_width = max((cell_len(silence.code) for silence in everybody), default=0)
        if meeting is None:
            yield from [SilenceRow(silence, code_width) for silence in everybody]
            return
        silent = silences(self._checklist, meeting.on)
        parts = {
            f"No word since the Board of {format_day(meeting.on)}": silent,
            "Reported since then": [each for each in everybody if each not in silent],
        }
        for title, members in parts.items():
            if members:
                yield TextRow(f"# {title}", "heading", f"{title}: {len(members)}")
                yield from [SilenceRow(silence, code_width) for silence in members]

    def _found(self, search: EntrySearch) -> Sequence[Entry]:
        if search == EntrySearch():
            return self._entries
        return search_entries(self._database, search)

    def _heading(self, day: date, count: int) -> str:
        words = f"{_WEEKDAYS[day.weekday()]}, {format_day(day)}"
        if day > self._checklist.as_of:
            words += " (after the date in view)"
        return f"{words}: {count}"

    def title(self, group: JournalGroup) -> str:
        """Return how much a group shows, and of what."""
        if group.search is None:
            return f" {group.title} "
        self.rows(group)
        shown = self._shown[group.key]
        if self._is_filtered:
            return f" {shown} of {plural(self._total, 'entry')} - {group.title} "
        count = plural(shown, "entry")
        if group.key == ALL and self._retractions:
            count += f"; {plural(self._retractions, 'retraction')} shown with them"
        return f" {count} - {group.title} "
