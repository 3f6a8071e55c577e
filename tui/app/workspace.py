"""The app's model: the plan, the journal and the as-of date that are open, without Textual."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plan_data.errors import MilepostError, Refused, Unusable
from plan_data.load import LoadedPlan, find_plan, load_plan
from store.batch import BatchJournal
from store.checked_writer import newest_of
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist, with_entries
from store.checklist.entry_index import EntryIndex
from store.checklist.measure_states import MeasureState
from store.checklist.retractions import newest_to_undo, recorder_of, retracted_by
from store.corrections import Correction
from store.dates import format_day
from store.journal.author_files import author_key
from store.journal.entry import Entry
from store.journal.folder import (
    FolderStamp,
    Journal,
    JournalContents,
    only_appended,
    read_plan_entries,
)
from store.journal.ids import next_id
from store.journal.lock import LockWait
from store.journal.machine import machine_id
from store.query.match_reasons import MatchReason, match_reasons
from store.query.measure_filter import without_blank
from store.query.measure_search import MeasureSearch
from store.query.search import Search, read_words
from store.query.sorting import sort_items
from store.query.text_index import TextIndex
from store.recorder import Recorder
from tui.app.chosen_board import BoardChoice
from tui.app.drafts import Drafts, KeptDraft, draft_journal
from tui.config.clock_checks import clock_problem, future_entries, future_entries_text
from tui.config.saved_filters import MINE, mine_words, only_mine, with_mine
from tui.config.settings import Settings
from tui.demo.made_up_journal import is_made_up
from tui.wording.counts import plural

_LONGEST_WAIT = 2.0  # seconds for a lock: the screen stands still meanwhile


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

    `items` are the checklist's items that pass the filter, in plan order; `search` is what the
    filter's words mean.
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
        self._draft_problem = ""
        self._future_problem: tuple[date, str] | None = None  # on a day, once it is looked for
        self.is_made_up = is_made_up(settings.paths.journal)
        self.filter_words = ""
        self.only_mine = False
        self.mine_words = mine_words(settings.preferences)
        self.search = Search()
        self.items: tuple[ChecklistItem, ...] = ()
        self.contents = JournalContents()
        self._stamp: FolderStamp = ()
        self._text_index: TextIndex | None = None
        self._measure_search: MeasureSearch | None = None
        self._measures: tuple[MeasureState, ...] | None = None
        self._entry_index: EntryIndex | None = None
        self._recorded_together: dict[str, tuple[str, ...]] = {}  # ids of one act, by each of them
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

    def set_filter(self, words: str) -> None:
        """Keep only the items that match the words; no words keep all."""
        self.filter_words = words.strip()
        self._apply_filter()

    def show_filter(self, words: str, *, only_mine: bool) -> None:
        """Keep only the items that match the words, and of these only the user's own or all."""
        if (words, only_mine) != (self.filter_words, self.only_mine):
            self.only_mine = only_mine
            self.set_filter(words)

    def set_mine(self, words: str) -> None:
        """Set which items are the user's own; without words all are shown again."""
        if words == self.mine_words:
            return
        self.mine_words = words
        self.only_mine = self.only_mine and bool(words)
        self._apply_filter()

    def check_words(self, words: str) -> None:
        """Check that words can be read as a filter and find something.

        Raises:
            Refused: if they cannot, or do not; it says why.

        """
        search = read_words(self.checklist, with_mine(self.mine_words, words))
        if not search.select(self.checklist.items, self.text_index):
            from store.query.suggestions import explain_nothing_found

            reason = explain_nothing_found(search, self.text_index)
            raise Refused(reason or f"nothing in this plan fits '{words}'.")

    @property
    def words_in_force(self) -> str:
        """The filter's words, with `mine` before them if only the user's own items are shown."""
        return only_mine(self.filter_words) if self.only_mine else self.filter_words

    @property
    def plain_words_in_force(self) -> str:
        """The words in force as anybody can use them: `mine` replaced by what it stands for."""
        return self._plain(self.words_in_force)

    def _plain(self, words: str) -> str:
        try:
            return with_mine(self.mine_words, words)
        except Refused:
            return words

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
        if ahead := self._future_text(arrived):
            messages.append(ahead)
        return " ".join(messages)

    # What is wrong

    @property
    def clock_problem(self) -> str:
        """Why the clock cannot be right, empty if it can."""
        return clock_problem(self.settings.clock, self.loaded.about.published)

    def other_problems(self) -> tuple[str, ...]:
        """Return what is wrong with settings and drafts, and which entries are after today."""
        today = self.settings.clock.today
        if self._future_problem is None or self._future_problem[0] != today:
            self._future_problem = (today, self._future_text(self.contents.entries))
        found = [self._draft_problem, self._future_problem[1]]
        return (*self.settings.problems, *filter(None, found))

    @property
    def problem_count(self) -> int:
        """How many problems the page of problems names, warnings included."""
        return len(self.other_problems()) + sum(
            problem.count for problem in self.checklist.problems
        )

    @property
    def has_mistakes(self) -> bool:
        """Whether some of the problems are more than warnings."""
        severities = {problem.severity for problem in self.checklist.problems}
        return "problem" in severities or bool(self.other_problems())

    def oldest_draft(self) -> KeptDraft | None:
        """Return the oldest draft for the open plan and journal, if there is one."""
        journal = draft_journal(self.settings.paths.journal)
        return self.drafts.oldest(self.loaded.about.id, journal)

    def check_drafts(self) -> None:
        """Set aside the drafts that cannot be read; they are among the problems from then on."""
        self._draft_problem = self.drafts.set_aside_unreadable()

    def _future_text(self, entries: Sequence[Entry]) -> str:
        """Return which of the plan's entries are dated after today, and how to take one back."""
        clock, about = self.settings.clock, self.loaded.about
        ahead = [entry for entry in future_entries(entries, clock) if entry.plan == about.id]
        return future_entries_text(ahead, clock, about.published)

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
        self._recorded_together |= dict.fromkeys(ids, ids)
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
            self._future_problem = None
        all_entries = (*self.contents.entries, *entries)
        self.contents = JournalContents(all_entries, self.contents.problems, stamp)
        if self._entry_index:
            self._entry_index.add(entries)

    # Undo and redo

    def undo_to_confirm(self) -> Entry | None:
        """Return the entry that `undo` would retract, if it was not recorded in this window.

        Raises:
            MilepostError: if the journal has changed and cannot be read.

        """
        if self.changed_elsewhere():
            self.reload()
        plan_id = self.loaded.about.id
        of_plan = [entry for entry in self.contents.entries if entry.plan == plan_id]
        next_entry_id = next_id(self.settings.clock.now, newest_of(of_plan))
        target = newest_to_undo(of_plan, self.settings.author, next_entry_id)
        if target is None or target.id in self._recorded_together:
            return None
        return target

    def undo(self) -> list[Entry]:
        """Retract the newest own entry and those recorded together with it, and return them.

        Raises:
            MilepostError: if there is none, or the journal cannot be written.

        """
        today = self.settings.clock.today
        self.reload_if_changed()
        undone: list[Entry] = []

        def undo_together(recorder: Recorder) -> None:
            newest, _ = recorder.undo(today)
            undone.append(newest)
            for other in self._others_recorded_with(newest):
                if other not in retracted_by(recorder.entries):
                    entry, _ = recorder.undo(today, other)
                    undone.append(entry)

        self.record_all([undo_together])
        return undone

    def redo(self) -> list[Entry]:
        """Restore the entry undone last and those recorded together with it, and return them.

        Raises:
            MilepostError: if there is none, or the journal cannot be written.

        """
        today = self.settings.clock.today
        self.reload_if_changed()
        restored: list[Entry] = []

        def redo_together(recorder: Recorder) -> None:
            last, _ = recorder.redo(today)
            restored.append(last)
            for other in self._others_recorded_with(last):
                retraction = retracted_by(recorder.entries).get(other)
                if retraction is not None and retraction.by == self.settings.author:
                    entry, _ = recorder.redo(today, other)
                    restored.append(entry)

        self.record_all([redo_together])
        return restored

    def is_own(self, entry: Entry) -> bool:
        """Return whether an entry is by the author, or was accepted by them from a sheet.

        Their name may be spelled otherwise.
        """
        return author_key(recorder_of(entry)) == author_key(self.settings.author)

    def entry_in_effect(self, entry_id: str) -> Entry | None:
        """Return an entry of the plan by its id, None if it was taken back or is not there."""
        if entry_id in retracted_by(self.contents.entries):
            return None
        for entry in self.contents.entries:
            if entry.id == entry_id and entry.plan == self.loaded.about.id:
                return entry
        return None

    def take_back(self, entry: Entry) -> list[Entry]:
        """Retract an entry, and return it.

        Raises:
            MilepostError: if it was taken back already, or the journal cannot be written.

        """
        today = self.settings.clock.today
        self.record_all([lambda recorder: recorder.undo(today, entry.id)])
        return [entry]

    def correct(self, entry: Entry, correction: Correction) -> list[Entry]:
        """Retract an entry and record a corrected one, and return both.

        Raises:
            MilepostError: if the correction means nothing, or the journal cannot be written.

        """
        today = self.settings.clock.today
        return self.record_all([lambda recorder: recorder.correct(entry.id, today, correction)])

    def reload_if_changed(self) -> None:
        """Read the journal again if another window or machine has changed it."""
        if self.changed_elsewhere():
            self.reload()

    def _others_recorded_with(self, entry: Entry) -> list[str]:
        ids = self._recorded_together.get(entry.id, ())
        return [other for other in ids if other != entry.id]

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
        self._future_problem = None
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
        self._measure_search = None
        if self._text_index is not None:
            self._text_index = self._text_index.follow(checklist)
        self._apply_filter()

    @property
    def text_index(self) -> TextIndex:
        """The texts of the checklist's items, which are built when they are first searched."""
        if self._text_index is None:
            self._text_index = TextIndex(self.checklist)
        return self._text_index

    def prepare_search(self) -> None:
        """Build the texts that are searched, so that the first letter does not wait for them."""
        self.text_index.build()

    def _apply_filter(self) -> None:
        items = self.checklist.items
        if self.only_mine:
            items = self.read_filter(MINE).select(items, self.text_index)
        self.search = self.read_filter(self.filter_words)
        self.items = self.search.select(items, self.text_index)
        self._measures = None

    @property
    def measures(self) -> tuple[MeasureState, ...]:
        """The measures that pass the filter, in plan order; selected when first asked for."""
        if self._measures is None:
            if self._measure_search is None:
                self._measure_search = MeasureSearch(self.checklist)
            found = self._measure_search.select(self.search.condition)
            if self.only_mine:
                found = self._measure_search.among(found, self.read_filter(MINE).condition)
            self._measures = without_blank(found, condition=self.search.condition)
        return self._measures

    def find_items(self, words: str) -> tuple[ChecklistItem, ...]:
        """Return the items that a filter of other words would show."""
        return self.read_filter(words).select(self.checklist.items, self.text_index)

    def read_filter(self, words: str) -> Search:
        """Return what words mean as a filter; what cannot be read of them is its `problem`."""
        try:
            plain = with_mine(self.mine_words, words)
        except Refused as refusal:
            search = read_words(self.checklist, words, while_typing=True)
            return replace(search, problem=search.problem or refusal.sentence)
        return read_words(self.checklist, plain, while_typing=True)

    def match_reasons(self, item: ChecklistItem) -> list[MatchReason]:
        """Return why the filter's words found an item; nothing while no filter is on."""
        if not self.filter_words:
            return []
        return match_reasons(self.search, item, self.text_index)

    def explain_nothing_found(self, *, while_typing: bool) -> str:
        """Return which of the filter's words find nothing, and what may be meant instead."""
        from store.query.suggestions import explain_nothing_found

        return explain_nothing_found(self.search, self.text_index, while_typing=while_typing)

    def in_order(self, items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
        """Return items in the order that the filter's words ask for, else as they are."""
        return sort_items(items, self.search.sort)
