"""Values of a plan file that end at a #, because YAML takes what follows for a comment."""

import re

from plan_data.plan_file.text_quotes import quoted

_REST_OF_LINE = re.compile(r"(?P<gap>[ \t]+)#(?P<comment>[^\n]*)")
_LONGEST = 200  # characters of a value that are quoted in a sentence


def find_cut(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return the index of the # that cuts a value off, and the sentence about it.

    The value is from `start` to `end`, without quotes. None if no # follows, or only a comment: one
    that begins with a space, or after two spaces.
    """
    match = _REST_OF_LINE.match(text, end)
    if match is None or start == end:
        return None
    value, comment = text[start:end], match["comment"].rstrip()
    if not _looks_meant(value, match["gap"], comment):
        return None
    whole = quoted(f"{value}{match['gap']}#{comment}")
    if len(whole) > _LONGEST or "\n" in value:
        whole = "the value"
    sentence = (
        f"what follows # is a comment and is not read: write {whole} in quotes if it is meant, or"
        " a space after the # if it is not."
    )
    return match.end("gap"), sentence


def comment_after(text: str, end: int) -> str:
    """Return what follows a # in the rest of a line, with the #; "" if there is none."""
    match = _REST_OF_LINE.match(text, end)
    if match is None:
        return ""
    return f"#{match['comment'].rstrip()}"


def _looks_meant(value: str, gap: str, comment: str) -> bool:
    if value.count("(") > value.count(")") and ")" in comment:
        return True
    if re.match(r"[0-9]", comment) or re.fullmatch(r" [0-9]+", comment):
        return True
    return len(gap) == 1 and re.match(r"\w", comment) is not None
