"""The minutes of a meeting, as text and as Markdown.

They have what was taken down in it, by item; and of a Board's meeting also what was tabled, decided,
asked of whom, and approved.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.text import plural
from store.board.answer_words import answer_word
from store.board.meeting_record import MeetingRecord
from store.board.tabled import TabledMeeting
from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from tui.formats.checklist_markdown import escape_markdown
from tui.formats.wrap import wrap_line
from tui.wording.board_cycle_words import (
    answer_line,
    board_action_text,
    taken_down_text,
    title_of,
)
from tui.wording.entry_text import kind_text, words_text
from tui.wording.item_text import due_text, status_text

MINUTES_ENDINGS = {".txt": "text", ".md": "md"}
_PAGE_WIDTH = 80
_NOTHING = "Nothing was taken down."


class MinutesSection(Struct, frozen=True):
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


class Minutes(Struct, frozen=True):
    """What was taken down in a meeting about a `subject`: entries, in the order of recording.

    `item_count` is how many items the meeting was about. `meeting` is what is recorded of it if it
    was a Board's.
    """

    subject: str
    checklist: Checklist
    item_count: int
    entries: tuple[Entry, ...]
    meeting: MeetingRecord | None = None

    @property
    def title(self) -> str:
        """The heading of the minutes."""
        return f"Minutes: {self.subject}"

    @property
    def about(self) -> str:
        """The plan and the day."""
        return f"{self.checklist.loaded.about.title}, {format_day(self.checklist.as_of)}"

    @property
    def counts(self) -> str:
        """How much was taken down, by whom; of a Board's meeting also which paper it had."""
        if self.meeting is None:
            return self._taken_down
        if self.meeting.is_empty:
            return "Nothing is recorded of this meeting."
        paper = _paper_text(self.meeting)
        if not self.entries:
            return paper
        return f"{paper} {self._taken_down}"

    @property
    def _taken_down(self) -> str:
        if not self.entries:
            return _NOTHING
        authors = ", ".join(dict.fromkeys(entry.by for entry in self.entries))
        refs = {entry.ref for entry in self.entries}
        taken_down = plural(len(self.entries), "entry")
        of_items = f"about {len(refs)} of {plural(self.item_count, 'item')}"
        return f"{taken_down} {of_items}, taken down by {authors}."

    def sections(self) -> list[MinutesSection]:
        """Return what the meeting did, and then what was taken down about each item."""
        sections: list[MinutesSection] = []
        if self.meeting is not None:
            sections += _board_sections(self.checklist.loaded, self.meeting)
        for heading, entries in self.by_item():
            lines = [taken_down_text(self.checklist, entry) for entry in entries]
            sections.append(MinutesSection(heading, tuple(lines)))
        return sections

    def by_item(self) -> list[tuple[str, Sequence[Entry]]]:
        """Return the heading of each item that something was taken down about, and its entries."""
        by_ref: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_ref.setdefault(entry.ref, []).append(entry)
        items = self.checklist.by_ref()
        return [(_item_heading(ref, items.get(ref)), entries) for ref, entries in by_ref.items()]


def _paper_text(meeting: MeetingRecord) -> str:
    """Return which paper was tabled, when, by whom, and how many of its asks were answered."""
    if meeting.tabled is None or meeting.tabled.entry.tabled is None:
        return "No paper was tabled."
    tabled, paper = meeting.tabled, meeting.tabled.entry
    as_of = format_day(meeting.tabled.entry.tabled.as_of)
    asks = plural(len(tabled.asks), "ask")
    return (
        f"Tabled: the paper as of {as_of}, on {format_day(paper.on)} by {paper.by}."
        f" {asks}, {len(tabled.answers)} answered."
    )


def _board_sections(loaded: LoadedPlan, meeting: MeetingRecord) -> Iterator[MinutesSection]:
    """Yield what a Board's meeting did; what it did not do has no section."""
    again = _answered_again(meeting)
    others = [entry for entry in meeting.decisions if entry.id not in again]
    sections = (
        ("Decided on what was asked", _answer_lines(loaded, meeting.tabled)),
        ("Answered twice: take one of the two back", list(again.values())),
        ("Other decisions", [_subject_line(loaded, entry) for entry in others]),
        ("Actions", [board_action_text(loaded, action) for action in meeting.actions]),
        ("New dates and withdrawals", [_subject_line(loaded, entry) for entry in meeting.approved]),
        ("Notes of the day", [_note_line(loaded, entry) for entry in meeting.notes]),
    )
    for heading, lines in sections:
        if lines:
            yield MinutesSection(heading, tuple(lines))


def _answer_lines(loaded: LoadedPlan, tabled: TabledMeeting | None) -> list[str]:
    if tabled is None:
        return []
    return [answer_line(loaded, ask, tabled.answers.get(ask.number)) for ask in tabled.asks]


def _answered_again(meeting: MeetingRecord) -> dict[str, str]:
    """Return a line for each further answer to an ask, by its id.

    There are such answers if two people answered the same ask on two machines.
    """
    if meeting.tabled is None:
        return {}
    numbers = {ask.entry: ask.number for ask in meeting.tabled.asks}
    lines: dict[str, str] = {}
    for entry in meeting.decisions:
        number = numbers.get(entry.answers)
        if number is None or not entry.answer:
            continue
        counted = meeting.tabled.answers[number]
        lines[entry.id] = (
            f"{number}  {answer_word(counted.answer).lower()} by {counted.by}, and"
            f" {answer_word(entry.answer).lower()} by {entry.by} (entry {entry.id})"
        )
    return lines


def _subject_line(loaded: LoadedPlan, entry: Entry) -> str:
    if entry.kind == "decision":
        return f"{title_of(loaded, entry.ref)}: {_decision_words(entry)}"
    line = f"{title_of(loaded, entry.ref)}: {kind_text(entry)}"
    words = words_text(entry)
    if not words:
        return line
    return f"{line}: {words}"


def _note_line(loaded: LoadedPlan, entry: Entry) -> str:
    return f"{title_of(loaded, entry.ref)}: {entry.by}: {words_text(entry)}"


def _decision_words(entry: Entry) -> str:
    """Return what was decided on one line, without the action, which has a line of its own."""
    if entry.erased is not None:
        return words_text(entry)
    return " / ".join(entry.text.splitlines())


def _item_heading(ref: str, item: ChecklistItem | None) -> str:
    if item is None:
        return ref or "The whole plan"
    return f"{ref}  {item.planned.title} ({status_text(item)}, {due_text(item)})"


def render_minutes(minutes: Minutes, format_name: str, width: int = _PAGE_WIDTH) -> str:
    """Return minutes in one of the formats of `MINUTES_ENDINGS`; only text is wrapped."""
    if format_name == "md":
        return _markdown(minutes)
    return _text(minutes, width)


def _text(minutes: Minutes, width: int) -> str:
    lines = [minutes.title, minutes.about, minutes.counts]
    for section in minutes.sections():
        lines += ["", section.heading]
        lines += [f"  {line}" for line in section.lines]
    wrapped: list[str] = []
    for line in lines:
        wrapped += wrap_line(line, width, indent="    ")
    return "\n".join([*wrapped, ""])


def _markdown(minutes: Minutes) -> str:
    return "\n".join([*_markdown_lines(minutes), ""])


def _markdown_lines(minutes: Minutes) -> Iterator[str]:
    yield f"# {escape_markdown(minutes.title)}"
    yield ""
    yield f"{escape_markdown(minutes.about)}. {escape_markdown(minutes.counts)}"
    for section in minutes.sections():
        yield ""
        yield f"## {escape_markdown(section.heading)}"
        yield ""
        for line in section.lines:
            yield f"- {escape_markdown(line)}"
