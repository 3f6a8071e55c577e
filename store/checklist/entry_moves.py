"""Where the entries of items go if a plan gives the items other ids."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from plan_data.load import LoadedPlan
from store.journal.entry import Entry


class EntryMove(Struct, frozen=True):
    """`count` entries of the ref `old` whose item is gone, and the ref `new` to move them to.

    `renumbered` is the new id of the milestone or measure, empty if it is not known. `new` is empty
    if `move` cannot take them there: a measure's entries stay with its id.
    """

    old: str
    new: str
    count: int
    renumbered: str = ""


class ReusedRef(Struct, frozen=True):
    """A ref with `count` entries that names another item in the new plan.

    `now` is the new id of the milestone or measure that the entries are about, empty if it is gone.
    """

    ref: str
    now: str
    count: int


def entry_moves(
    orphans: Iterable[Entry], renumbered: Mapping[str, str], new: LoadedPlan
) -> list[EntryMove]:
    """Return a move for each ref of entries that lose their item, in order of the entries.

    `renumbered` has the new id of each milestone and measure that has another one.
    """
    counts = Counter(entry.ref for entry in orphans)
    moves = []
    for ref, count in counts.items():
        new_id = renumbered.get(ref.partition("@")[0], "")
        moves.append(EntryMove(ref, _new_ref(ref, new_id, new), count, new_id))
    return moves


def _new_ref(ref: str, new_id: str, new: LoadedPlan) -> str:
    """Return the ref of the renumbered item; empty if there is none that `move` takes."""
    _, at, label = ref.partition("@")
    candidate = f"{new_id}{at}{label}"
    if candidate in new.positions:
        return candidate
    if new_id in new.positions:  # it has no labels any more
        return new_id
    return ""


def reused_refs(
    entries: Iterable[Entry], new_ids: Mapping[str, str], new: LoadedPlan
) -> list[ReusedRef]:
    """Return the refs of entries whose item has another id or is gone, while the ref names a new item.

    `new_ids` has the new id of each milestone and measure that has another one, "" if it was dropped.
    """
    counts = Counter(entry.ref for entry in entries)
    found = []
    for ref, count in counts.items():
        old_id = ref.partition("@")[0]
        if old_id not in new_ids:
            continue
        if ref in new.positions or old_id in new.measures_by_id:
            found.append(ReusedRef(ref, new_ids[old_id], count))
    return found
