"""Writing files that users name: atomically, and never over a file by accident."""

import errno
import os
import re
import stat
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would otherwise change line ends
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_OWNER_ONLY = 0o600
_AS_USUAL = 0o666  # less the umask
_GROUP = 0o070
_PERMISSIONS = 0o777
_HAS_OWNERS = os.name == "posix"

# A part file is called .NAME.milepost-HOST-PROCESS-RANDOM.part, by version 0.1
# .NAME.RANDOM.part, and one of `milepost restore` .restore-RANDOM.part.
_PART_NAME = re.compile(
    r"\..+\.(?:milepost-(?P<host>[0-9a-f]{8})-(?P<process>[0-9]+)-)?[0-9a-f]{8}\.part"
    r"|\.restore-[0-9a-f]{16}\.part",
    re.DOTALL,
)
_MAX_NAME = 50  # characters of the target's name in a part file's name
_ABANDONED_AFTER = 60 * 60  # seconds; no write takes so long


def read_plain_file(path: Path) -> bytes:
    """Return the bytes of a file that nobody named: never those of a pipe, which could hang.

    Raises:
        OSError: if it cannot be read, or is no plain file.

    """
    if not path.is_file() and path.exists() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is no plain file", str(path))
    return path.read_bytes()


def path_argument(text: str) -> Path:
    """Return the path of an argument, with `~` as a home folder if there is one of that name."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home folder of an unknown user: an ordinary name then
        return Path(text)


def real_path(path: Path | str) -> Path:
    """Return where a path leads; unlike `Path.resolve`, also for links that lead to themselves."""
    return Path(os.path.realpath(path))


def write_file(path: Path, content: bytes, *, force: bool, private: bool = False) -> None:
    """Write a file atomically: a failure leaves what was there.

    A new file has the usual permissions, a private one those of its owner only. A file that is
    replaced keeps its own. A symbolic link stays one: the file that it leads to is written.

    Raises:
        Refused: if the file exists and `force` is not set.
        Unusable: if it cannot be written.

    """
    refuse_overwriting(path, force=force)
    with part_file(path, content, private=private) as part:
        put_in_place(part, real_path(path), force=force)


@contextmanager
def part_file(path: Path, content: bytes, *, private: bool = False) -> Iterator[Path]:
    """Write the part file of a path; give it its name within, or it is removed.

    Raises:
        Refused: if a file with the path's name appeared meanwhile.
        Unusable: if it cannot be written.

    """
    target = real_path(path)
    remove_abandoned_parts(target.parent)
    part = _part_path(target)
    mode = _OWNER_ONLY if private else _AS_USUAL
    try:
        replaced = _status(target)
        if replaced is not None:
            mode = _OWNER_ONLY  # until the permissions of the replaced file are known to hold
        descriptor = os.open(part, _NEW_FILE, mode)
        with os.fdopen(descriptor, "wb") as file:
            if replaced is not None:
                _copy_permissions(file.fileno(), replaced)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield part
    except FileExistsError as error:
        with suppress(OSError):
            part.unlink()
        raise exists_already(path) from error
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error
    except BaseException:  # another file of several could not be written
        with suppress(OSError):
            part.unlink()
        raise


def write_files(folder: Path, contents: Mapping[str, bytes], *, force: bool) -> None:
    """Write files into a folder, which is made if it is not there.

    Raises:
        Refused: if one of the files exists and `force` is not set; nothing is written then.
        Unusable: if the folder or a file cannot be written.

    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unusable(f"'{folder}' cannot be written ({os_reason(error)}).") from error
    for name in contents:
        refuse_overwriting(folder / name, force=force)
    for name, content in contents.items():
        write_file(folder / name, content, force=force)


def _part_path(target: Path) -> Path:
    name = target.name[:_MAX_NAME]
    tail = f"milepost-{_host_tag()}-{os.getpid()}-{os.urandom(4).hex()}.part"
    return target.with_name(f".{name}.{tail}")


def _host_tag() -> str:
    """Return eight characters that tell this machine's part files from those of others."""
    name = os.uname().nodename if _HAS_OWNERS else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


def _copy_permissions(descriptor: int, replaced: os.stat_result) -> None:
    """Give an open file the permissions of the file it replaces, or fewer, never more."""
    if not _HAS_OWNERS:
        return
    permissions = replaced.st_mode & _PERMISSIONS
    if os.fstat(descriptor).st_gid != replaced.st_gid:
        try:
            os.fchown(descriptor, -1, replaced.st_gid)
        except OSError:  # what the old group was allowed is not for another one
            permissions &= ~_GROUP
    os.fchmod(descriptor, permissions)


def put_in_place(part: Path, target: Path, *, force: bool) -> None:
    """Give a part file its name; without `force` never in place of a file that appeared meanwhile.

    Raises:
        FileExistsError: if there is a file of that name and `force` is not set.

    """
    if force:
        part.replace(target)
        return
    if not _HAS_OWNERS:
        part.rename(target)  # Windows itself refuses to replace a file so
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _reserve_and_replace(part, target)
        return
    part.unlink()


def _reserve_and_replace(part: Path, target: Path) -> None:
    os.close(os.open(target, _NEW_FILE, _OWNER_ONLY))
    try:
        part.replace(target)
    except OSError:
        target.unlink()
        raise


def remove_abandoned_parts(folder: Path) -> None:
    """Remove the part files that killed commands of this user left in a folder.

    A part file of a process of this machine is abandoned when the process has ended, any other
    when it is an hour old.
    """
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            if not file.name.endswith(".part"):
                continue
            match = _PART_NAME.fullmatch(file.name)
            if match and _is_abandoned(file, match["host"], match["process"]):
                with suppress(OSError):  # somebody else was faster
                    os.unlink(file.path)  # noqa: PTH108 - the path is a text


def _is_abandoned(file: "os.DirEntry[str]", host: str | None, process: str | None) -> bool:
    status = file.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return False
    if _HAS_OWNERS and status.st_uid != os.getuid():
        return False
    if process is not None and host == _host_tag() and not _is_running(int(process)):
        return True
    return time.time() - status.st_mtime > _ABANDONED_AFTER


def _is_running(process: int) -> bool:
    """Return whether a process of this machine runs; True if the system does not say."""
    if not _HAS_OWNERS:  # there, asking a process whether it runs would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def refuse_replacing_source(source: Path, written: Iterable[Path]) -> None:
    """Refuse to write over the file that is read.

    Raises:
        Refused: if one of the paths leads to it.

    """
    for path in written:
        if real_path(path) == real_path(source):
            raise Refused(
                f"'{path}' is the table itself: give the file that is written another name."
            )


def refuse_journal(path: Path, journal: Path) -> None:
    """Refuse to write an answer among the journal's files.

    Raises:
        Refused: if `path` is in the folder `journal`.

    """
    if real_path(path).is_relative_to(real_path(journal)):
        raise Refused(f"'{path}' is in the journal's own folder: write the answer elsewhere.")


def refuse_shared_folder(shared: Path, journal: Path) -> None:
    """Refuse to exchange entries through a folder that is not there, or the journal's own.

    Raises:
        Refused: if the folder is not there, or is the journal's own.

    """
    # os.path, unlike Path, answers False for a name that is too long.
    if not os.path.isdir(shared):  # noqa: PTH112
        raise Refused(
            f"there is no folder '{shared}': connect or make it first, so that nothing goes astray."
        )
    if real_path(shared) == real_path(journal):
        raise Refused(f"'{shared}' is the journal's own folder: what is in it counts already.")


def refuse_overwriting(path: Path, *, force: bool) -> None:
    """Refuse to replace a file or a link that leads nowhere unless `force` is set.

    Raises:
        Refused: if the file exists and `force` is not set, or if something else is there.
        Unusable: if no file can have the path.

    """
    try:
        status = _status(path)
        if status is None:
            _refuse_dangling_link(path, force=force)
            real_path(path).parent.stat()
    except OSError as error:
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error
    if status is None:
        return
    if stat.S_ISDIR(status.st_mode):
        raise Refused(f"'{path}' is a folder: name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"'{path}' is not an ordinary file: name one, or - for stdout.")
    if not force:
        raise exists_already(path)


def _refuse_dangling_link(path: Path, *, force: bool) -> None:
    if path.is_symlink() and not force:
        raise Refused(
            f"'{path}' is a link to '{path.readlink()}', and no file is there: give another name;"
            " in the shell, --force makes that file."
        )


class ExistsAlready(Refused):
    """A file is there already and was not to be replaced."""


def exists_already(path: Path) -> ExistsAlready:
    """Return the refusal of a file that is there already."""
    return ExistsAlready(
        f"'{path}' exists already: give another name.", "in the shell, --force replaces it."
    )


def _status(path: Path) -> os.stat_result | None:
    """Return what the system knows of a file, None if there is none."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None
