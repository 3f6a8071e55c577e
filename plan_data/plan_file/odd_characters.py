"""Characters that cannot be seen, or look like a space and are none, in the text of a plan file."""

import re

from plan_data.text import with_article

# The letters of some scripts and emoji are joined by U+200C and U+200D: beside ASCII they do nothing.
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u2060\ufeff]|(?<=[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f])"
)
_SPACE_THAT_IS_NONE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Where YAML needs a space: before the first word of a line, after a dash, and after a colon.
_NO_SPACE = re.compile(
    rf"^[ \t]*(?:[-?][ \t]+)*[-?]?(?P<first>{_SPACE_THAT_IS_NONE})|[:,](?P<after>{_SPACE_THAT_IS_NONE})",
    re.MULTILINE,
)
_ODD = re.compile(rf"{_INVISIBLE.pattern}|{_SPACE_THAT_IS_NONE}")


def has_odd_characters(text: str) -> bool:
    """Return whether there is any such character, wherever it is."""
    return not text.isascii() and _ODD.search(text) is not None


def find_odd_character(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return the place of the first character in part of a text that YAML reads otherwise.

    With it comes the sentence about it; None if there is none. Spaces within words count for
    nothing: they are read like any other.
    """
    invisible = _INVISIBLE.search(text, start, end)
    space = _NO_SPACE.search(text, start, end)
    if space and (not invisible or space.start() < invisible.start()):
        place = max(space.start("first"), space.start("after"))
        return place, f"{_name(text[place])} stands here: write an ordinary space."
    if invisible:
        place = invisible.start()
        return place, f"{_name(text[place])} stands here, which cannot be seen: take it out."
    return None


def without_invisible(text: str) -> str:
    """Return a text without the characters that cannot be seen."""
    return _INVISIBLE.sub("", text)


def _name(character: str) -> str:
    import unicodedata  # only on the way to a problem

    name = unicodedata.name(character, "character").lower()
    return f"{with_article(name)} (U+{ord(character):04X})"
