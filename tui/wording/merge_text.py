"""What is new in colleagues' journals, by author."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from plan_data.text import path_text, plural
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.merge import NewEntry


class AuthorSummary(Struct, frozen=True):
    """How many new entries an author has, and the earliest of their days and times of recording."""

    by: str
    entries: int
    first_on: date
    first_at: datetime


def summarise_authors(new_entries: Iterable[NewEntry]) -> list[AuthorSummary]:
    """Return a summary of the new entries of each author, by name."""
    by_author: dict[str, list[Entry]] = {}
    for new_entry in new_entries:
        entry = new_entry.entry
        by_author.setdefault(entry.by, []).append(entry)
    summaries = []
    for author, entries in sorted(by_author.items()):
        summary = AuthorSummary(
            by=author,
            entries=len(entries),
            first_on=min(entry.on for entry in entries),
            first_at=min(entry.at for entry in entries),
        )
        summaries.append(summary)
    return summaries


def author_line(author: AuthorSummary) -> str:
    """Return an author's summary as a line."""
    name = path_text(author.by) or "no author"
    count = plural(author.entries, "new entry")
    recorded = format_day(author.first_at.date())
    return f"{name}: {count}, since {format_day(author.first_on)}, recorded since {recorded}\n"
