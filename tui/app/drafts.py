"""Drafts: what was half-typed in a form when the app had to end, kept for the next start.

Each draft is one private file in the state folder. It is written if the app ends while a form has
unsaved words, and removed once these are saved or dropped. The window that goes on with a draft
holds the lock of its file, so that no other window does.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from plan_data.errors import MilepostError, Refused, Unusable, os_reason
from plan_data.text import clean
from store.journal.folder import make_private_folder
from store.journal.platform_files import NO_FOLLOW, has_name, try_lock
from tui.files import write_file

ANSWERS_DRAFT = "answers"  # the action under which half-given answers of a Board are kept
_SUFFIX = ".json"
_SUFFIX_OF_BROKEN = ".broken"
_MOST_NAMES = 3  # of files that cannot be read


class Draft(Struct, frozen=True):
    """The unsaved words of a form.

    `plan` is the plan's id and `journal` the absolute path of the journal's folder. `action` and
    `refs` say which form it was, `texts` are by the names of its fields. `at` is in UTC.
    """

    plan: str
    journal: str
    action: str
    refs: tuple[str, ...]
    texts: dict[str, str]
    at: datetime


class KeptDraft(NamedTuple):
    """A draft and the file that it is in."""

    draft: Draft
    path: Path


def draft_journal(folder: Path) -> str:
    """Return the name under which drafts know a journal's folder."""
    return os.path.realpath(folder).encode("utf-8", "replace").decode()


class Drafts:
    """The drafts of a folder, and the unsaved words of the form that is open."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which is made when the first draft is kept."""
        self._folder = folder
        self._unsaved: Draft | None = None
        self._file: Path | None = None
        self._claim: int | None = None  # the descriptor that holds the lock of the resumed draft

    def change(self, draft: Draft | None) -> None:
        """Take note of the words of the open form; None if they were saved or dropped."""
        self._unsaved = draft
        if draft is None and self._file is not None:
            self._release()
            with suppress(OSError):
                self._file.unlink()
            self._file = None

    def resume(self, kept: KeptDraft) -> None:
        """Go on with a kept draft. Its file stays until the words are saved or dropped.

        Raises:
            Refused: if another window was faster.
            Unusable: if the file cannot be opened.

        """
        self._claim = _claim(kept.path)
        self._file = kept.path
        self._unsaved = kept.draft

    def _release(self) -> None:
        if self._claim is not None:
            os.close(self._claim)  # which ends its lock
            self._claim = None

    def keep(self) -> None:
        """Write the unsaved words to their file, if there are any.

        Raises:
            Unusable: if they cannot be written.

        """
        if self._unsaved is None:
            return
        if self._file is None:
            name = f"{self._unsaved.at:%Y%m%dT%H%M%S}-{os.urandom(4).hex()}{_SUFFIX}"
            self._file = self._folder / name
        self._release()  # some systems replace no file that is open
        try:
            make_private_folder(self._folder)
            write_file(self._file, _encode(self._unsaved), force=True, private=True)
        except Unusable as error:
            raise Unusable(f"the half-typed words were not kept: {error}") from error

    def oldest(self, plan: str, journal: str) -> KeptDraft | None:
        """Return the oldest draft for a plan and a journal that no window goes on with."""
        for path in _draft_files(self._folder):
            try:
                draft = _read(path)
            except (OSError, ValueError):
                continue
            if (draft.plan, draft.journal) == (plan, journal) and not _is_claimed(path):
                return KeptDraft(draft, path)
        return None

    def set_aside_unreadable(self) -> str:
        """Rename the drafts that cannot be read; return a sentence that names them, or ""."""
        kept_as = []
        for path in _draft_files(self._folder):
            try:
                _read(path)
            except FileNotFoundError:
                continue  # another window has removed it
            except (OSError, ValueError):
                kept_as.append(_set_aside(path))
        if not kept_as:
            return ""
        names = ", ".join(path.name for path in kept_as[:_MOST_NAMES])
        if len(kept_as) > _MOST_NAMES:
            names += f" and {len(kept_as) - _MOST_NAMES} more"
        return (
            f"half-typed words of an earlier start cannot be read, and are kept in"
            f" '{self._folder}' as {names}."
        )

    def drop(self, kept: KeptDraft) -> None:
        """Remove a draft that the user does not want.

        Raises:
            Unusable: if it cannot be removed.

        """
        try:
            kept.path.unlink(missing_ok=True)
        except OSError as error:
            raise _not_removed(kept, error) from error


def _not_removed(kept: KeptDraft, error: OSError) -> Unusable:
    return Unusable(f"the draft '{kept.path}' cannot be removed ({os_reason(error)}).")


def _encode(draft: Draft) -> bytes:
    texts = {name: text.encode("utf-8", "replace").decode() for name, text in draft.texts.items()}
    return msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(draft, texts=texts)))


def _draft_files(folder: Path) -> list[Path]:
    """Return the files that may be drafts, the oldest first."""
    try:
        files = sorted(folder.glob(f"[!.]*{_SUFFIX}"))
    except OSError:
        return []
    return files


def _claim(path: Path) -> int:
    """Return a descriptor that holds the lock of a draft's file.

    Raises:
        Refused: if another window has it, or has finished with it.
        Unusable: if the file cannot be opened.

    """
    taken = Refused("another window has gone on with this draft already.")
    try:
        descriptor = os.open(path, os.O_RDWR | NO_FOLLOW)
    except FileNotFoundError as error:
        raise taken from error
    except OSError as error:
        raise Unusable(f"the draft '{path}' cannot be opened ({os_reason(error)}).") from error
    if _has_lock(descriptor) and has_name(descriptor, path):
        return descriptor
    os.close(descriptor)
    raise taken


def _is_claimed(path: Path) -> bool:
    try:
        os.close(_claim(path))
    except MilepostError:
        return True
    return False


def _has_lock(descriptor: int) -> bool:
    """Lock an open file if nobody else has; a file system without locks counts as locked."""
    try:
        return try_lock(descriptor)
    except OSError:
        return True


def _set_aside(path: Path) -> Path:
    """Rename a file so that it is no draft any more; return its path, also if that failed."""
    kept_as = path.with_name(f"{path.name}{_SUFFIX_OF_BROKEN}")
    try:
        return path.rename(kept_as)
    except OSError:
        return path


def _read(path: Path) -> Draft:
    """Return the draft in a file.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if there is no draft in it.

    """
    draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    if not draft.refs:
        raise ValueError("a draft is about an item")
    texts = {name: clean(text) for name, text in draft.texts.items()}
    return msgspec.structs.replace(draft, texts=texts)
