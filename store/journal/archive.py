"""A journal in one archive, and back: on another machine, or beside what is there by now."""

import io
import os
import re
import secrets
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.problem import Problem
from plan_data.text import one_line
from store.journal.append_only import is_plain_file, sync_folder
from store.journal.folder import JOURNAL_SUFFIX, make_private_folder
from store.journal.merge import add_missing
from store.journal.reader import FileContent, NotAJournalError, read_content

MOST_BYTES = 1 << 30  # unpacked; a few thousand bytes can claim to hold more than any disk
_KEPT = (JOURNAL_SUFFIX, ".torn")
_PLAIN_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]{1,200}')  # a plain name on every system
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format: the same journal gives the same bytes
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
    """What became of one file of an archive; `entries` are how many came back."""

    name: str
    is_new: bool
    entries: int


def pack(folder: Path) -> Packed:
    """Return the files of the journal in `folder` as one zip archive.

    Raises:
        Refused: where there is nothing to pack, or more than an archive may hold.
        Unusable: where the folder cannot be read.

    """
    kept: dict[str, bytes] = {}
    problems = []
    for path in _files(folder):
        try:
            kept[path.name] = _content(path)
        except (OSError, NotAJournalError) as error:
            problems.append(
                Problem(str(path), 0, 0, f"this was left out of the backup: {_reason(error)}.")
            )
    if not kept:
        raise Refused(f"there is nothing to back up in '{folder}' yet.")
    if sum(map(len, kept.values())) > MOST_BYTES:
        raise Refused(f"'{folder}' holds more than a backup can: copy the folder itself.")
    return Packed(_zipped(kept), tuple(kept), tuple(problems))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(_KEPT))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unusable(
            f"the journal folder '{folder}' cannot be read ({_reason(error)})."
        ) from error


def _content(path: Path) -> bytes:
    if not is_plain_file(path):
        raise NotAJournalError("it is not a plain file")
    if not _is_plain(path.name):
        raise NotAJournalError("not every system can write its name, so rename it")
    return path.read_bytes()


def _zipped(kept: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = (
                3,
                (stat.S_IFREG | 0o600) << 16,
            )  # on Windows too
            archive.writestr(info, content, ZIP_DEFLATED)
    return file.getvalue()


def _is_plain(name: str) -> bool:
    return (
        _PLAIN_NAME.fullmatch(name) is not None
        and not name.startswith(".")
        and name.endswith(_KEPT)
        and one_line(name) == name
    )


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def restore(path: Path, folder: Path) -> tuple[tuple[Restored, ...], list[Problem]]:
    """Bring the files of an archive back into the journal in `folder`.

    A file that is missing is written as it was; one that is there gets the entries it lacks.
    The archive is looked through before anything is written.

    Raises:
        Refused: where the archive is not a backup, or not whole.
        Unusable: where it cannot be read, or the disk refuses.

    """
    try:
        with path.open("rb") as file, _opened(file, path) as archive:
            infos = _looked_through(archive, path)
            make_private_folder(folder)
            return _restored(archive, infos, folder)
    except OSError as error:
        raise Unusable(f"'{path}' cannot be restored to '{folder}' ({_reason(error)}).") from error


@contextmanager
def _opened(file: io.BufferedReader, path: Path) -> Iterator[ZipFile]:
    try:
        archive = ZipFile(file)
    except _BAD_ARCHIVE:
        raise Refused(f"'{path}' is not a backup of Milepost.") from None
    with archive:
        yield archive


def _looked_through(archive: ZipFile, path: Path) -> list[ZipInfo]:
    """Return what an archive holds, once all of it is known to be harmless and whole."""
    infos = archive.infolist()
    for info in infos:
        if wrong := _wrong_with(info):
            raise Refused(
                f"'{path}' is not a backup of Milepost: '{one_line(info.filename)}' in it {wrong}."
            )
    if not infos:
        raise Refused(f"'{path}' holds no journal file.")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused(f"'{path}' would unpack to more than any journal: it was left alone.")
    try:
        for info in infos:
            with archive.open(info) as member:
                while member.read(_CHUNK):
                    pass
    except (*_BAD_ARCHIVE, OSError):
        raise Refused(f"'{path}' is damaged and was left alone: take an earlier backup.") from None
    return infos


def _wrong_with(info: ZipInfo) -> str:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or a folder"
    if not _is_plain(info.filename):
        return "is not a journal file's name"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "is packed in a way that Milepost does not use"
    return ""


def _restored(
    archive: ZipFile, infos: Iterable[ZipInfo], folder: Path
) -> tuple[tuple[Restored, ...], list[Problem]]:
    done: list[Restored] = []
    problems: list[Problem] = []
    for info in infos:
        with _unpacked(archive, info, folder) as part:
            content = _journal(part)
            problems += content.problems if content else ()
            for name in (info.filename, _beside(info.filename)):
                if restored := _put(part, content, folder / name):
                    done.append(restored)
                    break
            else:
                sentence = "this was kept as it is, and differs from the archive's: restore it into another folder."
                problems.append(Problem(str(folder / info.filename), 0, 0, sentence))
    return tuple(done), problems


@contextmanager
def _unpacked(archive: ZipFile, info: ZipInfo, folder: Path) -> Iterator[Path]:
    """Unpack a file under a name that nobody reads, for as long as it is looked at."""
    part = folder / f".restore-{secrets.token_hex(8)}.part"
    try:
        descriptor = os.open(
            part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with archive.open(info) as member, os.fdopen(descriptor, "wb") as file:
            copyfileobj(member, file)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)


def _beside(name: str) -> str:
    """Return the name under which a file comes back where its own is taken by what nothing can be added to."""
    path = PurePath(name)
    return f"{path.stem} (restored){path.suffix}"


def _put(part: Path, content: FileContent | None, path: Path) -> Restored | None:
    """Give `part` the name `path`, or add what is missing there; None where neither can be."""
    if _took_name(part, path):
        return Restored(path.name, is_new=True, entries=len(content.entries) if content else 0)
    if not is_plain_file(path):
        return None
    if path.read_bytes().startswith(part.read_bytes()):
        return Restored(path.name, is_new=False, entries=0)
    if content is None or _journal(path) is None:
        return None
    return Restored(path.name, is_new=False, entries=add_missing(path, content.author, content.raw))


def _took_name(part: Path, path: Path) -> bool:
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


def _journal(path: Path) -> FileContent | None:
    try:
        return read_content(path)
    except NotAJournalError:
        return None
