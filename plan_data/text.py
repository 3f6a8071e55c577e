"""Clean text from outside once, where it enters: nothing in it may control a terminal."""

import re

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


# The same characters as bytes of UTF-8 and as escapes of JSON: most files have none of them.
_UNSAFE_BYTES = re.compile(
    rb"\\[ubfr]|[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c"
    rb"|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)


def needs_cleaning(json: bytes) -> bool:
    """Return whether the texts of `json` may hold a character that `clean` replaces."""
    return _UNSAFE_BYTES.search(json) is not None
