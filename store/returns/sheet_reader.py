"""What sheets that came back would record: a pure function of plan, journal and sheets."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from store.checklist.entry_index import EntryIndex, PartialIndex
from store.checklist.retractions import effective
from store.dates import format_day
from store.journal.entry import Decide, Entry, EntryDraft, Via, entry_from
from store.journal.folder import Journal
from store.journal.ids import newest_id, next_id
from store.journal.kinds import passive
from store.recorder import Recorder
from store.returns.cell_acts import CellAct, ParseDay, RowContext, row_acts
from store.returns.filled_sheet import CellName, FilledRow, FilledSheet
from store.returns.rounds import OpenRound, find_round_with_id, find_rounds, pick_round
from store.returns.sheet_rows import ACTION_PREFIX, SheetRow
from store.rules import check, future_objection

LineState = Literal["new", "the same", "changed meanwhile", "refused"]
RowsOf = Callable[[OpenRound, str], Sequence[SheetRow]]
NOTHING_TO_REPORT = "nothing to report"
# Entries about the same thing: what somebody else recorded of it since is a conflict.
_RIVALS: dict[str, frozenset[str]] = {
    "done": frozenset({"done", "reopened", "withdrawn"}),
    "started": frozenset({"started", "done", "withdrawn"}),
    "forecast": frozenset({"forecast", "rescheduled", "withdrawn"}),
    "actual": frozenset({"actual"}),
    "judged": frozenset({"judged"}),
    "completed": frozenset({"completed"}),
}
_CONTENT = ("on", "text", "number", "when", "colour", "cause", "action", "ask", "names")
# The day of these is that of the sheet, which a second copy may have another of.
_KINDS_WITH_OWN_DAY = frozenset({"done", "started", "completed"})


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
    reads a day as people type it. `author` is who accepts; `now` is the time, `today` its day.
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
    known = list(entries)
    lines: list[SheetLine] = []
    for at, sheet in enumerate(sheets):
        reader = _SheetReader(loaded, known, sheet, options)
        lines += [msgspec.structs.replace(line, at=at) for line in reader.read()]
        known += reader.recorded
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

    @property
    def about(self) -> tuple[str, str]:
        """The kind and the ref; of a Board's action, the id of its decision."""
        return self.kind, self.ref.removeprefix(ACTION_PREFIX)


class _SheetReader:
    """Reads one sheet against the entries of a journal; `recorded` is what it would add."""

    def __init__(
        self,
        loaded: LoadedPlan,
        entries: Sequence[Entry],
        sheet: FilledSheet,
        options: ReaderOptions,
    ) -> None:
        self.recorded: list[Entry] = []
        self._loaded = loaded
        self._sheet = sheet
        self._filled_in = ""
        self._options = options
        self._index = EntryIndex(entries, loaded.about.id)
        self._in_effect = effective(self._index.entries)
        self._ids_in_effect = {entry.id for entry in self._in_effect}
        self._newest = newest_id(entry.id for entry in reversed(self._index.entries))
        self._by_subject: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._index.entries:
            self._remember(entry)

    def _remember(self, entry: Entry) -> None:
        """Index an entry that a sheet of this lead brought, or that completes an action."""
        is_of_lead = entry.via is not None and entry.by == self._sheet.code
        if is_of_lead or entry.kind == "completed":
            about = entry.kind, entry.names or entry.ref
            self._by_subject.setdefault(about, []).append(entry)

    def read(self) -> list[SheetLine]:
        """Return the lines of the sheet."""
        try:
            opened = self._find_round()
            on = self._day_of_sheet()
        except Refused as refusal:
            return [self._line(None, "refused", reason=str(refusal))]
        unread = [self._line(None, "refused", reason=text) for text in self._sheet.unread]
        if self._sheet.has_nothing:
            subject = _Subject(opened, 0, "", "", "nil", NOTHING_TO_REPORT)
            draft = EntryDraft(ref="", kind="nil", on=on)
            return [*unread, self._line_of_draft(subject, draft, ())]
        return [*unread, *self._row_lines(opened, on)]

    def _find_round(self) -> OpenRound:
        """Return the round that the sheet answers.

        Raises:
            Refused: if it is of another plan or an unknown round, has nothing filled in, or its
                lead has no part in the round.

        """
        sheet, plan = self._sheet, self._loaded.about.id
        if sheet.plan not in {"", plan}:
            raise Refused(f"this sheet is of the plan '{sheet.plan}', not of '{plan}'.")
        rounds = find_rounds(self._in_effect)
        opened = find_round_with_id(rounds, sheet.round) if sheet.round else pick_round(rounds)
        if sheet.code not in opened.opened.codes:
            raise _unknown_code(sheet.code, opened)
        if not (sheet.has_nothing or sheet.rows or sheet.unread):
            raise Refused("nothing is filled in, not even that there is nothing to report.")
        if sheet.has_nothing and sheet.rows:
            raise Refused("it says that there is nothing to report, and reports something: ask.")
        return opened

    def _day_of_sheet(self) -> date:
        """Return the day on which the sheet was filled in, today if it has none."""
        if not self._sheet.filled_in:
            return self._options.today
        day = self._options.parse_day(self._sheet.filled_in)
        check(future_objection(day, self._options.today))
        self._filled_in = day.isoformat()
        return day

    def _row_lines(self, opened: OpenRound, on: date) -> list[SheetLine]:
        rows = {fold(row.ref): row for row in self._options.rows_of(opened, self._sheet.code)}
        lines: list[SheetLine] = []
        seen: set[str] = set()
        for filled in self._sheet.rows:
            row = rows.get(fold(filled.ref))
            if row is None or row.ref in seen or _has_other_title(filled, row):
                lines.append(self._refused_row(opened, filled, row))
                continue
            seen.add(row.ref)
            context = RowContext(filled, row, on, self._options.parse_day)
            lines += [self._act_line(opened, context, act) for act in row_acts(context)]
        return lines

    def _refused_row(self, opened: OpenRound, filled: FilledRow, row: SheetRow | None) -> SheetLine:
        if row is None:
            ref = filled.ref or "a row without a ref"
            reason = f"{ref} is not on the sheet of {self._sheet.code}."
        elif _has_other_title(filled, row):
            reason = f"the title is not that of {row.ref}: put the row's own ref back."
        else:
            reason = f"{row.ref} is on the sheet twice: leave one of its rows."
        text = "; ".join([cell.text for cell in filled.cells.values()])
        cells = tuple(filled.cells)
        subject = _Subject(opened, filled.number, filled.ref, filled.title, "", text, cells)
        return self._line(subject, "refused", reason=reason)

    def _act_line(self, opened: OpenRound, context: RowContext, act: CellAct) -> SheetLine:
        """Return the line of one act: what it would record, or why it would not."""
        row, filled = context.row, context.filled
        subject = _Subject(opened, filled.number, row.ref, row.title, act.kind, act.text, act.cells)
        for name in act.cells:
            if flaw := filled.cells[name].flaw:
                return self._line(subject, "refused", reason=flaw)
        rivals = self._rivals(subject)
        previous = self._answer_in_effect(subject)
        left_out = {previous.id} if previous else set()
        try:
            draft = self._draft_of(act, left_out)
        except Refused as refusal:
            return self._refused_line(subject, act, rivals, str(refusal))
        return self._line_of_draft(subject, draft, rivals)

    def _draft_of(self, act: CellAct, left_out: Collection[str]) -> EntryDraft:
        """Return what an act records if the entries with some ids do not count.

        Raises:
            Refused: if it means nothing.

        """
        index = self._index_without(left_out, act)
        collector = _Collector()
        recorder = Recorder(
            self._loaded,
            collector,
            index.entries[-1:],
            known=index,
            author=self._sheet.code,
            now=self._options.now,
            today=self._options.today,
        )
        act.record(recorder)
        return collector.drafts[0]

    def _index_without(self, left_out: Collection[str], act: CellAct) -> EntryIndex:
        """Return the index without some entries; actions are looked for among all entries."""
        if not left_out:
            return self._index
        if act.kind != "completed":
            return PartialIndex(self._index, left_out)
        others = [entry for entry in self._index.entries if entry.id not in left_out]
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
        if same := _same_as(draft, rivals):
            return self._line(subject, "the same", reason=f"{same.by} recorded it too.")
        reason = f"{_rival_text(rivals)}; {refusal}"
        return self._line(subject, "changed meanwhile", reason=reason, others=rivals)

    def _line_of_draft(
        self, subject: _Subject, draft: EntryDraft, rivals: tuple[Entry, ...]
    ) -> SheetLine:
        """Return the line of an act that can be recorded."""
        previous = self._answer_in_effect(subject)
        for entry in self._answers(subject):
            if _has_same_content(entry, draft) and not self._comes_back_to(entry, previous):
                return self._line(subject, "the same", reason=_fate_text(entry, previous))
        if same := _same_as(draft, rivals):
            return self._line(subject, "the same", reason=f"{same.by} recorded it too.")
        drafts = self._drafts(subject, draft, previous)
        if rivals:
            reason = _rival_text(rivals)
            return self._line(
                subject, "changed meanwhile", reason=reason, others=rivals, drafts=drafts
            )
        if previous is not None and self._was_filled_in_before(previous):
            reason = "a sheet that was filled in later says otherwise."
            return self._line(subject, "changed meanwhile", reason=reason, drafts=drafts)
        self._take(drafts)
        return self._line(subject, "new", drafts=drafts)

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

    def _answers(self, subject: _Subject) -> list[Entry]:
        """Return what sheets of this lead and round said about the same, oldest first."""
        answers = []
        for entry in self._by_subject.get(subject.about, ()):
            is_of_round = entry.via is not None and entry.via.round == subject.opened.id
            if is_of_round and entry.by == self._sheet.code:
                answers.append(entry)
        return answers

    def _answer_in_effect(self, subject: _Subject) -> Entry | None:
        for entry in reversed(self._answers(subject)):
            if entry.id in self._ids_in_effect:
                return entry
        return None

    def _rivals(self, subject: _Subject) -> tuple[Entry, ...]:
        """Return what others recorded about the same since the sheet was made."""
        kinds = _RIVALS.get(subject.kind, frozenset())
        made = self._sheet.newest or subject.opened.id
        own = {entry.id for entry in self._answers(subject)}
        rivals = []
        for entry in self._about(subject):
            is_new = entry.id > made and entry.id in self._ids_in_effect
            if is_new and entry.kind in kinds and entry.id not in own:
                rivals.append(entry)
        return tuple(rivals)

    def _about(self, subject: _Subject) -> list[Entry]:
        """Return the entries about the ref of a row, or that complete its action."""
        if subject.kind == "completed":
            return self._by_subject.get(subject.about, [])
        return [entry for entry in self._index.about({subject.ref}) if entry.ref == subject.ref]

    def _drafts(
        self, subject: _Subject, draft: EntryDraft, previous: Entry | None
    ) -> tuple[EntryDraft, ...]:
        """Return what records an answer: its entry, after taking back the one before it."""
        answers = self._answers(subject)
        replaced = answers[-1].via.key if answers and answers[-1].via else ""
        via = Via(
            round=subject.opened.id,
            file=self._sheet.file,
            row=str(subject.row),
            accepted_by=self._options.author,
            key=_key(subject, self._sheet.code, draft, replaced),
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

    def _take(self, drafts: Iterable[EntryDraft]) -> None:
        """Let what a line would record count for the lines after it."""
        for draft in drafts:
            self._newest = next_id(self._options.now, self._newest)
            entry = entry_from(
                draft,
                entry_id=self._newest,
                plan=self._loaded.about.id,
                at=self._options.now,
                by=self._options.author,
            )
            self.recorded.append(entry)
            self._index.add([entry])
            self._remember(entry)
            self._ids_in_effect.add(entry.id)
            if entry.kind == "retracted":
                self._ids_in_effect.discard(entry.names)

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


class _Collector(Journal):
    """A journal that keeps the drafts of acts, and writes none."""

    def __init__(self) -> None:
        super().__init__(Path(), "")
        self.drafts: list[EntryDraft] = []

    def record(  # noqa: PLR0913 - as a journal's
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
        decide: Decide | None = None,  # noqa: ARG002 - nothing is written
    ) -> list[Entry]:
        """Keep the drafts, and return the entries they would become."""
        self.drafts += drafts
        entries = []
        for draft in drafts:
            entry_id = next_id(now, after)
            entries.append(entry_from(draft, entry_id=entry_id, plan=plan, at=now, by=author))
        return entries


def _has_other_title(filled: FilledRow, row: SheetRow) -> bool:
    return bool(filled.title) and fold(filled.title) != fold(row.title)


def _unknown_code(code: str, opened: OpenRound) -> Refused:
    if not code:
        return Refused("whose sheet it is cannot be seen: its name needs the lead's code.")
    hint = did_you_mean(code, opened.opened.codes)
    return Refused(f"'{code}' has no sheet in the round of {opened.opened.period}; {hint}")


def _has_same_content(entry: Entry, draft: EntryDraft) -> bool:
    """Return whether an entry says what a draft does; a day that was not written makes no odds."""
    names = [name for name in _CONTENT if name != "on" or draft.kind in _KINDS_WITH_OWN_DAY]
    return all(getattr(entry, name) == getattr(draft, name) for name in names)


def _same_as(draft: EntryDraft, rivals: Iterable[Entry]) -> Entry | None:
    """Return an entry of somebody else that says what a draft does, None if there is none.

    Their words may differ: a day, a date or a number is what counts.
    """
    names = ("on", "when", "number", "colour", "names")
    for entry in rivals:
        if entry.kind != draft.kind:
            continue
        compared = names if draft.kind in _KINDS_WITH_OWN_DAY else names[1:]
        if all(getattr(entry, name) == getattr(draft, name) for name in compared):
            return entry
    return None


def _fate_text(entry: Entry, in_effect: Entry | None) -> str:
    """Return what became of an answer that a sheet gave before, "" if it is in effect."""
    if in_effect is None:
        return "it was recorded and taken back since: record it by hand if it is right."
    if in_effect.id != entry.id:
        return "a sheet that was read later says otherwise."
    return ""


def _rival_text(rivals: Sequence[Entry]) -> str:
    """Return what others recorded last: what, on which day, and who."""
    latest = rivals[-1]
    what = latest.when or latest.colour
    if latest.number is not None:
        what = f"{latest.number:.15g}"
    value = f" ({what})" if what else ""
    return f"{passive(latest.kind)}{value} on {format_day(latest.on)} by {latest.by}"


def _key(subject: _Subject, code: str, draft: EntryDraft, replaced: str) -> str:
    """Return what copies of one answer have in common, wherever the sheet is read."""
    content = [getattr(draft, name) for name in _CONTENT if name != "on"]
    if draft.kind in _KINDS_WITH_OWN_DAY:
        content.append(draft.on)
    parts = [subject.opened.id, code, *subject.about, content, replaced]
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()
