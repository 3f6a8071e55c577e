"""The config file, which users write: reading it, and what is wrong with its settings."""

import codecs
from pathlib import Path
from typing import Any

from plan_data.errors import Unusable, os_reason
from plan_data.text import one_line
from tui.files import read_plain_file

_TEXT_EXAMPLES = {
    "author": "ELS lead",
    "plan": "london-2009-10",
    "plans": "~/plans",
    "journal": "~/journal",
    "theme": "milepost-light",
}
_CHECKED_BY_THE_APP = {"theme"}  # which themes there are, the app alone knows
SETTING_NAMES = (*_TEXT_EXAMPLES, "ascii", "keys")


def read_config(path: Path) -> dict[str, Any]:
    """Return what the config file holds, an empty dict if there is no file.

    Raises:
        Unusable: if it is not TOML, or cannot be read.

    """
    try:
        text = decode_text(read_plain_file(path))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Unusable(f"the config file '{path}' cannot be read ({os_reason(error)}).") from error
    except UnicodeDecodeError as error:
        raise Unusable(
            f"the config file '{path}' cannot be read: save it as UTF-8 text."
        ) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:  # also numbers with more digits than Python reads
        raise Unusable(
            f"the config file '{path}' is not TOML ({error}): mend or remove it."
        ) from error
    except RecursionError as error:
        raise Unusable(
            f"the config file '{path}' has too many brackets in each other: mend or remove it."
        ) from error


def decode_text(data: bytes) -> str:
    """Return the text of a file that people may have edited, without the mark some editors add.

    Raises:
        UnicodeDecodeError: if it is neither UTF-8 nor, after its mark, UTF-16.

    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16")
    else:
        text = data.decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_config(config: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the settings that can be used, and a sentence for each other one.

    The keys in `[keys]` are for `read_keymap` to check.
    """
    usable = {}
    problems = []
    for name, value in config.items():
        problem = _setting_problem(name, value)
        if problem:
            problems.append(f"{problem} The setting is ignored.")
        if not problem or name in _CHECKED_BY_THE_APP:
            usable[name] = value
    return usable, problems


def _setting_problem(name: str, value: object) -> str:
    """Return why a setting cannot be used, empty if it can."""
    if name not in SETTING_NAMES:
        from plan_data.suggest import did_you_mean

        return f"there is no setting '{one_line(name)}'; {did_you_mean(name, SETTING_NAMES)}"
    if name in _TEXT_EXAMPLES and not isinstance(value, str):
        return f'`{name}` is one text in quotes: write {name} = "{_TEXT_EXAMPLES[name]}".'
    if isinstance(value, str) and "\0" in value:
        return f"`{name}` holds a NUL character, which no name has."
    if name == "ascii" and not isinstance(value, (bool, int, str)):
        return "`ascii` is true or false: write ascii = true."
    return ""
