"""What sheets that came back would record: a pure function of plan, journal and sheets."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.text import fold
from store.checklist.entry_index import EntryIndex, PartialIndex
from store.journal.entry import Entry, EntryDraft, Via
from store.recorder import Recorder
from store.returns.answer_content import (
    fate_of_answer,
    has_same_content,
    key_of_answer,
    rival_text,
    same_as_rival,
)
from store.returns.cell_acts import CellAct, ParseDay, RowContext, row_acts
from store.returns.draft_collector import DraftCollector
from store.returns.filled_sheet import CellName, FilledRow, FilledSheet
from store.returns.known_answers import AnswerSubject, KnownAnswers
from store.returns.rounds import (
    OpenRound,
)
from store.returns.sheet_round import day_of_sheet, find_round_of_sheet
from store.returns.sheet_rows import SheetRow

LineState = Literal["new", "the same", "changed meanwhile", "refused"]
RowsOf = Callable[[OpenRound, str], Sequence[SheetRow]]
NOTHING_TO_REPORT = "nothing to report"
_TAKEN_BACK = "an earlier import brought it, and it was taken back since."


class SheetLine(Struct, frozen=True, kw_only=True):
    """One thing that a sheet says, and what accepting it would do.

    `at` is the place of its sheet among those that are read, `row` its line in the sheet, 0 for the
    sheet itself. `kind` is the kind of its entry, `cells` are those that it is from, and `text` is
    what was written. `reason` says why it is refused, or what is known already. `others` are
    entries of other people that it contradicts. `drafts` are what accepting it records.
    """

    file: str
    code: str
    at: int = 0
    row: int = 0
    ref: str = ""
    title: str = ""
    kind: str = ""
    cells: tuple[CellName, ...] = ()
    text: str = ""
    state: LineState
    reason: str = ""
    others: tuple[Entry, ...] = ()
    drafts: tuple[EntryDraft, ...] = ()


class ReaderOptions(Struct, frozen=True, kw_only=True):
    """What reading needs to know besides plan and journal.

    `rows_of` gives all rows that a sheet of a round may have, closed ones included. `parse_day`
    reads a day as people type it; without a year, it is the latest up to the day that is given, and
    refused if none is. `author` is who accepts; `now` is the time, `today` its day.
    """

    rows_of: RowsOf
    parse_day: ParseDay
    author: str
    now: datetime
    today: date


def read_sheets(
    loaded: LoadedPlan,
    entries: Sequence[Entry],
    sheets: Iterable[FilledSheet],
    options: ReaderOptions,
) -> list[SheetLine]:
    """Return what each sheet says, in the order of the sheets and of their rows.

    A line takes into account what those before it would record.
    """
    known = KnownAnswers(entries, loaded.about.id, loaded.year.calendar)
    lines: list[SheetLine] = []
    for at, sheet in enumerate(sheets):
        reader = _SheetReader(loaded, known, sheet, options)
        lines += [msgspec.structs.replace(line, at=at) for line in reader.read()]
    return lines


class _Subject(Struct, frozen=True):
    """What one act of a sheet is about: its row, 0 for the sheet itself, and the kind of entry."""

    opened: OpenRound
    row: int
    ref: str
    title: str
    kind: str
    text: str
    cells: tuple[CellName, ...] = ()


class _SheetReader:
    """Reads one sheet against what is known, which gets what the sheet would add."""

    def __init__(
        self, loaded: LoadedPlan, known: KnownAnswers, sheet: FilledSheet, options: ReaderOptions
    ) -> None:
        self._loaded = loaded
        self._known = known
        self._sheet = sheet
        self._options = options
        self._filled_in = ""

    def read(self) -> list[SheetLine]:
        """Return the lines of the sheet."""
        try:
            opened = find_round_of_sheet(self._sheet, self._known.rounds, self._loaded)
            filled_in = self._day_of_sheet(opened)
        except Refused as refusal:
            return [self._line(None, "refused", reason=refusal.sentence)]
        on = filled_in or self._options.today
        unread = [self._line(None, "refused", reason=text) for text in self._sheet.unread]
        if self._sheet.has_nothing:
            subject = _Subject(opened, 0, "", "", "nil", NOTHING_TO_REPORT)
            draft = EntryDraft(ref="", kind="nil", on=on)
            return [*unread, self._line_of_draft(subject, draft, ())]
        return [*unread, *self._row_lines(opened, on, filled_in)]

    def _day_of_sheet(self, opened: OpenRound) -> date | None:
        day = day_of_sheet(self._sheet, opened, self._options.parse_day, self._options.today)
        if day is not None:
            self._filled_in = day.isoformat()
        return day

    def _row_lines(self, opened: OpenRound, on: date, filled_in: date | None) -> list[SheetLine]:
        rows = {fold(row.ref): row for row in self._options.rows_of(opened, self._sheet.code)}
        lines: list[SheetLine] = []
        seen: set[str] = set()
        for filled in self._sheet.rows:
            row = rows.get(fold(filled.ref))
            if row is None or row.ref in seen or _has_other_title(filled, row):
                lines.append(self._refused_row(opened, filled, row))
                continue
            seen.add(row.ref)
            context = RowContext(filled, row, on, filled_in, self._options.parse_day)
            lines += [self._act_line(opened, context, act) for act in row_acts(context)]
        return lines

    def _refused_row(self, opened: OpenRound, filled: FilledRow, row: SheetRow | None) -> SheetLine:
        if row is None:
            reason = self._reason_without_row(opened, filled.ref or "a row without a ref")
        elif _has_other_title(filled, row) and opened.is_import:
            reason = (
                f"{row.ref} is called '{row.title}' in the plan: if it is the same, write that as"
                " its title into the sheet."
            )
        elif _has_other_title(filled, row):
            reason = f"the title is not that of {row.ref}: put the row's own ref back."
        else:
            reason = f"{row.ref} is on the sheet twice: leave one of its rows."
        text = "; ".join([cell.text for cell in filled.cells.values()])
        cells = tuple(filled.cells)
        subject = _Subject(opened, filled.number, filled.ref, filled.title, "", text, cells)
        return self._line(subject, "refused", reason=reason)

    def _reason_without_row(self, opened: OpenRound, ref: str) -> str:
        code = self._sheet.code
        if not opened.is_import:
            return f"{ref} is not on the sheet of {code}."
        if not code:
            return f"{ref} is not in the plan, or has a lead: write its code under 'Recorded by'."
        return f"{ref} is not in the plan, or {code} does not lead it."

    def _act_line(self, opened: OpenRound, context: RowContext, act: CellAct) -> SheetLine:
        """Return the line of one act: what it would record, or why it would not."""
        row, filled = context.row, context.filled
        subject = _Subject(opened, filled.number, row.ref, row.title, act.kind, act.text, act.cells)
        for name in act.cells:
            if flaw := filled.cells[name].flaw:
                return self._line(subject, "refused", reason=flaw)
        made = "" if opened.is_import else self._sheet.newest or opened.id
        rivals = self._known.rivals(self._answered(subject), made)
        try:
            draft = self._draft_of(act, self._known.copies_in_effect(self._answered(subject)))
        except Refused as refusal:
            return self._refused_line(subject, act, rivals, refusal.sentence)
        return self._line_of_draft(subject, draft, rivals)

    def _draft_of(self, act: CellAct, left_out: Collection[str]) -> EntryDraft:
        """Return what an act records if the entries with some ids do not count.

        Raises:
            Refused: if it means nothing.

        """
        index = self._index_without(left_out, act)
        collector = DraftCollector()
        recorder = Recorder(
            self._loaded,
            collector,
            index.entries[-1:],
            known=index,
            author=self._sheet.code or self._options.author,
            now=self._options.now,
            today=self._options.today,
        )
        act.record(recorder)
        return collector.drafts[0]

    def _index_without(self, left_out: Collection[str], act: CellAct) -> EntryIndex:
        """Return the index without some entries; actions are looked for among all entries."""
        if not left_out:
            return self._known.index
        if act.kind != "completed":
            return PartialIndex(self._known.index, left_out)
        others = [entry for entry in self._known.index.entries if entry.id not in left_out]
        return EntryIndex(others, self._loaded.about.id)

    def _refused_line(
        self, subject: _Subject, act: CellAct, rivals: tuple[Entry, ...], refusal: str
    ) -> SheetLine:
        """Return the line of an act that means nothing, perhaps after what others recorded."""
        if not rivals:
            return self._line(subject, "refused", reason=refusal)
        try:
            draft = self._draft_of(act, {entry.id for entry in rivals})
        except Refused:
            return self._line(subject, "refused", reason=refusal)
        if same := same_as_rival(draft, rivals):
            return self._line(subject, "the same", reason=f"{same.by} recorded it too.")
        reason = f"{rival_text(rivals)}; {refusal}"
        return self._line(subject, "changed meanwhile", reason=reason, others=rivals)

    def _line_of_draft(
        self, subject: _Subject, draft: EntryDraft, rivals: tuple[Entry, ...]
    ) -> SheetLine:
        """Return the line of an act that can be recorded."""
        answered = self._answered(subject)
        previous = self._known.answer_in_effect(answered)
        for entry in self._known.answers(answered):
            if has_same_content(entry, draft) and not self._comes_back_to(entry, previous):
                return self._line(subject, "the same", reason=fate_of_answer(entry, previous))
        same = self._same_of_import(answered, draft)
        if known := self._known_elsewhere(draft, rivals, same):
            return self._line(subject, "the same", reason=known)
        drafts = self._drafts(subject, draft, previous)
        if rivals or same is not None:
            reason = rival_text(rivals) if rivals else _TAKEN_BACK
            return self._line(
                subject, "changed meanwhile", reason=reason, others=rivals, drafts=drafts
            )
        if previous is not None and self._was_filled_in_before(previous):
            reason = "a sheet that was filled in later says otherwise."
            return self._line(subject, "changed meanwhile", reason=reason, drafts=drafts)
        self._known.take(drafts, self._options.now, self._options.author)
        return self._line(subject, "new", drafts=drafts)

    def _same_of_import(self, answered: AnswerSubject, draft: EntryDraft) -> Entry | None:
        """Return the last entry by which an import said the same, perhaps as another lead's."""
        if self._known.answer_in_effect(answered) is not None:
            return None
        for entry in self._known.answers_of_imports(answered):
            if has_same_content(entry, draft):
                return entry
        return None

    def _known_elsewhere(
        self, draft: EntryDraft, rivals: tuple[Entry, ...], same: Entry | None
    ) -> str:
        """Return who recorded an answer that this sheet did not bring, "" if nobody did."""
        if rival := same_as_rival(draft, rivals):
            return f"{rival.by} recorded it too."
        if same is None or not self._known.is_in_effect(same):
            return ""
        if same.via is not None and same.via.round == self._sheet.round:
            return f"it is {same.by}'s already."
        return "an earlier import brought it."

    def _comes_back_to(self, answer: Entry, in_effect: Entry | None) -> bool:
        """Return whether a later sheet says again what one between them had changed."""
        if in_effect is None or in_effect.id == answer.id or in_effect.via is None:
            return False
        return self._filled_in > in_effect.via.filled_in

    def _was_filled_in_before(self, answer: Entry) -> bool:
        """Return whether the sheet of an answer was filled in on a later day than this one."""
        if answer.via is None or not self._filled_in:
            return False
        return answer.via.filled_in > self._filled_in

    def _answered(self, subject: _Subject) -> AnswerSubject:
        """Return what entries have in common that answer the same."""
        return AnswerSubject(subject.opened.id, self._sheet.code, subject.kind, subject.ref)

    def _drafts(
        self, subject: _Subject, draft: EntryDraft, previous: Entry | None
    ) -> tuple[EntryDraft, ...]:
        """Return what records an answer: its entry, after taking back the one before it."""
        answered = self._answered(subject)
        answers = self._known.answers(answered)
        replaced = answers[-1].via.key if answers and answers[-1].via else ""
        via = Via(
            round=subject.opened.id,
            file=self._sheet.file,
            row=str(subject.row),
            accepted_by=self._options.author,
            key=key_of_answer(answered, draft, replaced),
            filled_in=self._filled_in,
        )
        stamped = msgspec.structs.replace(draft, by=self._sheet.code, via=via)
        if previous is None:
            return (stamped,)
        today = self._options.today
        retraction = EntryDraft(
            ref=previous.ref, kind="retracted", on=today, names=previous.id, by=self._options.author
        )
        return retraction, stamped

    def _line(
        self,
        subject: _Subject | None,
        state: LineState,
        *,
        reason: str = "",
        others: tuple[Entry, ...] = (),
        drafts: tuple[EntryDraft, ...] = (),
    ) -> SheetLine:
        return SheetLine(
            file=self._sheet.file,
            code=self._sheet.code,
            row=subject.row if subject else 0,
            ref=subject.ref if subject else "",
            title=subject.title if subject else "",
            kind=subject.kind if subject else "",
            cells=subject.cells if subject else (),
            text=subject.text if subject else "",
            state=state,
            reason=reason,
            others=others,
            drafts=drafts,
        )


def _has_other_title(filled: FilledRow, row: SheetRow) -> bool:
    """Return whether a title is another; an apostrophe before it may have kept it from a formula."""
    title, expected = fold(filled.title).lstrip("'"), fold(row.title).lstrip("'")
    return bool(title) and title != expected
