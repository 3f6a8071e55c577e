"""When Python looks for garbage: between keys, so that none waits for it, and never among what stays."""

import gc

_AT_MOST = 1_000_000  # objects made until Python looks of itself; far more than is made in two seconds of typing
_WORTH_IT = 10_000


def relax_collector() -> None:
    """Let Python not look while keys are answered."""
    gc.set_threshold(_AT_MOST)


def freeze_objects() -> None:
    """Leave everything that is there now, plan, journal and widgets, out of every look."""
    gc.freeze()


def collect_if_needed() -> None:
    """Look, where enough was made since the last time."""
    if gc.get_count()[0] > _WORTH_IT:
        gc.collect()
