"""The `[keys]` of the config file: which key does what, and what is wrong with that. It knows no Textual."""

import unicodedata
from collections.abc import Iterable, Mapping
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

from msgspec import Struct

from plan_data.suggest import did_you_mean
from plan_data.text import one_line
from tui.actions import ACTIONS

# Keys that do the same everywhere, by what they do; the lists, the dialogs and the palette rely on them.
RESERVED_KEYS = {
    "escape": "back",
    "tab": "other list",
    "shift+tab": "other list",
    **dict.fromkeys(("up", "down", "shift+up", "shift+down", "pageup", "pagedown", "home", "end"), "moving about"),
    **dict.fromkeys(("left_square_bracket", "right_square_bracket", "ctrl+up", "ctrl+down"), "moving about"),
    **dict.fromkeys("jk", "moving about"),
    **dict.fromkeys(("q", "ctrl+q"), "quit"),
    "ctrl+c": "copy",
    "ctrl+p": "commands",
    **dict.fromkeys(ascii_uppercase, "jumping to a line"),
}
_NAMED = {
    "space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 25)),
}  # fmt: skip
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


def _name_of(character: str) -> str:
    """Return the name that Textual gives the key of a character: slash for /."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_PUNCTUATION = {_name_of(chr(code)): chr(code) for code in range(33, 127) if not chr(code).isalnum()}
_KNOWN = _NAMED | set(_PUNCTUATION) | set(digits) | set(ascii_lowercase) | set(ascii_uppercase)


class Keymap(Struct, frozen=True):
    """The keys of every act by its name, several after each other by commas, and what was wrong in the config file."""

    keys: dict[str, str]
    problems: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, str]:
        """The keys that are not the usual ones: Textual goes through all that it is given at every press of a key."""
        usual = _defaults()
        return {name: keys for name, keys in self.keys.items() if keys != usual[name]}


def read_keymap(config: Mapping[str, Any]) -> Keymap:
    """Return the keys that hold; where the config file's cannot be, those of the act stay as they come."""
    told = config.get("keys", {})
    if not isinstance(told, dict):
        return Keymap(_defaults(), ('`keys` is no table: write a line `[keys]`, and under it such as `note = "t"`.',))
    problems: list[str] = []
    keys = _defaults()
    for name, text in told.items():
        if name not in keys:
            hint = did_you_mean(name, keys, everything=0)
            problems.append(f"there is no act '{one_line(name)}'; {hint or '`milepost keys` lists them.'}")
        elif said := _wrong(text):
            problems.append(f"{name}: {said}")
        else:
            keys[name] = ",".join(_key(part) for part in _parts(text))
    return Keymap(*_without_clashes(keys, problems))


def format_keys(keys: str) -> str:
    """Return keys as they are read on a keyboard: / or t."""
    return " or ".join(_PUNCTUATION.get(key, key) for key in keys.split(","))


def key_labels(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that hold by their acts' names, as they are read on a keyboard."""
    return {name: format_keys(keys) for name, keys in read_keymap(config).keys.items()}


def _defaults() -> dict[str, str]:
    return {act.name: act.key for act in ACTIONS}


def _parts(text: str) -> list[str]:
    """Return the keys of a text like "t,space"; a comma by itself is a key."""
    return [","] if text.strip() == "," else [part.strip() for part in text.split(",")]


def _wrong(text: object) -> str:
    """Return why a text cannot be keys."""
    if not isinstance(text, str) or not text.strip():
        return 'write the key in quotes, such as "t" or "t,space".'
    for part in _parts(text):
        key = _key(part)
        if not key:
            hint = did_you_mean(part, _KNOWN, everything=0)
            return f"'{one_line(part)}' is no key; {hint or 'write a letter, space, f2, ctrl+t and the like.'}"
        if key in RESERVED_KEYS:
            return f"'{one_line(part)}' is for {RESERVED_KEYS[key]} everywhere and cannot be taken."
    return ""


def _key(text: str) -> str:
    """Return Textual's name of a key, empty where there is no such key."""
    if len(text) == 1:
        return _name_of(text)
    *modifiers, base = text.lower().split("+") if not text.endswith("++") else [*text[:-2].lower().split("+"), "plus"]
    base = _name_of(base) if len(base) == 1 else base
    if base not in _KNOWN or any(each not in _MODIFIERS for each in modifiers):
        return ""
    if modifiers == ["shift"] and base in ascii_lowercase:
        return base.upper()
    return "+".join([*sorted(modifiers), base])


def _without_clashes(keys: dict[str, str], problems: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give acts their own keys back until no two share one, and say so."""
    said, defaults = list(problems), _defaults()
    while clash := _clash(keys):
        key, first, second = clash
        changed = second if keys[second] != defaults[second] else first
        other = first if changed is second else second
        keys[changed] = defaults[changed]
        said.append(f"{changed}: '{format_keys(key)}' is the key of {other} already: write another.")
    return keys, tuple(said)


def _clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return a key that two acts share, and the two."""
    owners: dict[str, str] = {}
    for name, own in keys.items():
        for key in own.split(","):
            if owners.setdefault(key, name) != name:
                return key, owners[key], name
    return None


DEFAULT_KEY_LABELS = key_labels({})
