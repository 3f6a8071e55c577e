"""A filter in words, as people type it: `overdue ELS jan`."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import ChecklistItem
from store.query.filters import STATUSES, Filter, find_statuses, searchable_texts


class Search(Struct, frozen=True):
    """What the words ask for: a filter, months of the due date, and words to be found as they are."""

    filter: Filter = Filter()
    months: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()

    def select(
        self, items: Sequence[ChecklistItem], texts: Sequence[str] = ()
    ) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that are asked for, in their order; `texts` are what `search_texts` says of them."""
        if self == Search():
            return tuple(items)
        if not self.words:
            return tuple(item for item in items if self._fits(item))
        found = list(zip(items, texts or search_texts(items), strict=True))
        for word in self.words:
            found = [(item, text) for item, text in found if word in text]
        is_words_alone = self == Search(words=self.words)
        return tuple([item for item, _ in found if is_words_alone or self._fits(item)])

    def _fits(self, item: ChecklistItem) -> bool:
        due = item.state.due
        return self.filter.passes(item) and (
            not self.months or (due is not None and due.month in self.months)
        )


def search_texts(items: Iterable[ChecklistItem]) -> tuple[str, ...]:
    """Return the words of each item for `Search.select`, so that they are made ready once and not at each key."""
    return tuple("\n".join(searchable_texts(item)).casefold() for item in items)


def read_words(plan: About, text: str) -> Search:
    """Return what `text` asks for; a word that names nothing is looked for in titles and notes."""
    pathways = {
        name.casefold(): each.code for each in plan.pathways for name in (*each.printed, each.code)
    }
    leads = {each.code.casefold(): each.code for each in plan.agencies}
    codes: dict[str, list[str]] = {"pathway": [], "lead": [], "status": []}
    months, words = set(), []
    for low in _terms(text.casefold().split()):
        if low in pathways:
            codes["pathway"].append(pathways[low])
        elif low in leads:
            codes["lead"].append(leads[low])
        elif low[:3].title() in MONTHS and _is_month(low):
            months.add(MONTHS.index(low[:3].title()) + 1)
        elif statuses := _statuses(low):
            codes["status"] += statuses
        else:
            words.append(low)
    asked = Filter(tuple(codes["pathway"]), tuple(codes["lead"]), statuses=tuple(codes["status"]))
    return Search(asked, frozenset(months), tuple(words))


def _terms(words: list[str]) -> Iterator[str]:
    """Yield the words, those of a status such as `due soon` as one."""
    rest = iter(zip(words, [*words[1:], ""], strict=False))
    for word, following in rest:
        if f"{word} {following}" in STATUSES:
            next(rest)
            yield f"{word} {following}"
        else:
            yield word


_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _is_month(word: str) -> bool:
    return any(month == word or month[:3] == word for month in _FULL_MONTHS)


def _statuses(word: str) -> tuple[str, ...]:
    """Return the statuses a word means: `overdue` and `late` are all that is late, as people ask it."""
    try:
        return find_statuses("late" if word == "overdue" else word)
    except Refused:
        return ()
