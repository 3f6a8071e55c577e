"""Titles from the document's own words: short, whole words, no two alike in an objective."""

from collections import Counter
from collections.abc import Sequence

from plan_data.plan_file.advice import LONGEST_TITLE
from plan_data.table_import.milestone_drafts import MilestoneDraft

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def cut(text: str, longest: int = LONGEST_TITLE) -> str:
    """Return `text`, or as many of its first words as fit, ending with an ellipsis."""
    if len(text) <= longest:
        return text
    words = text[:longest]
    if text[longest - 1 : longest] != " " and " " in words[: longest - 1]:
        words = words[: longest - 1].rpartition(" ")[0]
    return words[: longest - 1].rstrip(" ,;:-\u2013(") + _ELLIPSIS


def set_apart(titles: Sequence[str], drafts: Sequence[MilestoneDraft]) -> list[str]:
    """Return short titles, no two alike: those that would be are told apart by their timescale or a number."""
    apart: list[str] = []
    taken: set[str] = set()
    counts = Counter(cut(title).casefold() for title in titles)
    for title, draft in zip(titles, drafts, strict=True):
        short, count = cut(title), 1
        if counts[short.casefold()] > 1:
            short = _marked(title, cut(draft.printed, 30) or ("figures" if draft.cumulative else "1"))
        while short.casefold() in taken:
            count += 1
            short = _marked(title, str(count))
        taken.add(short.casefold())
        apart.append(short)
    return apart


def _marked(title: str, mark: str) -> str:
    return f"{cut(title, LONGEST_TITLE - len(mark) - 3)} ({mark})"


def letters(place: int) -> str:
    """Return the letters of a milestone's id: a to z, then aa."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
