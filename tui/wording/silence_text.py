"""How long a lead or a pathway has said nothing, and what it said last."""

from store.dates import format_day, format_days
from store.query.silence import Silence
from tui.wording.entry_text import kind_text


def silence_length(silence: Silence) -> str:
    """Return how long ago the last report was: never, today or 62 days."""
    if silence.days is None:
        return "never"
    if silence.days:
        return format_days(silence.days)
    return "today"


def last_day_text(silence: Silence) -> str:
    """Return the day of the last report, "" if there is none."""
    if silence.last:
        return format_day(silence.last.on)
    return ""


def last_word_text(silence: Silence) -> str:
    """Return the last report on one line, "" if there is none."""
    entry = silence.last
    if entry is None:
        return ""
    if entry.kind == "nil":
        return "nothing to report"
    line = f"{entry.ref} {kind_text(entry)} by {entry.by}"
    text = " / ".join(entry.all_text.splitlines())
    if text:
        return f"{line}: {text}"
    return line
