"""The keys of plan files, and what people write in place of them."""

from functools import cache

import msgspec

from plan_data import model


@cache
def all_keys() -> frozenset[str]:
    """Return the keys that any part of a plan file may have."""
    keys: set[str] = set()
    for kind in vars(model).values():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            keys.update(kind.__struct_fields__)
    return frozenset(keys)
