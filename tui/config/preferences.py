"""What the app remembers for its user: author, plan, theme, saved filters.

Only Milepost writes this file. The config file, which users write, takes precedence over it.
"""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from tui.files import write_file


class Preferences(Struct, frozen=True, omit_defaults=True):
    """The remembered choices; an empty text is no choice. `filters` are words by name."""

    author: str = ""
    plan: str = ""
    theme: str = ""
    filters: dict[str, str] = {}


def read_preferences(path: Path) -> Preferences:
    """Return the preferences in a file, empty ones if it is missing or broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def remember(path: Path, **changes: Any) -> Preferences:  # noqa: ANN401 - fields of Preferences
    """Change the preferences in a file and return all of them.

    Raises:
        Unusable: if the file cannot be written; it then stays as it was.

    """
    changed = msgspec.structs.replace(read_preferences(path), **changes)
    try:
        content = msgspec.json.format(msgspec.json.encode(changed), indent=2)
    except UnicodeEncodeError as error:
        raise Unusable(f"'{path}' cannot keep a name that is no UTF-8 text.") from error
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"'{path.parent}' cannot be made ({os_reason(error)}).") from error
    write_file(path, content, force=True, private=True)
    return changed
