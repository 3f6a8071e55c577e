"""Doubt several dates of one cell whose relation is not plain, and keep the words around dates."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plan_data.table_import.milestone_drafts import MilestoneDraft
from plan_data.table_import.table_cells import flatten

_SEVERAL = "print has several dates in a cell, and does not say plainly what each is for"
_PLAIN_BETWEEN = re.compile(r"[\s,;&/.()\[\]]*(?:\band\b)?[\s,;&/.()\[\]]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "due",
        "end",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "then",
        "to",
        "until",
        "with",
        "by",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "utc",
        "gmt",
        "st",
        "nd",
        "rd",
        "th",
        "the",
    ]
)
_LONGEST_NOTE = 200  # characters of a cell that a note repeats


def doubt_of_several(cell: str, drafts: Sequence[MilestoneDraft]) -> str:
    """Return why the dates of a cell are in doubt, "" if they are not.

    They are if there are several in a line without words of their own, or with words in brackets,
    and there is more between them than a comma or an "and".
    """
    dated = [draft for draft in drafts if draft.when and not draft.cumulative]
    if len(dated) == 1 or _have_own_words(dated):
        return ""
    for between in _between(cell, dated):
        if "\n" not in between and not _PLAIN_BETWEEN.fullmatch(between):
            return _SEVERAL
    return ""


def _have_own_words(drafts: Sequence[MilestoneDraft]) -> bool:
    texts = [draft.text for draft in drafts if draft.text]
    return bool(texts) and not any(text.startswith("(") for text in texts)


def _between(cell: str, drafts: Sequence[MilestoneDraft]) -> Iterator[str]:
    """Yield the texts between the dates of a cell, as far as they are found there."""
    end = -1
    for draft in drafts:
        begin = cell.find(draft.printed, max(end, 0))
        if not draft.printed or begin < 0:
            continue
        if end >= 0:
            yield cell[end:begin]
        end = begin + len(draft.printed)


def without_lost_words(cell: str, drafts: Sequence[MilestoneDraft]) -> list[MilestoneDraft]:
    """Return the milestones of a cell; if they lack words of it, the first has these in its note."""
    if not drafts or len(cell) > _LONGEST_NOTE or any(draft.cumulative for draft in drafts):
        return list(drafts)
    kept: set[str] = set()
    for draft in drafts:
        texts = (draft.text, draft.printed, draft.note)
        kept.update(_words(" ".join(texts)))
    if not any(word not in kept and not word.isdigit() for word in _words(cell)):
        return list(drafts)
    note = "; ".join(filter(None, [drafts[0].note, f"print says '{flatten(cell)}'"]))
    return [replace(drafts[0], note=note), *drafts[1:]]


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL_WORDS]
