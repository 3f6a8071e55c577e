"""Reading one file of a journal: its entries, and what of it cannot be read."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from plan_data.errors import os_reason
from plan_data.problem import Problem
from plan_data.text import clean, needs_cleaning, one_line
from store.journal import append_only
from store.journal.entry import Entry

if TYPE_CHECKING:
    from store.journal.salvage import Salvage

JOURNAL_FORMAT = 1
_PLAN_OF_ENTRY = re.compile(rb'"plan"\s*:\s*"([^"]*)"')  # a plan's id is letters, digits, hyphens


class JournalHeader(Struct, frozen=True):
    """The first line of a file: that it is a journal's, in which format, and whose."""

    milepost: str
    format: int
    author: str


def header_line(author: str) -> bytes:
    """Return the first line of an author's file."""
    return msgspec.json.encode(JournalHeader("journal", JOURNAL_FORMAT, author))


class FileContent(Struct, frozen=True):
    """What was read of one file; `raw[n]` is the line of `entries[n]`, byte for byte."""

    author: str = ""
    entries: tuple[Entry, ...] = ()
    raw: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()


class NotAJournalError(Exception):
    """The file is not one that Milepost can read; the message says why."""


class LaterFormatError(NotAJournalError):
    """The file is a journal's, in a format of a later version."""

    def __init__(self) -> None:
        super().__init__("a later version of Milepost wrote this file: update Milepost to read it.")


_header_decoder = msgspec.json.Decoder(JournalHeader)
_entry_decoder = msgspec.json.Decoder(Entry)
_BAD_LINE = (msgspec.MsgspecError, RecursionError, ValueError, OverflowError)
_EXTREME_YEARS = frozenset({MINYEAR, MAXYEAR})
_HEADER_START = b'{"milepost":"journal"'
UNFINISHED = (
    "the last line is unfinished, as a crash or a broken copy leaves it: it was left out and kept."
)
_HOW_TO_MEND = "`milepost repair FILE` writes the entries that can be read into a new file."
NOT_OURS = "this is not a journal file of Milepost: it was left alone."
# The name that Milepost gives a file, also if a copy or file sharing changed it.
_OWN_NAME = re.compile(r"[^/\\]-[0-9a-f]{8}(?![0-9A-Za-z])")
_MANGLED = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")  # byte order marks, and NUL
_NULS_AND_SPACES = b" \t\r\n\0"
_HEADER_ANYWHERE = re.compile(rb'"milepost"\s*:\s*"journal"')


def plans_in(data: bytes) -> set[bytes]:
    """Return the ids of the plans that a file's bytes hold entries of.

    There are none if the file has no entries, or cannot be read.
    """
    if b"\0" in data[:4]:  # another encoding
        from store.journal.salvage import as_utf8

        data = as_utf8(data)
    return set(_PLAN_OF_ENTRY.findall(data))


def _holds_only_others(data: bytes, plan: bytes) -> bool:
    """Return whether a file's bytes hold entries of other plans, and none of `plan`."""
    if b'"plan":"%b"' % plan in data:  # as Milepost writes it, which is quick to find
        return False
    plans = plans_in(data)
    return bool(plans) and plan not in plans


def read_content(path: Path, plan: str = "") -> FileContent:
    """Read a file; what cannot be read of it becomes a problem.

    If a plan is given, a file that holds entries of other plans alone counts as empty.

    Raises:
        NotAJournalError: if the file is not a journal's, or cannot be read at all.

    """
    return content_of(read_bytes(path), path, plan)


def content_of(data: bytes, path: Path, plan: str = "") -> FileContent:
    """Return the content of a file that has some bytes, as `read_content` does.

    Raises:
        NotAJournalError: if the file is not a journal's.

    """
    if plan and _holds_only_others(data, plan.encode()):
        return FileContent()
    content = _read_lines(data, path)
    if content is None:
        content = _read_salvaged(data, path)
    return content


def _read_lines(data: bytes, path: Path) -> FileContent | None:
    """Return the content of a file as Milepost writes it, None if any line of it is not so.

    The last line may lack its newline, and may be unfinished.
    """
    *lines, last = data.split(b"\n")
    if not lines:
        return _read_only_line(last, path)
    unfinished: list[Problem] = []
    if last and decode_entry(last) is not None:
        lines.append(last)
    elif last and is_whole_line(last):
        return None
    elif last:
        unfinished.append(_unfinished(len(lines) + 1, path))
    header, *raw = lines
    author = decode_header(header)
    entries = _decode_lines(raw)
    if author is None or entries is None:
        return None
    if not _is_plain(data):
        entries = _clean_entries(raw, entries)
    return FileContent(author, tuple(entries), tuple(raw), tuple(unfinished))


def _read_only_line(line: bytes, path: Path) -> FileContent | None:
    """Return the content of a file of one line without its newline, None if it is no header."""
    author = decode_header(line)
    if author is not None:
        return FileContent(author)
    if not line:
        return FileContent()
    if b"}" not in line and b"\r" not in line and may_become_header(line):
        return FileContent(problems=(_unfinished(1, path),))
    return None


def _read_salvaged(data: bytes, path: Path) -> FileContent:
    """Return what is whole in a damaged file, or one in another encoding or layout.

    Raises:
        NotAJournalError: if the file is not ours, or nothing in it is.

    """
    from store.journal.salvage import salvage  # few files need it

    if not is_ours(data, path.name):
        raise NotAJournalError(NOT_OURS)
    salvaged = salvage(data)
    if not salvaged.has_anything:
        raise NotAJournalError(NOT_OURS)
    raw = [saved.raw for saved in salvaged.entries]
    entries = _clean_entries(raw, [saved.entry for saved in salvaged.entries])
    problems = _damage_problems(salvaged, display_name(path))
    return FileContent(salvaged.author, tuple(entries), tuple(raw), tuple(problems))


def _damage_problems(salvaged: "Salvage", file: str) -> list[Problem]:
    """Return problems of damaged lines; the first names the repair, the last counts the rest."""
    problems: list[Problem] = []
    for line in salvaged.damaged:
        sentence = line.sentence
        if not problems:
            sentence += f" {_HOW_TO_MEND}"
        problems.append(Problem(file, line.number, 1, sentence))
    if salvaged.uncounted:
        sentence = f"and {salvaged.uncounted} more lines of this file that are no entries."
        problems.append(Problem(file, 0, 0, sentence, count=salvaged.uncounted))
    return problems


def author_of(line: bytes) -> str:
    """Return the author of a file from its first line, also if byte order marks or NULs precede it.

    Raises:
        NotAJournalError: if it is no header, or of a later format.

    """
    if line.startswith(_MANGLED):
        from store.journal.salvage import as_utf8

        line = as_utf8(line).strip(b"\0")
    author = decode_header(line)
    if author is None:
        raise NotAJournalError(NOT_OURS)
    return author


def refuse_foreign(path: Path, first_line: bytes) -> None:
    """Refuse a file that is not to be appended to; it may be locked by the caller.

    A file whose first line is damaged is ours if anything in it is.

    Raises:
        NotAJournalError: if it is not one of a journal, or of a later format.

    """
    try:
        author_of(first_line)
    except LaterFormatError:
        raise
    except NotAJournalError:
        content_of(path.read_bytes(), path)


def is_whole_line(line: bytes) -> bool:
    """Return whether a last line without its newline counts as it is.

    It does if there is a whole entry or header in it, whatever else is, and also if it is the end
    of another layout than Milepost's, so that it must stay where it is.
    """
    if b"}" not in line and b"]" not in line:
        return False
    if decode_entry(line) is not None or _ends_other_layout(line):
        return True
    return _has_whole(line)


def _ends_other_layout(line: bytes) -> bool:
    kept = line.strip(_NULS_AND_SPACES)
    return kept.endswith((b"}", b"]")) and not kept.startswith(b"{")


def _has_whole(line: bytes) -> bool:
    """Return whether there is a whole entry or header in a line that is none itself.

    If the file is in UTF-16 or UTF-32, its last line may begin with the rest of a line end.
    """
    from store.journal.salvage import salvage

    try:
        found = [salvage(line), salvage(line.lstrip(b"\0"))]
    except LaterFormatError:
        return True
    return any(salvaged.entries or salvaged.is_complete for salvaged in found)


def is_ours(first_bytes: bytes, name: str) -> bool:
    """Return whether a file is one of a journal: by its name, or by a header in its first bytes.

    The header may be anywhere in them, and damaged in part.
    """
    if _OWN_NAME.search(name) or _HEADER_ANYWHERE.search(first_bytes):
        return True
    if b"\0" not in first_bytes:
        return False
    from store.journal.salvage import as_utf8

    return _HEADER_ANYWHERE.search(as_utf8(first_bytes)) is not None


def _unfinished(number: int, path: Path) -> Problem:
    """Return the problem that a file's last line, which has a number, is not finished."""
    return Problem(display_name(path), number, 1, f"{UNFINISHED} {_HOW_TO_MEND}")


def display_name(path: Path) -> str:
    """Return a file's name for people, cleaned, since it is foreign text as well."""
    return clean(str(path)).replace("\n", "\N{REPLACEMENT CHARACTER}")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plain file.

    Raises:
        NotAJournalError: if it is no plain file, or cannot be read.

    """
    try:
        if not append_only.is_plain_file(path):
            raise NotAJournalError("this is not a plain file: it was left alone.")
        return append_only.read_settled(path, is_whole_line)
    except OSError as error:
        raise NotAJournalError(
            f"this cannot be read ({os_reason(error)}): see to its rights."
        ) from error


def decode_header(line: bytes) -> str | None:
    """Return the author that a header names, None if the line is no header.

    Raises:
        LaterFormatError: if it is one of a later format.

    """
    try:
        header = _header_decoder.decode(line)
    except _BAD_LINE:
        return None
    if header.milepost != "journal":
        return None
    if header.format > JOURNAL_FORMAT:
        raise LaterFormatError
    return one_line(header.author)


def may_become_header(torn: bytes) -> bool:
    """Return whether a file's only bytes are the start of a header, as a power cut may leave it."""
    return torn.startswith(_HEADER_START) or _HEADER_START.startswith(torn.rstrip(b"\0"))


def decode_entry(line: bytes) -> Entry | None:
    """Return the entry in a line, not cleaned; None if the line is no entry."""
    try:
        entry = _entry_decoder.decode(line)
        _refuse_extreme_times([entry])
    except _BAD_LINE:
        return None
    return entry


def _decode_lines(raw: list[bytes]) -> list[Entry] | None:
    """Return the entries in lines, None if any line is no entry."""
    try:
        entries = [_entry_decoder.decode(line) for line in raw]
        _refuse_extreme_times(entries)
    except _BAD_LINE:
        return None
    return entries


def _refuse_extreme_times(entries: Iterable[Entry]) -> None:
    """Raise if a time of recording has no UTC date: such an entry would fail later, when used."""
    for entry in entries:
        if entry.at.year in _EXTREME_YEARS:
            entry.at.astimezone(UTC)


def _is_plain(lines: bytes) -> bool:
    """Return whether nothing in some lines can need cleaning.

    The only control character that JSON allows unescaped is DEL.
    """
    if b"\\" in lines or b"\x7f" in lines:
        return False
    return lines.isascii() or not needs_cleaning(lines)


def _clean_entries(raw: list[bytes], entries: list[Entry]) -> list[Entry]:
    """Return `entries`, of which those are cleaned whose lines need it."""
    from store.journal.entry_cleaning import clean_entry  # most files have nothing to clean

    cleaned = []
    for line, entry in zip(raw, entries, strict=True):
        if _is_plain(line):
            cleaned.append(entry)
        else:
            cleaned.append(clean_entry(entry))
    return cleaned


def id_of(line: bytes) -> str:
    """Return the id of the entry in a line, "" if the line is no entry."""
    entry = decode_entry(line)
    if entry is None:
        return ""
    return entry.id


def normal_form(line: bytes) -> bytes:
    """Return a line's content, the same for any spacing and order of fields."""
    try:
        return msgspec.json.encode(msgspec.json.decode(line), order="sorted")
    except _BAD_LINE:
        return line  # it has a later version's field that cannot be decoded
