"""Papers as they were tabled: which entries counted then, and what was asked and answered."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry, TabledAsk
from store.journal.folder import journal_files
from store.journal.reader import NotAJournalError, read_content

FileOrders = Mapping[str, Sequence[str]]  # the ids of each journal file in its order, by file name


class TabledMeeting(Struct, frozen=True):
    """The paper that was put to one meeting last, and the decisions that answer its asks.

    `answers` has the decision for each number that was answered.
    """

    entry: Entry
    answers: dict[int, Entry]

    @property
    def asks(self) -> tuple[TabledAsk, ...]:
        """The asks of the paper, by number."""
        return self.entry.tabled.asks if self.entry.tabled else ()

    @property
    def unanswered(self) -> tuple[TabledAsk, ...]:
        """The asks that have no answer yet."""
        return tuple([ask for ask in self.asks if ask.number not in self.answers])


def file_orders(folder: Path, plan: str) -> FileOrders:
    """Return the ids of the plan's entries in each file of a journal, in the order of its lines.

    Files that cannot be read are left out.

    Raises:
        Unusable: if the folder itself cannot be read.

    """
    orders: dict[str, Sequence[str]] = {}
    for path in journal_files(folder):
        try:
            content = read_content(path, plan)
        except NotAJournalError:
            continue
        if ids := [entry.id for entry in content.entries if entry.plan == plan]:
            orders[path.name] = ids
    return orders


def last_ids(orders: FileOrders, counted: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the name of each journal file with the last id in it that a paper counted."""
    known = frozenset(counted)
    last = []
    for name, ids in sorted(orders.items()):
        counted_ids = [entry_id for entry_id in ids if entry_id in known]
        if counted_ids:
            last.append((name, counted_ids[-1]))
    return tuple(last)


def find_tabled(entries: Iterable[Entry], board: str, meeting: date) -> TabledMeeting | None:
    """Return what was tabled at a board's meeting last, None if nothing was.

    `entries` are those in effect, by the day they happened.
    """
    known = tuple(entries)
    papers = [entry for entry in known if _is_paper_of(entry, board)]
    of_meeting = [entry for entry in papers if entry.meeting == meeting.isoformat()]
    if not of_meeting:
        return None
    paper = max(of_meeting, key=_by_id)
    return TabledMeeting(paper, _answers(paper, known))


def last_tabled(checklist: Checklist, board: str, before: date) -> TabledMeeting | None:
    """Return what was tabled at the board's last meeting before a day, None if nothing was.

    Papers of a later date than the checklist's are left out.
    """
    days = set()
    for entry in checklist.entries:
        if _is_paper_of(entry, board) and entry.meeting < before.isoformat():
            days.add(entry.meeting)
    if not days:
        return None
    return find_tabled(checklist.entries, board, date.fromisoformat(max(days)))


def checklist_as_tabled(
    checklist: Checklist, entries: Iterable[Entry], paper: Entry, orders: FileOrders
) -> Checklist | None:
    """Return the checklist as a tabled paper had it, to the entry; None if the entry is no paper.

    `entries` are all of the journal. An entry counted if it stands in one of the files no later than
    the last one that the paper counted there. If that last entry has moved to another file, as a
    merge may have it, the entries with smaller ids in files of other names counted too.
    """
    if paper.tabled is None:
        return None
    ids = _ids_as_tabled(paper.tabled.counted, orders)
    counted = [entry for entry in entries if entry.id in ids]
    return build_checklist(checklist.loaded, counted, paper.tabled.as_of)


def _ids_as_tabled(counted: Iterable[tuple[str, str]], orders: FileOrders) -> frozenset[str]:
    named = dict(counted)
    ids: set[str] = set()
    lost = []
    for name, last in named.items():
        order = orders.get(name, ())
        if last in order:
            ids.update(order[: order.index(last) + 1])
        else:
            lost.append(last)
    if lost:
        ids.update(_older_ids(max(lost), named, orders))
    return frozenset(ids)


def _older_ids(last: str, named: Container[str], orders: FileOrders) -> Iterator[str]:
    """Yield the ids up to `last` in files that a paper did not know, or that lost its last entry."""
    for name, order in orders.items():
        if name not in named:
            yield from [entry_id for entry_id in order if entry_id <= last]


def _is_paper_of(entry: Entry, board: str) -> bool:
    if entry.kind != "tabled" or entry.tabled is None or entry.board != board:
        return False
    return _is_day(entry.meeting)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _answers(paper: Entry, entries: Iterable[Entry]) -> dict[int, Entry]:
    """Return the decision that answers each ask of a paper at its meeting."""
    numbers = {ask.entry: ask.number for ask in paper.tabled.asks} if paper.tabled else {}
    answers = {}
    for entry in entries:
        is_answer = entry.kind == "decision" and bool(entry.answer)
        of_meeting = entry.meeting == paper.meeting and entry.board == paper.board
        if is_answer and of_meeting and entry.answers in numbers:
            answers[numbers[entry.answers]] = entry
    return answers


def _by_id(entry: Entry) -> str:
    return entry.id
