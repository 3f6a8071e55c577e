"""Read headings that name what a column holds before what it is of: Body implementing the activity."""

import re

from plan_data.table_import.heading_words import ColumnRole

_WORK = r"(?:activit(?:y|ies)|actions?|tasks?|measures?|milestones?|commitments?|works?)"
_BODY = (
    r"(?:body|bodies|institutions?|organi[sz]ations?|agency|agencies|entity|entities|authority"
    r"|authorities|persons?|units?|departments?|ministry|ministries)"
)
_DOING = r"(?:implementing|responsible|in charge|carrying out|delivering|executing)"
_OF_WORK = (
    rf"(?: (?:for|of|in))?(?: the)?(?: (?:implementation|completion) of)?(?: the)?(?: {_WORK})?"
)
_OPENINGS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("objective", re.compile(rf"(?:name|title|description) of (?:the )?{_WORK}")),
    ("lead", re.compile(rf"{_BODY} {_DOING}{_OF_WORK}")),
    ("other", re.compile(rf"(?:partners?|partner {_BODY})(?: (?:in|for|{_DOING}).*)")),
    (
        "timescale",
        re.compile(
            r"(?:deadline|time ?limit|due date) (?:for|of) (?:the )?"
            rf"(?:completion|implementation|reali[sz]ation|execution|delivery)(?: of(?: the)? {_WORK})?"
        ),
    ),
)


def role_of_opening(words: str) -> ColumnRole | None:
    """Return the role that the first words of a heading name; `words` are those of `plain_heading`."""
    for role, pattern in _OPENINGS:
        if pattern.fullmatch(words):
            return role
    return None
