"""An entry of the journal as a line of text, for the shell, the app and the reports."""

import msgspec

from store.dates import format_day
from store.journal.entry import Entry, Erasure
from store.journal.kinds import KINDS, KindTraits
from tui.wording.counts import format_number

_TRAITS: dict[str, KindTraits] = dict(KINDS.items())


def entry_text(entry: Entry) -> str:
    """Return an entry on one line: its day, kind, details, author and text."""
    line = f"{format_day(entry.on)}  {act_text(entry)}  by {entry.by}"
    text = entry.all_text
    if entry.erased is not None:
        return f"{line}{_erased_text(entry.erased)}"
    if not text:
        return line
    return f"{line}: {_one_line(text)}"


def act_text(entry: Entry) -> str:
    """Return what an entry records: its kind, and what completes it."""
    return f"{entry.kind}{_details(entry)}"


def words_text(entry: Entry) -> str:
    """Return an entry's texts on one line, or that they were erased."""
    if entry.erased is not None:
        return _erased_text(entry.erased).lstrip()
    return _one_line(entry.all_text)


def signed_text(entry: Entry) -> str:
    """Return an entry's text, or if it has none its other texts, after its day and author."""
    return f"{format_day(entry.on)}, {entry.by}: {_one_line(entry.text or entry.all_text)}"


def _erased_text(erasure: Erasure) -> str:
    day = format_day(erasure.at.date())
    return f"  (its texts were erased by {erasure.by}, {day}: {erasure.why})"


def log_line(entry: Entry, retraction: Entry | None) -> str:
    """Return a line of the log; if the entry was retracted, with who retracted it and when."""
    line = f"{entry.id}  {entry.ref}  {entry_text(entry)}"
    if retraction is None:
        return line
    day = format_day(retraction.at.date())
    return f"{line}  (taken back by {retraction.by}, {day})"


def _details(entry: Entry) -> str:
    """Return what completes the entry's kind; nothing for the unknown kind of a later version."""
    traits = _TRAITS.get(entry.kind)
    if traits is None:
        return ""
    fields = msgspec.structs.asdict(entry)
    fields["number"] = format_number(entry.number)
    details = traits.detail.format_map(fields)
    for field, template in traits.optional_details:
        if fields[field]:
            details += template.format_map(fields)
    return details


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())
