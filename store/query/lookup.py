"""Finding an item by what a person types for its ref."""

from collections.abc import Sequence

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.suggest import did_you_mean

_MOST_NAMED = 12  # a year of months


def find_items(items: Sequence[PlanItem], typed: str) -> tuple[PlanItem, ...]:
    """Return the item of a ref, or all items of a milestone's bare id; upper and lower case are one.

    Raises:
        Refused: naming the nearest refs.

    """
    wanted = typed.strip().casefold()
    exact = tuple(item for item in items if item.ref.casefold() == wanted)
    found = exact or tuple(item for item in items if item.milestone.casefold() == wanted)
    if not found:
        known = [item.ref for item in items]
        own = [ref for ref in known if ref.casefold().startswith((f"{wanted}-", f"{wanted}@"))]
        hint = (
            f"did you mean {', '.join(own[:_MOST_NAMED])}?"
            if own
            else did_you_mean(typed, known, everything=0)
        )
        if hint:
            raise Refused(f"there is no item '{typed}' in this plan; {hint}")
        raise Refused(
            f"there is no item '{typed}' in this plan.", "`milepost list` names them all."
        )
    return found


def find_item(items: Sequence[PlanItem], typed: str) -> PlanItem:
    """Return the one item that is meant.

    Raises:
        Refused: where there is none, or the milestone has several.

    """
    found = find_items(items, typed)
    if len(found) == 1:
        return found[0]
    refs = [item.ref for item in found]
    more = f" ... {refs[-1]}" if len(refs) > _MOST_NAMED else ""
    raise Refused(
        f"'{typed}' has {len(refs)} items: name one of {', '.join(refs[:_MOST_NAMED])}{more}."
    )
