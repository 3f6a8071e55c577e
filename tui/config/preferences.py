"""What the app remembers for its user: who writes, the plan, the theme, saved filters.

The file is Milepost's own; what people write by hand is the config file, which goes before it.
"""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from tui.files import write_file


class Preferences(Struct, frozen=True, omit_defaults=True):
    """What is remembered; an empty text is nothing."""

    author: str = ""
    plan: str = ""
    theme: str = ""
    filters: dict[str, str] = {}


def read_preferences(path: Path) -> Preferences:
    """Return what is remembered; a file that is missing or broken remembers nothing."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def remember(path: Path, **changes: Any) -> Preferences:  # noqa: ANN401 - the fields of Preferences
    """Change what is remembered and return all of it.

    Raises:
        Unusable: where the file cannot be written; what was remembered stays.

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
