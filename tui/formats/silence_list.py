"""When each lead and pathway last reported, as text and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from plan_data.model import Table
from store.journal.entry import Entry
from store.query.silence import Silence
from tui.formats.checklist_json import note_object
from tui.formats.table_text import table_lines
from tui.wording.silence_text import last_day_text, last_word_text, silence_length

SILENCE_WIDTH = 100


def silence_text(silences: Sequence[Silence], width: int) -> str:
    """Return a row for each lead and pathway: how long it is silent, and its last word.

    The table is at most `width` columns wide.
    """
    if not silences:
        return "nobody is silent\n"
    lines = [*table_lines(_table(silences), width), ""]
    return "\n".join(lines)


def _table(silences: Iterable[Silence]) -> Table:
    columns = ("Silent", "Since", "", "Code", "Open", "Last word")
    return Table("", columns=columns, rows=tuple(map(_cells, silences)))


def _cells(silence: Silence) -> tuple[str, ...]:
    return (
        silence_length(silence),
        last_day_text(silence),
        silence.noun,
        silence.code,
        str(silence.open_milestones),
        last_word_text(silence),
    )


def silence_objects(silences: Iterable[Silence]) -> list[dict[str, Any]]:
    """Return the same for programs."""
    return list(map(_silence_object, silences))


def _silence_object(silence: Silence) -> dict[str, Any]:
    return {
        "kind": silence.kind,
        "code": silence.code,
        "name": silence.name,
        "last": _last_word_object(silence.last),
        "days": silence.days,
        "open_milestones": silence.open_milestones,
    }


def _last_word_object(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return note_object(entry) | {"ref": entry.ref}
