"""What is left of an entry that was erased, and of files that hold its texts."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from store.journal.entry import Entry, Erasure, TabledPaper, Via
from store.journal.reader import decode_entry
from store.journal.salvage import as_utf8, salvage

ERASED = "erased"  # in place of a name that an entry must have
_LEAST_TELLING = 8  # letters: fewer may be in any text
_MOST_TELLING = 24  # letters: a torn line may end after any of them


def erased_line(entry: Entry, erasure: Erasure) -> bytes:
    """Return the line of an entry that was erased: what its status needs, and the erasure.

    Fields that this version does not know go as well, since they may hold a name.
    """
    approver = ""
    if entry.approved_by:
        approver = ERASED
    kept = Entry(
        id=entry.id,
        plan=entry.plan,
        ref=entry.ref,
        kind=entry.kind,
        on=entry.on,
        at=entry.at,
        by=ERASED,
        number=entry.number,
        when=entry.when,
        approved_by=approver,
        names=entry.names,
        to=entry.to,
        colour=entry.colour,
        board=entry.board,
        meeting=entry.meeting,
        answer=entry.answer,
        answers=entry.answers,
        tabled=_paper_without_texts(entry.tabled),
        opened=entry.opened,
        via=_via_without_names(entry.via),
        corrects=entry.corrects,
        erased=erasure,
    )
    return msgspec.json.encode(kept)


def _paper_without_texts(paper: TabledPaper | None) -> TabledPaper | None:
    if paper is None:
        return None
    asks = [msgspec.structs.replace(ask, text="") for ask in paper.asks]
    return msgspec.structs.replace(paper, asks=tuple(asks))


def _via_without_names(via: Via | None) -> Via | None:
    if via is None:
        return None
    return Via(round=via.round, key=via.key, filled_in=via.filled_in)


def without_texts(data: bytes, erased: Mapping[str, bytes]) -> bytes:
    """Return a journal file's bytes with erased lines, by their ids, in place of the entries'.

    All other bytes stay as they are, except that a file in another encoding becomes UTF-8 if it has
    one of the entries.
    """
    if not _names_any(as_utf8(data), erased):
        return data
    lines = []
    for line in data.split(b"\n"):
        kept = _line_without_text(line, erased)
        if kept is None:
            return _salvaged_without_texts(data, erased)
        lines.append(kept)
    return b"\n".join(lines)


def _names_any(data: bytes, ids: Iterable[str]) -> bool:
    return any(entry_id.encode() in data for entry_id in ids)


def _line_without_text(line: bytes, erased: Mapping[str, bytes]) -> bytes | None:
    """Return a line, or the erased one; None if it is no entry and may be a part of one."""
    entry = decode_entry(line)
    if entry is None:
        if b"\0" in line or _names_any(line, erased):
            return None
        return line
    if entry.erased is not None or entry.id not in erased:
        return line
    if line.endswith(b"\r"):
        return erased[entry.id] + b"\r"
    return erased[entry.id]


def _salvaged_without_texts(data: bytes, erased: Mapping[str, bytes]) -> bytes:
    """Do the same for a file that is damaged, or in another encoding or layout."""
    salvaged = salvage(data)
    parts = []
    at = 0
    for saved in salvaged.entries:
        parts.append(_damaged_without(salvaged.text[at : saved.start], erased))
        if saved.entry.erased is None and saved.entry.id in erased:
            parts.append(erased[saved.entry.id])
        else:
            parts.append(salvaged.text[saved.start : saved.end])
        at = saved.end
    parts.append(_damaged_without(salvaged.text[at:], erased))
    return b"".join(parts)


def _damaged_without(between: bytes, ids: Iterable[str]) -> bytes:
    """Return what is between two whole entries, without the damaged lines that have one of `ids`.

    If such a line does not begin an entry, the other lines of that entry are not known, and all go.
    """
    wanted = tuple(ids)
    kept = []
    for line in between.splitlines(keepends=True):
        if not _names_any(line, wanted):
            kept.append(line)
        elif not line.startswith(b"{"):
            return b"\n"
    return b"".join(kept)


def torn_without_texts(data: bytes, ids: Sequence[str], texts: Sequence[bytes]) -> bytes:
    """Return a `.torn` file's bytes without the lines that have one of some ids or texts."""
    kept = []
    for line in data.splitlines(keepends=True):
        if _names_any(line, ids) or any(text in line for text in texts):
            continue
        kept.append(line)
    return b"".join(kept)


def long_texts(entry: Entry) -> list[str]:
    """Return the texts of an entry that are too long to be in others by chance."""
    texts = (entry.text, entry.evidence, entry.cause, entry.action, entry.ask)
    return [text for text in texts if len(text) >= _LEAST_TELLING]


def telling_texts(entry: Entry) -> list[bytes]:
    """Return the beginnings of an entry's texts, as JSON writes them, by which to find copies."""
    beginnings = [text[:_MOST_TELLING] for text in long_texts(entry)]
    return [msgspec.json.encode(beginning)[1:-1] for beginning in beginnings]
