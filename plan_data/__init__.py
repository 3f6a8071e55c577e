"""What was promised: plan files, their loader and the timescale language."""

import sys

if "typing_extensions" not in sys.modules:
    # msgspec prefers it to Python's own typing, which has all that is used here. Not importing it
    # takes a tenth off a status check; a later import of it still works.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    import msgspec  # noqa: F401

    del sys.modules["typing_extensions"]
