"""Filters in words that are kept under a name, for the app and the shell alike."""

from pathlib import Path

from plan_data.errors import Refused
from plan_data.suggest import did_you_mean
from plan_data.text import one_line
from tui.config.preferences import Preferences, read_preferences, remember


def saved_words(preferences: Preferences, typed: str) -> str:
    """Return the words of the filter saved under a name; what is no name is words itself."""
    wanted = one_line(typed)
    return next((words for name, words in preferences.filters.items() if name.casefold() == wanted.casefold()), wanted)


def save_filter(path: Path, name: str, words: str) -> Preferences:
    """Keep words under a name, in place of what it stood for before.

    Raises:
        Refused: where name or words are missing.
        Unusable: where it cannot be kept.

    """
    name, words = one_line(name), one_line(words)
    if not name:
        raise Refused("a name for the filter is missing: write a short one, such as 'late ELS'.")
    if not words:
        raise Refused("the words of the filter are missing: write them as in 'overdue ELS jan'.")
    kept = read_preferences(path).filters
    others = {other: said for other, said in kept.items() if other.casefold() != name.casefold()}
    return remember(path, filters={**others, name: words})


def remove_filter(path: Path, name: str) -> Preferences:
    """Keep the filter of a name no longer.

    Raises:
        Refused: where there is none of that name.
        Unusable: where the change cannot be kept.

    """
    kept, wanted = read_preferences(path).filters, one_line(name).casefold()
    left = {other: words for other, words in kept.items() if other.casefold() != wanted}
    if len(left) == len(kept):
        hint = did_you_mean(name, kept) or "`milepost filters` lists what is saved."
        raise Refused(f"no filter is saved under '{one_line(name)}'; {hint}")
    return remember(path, filters=left)
