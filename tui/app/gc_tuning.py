"""When Python collects garbage: between keys, so that no key waits, and never among what stays."""

import gc

_THRESHOLD = (
    1_000_000  # objects until Python collects by itself; far more than two seconds of typing make
)
_WORTH_COLLECTING = 10_000


def raise_threshold() -> None:
    """Keep Python from collecting while keys are handled."""
    gc.set_threshold(_THRESHOLD)


def freeze_objects() -> None:
    """Leave the present objects, such as plan, journal and widgets, out of every collection."""
    gc.freeze()


def collect_if_needed() -> None:
    """Collect if enough objects were made since the last time."""
    if gc.get_count()[0] > _WORTH_COLLECTING:
        gc.collect()
