"""Say why a column may not hold what its heading says, and which other columns may say when."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from plan_data.table_import.column_contents import ColumnContents
from plan_data.table_import.column_headings import is_not_about_deadlines, role_of_heading
from plan_data.table_import.heading_words import (
    PROGRESS_ROLES,
    YEAR_HEADINGS,
    ColumnRole,
    plain_words,
)

VAGUE_DATES = frozenset({"date", "dates", "year", "fy", "financial year", "period", "time"})
SETTLED_ROLES = frozenset({"start", "timescale", "revised", "original", *PROGRESS_ROLES})
_DATE_ROLES = frozenset({"timescale", "original", "revised", "stage"})
_DATES_OF_ANYTHING = frozenset({"date", "dates"})
_PARTS_OF_DATES = frozenset({"day", "month", "quarter", "term", "week", "season"})
_ENTRIES_OF_LOG = frozenset(
    {"action", "actions", "issue", "issues", "decision", "item", "action point", "task"}
)
# A heading that says what its dates are names no stage of the work.
_NAMES_KIND_OF_DATE = re.compile(
    r"\b(?:dates?|due|deadline|planned|actual|forecast|estimate|baseline|original|revised"
    r"|current|agreed|expiry|expires)\b",
    re.IGNORECASE,
)
# Of a column of dates: a number, or a time in the life of a thing that is bought or released.
_NAMES_OTHER_THING = re.compile(
    r"\b(?:no|nr|num|number|ref|id|support|eol|end of life|warranty|tender|advert)\b|^[\W\d_]*$",
    re.IGNORECASE,
)
_NOT_LIKE_ITS_HEADING = "its cells do not look like its heading"
_MAY_BE_OF_ENTRY = "the date before an action may be that of its entry"
_PART_OF_DATE = "another column has the rest of the date"


class SettledColumn(Struct, frozen=True):
    """A column, its role, and whether a person chose it."""

    heading: str
    role: ColumnRole | None
    contents: ColumnContents
    is_chosen: bool

    def is_headed(self, phrases: frozenset[str]) -> bool:
        """Return whether the heading is one of some phrases."""
        return plain_words(self.heading) in phrases

    def is_unlike_its_heading(self) -> bool:
        """Return whether the cells do not look like those of the role."""
        if self.role in _DATE_ROLES:
            return self.contents.holds_mere_numbers() or not self.contents.holds_times()
        if self.role == "lead":
            return self.contents.holds_sentences()
        return self.role == "objective" and self.contents.holds_dates()

    def may_say_when(self) -> bool:
        """Return whether a column that is not read as when has dates that may be it."""
        if self.role in SETTLED_ROLES or self.role == "ref" or self.is_chosen:
            return False
        if not self.contents.holds_bare_dates() or self.is_headed(VAGUE_DATES):
            return False
        if _NAMES_OTHER_THING.search(self.heading) or is_not_about_deadlines(self.heading):
            return False
        role, sure = role_of_heading(self.heading)
        return not sure or role in SETTLED_ROLES


def doubts_of_columns(columns: Sequence[SettledColumn]) -> list[str]:
    """Return of each column why it is in doubt, "" if it is not or a person chose it."""
    doubts = []
    for place, column in enumerate(columns):
        doubt = ""
        if column.is_unlike_its_heading():
            doubt = _NOT_LIKE_ITS_HEADING
        elif column.role == "timescale":
            doubt = _doubt_of_timescale(place, columns)
        if column.is_chosen:
            doubt = ""
        doubts.append(doubt)
    return doubts


def _doubt_of_timescale(place: int, columns: Sequence[SettledColumn]) -> str:
    column = columns[place]
    if column.is_headed(_DATES_OF_ANYTHING) and _is_of_log(columns[place + 1 :]):
        return _MAY_BE_OF_ENTRY
    if column.is_headed(YEAR_HEADINGS) and any(map(_is_part_of_date, columns)):
        return _PART_OF_DATE
    return ""


def _is_of_log(following: Sequence[SettledColumn]) -> bool:
    """Return whether the actions follow the date, as in minutes, where it is that of an entry."""
    for column in following:
        if column.role in {"objective", "milestone"}:
            return column.is_headed(_ENTRIES_OF_LOG)
    return False


def _is_part_of_date(column: SettledColumn) -> bool:
    return column.role in {None, "other"} and column.is_headed(_PARTS_OF_DATES)


def name_stages(headings: Iterable[str]) -> bool:
    """Return whether none of some headings says what kind of date it has, such as Planned."""
    return not any(map(_NAMES_KIND_OF_DATE.search, headings))
