"""What a row of the plan takes from the parts above it."""

from itertools import chain


def own_or_inherited(own: tuple[str, ...] | None, inherited: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row's own codes, or those above it if the row has none of its own.

    An empty tuple is the row's own: it says that nothing is inherited.
    """
    if own is None:
        return inherited
    return own


def joined(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of all groups, each once, in the order of the groups."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
