"""Which part of one plan file is which of another, also if it has another number there.

Parts are the same if they have the same id and title. Of the others, those with the same title are,
then those with the same id and a similar title, then those with similar titles, then those with the
same id. Objectives with different numbers must share milestones, too. Similar titles have the same
numbers in them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from plan_data.file_parts import FilePart
from plan_data.text import fold

SIMILAR_TITLES = 0.8  # from this ratio on, two titles are similar
_MOST_COMPARISONS = 40_000  # of titles with each other: more would take seconds
_NUMBER = re.compile(r"\d+")
_NUMBERED = ("section", "priority", "objective")
_RENUMBERED_WITH_OBJECTIVE = ("milestone", "measure")

Pairs = dict[int, int]
_SameParts = Callable[[int, int], bool]


def match_parts(old: Sequence[FilePart], new: Sequence[FilePart]) -> Pairs:
    """Return the index in `new` of each part of `old` that is still there, by its index."""
    return _PlanMatcher(old, new).pairs()


class _PlanMatcher:
    """Matches levels from the top down; what is under an objective is matched within it first."""

    def __init__(self, old: Sequence[FilePart], new: Sequence[FilePart]) -> None:
        self._old = old
        self._new = new
        self._pairs: Pairs = {}
        self._milestones = (_titles_under_objectives(old), _titles_under_objectives(new))

    def pairs(self) -> Pairs:
        old_of, new_of = _by_noun(self._old), _by_noun(self._new)
        for noun in _NUMBERED:
            self._match(old_of[noun], new_of[noun])
        for noun in _RENUMBERED_WITH_OBJECTIVE:
            self._match_below_objectives(old_of[noun], new_of[noun])
        for each, indexes in old_of.items():
            by_title = each in _RENUMBERED_WITH_OBJECTIVE
            self._match(indexes, new_of[each], by_title=by_title, similar=False)
        return self._pairs

    def _match_below_objectives(self, old: Sequence[int], new: Sequence[int]) -> None:
        objectives: dict[object, str] = {}
        for old_index, new_index in self._pairs.items():
            if self._old[old_index].noun == "objective":
                objectives[self._old[old_index].id] = self._new[new_index].id
        new_below = _by_part_above(self._new, new)
        for number, indexes in _by_part_above(self._old, old).items():
            if number in objectives:
                new_number = objectives[number]
                self._match(indexes, new_below[new_number], similar=number != new_number)

    def _match(
        self, old: Iterable[int], new: Iterable[int], *, by_title: bool = True, similar: bool = True
    ) -> None:
        """Match parts of one noun that have no counterpart yet.

        `by_title` and `similar` say whether those with other ids and the same title, or a similar
        one, may be matched.
        """
        taken = set(self._pairs.values())
        matcher = _LevelMatcher(
            self._old,
            self._new,
            [index for index in old if index not in self._pairs],
            [index for index in new if index not in taken],
            self._share_milestones,
        )
        self._pairs |= matcher.pairs(by_title=by_title, similar=similar)

    def _share_milestones(self, old_index: int, new_index: int) -> bool:
        """Return whether two objectives have at least half of the milestones of one in common."""
        before, after = self._old[old_index], self._new[new_index]
        if before.noun != "objective":
            return True
        old_titles, new_titles = self._milestones[0][before.id], self._milestones[1][after.id]
        fewest = min(len(old_titles), len(new_titles))
        return bool(fewest) and 2 * len(old_titles & new_titles) >= fewest


class _LevelMatcher:
    """Matches parts of one noun, the surest matches first."""

    def __init__(
        self,
        old_parts: Sequence[FilePart],
        new_parts: Sequence[FilePart],
        old: list[int],
        new: list[int],
        may_match: _SameParts,
    ) -> None:
        self._old_parts = old_parts
        self._new_parts = new_parts
        self._old = old
        self._new = new
        self._may_match = may_match
        self._pairs: Pairs = {}

    def pairs(self, *, by_title: bool, similar: bool) -> Pairs:
        self._match_same(_id_and_title)
        if by_title:
            self._match_same(_title, self._may_match)
            self._match_same(_id, self._has_similar_title)
        if by_title and similar:
            self._match_similar()
        self._match_same(_id)
        return self._pairs

    def _match_same(
        self, key: Callable[[FilePart], object], may_match: _SameParts | None = None
    ) -> None:
        """Match the parts with the same key; with `may_match`, only if the key is unique."""
        old_by_key = _indexes_by_key(self._old_parts, self._old, key)
        new_by_key = _indexes_by_key(self._new_parts, self._new, key)
        for value, old_indexes in old_by_key.items():
            new_indexes = new_by_key.get(value, [])
            pairs = list(zip(old_indexes, new_indexes, strict=False))
            if may_match is None:
                self._pair(pairs)
                continue
            is_unique = len(old_indexes) == len(new_indexes) == 1
            if value and is_unique and may_match(*pairs[0]):
                self._pair(pairs)

    def _match_similar(self) -> None:
        if len(self._old) * len(self._new) > _MOST_COMPARISONS:
            return
        found = []
        for old_index in self._old:
            for new_index in self._new:
                ratio = self._similarity(old_index, new_index)
                if ratio >= SIMILAR_TITLES and self._may_match(old_index, new_index):
                    found.append((-ratio, old_index, new_index))
        for _, old_index, new_index in sorted(found):
            if old_index in self._old and new_index in self._new:
                self._pair([(old_index, new_index)])

    def _has_similar_title(self, old_index: int, new_index: int) -> bool:
        return self._similarity(old_index, new_index) >= SIMILAR_TITLES

    def _similarity(self, old_index: int, new_index: int) -> float:
        before, after = self._old_parts[old_index], self._new_parts[new_index]
        return title_similarity(fold(before.title), fold(after.title))

    def _pair(self, pairs: Iterable[tuple[int, int]]) -> None:
        for old_index, new_index in pairs:
            self._pairs[old_index] = new_index
            self._old.remove(old_index)
            self._new.remove(new_index)


def title_similarity(before: str, after: str) -> float:
    """Return how similar two folded titles are, from 0 to 1; 0 if below `SIMILAR_TITLES`.

    Titles with other numbers in them are not similar.
    """
    if _NUMBER.findall(before) != _NUMBER.findall(after):
        return 0.0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR_TITLES or matcher.quick_ratio() < SIMILAR_TITLES:
        return 0.0
    return matcher.ratio()


def _id_and_title(part: FilePart) -> tuple[str, str]:
    return part.id, fold(part.title)


def _id(part: FilePart) -> str:
    return part.id


def _title(part: FilePart) -> str:
    return fold(part.title)


def _indexes_by_key(
    parts: Sequence[FilePart], indexes: Iterable[int], key: Callable[[FilePart], object]
) -> defaultdict[object, list[int]]:
    grouped: defaultdict[object, list[int]] = defaultdict(list)
    for index in indexes:
        grouped[key(parts[index])].append(index)
    return grouped


def _by_noun(parts: Sequence[FilePart]) -> defaultdict[object, list[int]]:
    return _indexes_by_key(parts, range(len(parts)), lambda part: part.noun)


def _by_part_above(
    parts: Sequence[FilePart], indexes: Iterable[int]
) -> defaultdict[object, list[int]]:
    return _indexes_by_key(parts, indexes, lambda part: part.above)


def _titles_under_objectives(parts: Iterable[FilePart]) -> defaultdict[str, set[str]]:
    """Return the titles of each objective's milestones by the objective's number."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for part in parts:
        if part.noun == "milestone":
            titles[part.above].add(fold(part.title))
    return titles
