"""The groups of the Journal view's side list: whose entries, of when, about what; and silence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist
from store.checklist.meetings import last_meeting
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import KINDS
from store.query.filters import NOT_STATED
from store.query.journal_search import EntrySearch, count_since
from tui.app.views.grouped import jump_letters
from tui.app.views.rows import Row, TextRow
from tui.config.settings import Settings

ALL, SILENCE = "all", "silence"


class JournalGroup(Struct, frozen=True):
    """A row of the side list. `search` asks for its entries; the group of silence has none.

    `title` completes "3 entries", `note` says what the rows mean, and `empty` why there are none.
    """

    key: str
    label: str
    title: str
    search: EntrySearch | None = None
    note: str = ""
    empty: str = "Nothing is recorded here."


class GroupSection(Struct, frozen=True):
    """Groups under a heading of the side list; the first section has none."""

    heading: str
    groups: Sequence[JournalGroup]


def journal_sections(
    checklist: Checklist,
    entries: Sequence[Entry],
    own_names: Iterable[str],
    settings: Settings,
    moved: Mapping[str, str],
) -> list[GroupSection]:
    """Return the groups that some entries are in, in the order of the side list."""
    vocabulary = checklist.loaded.vocabulary
    pathways = vocabulary.plural_title("pathway")
    sections = [
        GroupSection("", _quick_groups(checklist, own_names, settings)),
        GroupSection("Authors", _author_groups(entries)),
        GroupSection(pathways, _pathway_groups(checklist.loaded, entries, moved)),
        GroupSection("Kinds", _kind_groups(entries)),
    ]
    if checklist.loaded.stated_nouns:
        sections.append(GroupSection("Who is silent", [_silence_group(checklist.loaded)]))
    return sections


def _silence_group(loaded: LoadedPlan) -> JournalGroup:
    vocabulary = loaded.vocabulary
    nouns = " and ".join([vocabulary.plural(noun) for noun in loaded.stated_nouns])
    reported_on = "item"
    if loaded.measures:
        reported_on = f"item or {vocabulary.singular('measure')}"
    return JournalGroup(
        SILENCE,
        "Silence",
        f"{nouns} by their last word",
        note=f"By the last report on any {reported_on} of each.",
        empty=f"No {nouns} have anything open.",
    )


def _quick_groups(
    checklist: Checklist, own_names: Iterable[str], settings: Settings
) -> list[JournalGroup]:
    author, clock = settings.author, settings.clock
    today = clock.today
    return [
        JournalGroup(
            ALL,
            "All",
            "newest first",
            EntrySearch(),
            empty="Nothing is recorded yet: in the other views, space ticks and n writes a note.",
        ),
        JournalGroup(
            "mine",
            "Mine",
            f"by {author}",
            EntrySearch(authors=tuple(own_names) or (author,)),
            empty=f"{author} has recorded nothing here.",
        ),
        JournalGroup(
            "today",
            "Today",
            "today",
            EntrySearch(since=today, recorded_since=clock.start_of(today)),
            note=f"Recorded on {format_day(today)}, whatever day it is about.",
            empty=f"Nothing was recorded today, {format_day(today)}.",
        ),
        _board_group(checklist, settings),
    ]


def _board_group(checklist: Checklist, settings: Settings) -> JournalGroup:
    key, label = "board", "Since Board"
    meeting = last_meeting(checklist.meetings, checklist.as_of)
    if meeting is None:
        empty = f"No Board's meeting before {format_day(checklist.as_of)} is known."
        return JournalGroup(key, label, "since the Board", EntrySearch(refs=frozenset()), "", empty)
    day = format_day(meeting.on)
    return JournalGroup(
        key,
        label,
        f"since the Board of {day}",
        EntrySearch(since=meeting.on, recorded_since=settings.clock.start_of(meeting.on)),
        note=f"Happened or recorded since the {meeting.board} of {day}.",
        empty=f"Nothing has been recorded since the {meeting.board} of {day}.",
    )


def _author_groups(entries: Iterable[Entry]) -> list[JournalGroup]:
    names = sorted({entry.by for entry in entries}, key=str.casefold)
    return [
        JournalGroup(f"by {name}", name, f"by {name}", EntrySearch(authors=(name,)))
        for name in names
    ]


def _kind_groups(entries: Iterable[Entry]) -> list[JournalGroup]:
    """Return a group for each kind that occurs, in the order of the table of kinds."""
    present = {entry.kind for entry in entries}
    kinds = [*(kind for kind in KINDS if kind in present), *sorted(present.difference(KINDS))]
    return [
        JournalGroup(f"kind {kind}", kind, f"of the kind {kind}", EntrySearch(kinds=(kind,)))
        for kind in kinds
    ]


def _pathway_groups(
    loaded: LoadedPlan, entries: Iterable[Entry], moved: Mapping[str, str]
) -> list[JournalGroup]:
    """Return a group for each pathway whose items have entries, in the plan's order."""
    if not loaded.has_pathways:
        return []
    refs: dict[str, set[str]] = {pathway.code: set() for pathway in loaded.about.pathways}
    for ref in {entry.ref for entry in entries}:
        position = loaded.positions.get(moved.get(ref, ref))
        if position is not None:
            for code in loaded.items[position].pathways or (NOT_STATED,):
                refs.setdefault(code, set()).add(ref)
    return [
        JournalGroup(f"under {code}", code, f"about {code}", EntrySearch(refs=frozenset(members)))
        for code, members in refs.items()
        if members
    ]


def side_rows(sections: Iterable[GroupSection], counts: Mapping[str, int]) -> list[Row]:
    """Return the side list: each group with its letter and the number of its entries."""
    shown = [section for section in sections if section.groups]
    labels = [group.label for section in (shown[0], shown[-1], *shown) for group in section.groups]
    letters = jump_letters(list(dict.fromkeys(labels)))
    rows: list[Row] = []
    for section in shown:
        if section.heading:
            rows.append(TextRow(f"# {section.heading}", "heading", section.heading))
        for group in section.groups:
            letter = letters.pop(group.label, " ")
            count = str(counts[group.key]) if group.key in counts else ""
            rows.append(TextRow(group.key, "group", group.label, letter, when=count))
    return rows


def count_entries(sections: Iterable[GroupSection], entries: Sequence[Entry]) -> dict[str, int]:
    """Return the number of entries by group; the group of silence has none."""
    counter = _EntryCounter(entries)
    counts: dict[str, int] = {}
    for section in sections:
        for group in section.groups:
            if group.search is not None:
                counts[group.key] = counter.count(group.search)
    return counts


class _EntryCounter:
    """Counts what a group's search finds, without reading the entries again for each group."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._by_author = Counter(map(attrgetter("by"), entries))
        self._by_kind = Counter(map(attrgetter("kind"), entries))
        self._by_ref = Counter(map(attrgetter("ref"), entries))

    def count(self, search: EntrySearch) -> int:
        """Return how many entries match a search, which has one condition at the most."""
        if search.since is not None:
            return count_since(self._entries, search.since, search.recorded_since)
        if search.authors:
            return sum(self._by_author[name] for name in search.authors)
        if search.kinds:
            return sum(self._by_kind[kind] for kind in search.kinds)
        if search.refs is not None:
            return sum(self._by_ref[ref] for ref in search.refs)
        return len(self._entries)
