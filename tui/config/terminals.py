"""What the environment says of the terminal."""

from collections.abc import Mapping

_WITHOUT_CURSOR = {"dumb", "unknown"}


def can_move_cursor(environ: Mapping[str, str]) -> bool:
    """Return whether a terminal can draw a screen: all but those whose TERM says they cannot.

    Without a TERM, as on Windows, a terminal is taken to be one that can.
    """
    return environ.get("TERM", "").lower() not in _WITHOUT_CURSOR
