"""Where folded words are in a text as it is written, so that they can be marked there."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plan_data.text import fold


class Match(NamedTuple):
    """A part of a text, from the letter `start` up to the letter `end`."""

    start: int
    end: int


def find_matches(text: str, words: Iterable[str]) -> list[Match]:
    """Return where any of some folded words is in a text, from left to right, none overlapping."""
    wanted = list(filter(None, words))
    if not wanted:
        return []
    folded, places = _folded_with_places(text)
    matches: list[Match] = []
    for start, end in _all_occurrences(folded, wanted):
        following = len(text)
        if end < len(places):
            following = places[end]
        first, last = places[start], max(places[end - 1] + 1, following)  # with its accents
        if matches and first < matches[-1].end:
            matches[-1] = Match(matches[-1].start, max(last, matches[-1].end))
        else:
            matches.append(Match(first, last))
    return matches


def _folded_with_places(text: str) -> tuple[str, range | list[int]]:
    """Return a text folded, and for each of its letters the place of the letter it comes from."""
    if text.isascii():
        return fold(text), range(len(text))
    folded = ""
    places: list[int] = []
    for place, letter in enumerate(text):
        part = fold(letter)
        folded += part
        places += [place] * len(part)
    return folded, places


def _all_occurrences(text: str, words: Iterable[str]) -> list[Match]:
    """Return where any of some words is, from left to right; they may overlap."""
    found: list[Match] = []
    for word in words:
        found += _occurrences(text, word)
    return sorted(found)


def _occurrences(text: str, word: str) -> Iterator[Match]:
    start = text.find(word)
    while start >= 0:
        yield Match(start, start + len(word))
        start = text.find(word, start + len(word))
