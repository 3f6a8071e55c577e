"""Papers as they were tabled: which entries counted then, and what was asked and answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry, TabledAsk
from store.journal.folder import journal_files
from store.journal.reader import NotAJournalError, read_content

FileOrders = Mapping[str, Sequence[str]]  # the ids of each journal file in its order, by file name


class TabledMeeting(Struct, frozen=True):
    """The paper that was put to one meeting last, and the decisions that answer its asks.

    `asks` are those of the paper, by number, with the texts of their entries. `answers` has the
    decision for each number that was answered.
    """

    entry: Entry
    asks: tuple[TabledAsk, ...]
    answers: dict[int, Entry]

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


def last_ids(orders: FileOrders, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the name of each journal file with the last id in it that was known to a paper.

    Entries that take others back are known too: without them, what they took back would count.
    """
    known_ids = frozenset(known)
    last = []
    for name, ids in sorted(orders.items()):
        in_file = [entry_id for entry_id in ids if entry_id in known_ids]
        if in_file:
            last.append((name, in_file[-1]))
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
    return TabledMeeting(paper, _asks_with_texts(paper, known), _answers(paper, known))


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
    checklist: Checklist, entries: Collection[Entry], paper: Entry, orders: FileOrders
) -> Checklist | None:
    """Return the checklist as a tabled paper had it, to the entry; None if the entry is no paper.

    `entries` are all of the journal. An entry counted if it is in one of the files, and not behind
    the last one that the paper knew there. If that last entry is in a file of another name, because
    a file was renamed or merged, the order in that file decides. Without
    `orders`, all entries up to the newest that the paper knew counted.
    """
    if paper.tabled is None:
        return None
    if not orders:
        orders = {"": sorted(entry.id for entry in entries)}
    ids = _ids_as_tabled(paper.tabled.counted, orders)
    counted = [entry for entry in entries if entry.id in ids]
    return build_checklist(checklist.loaded, counted, paper.tabled.as_of)


def _ids_as_tabled(counted: Iterable[tuple[str, str]], orders: FileOrders) -> frozenset[str]:
    ids: set[str] = set()
    for name, last in counted:
        order = _order_with(last, name, orders)
        ids.update(order[: order.index(last) + 1])
    return frozenset(ids)


def _order_with(last: str, name: str, orders: FileOrders) -> Sequence[str]:
    """Return the order of the file that has an id: of the name, or else the first by name.

    If the id is gone, it is what the file of that name has up to it, and the id.
    """
    order = orders.get(name, ())
    if last in order:
        return order
    for _, other in sorted(orders.items()):
        if last in other:
            return other
    older = [entry_id for entry_id in order if entry_id < last]
    return [*older, last]


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


def _asks_with_texts(paper: Entry, entries: Iterable[Entry]) -> tuple[TabledAsk, ...]:
    """Return the asks of a paper with why, or with what a note asks for, as their entries have it.

    The paper itself does not repeat these words, so that none is left when an entry is erased.
    """
    if paper.tabled is None:
        return ()
    wanted = {ask.entry for ask in paper.tabled.asks}
    texts: dict[str, str] = {}
    for entry in entries:
        for entry_id in (entry.corrects, entry.id):
            if entry_id in wanted:
                texts[entry_id] = entry.ask if entry.kind == "note" else entry.text
    return tuple(
        [
            msgspec.structs.replace(ask, text=texts.get(ask.entry, ask.text))
            for ask in paper.tabled.asks
        ]
    )


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
