"""A search as people type it: `overdue ELS jan`."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.text import fold
from store.checklist.checklist import ChecklistItem
from store.query.filters import STATUSES, Filter, find_statuses, searchable_texts


class Search(Struct, frozen=True):
    """What words mean: a filter, months of the due date, and folded words to search in the texts."""

    filter: Filter = Filter()
    months: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()

    def select(
        self, items: Sequence[ChecklistItem], texts: Sequence[str] = ()
    ) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that match, in their order.

        `texts` are what `search_texts` returns for them, if the caller has it already.
        """
        if self == Search():
            return tuple(items)
        if self.words:
            items = self._with_words(items, texts or search_texts(items))
        if self == Search(words=self.words):
            return tuple(items)
        return tuple([item for item in items if self._fits(item)])

    def _with_words(
        self, items: Sequence[ChecklistItem], texts: Sequence[str]
    ) -> list[ChecklistItem]:
        """Return the items whose texts have every word."""
        found = list(zip(items, texts, strict=True))
        for word in self.words:
            found = [(item, text) for item, text in found if word in text]
        return [item for item, _ in found]

    def _fits(self, item: ChecklistItem) -> bool:
        return self.filter.passes(item) and self._is_due_in_months(item)

    def _is_due_in_months(self, item: ChecklistItem) -> bool:
        if not self.months:
            return True
        due = item.state.due
        return due is not None and due.month in self.months


def search_texts(items: Iterable[ChecklistItem]) -> tuple[str, ...]:
    """Return the text of each item for `Search.select`, to be made once and not at each key."""
    return tuple(fold("\n".join(searchable_texts(item))) for item in items)


def read_words(about: About, text: str) -> Search:
    """Return what `text` means; a word that names nothing is searched in titles and notes."""
    pathways = _pathway_codes(about)
    leads = {fold(agency.code): agency.code for agency in about.agencies}
    wanted_pathways: list[str] = []
    wanted_leads: list[str] = []
    wanted_statuses: list[str] = []
    months: set[int] = set()
    words: list[str] = []
    for term in _terms(fold(text).split()):
        if term in pathways:
            wanted_pathways.append(pathways[term])
        elif term in leads:
            wanted_leads.append(leads[term])
        elif month := _month_number(term):
            months.add(month)
        elif statuses := _statuses(term):
            wanted_statuses += statuses
        else:
            words.append(term)
    codes = Filter(tuple(wanted_pathways), tuple(wanted_leads), statuses=tuple(wanted_statuses))
    return Search(codes, frozenset(months), tuple(words))


def _pathway_codes(about: About) -> dict[str, str]:
    """Return the code of each pathway by what may be typed for it, folded."""
    codes = {}
    for pathway in about.pathways:
        for name in (*pathway.printed, pathway.code):
            codes[fold(name)] = pathway.code
    return codes


def _terms(words: list[str]) -> Iterator[str]:
    """Yield the words; two that form a status, such as `due soon`, are one term."""
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


def _month_number(word: str) -> int:
    """Return the number of a month from its name or the first three letters, 0 if it is none."""
    for number, month in enumerate(_FULL_MONTHS, start=1):
        if word in {month, month[:3]}:
            return number
    return 0


def _statuses(word: str) -> tuple[str, ...]:
    """Return the statuses a word means: `overdue`, like `late`, is every one past its day."""
    try:
        return find_statuses("late" if word == "overdue" else word)
    except Refused:
        return ()
