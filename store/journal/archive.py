"""Backing a journal up in one archive, and restoring it, also beside newer entries."""

import io
import os
import re
import secrets
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.problem import Problem
from plan_data.text import one_line
from store.journal.append_only import is_plain_file
from store.journal.folder import JOURNAL_SUFFIX, list_files, make_private_folder
from store.journal.leftovers import clear_leftovers
from store.journal.lock import LockWait
from store.journal.merge import add_missing
from store.journal.platform_files import BINARY, new_file_mode, sync_folder
from store.journal.reader import FileContent, NotAJournalError, read_content

MOST_BYTES = 1 << 30  # unpacked; a few thousand bytes can claim to hold more than any disk
_PACKED_ENDINGS = (JOURNAL_SUFFIX, ".torn")
_PLAIN_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,200}')  # a plain name on every system
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format: the same journal gives the same bytes
_UNIX = 3  # the system that file permissions are of
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_BAD_ARCHIVE = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)


class Packed(Struct, frozen=True):
    """An archive's bytes, the files in it, and what had to be left out."""

    data: bytes
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


class Restored(Struct, frozen=True):
    """What became of one file of an archive; `entries` is how many came back."""

    name: str
    is_new: bool
    entries: int


_DIFFERS = "this was kept as it is, and differs from the archive's: restore it into another folder."


def pack(folder: Path) -> Packed:
    """Return the files of the journal in `folder` as one zip archive.

    Raises:
        Refused: if there is nothing to pack, or more than an archive may hold.
        Unusable: if the folder cannot be read.

    """
    packed: dict[str, bytes] = {}
    problems = []
    for path in _files(folder):
        try:
            packed[path.name] = _content(path)
        except (OSError, NotAJournalError) as error:
            sentence = f"this was left out of the backup: {_reason(error)}."
            problems.append(Problem(str(path), 0, 0, sentence))
    if not packed:
        raise Refused(f"there is nothing to back up in '{folder}' yet.")
    if sum(map(len, packed.values())) > MOST_BYTES:
        raise Refused(f"'{folder}' holds more than a backup can: copy the folder itself.")
    return Packed(_zip(packed), tuple(packed), tuple(problems))


def _files(folder: Path) -> list[Path]:
    try:
        return list_files(folder, *_PACKED_ENDINGS)
    except OSError as error:
        raise Unusable(
            f"the journal folder '{folder}' cannot be read ({_reason(error)})."
        ) from error


def _content(path: Path) -> bytes:
    if not is_plain_file(path):
        raise NotAJournalError("it is not a plain file")
    if not _is_plain_name(path.name):
        raise NotAJournalError("not every system can write its name, so rename it")
    return path.read_bytes()


def _zip(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = _UNIX  # on Windows too
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(info, content, ZIP_DEFLATED)
    return file.getvalue()


def _is_plain_name(name: str) -> bool:
    if name.startswith(".") or not name.endswith(_PACKED_ENDINGS):
        return False
    return _PLAIN_NAME.fullmatch(name) is not None and one_line(name) == name


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def restore(
    path: Path, folder: Path, wait: LockWait | None = None
) -> tuple[tuple[Restored, ...], list[Problem]]:
    """Restore the files of an archive to the journal in `folder`.

    A missing file is written as it was; an existing one gets the entries it lacks.
    The archive is checked before anything is written.

    Raises:
        Refused: if the archive is not a backup, or damaged.
        Unusable: if it cannot be read, or the disk refuses.

    """
    try:
        with path.open("rb") as file, _open(file, path) as archive:
            _check(archive, path)
            make_private_folder(folder)
            clear_leftovers(folder)
            return _restore_files(archive, folder, wait)
    except OSError as error:
        raise Unusable(f"'{path}' cannot be restored to '{folder}' ({_reason(error)}).") from error


@contextmanager
def _open(file: io.BufferedReader, path: Path) -> Iterator[ZipFile]:
    try:
        archive = ZipFile(file)
    except _BAD_ARCHIVE:
        raise Refused(f"'{path}' is not a backup of Milepost.") from None
    with archive:
        yield archive


def _check(archive: ZipFile, path: Path) -> None:
    """Refuse an archive that holds anything but intact journal files."""
    infos = archive.infolist()
    for info in infos:
        _check_entry(info, path)
    if not infos:
        raise Refused(f"'{path}' holds no journal file.")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused(f"'{path}' would unpack to more than any journal: it was left alone.")
    try:
        for info in infos:
            _read_through(archive, info)
    except (*_BAD_ARCHIVE, OSError):
        raise Refused(f"'{path}' is damaged and was left alone: take an earlier backup.") from None


def _check_entry(info: ZipInfo, path: Path) -> None:
    if fault := _fault(info):
        raise Refused(
            f"'{path}' is not a backup of Milepost: '{one_line(info.filename)}' in it {fault}."
        )


def _fault(info: ZipInfo) -> str:
    """Return what is wrong with a file in an archive, "" if nothing is."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or a folder"
    if not _is_plain_name(info.filename):
        return "is not a journal file's name"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that Milepost does not use"
    return ""


def _read_through(archive: ZipFile, info: ZipInfo) -> None:
    """Unpack a file without keeping it, which raises if it is damaged."""
    with archive.open(info) as member:
        while member.read(_CHUNK):
            pass


def _restore_files(
    archive: ZipFile, folder: Path, wait: LockWait | None
) -> tuple[tuple[Restored, ...], list[Problem]]:
    all_restored: list[Restored] = []
    problems: list[Problem] = []
    for info in archive.infolist():
        with _unpacked(archive, info, folder) as part:
            content = _read_journal(part)
            if content:
                problems += content.problems
            restored = _restore_file(part, content, folder, info.filename, wait)
        if restored:
            all_restored.append(restored)
        else:
            problems.append(Problem(str(folder / info.filename), 0, 0, _DIFFERS))
    return tuple(all_restored), problems


@contextmanager
def _unpacked(archive: ZipFile, info: ZipInfo, folder: Path) -> Iterator[Path]:
    """Unpack a file under a temporary name that no reader of the journal looks at."""
    part = folder / f".restore-{secrets.token_hex(8)}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY
    try:
        descriptor = os.open(part, flags, new_file_mode(folder))
        with archive.open(info) as member, os.fdopen(descriptor, "wb") as file:
            copyfileobj(member, file)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)


def _restore_file(
    part: Path, content: FileContent | None, folder: Path, name: str, wait: LockWait | None
) -> Restored | None:
    """Restore an unpacked file under its name, or one beside it; None if neither is possible."""
    restored = _put(part, content, folder / name, wait)
    return restored or _put(part, content, folder / _second_name(name), wait)


def _second_name(name: str) -> str:
    """Return the name for a restored file if nothing can be added to the file with its own name."""
    path = PurePath(name)
    return f"{path.stem} (restored){path.suffix}"


def _put(
    part: Path, content: FileContent | None, path: Path, wait: LockWait | None
) -> Restored | None:
    """Give `part` the name `path`, or add what is missing there; None if neither is possible."""
    if _link_or_rename(part, path):
        entries = len(content.entries) if content else 0
        return Restored(path.name, is_new=True, entries=entries)
    if not is_plain_file(path):
        return None
    if path.read_bytes().startswith(part.read_bytes()):
        return Restored(path.name, is_new=False, entries=0)
    if content is None or _read_journal(path) is None:
        return None
    return Restored(
        path.name, is_new=False, entries=add_missing(path, content.author, content.raw, wait)
    )


def _link_or_rename(part: Path, path: Path) -> bool:
    """Give `part` the name `path`; return False if it is taken."""
    if os.path.lexists(path):
        return False
    try:
        os.link(part, path)  # unlike a rename, it never replaces what another window made just now
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        part.rename(path)
    sync_folder(path.parent)
    return True


def _read_journal(path: Path) -> FileContent | None:
    try:
        return read_content(path)
    except NotAJournalError:
        return None
