"""Taking down what a Board answers: which paper, the walk through its asks, and the record."""

from collections.abc import Callable, Mapping
from functools import partial

from plan_data.errors import Refused
from plan_data.text import one_line, plural
from plan_data.vocabulary import capitalized
from store.board.position import papers_to_answer
from store.board.tabled import TabledMeeting
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.forms import build_acts_form
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.drafts import KeptDraft
from tui.app.meeting.answer_sheet import AnswerSheet
from tui.app.meeting.ask_page import paper_label
from tui.app.meeting.ask_walk import AskWalk
from tui.app.screen.screen_services import ScreenServices
from tui.wording.board_cycle_words import meeting_ahead_text

_NOTE = "text"


class AskWalker:
    """Walks through the asks of tabled papers; `on_saved` is called with what was recorded."""

    def __init__(
        self, screen: ScreenServices, on_saved: Callable[[list[Entry] | None], None]
    ) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._on_saved = on_saved

    def choose(self, papers: tuple[TabledMeeting, ...]) -> None:
        """Walk through the asks of a paper, asking which if there are several."""
        if len(papers) == 1:
            self._walk(AnswerSheet(papers[0]))
            return
        choices = {str(at): paper_label(paper) for at, paper in enumerate(papers)}

        def walk_picked(at: str | None) -> None:
            if at is not None:
                self._walk(AnswerSheet(papers[int(at)]))

        self._screen.show_dialog(PickDialog("Which meeting's paper?", choices), walk_picked)

    def resume(self, kept: KeptDraft) -> None:
        """Go on with answers that were half-given when the app had to end.

        Raises:
            Refused: if the paper counts no more, or has been answered.

        """
        draft = kept.draft
        entry = self._workspace.entry_in_effect(draft.refs[0])
        board = entry.board if entry else ""
        for paper in papers_to_answer(self._workspace.checklist, board):
            if paper.entry.id == draft.refs[0]:
                self._workspace.drafts.resume(kept)
                sheet = AnswerSheet(paper)
                sheet.resume(draft.texts)
                self._walk(sheet, draft.texts.get(_NOTE, ""))
                return
        raise Refused(
            f"the paper {one_line(draft.refs[0])} has no asks to answer any more; the words are in"
            f" '{kept.path}'."
        )

    def _walk(self, sheet: AnswerSheet, note: str = "") -> None:
        keep = partial(self._keep, sheet, _only_note({_NOTE: note}))
        keep()
        walk = AskWalk(sheet, self._workspace.checklist, keep)
        self._screen.show_dialog(walk, partial(self._ask_to_record, note))

    def _keep(self, sheet: AnswerSheet, more: Mapping[str, str]) -> None:
        """Take note of the answers, so that they are kept if the app has to end."""
        draft = None
        if not sheet.is_empty:
            draft = sheet.draft(self._workspace, more)
        self._workspace.drafts.change(draft)

    def _ask_to_record(self, note: str, sheet: AnswerSheet | None) -> None:
        """Show the form that records the answers; from there Esc leads back to them."""
        if sheet is None:
            self._workspace.drafts.change(None)
            return
        before = len(self._workspace.recorded)

        def on_unsaved(texts: Mapping[str, str] | None) -> None:
            if len(self._workspace.recorded) > before:
                self._workspace.drafts.change(None)
            else:
                self._keep(sheet, _only_note(texts or {}))

        def show_recorded(entries: list[Entry] | None) -> None:
            if entries is None:
                self._walk(sheet)
            else:
                self._on_saved(entries)

        form = self._form(sheet)
        form.typed = _only_note({_NOTE: note})
        form.on_unsaved = on_unsaved
        self._screen.show_dialog(form, show_recorded)

    def _form(self, sheet: AnswerSheet) -> FormDialog[list[Entry]]:
        count = plural(len(sheet.answers), "answer")
        title = f"Record {count} of the {sheet.board}, {format_day(sheet.meeting)}"
        note = Field(_NOTE, "Note", hint="of each answer without one; may stay empty", long=True)
        today = self._workspace.settings.clock.today
        ahead = meeting_ahead_text(sheet.meeting, today)
        about = f"Esc leads back to the answers. {capitalized(ahead)}".strip()
        return build_acts_form(
            self._workspace,
            title,
            [note],
            lambda checked: sheet.acts(**checked),
            about=about,
            day=min(sheet.meeting, self._workspace.as_of, today),
        )


def _only_note(texts: Mapping[str, str]) -> Mapping[str, str]:
    note = texts.get(_NOTE, "")
    return {_NOTE: note} if note else {}
