"""Reading one file of a journal: what stands in it, and what of it cannot be read."""

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
_PLAN_OF_ENTRY = re.compile(
    rb'"plan"\s*:\s*"([^"]*)"'
)  # a plan's id is letters, digits and hyphens


class JournalHeader(Struct, frozen=True):
    """The first line of a file: that it is a journal's, in which format, and whose."""

    milepost: str
    format: int
    author: str


def header_line(author: str) -> bytes:
    """Return the first line of an author's file."""
    return msgspec.json.encode(JournalHeader("journal", JOURNAL_FORMAT, author))


class FileContent(Struct, frozen=True):
    """What was read of one file; `entries[n]` stands in `raw[n]`, byte for byte."""

    author: str = ""
    entries: tuple[Entry, ...] = ()
    raw: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()


class NotAJournalError(Exception):
    """The file is not one that Milepost can read; the message says why."""


_header_decoder = msgspec.json.Decoder(JournalHeader)
_entry_decoder = msgspec.json.Decoder(Entry)
_BAD_LINE = (msgspec.MsgspecError, RecursionError, ValueError, OverflowError)
_EXTREMES = frozenset({MINYEAR, MAXYEAR})
_HEADER_START = b'{"milepost":"journal"'
_OF_LINES = frozenset({"text", "evidence", "cause", "action"})  # what may have several
_UNFINISHED = "the last line is unfinished, as a crash or a broken copy leaves it: it was stepped round and kept."
_NOT_OURS = "this is not a journal file of Milepost: it was left alone."


def plans_in(data: bytes) -> set[bytes]:
    """Return the plans that a file's bytes hold entries of; none may mean that nobody can read them."""
    return set(_PLAN_OF_ENTRY.findall(data))


def _holds_only_others(data: bytes, plan: bytes) -> bool:
    if b'"plan":"%b"' % plan in data:  # as we write it, and found at once
        return False
    plans = plans_in(data)
    return bool(plans) and plan not in plans


def read_content(path: Path, plan: str = "") -> FileContent:
    """Read a file; what cannot be read of it is a problem, and the rest is there.

    Of a file that holds entries, but none of the `plan` that is asked for, nothing is told.

    Raises:
        NotAJournal: where the file is not a journal's, or not to be read at all.

    """
    data = _bytes(path)
    if plan and _holds_only_others(data, plan.encode()):
        return FileContent()
    *whole, torn = data.split(b"\n")
    unfinished = [Problem(display_name(path), len(whole) + 1, 1, _UNFINISHED)] if torn else []
    if not whole and may_become_header(torn):
        return FileContent(problems=tuple(unfinished))
    header, *raw = whole or [torn]
    author = author_of(header)
    problems: list[Problem] = []
    try:
        entries = [_entry_decoder.decode(line) for line in raw]
        _refuse_extremes(entries)
    except _BAD_LINE:
        raw, entries, problems = _line_by_line(raw, display_name(path))
    if not _is_plain(data):
        entries = [
            entry if _is_plain(line) else _cleaned(entry)
            for line, entry in zip(raw, entries, strict=True)
        ]
    return FileContent(author, tuple(entries), tuple(raw), (*problems, *unfinished))


def display_name(path: Path) -> str:
    """Return a file's name for people: it is foreign text as well."""
    return clean(str(path)).replace("\n", "\N{REPLACEMENT CHARACTER}")


def _bytes(path: Path) -> bytes:
    try:
        if not append_only.is_plain_file(path):
            raise NotAJournalError("this is not a plain file: it was left alone.")
        return append_only.read_settled(path)
    except OSError as error:
        raise NotAJournalError(
            f"this cannot be read ({os_reason(error)}): see to its rights."
        ) from error


def author_of(line: bytes) -> str:
    """Return whose journal a first line begins.

    Raises:
        NotAJournal: where it is none that this version reads.

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
    """Return whether a file's only bytes are the start of our header, or what a power cut leaves in its place."""
    return torn.startswith(_HEADER_START) or _HEADER_START.startswith(torn.rstrip(b"\0"))


def _refuse_extremes(entries: Iterable[Entry]) -> None:
    """Raise where a time of recording has no UTC date: such an entry would fail later, when asked for it."""
    for entry in entries:
        if entry.at.year in _EXTREMES:
            entry.at.astimezone(UTC)


def _line_by_line(raw: list[bytes], file: str) -> tuple[list[bytes], list[Entry], list[Problem]]:
    good, entries, problems = [], [], []
    for number, line in enumerate(raw, start=2):
        try:
            entry = _entry_decoder.decode(line)
            _refuse_extremes([entry])
        except _BAD_LINE:
            problems.append(
                Problem(
                    file, number, 1, "this line is not an entry: it was stepped round and kept."
                )
            )
        else:
            entries.append(entry)
            good.append(line)
    return good, entries, problems


def _is_plain(lines: bytes) -> bool:
    """Return whether nothing in some lines can need cleaning; JSON itself allows no bare control character but DEL."""
    return (
        b"\\" not in lines
        and b"\x7f" not in lines
        and (lines.isascii() or not needs_cleaning(lines))
    )


def _cleaned(entry: Entry) -> Entry:
    texts = {
        name: value
        for name in entry.__struct_fields__
        if isinstance(value := getattr(entry, name), str)
    }
    tidy = {
        name: clean(value) if name in _OF_LINES else one_line(value)
        for name, value in texts.items()
    }
    return msgspec.structs.replace(entry, **tidy)


def id_of(line: bytes) -> str:
    """Return the id of the entry in a line, nothing where there is none."""
    try:
        return _entry_decoder.decode(line).id
    except _BAD_LINE:
        return ""
