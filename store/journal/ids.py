"""Ids of entries: unique everywhere, and sorted by the time they were made."""

import os
import re
from collections.abc import Iterable
from datetime import datetime

# An id is a ULID (github.com/ulid/spec): 48 bits of milliseconds and 80 random bits, in 26 letters
# that sort by time. The libraries for it take longer to import than a tick may take altogether.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_TIME_LENGTH = 10
_RANDOM_BITS = 80
_ULID = re.compile(f"[{_LETTERS}]{{{_LENGTH}}}")
# The first millisecond of the year 10000. No clock makes an id from then on, and none is followed:
# so there is always room behind the ids that are.
_END_OF_TIME = 253_402_300_800_000


def next_id(at: datetime, *after: str) -> str:
    """Return an id for the time `at` that sorts after the ids `after`, if a clock stepped back too.

    It then takes the millisecond after theirs and new random bits, so that two machines that
    follow the same id make different ones.
    """
    moment = _milliseconds(at)
    for entry_id in after:
        before = _moment(entry_id)
        if before < _END_OF_TIME:
            moment = max(moment, before + 1)
    random_bits = int.from_bytes(os.urandom(_RANDOM_BITS // 8))
    return _letters(moment << _RANDOM_BITS | random_bits)


def can_be_followed(entry_id: str) -> bool:
    """Return whether there are ids after this one: any that a clock makes can be followed."""
    return -1 < _moment(entry_id) < _END_OF_TIME


def newest_id(ids: Iterable[str]) -> str:
    """Return the first of `ids` that can be followed, or ""; they come newest first."""
    for entry_id in ids:
        if can_be_followed(entry_id):
            return entry_id
    return ""


def _milliseconds(at: datetime) -> int:
    return max(0, int(at.timestamp() * 1000))


def _letters(number: int) -> str:
    shifts = range(5 * _LENGTH - 5, -1, -5)
    return "".join([_LETTERS[number >> shift & 31] for shift in shifts])


def _moment(entry_id: str) -> int:
    """Return the milliseconds of an id; one that is no ULID counts as the oldest."""
    if not _ULID.fullmatch(entry_id):
        return -1
    moment = 0
    for letter in entry_id[:_TIME_LENGTH]:
        moment = moment << 5 | _LETTERS.index(letter)
    return moment
