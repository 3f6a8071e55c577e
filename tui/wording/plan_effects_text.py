"""What a change of the plan file does to entries, in sentences."""

from store.checklist.entry_moves import EntryMove, ReusedRef
from tui.wording.counts import plural


def move_line(move: EntryMove) -> str:
    """Return how many entries lose their item, and the command that moves them."""
    count = plural(move.count, "entry")
    if move.new:
        return f"{count} of {move.old}, which is {move.renumbered} now: `milepost move {move.old} {move.new}`"
    if move.renumbered:
        return (
            f"{count} of {move.old}, which is {move.renumbered} now: they cannot be moved there,"
            f" so give it back the id {move.old.partition('@')[0]}"
        )
    return f"{count} of {move.old}, which is gone: `milepost move {move.old} REF` gives them to another item"


def reused_line(reused: ReusedRef) -> str:
    """Return how many entries count for another item, and what to do."""
    verb = "counts" if reused.count == 1 else "count"
    return (
        f"{plural(reused.count, 'entry')} of {reused.ref} {verb} for another item, which has this id"
        f" now: what the entries are about is {reused.now}. Give each back its own id, and what is"
        " new an id that was never used."
    )
