"""The app's model: the plan, the journal and the date in view. It knows no Textual."""

from collections.abc import Callable, Iterable
from datetime import date

from plan_data.errors import Unusable
from plan_data.load import LoadedPlan, find_plan, load_plan
from store.batch import BatchJournal
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist, with_entries
from store.checklist.entry_index import EntryIndex
from store.checklist.retractions import newest_to_undo, retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.folder import FolderStamp, Journal, JournalContents, only_appended, read_plan_entries
from store.journal.lock import LockWait
from store.journal.machine import machine_id
from store.query.search import read_words, search_texts
from store.recorder import Recorder
from tui.config.settings import Settings
from tui.demo.made_up_journal import is_made_up
from tui.wording.counts import plural

_LONGEST_WAIT = 2.0  # seconds for a lock: the screen stands still meanwhile


class Workspace:
    """What is in front of the user. Every change of it makes a new checklist."""

    def __init__(self, settings: Settings) -> None:
        """Load plan and journal.

        Raises:
            MilepostError: where either cannot be read.

        """
        self.settings = settings
        self.as_of = settings.as_of
        self.is_made_up = is_made_up(settings.paths.journal)
        self._set_up = settings.clock.now
        self.filter_words = ""
        self.items: tuple[ChecklistItem, ...] = ()  # those that the filter lets pass, in plan order
        self._texts: tuple[str, ...] = ()
        self._stamp: FolderStamp = ()
        self._joint: dict[str, tuple[str, ...]] = {}  # an entry's id, and all that were recorded with it
        self._came: list[Entry] = []
        self._went = 0
        self.loaded: LoadedPlan
        self.contents = JournalContents()
        self._known: EntryIndex | None = None
        self.open_plan(settings.plan_name)

    def open_plan(self, name: str) -> None:
        """Show another plan.

        Raises:
            MilepostError: where it cannot be read; the one in view then stays.

        """
        plan = load_plan(find_plan(name, self.settings.paths.plans), self.settings.paths.cache)
        stamp, contents = self._journal_stamp(), read_plan_entries(self.settings.paths.journal, plan.about.id)
        self.loaded, self._stamp, self.contents, self._known = plan, stamp, contents, None
        self._refresh()

    def reload(self, own: Iterable[Entry] = ()) -> None:
        """Read the journal's folder again; what is new there and not one's `own` is news.

        Raises:
            MilepostError: where it cannot be read; what was read last then stays.

        """
        self._stamp = self._journal_stamp()
        before, self.contents = self.contents, read_plan_entries(self.settings.paths.journal, self.loaded.about.id)
        self._known = None
        known = {entry.id for entry in (*before.entries, *own)}
        kept = {entry.id for entry in self.contents.entries}
        self._came += [entry for entry in self.contents.entries if entry.id not in known]
        self._went += len(known - kept)
        self._refresh()

    def pop_messages(self) -> str:
        """Return in words what came from elsewhere since this was asked last."""
        came, went = self._came, self._went
        self._came, self._went = [], 0
        told = []
        if came:
            told.append(f"{len(came)} new from elsewhere, the last by {came[-1].by}, {format_day(came[-1].on)}.")
        if went:
            told.append(f"{plural(went, 'entry')} no longer in the journal's folder.")
        return " ".join(told)

    def changed_elsewhere(self) -> bool:
        """Return whether another window or machine has written to the folder since it was read."""
        return self._journal_stamp() != self._stamp

    def set_as_of(self, as_of: date) -> None:
        """Show the plan as of another date."""
        self.as_of = as_of
        self._refresh()

    def set_filter(self, words: str) -> None:
        """Show only what the words ask for; none shows everything."""
        self.filter_words = words.strip()
        self._filter()

    @property
    def is_today(self) -> bool:
        """Whether the date in view is the user's own day."""
        return self.as_of == self.settings.clock.today

    def record_all(self, acts: Iterable[Callable[[Recorder], object]]) -> list[Entry]:
        """Carry out several acts in one go, all of them or none, and return what was recorded.

        Raises:
            MilepostError: where one of them means nothing, or the disk refuses.

        """
        if self.changed_elsewhere():  # so that nobody ticks what a colleague has just ticked
            self.reload()
        together = BatchJournal(self._journal())
        recorder = self._recorder(together)
        for act in acts:
            act(recorder)
        entries = together.commit()
        ids = tuple(entry.id for entry in entries)
        self._joint |= dict.fromkeys(ids, ids)
        try:
            self._take_up(entries)
        except Unusable:  # what was recorded is safe and must not be tried again; the next look at the folder says more
            self._add(entries)
            self._refresh()
        return entries

    def _take_up(self, entries: list[Entry]) -> None:
        """Show own entries: without reading the folder again, where nothing but they came to it."""
        if not entries:
            return
        stamp, known = self._journal_stamp(), self.contents.entries
        own = self._journal().own_file(self.settings.author)
        if (known and entries[0].id < known[-1].id) or not only_appended(self._stamp, stamp, own, entries):
            self.reload(entries)
            return
        self._stamp = stamp
        self._add(entries, stamp)
        self._show(with_entries(self.checklist, entries) or self._judged())

    def _add(self, entries: list[Entry], stamp: FolderStamp | None = None) -> None:
        self.contents = JournalContents((*self.contents.entries, *entries), self.contents.problems, stamp)
        if self._known:
            self._known.add(entries)

    def undo_target_of_earlier_session(self) -> Entry | None:
        """Return the entry that `undo` would take back, where it was recorded before this workspace was set up."""
        own_plan = (entry for entry in self.contents.entries if entry.plan == self.loaded.about.id)
        target = newest_to_undo(own_plan, self.settings.author)
        return target if target and target.at < self._set_up else None

    def undo(self) -> list[Entry]:
        """Take back the newest own entry, with those that were recorded together with it, and return them."""
        today, gone = self.settings.clock.today, self._retractions()
        return self._take_back(
            lambda recorder: recorder.undo(today)[0],
            lambda recorder, other: [] if other in gone else [recorder.undo(today, other)[0]],
        )

    def redo(self) -> list[Entry]:
        """Bring back what was taken back last, with those that were recorded together with it, and return it."""
        today, gone = self.settings.clock.today, self._retractions()

        def also(recorder: Recorder, other: str) -> list[Entry]:
            if other not in gone or gone[other].by != self.settings.author:  # theirs to bring back
                return []
            return [recorder.redo(today, other)[0]]

        return self._take_back(lambda recorder: recorder.redo(today)[0], also)

    def _retractions(self) -> dict[str, Entry]:
        """Return what takes back each entry by now, also in other windows."""
        if self.changed_elsewhere():
            self.reload()
        return retracted_by(self.contents.entries)

    def _take_back(
        self, first: Callable[[Recorder], Entry], also: Callable[[Recorder, str], list[Entry]]
    ) -> list[Entry]:
        reached: list[Entry] = []

        def act(recorder: Recorder) -> None:
            reached.append(first(recorder))
            for other in self._joint.get(reached[0].id, ()):
                if other != reached[0].id:
                    reached.extend(also(recorder, other))

        self.record_all([act])
        return reached

    def _journal(self) -> Journal:
        wait = LockWait(longest=_LONGEST_WAIT)
        return Journal(self.settings.paths.journal, machine_id(self.settings.paths.state), wait)

    def _recorder(self, journal: Journal) -> Recorder:
        settings = self.settings
        self.prepare_act()
        return Recorder(
            self.loaded,
            journal,
            self.contents.entries,
            known=self._known,
            stamp=self.contents.stamp,
            author=settings.author,
            now=settings.clock.now,
            today=settings.clock.today,
        )

    def _refresh(self) -> None:
        self._show(self._judged())

    def _judged(self) -> Checklist:
        contents = self.contents
        return build_checklist(self.loaded, contents.entries, self.as_of, self.settings.known_on, contents.problems)

    def _show(self, whole: Checklist) -> None:
        self.checklist: Checklist = whole
        self._texts = ()
        self._filter()

    def prepare_search(self) -> None:
        """Make the words that are searched ready, so that the first letter does not wait for them."""
        self._texts = self._texts or search_texts(self.checklist.items)

    def _filter(self) -> None:
        search = read_words(self.loaded.about, self.filter_words)
        if search.words:
            self.prepare_search()
        self.items = search.select(self.checklist.items, self._texts)

    def prepare_act(self) -> None:
        """Make ready what an act is checked against, so that saving it does not wait."""
        self._known = self._known or EntryIndex(self.contents.entries, self.loaded.about.id)

    def _journal_stamp(self) -> FolderStamp:
        return Journal(self.settings.paths.journal, "").stamp()
