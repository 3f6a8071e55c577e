"""An entry of the journal as a line of text, for the shell, the app and the reports."""

import msgspec

from store.dates import format_day
from store.journal.entry import Entry, Erasure
from store.journal.kinds import KINDS, KindTraits
from tui.wording.counts import format_number

_TRAITS: dict[str, KindTraits] = dict(KINDS.items())


def entry_text(entry: Entry) -> str:
    """Return an entry on one line: its day, kind, details, author and text."""
    line = f"{format_day(entry.on)}  {kind_text(entry)}  by {entry.by}"
    text = entry.all_text
    if entry.erased is not None:
        return f"{line}{_erased_text(entry.erased)}"
    if not text:
        return line
    return f"{line}: {_one_line(text)}"


def _erased_text(erasure: Erasure) -> str:
    day = format_day(erasure.at.date())
    return f"  (its texts were erased by {erasure.by}, {day}: {erasure.why})"


def log_line(entry: Entry, retraction: Entry | None, correction: Entry | None = None) -> str:
    """Return a line of the log; `retraction` and `correction` are what became of the entry."""
    line = f"{entry.id}  {entry.ref}  {entry_text(entry)}"
    if fate := fate_text(retraction, correction):
        return f"{line}  ({fate})"
    return line


def fate_text(retraction: Entry | None, correction: Entry | None) -> str:
    """Return who took an entry back and when, or which entry corrects it; "" if it counts."""
    if retraction is None:
        return ""
    day = format_day(retraction.at.date())
    if correction is None:
        return f"taken back by {retraction.by}, {day}"
    return f"corrected by {correction.by}, {day}: {correction.id}"


def kind_text(entry: Entry) -> str:
    """Return an entry's kind with its details: forecast Jan 2010."""
    return f"{entry.kind}{_details(entry)}"


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
