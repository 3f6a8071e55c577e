"""Suggest similar names, for every sentence about a name that does not exist."""

from collections.abc import Iterable


def nearest_names(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` of `known` that look most like `word`, best first."""
    from difflib import get_close_matches  # imported only on the way to a refusal

    spellings = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), spellings, most, 0.5)
    return [spellings[match] for match in matches]


def did_you_mean(word: str, known: Iterable[str], *, everything: int = 12) -> str:
    """Return a hint to end a sentence with: the names of `known` that look like `word`.

    If none does, it is all of `known`, or nothing if they are more than `everything`.
    """
    names = list(known)
    similar = nearest_names(word, names)
    if similar:
        return f"did you mean {_join_with_or(similar)}?"
    if names and len(names) <= everything:
        return f"write {_join_with_or(names)}."
    return ""


def _join_with_or(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} or {names[-1]}"
