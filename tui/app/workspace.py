"""The app's model: the plan, the journal and the as-of date that are open, without Textual."""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from plan_data.errors import MilepostError, Unusable
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.text import plural
from store.batch import BatchJournal
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist, with_entries
from store.checklist.entry_index import EntryIndex
from store.checklist.measure_states import MeasureState
from store.checklist.retractions import retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.folder import (
    FolderStamp,
    Journal,
    JournalContents,
    only_appended,
    read_plan_entries,
)
from store.journal.lock import LockWait
from store.journal.machine import machine_id
from store.query.search import Search
from store.recorder import Recorder
from tui.app.chosen_board import BoardChoice
from tui.app.drafts import Drafts
from tui.app.item_filter import ItemFilter
from tui.app.own_entries import OwnEntries
from tui.app.window_problems import WindowProblems
from tui.config.saved_filters import mine_words
from tui.config.settings import Settings
from tui.demo.made_up_journal import is_made_up

_LONGEST_WAIT = 2.0  # seconds for a lock: the screen does not change meanwhile


class JournalReading(Struct, frozen=True):
    """What reading the journal's folder gave: its contents, or why it cannot be read.

    `follows` is the stamp of the reading in force when it began, `stamp` that of this one.
    """

    plan_id: str
    follows: FolderStamp
    stamp: FolderStamp
    contents: JournalContents | MilepostError


class Workspace:
    """The open plan with its journal. Every change builds a new checklist.

    `filter` selects from it, `own` takes back and corrects what the author recorded, `problems`
    finds what is wrong.
    """

    loaded: LoadedPlan
    checklist: Checklist
    board: BoardChoice

    def __init__(self, settings: Settings) -> None:
        """Load the plan and the journal.

        Raises:
            MilepostError: if either cannot be read.

        """
        self.settings = settings
        self.as_of = settings.as_of
        self.follows_today = not settings.as_of_text
        self.drafts = Drafts(settings.paths.state / "drafts")
        self.problems = WindowProblems(self, self.drafts)
        self.own = OwnEntries(self)
        self.filter = ItemFilter(mine_words(settings.preferences))
        self.is_made_up = is_made_up(settings.paths.journal)
        self.contents = JournalContents()
        self._stamp: FolderStamp = ()
        self._entry_index: EntryIndex | None = None
        self.recorded_together: dict[str, tuple[str, ...]] = {}  # ids of one act, by each of them
        self.recorded: tuple[Entry, ...] = ()  # by this window since it was opened, oldest first
        self._arrived: list[Entry] = []  # entries of others since the last `pop_messages`
        self._removed = 0  # entries that disappeared from the folder since then
        self.open_plan(settings.plan_name)

    @property
    def is_today(self) -> bool:
        """Whether the as-of date is the user's current day."""
        return self.as_of == self.settings.clock.today

    def open_plan(self, name: str) -> None:
        """Open another plan.

        Raises:
            MilepostError: if it cannot be read; the present plan then stays open.

        """
        paths = self.settings.paths
        loaded = load_plan(find_plan(name, paths.plans), paths.cache)
        stamp = self._journal_stamp()
        contents = read_plan_entries(paths.journal, loaded.about.id)
        self.loaded = loaded
        self.board = BoardChoice()
        self._stamp = stamp
        self._replace_contents(contents)

    def set_as_of(self, as_of: date) -> None:
        """Show the plan as of another date."""
        self.as_of = as_of
        self._rebuild()

    # What passes the filter

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The checklist's items that pass the filter, in plan order."""
        return self.filter.items

    @property
    def measures(self) -> tuple[MeasureState, ...]:
        """The measures that pass the filter, in plan order."""
        return self.filter.measures

    @property
    def search(self) -> Search:
        """What the filter's words mean."""
        return self.filter.search

    @property
    def words_in_force(self) -> str:
        """The filter's words, with `mine` before them if only the user's own items are shown."""
        return self.filter.words_in_force

    # Reading the journal

    def changed_elsewhere(self) -> bool:
        """Return whether the journal's folder has changed since it was read."""
        return self._journal_stamp() != self._stamp

    def read_journal(self) -> JournalReading:
        """Read the journal's folder; nothing changes, so that a thread may do it."""
        plan_id, follows, stamp = self.loaded.about.id, self._stamp, self._journal_stamp()
        try:
            contents = read_plan_entries(self.settings.paths.journal, plan_id)
        except MilepostError as error:
            return JournalReading(plan_id, follows, stamp, error)
        return JournalReading(plan_id, follows, stamp, contents)

    def is_outdated(self, reading: JournalReading) -> bool:
        """Return whether something was recorded, read or opened since a reading began."""
        return reading.follows != self._stamp or reading.plan_id != self.loaded.about.id

    def apply_reading(self, reading: JournalReading, own: Iterable[Entry] = ()) -> None:
        """Show what was read and count what is new in it, `own` entries excepted.

        Raises:
            MilepostError: if the folder could not be read; the entries read before then stay.

        """
        self._stamp = reading.stamp
        if isinstance(reading.contents, MilepostError):
            raise reading.contents
        self._count_changes(reading.contents.entries, own)
        self._replace_contents(reading.contents)

    def reload(self, own: Iterable[Entry] = ()) -> None:
        """Read the journal's folder again and show it, as `apply_reading` does.

        Raises:
            MilepostError: if it cannot be read; the entries read before then stay.

        """
        self.apply_reading(self.read_journal(), own)

    def _count_changes(self, entries: Iterable[Entry], own: Iterable[Entry]) -> None:
        before = {entry.id for entry in (*self.contents.entries, *own)}
        present = set()
        for entry in entries:
            present.add(entry.id)
            if entry.id not in before:
                self._arrived.append(entry)
        self._removed += len(before - present)

    def pop_messages(self) -> str:
        """Return a summary of the changes from elsewhere since the last call, and reset it."""
        arrived, removed = self._arrived, self._removed
        self._arrived, self._removed = [], 0
        messages = []
        if arrived:
            newest = arrived[-1]
            day = format_day(newest.on)
            messages.append(f"{len(arrived)} new from elsewhere, the last by {newest.by}, {day}.")
        if removed:
            messages.append(f"{plural(removed, 'entry')} no longer in the journal's folder.")
        if ahead := self.problems.future_text(arrived):
            messages.append(ahead)
        return " ".join(messages)

    # Recording

    def prepare_recording(self) -> None:
        """Index the entries, so that saving a form does not wait for it."""
        if self._entry_index is None:
            self._entry_index = EntryIndex(self.contents.entries, self.loaded.about.id)

    def record_all(self, acts: Iterable[Callable[[Recorder], object]]) -> list[Entry]:
        """Carry out several acts at once, all or none, and return the entries recorded.

        Raises:
            MilepostError: if one of the acts is refused, or the journal cannot be written.

        """
        if self.changed_elsewhere():  # a colleague may just have ticked the same item
            self.reload()
        batch = BatchJournal(self._journal())
        recorder = self._recorder(batch)
        for act in acts:
            act(recorder)
        entries = batch.commit()
        self.recorded += tuple(entries)
        # The retraction that was recorded with a correction is undone and redone with it.
        ids = tuple(entry.id for entry in entries if entry.kind != "retracted")
        self.recorded_together |= dict.fromkeys(ids, ids)
        try:
            self.apply_own_entries(entries)
        except (
            Unusable
        ):  # saved all the same, and must not be tried again; the next check reports the folder
            self._append(entries)
            self._rebuild()
        return entries

    def apply_own_entries(self, entries: list[Entry]) -> None:
        """Show entries that were just recorded here.

        The folder is read again only if something else changed in it too.

        Raises:
            Unusable: if it has to be read and cannot be.

        """
        if not entries:
            return
        stamp = self._journal_stamp()
        if not self._only_these_appended(entries, stamp):
            self.reload(entries)
            return
        self._stamp = stamp
        self._append(entries, stamp)
        checklist = with_entries(self.checklist, entries)
        self._show(checklist or self._build_checklist())

    def _only_these_appended(self, entries: list[Entry], stamp: FolderStamp) -> bool:
        present = self.contents.entries
        if present and entries[0].id < present[-1].id:
            return False
        own_file = self._journal().own_file(self.settings.author)
        return only_appended(self._stamp, stamp, own_file, entries)

    def _append(self, entries: list[Entry], stamp: FolderStamp | None = None) -> None:
        if any(entry.kind == "retracted" for entry in entries):
            self.problems.forget_entries()
        all_entries = (*self.contents.entries, *entries)
        self.contents = JournalContents(all_entries, self.contents.problems, stamp)
        if self._entry_index:
            self._entry_index.add(entries)

    def entry_in_effect(self, entry_id: str) -> Entry | None:
        """Return an entry of the plan by its id, None if it was taken back or is not there."""
        if entry_id in retracted_by(self.contents.entries):
            return None
        for entry in self.contents.entries:
            if entry.id == entry_id and entry.plan == self.loaded.about.id:
                return entry
        return None

    def reload_if_changed(self) -> None:
        """Read the journal again if another window or machine has changed it."""
        if self.changed_elsewhere():
            self.reload()

    def _journal(self) -> Journal:
        wait = LockWait(longest=_LONGEST_WAIT)
        return Journal(self.settings.paths.journal, machine_id(self.settings.paths.state), wait)

    def _journal_stamp(self) -> FolderStamp:
        return Journal(self.settings.paths.journal, "").stamp()

    def _recorder(self, journal: Journal) -> Recorder:
        self.prepare_recording()
        settings = self.settings
        return Recorder(
            self.loaded,
            journal,
            self.contents.entries,
            known=self._entry_index,
            stamp=self.contents.stamp,
            author=settings.author,
            now=settings.clock.now,
            today=settings.clock.today,
        )

    # The checklist

    def _replace_contents(self, contents: JournalContents) -> None:
        self.contents = contents
        self.problems.forget_entries()
        self._entry_index = None
        self._rebuild()

    def _rebuild(self) -> None:
        self._show(self._build_checklist())

    def _build_checklist(self) -> Checklist:
        contents, known_on = self.contents, self.settings.known_on
        return build_checklist(
            self.loaded, contents.entries, self.as_of, known_on, contents.problems
        )

    def _show(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.filter.follow(checklist)
