"""Backing a journal up in one archive, and restoring it, also beside newer entries."""

import io
import os
import re
import secrets
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.problem import Problem
from plan_data.text import one_line
from store.journal.append_only import is_plain_file
from store.journal.erased_text import torn_without_texts, without_texts
from store.journal.folder import JOURNAL_SUFFIX, journal_files, list_files, make_private_folder
from store.journal.leftovers import clear_leftovers
from store.journal.lock import LockWait
from store.journal.merge import add_missing, erased_lines, erased_lines_of, lines_not_erased
from store.journal.platform_files import BINARY, new_file_mode, sync_folder
from store.journal.reader import FileContent, NotAJournalError, content_of

MOST_BYTES = 1 << 30  # unpacked; a few thousand bytes can claim to hold more than any disk
MOST_FILES = 10_000  # in an archive
_MOST_GROWTH = 100  # times an archive's size, unpacked; ids are random, so that journals take less
_SMALL = 16 << 20  # bytes that any archive may unpack to
_LONGEST_LISTING = 4 << 20  # bytes of an archive's list of files
_PACKED_ENDINGS = (JOURNAL_SUFFIX, ".torn")
_PLAIN_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,200}')  # a plain name on every system
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format: the same journal gives the same bytes
_UNIX = 3  # the system that file permissions are of
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_END_MARK = b"PK\x05\x06"
_END = struct.Struct("<10xHI6x")  # the number of files, and the size of their list
_LONGEST_END = _END.size + 0xFFFF  # with a comment
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
        with path.open("rb") as file:
            _check_listing(file, path)
            with _open(file, path) as archive:
                _check(archive, path, os.fstat(file.fileno()).st_size)
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


def _check_listing(file: io.BufferedReader, path: Path) -> None:
    """Refuse an archive with more files than a journal has, before its list of them is read.

    The list's length is in the record at the archive's end (APPNOTE.TXT of PKWARE, section 4.3.16).
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_END))
    end = file.read()
    file.seek(0)
    at = end.rfind(_END_MARK)
    if at < 0 or len(end) - at < _END.size:
        return  # no archive, which opening it says
    count, listing_size = _END.unpack_from(end, at)
    if count > MOST_FILES or listing_size > _LONGEST_LISTING:
        raise Refused(f"'{path}' holds more files than any journal: it was left alone.")


def _check(archive: ZipFile, path: Path, size: int) -> None:
    """Refuse an archive, of a size in bytes, that holds anything but intact journal files."""
    infos = archive.infolist()
    for info in infos:
        _check_entry(info, path)
    if not infos:
        raise Refused(f"'{path}' holds no journal file.")
    if len(infos) > MOST_FILES:
        raise Refused(f"'{path}' holds more files than any journal: it was left alone.")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > min(MOST_BYTES, max(_SMALL, _MOST_GROWTH * size)):
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
    """Unpack a file without keeping it, which raises if it is damaged or longer than declared."""
    unpacked = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > info.file_size:
                raise BadZipFile


def _restore_files(
    archive: ZipFile, folder: Path, wait: LockWait | None
) -> tuple[tuple[Restored, ...], list[Problem]]:
    all_restored: list[Restored] = []
    problems: list[Problem] = []
    restoring = _Restoring(folder, _erased_in(archive, folder), wait)
    for info in archive.infolist():
        with _unpacked(archive, info, folder) as part:
            _remove_erased(part, info.filename, restoring.erased)
            content = _read_journal(part, info.filename)
            if content:
                problems += content.problems
            restored = _restore_file(part, content, info.filename, restoring)
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


class _Restoring(Struct, frozen=True):
    """Where files are restored to, and the erased lines, by their ids, that win over theirs."""

    folder: Path
    erased: Mapping[str, bytes]
    wait: LockWait | None


def _restore_file(
    part: Path, content: FileContent | None, name: str, restoring: _Restoring
) -> Restored | None:
    """Restore an unpacked file under its name, or one beside it; None if neither is possible."""
    restored = _put(part, content, name, restoring)
    return restored or _put(part, content, _second_name(name), restoring)


def _second_name(name: str) -> str:
    """Return the name for a restored file if nothing can be added to the file with its own name."""
    path = PurePath(name)
    return f"{path.stem} (restored){path.suffix}"


def _put(
    part: Path, content: FileContent | None, name: str, restoring: _Restoring
) -> Restored | None:
    """Give `part` a name, or add what is missing there; None if neither is possible."""
    path = restoring.folder / name
    if _link_or_rename(part, path):
        entries = 0
        if content is not None:
            entries = len(content.entries)
        return Restored(path.name, is_new=True, entries=entries)
    if not is_plain_file(path):
        return None
    if path.read_bytes().startswith(part.read_bytes()):
        return Restored(path.name, is_new=False, entries=0)
    if content is None or _read_journal(path, path.name) is None:
        return None
    lines = lines_not_erased(content, restoring.erased)
    added = add_missing(path, content.author, lines, restoring.wait)
    return Restored(path.name, is_new=False, entries=added)


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


def _read_journal(part: Path, name: str) -> FileContent | None:
    """Return the content of an unpacked file by the name it is to have, None if it is no journal's.

    A `.torn` file is none: nothing is read of it.
    """
    if not name.endswith(JOURNAL_SUFFIX):
        return None
    try:
        return content_of(part.read_bytes(), part.with_name(name))
    except NotAJournalError:
        return None


def _erased_in(archive: ZipFile, folder: Path) -> dict[str, bytes]:
    """Return the erased lines, by their ids, of a journal's folder and of an archive."""
    erased = erased_lines(journal_files(folder))
    for info in archive.infolist():
        data = archive.read(info)
        if b'"erased"' in data and info.filename.endswith(JOURNAL_SUFFIX):
            with suppress(NotAJournalError):
                content = content_of(data, folder / info.filename)
                for entry_id, line in erased_lines_of(content):
                    erased.setdefault(entry_id, line)
    return erased


def _remove_erased(part: Path, name: str, erased: Mapping[str, bytes]) -> None:
    """Remove from an unpacked file the texts of entries that were erased since, or elsewhere."""
    if not erased:
        return
    data = part.read_bytes()
    if name.endswith(JOURNAL_SUFFIX):
        changed = without_texts(data, erased)
    else:
        changed = torn_without_texts(data, tuple(erased), ())
    if changed == data:
        return
    with part.open("wb") as file:
        file.write(changed)
        file.flush()
        os.fsync(file.fileno())
