"""The minutes of a meeting: what was taken down in it, by item, as text and as Markdown."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from tui.formats.checklist_markdown import escape_markdown
from tui.formats.wrap import wrap_line
from tui.wording.counts import plural
from tui.wording.entry_text import entry_text
from tui.wording.item_text import due_text, status_text

MINUTES_ENDINGS = {".txt": "text", ".md": "md"}
_PAGE_WIDTH = 80
_NOTHING = "Nothing was taken down."


class Minutes(Struct, frozen=True):
    """What was taken down in a meeting about a `subject`: entries, in the order of recording.

    `item_count` is how many items the meeting was about.
    """

    subject: str
    checklist: Checklist
    item_count: int
    entries: tuple[Entry, ...]

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
        """How much was taken down, by whom."""
        if not self.entries:
            return _NOTHING
        authors = ", ".join(dict.fromkeys(entry.by for entry in self.entries))
        refs = {entry.ref for entry in self.entries}
        taken_down = plural(len(self.entries), "entry")
        of_items = f"about {len(refs)} of {plural(self.item_count, 'item')}"
        return f"{taken_down} {of_items}, taken down by {authors}."

    def by_item(self) -> list[tuple[str, Sequence[Entry]]]:
        """Return the heading of each item that something was taken down about, and its entries."""
        by_ref: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_ref.setdefault(entry.ref, []).append(entry)
        items = self.checklist.by_ref()
        return [(_item_heading(ref, items.get(ref)), entries) for ref, entries in by_ref.items()]


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
    for heading, entries in minutes.by_item():
        lines += ["", heading]
        lines += [f"  {entry_text(entry)}" for entry in entries]
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
    for heading, entries in minutes.by_item():
        yield ""
        yield f"## {escape_markdown(heading)}"
        yield ""
        for entry in entries:
            yield f"- {escape_markdown(entry_text(entry))}"
