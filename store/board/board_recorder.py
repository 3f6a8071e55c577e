"""Recording a Board's cycle: what was tabled, what it answered, and actions that were done."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import clean, one_line
from plan_data.timescale.parser import parse_due
from store.board.answer_words import answer_text
from store.board.asks import Ask
from store.board.board_actions import ids_of_decision, no_action
from store.board.tabled import FileOrders, TabledMeeting, find_tabled, last_ids
from store.checklist.checklist import Checklist
from store.checklist.meetings import Meeting
from store.checklist.retractions import by_day, effective, recorded_by
from store.dates import format_day
from store.journal.entry import Answer, Entry, EntryDraft, TabledAsk, TabledPaper
from store.query.lookup import find_entry, has_id
from store.recorder import Recorder


class _Wanted(Struct, frozen=True):
    """What is recorded with an answer: its words, and what the board wants done."""

    text: str
    action: str
    owner: str
    due: str


class BoardRecorder:
    """Records what happens at the meetings of one board, by way of a plan's recorder.

    Each act raises `Refused` if it would mean nothing, and then nothing is recorded.
    """

    def __init__(self, recorder: Recorder, board: str) -> None:
        self._recorder = recorder
        self._board = board

    def table(
        self,
        meeting: Meeting,
        on: date,
        checklist: Checklist,
        asks: Sequence[Ask],
        orders: FileOrders,
    ) -> Entry:
        """Record that the paper of a checklist, with its numbered asks, was put to a meeting.

        `orders` are those of the journal's files. A later paper for the same meeting replaces it.
        """
        known = recorded_by(self._recorder.entries, checklist.known_on)
        paper = TabledPaper(
            as_of=checklist.as_of,
            counted=last_ids(orders, [entry.id for entry in known]),
            asks=tuple([ask.tabled(number) for number, ask in enumerate(asks, start=1)]),
            fingerprint=checklist.fingerprint,
        )
        draft = EntryDraft(
            ref="",
            kind="tabled",
            on=on,
            board=self._board,
            meeting=meeting.on.isoformat(),
            tabled=paper,
        )
        (entry,) = self._recorder.record_drafts(lambda: [draft])
        return entry

    def answer(  # noqa: PLR0913 - the fields of a decision in the minutes
        self,
        meeting: date,
        on: date,
        answers: Mapping[int, Answer],
        text: str = "",
        *,
        action: str = "",
        owner: str = "",
        due: str = "",
    ) -> list[Entry]:
        """Record a decision for each numbered ask of the paper tabled at a meeting.

        An approved date is recorded as approved by the board too. `text` is that of each answer;
        `action`, `owner` and `due` are what the board wants done, and belong to a single answer.
        Return the entries in the order of the numbers. Nothing is recorded if one of them is
        refused, or if another paper was tabled at the meeting in this moment.
        """
        if due:
            parse_due(due, self._recorder.calendar)
        paper = self.tabled(meeting).entry.id
        wanted = _Wanted(clean(text).strip(), clean(action).strip(), one_line(owner), one_line(due))
        return self._recorder.record_drafts(
            partial(self._answering, meeting, on, answers, wanted, paper)
        )

    def _answering(
        self, meeting: date, on: date, answers: Mapping[int, Answer], wanted: "_Wanted", paper: str
    ) -> list[EntryDraft]:
        tabled = self.tabled(meeting)
        if tabled.entry.id != paper:
            raise Refused(
                "nothing was recorded: another paper was tabled at this meeting in this moment: look"
                " at its numbers, then answer."
            )
        asks = {ask.number: ask for ask in tabled.asks}
        drafts: list[EntryDraft] = []
        for number, answer in sorted(answers.items()):
            ask = asks.get(number)
            if ask is None:
                raise _unknown_number(number, asks, meeting)
            _refuse_second_answer(number, tabled)
            drafts += self._answer_drafts(ask, answer, meeting, on, wanted)
        return drafts

    def _answer_drafts(
        self, ask: TabledAsk, answer: Answer, meeting: date, on: date, wanted: "_Wanted"
    ) -> list[EntryDraft]:
        decision = EntryDraft(
            ref=ask.ref,
            kind="decision",
            on=on,
            text=wanted.text or answer_text(ask, answer),
            action=wanted.action,
            owner=wanted.owner,
            when=wanted.due,
            board=self._board,
            meeting=meeting.isoformat(),
            answer=answer,
            answers=ask.entry,
        )
        if answer != "approve" or not ask.to:
            return [decision]
        new_date = EntryDraft(
            ref=ask.ref,
            kind="rescheduled",
            on=on,
            when=format_day(date.fromisoformat(ask.to)),
            approved_by=self._board,
            text=ask.text,
            meeting=meeting.isoformat(),
            answers=ask.entry,
        )
        return [decision, new_date]

    def find_tabled(self, meeting: date) -> TabledMeeting | None:
        """Return the paper that was tabled at a meeting last, None if none was."""
        entries = by_day(effective(self._recorder.entries))
        return find_tabled(entries, self._board, meeting)

    def tabled(self, meeting: date) -> TabledMeeting:
        """Return the paper that was tabled at a meeting last.

        Raises:
            Refused: if none was.

        """
        tabled = self.find_tabled(meeting)
        if tabled is None:
            raise Refused(
                f"no paper was tabled at the {self._board} of {format_day(meeting)}, so there are"
                " no numbers to answer.",
                f"`milepost board table --meeting {meeting.isoformat()}` records what was put to it.",
            )
        return tabled

    def decide(  # noqa: PLR0913 - the fields of a decision in the minutes
        self,
        meeting: date,
        on: date,
        text: str,
        *,
        ref: str = "",
        action: str = "",
        owner: str = "",
        due: str = "",
    ) -> Entry:
        """Record what a meeting decided besides its asks, and what it wants done."""
        return self._recorder.decide(
            text, on, ref, action, owner, due, board=self._board, meeting=meeting.isoformat()
        )


def complete_action(recorder: Recorder, typed_id: str, on: date, text: str = "") -> Entry:
    """Record that the action of a decision was done; the id may be its start or its end.

    Raises:
        Refused: if there is no such decision, it asks for no action, or the action is done already.

    """
    (entry,) = recorder.record_drafts(partial(_completing, recorder, typed_id, on, text))
    return entry


def _completing(recorder: Recorder, typed_id: str, on: date, text: str) -> list[EntryDraft]:
    entries = effective(recorder.entries)
    decision = find_entry(
        _candidates(entries, typed_id),
        typed_id,
        listed_by="`milepost board actions` lists the actions with their ids.",
    )
    if decision.kind != "decision" or not decision.action:
        raise no_action(decision.id)
    if on < decision.on:
        raise Refused(
            f"the action was asked for on {format_day(decision.on)}: give that day or a later one."
        )
    corrected = {entry.id: entry.corrects for entry in recorder.entries}
    _refuse_second_completion(set(ids_of_decision(decision, corrected)), entries)
    return [
        EntryDraft(
            ref=decision.ref, kind="completed", on=on, names=decision.id, text=clean(text).strip()
        )
    ]


def _candidates(entries: Sequence[Entry], typed_id: str) -> Sequence[Entry]:
    """Return the decisions that want something done; every entry if the id is of none of them."""
    actions = [entry for entry in entries if entry.kind == "decision" and entry.action]
    if any(has_id(entry, typed_id) for entry in actions):
        return actions
    return entries


def _refuse_second_completion(decision_ids: Container[str], entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.kind == "completed" and entry.names in decision_ids:
            raise Refused(
                f"that action was done already, on {format_day(entry.on)}, by {entry.by}.",
                f"`milepost undo {entry.id}` opens it again.",
            )


def _unknown_number(number: int, asks: Mapping[int, TabledAsk], meeting: date) -> Refused:
    if not asks:
        return Refused(f"the paper for {format_day(meeting)} asks for nothing.")
    return Refused(
        f"the paper for {format_day(meeting)} has no ask {number}: its asks are 1 to {max(asks)}."
    )


def _refuse_second_answer(number: int, tabled: TabledMeeting) -> None:
    answered = tabled.answers.get(number)
    if answered is None:
        return
    raise Refused(
        f"ask {number} was answered already ({answered.answer}, recorded by {answered.by}).",
        f"`milepost undo {answered.id}` takes that back.",
    )
