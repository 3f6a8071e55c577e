"""An entry of the journal as a line of text, for the shell, the app and the reports."""

import msgspec

from plan_data.text import one_line
from store.dates import format_day
from store.journal.entry import Entry, Erasure
from store.journal.kinds import KINDS, KindTraits
from tui.wording.counts import format_number

_TRAITS: dict[str, KindTraits] = dict(KINDS.items())


def entry_text(entry: Entry) -> str:
    """Return an entry on one line: its day, kind, details, author and text."""
    line = f"{format_day(entry.on)}  {kind_text(entry)}  by {recorder_text(entry)}"
    text = entry.all_text
    if entry.erased is not None:
        return f"{line}{_erased_text(entry.erased)}"
    if not text:
        return line
    return f"{line}: {_one_line(text)}"


def text_with_ref(entry: Entry) -> str:
    """Return an entry on one line after its ref, which one of a meeting or a round has not."""
    if not entry.ref:
        return entry_text(entry)
    return f"{entry.ref}  {entry_text(entry)}"


def recorder_text(entry: Entry) -> str:
    """Return who recorded an entry: ELS lead; or sheet of JCP, accepted by Programme office."""
    if entry.via is None:
        return entry.by
    return f"sheet of {entry.by}{accepted_text(entry)}"


def accepted_text(entry: Entry) -> str:
    """Return who accepted an entry that came in by a sheet, after a comma; else ""."""
    if entry.via is None or not entry.via.accepted_by:
        return ""
    return f", accepted by {entry.via.accepted_by}"


def sheet_origin_text(entry: Entry) -> str:
    """Return the file and the row that an entry came in by; "" if it did not, or they went."""
    if entry.via is None or not entry.via.file:
        return ""
    row = ""
    if entry.via.row not in {"", "0"}:
        row = f", row {entry.via.row}"
    return f"from '{one_line(entry.via.file)}'{row}"


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


def log_line(entry: Entry, retraction: Entry | None, correction: Entry | None = None) -> str:
    """Return a line of the log; `retraction` and `correction` are what became of the entry."""
    line = f"{entry.id}  {entry.ref}  {entry_text(entry)}"
    if origin := sheet_origin_text(entry):
        line = f"{line}  ({origin})"
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
