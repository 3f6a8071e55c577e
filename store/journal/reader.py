"""Reading one file of a journal: its entries, and what of it cannot be read."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, UTC
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import os_reason
from plan_data.problem import Problem
from plan_data.text import clean, needs_cleaning, one_line
from store.journal import append_only
from store.journal.entry import Entry

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


_header_decoder = msgspec.json.Decoder(JournalHeader)
_entry_decoder = msgspec.json.Decoder(Entry)
_BAD_LINE = (msgspec.MsgspecError, RecursionError, ValueError, OverflowError)
_EXTREME_YEARS = frozenset({MINYEAR, MAXYEAR})
_HEADER_START = b'{"milepost":"journal"'
_MULTILINE_FIELDS = frozenset({"text", "evidence", "cause", "action"})
_UNFINISHED = "the last line is unfinished, as a crash or a broken copy leaves it: it was stepped round and kept."
_NOT_AN_ENTRY = "this line is not an entry: it was stepped round and kept."
_NOT_OURS = "this is not a journal file of Milepost: it was left alone."


def plans_in(data: bytes) -> set[bytes]:
    """Return the ids of the plans that a file's bytes hold entries of.

    There are none if the file has no entries, or cannot be read.
    """
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
    data = _read_bytes(path)
    if plan and _holds_only_others(data, plan.encode()):
        return FileContent()
    *lines, torn = data.split(b"\n")
    if is_whole_line(torn):  # only its newline is missing, and the next append writes it
        lines.append(torn)
        torn = b""
    unfinished = _unfinished(torn, len(lines) + 1, path)
    if not lines and may_become_header(torn):
        return FileContent(problems=unfinished)
    header, *raw = lines or [torn]
    author = author_of(header)
    raw, entries, problems = _decode_lines(raw, path)
    if not _is_plain(data):
        entries = _clean_entries(raw, entries)
    return FileContent(author, tuple(entries), tuple(raw), (*problems, *unfinished))


def _unfinished(torn: bytes, number: int, path: Path) -> tuple[Problem, ...]:
    """Return a problem if a file's last line, which has a number, does not end."""
    if not torn:
        return ()
    return (Problem(display_name(path), number, 1, _UNFINISHED),)


def display_name(path: Path) -> str:
    """Return a file's name for people, cleaned, since it is foreign text as well."""
    return clean(str(path)).replace("\n", "\N{REPLACEMENT CHARACTER}")


def _read_bytes(path: Path) -> bytes:
    try:
        if not append_only.is_plain_file(path):
            raise NotAJournalError("this is not a plain file: it was left alone.")
        return append_only.read_settled(path, is_whole_line)
    except OSError as error:
        raise NotAJournalError(
            f"this cannot be read ({os_reason(error)}): see to its rights."
        ) from error


def author_of(line: bytes) -> str:
    """Return the author of a file from its first line.

    Raises:
        NotAJournalError: if it is no journal's first line, or of a later format.

    """
    try:
        header = _header_decoder.decode(line)
    except _BAD_LINE:
        raise NotAJournalError(_NOT_OURS) from None
    if header.milepost != "journal":
        raise NotAJournalError(_NOT_OURS)
    if header.format > JOURNAL_FORMAT:
        raise NotAJournalError(
            "a later version of Milepost wrote this file: update Milepost to read it."
        )
    return one_line(header.author)


def may_become_header(torn: bytes) -> bool:
    """Return whether a file's only bytes are the start of a header, as a power cut may leave it."""
    return torn.startswith(_HEADER_START) or _HEADER_START.startswith(torn.rstrip(b"\0"))


def _decode_lines(raw: list[bytes], path: Path) -> tuple[list[bytes], list[Entry], list[Problem]]:
    """Return the lines that are entries, these entries, and a problem for each other line."""
    try:
        entries = [_entry_decoder.decode(line) for line in raw]
        _refuse_extreme_times(entries)
    except _BAD_LINE:
        return _decode_line_by_line(raw, display_name(path))
    return raw, entries, []


def _refuse_extreme_times(entries: Iterable[Entry]) -> None:
    """Raise if a time of recording has no UTC date: such an entry would fail later, when used."""
    for entry in entries:
        if entry.at.year in _EXTREME_YEARS:
            entry.at.astimezone(UTC)


def _decode_line_by_line(
    raw: list[bytes], file: str
) -> tuple[list[bytes], list[Entry], list[Problem]]:
    good, entries, problems = [], [], []
    for number, line in enumerate(raw, start=2):
        try:
            entry = _entry_decoder.decode(line)
            _refuse_extreme_times([entry])
        except _BAD_LINE:
            problems.append(Problem(file, number, 1, _NOT_AN_ENTRY))
        else:
            entries.append(entry)
            good.append(line)
    return good, entries, problems


def _is_plain(lines: bytes) -> bool:
    """Return whether nothing in some lines can need cleaning.

    The only control character that JSON allows unescaped is DEL.
    """
    if b"\\" in lines or b"\x7f" in lines:
        return False
    return lines.isascii() or not needs_cleaning(lines)


def _clean_entries(raw: list[bytes], entries: list[Entry]) -> list[Entry]:
    """Return `entries`, of which those are cleaned whose lines need it."""
    pairs = zip(raw, entries, strict=True)
    return [entry if _is_plain(line) else _cleaned(entry) for line, entry in pairs]


def _cleaned(entry: Entry) -> Entry:
    changes = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, str):
            changes[name] = clean(value) if name in _MULTILINE_FIELDS else one_line(value)
    return msgspec.structs.replace(entry, **changes)


def is_whole_line(line: bytes) -> bool:
    """Return whether a last line without its newline is an entry, or a header, to its last byte."""
    if not line.rstrip().endswith(b"}"):
        return False
    for decoder in (_entry_decoder, _header_decoder):
        try:
            decoder.decode(line)
        except _BAD_LINE:
            continue
        return True
    return False


def id_of(line: bytes) -> str:
    """Return the id of the entry in a line, "" if the line is no entry."""
    try:
        return _entry_decoder.decode(line).id
    except _BAD_LINE:
        return ""
