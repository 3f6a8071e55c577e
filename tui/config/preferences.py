"""What the app remembers for its user: author, plan, theme, saved filters.

Only Milepost writes this file. The config file, which users write, takes precedence over it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from tui.files import read_plain_file, write_file

if TYPE_CHECKING:
    from tui.config.file_lock import Report

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Bytes that are not UTF-8 have an exception of their own, and so has JSON that is nested too deeply.
_BROKEN_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

Document = dict[str, Any]  # what the file holds, as JSON


class Preferences(Struct, frozen=True, omit_defaults=True):
    """The remembered choices; an empty text is no choice. `filters` are words by name."""

    author: str = ""
    plan: str = ""
    theme: str = ""
    filters: dict[str, str] = {}


Changes = Mapping[str, Any]  # values by field of Preferences


def read_preferences(path: Path) -> Preferences:
    """Return the preferences in a file, empty ones if it is missing or broken."""
    preferences, _ = load_preferences(path)
    return preferences


def load_preferences(path: Path) -> tuple[Preferences, tuple[str, ...]]:
    """Return the preferences in a file, and a sentence for each thing that is wrong with it.

    A broken file is set aside under another name, so that it is reported once and never
    overwritten; what can be read of it stays.
    """
    try:
        data = read_plain_file(path)
    except FileNotFoundError:
        return Preferences(), ()
    except OSError as error:
        return Preferences(), (f"the preferences '{path}' cannot be read ({os_reason(error)}).",)
    try:
        return msgspec.json.decode(data.removeprefix(_BYTE_ORDER_MARK), type=Preferences), ()
    except _BROKEN_JSON:
        return _replace_broken_file(path)


def remember(path: Path, **changes: Any) -> Preferences:  # noqa: ANN401 - fields of Preferences
    """Change the preferences in a file and return all of them.

    Raises:
        Unusable: if the file cannot be written; it then stays as it was.

    """
    return change_preferences(path, lambda _: changes)


def change_preferences(
    path: Path, change: Callable[[Preferences], Changes], report: "Report | None" = None
) -> Preferences:
    """Change the preferences in a file, alone in doing so, and return all of them.

    `change` returns the new values for the preferences it is given. Whatever a later version of
    Milepost keeps in the file stays in it. `report` gets a sentence if another window's lock has to
    be waited for.

    Raises:
        Unusable: if the file cannot be read or written; it then stays as it was.

    """
    from tui.config.file_lock import changing

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"'{path.parent}' cannot be made ({os_reason(error)}).") from error
    try:
        with changing(path, report):
            document, _ = _read_or_set_aside(path)
            changes = change(_preferences_in(document))
            return _write(path, document | dict(changes))
    except OSError as error:
        raise Unusable(f"'{path}' cannot be changed ({os_reason(error)}).") from error


def _replace_broken_file(path: Path) -> tuple[Preferences, tuple[str, ...]]:
    """Set a broken file aside, unless another window has replaced it meanwhile."""
    from tui.config.file_lock import changing

    try:
        with changing(path):
            document, problems = _read_or_set_aside(path)
            if problems and document:
                _write(path, document)
    except (OSError, Unusable):
        sentence = f"the preferences '{path}' cannot be read: they are left as they are."
        return Preferences(), (sentence,)
    return _preferences_in(document), problems


def _read_or_set_aside(path: Path) -> tuple[Document, tuple[str, ...]]:
    """Return what can be used of a file's values; if that is not all, rename the file.

    Raises:
        OSError: if the file can be neither read nor renamed.

    """
    try:
        data = read_plain_file(path)
    except FileNotFoundError:
        return {}, ()
    document = _decode(data)
    if document is not None and not (wrong := _wrong_values(document)):
        return document, ()
    kept_as = _set_aside(path)
    if document is None:
        what = "cannot be read: plan, author, theme and filters are to be chosen again"
        return {}, (f"the preferences '{path}' {what}. The file is kept as '{kept_as.name}'.",)
    sentence = (
        f"the preferences '{path}' hold what Milepost did not write ({', '.join(wrong)}):"
        f" that is ignored. The file as it was is kept as '{kept_as.name}'."
    )
    usable = {name: value for name, value in document.items() if name not in wrong}
    return usable, (sentence,)


def _decode(data: bytes) -> Document | None:
    """Return the JSON object that a file holds, None if it holds none."""
    from tui.config.config_file import decode_text

    try:
        document = msgspec.json.decode(decode_text(data))
    except _BROKEN_JSON:
        return None
    if isinstance(document, dict):
        return document
    return None


def _wrong_values(document: Document) -> list[str]:
    """Return the names whose values are not of the right type."""
    wrong = []
    for name in Preferences.__struct_fields__:
        if name not in document:
            continue
        try:
            msgspec.convert({name: document[name]}, Preferences)
        except msgspec.ValidationError:
            wrong.append(name)
    return wrong


def _preferences_in(document: Document) -> Preferences:
    return msgspec.convert(document, Preferences)


def _set_aside(path: Path) -> Path:
    """Rename a file to the first free `NAME.broken-N` and return that path."""
    number = 1
    while True:
        kept_as = path.with_name(f"{path.name}.broken-{number}")
        if not kept_as.exists() and not kept_as.is_symlink():
            return path.rename(kept_as)
        number += 1


def _write(path: Path, document: Document) -> Preferences:
    """Write a document, without the values that are Milepost's defaults anyway."""
    preferences = _preferences_in(document)
    others = {
        name: value for name, value in document.items() if name not in Preferences.__struct_fields__
    }
    try:
        own = msgspec.json.decode(msgspec.json.encode(preferences))
        content = msgspec.json.format(msgspec.json.encode(own | others), indent=2)
    except UnicodeEncodeError as error:
        raise Unusable(f"'{path}' cannot keep a name that is no UTF-8 text.") from error
    write_file(path, content, force=True, private=True)
    return preferences
