"""The copy of a plan file that an editor opens: the plan itself changes only when it is saved."""

import hashlib
import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.load import SHIPPED
from plan_data.plan_file.schema import modeline
from plan_data.text import path_text
from tui.files import read_plain_file, real_path, refuse_overwriting, write_file

_ANY_MAY_WRITE = 0o222
_RANDOM_BYTES = 4
_UNCHANGED_KEPT_FOR = 24 * 60 * 60  # seconds
_SCHEMA_COMMENT = b"# yaml-language-server:"


class PlanDraft:
    """A private copy of a plan in the folder `edits`, and the file that it is saved to.

    `before` is the text that it is compared with. If `is_copy` is true, `target` is a new file: a
    plan that comes with Milepost is never changed itself.
    """

    def __init__(self, plan: Path, target: Path | None, edits: Path) -> None:
        """Read the plan, and check that it can be saved.

        Raises:
            Refused: if it is no ordinary file, is read-only, or the target exists already.
            Unusable: if it cannot be read.

        """
        self.is_copy = target is not None
        self.target = target or plan
        if self.is_copy:
            _refuse_existing_copy(self.target)
        else:
            _refuse_unwritable(plan)
        self._original = _read(plan)
        self.before = self._original
        if self.is_copy:
            self.before = _with_own_schema(self._original)
        tag = hashlib.blake2b(os.fsencode(real_path(self.target)), digest_size=4).hexdigest()
        self._edits = edits
        self._tag = tag
        random = os.urandom(_RANDOM_BYTES).hex()
        self.path = edits / f"{tag}-{random}" / self.target.name

    def kept_before(self) -> list[Path]:
        """Return the files with another text that earlier edits of this plan left, newest first.

        Copies with the plan's own text are removed after a day: an editor may have them open.
        """
        kept = []
        for folder in self._edits.glob(f"{self._tag}-*"):
            with suppress(OSError):
                found = self._kept_in(folder)
                kept += found
                age = time.time() - folder.stat().st_mtime
                if not found and age > _UNCHANGED_KEPT_FOR:
                    shutil.rmtree(folder, ignore_errors=True)
        return sorted(kept, key=_last_change, reverse=True)

    def _kept_in(self, folder: Path) -> list[Path]:
        return [path for path in sorted(folder.iterdir()) if not self._is_plain_copy(path)]

    def _is_plain_copy(self, path: Path) -> bool:
        return path.name == self.target.name and read_plain_file(path) == self.before

    @property
    def is_unchanged(self) -> bool:
        """Whether the copy is there and has the plan's own text."""
        try:
            return read_plain_file(self.path) == self.before
        except OSError:
            return False

    @property
    def is_gone(self) -> bool:
        """Whether the editor removed the copy, or put something in its place that is no file."""
        return not self.path.is_file()

    def files_of_editor(self) -> list[Path]:
        """Return the files that the editor wrote beside the copy."""
        try:
            return sorted([path for path in self.path.parent.iterdir() if path != self.path])
        except OSError:
            return []

    def write(self, text: bytes | None = None) -> None:
        """Write the copy, with the plan's own text if none is given.

        Raises:
            Unusable: if it cannot be written.

        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True)
        except OSError as error:
            folder = path_text(self._edits)
            raise Unusable(f"'{folder}' cannot be written ({os_reason(error)}).") from error
        write_file(self.path, self.before if text is None else text, force=True, private=True)

    def read(self) -> bytes:
        """Return the text of the copy.

        Raises:
            Unusable: if the editor removed it.

        """
        return _read(self.path)

    def save(self, text: bytes) -> None:
        """Write a text to the plan file; one that exists keeps its permissions, and a link stays.

        Raises:
            Refused: if the file is another than when the draft was made.
            Unusable: if it cannot be written.

        """
        if self.is_copy:
            write_file(self.target, text, force=False)
            return
        if not self._is_as_before():
            raise Refused(f"'{path_text(self.target)}' was changed by another program meanwhile")
        write_file(self.target, text, force=True)

    def _is_as_before(self) -> bool:
        try:
            return read_plain_file(self.target) == self._original
        except OSError:
            return False

    def discard(self) -> None:
        """Remove the copy, and whatever the editor wrote beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _last_change(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def discard_kept(path: Path, edits: Path) -> None:
    """Remove the copy that an earlier edit left behind, if a path is one."""
    folder = real_path(path).parent
    if folder.parent == real_path(edits):
        shutil.rmtree(folder, ignore_errors=True)


def is_shipped(plan: Path) -> bool:
    """Return whether a plan file is one of those that come with Milepost."""
    return real_path(plan).parent == real_path(SHIPPED)


def _read(path: Path) -> bytes:
    try:
        return read_plain_file(path)
    except OSError as error:
        raise Unusable(f"'{path_text(path)}' cannot be read ({os_reason(error)})") from error


def _refuse_existing_copy(target: Path) -> None:
    with suppress(OSError):
        if target.is_file():
            name = path_text(target)
            raise Refused(
                f"'{name}' exists already, perhaps from an earlier edit: `milepost edit {name}`"
                " opens it, and --copy-to FILE makes another copy."
            )
    refuse_overwriting(target, force=False)


def _refuse_unwritable(plan: Path) -> None:
    """Refuse a plan that could not be saved, before anything is typed.

    Raises:
        Refused: if it is no ordinary file, or it or its folder is read-only.
        Unusable: if the file is not there any more.

    """
    file, name = real_path(plan), path_text(plan)
    try:
        status = file.stat()
        folder_status = file.parent.stat()
    except OSError as error:
        raise Unusable(f"'{name}' cannot be read ({os_reason(error)}).") from error
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"'{name}' is not an ordinary file: name a plan file.")
    if not (status.st_mode & _ANY_MAY_WRITE and os.access(file, os.W_OK)):
        raise Refused(f"'{name}' is read-only: copy it, or allow writing it, before you edit it.")
    if not (folder_status.st_mode & _ANY_MAY_WRITE and os.access(file.parent, os.W_OK)):
        raise Refused(
            f"'{name}' is in a folder that cannot be written: copy it to another folder first."
        )


def _with_own_schema(text: bytes) -> bytes:
    """Return a shipped plan's text with the line of a new plan, which names the schema beside it."""
    if not text.startswith(_SCHEMA_COMMENT):
        return text
    return modeline().encode() + text.partition(b"\n")[2]
