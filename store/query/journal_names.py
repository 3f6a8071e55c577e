"""The authors and kinds of entries that are meant by what people type for them."""

from collections.abc import Iterable

from plan_data.errors import Refused
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from store.journal.entry import Entry
from store.journal.kinds import KINDS


def find_authors(entries: Iterable[Entry], typed: str) -> list[str]:
    """Return the authors whose name was typed, else those whose name has it in it, sorted.

    Raises:
        Refused: if there is none; it names the nearest.

    """
    names = sorted({entry.by for entry in entries})
    wanted = fold(typed.strip())
    found = [name for name in names if wanted in fold(name)]
    exact = [name for name in found if fold(name) == wanted]
    if found:
        return exact or found
    hint = did_you_mean(typed, names) or "`milepost log` shows who has."
    raise Refused(f"nobody has recorded anything as '{typed}'; {hint}")


def find_kind(entries: Iterable[Entry], typed: str) -> str:
    """Return the kind that was typed: one that Milepost knows, or a later version's in `entries`.

    Raises:
        Refused: if there is none; it names the nearest.

    """
    kinds = list(dict.fromkeys([*KINDS, *sorted({entry.kind for entry in entries})]))
    wanted = fold(typed.strip())
    for kind in kinds:
        if fold(kind) == wanted:
            return kind
    hint = did_you_mean(typed, kinds, everything=len(kinds))
    raise Refused(f"there is no kind of entry '{typed}'; {hint}")
