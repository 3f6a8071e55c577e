"""Clean text from outside once, where it enters, and fold it where texts are compared."""

import re
from pathlib import Path

# C0 except tab and newline, DEL, C1, bidi overrides and isolates, line separators, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return `text` with each control or direction character shown as U+FFFD."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line, each run of white space replaced by one space."""
    return clean(_SPACE.sub(" ", text)).strip()


def path_text(path: Path | str) -> str:
    """Return a file's name or path for a sentence, which it cannot leave; its spaces stay."""
    return clean(str(path)).replace("\n", "\N{REPLACEMENT CHARACTER}").replace("\t", " ")


# Letters that have no accent to take off, and signs that people type as the plain one.
_PLAIN = {
    **dict.fromkeys(range(0x300, 0x370)),  # the accents, once they are apart
    **str.maketrans("\u00f8\u0142\u0111\u0127\u0167\u0131", "oldhti"),
    ord("\u00e6"): "ae",
    ord("\u0153"): "oe",
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2013\u2014"), "-"),
}


def fold(text: str) -> str:
    """Return what texts have in common that differ in case, accents or Unicode form alone.

    "cafe" is in what this returns for "Caf\u00e9", whether its last letter is one code point or two.
    """
    if text.isascii():
        return text.lower()
    from unicodedata import normalize  # most texts and most commands need none of it

    return normalize("NFKD", text.casefold()).translate(_PLAIN)


def fold_case(text: str) -> str:
    """Return what texts have in common that differ in case or Unicode form; accents matter."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", text).casefold())


# The same characters as bytes of UTF-8 and as escapes of JSON: most files have none of them.
_UNSAFE_BYTES = re.compile(
    rb"\\[ubfr]|[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c"
    rb"|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)


def needs_cleaning(json: bytes) -> bool:
    """Return whether the texts of `json` may hold a character that `clean` replaces."""
    return _UNSAFE_BYTES.search(json) is not None


def with_article(noun: str) -> str:
    """Return a noun in lower case after `a` or `an`."""
    if noun[0] in "aeiou":
        return f"an {noun}"
    return f"a {noun}"


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 item, 2 items, 3 entries."""
    if count == 1:
        return f"1 {word}"
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy", "uy")):
        return f"{count} {word[:-1]}ies"
    return f"{count} {word}s"


def agree(count: int, one: str, several: str) -> str:
    """Return the form of a verb that goes with a count: 1 cell has, 2 cells have."""
    return one if count == 1 else several
