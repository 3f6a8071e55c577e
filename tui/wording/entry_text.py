"""How an entry of the journal is worded, in the shell, the app and the reports alike."""

from store.dates import format_day
from store.journal.entry import Entry
from tui.wording.counts import format_number


def entry_text(entry: Entry) -> str:
    """Return what an entry says, on one line: when, what, who."""
    says = {
        "actual": f" {format_number(entry.number)}",
        "forecast": f" {entry.when}",
        "rescheduled": f" to {entry.when}, approved by {entry.approved_by}",
        "withdrawn": f", approved by {entry.approved_by}",
        "moved": f" to {entry.to}",
        "retracted": f" {entry.names}",
        "confirmed": f" the reading '{entry.when}'",
        "judged": f" {entry.colour}",
        "meeting": f" of the {entry.board} on {entry.when}",
        "decision": f"{f', for {entry.owner}' if entry.owner else ''}{f', by {entry.when}' if entry.when else ''}",
    }.get(entry.kind, "")
    words = f": {' / '.join(entry.all_text.splitlines())}" if entry.all_text else ""
    return f"{format_day(entry.on)}  {entry.kind}{says}  by {entry.by}{words}"


def log_line(entry: Entry, retraction: Entry | None) -> str:
    """Return an entry of the log; one that was taken back says by whom and when."""
    gone = f"  (taken back by {retraction.by}, {format_day(retraction.at.date())})" if retraction else ""
    return f"{entry.id}  {entry.ref}  {entry_text(entry)}{gone}"
