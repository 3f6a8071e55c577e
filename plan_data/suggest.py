"""Suggest similar names, for every sentence about a name that does not exist."""

from collections.abc import Collection, Iterable

from plan_data.text import fold

_LONGEST_NAME = 200  # characters
_MOST_COMPARED = 200_000  # names, for all hints about one list; about a second


def nearest_names(word: str, known: Iterable[str], most: int = 3, cutoff: float = 0.5) -> list[str]:
    """Return up to `most` of `known` that look most like `word`, best first.

    `cutoff` is how alike they must be at least, 1 being equal. Nothing is near a very long text: to compare it would take seconds.
    """
    if len(word) > _LONGEST_NAME:
        return []
    from difflib import get_close_matches  # imported only on the way to a refusal

    spellings = {fold(name): name for name in known}
    matches = get_close_matches(fold(word), spellings, most, cutoff)
    return [spellings[match] for match in matches]


def did_you_mean(word: str, known: Iterable[str], *, everything: int = 12) -> str:
    """Return a hint to end a sentence with: the names of `known` that look like `word`.

    If none does, it is all of `known`, or nothing if they are more than `everything`.
    """
    names = list(known)
    similar = nearest_names(word, names)
    if similar:
        return f"did you mean {join_with_or(similar)}?"
    if names and len(names) <= everything:
        return f"write {join_with_or(names)}."
    return ""


def join_with_or(names: list[str]) -> str:
    """Return names as a sentence lists them: a, b or c."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} or {names[-1]}"


class Hints:
    """Hints about many words that are not in one list, each found once.

    A file may have thousands of wrong words and the list thousands of names: after
    `_MOST_COMPARED` names there are no more hints.
    """

    def __init__(self, known: Collection[str], *, everything: int = 12) -> None:
        self._known = known
        self._everything = everything
        self._hints: dict[str, str] = {}
        self._left = _MOST_COMPARED

    def about(self, word: str) -> str:
        """Return what `did_you_mean` returns, or nothing if too many were asked for."""
        if word not in self._hints:
            self._hints[word] = self._find(word)
        return self._hints[word]

    def _find(self, word: str) -> str:
        self._left -= len(self._known)
        if self._left < 0:
            return ""
        return did_you_mean(word, self._known, everything=self._everything)
