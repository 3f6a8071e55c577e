"""Ids of entries: unique everywhere, and sorted by the time they were made."""

import os
import re
from collections.abc import Iterable
from datetime import datetime

# An id is a ULID (github.com/ulid/spec): 48 bits of milliseconds, 80 of chance, in 26 letters that sort by time.
# Made here in a few lines, since the libraries for it take longer to import than a tick may take in all.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_TIME_LENGTH = 10
_CHANCE_BITS = 80
_ULID = re.compile(f"[{_LETTERS}]{{{_LENGTH}}}")
_CENTURY = (
    100 * 366 * 24 * 60 * 60 * 1000
)  # milliseconds: no clock is so far ahead, and what says so is not followed


def next_id(at: datetime, *after: str) -> str:
    """Return an id for the time `at` that sorts after the ids `after`, also where a clock stepped back.

    It then takes the millisecond after theirs, and chance anew: two machines that follow the same id differ.
    """
    now = max(0, int(at.timestamp() * 1000))
    known = (_moment(entry_id) for entry_id in after)
    moment = max([now, *(moment + 1 for moment in known if moment < now + _CENTURY)])
    return _letters(moment << _CHANCE_BITS | int.from_bytes(os.urandom(_CHANCE_BITS // 8)))


def newest_id(at: datetime, ids: Iterable[str]) -> str:
    """Return the first of `ids`, newest first, that an id made at `at` can follow, or nothing."""
    far = _letters((max(0, int(at.timestamp() * 1000)) + _CENTURY) << _CHANCE_BITS)
    return next((each for each in ids if each < far and _ULID.fullmatch(each)), "")


def _letters(number: int) -> str:
    return "".join(_LETTERS[number >> shift & 31] for shift in range(5 * _LENGTH - 5, -1, -5))


def _moment(entry_id: str) -> int:
    """Return the milliseconds of an id; one that is no ULID (and so not from here) counts as the oldest."""
    if not _ULID.fullmatch(entry_id):
        return -1
    moment = 0
    for letter in entry_id[:_TIME_LENGTH]:
        moment = moment << 5 | _LETTERS.index(letter)
    return moment
