"""The numbers and ids of the plan that an import replaces: what is still in the table keeps its own.

The journal keeps entries under these ids. A new row takes none that was ever used.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from plan_data.model import Milestone, Objective, Plan
from plan_data.part_matching import SIMILAR_TITLES, title_similarity
from plan_data.plan_file.walk import walk_objectives
from plan_data.table_import.milestone_titles import milestone_letters
from plan_data.text import fold

_MOST_COMPARISONS = 40_000  # of titles with each other: more would take seconds

MilestoneFacts = tuple[str, str]  # its title, and its timescale as printed


class KeptNumbers:
    """The objectives of the replaced plan; without one, every number is a new one.

    `used_ids` are milestones and measures with entries, also of rows that left the table since.
    """

    def __init__(self, before: Plan | None, used_ids: Collection[str]) -> None:
        self._objectives: list[Objective] = []
        if before is not None:
            self._objectives = [objective for _, objective in walk_objectives(before)]
        self._by_number = {objective.number: objective for objective in self._objectives}
        self._used_ids = used_ids

    @property
    def used_numbers(self) -> set[str]:
        """The numbers of objectives that the replaced plan has, or had."""
        return {*self._by_number, *[used.rpartition("-")[0] for used in self._used_ids]}

    def numbers_of(self, titles: Sequence[str], printed: Collection[str]) -> dict[int, str]:
        """Return the numbers that objectives had before, by their places in `titles`.

        `titles` are those of objectives without a number in print, `printed` the numbers of the
        others.
        """
        known = [each for each in self._objectives if each.number not in printed]
        old = [fold(objective.title) for objective in known]
        new = [fold(title) for title in titles]
        pairs = _same_keys(old, new)
        pairs |= _similar(old, new, pairs)
        return {place: known[old_place].number for place, old_place in pairs.items()}

    def milestone_ids(self, number: str, milestones: Sequence[MilestoneFacts]) -> list[str]:
        """Return the id of each milestone of an objective; one that is not new has that it had."""
        before: Sequence[Milestone] = ()
        if number in self._by_number:
            before = self._by_number[number].milestones
        known = _milestone_pairs(before, milestones)
        unused = _unused_ids(number, {*self._used_ids, *[milestone.id for milestone in before]})
        ids = []
        for place in range(len(milestones)):
            if place in known:
                ids.append(before[known[place]].id)
            else:
                ids.append(next(unused))
        return ids


def _milestone_pairs(
    before: Sequence[Milestone], milestones: Sequence[MilestoneFacts]
) -> dict[int, int]:
    """Return the place in `before` of each milestone that was there, by its place.

    What is left over is the same in its order if there are as many as before, with other titles.
    """
    old = [(fold(milestone.title), milestone.printed or "") for milestone in before]
    new = [(fold(title), printed) for title, printed in milestones]
    pairs = _same_keys(old, new)
    pairs |= _same_keys([title for title, _ in old], [title for title, _ in new], pairs)
    old_left = _left_over(len(old), pairs.values())
    new_left = _left_over(len(new), pairs)
    if len(old_left) == len(new_left):
        pairs |= dict(zip(new_left, old_left, strict=True))
    return pairs


def _same_keys(
    old: Sequence[object], new: Sequence[object], known: dict[int, int] | None = None
) -> dict[int, int]:
    """Return the place in `old` of each key of `new` that both have as often, by its place in `new`.

    Places that are known already are left out.
    """
    known = known or {}
    old_places = _places(old, _left_over(len(old), known.values()))
    pairs: dict[int, int] = {}
    for key, places in _places(new, _left_over(len(new), known)).items():
        if len(places) == len(old_places[key]):
            pairs |= dict(zip(places, old_places[key], strict=True))
    return pairs


def _places(keys: Sequence[object], places: Sequence[int]) -> defaultdict[object, list[int]]:
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place in places:
        found[keys[place]].append(place)
    return found


def _left_over(length: int, taken: Collection[int]) -> list[int]:
    return sorted(set(range(length)).difference(taken))


def _similar(old: Sequence[str], new: Sequence[str], known: dict[int, int]) -> dict[int, int]:
    """Return the place in `old` of each title of `new` that is nearly the same, the nearest first."""
    old_left = _left_over(len(old), known.values())
    new_left = _left_over(len(new), known)
    if len(old_left) * len(new_left) > _MOST_COMPARISONS:
        return {}
    found = []
    for place in new_left:
        for old_place in old_left:
            ratio = title_similarity(old[old_place], new[place])
            if SIMILAR_TITLES <= ratio < 1:
                found.append((-ratio, place, old_place))
    pairs: dict[int, int] = {}
    for _, place, old_place in sorted(found):
        if place not in pairs and old_place not in pairs.values():
            pairs[place] = old_place
    return pairs


def _unused_ids(number: str, taken: Collection[str]) -> Iterator[str]:
    for index in count():
        milestone_id = f"{number}-{milestone_letters(index)}"
        if milestone_id not in taken:
            yield milestone_id
