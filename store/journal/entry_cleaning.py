"""Cleaning the texts of an entry that was read: they are foreign, and may hold control characters."""

import msgspec
from msgspec import Struct

from plan_data.text import clean, one_line
from store.journal.entry import Entry, Erasure, ReturnRound, TabledPaper, Via

_MULTILINE_FIELDS = frozenset({"text", "evidence", "cause", "action", "ask"})


def clean_entry(entry: Entry) -> Entry:
    """Return an entry with its texts cleaned of control characters."""
    changes: dict[str, object] = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, str) and name in _MULTILINE_FIELDS:
            changes[name] = clean(value)
        elif isinstance(value, str):
            changes[name] = one_line(value)
        elif isinstance(value, Erasure):
            changes[name] = Erasure(one_line(value.by), value.at, one_line(value.why))
        elif isinstance(value, TabledPaper):
            changes[name] = _cleaned_paper(value)
        elif isinstance(value, Via | ReturnRound):
            changes[name] = _cleaned_texts(value)
    return msgspec.structs.replace(entry, **changes)


def _cleaned_paper(paper: TabledPaper) -> TabledPaper:
    asks = []
    for ask in paper.asks:
        texts = {name: one_line(getattr(ask, name)) for name in ("ref", "entry", "due", "to")}
        asks.append(msgspec.structs.replace(ask, text=clean(ask.text), **texts))
    counted = tuple([(one_line(name), one_line(last)) for name, last in paper.counted])
    return TabledPaper(paper.as_of, counted, tuple(asks), one_line(paper.fingerprint))


def _cleaned_texts(part: Struct) -> Struct:
    """Return a part of an entry with its texts on one line each."""
    changes: dict[str, object] = {}
    for name, value in msgspec.structs.asdict(part).items():
        if isinstance(value, str):
            changes[name] = one_line(value)
        elif isinstance(value, tuple):
            changes[name] = tuple(map(one_line, value))
    return msgspec.structs.replace(part, **changes)
