"""What a journal holds that matters for sheets: rounds, what sheets brought, what others recorded."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from plan_data.timescale.financial_year import Calendar
from store.checklist.entry_index import EntryIndex
from store.checklist.retractions import effective
from store.journal.entry import Entry, EntryDraft, Via, entry_from
from store.journal.ids import newest_id, next_id
from store.returns.rounds import OpenRound, find_rounds, is_import_key
from store.returns.sheet_rows import ACTION_PREFIX

# Entries about the same thing: what somebody else recorded of it since is a conflict.
_RIVALS: dict[str, frozenset[str]] = {
    "done": frozenset({"done", "reopened", "withdrawn"}),
    "started": frozenset({"started", "done", "withdrawn"}),
    "forecast": frozenset({"forecast", "rescheduled", "withdrawn"}),
    "actual": frozenset({"actual"}),
    "judged": frozenset({"judged"}),
    "completed": frozenset({"completed"}),
}
# A later table's answer about these follows that of an earlier one: it is no conflict.
_FOLLOWED = frozenset({"forecast", "judged"})


class AnswerSubject(Struct, frozen=True):
    """What an answer is about: the round, the lead, the kind of entry and the ref of its row.

    `code` is empty for a row of an import that has no lead: it is then whose it was accepted as.
    """

    round_id: str
    code: str
    kind: str
    ref: str

    @property
    def about(self) -> tuple[str, str]:
        """The kind and the ref; of a Board's action, the id of its decision."""
        return self.kind, self.ref.removeprefix(ACTION_PREFIX)


class KnownAnswers:
    """The entries of a plan as sheets are read against them, with what these would add.

    `rounds` are those in effect, `index` has all entries.
    """

    def __init__(self, entries: Sequence[Entry], plan: str, calendar: Calendar) -> None:
        self.index = EntryIndex(entries, plan)
        self._plan = plan
        in_effect = effective(self.index.entries)
        self.rounds: tuple[OpenRound, ...] = find_rounds(in_effect, calendar)
        self._ids_in_effect = {entry.id for entry in in_effect}
        self._newest = newest_id(entry.id for entry in reversed(self.index.entries))
        self._by_subject: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.index.entries:
            self._remember(entry)

    def _remember(self, entry: Entry) -> None:
        """Index an entry that a sheet brought, or that completes an action."""
        if entry.via is not None or entry.kind == "completed":
            about = entry.kind, entry.names or entry.ref
            self._by_subject.setdefault(about, []).append(entry)

    def answers(self, subject: AnswerSubject) -> list[Entry]:
        """Return what sheets of a lead and round said about the same, oldest first."""
        answers = []
        for entry in self._by_subject.get(subject.about, ()):
            is_of_round = entry.via is not None and entry.via.round == subject.round_id
            if is_of_round and subject.code in {"", entry.by}:
                answers.append(entry)
        return answers

    def answer_in_effect(self, subject: AnswerSubject) -> Entry | None:
        """Return the answer that counts, None if there is none."""
        for entry in reversed(self.answers(subject)):
            if entry.id in self._ids_in_effect:
                return entry
        return None

    def copies_in_effect(self, subject: AnswerSubject) -> set[str]:
        """Return the ids of the answer that counts and of its copies from other machines."""
        answer = self.answer_in_effect(subject)
        if answer is None or answer.via is None:
            return set()
        key = answer.via.key
        return {entry.id for entry in self.answers(subject) if entry.via and entry.via.key == key}

    def rivals(self, subject: AnswerSubject, made: str) -> tuple[Entry, ...]:
        """Return what others recorded about the same after the entry with the id `made`."""
        kinds = _RIVALS.get(subject.kind, frozenset())
        own = {entry.id for entry in self.answers(subject)}
        rivals = []
        for entry in self._about(subject):
            is_new = entry.id > made and entry.id in self._ids_in_effect
            if not is_new or entry.kind not in kinds or entry.id in own:
                continue
            if entry.kind not in _FOLLOWED or not _is_earlier_import_answer(entry, subject):
                rivals.append(entry)
        return tuple(rivals)

    def is_in_effect(self, entry: Entry) -> bool:
        """Return whether an entry counts: it is no copy of another, and was not taken back."""
        return entry.id in self._ids_in_effect

    def answers_of_imports(self, subject: AnswerSubject) -> list[Entry]:
        """Return what imports up to that of a sheet said about the same, of any lead.

        The newest are first: the last one is in effect, those before it were taken back.
        """
        found: list[tuple[Entry, Via]] = []
        keys_in_effect: set[str] = set()
        for entry in self._by_subject.get(subject.about, ()):
            via = _via_of_import(entry, subject)
            if via is None or via.round > subject.round_id:
                continue
            found.append((entry, via))
            if self.is_in_effect(entry):
                keys_in_effect.add(via.key)
        newest: list[Entry] = []
        for entry, via in reversed(found):
            if self.is_in_effect(entry):
                return [*newest, entry]
            if via.key not in keys_in_effect:
                newest.append(entry)
        return newest

    def _about(self, subject: AnswerSubject) -> list[Entry]:
        """Return the entries about the ref of a row, or that complete its action."""
        if subject.kind == "completed":
            return self._by_subject.get(subject.about, [])
        return [entry for entry in self.index.about({subject.ref}) if entry.ref == subject.ref]

    def take(self, drafts: Iterable[EntryDraft], now: datetime, author: str) -> None:
        """Let what a line would record count for the lines after it."""
        for draft in drafts:
            self._newest = next_id(now, self._newest)
            entry = entry_from(draft, entry_id=self._newest, plan=self._plan, at=now, by=author)
            self.index.add([entry])
            self._remember(entry)
            self._ids_in_effect.add(entry.id)
            if entry.kind == "retracted":
                self._ids_in_effect.discard(entry.names)


def _is_earlier_import_answer(entry: Entry, subject: AnswerSubject) -> bool:
    """Return whether an entry came from an earlier table, for the sheet of an import."""
    via = _via_of_import(entry, subject)
    return via is not None and via.round < subject.round_id


def _via_of_import(entry: Entry, subject: AnswerSubject) -> Via | None:
    """Return how an import brought an entry, for the sheet of an import; None if none did."""
    if entry.via is None or not is_import_key(subject.round_id):
        return None
    return entry.via if is_import_key(entry.via.round) else None
