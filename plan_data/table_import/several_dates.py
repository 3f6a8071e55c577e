"""Doubt several dates of one cell whose relation is not plain, and keep the words around dates."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plan_data.table_import.milestone_drafts import CellKind, MilestoneDraft
from plan_data.table_import.table_cells import flatten

_SEVERAL = "print has several dates in a cell, and does not say plainly what each is for"
_PLAIN_BETWEEN = re.compile(
    r"[\s.()\[\]]*(?:\band\b|[,;&])(?:\s*\band\b)?[\s.()\[\]]*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = (
    "a an and as at by due end for from in of on or the then to until with st nd rd th monday tuesday "
    "wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm utc gmt"
)
_IS_SMALL = frozenset(_SMALL_WORDS.split())
_TIME_OR_WEEK = re.compile(r"\b\d{1,2}:\d\d\b|\b(?:week|year) \d{1,2}\b(?! of)")
_LONGEST_NOTE = 200  # characters of a cell that a note repeats


def doubt_of_several(cell: str, drafts: Sequence[MilestoneDraft], kind: CellKind) -> str:
    """Return why the dates of a cell are in doubt, "" if they are not.

    They are if there are several in a line without words of their own, or with words in brackets,
    and there is anything between them but a comma or an "and". Cells of phrases may have nothing there.
    """
    dated = [draft for draft in drafts if draft.when and not draft.cumulative]
    if len(dated) == 1 or _have_own_words(dated):
        return ""
    for between in _between(cell, dated):
        if not _is_plain(between, kind):
            return _SEVERAL
    return ""


def _is_plain(between: str, kind: CellKind) -> bool:
    """Return whether what stands between two dates says plainly that each is one."""
    if "\n" in between or _PLAIN_BETWEEN.fullmatch(between):
        return True
    return kind == "phrases" and not between.strip(" \t.()[]")


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


def find_unread_words(cell: str, drafts: Sequence[MilestoneDraft]) -> list[str]:
    """Return the telling words of a short cell that none of its milestones has."""
    if len(cell) > _LONGEST_NOTE or any(draft.cumulative for draft in drafts):
        return []
    kept: set[str] = set()
    for draft in drafts:
        texts = (draft.text, draft.printed, draft.note)
        kept.update(telling_words(" ".join(texts)))
    return [word for word in telling_words(cell) if word not in kept]


def with_cell_noted(cell: str, drafts: Sequence[MilestoneDraft]) -> list[MilestoneDraft]:
    """Return the milestones of a cell, the first with the cell's text in its note."""
    note = "; ".join(filter(None, [drafts[0].note, f"print says '{flatten(cell)}'"]))
    return [replace(drafts[0], note=note), *drafts[1:]]


def telling_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without small words, times of day and numbers of weeks and years."""
    words = _WORD.findall(_TIME_OR_WEEK.sub(" ", text.casefold()))
    return [word for word in words if word not in _IS_SMALL]
