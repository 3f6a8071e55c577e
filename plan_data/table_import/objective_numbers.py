"""The numbers that a table prints before its priorities and objectives."""

import re

_PREFIX = r"(?:(?:action|objective|priority|section|theme|goal|aim|ref|no)\.?\s+)?"
_NUMBERED = re.compile(
    rf"{_PREFIX}(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\s?[.):]?(?:\s+|(?=[A-Za-z]))(?P<rest>.*)"
    rf"|{_PREFIX}(?P<single>\d{{1,3}})\s?[.):](?:\s+|(?=[A-Z]))(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = re.compile(rf"{_PREFIX}(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})\s?[.):]?", re.IGNORECASE)
_NOT_IN_NUMBERS = re.compile(r"[^\w.&-]+")
LONGEST = 24


def split_number(text: str) -> tuple[str, str]:
    """Return the number that a text begins with, "" where it has none, and the rest of the text."""
    if found := _ALONE.fullmatch(text):
        return found["number"], ""
    if found := _NUMBERED.match(text):
        return found["number"] or found["single"], (found["rest"] or found["after"] or "").strip()
    return "", text


def depth(number: str) -> int:
    """Return how many parts a number has: 3 for 2.4.1."""
    return number.count(".") + 1 if number else 0


def as_number(text: str) -> str:
    """Return what stands in a column of references as a plan's number."""
    number, rest = split_number(text)
    if number and not rest:
        return number
    return _NOT_IN_NUMBERS.sub("-", text).strip("-.")[:LONGEST].strip("-.")


def parent(number: str) -> str:
    """Return the number of what stands above: 2.4 for 2.4.1, "" for 2."""
    return number.rpartition(".")[0]


def unused(number: str, before: str, taken: set[str]) -> str:
    """Return a number that is still free: after 1.9 a spreadsheet's 1.1 is 1.10, else one is added to."""
    if before == f"{parent(number)}.9" and number == f"{parent(number)}.1" and f"{number}0" not in taken:
        return f"{number}0"
    count = 2
    while f"{number}-{count}" in taken:
        count += 1
    return f"{number}-{count}"
