"""The `[keys]` of the config file: which key does what, and what is wrong with them.

Keys have the names that Textual gives them, yet nothing here imports Textual.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any

from msgspec import Struct

from plan_data.suggest import did_you_mean
from plan_data.text import one_line
from tui.actions import ACTIONS, JUMP_LETTERS
from tui.config.config_file import SETTING_NAMES

# Keys that actions cannot have, each with what it does in every list, dialog and palette.
RESERVED_KEYS = {
    "escape": "back",
    "tab": "other list",
    "shift+tab": "other list",
    "up": "moving about",
    "down": "moving about",
    "shift+up": "moving about",
    "shift+down": "moving about",
    "pageup": "moving about",
    "pagedown": "moving about",
    "home": "moving about",
    "end": "moving about",
    "delete": "take back",
    "left_square_bracket": "moving about",
    "right_square_bracket": "moving about",
    "ctrl+up": "moving about",
    "ctrl+down": "moving about",
    "left_curly_bracket": "reading the details",
    "right_curly_bracket": "reading the details",
    "shift+pageup": "reading the details",
    "shift+pagedown": "reading the details",
    "j": "moving about",
    "k": "moving about",
    "q": "quit",
    "ctrl+q": "quit",
    "ctrl+c": "copy",
    "ctrl+p": "commands",
    **dict.fromkeys(JUMP_LETTERS, "jumping to a line"),
}
_FUNCTION_KEYS = {f"f{number}" for number in range(1, 25)}
_NAMED_KEYS = _FUNCTION_KEYS | {
    "space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end",
    "pageup", "pagedown", "up", "down", "left", "right",
}  # fmt: skip
_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}

# Textual's own names for these characters; for the others it takes Unicode's.
_TEXTUAL_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _character_key(character: str) -> str:
    """Return Textual's name for the key of a character: slash for /."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower()
    name = name.replace("-", "_").replace(" ", "_")
    return _TEXTUAL_NAMES.get(name, name)


_PRINTABLE_CHARACTERS = [chr(code) for code in range(33, 127)]
_CHARACTERS = {_character_key(character): character for character in _PRINTABLE_CHARACTERS}
_KNOWN_KEYS = _NAMED_KEYS | set(_CHARACTERS)


class Keymap(Struct, frozen=True):
    """Each action's keys by its name, joined by commas, and what is wrong in the config file."""

    keys: dict[str, str]
    problems: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, str]:
        """The keys that differ from the defaults; Textual looks through them at every key press."""
        defaults = _default_keys()
        return {name: keys for name, keys in self.keys.items() if keys != defaults[name]}


def read_keymap(config: Mapping[str, Any]) -> Keymap:
    """Return the keys in use; an action whose configured keys are wrong keeps its default key."""
    configured = config.get("keys", {})
    keys = _default_keys()
    if not isinstance(configured, dict):
        problem = '`keys` is no table: write a line `[keys]`, and under it such as `note = "t"`.'
        return Keymap(keys, (problem,))
    problems: list[str] = []
    for name, text in configured.items():
        problem = _name_problem(name, keys) or _keys_problem(name, text)
        if problem:
            problems.append(problem)
        else:
            keys[name] = ",".join(map(_parse_key, _split_keys(text)))
    problems += _resolve_clashes(keys)
    return Keymap(keys, tuple(problems))


def format_keys(keys: str) -> str:
    """Return an action's keys as they are printed on a keyboard: / or t."""
    names = [_CHARACTERS.get(key, key) for key in keys.split(",")]
    return " or ".join(names)


def key_labels(config: Mapping[str, Any]) -> dict[str, str]:
    """Return each action's keys in use, by its name, as they are printed on a keyboard."""
    keymap = read_keymap(config)
    return {name: format_keys(keys) for name, keys in keymap.keys.items()}


def _default_keys() -> dict[str, str]:
    return {action.name: action.key for action in ACTIONS}


def _split_keys(text: str) -> list[str]:
    """Return the keys of a text like "t,space"; a comma by itself is a key."""
    if text.strip() == ",":
        return [","]
    return list(map(str.strip, text.split(",")))


def _name_problem(name: str, names: Iterable[str]) -> str:
    """Return why a name is not an action's, empty if it is."""
    if name in names:
        return ""
    if name in SETTING_NAMES:
        return f"'{name}' is a setting and no act: write it above the line `[keys]`."
    hint = did_you_mean(name, names, everything=0) or "`milepost keys` lists them."
    return f"there is no act '{one_line(name)}'; {hint}"


def _keys_problem(name: str, text: object) -> str:
    """Return why a text cannot be an action's keys, empty if it can."""
    if not isinstance(text, str) or not text.strip():
        return f'{name}: write the key in quotes, such as "t" or "t,space".'
    for part in _split_keys(text):
        problem = _key_problem(part)
        if problem:
            return f"{name}: {problem}"
    return ""


def _key_problem(text: str) -> str:
    key = _parse_key(text)
    if not key:
        hint = did_you_mean(text, _KNOWN_KEYS, everything=0)
        hint = hint or "write a letter, space, f2, ctrl+t and the like."
        return f"'{one_line(text)}' is no key; {hint}"
    if key in RESERVED_KEYS:
        return f"'{one_line(text)}' is for {RESERVED_KEYS[key]} everywhere and cannot be taken."
    return ""


def _parse_key(text: str) -> str:
    """Return Textual's name of a key such as `t`, `/` or `ctrl+t`, empty if there is none."""
    if len(text) == 1:
        return _character_key(text)
    *modifiers, base = _split_modifiers(text.lower())
    if len(base) == 1:
        base = _character_key(base)
    if base not in _KNOWN_KEYS or not _MODIFIERS.issuperset(modifiers):
        return ""
    if modifiers == ["shift"] and base in ascii_lowercase:
        return base.upper()
    return "+".join([*sorted(modifiers), base])


def _split_modifiers(text: str) -> list[str]:
    """Return the parts of ctrl+t; a plus at the end, as in ctrl++, is the key."""
    if text.endswith("++"):
        return [*text.removesuffix("++").split("+"), "plus"]
    return text.split("+")


def _resolve_clashes(keys: dict[str, str]) -> list[str]:
    """Give actions their default keys back until no two share a key; return a problem for each."""
    defaults = _default_keys()
    problems = []
    while clash := _find_clash(keys):
        key, first, second = clash
        reset, owner = second, first
        if keys[second] == defaults[second]:
            reset, owner = first, second
        keys[reset] = defaults[reset]
        problems.append(
            f"{reset}: '{format_keys(key)}' is the key of {owner} already: write another."
        )
    return problems


def _find_clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the first key that two actions share, and their names; None if there is none."""
    owners: dict[str, str] = {}
    for name, own_keys in keys.items():
        for key in own_keys.split(","):
            owner = owners.setdefault(key, name)
            if owner != name:
                return key, owner, name
    return None


DEFAULT_KEY_LABELS = key_labels({})
