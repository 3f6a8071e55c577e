"""The words of a search, cut apart: words, quoted phrases, fields with their values, brackets."""

import re
from typing import Literal

from msgspec import Struct

from plan_data.text import fold

FIELDS = ("lead", "pathway", "tag", "priority", "serves", "area", "status", "by", "sort")

TokenKind = Literal["word", "phrase", "field", "due", "open", "close"]

_VALUE = r'(?:"(?P<{0}_quoted>[^"]*)(?P<{0}_end>"|$)|(?P<{0}_word>[^\s()"]*))'
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | due\s*(?P<sign><=|>=|<|>|=)\s*{_VALUE.format("due")}
    | (?P<field>{"|".join(FIELDS)}):\s*{_VALUE.format("field")}(?P<star>\*?)
    | "(?P<quoted>[^"]*)(?P<end>"|$)
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTES = str.maketrans("“”„", '"""')


class Token(Struct, frozen=True):
    """One part of a search. `text` is a word, a phrase or a value; `name` a field or a sign.

    `typed` is the part as it was typed. `is_closed` is False if a quotation mark is missing.
    """

    kind: TokenKind
    typed: str
    text: str = ""
    name: str = ""
    is_closed: bool = True

    @property
    def word(self) -> str:
        """The folded text of a word, empty for every other token."""
        if self.kind != "word":
            return ""
        return fold(self.text)


def split_search(text: str) -> list[Token]:
    """Return the tokens of a search; every text has some reading, and none is left out."""
    matches = _TOKEN.finditer(text.translate(_QUOTES))
    return [_token(match) for match in matches if not match["space"]]


def replace_word(text: str, word: str, replacement: str) -> str:
    """Return a search with each bare `word` replaced; phrases and values of fields stay."""
    parts = []
    for match in _TOKEN.finditer(text.translate(_QUOTES)):
        if fold(match["word"] or "") == word:
            parts.append(replacement)
        else:
            parts.append(match[0])
    return "".join(parts)


def _token(match: re.Match[str]) -> Token:
    typed = match[0].strip()
    if match["open"]:
        return Token("open", typed)
    if match["close"]:
        return Token("close", typed)
    if match["sign"]:
        text, is_closed = _value(match, "due")
        return Token("due", typed, text, match["sign"], is_closed)
    if match["field"]:
        text, is_closed = _value(match, "field")
        return Token("field", typed, text + match["star"], fold(match["field"]), is_closed)
    if match["word"]:
        return Token("word", typed, match["word"])
    return Token("phrase", typed, match["quoted"].strip(), is_closed=bool(match["end"]))


def _value(match: re.Match[str], of: str) -> tuple[str, bool]:
    """Return the value of a field or a sign, and whether its quotation marks are closed."""
    quoted = match[f"{of}_quoted"]
    if quoted is None:
        return match[f"{of}_word"], True
    return quoted.strip(), bool(match[f"{of}_end"])
