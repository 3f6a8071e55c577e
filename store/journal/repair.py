"""Recovering every whole entry of a damaged journal file into the content of a new one."""

from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import one_line
from store.journal.entry import Entry
from store.journal.reader import NotAJournalError, header_line, normal_form, read_bytes
from store.journal.salvage import DamagedLine, Salvage, salvage

_MAX_TRIES = 100  # names for a repaired file


class LostLine(Struct, frozen=True):
    """A line that could not be recovered, and why."""

    line: int
    why: str


class Repaired(Struct, frozen=True, kw_only=True):
    """The content of a repaired file.

    `entries` is how many it has, `lost` the first lines that could not be recovered, and
    `uncounted` how many more there are.
    """

    data: bytes
    author: str
    entries: int
    lost: tuple[LostLine, ...]
    uncounted: int

    @property
    def lines_lost(self) -> int:
        """How many lines could not be recovered."""
        return len(self.lost) + self.uncounted


def repair(path: Path) -> Repaired:
    """Return every whole entry of a file, whatever its name, as a journal file's content.

    Entries with one id and different content are all kept; the same content is kept once.

    Raises:
        Refused: if the file cannot be read, is of a later format, or has no entry that can be read.

    """
    try:
        salvaged = salvage(read_bytes(path))
    except NotAJournalError as error:
        raise Refused(f"'{path}': {error}") from None
    if not salvaged.entries:
        raise Refused(f"'{path}': this file has no entry that can be read, so nothing was written.")
    lines = _distinct_lines(salvaged)
    data = b"\n".join([header_line(salvaged.author), *lines, b""])
    lost = [_lost_line(line) for line in salvaged.damaged if line.is_loss]
    return Repaired(
        data=data,
        author=one_line(salvaged.author),
        entries=len(lines),
        lost=tuple(lost),
        uncounted=salvaged.uncounted,
    )


def _distinct_lines(salvaged: Salvage) -> list[bytes]:
    """Return the lines of the entries in their order, each content once."""
    lines: dict[bytes, bytes] = {}
    for saved in salvaged.entries:
        lines.setdefault(normal_form(saved.raw), saved.raw)
    return list(lines.values())


def _lost_line(line: DamagedLine) -> LostLine:
    return LostLine(line.number, _reason(line.content))


def _reason(content: bytes) -> str:
    """Return why a line is no entry."""
    if not content.strip(b"\0 \t\r"):
        return "nothing but NUL bytes, as a crash leaves them"
    if b"\0" in content:
        return "NUL bytes in it, as a crash leaves them"
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return f"the byte 0x{content[error.start]:02X} at column {error.start + 1} is no UTF-8"
    try:
        msgspec.json.decode(content, type=Entry)
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError) as error:
        return f"it is no entry: {one_line(str(error))}"
    return "it is no entry"


def repaired_path(path: Path) -> Path:
    """Return a free name for a repaired file, beside the damaged one.

    Raises:
        Refused: if all names that are tried are taken.

    """
    for number in range(1, _MAX_TRIES):
        label = "repaired"
        if number > 1:
            label = f"repaired {number}"
        new = path.with_name(f"{path.stem} ({label}).json")
        if not new.exists() and not new.is_symlink():
            return new
    raise Refused(f"'{path}' was repaired often already: name the new file with -o NEW.")
