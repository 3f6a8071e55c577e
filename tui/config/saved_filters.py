"""Filter words saved under a name, for the app and the shell."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.suggest import did_you_mean
from plan_data.text import fold, one_line
from store.query.filters import EXAMPLE_WORDS
from store.query.search_tokens import replace_word
from tui.config.preferences import Changes, Preferences, change_preferences

if TYPE_CHECKING:
    from tui.config.file_lock import Report

MINE = "mine"  # the name of the filter that says which items are the user's, and a word of searches
NO_MINE = "which items are yours is not said yet."
HOW_TO_SET_MINE = "`milepost filters save mine 'lead:JCP or pathway:ELS'` says it."


def saved_words(preferences: Preferences, text: str) -> str:
    """Return the words saved under the name `text`, or `text` itself if it is no filter's name."""
    wanted = one_line(text)
    for name in _names_meant(preferences.filters, wanted):
        return preferences.filters[name]
    return wanted


def mine_words(preferences: Preferences) -> str:
    """Return the words of the filter that says which items are the user's, "" if there is none."""
    for name in _names_meant(preferences.filters, MINE):
        return preferences.filters[name]
    return ""


def with_mine(mine: str, words: str) -> str:
    """Return words with the word `mine` replaced by its meaning.

    Raises:
        Refused: if the word is used and no filter of that name is saved.

    """
    standing_for = replace_word(mine, MINE, "")
    if replace_word(words, MINE, "") == words:
        return words
    if not standing_for.strip():
        raise Refused(NO_MINE, HOW_TO_SET_MINE)
    return replace_word(words, MINE, f"({standing_for})")


def guess_mine(author: str, about: About) -> str:
    """Return words for the items of a pathway or lead whose code is in the author's name, or ""."""
    words = set(fold(author).split())
    kinds = (("pathway", about.pathways), ("lead", about.agencies))
    for kind, explained in kinds:
        for named in explained:
            if fold(named.code) in words or fold(named.name) == fold(author):
                return _field_words(kind, named.code)
    return ""


def _field_words(kind: str, code: str) -> str:
    if " " in code:
        return f'{kind}:"{code}"'
    return f"{kind}:{code}"


def only_mine(words: str) -> str:
    """Return words that find, of what `words` find, the user's own items."""
    if not words:
        return MINE
    return f"{MINE} ({words})"


def save_filter(path: Path, name: str, words: str, report: "Report | None" = None) -> Preferences:
    """Save words under a name, replacing the filter that had the name before.

    `report` gets a sentence if another window's lock has to be waited for.

    Raises:
        Refused: if name or words are missing.
        Unusable: if the preferences cannot be written.

    """
    name = one_line(name)
    words = one_line(words)
    if not name:
        raise Refused("a name for the filter is missing: write a short one, such as 'late ELS'.")
    if not words:
        raise Refused(f"the words of the filter are missing: write them as in '{EXAMPLE_WORDS}'.")

    def add(preferences: Preferences) -> Changes:
        return {"filters": _without(preferences.filters, name) | {name: words}}

    return change_preferences(path, add, report)


def remove_filter(path: Path, name: str, report: "Report | None" = None) -> Preferences:
    """Remove the filter of a name.

    `report` gets a sentence if another window's lock has to be waited for.

    Raises:
        Refused: if no filter has the name.
        Unusable: if the preferences cannot be written.

    """

    def remove(preferences: Preferences) -> Changes:
        filters = preferences.filters
        others = _without(filters, one_line(name))
        if len(others) == len(filters):
            hint = did_you_mean(name, filters) or "`milepost filters` lists what is saved."
            raise Refused(f"no filter is saved under '{one_line(name)}'; {hint}")
        return {"filters": others}

    return change_preferences(path, remove, report)


def _without(filters: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the filters except the one that a name means."""
    meant = _names_meant(filters, name)
    return {other: words for other, words in filters.items() if other not in meant}


def _names_meant(filters: Mapping[str, str], typed: str) -> list[str]:
    """Return the filter of that name, else those that differ in case and accents alone."""
    if typed in filters:
        return [typed]
    wanted = fold(typed)
    return [name for name in filters if fold(name) == wanted]
