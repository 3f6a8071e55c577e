"""Files that belong together: all are replaced, or none, also if the command ends between two."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason
from tui.config.file_lock import Report, changing
from tui.files import (
    exists_already,
    part_file,
    put_in_place,
    real_path,
    refuse_overwriting,
    write_file,
)

_MARK_TEXT = b"An import was ended while it replaced the files beside this one.\n"


def write_together(
    contents: Mapping[Path, bytes], *, force: bool, report: Report | None = None
) -> None:
    """Write several files, all or none: none gets its name before all are written.

    Who writes one of them at the same time waits for the other. If the process is killed while the
    files get their names, a mark stays beside each, by which `refuse_unfinished` knows them.
    `report` gets a sentence after a second of waiting.

    Raises:
        Refused: if one exists and `force` is not set, or two are one; nothing is written then.
        Unusable: if one cannot be written, or another program keeps one locked.

    """
    targets = sorted(set(map(real_path, contents)))
    if len(targets) < len(contents):
        raise Refused(f"'{next(iter(contents))}' cannot be two files: give another name.")
    for path in contents:
        if not force:
            refuse_unfinished(path)
        refuse_overwriting(path, force=force)
    with ExitStack() as stack:
        for target in targets:
            stack.enter_context(_locked(target, report))
        parts = {
            path: stack.enter_context(part_file(path, content))
            for path, content in contents.items()
        }
        _put_all_in_place(parts, force=force)


def refuse_unfinished(path: Path) -> None:
    """Refuse a file that was written with others, if the process was killed meanwhile.

    Raises:
        Unusable: if it was.

    """
    if path.exists() and os.path.lexists(_mark_of(path)):
        raise Unusable(
            f"'{path}' and the file written with it may be of two imports, since one was ended"
            " between the two: import the table again and replace both.",
            "--force replaces them.",
        )


@contextmanager
def _locked(target: Path, report: Report | None) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(changing(target, report, keeps_lock_file=False))
        except OSError as error:
            raise Unusable(f"'{target}' cannot be written ({os_reason(error)}).") from error
        yield


def _put_all_in_place(parts: Mapping[Path, Path], *, force: bool) -> None:
    """Give part files their names, by paths; if one cannot have it, the others are as before."""
    before = {path: _bytes_of(path) for path in parts}
    written = {path: part.stat() for path, part in parts.items()}
    _set_marks(parts)
    try:
        for path, part in parts.items():
            _put_one_in_place(path, part, force=force)
    except BaseException:
        for path, status in written.items():
            if _is_file(path, status):
                _put_back(path, before[path])
        _remove_marks(parts)
        raise
    _remove_marks(parts)


def _put_one_in_place(path: Path, part: Path, *, force: bool) -> None:
    try:
        put_in_place(part, real_path(path), force=force)
    except FileExistsError as error:
        raise exists_already(path) from error
    except OSError as error:
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error


def _bytes_of(path: Path) -> bytes | None:
    """Return what a file holds, None if it is not there.

    Raises:
        Unusable: if it cannot be read, and so could not be put back.

    """
    try:
        return real_path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"'{path}' cannot be read ({os_reason(error)}).") from error


def _is_file(path: Path, status: os.stat_result) -> bool:
    """Return whether a path leads to the file that a status is of."""
    try:
        return os.path.samestat(path.stat(), status)
    except OSError:
        return False


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        real_path(path).unlink()
    else:
        write_file(path, before, force=True)


# A mark is a hidden file beside each of the files.


def _mark_of(path: Path) -> Path:
    target = real_path(path)
    return target.with_name(f".{target.name}.unfinished")


def _set_marks(paths: Mapping[Path, Path]) -> None:
    if len(paths) > 1:
        for path in paths:
            write_file(_mark_of(path), _MARK_TEXT, force=True)


def _remove_marks(paths: Mapping[Path, Path]) -> None:
    for path in paths:
        with suppress(OSError):
            _mark_of(path).unlink()
