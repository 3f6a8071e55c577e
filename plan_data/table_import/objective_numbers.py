"""Numbers that a table prints before its priorities and objectives, and numbers for the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

_PREFIX = r"(?:(?:action|objective|priority|section|theme|goal|aim|ref|no)\.?\s+)?"
_NUMBER_AND_TEXT = re.compile(
    rf"{_PREFIX}(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\s?[.):]?(?:\s+|(?=[A-Za-z]))(?P<rest>.*)"
    rf"|{_PREFIX}(?P<single>\d{{1,3}})\s?[.):](?:\s+|(?=[A-Z]))(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_ALONE = re.compile(
    rf"{_PREFIX}(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})\s?[.):]?", re.IGNORECASE
)
_NOT_IN_NUMBERS = re.compile(r"[^\w.&-]+")
LONGEST = 24


def split_number(text: str) -> tuple[str, str]:
    """Return the number that a text begins with, "" if it has none, and the rest of the text."""
    alone = _NUMBER_ALONE.fullmatch(text)
    if alone:
        return alone["number"], ""
    match = _NUMBER_AND_TEXT.match(text)
    if not match:
        return "", text
    number = match["number"] or match["single"]
    rest = match["rest"] or match["after"] or ""
    return number, rest.strip()


def number_depth(number: str) -> int:
    """Return how many parts a number has: 3 for 2.4.1, 0 for ""."""
    if not number:
        return 0
    return number.count(".") + 1


def number_from_reference(text: str) -> str:
    """Return the text of a column of references as a number that a plan may have."""
    number, rest = split_number(text)
    if number and not rest:
        return number
    reference = _NOT_IN_NUMBERS.sub("-", text).strip("-.")
    return reference[:LONGEST].strip("-.")


def parent_number(number: str) -> str:
    """Return the number of the level above: 2.4 for 2.4.1, "" for 2."""
    return number.rpartition(".")[0]


def unused_number(number: str, before: str, taken: dict[str, int]) -> str:
    """Return a number that is not taken, in place of `number`, which is.

    A spreadsheet shows 1.10 as 1.1, so 1.1 after 1.9 is 1.10; any other number gets a suffix.
    `taken` has each number with its last suffix, so that a number in every row stays quick.
    """
    parent = parent_number(number)
    tenth = f"{number}0"
    if number == f"{parent}.1" and before == f"{parent}.9" and tenth not in taken:
        return tenth
    suffix = taken.get(number, 1) + 1
    while f"{number}-{suffix}" in taken:
        suffix += 1
    taken[number] = suffix
    return f"{number}-{suffix}"


def unused_numbers(taken: set[str]) -> Iterator[str]:
    """Yield "1", "2" and so on without those that are taken."""
    for number in map(str, count(1)):
        if number not in taken:
            yield number


def usual_depth(numbers: Sequence[str]) -> int:
    """Return the commonest depth of some numbers, the first of equals, 0 if there are none."""
    commonest = Counter(map(number_depth, numbers)).most_common(1)
    if not commonest:
        return 0
    depth, _ = commonest[0]
    return depth
