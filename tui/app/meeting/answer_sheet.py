"""What a Board answers to the asks of a tabled paper, before it is recorded as one act."""

from collections.abc import Mapping
from datetime import date

from plan_data.text import one_line
from store.board.board_recorder import BoardRecorder
from store.board.tabled import TabledMeeting
from store.journal.entry import ANSWERS, Answer, Entry, TabledAsk
from store.recorder import Recorder
from tui.app.dialogs.forms import Act
from tui.app.drafts import ANSWERS_DRAFT, Draft, draft_journal
from tui.app.workspace import Workspace

_ANSWER, _NOTE = "answer ", "note "


class AnswerSheet:
    """The asks that have no answer yet, with the answers and notes that are given to them.

    `at` is the index of the ask that is shown, or the number of asks if all have been shown.
    """

    def __init__(self, paper: TabledMeeting) -> None:
        self.paper = paper.entry
        self.board = paper.entry.board
        self.meeting = date.fromisoformat(paper.entry.meeting)
        self.asks = paper.unanswered
        self.answers: dict[int, Answer] = {}
        self.notes: dict[int, str] = {}
        self.at = 0

    @property
    def ask(self) -> TabledAsk | None:
        """The ask that is shown, None after the last."""
        return self.asks[self.at] if self.at < len(self.asks) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered or noted."""
        return not self.answers and not self.notes

    def answer(self, answer: Answer) -> None:
        """Answer the ask that is shown, and go to the next."""
        ask = self.ask
        if ask is not None:
            self.answers[ask.number] = answer
            self.go(1)

    def skip(self) -> None:
        """Leave the ask that is shown without an answer, and go to the next."""
        ask = self.ask
        if ask is not None:
            self.answers.pop(ask.number, None)
            self.go(1)

    def note(self, text: str) -> None:
        """Note what was said about the ask that is shown; an empty text removes the note."""
        ask = self.ask
        if ask is None:
            return
        if text.strip():
            self.notes[ask.number] = text
        else:
            self.notes.pop(ask.number, None)

    def go(self, by: int) -> None:
        """Go forwards or backwards by some asks."""
        self.at = max(0, min(self.at + by, len(self.asks)))

    def acts(self, on: date, text: str) -> list[Act]:
        """Return the acts that record the answers; `text` is of those without a note."""
        return [self._act(number, on, text) for number in sorted(self.answers)]

    def _act(self, number: int, on: date, text: str) -> Act:
        answers: Mapping[int, Answer] = {number: self.answers[number]}
        words = self.notes.get(number, text)

        def record(recorder: Recorder) -> list[Entry]:
            return BoardRecorder(recorder, self.board).answer(self.meeting, on, answers, words)

        return record

    def draft(self, workspace: Workspace, more: Mapping[str, str]) -> Draft:
        """Return what is kept if the app has to end; `more` are texts that follow the answers."""
        texts: dict[str, str] = {**more}
        for number, answer in self.answers.items():
            texts[f"{_ANSWER}{number}"] = answer
        for number, note in self.notes.items():
            texts[f"{_NOTE}{number}"] = note
        return Draft(
            plan=workspace.loaded.about.id,
            journal=draft_journal(workspace.settings.paths.journal),
            action=ANSWERS_DRAFT,
            refs=(self.paper.id,),
            texts=texts,
            at=workspace.settings.clock.now,
        )

    def resume(self, texts: Mapping[str, str]) -> None:
        """Take the answers and notes of a draft, and go to the first ask without an answer."""
        for ask in self.asks:
            answer = one_line(texts.get(f"{_ANSWER}{ask.number}", ""))
            note = texts.get(f"{_NOTE}{ask.number}", "")
            if answer in ANSWERS:
                self.answers[ask.number] = answer
            if note:
                self.notes[ask.number] = note
        while self.ask is not None and self.ask.number in self.answers:
            self.go(1)
