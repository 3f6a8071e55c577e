"""The nearest right words, for every "no such ..." sentence."""

from collections.abc import Iterable


def nearest_names(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` of `known` that look most like `word`, best first."""
    from difflib import get_close_matches  # only on the way to a refusal

    spellings = {name.casefold(): name for name in known}
    return [spellings[hit] for hit in get_close_matches(word.casefold(), spellings, most, 0.5)]


def did_you_mean(word: str, known: Iterable[str], *, everything: int = 12) -> str:
    """Return a hint to end a sentence with: the nearest of `known`, or all where they are few."""
    names = list(known)
    if hits := nearest_names(word, names):
        return f"did you mean {_either(hits)}?"
    if names and len(names) <= everything:
        return f"write {_either(names)}."
    return ""


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
