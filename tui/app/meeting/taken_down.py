"""The list of what was taken down in a meeting."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from store.checklist.checklist import Checklist
from store.checklist.retractions import effective
from store.journal.entry import Entry
from tui.app.workspace import Workspace
from tui.wording.board_cycle_words import plain_title, taken_down_text


def still_in_effect(workspace: Workspace, since: int) -> tuple[Entry, ...]:
    """Return what this window has recorded after its first `since` entries and not taken back."""
    of_plan = workspace.contents.entries
    ids = {entry.id for entry in effective(of_plan) if entry.kind != "retracted"}
    return tuple([entry for entry in workspace.recorded[since:] if entry.id in ids])


class TakenDownList(OptionList):
    """The entries, each with its item's title and its whole text."""

    class Opened(Message):
        """Enter or a click on an entry: its item is to be shown."""

        def __init__(self, ref: str) -> None:
            super().__init__()
            self.ref = ref

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        at = self.highlighted
        if at is None or at >= len(self.entries):
            return None
        return self.entries[at]

    def show_entries(self, entries: Sequence[Entry], checklist: Checklist) -> None:
        """Show entries; the cursor stays where it was, as far as there still is such a line."""
        at = self.highlighted or 0
        self.entries = entries
        self.set_options(_options(entries, checklist))
        if entries:
            self.highlighted = min(at, len(entries) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask to show the entry's item."""
        event.stop()
        self.post_message(self.Opened(self.entries[event.option_index].ref))


def _options(entries: Iterable[Entry], checklist: Checklist) -> list[Option]:
    return [Option(_entry_content(entry, checklist)) for entry in entries]


def _entry_content(entry: Entry, checklist: Checklist) -> Content:
    title = "The plan"
    if entry.ref:
        title = f"{entry.ref}  {plain_title(checklist.loaded, entry.ref)}"
    return Content.assemble((title, "bold"), f"\n  {taken_down_text(checklist, entry)}")
