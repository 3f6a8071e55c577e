"""Make titles from the document's own words: short, complete words, unique in an objective."""

from collections import Counter
from collections.abc import Sequence

from plan_data.plan_file.advice import LONGEST_TITLE
from plan_data.table_import.milestone_drafts import MilestoneDraft

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_LONGEST_MARK = 30  # characters of a timescale that sets two titles apart
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def shorten(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text`, or as many of its first words as fit, ending with an ellipsis."""
    if len(text) <= longest:
        return text
    beginning = text[: longest - 1]
    ends_with_word = text[longest - 1] == " "
    if not ends_with_word and " " in beginning:
        beginning = beginning.rpartition(" ")[0]
    return beginning.rstrip(" ,;:-\u2013(") + _ELLIPSIS


def full_wording(words: str, title: str) -> str | None:
    """Return the words of a title in full if it lacks some of them, else None."""
    if title.startswith(words):
        return None
    return words


def unique_titles(titles: Sequence[str], drafts: Sequence[MilestoneDraft]) -> list[str]:
    """Return short titles, no two equal: a timescale or a number is added where they would be."""
    counts = Counter(shorten(title).casefold() for title in titles)
    taken: dict[str, int] = {}  # the titles in use, each with the last number that was added
    unique = []
    for title, draft in zip(titles, drafts, strict=True):
        short = shorten(title)
        if counts[short.casefold()] > 1:
            short = _with_mark(title, _mark_of(draft))
        short = _with_unused_number(title, short, taken)
        taken.setdefault(short.casefold(), 1)
        unique.append(short)
    return unique


def _mark_of(draft: MilestoneDraft) -> str:
    if draft.printed:
        return shorten(draft.printed, _LONGEST_MARK)
    if draft.cumulative:
        return "figures"
    return "1"


def _with_unused_number(title: str, short: str, taken: dict[str, int]) -> str:
    first = short.casefold()
    number = taken.get(first, 1)
    while short.casefold() in taken:
        number += 1
        short = _with_mark(title, str(number))
    if first in taken:
        taken[first] = number
    return short


def _with_mark(title: str, mark: str) -> str:
    addition = f" ({mark})"
    return shorten(title, LONGEST_TITLE - len(addition)) + addition


def milestone_letters(index: int) -> str:
    """Return the letters of a milestone's id: a to z for 0 to 25, then aa."""
    letters = ""
    rest = index + 1
    while rest:
        rest, place = divmod(rest - 1, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters
