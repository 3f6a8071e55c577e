"""Curly quotes around a value or a key of a plan file, which YAML takes for letters."""

import re
from collections.abc import Iterator

_DOUBLE = '\u201c(?:[^\u201c\u201d\n]*\u201d|[^\u201c\u201d"\n]*")'
_SINGLE = "\u2018(?:[^\u2018\u2019\n]|\u2019(?=\\w))*\u2019"  # with apostrophes inside
_QUOTED = f"(?:{_DOUBLE}|{_SINGLE})"
_BEFORE_VALUE = r"(?m:^)[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?"
# The value of a line, or its key: nothing else is beside the quotes.
_VALUE = re.compile(rf"{_BEFORE_VALUE}(?P<quoted>{_QUOTED})[ ]*(?=$|[ ]\#|:[ \n])", re.MULTILINE)
# The brackets of a line, and within them quoted values, of which straight quotes hide all others.
_BRACKETS = re.compile(rf"{_BEFORE_VALUE}[\[{{][^\n]*", re.MULTILINE)
_IN_BRACKETS = re.compile(
    rf"""
    "(?:[^"\\\n]|\\.)*"
    | (?<=[\[{{,:\s])'[^'\n]*'
    | [\[{{,:][ ]* (?P<quoted>{_QUOTED}) (?=[ ]*[,\]}}:])
    """,
    re.VERBOSE,
)
# A long text that is written line by line under its key: its quotes are its own.
_BLOCK_START = re.compile(r"[ ]*(?:-[ ]+)*[\w.-]+:[ ]+[|>][0-9+-]*[ ]*(?:#.*)?")


def has_curly_quotes(text: str) -> bool:
    """Return whether there is an opening curly quote, wherever it is."""
    return "\u201c" in text or "\u2018" in text


def straighten_quotes(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a text with straight quotes for curly ones around a value or a key.

    No character moves. With it comes the index of each opening quote, and the sentence about it.
    """
    blocks = list(_blocks(text))
    warnings: list[tuple[int, str]] = []
    pieces: list[str] = []
    end = 0
    for start, stop in sorted(_find_quoted(text)):
        if start < end or any(first <= start < last for first, last in blocks):
            continue
        content = text[start + 1 : stop - 1]
        quote = _straight_quote(content)
        if quote:
            straight = f"{quote}{content}{quote}"
            sentence = f"curly quotes are letters here: write straight ones, {straight}."
            warnings.append((start, sentence))
            pieces += [text[end:start], straight]
            end = stop
    return "".join([*pieces, text[end:]]), warnings


def _find_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each value or key in curly quotes."""
    for match in _VALUE.finditer(text):
        yield match.span("quoted")
    for line in _BRACKETS.finditer(text):
        for match in _IN_BRACKETS.finditer(text, *line.span()):
            if match["quoted"]:
                yield match.span("quoted")


def _straight_quote(content: str) -> str:
    """Return the quote to write around a content, "" if it holds what neither can."""
    if "'" not in content and '"' in content:
        return "'"
    if '"' not in content and "\\" not in content:
        return '"'
    return ""


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each text that is written line by line under its key."""
    depth = start = -1
    index = 0
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        if start >= 0 and line.strip() and indent <= depth:
            yield start, index
            start = -1
        index += len(line)
        if start < 0 and _BLOCK_START.fullmatch(line.rstrip("\n")):
            depth, start = indent, index
    if start >= 0:
        yield start, index
