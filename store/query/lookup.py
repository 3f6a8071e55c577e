"""Finding an item or an entry by what a person types for it."""

from collections.abc import Iterable, Sequence

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from store.journal.entry import Entry

_MOST_NAMED = 12  # a year of months


def find_items(items: Sequence[PlanItem], typed: str) -> tuple[PlanItem, ...]:
    """Return the item of a ref, or all items of a milestone's bare id, in upper or lower case.

    Raises:
        Refused: if there is none; it names the nearest refs.

    """
    wanted = fold(typed.strip())
    matches = items_named(items, wanted)
    if matches:
        return matches
    hint = _nearest_refs(wanted, items, typed)
    if hint:
        raise Refused(f"there is no item '{typed}' in this plan; {hint}")
    raise Refused(f"there is no item '{typed}' in this plan.", "`milepost list` names them all.")


def items_named(items: Sequence[PlanItem], wanted: str) -> tuple[PlanItem, ...]:
    """Return the items with a folded ref, or else those of the milestone with that id."""
    of_ref = [item for item in items if fold(item.ref) == wanted]
    if of_ref:
        return tuple(of_ref)
    return tuple([item for item in items if fold(item.milestone) == wanted])


def _nearest_refs(wanted: str, items: Sequence[PlanItem], typed: str) -> str:
    """Return a question that names the refs nearest to what was typed, "" if none is near."""
    refs = [item.ref for item in items]
    starts = f"{wanted}-", f"{wanted}@"
    below = [ref for ref in refs if fold(ref).startswith(starts)]
    if below:
        return f"did you mean {', '.join(below[:_MOST_NAMED])}?"
    return did_you_mean(typed, refs, everything=0)


def find_item(items: Sequence[PlanItem], typed: str) -> PlanItem:
    """Return the one item that is meant.

    Raises:
        Refused: if there is none, or the milestone has several.

    """
    matches = find_items(items, typed)
    if len(matches) == 1:
        return matches[0]
    refs = [item.ref for item in matches]
    named = ", ".join(refs[:_MOST_NAMED])
    if len(refs) > _MOST_NAMED:
        named += f" ... {refs[-1]}"
    raise Refused(f"'{typed}' has {len(refs)} items: name one of {named}.")


def find_entry(
    entries: Iterable[Entry],
    typed: str,
    *,
    listed_by: str = "`milepost log` shows every entry's id.",
) -> Entry:
    """Return the one entry whose id starts or ends with what was typed, in upper or lower case.

    `listed_by` ends the refusal: it says where the ids can be read.

    Raises:
        Refused: if there is none, or there are several.

    """
    matches = [entry for entry in entries if has_id(entry, typed)]
    if len(matches) == 1:
        return matches[0]
    count = "no entry"
    if matches:
        count = f"{len(matches)} entries"
    raise Refused(f"{count} of this plan can be meant by '{typed}': {listed_by}")


def has_id(entry: Entry, typed: str) -> bool:
    """Return whether what was typed is the start or the end of an entry's id, in any case."""
    return entry.id.startswith(typed.upper()) or entry.id.endswith(typed.upper())
