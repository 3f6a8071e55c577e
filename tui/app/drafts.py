"""Drafts: what was half-typed in a form when the app had to end, kept for the next start.

Each draft is one private file in the state folder. It is written if the app ends while a form has
unsaved words, and removed once these are saved or dropped.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.text import clean
from store.journal.folder import make_private_folder
from tui.files import write_file

_SUFFIX = ".json"


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

    def change(self, draft: Draft | None) -> None:
        """Take note of the words of the open form; None if they were saved or dropped."""
        self._unsaved = draft
        if draft is None and self._file is not None:
            with suppress(OSError):
                self._file.unlink()
            self._file = None

    def resume(self, kept: KeptDraft) -> None:
        """Go on with a kept draft. Its file is removed, so that no other window goes on with it.

        Raises:
            Refused: if another window was faster.
            Unusable: if the file cannot be removed.

        """
        try:
            kept.path.unlink()
        except FileNotFoundError as error:
            raise Refused("another window has gone on with this draft already.") from error
        except OSError as error:
            raise _not_removed(kept, error) from error
        self._unsaved = kept.draft

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
        try:
            make_private_folder(self._folder)
            write_file(self._file, _encode(self._unsaved), force=True, private=True)
        except Unusable as error:
            raise Unusable(f"the half-typed words were not kept: {error}") from error

    def oldest(self, plan: str, journal: str) -> KeptDraft | None:
        """Return the oldest draft for a plan and a journal; other files are passed over."""
        for path in _draft_files(self._folder):
            draft = _read(path)
            if draft and (draft.plan, draft.journal) == (plan, journal):
                return KeptDraft(draft, path)
        return None

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


def _read(path: Path) -> Draft | None:
    try:
        draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not draft.refs:
        return None
    texts = {name: clean(text) for name, text in draft.texts.items()}
    return msgspec.structs.replace(draft, texts=texts)
